"""Somebody shows a new exercise to the camera: when they begin and when they are done is found by how they keep still."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from math import inf, nan
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
from numpy.typing import NDArray

from coach import languages
from coach.app.live.controls import show_until_ended
from coach.app.live.watching import Watcher
from coach.app.live.workout_run import Moment
from coach.app.live.workout_setup import open_devices
from coach.app.running.interruption import Interruption
from coach.app.running.results import Results
from coach.app.running.speaking import Speaker
from coach.coaching.before_after import BeforeAfter
from coach.coaching.workout import Now, Wish
from coach.engine.spec import Exercise
from coach.outputs.console import warn
from coach.settings import Settings
from coach.signals.body import Body
from coach.signals.gestures import HELD_S, Gestures
from coach.sources.viewing import Viewing
from coach.values import SHOWN_EXERCISE, Cue, ExerciseCard, ExerciseState, Frame, Measures, Pose, Step
from coach.words.wording import ENGLISH, Wording

if TYPE_CHECKING:
    from coach.outputs.window.window import Window

PARTS: Final = ("shoulder", "elbow", "wrist", "hip", "knee")
STILL: Final = 0.12
"""How far a part may move while somebody keeps still, in trunk lengths (chosen: landmarks jitter by 0.03, people sway)."""

STILL_S: Final = 1.5
"""How long somebody keeps still before it begins (chosen: long enough for a start position to be taken from it)."""

DONE_S: Final = 4.0
"""How long somebody is still in the start position behind the last repetition (chosen: longer than a rest between two)."""

LEFT: Final = 0.3
"""So far from the start position a part has left it, and ..."""

BACK: Final = 0.18
"""... so near it is back in it, in trunk lengths (chosen)."""

FEWEST: Final = 2
"""So many times it must have been left before keeping still ends it."""

LONGEST_S: Final = 180.0
"""No longer is watched (chosen: three repetitions of anything)."""

RAISED_S: Final = HELD_S["go-on"] + 1.5
"""What raising the arms takes, which is no part of what was shown (chosen)."""

SHOWN_S: Final = 4.0
"""How long a sentence stands on the screen (chosen)."""

Stage = Literal["ready", "showing", "over"]
Places = NDArray[np.float64]


class ShowRun:
    """Watches somebody show an exercise, pose by pose; the same to a watcher as a workout. One thread at a time.

    exercise: any, which a moment needs and nobody sees. poses: what was shown; empty where it was given up.
    """

    def __init__(
        self,
        exercise: Exercise,
        *,
        wording: Wording = ENGLISH,
        speak: Callable[[float, tuple[Cue, ...]], None] = lambda _time_s, _cues: None,
    ) -> None:
        self._exercise = exercise
        self._words = wording.teaching
        self._wording = wording
        self._speak = speak
        self._gestures = Gestures()
        self._stage: Stage = "ready"
        self._lately: deque[tuple[float, Places]] = deque()
        self._kept: deque[Pose] = deque()
        self._start: Places | None = None
        self._away = False
        self._times_left = 0
        self._began_s = self._left_s = 0.0
        self._told: Cue | None = None
        self.poses: tuple[Pose, ...] = ()
        self.newest: Moment | None = None

    @property
    def over(self) -> bool:
        """Whether it is over."""
        return self._stage == "over"

    @property
    def compared(self) -> BeforeAfter | None:
        """Nothing is compared here."""
        return None

    def step(self, pose: Pose, frame: Frame | None) -> None:
        """One pose further."""
        if self.over:
            return
        if self._told is None:
            self._say(pose.time_s, self._words.keep_still)
        gesture = self._gestures.update(pose.time_s, Body.of(pose))
        self._kept.append(pose)
        self._look(pose)
        if gesture == "hurts":
            self.ask("hurts")
        elif gesture == "go-on" and self._stage == "showing":
            self._end(pose.time_s - RAISED_S)
        self.newest = self._moment(pose, frame)

    def ask(self, wish: Wish) -> None:
        """To go on begins, or ends what is shown; again begins anew; to end gives it up."""
        at_s = self._kept[-1].time_s if self._kept else 0.0
        match wish:
            case "go-on" | "skip" if self._stage == "showing":
                self._end(at_s)
            case "go-on" | "skip" if self._stage == "ready":
                self._begin(at_s, self._lately[-1][1] if self._lately else None)
            case "repeat":
                self._kept.clear()
                self._stage, self._start, self._told = "ready", None, None
            case "hurts":
                self._say(at_s, self._wording.phrases.hurt)
                self._stage = "over"
            case "end":
                self._stage = "over"

    def finish(self) -> None:
        """The camera or the window is gone: what was shown until then is not taken for all."""
        self._stage = "over"

    def _look(self, pose: Pose) -> None:
        places = _places(pose)
        if places is None:
            self._lately.clear()
            return
        self._lately.append((pose.time_s, places))
        while self._lately[0][0] < pose.time_s - STILL_S:
            self._lately.popleft()
        if self._stage == "ready":
            while self._kept and self._kept[0].time_s < pose.time_s - 2 * STILL_S:
                self._kept.popleft()
            if self._still:
                self._begin(pose.time_s, places)
        elif self._stage == "showing" and self._start is not None:
            self._follow(pose.time_s, places, self._start)

    def _follow(self, time_s: float, places: Places, start: Places) -> None:
        """Counts how often the start position was left and come back to, and ends behind the last time."""
        apart = float(np.nanmax(np.hypot(*(places - start).T), initial=0.0))
        if not self._away and apart > LEFT:
            self._away = True
        elif self._away and apart < BACK:
            self._away, self._left_s = False, time_s
            self._times_left += 1
            self._say(time_s, self._words.so_often.format(count=self._times_left))
        done = not self._away and self._times_left >= FEWEST and time_s - self._left_s > DONE_S and self._still
        if done or time_s - self._began_s > LONGEST_S:
            self._end(inf)

    @property
    def _still(self) -> bool:
        if len(self._lately) < 3 or self._lately[-1][0] - self._lately[0][0] < 0.8 * STILL_S:
            return False
        return float(np.nanmax(np.ptp(np.array([places for _, places in self._lately]), axis=0))) < STILL

    def _begin(self, time_s: float, start: Places | None) -> None:
        self._stage, self._start, self._began_s = "showing", start, time_s
        self._away, self._times_left = False, 0
        self._say(time_s, self._words.show_it)

    def _end(self, until_s: float) -> None:
        self.poses = tuple(pose for pose in self._kept if pose.time_s <= until_s)
        self._stage = "over"
        self._say(self._kept[-1].time_s if self._kept else 0.0, self._words.enough)

    def _say(self, time_s: float, text: str) -> None:
        self._told = Cue(time_s, text, "instruction")
        self._speak(time_s, (self._told,))

    def _moment(self, pose: Pose, frame: Frame | None) -> Moment:
        told = self._told
        if told is not None and self._stage == "showing" and pose.time_s - told.time_s > SHOWN_S:
            told = Cue(pose.time_s, self._words.how_to_end, "instruction")
        reps = {"both": self._times_left} if self._stage == "showing" else {}
        state = ExerciseState(
            watching="looking",
            phase="",
            since_s=pose.time_s,
            side=None,
            next_side=None,
            reps=reps,
            gauge=nan,
            hold_s=0.0,
            holding=False,
        )
        words = self._words
        card = ExerciseCard(SHOWN_EXERCISE, words.title, "", "standing", "front", "none", 0, 0.0, "", nan, "", ())
        step = Step(card, pose, Measures(pose.time_s, {}), state, frame=frame, shown=told)
        return Moment(
            now=Now("exercise", 0, 1),
            pose=pose,
            frame=frame,
            exercise=self._exercise,
            following=None,
            step=step,
            gesture=self._gestures.under_way,
            progress=self._gestures.progress,
        )


def _places(pose: Pose) -> Places | None:
    """Where the parts are, in trunk lengths; None where nobody is seen."""
    if not pose.found:
        return None
    body = Body.of(pose)
    trunk = body.trunk()
    points = np.array([body["nose"], *(body.of_side(side, part) for side in ("left", "right") for part in PARTS)])
    return None if not trunk > 0 or np.isnan(points).all() else np.asarray(points / trunk, np.float64)


def watch_shown(settings: Settings, exercises: Sequence[Exercise], window: Window) -> tuple[tuple[Pose, ...], bool]:
    """Watches the camera until an exercise was shown, in a window that is there; the poses, and whether it was closed.

    Raises a CoachError where there is no camera or no model, or where watching ended unexpectedly.
    """
    wording = languages.wording(settings.language)
    how = Viewing(mirrored=settings.mirrored)
    with ExitStack() as stack:
        devices = open_devices(settings.camera, settings.model, window, stack, wording.pages, how)
        if devices is None:
            return (), False
        interruption = stack.enter_context(Interruption())
        results = Results(source=devices.camera.name, model=settings.model)
        speaker = Speaker(settings, warn)
        stack.callback(speaker.close)
        run = ShowRun(exercises[0], wording=wording, speak=speaker.say)
        window.notice(wording.pages.waiting_for_picture)
        watcher = stack.enter_context(Watcher(devices.camera, devices.eye, run))
        closed = show_until_ended(watcher, window, results, speaker, wording)
        window.notice(wording.teaching.learning)
        return run.poses, closed or interruption.asked or results.interrupted
