"""The state machine that runs one exercise file: measures in, events out; frame times only.

The cycle begins at rest in the first phase and goes through the phases in order; coming back to the first completes a
repetition. Turning back before the last phase, letting the hold go, or a fault that voids makes it an abandoned one,
with the reason and the figures reached. A condition on an unknown measure is unknown, and the phase waits.
"""

from __future__ import annotations

from math import inf, nan

from coach.engine.attempt import Attempt
from coach.engine.begun_before import BegunBefore
from coach.engine.conditions import OTHER, Readings, Since
from coach.engine.dwells import EPSILON_S, Dwells
from coach.engine.faults import FaultWatches
from coach.engine.holds import TOLERANCE_S, Hold, HoldChange
from coach.engine.spec import Exercise, Phase
from coach.engine.stillness import Stillness
from coach.engine.tally import Tally
from coach.engine.verdict import TimeHold, against, time_again
from coach.events import (
    LEFT_PLACE,
    LEFT_POSITION,
    Event,
    ExerciseCompleted,
    HoldBroken,
    HoldCompleted,
    HoldStarted,
    PhaseEntered,
    RepAbandoned,
    RepCompleted,
    WrongSide,
)
from coach.measures.names import is_signed
from coach.measures.parts import known_without
from coach.reasons import Reason
from coach.values import Measures, Side

OUT_S = 0.3
"""How long somebody must be out of the exercise's position before what moves is taken for something else (chosen: longer than
a landmark's jump)."""


