"""Pose in, step out: the whole of the coach between seeing and showing, pure, without input, output or clock.

A session runs one exercise. Fed with the same poses it gives the very same steps, live, from a video or from
a recording.
"""

from __future__ import annotations

from math import nan
from typing import Final

from coach.coaching.baseline import Baseline, unseen
from coach.coaching.cues import CueBoard
from coach.coaching.picture import PictureCheck
from coach.coaching.returning import Returning
from coach.coaching.trust import WELL_S, Trust
from coach.coaching.wording import ENGLISH, Wording
from coach.engine.conditions import Readings
from coach.engine.faults import unwatched_faults
from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.events import (
    PAUSED,
    BaselineTaken,
    CountingDoubted,
    Event,
    ExerciseStarted,
    FaultsUnwatched,
    PainReported,
    PersonChanged,
    TrackingLost,
    TrackingRegained,
)
from coach.measures import desk, registry
from coach.measures.neutral import Neutral
from coach.measures.sight import Sight, doubt
from coach.signals.body import Body
from coach.signals.course import Course
from coach.signals.follow import Follow, Following
from coach.values import DoubtKind, ExerciseState, Frame, Measures, Pose, Step, Watching

LOST_S = 1.0
"""How long a needed part must be unseen before tracking is lost (chosen: MediaPipe drops single frames)."""

SEEN_AGAIN_S = 2.0
"""How long a part that was done without must be seen before it is reckoned with (chosen)."""

REASONS: Final[dict[DoubtKind, str]] = {
    "turned": "turned away from the camera's view",
    "dark": "it became too dark",
    "coarse": "too small in the picture",
}
"""Why a repetition was given up when counting was doubted."""

FORGET_S = 4.0
"""How long tracking must be lost before it has to be seen whether the start position still holds (chosen: time enough to
have moved)."""


