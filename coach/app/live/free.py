"""A workout in which somebody exercises as they like: it says what it takes them to do, counts, and says when it was wrong.

What is done is kept once a set is over, since until then it can turn out to be another exercise.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf, nan
from typing import Final

from coach.app.live.workout_run import Moment
from coach.app.running.run import ExerciseRun
from coach.coaching.before_after import BeforeAfter, FirstAndBest, most_gained
from coach.coaching.session import Known, Session
from coach.coaching.workout import Now, Wish
from coach.engine.spec import Exercise
from coach.events import RepAbandoned, RepCompleted
from coach.recognising.live import Change, LiveRecogniser
from coach.recognising.recogniser import APART_S, AROUND_S
from coach.signals.body import Body
from coach.signals.gestures import Gestures
from coach.values import Cue, CuePriority, ExerciseCard, ExerciseState, Frame, Measures, Pose, Step
from coach.words.wording import ENGLISH, Wording

FREE: Final = "exercise-freely"
"""The id of the card that is shown while nothing is known; no exercise is called so."""

LOOKED_BACK_S: Final = 120.0
"""How long poses are kept, to look back upon a set that was taken for another exercise (chosen: longer than most sets)."""

BEHIND_S: Final = 2.0
"""How much behind the last repetition belongs to a set (chosen: a fault at its end is told a moment later)."""

SHOWN_S: Final = 4.0
"""How long it stands on the screen what somebody is taken to do (chosen)."""

Begin = Callable[[Exercise], ExerciseRun]
Speak = Callable[[float, tuple[Cue, ...]], None]


class _Set:
    """One exercise as long as somebody is taken to do it: coached now, kept once it is over."""

    def __init__(self, exercise: Exercise, wording: Wording, since_s: float, known: Known | None) -> None:
        self.exercise = exercise
        start = () if known is None else (Known(since_s, inf, known.neutral, known.without),)
        self.session = Session(exercise, wording, known=start)
        self._steps: list[Step] = []

    def step(self, pose: Pose, frame: Frame | None) -> Step:
        """One pose further."""
        step = self.session.step(pose, frame)
        self._steps.append(replace(step, frame=None))
        return step

    def catch_up(self, poses: Sequence[Pose]) -> tuple[Cue, ...]:
        """Looks back upon what was done before it was known what it is; returns the newest count, to be said now."""
        counts: tuple[Cue, ...] = ()
        at_s = -inf
        for pose in poses:
            if pose.time_s - at_s >= APART_S:
                at_s = pose.time_s
                counts = tuple(cue for cue in self.step(pose, None).cues if cue.priority == "count") or counts
        return counts

    @property
    def ended_s(self) -> float:
        """When its last repetition was over, long ago without one."""
        events = (event for step in self._steps for event in step.events)
        return max(
            (event.rep.end_s for event in events if isinstance(event, RepCompleted | RepAbandoned)), default=-inf
        )

    def keep(self, begin: Begin) -> None:
        """Gives all of it to what keeps it."""
        run = begin(self.exercise)
        run.session = self.session
        # What came behind the last repetition was something else: it says nothing about this exercise.
        until_s = inf if self.session.done or self.ended_s == -inf else self.ended_s + BEHIND_S
        for step in self._steps:
            if step.pose.time_s <= until_s:
                run.update(step)
        run.finish()

    def pair(self) -> FirstAndBest:
        """Its first and its best repetition."""
        found = FirstAndBest(self.exercise.card())
        for step in self._steps:
            found.update(step.pose, step.events)
        return found


class FreeRun:
    """Runs such a workout, pose by pose. One thread at a time; the same to a watcher as ``WorkoutRun``.

    exercises: those that may be recognised, each in the dose that makes a set of it. begin: begins the storing of one.
    speak: says cues. note: is told what somebody is taken to do.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        begin: Begin,
        *,
        wording: Wording = ENGLISH,
        speak: Speak = lambda _time_s, _cues: None,
        note: Callable[[float, str], None] = lambda _time_s, _text: None,
    ) -> None:
        self._exercises = {exercise.id: exercise for exercise in exercises}
        self._begin = begin
        self._wording = wording
        self._speak = speak
        self._note = note
        self._recogniser = LiveRecogniser(exercises)
        self._gestures = Gestures()
        self._poses: deque[Pose] = deque()
        self._set: _Set | None = None
        self._kept: list[FirstAndBest] = []
        self._now = Now("exercise", 0, 1)
        self._first = exercises[0]
        self._over_s = -inf
        self._told: Cue | None = None
        self._step: Step | None = None
        self.newest: Moment | None = None

    @property
    def over(self) -> bool:
        """Whether the person has ended it."""
        return self._now.stage == "over"

    @property
    def exercise(self) -> ExerciseCard | None:
        """What somebody is taken to do now, None while nothing is known."""
        return None if self._set is None else self._set.session.card

    @property
    def best(self) -> tuple[FirstAndBest, ...]:
        """What is kept of each exercise that was done."""
        return tuple(self._kept)

    @property
    def compared(self) -> BeforeAfter | None:
        """The first and the best repetition of the exercise in which the most was gained so far."""
        return most_gained(kept.pair for kept in self._kept)

    def step(self, pose: Pose, frame: Frame | None) -> None:
        """One pose further."""
        if self.over:
            return
        gesture = self._gestures.update(pose.time_s, Body.of(pose))
        if not self._now.paused:
            if self._told is None:
                self._say(pose.time_s, self._wording.workout.free_begin)
            self._coach(pose, frame)
        if gesture is not None:
            self.ask(gesture)
        if not self.over and self._step is not None:
            self.newest = Moment(
                now=self._now,
                pose=pose,
                frame=frame,
                exercise=self._first if self._set is None else self._set.exercise,
                following=None,
                step=self._step,
                gesture=self._gestures.under_way,
                progress=self._gestures.progress,
            )

    def ask(self, wish: Wish) -> None:
        """Takes what was asked for by key, mouse or gesture."""
        time_s = self._poses[-1].time_s if self._poses else 0.0
        match wish:
            case "go-on":
                self._now = replace(self._now, paused=not self._now.paused)
                if self._now.paused:
                    self._over(time_s)
            case "end":
                self._over(time_s)
                self._now = Now("over", 0)
            case "hurts":
                self._hurt(time_s)
            case "repeat":
                self._set = None
                self._forget(time_s)
            case "skip":
                self._over(time_s)

    def finish(self) -> None:
        """The end, whatever is under way: what was done is kept."""
        self._over(self._poses[-1].time_s if self._poses else 0.0)
        self._now = Now("over", 0)

    def _coach(self, pose: Pose, frame: Frame | None) -> None:
        self._poses.append(pose)
        while self._poses[0].time_s < pose.time_s - LOOKED_BACK_S:
            self._poses.popleft()
        change = self._recogniser.update(pose)
        if change is not None:
            self._follow(change, pose.time_s)
        if self._set is None:
            self._step = self._waiting(pose, frame)
            return
        step = self._set.step(pose, frame)
        # Whoever turns away, or goes out of the picture, may be on their way to something else.
        if step.state.watching != "lost":
            self._speak(pose.time_s, step.cues)
        self._step = self._shown(step)
        if self._set.session.done:
            self._over(pose.time_s)

    def _follow(self, change: Change, time_s: float) -> None:
        """Does what a change asks for, and says it."""
        if change.turn == "ends":
            self._over(time_s)
            return
        since_s = max(change.taken.since_s - AROUND_S, self._over_s)
        if change.turn == "begins" and self._set is not None:
            since_s = max(since_s, self._set.ended_s)
            self._keep()
        exercise = self._exercises[change.taken.exercise]
        self._set = _Set(exercise, self._wording, since_s, change.taken.known)
        counts = self._set.catch_up([pose for pose in self._poses if since_s <= pose.time_s < time_s])
        words, title = self._wording.workout, self._wording.title(self._set.exercise)
        taken = (words.free_instead if change.turn == "instead" else words.free_taken).format(title=title)
        self._say(time_s, " ".join([taken, *(cue.text for cue in counts)]))

    def _hurt(self, time_s: float) -> None:
        """The exercise that is done, if one is known, is over; so that nothing goes on by itself, all stands still."""
        if self._set is not None:
            self._set.session.hurt()
        self._over(time_s)
        self._say(time_s, self._wording.phrases.hurt, "safety")
        self._now = replace(self._now, paused=True)

    def _over(self, time_s: float) -> None:
        """The set is over: it is kept, and what comes after it is another one."""
        self._keep()
        self._forget(time_s)

    def _forget(self, time_s: float) -> None:
        self._over_s = time_s
        self._recogniser.forget(time_s)

    def _keep(self) -> None:
        if self._set is not None:
            self._set.keep(self._begin)
            self._kept.append(self._set.pair())
        self._set = None

    def _say(self, time_s: float, text: str, priority: CuePriority = "instruction") -> None:
        self._told = Cue(time_s, text, priority)
        self._note(time_s, text)
        self._speak(time_s, (self._told,))

    def _shown(self, step: Step) -> Step:
        """The step with what was said of itself last, as long as nobody can have read it; safety and the low back first."""
        told = self._told
        if told is None or step.pose.time_s - told.time_s > SHOWN_S:
            return step
        if step.shown is not None and step.shown.priority in ("safety", "low-back"):
            return step
        return replace(step, shown=told)

    def _waiting(self, pose: Pose, frame: Frame | None) -> Step:
        """Nothing is known yet: the person is shown, and what was said last."""
        state = ExerciseState(
            watching="looking",
            phase="",
            since_s=pose.time_s,
            side=None,
            next_side=None,
            reps={},
            gauge=nan,
            hold_s=0.0,
            holding=False,
            active_faults=(),
            low_back=False,
        )
        words = self._wording.workout
        card = ExerciseCard(
            FREE, words.free_title, "", "standing", "front", "none", 0, 0.0, "", nan, "", (words.free_begin,)
        )
        # It goes on being true as long as nothing is known; what was said last goes before it for a moment.
        begin = Cue(pose.time_s, words.free_begin, "instruction")
        return self._shown(Step(card, pose, Measures(pose.time_s, {}), state, frame=frame, shown=begin))
