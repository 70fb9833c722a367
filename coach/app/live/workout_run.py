"""One workout at work: feeds poses to the guide, the exercise and the gestures, and follows the workout's stages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.app.running.run import ExerciseRun
from coach.coaching.before_after import BeforeAfter, FirstAndBest, most_gained
from coach.coaching.camera.placing import Placing
from coach.coaching.summary import Summary
from coach.coaching.workout import REST_S, Now, Place, Seen, Wish, Workout
from coach.engine.spec import Exercise
from coach.signals.body import Body
from coach.signals.gestures import Gesture, Gestures
from coach.values import Cue, ExerciseCard, Frame, Placed, Pose, Step
from coach.words.wording import ENGLISH, Wording

Begin = Callable[[Exercise], ExerciseRun]
Speak = Callable[[float, tuple[Cue, ...]], None]


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything there is to show of a workout at one pose.

    exercise: the one under way or just done; following: the one after it, None after the last. placed: in the guide only.
    step: the newest of the exercise, None before its first. gesture: the one whose time is filling; progress: 0..1 of it.
    summary: what was done in the exercise, in the rest only. compared: after the last exercise, the first and the best
    repetition of the one in which the most was gained.
    """

    now: Now
    pose: Pose
    frame: Frame | None
    exercise: Exercise
    following: Exercise | None
    placed: Placed | None = None
    step: Step | None = None
    gesture: Gesture | None = None
    progress: float = 0.0
    summary: Summary | None = None
    compared: BeforeAfter | None = None


class WorkoutRun:
    """Runs the exercises of a workout, pose by pose. One thread at a time.

    begin: begins the recording, storing and showing of one exercise. rests_s: behind each exercise, rest_s where there are
    none. guided: whether the camera's guide comes first. speak: says cues that belong to no exercise.
    newest: what to show, None before the first pose.
    """

    def __init__(
        self,
        exercises: Sequence[Exercise],
        begin: Begin,
        *,
        rests_s: Sequence[float] = (),
        rest_s: float = REST_S,
        guided: bool = True,
        wording: Wording = ENGLISH,
        speak: Speak = lambda _time_s, _cues: None,
    ) -> None:
        self._exercises = tuple(exercises)
        self._begin = begin
        self._wording = wording
        self._speak = speak
        rests: list[float | None] = [*rests_s, *[None] * (len(self._exercises) - len(rests_s))]
        places = [Place(each.position, each.view, rest) for each, rest in zip(self._exercises, rests, strict=True)]
        self._workout = Workout(places, rest_s, guided=guided)
        self._gestures = Gestures()
        self._placement: Placing | None = None
        self._run: ExerciseRun | None = None
        self._attempt = 0
        self._step: Step | None = None
        self._summary: Summary | None = None
        self._kept: dict[str, FirstAndBest] = {}
        self.newest: Moment | None = None

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self._workout.now.stage == "over"

    @property
    def exercise(self) -> ExerciseCard | None:
        """The exercise that is being coached now, None in the guide and in the rest."""
        return self._run.card if self._run is not None and self._workout.now.stage == "exercise" else None

    @property
    def best(self) -> tuple[FirstAndBest, ...]:
        """What is kept of each exercise that was done."""
        return tuple(self._kept.values())

    @property
    def compared(self) -> BeforeAfter | None:
        """The first and the best repetition of the exercise in which the most was gained so far."""
        return most_gained(kept.pair for kept in self._kept.values())

    def step(self, pose: Pose, frame: Frame | None) -> None:
        """One pose further."""
        before = self._workout.now
        if before.stage == "over":
            return
        gesture = self._gestures.update(pose.time_s, Body.of(pose))
        placed, done = None, False
        if before.stage == "guide":
            placed = self._guide(pose)
        elif before.stage == "exercise" and (self._step is None or not before.paused):
            done = self._coach(pose, frame)
        ready = placed is not None and placed.ready
        now = self._workout.update(Seen(pose.time_s, ready, done, gesture))
        cues = () if placed is None or placed.cue is None else (placed.cue,)
        self._speak(pose.time_s, cues + self._follow(before, now, pose.time_s))
        moment = None if self.over else self._moment(pose, frame, placed)
        if moment is not None and (moment.now.stage != "exercise" or moment.step is not None):
            self.newest = moment

    def ask(self, wish: Wish) -> None:
        """Takes what was asked for by key or mouse."""
        before = self._workout.now
        now = self._workout.ask(wish)
        time_s = 0.0 if self.newest is None else self.newest.pose.time_s
        self._speak(time_s, self._follow(before, now, time_s))

    def finish(self) -> None:
        """The end, whatever is under way: it is given up with its reason, and all that was done is kept."""
        self._workout.ask("end")
        self._end_run()

    def _guide(self, pose: Pose) -> Placed:
        if self._placement is None:
            self._placement = Placing(self._exercises[self._workout.now.index], self._wording)
        return self._placement.update(pose)

    def _coach(self, pose: Pose, frame: Frame | None) -> bool:
        if self._run is None or self._attempt != self._workout.now.attempt:
            self._end_run()
            self._attempt = self._workout.now.attempt
            self._run = self._begin(self._exercises[self._workout.now.index])
        self._step = self._run.step(pose, frame)
        card = self._run.card
        self._kept.setdefault(card.id, FirstAndBest(card)).update(pose, self._step.events)
        return self._run.session.done

    def _follow(self, before: Now, now: Now, time_s: float) -> tuple[Cue, ...]:
        """Does what a change of stage asks for; returns what is to be said about it."""
        if now.paused and not before.paused and self._run is not None:
            self._run.pause()
        if now.hurt and not before.hurt and self._run is not None:
            self._run.hurt()
        if now.attempt != before.attempt or now.stage == "over":
            self._end_run()
            self._placement = None
        if now.stage != before.stage or now.attempt != before.attempt:
            self._gestures.reset()
        if now.stage == "rest" and now.hurt and not before.hurt:
            return (Cue(time_s, self._wording.phrases.hurt, "safety"),)
        if now.stage != "rest" or before.stage == "rest":
            return ()
        self._summary = None if self._run is None else self._run.summary()
        following = self._workout.next_index
        phrases = self._wording.workout
        if following is None:
            return (Cue(time_s, phrases.last, "instruction"),)
        return (Cue(time_s, phrases.rest.format(title=self._wording.title(self._exercises[following])), "instruction"),)

    def _end_run(self) -> None:
        if self._run is not None:
            self._run.finish()
        self._run = None
        self._step = None

    def _moment(self, pose: Pose, frame: Frame | None, placed: Placed | None) -> Moment:
        now, following = self._workout.now, self._workout.next_index
        if now.stage == "guide" and placed is None:
            placed = self._guide(pose)
        return Moment(
            now=now,
            pose=pose,
            frame=frame,
            exercise=self._exercises[now.index],
            following=None if following is None else self._exercises[following],
            placed=placed if now.stage == "guide" else None,
            step=self._step if now.stage == "exercise" else None,
            gesture=self._gestures.under_way,
            progress=self._gestures.progress,
            summary=self._summary if now.stage == "rest" else None,
            compared=self.compared if now.stage == "rest" and following is None else None,
        )