class Session:
    """Runs one exercise from the first pose to the last.

    wording: the language of its cues and of the card's title and instructions; all else is the same in any.
    every_measure: take all measures of the registry, as a table of them needs, instead of those that the exercise asks
    about; nothing else changes by it.
    """

    def __init__(self, exercise: Exercise, wording: Wording = ENGLISH, *, every_measure: bool = False) -> None:
        self.exercise = exercise
        self.card = wording.card(exercise)
        self._wanted = registry.names() if every_measure else tuple(sorted(exercise.measures))
        self._course = Course()
        self._machine = Machine(exercise, self._time_hold)
        self._follow = Follow()
        self._sight = Sight(exercise.needs, exercise.view)
        self._doubt = 1.0
        self._cues = CueBoard(exercise, wording)
        self._baseline = self._fresh_baseline()
        self._neutral: Neutral | None = None
        self._returning: Returning | None = None
        self._started = False
        self._paused = False
        self._hurt = False
        self._ended = False
        self._unseen_since_s: float | None = None
        self._lost = False
        self._blind = False
        self._clear_since_s: float | None = None
        self._other_person = False
        self._missing: tuple[str, ...] = ()
        self._trust = Trust(exercise)
        self._picture = PictureCheck(exercise)
        self._unsure = False
        self._unsure_since_s = 0.0
        self._without: tuple[str, ...] = ()
        self._told: tuple[str, ...] = ()
        self._all_seen_since_s: float | None = None
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
        body = Body.of(pose)
        self._doubt = doubt(self._sight.visibility(pose.visibility)) if pose.found else 1.0
        measures = self._see(pose, body, events)
        self._see_again(pose.time_s, events)
        hold_s = self._machine.hold_s if self._machine.holding else None
        cues, shown = self._cues.take(pose.time_s, events, self._machine.reps, hold_s)
        return Step(self.card, pose, measures, self._state(), tuple(events), cues, shown, frame)

    def finish(self) -> tuple[Event, ...]:
        """The end of the source: a repetition under way is abandoned. Call once, after the last step."""
        if self._ended:
            return ()
        self._ended = True
        return (*self._pending, *self._machine.interrupt(self._time_s, "the recording ended before it was over"))

    def _bridge(self, gap_s: float, events: list[Event]) -> None:
        """After a gap in the source (a pause, a camera that stopped) nothing is known of what happened in it."""
        if gap_s > LOST_S:
            events += self._machine.interrupt(self._time_s, f"nothing was seen for {gap_s:.0f} s")
        if gap_s > FORGET_S or (gap_s > LOST_S and self._neutral is None):
            self._set_aside()

    def _see_again(self, time_s: float, events: list[Event]) -> None:
        """Once all has been well for a moment it is said, and only once, whatever had been wrong."""
        self._blind = self._blind or self._lost or self._other_person or self._unsure
        if self._lost or self._other_person or self._unsure or self._missing:
            self._clear_since_s = None
        elif self._blind and not self._paused and not self._hurt:
            self._clear_since_s = time_s if self._clear_since_s is None else self._clear_since_s
            ready = any(isinstance(event, BaselineTaken) for event in events)
            if ready or time_s - self._clear_since_s >= WELL_S:
                self._blind, self._clear_since_s = False, None
                events.append(TrackingRegained(time_s))

    def _see(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s = pose.time_s
        if self._paused or self._hurt:
            return self._taken(time_s, body, self._neutral)
        if self._somebody_else(time_s, body, events):
            return self._taken(time_s, body, None)
        if self._doubted(pose, body, events):
            return self._taken(time_s, body, None)
        if self._neutral is None:
            self._picture.take(pose, body)
            self._neutral, found = self._baseline.take(time_s, body)
            self._missing = self._baseline.missing
            self._track(time_s, events)
            events += found
            if self._neutral is not None:
                events += self._picture.flaws(time_s)
                self._do_without(time_s, self._baseline.without, events)
                self._returning = None
            else:
                self._come_back(time_s, body, events)
            return self._taken(time_s, body, self._neutral)
        self._course.take(time_s, body)
        measures = self._taken(time_s, body, self._neutral)
        needed = tuple(part for part in self.exercise.needs if part not in self._without)
        self._missing = unseen(body, needed, self.exercise.view)
        self._track(time_s, events)
        if self._neutral is not None and not self._lost:
            events += self._machine.update(measures)
            self._watch_for_the_hidden(time_s, body)
        return measures

    def _come_back(self, time_s: float, body: Body, events: list[Event]) -> None:
        """Goes on from the start position before a gap once the person is seen in it again."""
        old = self._returning
        if old is None or self._lost or not old.take(time_s, body):
            return
        self._neutral, self._returning = old.neutral, None
        events.append(BaselineTaken(time_s))
        self._do_without(time_s, old.without, events)

    def _doubted(self, pose: Pose, body: Body, events: list[Event]) -> bool:
        """Whether the angles cannot be trusted now; what was under way is then given up, with the reason."""
        doubt = self._trust.take(pose, body, self._neutral)
        if doubt is None:
            if self._unsure and pose.time_s - self._unsure_since_s >= FORGET_S:
                self._set_aside()
            self._unsure = False
            return False
        if not self._unsure:
            self._unsure, self._unsure_since_s = True, pose.time_s
            self._unseen_since_s = None
            events += self._machine.interrupt(pose.time_s, REASONS[doubt.kind])
            events.append(CountingDoubted(pose.time_s, doubt.kind, doubt.figure, doubt.turn))
        return True

    def _do_without(self, time_s: float, hidden: tuple[str, ...], events: list[Event]) -> None:
        """The start position was taken; what is hidden stays so for this neutral, and what rests on it is unwatched."""
        self._without = hidden
        self._machine.unwatched = unwatched_faults(self.exercise, hidden)
        if self._machine.unwatched and self._machine.unwatched != self._told:
            faults = self._machine.unwatched
            low_back = any(fault.low_back for fault in self.exercise.fault if fault.id in faults)
            events.append(FaultsUnwatched(time_s, hidden, faults, low_back))
        self._told = self._machine.unwatched

    def _watch_for_the_hidden(self, time_s: float, body: Body) -> None:
        """Once all is seen for a while and no repetition is under way, the start position is taken anew, with all of it."""
        if not self._without or self._machine.exercising or unseen(body, self.exercise.needs, self.exercise.view):
            self._all_seen_since_s = None
        elif self._all_seen_since_s is None:
            self._all_seen_since_s = time_s
        elif time_s - self._all_seen_since_s >= SEEN_AGAIN_S:
            self._forget()

    def _taken(
        self, time_s: float, body: Body, neutral: Neutral | None, without: tuple[str, ...] | None = None
    ) -> Measures:
        if neutral is not None and "hips" in (self._without if without is None else without):
            return Measures(time_s, desk.take(body, neutral, self._wanted), self._doubt)
        return Measures(time_s, registry.take(body, neutral, self._wanted), self._doubt)

    def _somebody_else(self, time_s: float, body: Body, events: list[Event]) -> bool:
        following = self._follow.take(time_s, body)
        if following is Following.JUMPED:
            events += self._machine.interrupt(time_s, "somebody else came into view")
            events.append(PersonChanged(time_s))
            self._other_person = True
        elif following is Following.BACK:
            self._other_person = False
        elif following is Following.SETTLED:
            self._other_person = self._blind = False
            self._forget()
        return self._other_person

    def _track(self, time_s: float, events: list[Event]) -> None:
        if not self._missing:
            self._unseen_since_s = None
            self._lost = False
            return
        if self._unseen_since_s is None:
            self._unseen_since_s = time_s
        unseen_s = time_s - self._unseen_since_s
        if unseen_s >= LOST_S and not self._lost:
            self._lost = True
            words = " and ".join(self._missing)
            events += self._machine.interrupt(time_s, f"lost sight of the {words}")
            events.append(TrackingLost(time_s, self._missing))
        if unseen_s >= FORGET_S and self._neutral is not None:
            self._set_aside()

    def _time_hold(self, start_s: float, end_s: float) -> float | None:
        return self._course.hold_s(self._neutral.body, start_s, end_s) if self._neutral else None

    def _set_aside(self) -> None:
        """Nothing is counted until the person is seen in the start position again, or takes a new one."""
        if self._neutral is not None:
            without = self._without
            self._returning = Returning(
                self.exercise,
                self._neutral,
                without,
                lambda body, neutral: self._taken(self._time_s, body, neutral, without),
            )
        kept = self._returning
        self._forget()
        self._returning = kept

    def _forget(self) -> None:
        self._neutral = None
        self._returning = None
        self._all_seen_since_s = None
        self._baseline = self._fresh_baseline()

    def _fresh_baseline(self) -> Baseline:
        return Baseline(self.exercise, self._in_position)

    def _in_position(self, body: Body, neutral: Neutral) -> bool:
        if self._returning is not None and self._returning.refuses(self._time_s, (body, neutral.body)):
            return False
        readings = Readings(self.exercise)
        if "hips" not in self._baseline.without:
            readings.take(Measures(self._time_s, registry.take(body, neutral, self._wanted)))
            return readings.all_met(self.exercise.baseline.when, None) is True
        readings.take(Measures(self._time_s, desk.take(body, neutral, self._wanted)))
        known = [condition for condition in self.exercise.baseline.when if desk.known(condition.measure)]
        return readings.all_met(known, None) is True

    def _watching(self) -> Watching:
        if self._hurt:
            return "hurt"
        if self._paused:
            return "paused"
        if self._lost or self._other_person or self._unsure:
            return "lost"
        if self._neutral is None:
            return "position"
        return "done" if self._machine.done else "exercise"

    def _state(self) -> ExerciseState:
        machine = self._machine
        return ExerciseState(
            watching=self._watching(),
            phase=machine.phase,
            since_s=machine.since_s,
            side=machine.side,
            next_side=machine.next_side,
            reps=dict(machine.reps),
            gauge=machine.gauge if self._neutral is not None and not self._lost and not self._unsure else nan,
            hold_s=machine.hold_s,
            holding=machine.holding,
            active_faults=machine.active_faults,
            low_back=machine.low_back,
            low_back_level=machine.low_back_level,
            gauge_error=None if self.card.gauge_error is None else self.card.gauge_error * self._doubt,
            missing=self._missing,
            unwatched=self._machine.unwatched if self._neutral is not None else (),
            hidden=self._without if self._neutral is not None else (),
            doubt=self._trust.doubt,
        )
