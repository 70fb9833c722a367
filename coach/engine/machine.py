"""The state machine that runs one exercise file: measures in, events out; frame times only.

The cycle begins at rest in the first phase and goes through the phases in order; coming back to the first completes a
repetition. Turning back before the last phase, letting the hold go, or a fault that voids makes it an abandoned one,
with the reason and the figures reached. A condition on an unknown measure is unknown, and the phase waits.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, nan

from coach.engine.attempt import Attempt
from coach.engine.conditions import OTHER, Readings, Since
from coach.engine.faults import FaultWatch
from coach.engine.holds import TOLERANCE_S, Hold, HoldChange
from coach.engine.pace import Pace
from coach.engine.row import Row
from coach.engine.spec import Exercise, Phase
from coach.engine.stillness import Stillness
from coach.events import (
    BEGUN_BEFORE,
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
from coach.measures.names import is_signed, unit_of
from coach.measures.parts import known_without
from coach.reasons import CameBack, FellShort, HeldShort, Reason, Voided
from coach.values import LowBackLevel, Measures, Rep, Side

EPSILON_S = 1e-6

OUT_S = 0.3
"""How long somebody must be out of the exercise's position before what moves is taken for something else (chosen: longer than
a landmark's jump)."""


class Machine:
    """Runs one exercise. Feed it every frame's measures in order; it is deterministic in them alone.

    To be set from outside: unwatched, ids of the faults that cannot be seen now; without, the parts of the body that are done
    without now (a hold goes on by what does not rest on them); here, whether the person is where they exercise. A repetition
    begins and ends there. too_slow: the faults that so few poses a second cannot show.
    time_hold: given about when a hold began and ended, its exact length in seconds, or None where that is not known.
    """

    def __init__(self, exercise: Exercise, time_hold: Callable[[float, float], float | None] | None = None) -> None:
        self.exercise = exercise
        self._time_hold = time_hold
        self._readings = Readings(exercise)
        self._orders = exercise.orders
        self._order = exercise.phase
        names = tuple(phase.name for phase in exercise.phases)
        self._stillness = Stillness(exercise, self._readings)
        self._watches = [FaultWatch(fault, names) for fault in exercise.fault]
        self.unwatched: tuple[str, ...] = ()
        self.without: tuple[str, ...] = ()
        self.here = True
        self._pace = Pace()
        self.too_slow: tuple[str, ...] = ()
        self._sides: tuple[Side | None, ...] = (None,) if exercise.sides == "none" else ("left", "right")
        self.reps: dict[str, int] = {"both": 0} if exercise.sides == "none" else {"left": 0, "right": 0}
        self.side: Side | None = None
        self.last_side: Side | None = None
        self.done = False
        self.since_s = 0.0
        self._index = 0
        self._attempt: Attempt | None = None
        self._hold: Hold | None = None
        self._armed = False
        self._seen_at_rest = False
        self._begun = False
        self._away = Since()
        self._row = Row(exercise.series)
        self._cut: Attempt | None = None
        self._began_s: dict[Side | None, float] = {}
        self._fresh_dwells()

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
        return self._cut is not None and self._cut.peak >= self.exercise.gauge.target and not self.done

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

    @property
    def active_faults(self) -> tuple[str, ...]:
        """Ids of the faults that are there now."""
        return tuple(watch.fault.id for watch in self._watches if watch.active)

    @property
    def low_back(self) -> bool:
        """Whether one of them marks a shift to the lower back."""
        return any(watch.active and watch.fault.low_back for watch in self._watches)

    @property
    def _slipped(self) -> bool:
        """Whether it shifted there in a way that lets nothing count: no hold runs meanwhile."""
        return any(watch.active and watch.fault.low_back and watch.fault.severity == "void" for watch in self._watches)

    @property
    def low_back_level(self) -> LowBackLevel:
        """How sure such a shift is: a hint while its first signs are there, a warning while the fault is."""
        if self.low_back:
            return "warning"
        return "hint" if any(watch.hinted for watch in self._watches) else "none"

    @property
    def next_side(self) -> Side | None:
        """The side to do next where sides alternate: the other one while it lacks repetitions, else the same again.

        None before the first, where it does not matter, and once the dose is done.
        """
        if self.exercise.sides != "alternate" or self.last_side is None or self.done:
            return None
        in_turn: tuple[Side, ...] = (OTHER[self.last_side], self.last_side)
        return next((side for side in in_turn if self.reps[side] < self.exercise.dose.reps), None)

    # frame by frame

    def update(self, measures: Measures) -> list[Event]:
        """Go on by one frame; returns what happened, in order."""
        self._readings.take(measures)
        self._follow_the_pace(measures.time_s)
        self._stillness.take(self.side)
        events: list[Event] = []
        if self._out_of_position():
            events += self.interrupt(measures.time_s, LEFT_POSITION)
        self._advance(events)
        if self._attempt is not None:
            self._attempt.reach(measures.time_s, self.gauge, self._stillness.speed(self.side))
        self._readings.peak = self._attempt.peak if self._attempt is not None else inf
        self._watch_faults(events)
        if self._hold is not None and self._slipped:
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
            self._tell_the_cut(time_s, events)
        events += [event for watch in self._watches if (event := watch.forget(time_s))]
        self._rest(time_s)
        self._armed = False
        self._cut = None
        self._row.clear()
        return events

    def carry_on(self, earlier: Machine) -> None:
        """Go on counting where another machine of the same exercise stopped."""
        self.reps = dict(earlier.reps)
        self.last_side, self.done, self._begun = earlier.last_side, earlier.done, earlier._begun
        self._seen_at_rest = True

    def _out_of_position(self) -> bool:
        """Whether, for a while now, the person is not as this exercise is done: what moves is something else."""
        out = self._readings.all_met(self.exercise.posture, self.side) is False
        return self._away.take(self._time_s, out) >= OUT_S - EPSILON_S and self._armed

    @property
    def _phase(self) -> Phase:
        return self._order[self._index]

    @property
    def _time_s(self) -> float:
        return self._readings.measures.time_s

    def _fresh_dwells(self) -> None:
        self._dwells: dict[tuple[str, Side | None], Since] = {}

    def _dwelt(self, phase: Phase, side: Side | None, *, giving_up: bool = False) -> float | None:
        """When the phase's condition was first met, once it has been for long enough; else None."""
        since = self._dwells.setdefault((phase.name, side), Since())
        conditions = phase.give_up if giving_up and phase.give_up else phase.enter
        met = self._readings.all_met(conditions, side) is True
        if since.take(self._time_s, met) >= phase.dwell_s - EPSILON_S:
            return since.start_s
        return None

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
            since = self._dwelt(following, self.side) if following.enter else None
            if since is not None and not (following.hold and self._slipped):
                self._enter(self._index + 1, since, events)
                return
        since = self._dwelt(self._order[0], self.side, giving_up=not last)
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
            since = self._dwelt(first, side)
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
        began = [self._dwelt(first, self.side) for first in others]
        return next((since for since in began if since is not None), None)

    def _goes_up(self, phase: Phase) -> bool:
        gauge = self.exercise.gauge.measure
        return any(each.measure == gauge and each.above is not None for each in phase.enter)

    def _arm(self, events: list[Event]) -> None:
        """A repetition begins only after the start position was seen; one that had begun before it could be seen is told."""
        if not self._seen_at_rest and self._away.start_s is None:
            self._follow_the_cut()
        # Who swings from one end to the other passes the middle too fast to be seen at rest there.
        passing = self._cut is not None and len(self._orders) > 1 and self._met_at_rest()
        # One step follows the other at once: what had begun is over as soon as its own leg is down.
        at_once = self.exercise.phase[1].dwell_s == 0
        sides = (self._cut.side,) if self._cut is not None and at_once else self._sides
        rested = [self._dwelt(self.exercise.phase[0], side) is not None for side in sides]
        self._armed = (all(rested) or passing) and self.here and self._away.start_s is None
        if not self._armed:
            return
        self._seen_at_rest = True
        self._fresh_dwells()
        if self.cut_reached:
            self._tell_the_cut(self._time_s, events)
        self._cut = None

    def _met_at_rest(self) -> bool:
        return self._readings.all_met(self.exercise.phase[0].enter, None) is True

    def _tell_the_cut(self, time_s: float, events: list[Event]) -> None:
        assert self._cut is not None
        events.append(RepAbandoned(time_s, self._cut.rep(time_s, BEGUN_BEFORE)))

    def _follow_the_cut(self) -> None:
        firsts = [(order[1], side) for order in self._orders for side in self._sides]
        for first, side in firsts if self._cut is None else ():
            if self._dwelt(first, side) is not None:
                self._cut = Attempt(self.exercise.id, side, self._time_s)
                break
        if self._cut is not None:
            value = self._readings.value(self.exercise.gauge.measure, self._cut.side)
            self._cut.reach(self._time_s, value, nan)

    def _enter(self, index: int, since_s: float, events: list[Event]) -> None:
        self._index = index
        self.since_s = since_s
        self._fresh_dwells()
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
        change = hold.take(
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
        if self._attempt is None or self._attempt.held or self._slipped:
            return False
        for index in range(1, self._index + 1):
            phase = self._order[index]
            if phase.hold and (since := self._dwelt(phase, self.side)) is not None:
                self._enter(index, since, events)
                return True
        return False

    def _finish(self, since_s: float, *, complete: bool, events: list[Event]) -> None:
        attempt = self._attempt
        assert attempt is not None
        self._time_again(attempt)
        reason = self._against(attempt, complete)
        if not (self.here or attempt.held or reason):
            reason = LEFT_PLACE
        rep = attempt.rep(since_s, reason)
        if reason:
            self._row.clear()
            if reason != LEFT_PLACE or self.exercise.series.reps == 1:
                events.append(RepAbandoned(self._time_s, rep))
        else:
            self._count(rep, events)
        self._rest(since_s)
        events.append(PhaseEntered(self._time_s, self.phase, None, since_s))
        if not self.done and all(count >= self.exercise.dose.reps for count in self.reps.values()):
            self.done = True
            events.append(ExerciseCompleted(self._time_s, self.exercise.id))

    def _count(self, rep: Rep, events: list[Event]) -> None:
        for each in self._row.take(rep):
            self.reps[each.side or "both"] += 1
            self.last_side = each.side
            events.append(RepCompleted(self._time_s, each))

    def _time_again(self, attempt: Attempt) -> None:
        """Once the movement is over, its hold can be timed more exactly than while it went on."""
        by_body = any(phase.hold and phase.timed_by == "body" for phase in self.exercise.phase)
        if attempt.hold_span is None or self._time_hold is None or not by_body:
            return
        length_s = self._time_hold(*attempt.hold_span)
        if length_s is None:
            return
        enough = length_s >= self.exercise.dose.hold_s - TOLERANCE_S
        if attempt.held and not enough:
            # The person was told that the hold is over: a figure that says they held less would contradict the count.
            return
        attempt.hold_s = length_s
        attempt.held = enough

    def _against(self, attempt: Attempt, complete: bool) -> Reason | None:
        """Why the repetition does not count, with the figures reached; None when it does."""
        if attempt.void:
            return Voided(tuple(attempt.void), tuple(attempt.void.values()))
        gauge = self.exercise.gauge
        unit = unit_of(gauge.measure)
        hold_s = self.exercise.dose.hold_s
        if hold_s and attempt.hold_s > 0 and not attempt.held:
            return HeldShort(attempt.hold_s, hold_s)
        if complete and (not hold_s or attempt.held):
            return None
        if attempt.peak < gauge.target:
            return FellShort(attempt.peak, gauge.target, unit)
        if hold_s and not attempt.held:
            return HeldShort(attempt.hold_s, hold_s)
        return CameBack(self._order[self._index + 1].name)

    def _rest(self, since_s: float) -> None:
        self._index, self._order = 0, self.exercise.phase
        self.since_s = since_s
        self.side = None
        self._attempt = None
        self._hold = None
        self._fresh_dwells()

    def _follow_the_pace(self, time_s: float) -> None:
        """Which faults so few poses a second cannot show."""
        self._pace.take(time_s)
        self.too_slow = tuple(
            watch.fault.id
            for watch in self._watches
            if not self._pace.shows(watch.fault.needed_per_s, shown=watch.fault.id not in self.too_slow)
        )

    def _watch_faults(self, events: list[Event]) -> None:
        for watch in self._watches:
            unseen = watch.fault.id in self.unwatched or watch.fault.id in self.too_slow
            if unseen and not watch.active:
                continue
            event = watch.take(self._readings, self.phase, self.side, exercising=self._begun and not self.done)
            if event is not None:
                events.append(event)
            if watch.active and self._attempt is not None:
                fault = watch.fault
                self._attempt.note(fault.id, fault.why, fault.severity == "void")