class Machine:
    """Runs one exercise. Feed it every frame's measures in order; it is deterministic in them alone.

    To be set from outside: without, the parts of the body that are done without now (a hold goes on by what does not rest on
    them); here, whether the person is where they exercise. A repetition begins and ends there. faults: those that are watched
    for, of which some may be set to be unwatched.
    """

    def __init__(self, exercise: Exercise, time_hold: TimeHold | None = None) -> None:
        self.exercise = exercise
        self._time_hold = time_hold
        self._readings = Readings(exercise)
        self._orders = exercise.orders
        self._order = exercise.phase
        self._stillness = Stillness(exercise, self._readings)
        self._sides: tuple[Side | None, ...] = (None,) if exercise.sides == "none" else ("left", "right")
        self._dwells = Dwells(self._readings)
        self._begun_before = BegunBefore(exercise, self._readings, self._dwells, self._sides)
        self._tally = Tally(exercise)
        self.faults = FaultWatches(exercise)
        self.without: tuple[str, ...] = ()
        self.here = True
        self.side: Side | None = None
        self.since_s = 0.0
        self._index = 0
        self._attempt: Attempt | None = None
        self._hold: Hold | None = None
        self._armed = False
        self._seen_at_rest = False
        self._begun = False
        self._away = Since()
        self._began_s: dict[Side | None, float] = {}

    # what an output may ask

    @property
    def phase(self) -> str:
        """Name of the phase under way."""
        return self._phase.name

    @property
    def gauge(self) -> float:
        """The exercise's measure now, towards the side under way positive; NaN when unknown."""
        if not self._readings.measures.values:
            return nan
        value = self._readings.value(self.exercise.gauge.measure, self.side)
        return abs(value) if self.side is None and is_signed(self.exercise.gauge.measure) else value

    @property
    def hold_s(self) -> float:
        """Length of the hold under way or of the one just done in this repetition, 0 without."""
        if self._hold is not None:
            return self._hold.length_s
        return self._attempt.hold_s if self._attempt else 0.0

    @property
    def exercising(self) -> bool:
        """Whether a repetition is under way."""
        return self._attempt is not None

    @property
    def began_s(self) -> float:
        """When the repetition under way began, NaN without."""
        return self._attempt.start_s if self._attempt else nan

    @property
    def peak(self) -> float:
        """How far the repetition under way has come, in the gauge's unit; 0 without."""
        return self._attempt.peak if self._attempt else 0.0

    @property
    def cut_reached(self) -> bool:
        """Whether a repetition that had begun before it could be seen has come as far as is asked."""
        return self._begun_before.reached and not self.done

    @property
    def reps(self) -> dict[str, int]:
        """How many repetitions count, by side, or "both" without sides."""
        return self._tally.reps

    @property
    def done(self) -> bool:
        """Whether all that was asked is done."""
        return self._tally.done

    @property
    def last_side(self) -> Side | None:
        """The side of the last repetition that counts, None before it."""
        return self._tally.last_side

    @property
    def next_side(self) -> Side | None:
        """The side to do next where sides alternate; None before the first, and once the dose is done."""
        return self._tally.next_side

    def at_rest(self, measures: Measures) -> bool:
        """Whether measures are those of the start position, whatever came before them; speeds do not matter.

        Always, where one repetition follows the other at once, as steps do.
        """
        if self.exercise.phase[1].dwell_s == 0:
            return True
        readings = self._readings.of(measures)
        return all(readings.all_met(self.exercise.phase[0].enter, side) is not False for side in self._sides)

    @property
    def holding(self) -> bool:
        """Whether a hold is under way."""
        return self._hold is not None

    # frame by frame

    def update(self, measures: Measures) -> list[Event]:
        """Go on by one frame; returns what happened, in order."""
        self._readings.update(measures)
        self.faults.follow_the_pace(measures.time_s)
        self._stillness.update(self.side)
        events: list[Event] = []
        if self._out_of_position():
            events += self.interrupt(measures.time_s, LEFT_POSITION)
        self._advance(events)
        if self._attempt is not None:
            self._attempt.reach(measures.time_s, self.gauge, self._stillness.speed(self.side))
        self._readings.peak = self._attempt.peak if self._attempt is not None else inf
        exercising = self._begun and not self.done
        events += self.faults.update(self._readings, self.phase, self.side, self._attempt, exercising=exercising)
        if self._hold is not None and self.faults.slipped:
            self._leave_hold(measures.time_s, events)
        return events

    def interrupt(self, time_s: float, reason: Reason) -> list[Event]:
        """Give up the repetition under way, if any; the next begins only after the start position was seen again.

        Once the dose is done nobody is told of it: whatever moves then is no repetition.
        """
        events: list[Event] = []
        if self._hold is not None:
            self._let_go(time_s, events)
        if self._attempt is not None and not self.done:
            events.append(RepAbandoned(time_s, self._attempt.rep(time_s, reason)))
        elif self.cut_reached:
            events.append(self._begun_before.told(time_s))
        events += self.faults.forget(time_s)
        self._rest(time_s)
        self._armed = False
        self._begun_before.forget()
        self._tally.break_row()
        return events

    def carry_on(self, earlier: Machine) -> None:
        """Go on counting where another machine of the same exercise stopped."""
        self._tally.carry_on(earlier._tally)
        self._begun = earlier._begun
        self._seen_at_rest = True

    def _out_of_position(self) -> bool:
        """Whether, for a while now, the person is not as this exercise is done: what moves is something else."""
        out = self._readings.all_met(self.exercise.posture, self.side) is False
        return self._away.update(self._time_s, out) >= OUT_S - EPSILON_S and self._armed

    @property
    def _phase(self) -> Phase:
        return self._order[self._index]

    @property
    def _time_s(self) -> float:
        return self._readings.measures.time_s

    def _advance(self, events: list[Event]) -> None:
        if self._index == 0:
            self._leave_rest(events)
            return
        if self._hold is not None:
            self._keep_hold(events)
            return
        if self._again_to_hold(events):
            return
        last = self._index == len(self._order) - 1
        if not last:
            following = self._order[self._index + 1]
            since = self._dwells.since_s(following, self.side) if following.enter else None
            if since is not None and not (following.hold and self.faults.slipped):
                self._enter(self._index + 1, since, events)
                return
        since = self._dwells.since_s(self._order[0], self.side, giving_up=not last)
        at_once = since is not None and self.exercise.phase[1].dwell_s == 0
        if since is None and last and len(self._orders) > 1:
            # Who swings from one end to the other passes the middle too fast to be seen at rest there.
            since = self._began_again()
            at_once = since is not None
        if since is not None:
            self._finish(since, complete=last, events=events)
            if at_once:
                # Steps follow each other at once: on a slow machine no frame may show both legs down.
                self._leave_rest(events)

    def _leave_rest(self, events: list[Event]) -> None:
        if not self._armed:
            self._arm(events)
            return
        for order, side in ((order, side) for order in self._orders for side in self._sides):
            first = order[1]
            since = self._dwells.since_s(first, side)
            if since is None or since - self._began_s.get(side, -inf) < first.again_s - EPSILON_S:
                continue
            self.side, self._order = side, order
            self._begun = True
            self._began_s[side] = since
            self._attempt = Attempt(self.exercise.id, side, since)
            if side is not None and self.next_side == OTHER[side] and side == self.last_side:
                events.append(WrongSide(self._time_s, side, OTHER[side]))
            self._enter(1, since, events)
            return

    def _began_again(self) -> float | None:
        """When the next repetition of an exercise that goes to both ends began, once the last end of this one is left."""
        others = [order[1] for order in self._orders if self._goes_up(order[1]) != self._goes_up(self._phase)]
        began = [self._dwells.since_s(first, self.side) for first in others]
        return next((since for since in began if since is not None), None)

    def _goes_up(self, phase: Phase) -> bool:
        gauge = self.exercise.gauge.measure
        return any(each.measure == gauge and each.above is not None for each in phase.enter)

    def _arm(self, events: list[Event]) -> None:
        """A repetition begins only after the start position was seen; one that had begun before it could be seen is told."""
        begun_before = self._begun_before
        if not self._seen_at_rest and self._away.start_s is None:
            begun_before.follow()
        # Who swings from one end to the other passes the middle too fast to be seen at rest there.
        passing = begun_before.under_way and len(self._orders) > 1 and self._met_at_rest()
        # One step follows the other at once: what had begun is over as soon as its own leg is down.
        at_once = self.exercise.phase[1].dwell_s == 0
        sides = (begun_before.side,) if begun_before.under_way and at_once else self._sides
        rested = [self._dwells.since_s(self.exercise.phase[0], side) is not None for side in sides]
        self._armed = (all(rested) or passing) and self.here and self._away.start_s is None
        if not self._armed:
            return
        self._seen_at_rest = True
        self._dwells.begin_afresh()
        if self.cut_reached:
            events.append(begun_before.told(self._time_s))
        begun_before.forget()

    def _met_at_rest(self) -> bool:
        return self._readings.all_met(self.exercise.phase[0].enter, None) is True

    def _enter(self, index: int, since_s: float, events: list[Event]) -> None:
        self._index = index
        self.since_s = since_s
        self._dwells.begin_afresh()
        events.append(PhaseEntered(self._time_s, self._phase.name, self.side, since_s))
        if self._phase.hold:
            settling_s = self._stillness.settling_s(self._attempt.top_speed if self._attempt else nan, self.side)
            start_s = self._stillness.settled_s(since_s, settling_s)
            self._hold = Hold(start_s, self.exercise.dose.hold_s, self._phase.grace_s, settling_s)
            events.append(HoldStarted(self._time_s, self.side))

    def _keep_hold(self, events: list[Event]) -> None:
        hold, phase = self._hold, self._phase
        assert hold is not None
        conditions = [each for each in phase.stay or phase.enter if known_without(each.measure, self.without)]
        change = hold.update(
            self._time_s,
            self._readings.all_met(conditions, self.side),
            still=self._stillness.there(conditions, self.side),
        )
        if change is HoldChange.COMPLETED:
            events.append(HoldCompleted(self._time_s, self.side, hold.length_s))
        elif change is HoldChange.LET_GO:
            self._leave_hold(hold.over_s, events)

    def _leave_hold(self, since_s: float, events: list[Event]) -> None:
        self._let_go(self._time_s, events)
        if self._index + 1 < len(self._order) and not self._order[self._index + 1].enter:
            self._enter(self._index + 1, since_s, events)

    def _let_go(self, time_s: float, events: list[Event]) -> None:
        hold, self._hold = self._hold, None
        if hold is None or self._attempt is None:
            return
        # Whoever was told that it is complete is told no shorter time than others are refused with.
        length_s = max(hold.length_s, hold.target_s - TOLERANCE_S) if hold.complete else hold.length_s
        self._attempt.keep_hold(hold.start_s, hold.over_s, length_s, complete=hold.complete)
        if not hold.complete:
            events.append(HoldBroken(time_s, self.side, hold.length_s, hold.target_s))

    def _again_to_hold(self, events: list[Event]) -> bool:
        """A hold that was let go early may be taken up again before the repetition is over."""
        if self._attempt is None or self._attempt.held or self.faults.slipped:
            return False
        for index in range(1, self._index + 1):
            phase = self._order[index]
            if phase.hold and (since := self._dwells.since_s(phase, self.side)) is not None:
                self._enter(index, since, events)
                return True
        return False

    def _finish(self, since_s: float, *, complete: bool, events: list[Event]) -> None:
        attempt = self._attempt
        assert attempt is not None
        time_again(self.exercise, attempt, self._time_hold)
        reason = against(self.exercise, attempt, None if complete else self._order[self._index + 1])
        if not (self.here or attempt.held or reason):
            reason = LEFT_PLACE
        rep = attempt.rep(since_s, reason)
        if reason:
            self._tally.break_row()
            if reason != LEFT_PLACE or self.exercise.series.reps == 1:
                events.append(RepAbandoned(self._time_s, rep))
        else:
            events += [RepCompleted(self._time_s, each) for each in self._tally.add(rep)]
        self._rest(since_s)
        events.append(PhaseEntered(self._time_s, self.phase, None, since_s))
        if self._tally.done_by_now():
            events.append(ExerciseCompleted(self._time_s, self.exercise.id))

    def _rest(self, since_s: float) -> None:
        self._index, self._order = 0, self.exercise.phase
        self.since_s = since_s
        self.side = None
        self._attempt = None
        self._hold = None
        self._dwells.begin_afresh()
