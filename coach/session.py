"""Pose in, step out: the whole of the coach between seeing and showing, pure, without input, output or clock.

A session runs one exercise. Fed with the same poses it gives the very same steps, live, from a video or from
a recording.
"""

from __future__ import annotations

from math import nan

from coach.coaching.attention import FORGET_S, LOST_S, Attention
from coach.coaching.cues import CueBoard
from coach.coaching.measuring import Measuring
from coach.coaching.picture import PictureCheck
from coach.coaching.spine import SpineSight
from coach.coaching.start_position import StartPosition
from coach.coaching.wording import ENGLISH, Wording
from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.events import ENDED, PAUSED, Event, ExerciseStarted, PainReported
from coach.signals.body import Body
from coach.signals.course import Course
from coach.values import ExerciseState, Frame, Measures, Pose, Step, Watching

__all__ = ["FORGET_S", "LOST_S", "Session"]


class Session:
    """Runs one exercise from the first pose to the last.

    wording: the language of its cues and of the card's title and instructions; all else is the same in any.
    every_measure: take all measures of the registry, as a table of them needs, instead of those that the exercise asks
    about; nothing else changes by it.
    """

    def __init__(self, exercise: Exercise, wording: Wording = ENGLISH, *, every_measure: bool = False) -> None:
        self.exercise = exercise
        self.card = wording.card(exercise)
        self._measuring = Measuring(exercise, every_measure=every_measure)
        self._course = Course()
        self._machine = Machine(exercise, self._time_hold)
        self._start = StartPosition(exercise, self._measuring)
        self._attention = Attention(exercise, self._start, self._machine.interrupt)
        self._picture = PictureCheck(exercise)
        self._cues = CueBoard(exercise, wording)
        self._spine = SpineSight(exercise)
        self._started = False
        self._paused = False
        self._hurt = False
        self._ended = False
        self._pending: list[Event] = []
        self._time_s = 0.0

    @property
    def done(self) -> bool:
        """Whether the exercise is over: the dose is done, or it hurt."""
        return self._machine.done or self._hurt

    @property
    def hurts(self) -> bool:
        """Whether the person said that it hurts."""
        return self._hurt

    @property
    def paused(self) -> bool:
        """Whether counting is paused."""
        return self._paused

    def pause(self) -> None:
        """Stop counting; a repetition under way is given up."""
        if not self._paused:
            self._pending += self._machine.interrupt(self._time_s, PAUSED)
            self._paused = True

    def resume(self) -> None:
        """Go on counting."""
        self._paused = False

    def hurt(self) -> None:
        """The person says that it hurts: the exercise is over, and a repetition under way is given up without penalty.

        The next step carries the events and one calm cue; nothing is counted any more. A second call does nothing.
        """
        if not self._hurt:
            self._pending += self._machine.interrupt(self._time_s, "it hurt")
            self._pending.append(PainReported(self._time_s, self.exercise.id))
            self._hurt = True

    def step(self, pose: Pose, frame: Frame | None = None) -> Step:
        """Go on by one pose. Times must not go back. Raises ValueError when they do."""
        if pose.time_s < self._time_s:
            raise ValueError(f"poses must come in order of time; {pose.time_s} s came after {self._time_s} s")
        events, self._pending = self._pending, []
        if self._started:
            self._bridge(pose.time_s - self._time_s, events)
        self._time_s = pose.time_s
        if not self._started:
            self._started = True
            events.insert(0, ExerciseStarted(pose.time_s, self.exercise.id))
        self._measuring.look(pose)
        body = Body.of(pose)
        measures = self._see(pose, body, events)
        self._attention.see_again(pose.time_s, events, counting=not self._paused and not self._hurt)
        hold_s = self._machine.hold_s if self._machine.holding else None
        cues, shown = self._cues.take(pose.time_s, events, self._machine.reps, hold_s)
        spine = self._spine.of(pose.size, body, self._start.neutral, self._start.unwatched)
        return Step(self.card, pose, measures, self._state(), tuple(events), cues, shown, frame, spine)

    def finish(self) -> tuple[Event, ...]:
        """The end of the source: a repetition under way is abandoned. Call once, after the last step."""
        if self._ended:
            return ()
        self._ended = True
        return (*self._pending, *self._machine.interrupt(self._time_s, ENDED))

    def _bridge(self, gap_s: float, events: list[Event]) -> None:
        """After a gap in the source (a pause, a camera that stopped) nothing is known of what happened in it."""
        if gap_s > LOST_S:
            events += self._machine.interrupt(self._time_s, f"nothing was seen for {gap_s:.0f} s")
        if gap_s > FORGET_S or (gap_s > LOST_S and self._start.neutral is None):
            self._start.set_aside()

    def _see(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s = pose.time_s
        if self._paused or self._hurt:
            return self._start.measures(time_s, body)
        attention = self._attention
        if attention.somebody_else(time_s, body, events) or attention.doubted(pose, body, events):
            return self._measuring.measures(time_s, body, None)
        if self._start.neutral is None:
            return self._get_into_position(pose, body, events)
        return self._count(pose, body, events)

    def _get_into_position(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s, start = pose.time_s, self._start
        self._picture.take(pose, body)
        found = start.look_for(pose, body)
        self._attention.track(time_s, start.missing, events)
        events += found
        if start.neutral is not None:
            events += self._picture.flaws(time_s)
            events += start.settle(time_s)
        elif not self._attention.lost:
            events += start.come_back(time_s, body)
        self._machine.unwatched = start.unwatched
        return start.measures(time_s, body)

    def _count(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s, start = pose.time_s, self._start
        self._course.take(time_s, body)
        events += start.follow_the_spared(pose, body, exercising=self._machine.exercising)
        self._machine.unwatched = start.unwatched
        measures = start.measures(time_s, body)
        self._attention.track(time_s, start.unseen(body), events)
        if start.neutral is not None and not self._attention.lost:
            events += self._machine.update(measures)
        return measures

    def _time_hold(self, start_s: float, end_s: float) -> float | None:
        neutral = self._start.neutral
        return self._course.hold_s(neutral.body, start_s, end_s) if neutral else None

    def _watching(self) -> Watching:
        if self._hurt:
            return "hurt"
        if self._paused:
            return "paused"
        if self._attention.away:
            return "lost"
        if self._start.neutral is None:
            return "position"
        return "done" if self._machine.done else "exercise"

    def _state(self) -> ExerciseState:
        machine, attention, start = self._machine, self._attention, self._start
        known = start.neutral is not None
        return ExerciseState(
            watching=self._watching(),
            phase=machine.phase,
            since_s=machine.since_s,
            side=machine.side,
            next_side=machine.next_side,
            reps=dict(machine.reps),
            gauge=machine.gauge if known and not attention.unknown else nan,
            hold_s=machine.hold_s,
            holding=machine.holding,
            active_faults=machine.active_faults,
            low_back=machine.low_back,
            low_back_level=machine.low_back_level,
            gauge_error=None if self.card.gauge_error is None else self.card.gauge_error * self._measuring.doubt,
            missing=attention.missing,
            unwatched=(*start.unwatched, *machine.too_slow) if known else (),
            hidden=start.hidden if known else (),
            doubt=attention.doubt,
        )
