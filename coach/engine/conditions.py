"""Conditions with three answers: met, not met, or unknown because a measure is unknown."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isnan

from coach.engine.spec import Condition, Exercise
from coach.measures.expected import expected_error
from coach.measures.names import is_signed, sides_of
from coach.signals.rate import Rate
from coach.values import Measures, Side

OTHER: dict[Side, Side] = {"left": "right", "right": "left"}


def full_name(measure: str, side: Side | None) -> str:
    """The registry name with ``{side}`` and ``{other}`` filled in (left stands in while no side is under way)."""
    if "{" not in measure:
        return measure
    own: Side = side or "left"
    return measure.replace("{side}", own).replace("{other}", OTHER[own])


def measures_of(conditions: Iterable[Condition]) -> frozenset[str]:
    """Registry names of what they compare, sides filled in."""
    return frozenset(full for condition in conditions for full in sides_of(condition.measure))


def _errors(exercise: Exercise) -> dict[str, float]:
    """How far off the measures behind its faults are to be expected as a rule; without those of which it is not known."""
    names = {condition.measure for fault in exercise.fault for condition in (*fault.when, *fault.hint)}
    known = {name: expected_error(name, exercise.view, exercise.id) for name in names}
    return {name: error for name, error in known.items() if error is not None}


class Readings:
    """The measures of the newest frame, and how fast those change whose speed the exercise asks about.

    peak: how far the repetition under way has come by the gauge, infinite while there is none; to be set from outside.
    """

    def __init__(self, exercise: Exercise) -> None:
        conditions = [*exercise.baseline.when, *exercise.posture]
        for phase in exercise.phases:
            conditions += [*phase.enter, *phase.stay, *phase.give_up]
        for fault in exercise.fault:
            conditions += [*fault.when, *fault.until, *fault.hint]
        timed = {condition.measure for condition in conditions if condition.timed}
        timed.add(exercise.gauge.measure)
        self._rates = {full: Rate() for name in timed for full in sides_of(name)}
        self._unknown = {full: Rate() for full in self._rates}
        self._mirrors = exercise.sides != "none"
        self._errors = _errors(exercise)
        self.measures = Measures(0.0, {})
        self.peak = inf

    def of(self, measures: Measures) -> Readings:
        """The same exercise's readings of these measures alone, of which no speed is known."""
        alone = object.__new__(Readings)
        alone._rates, alone._mirrors, alone._errors = self._unknown, self._mirrors, self._errors
        alone._unknown = self._unknown
        alone.measures, alone.peak = measures, inf
        return alone

    def update(self, measures: Measures) -> None:
        """Move on to the next frame."""
        self.measures = measures
        for name, rate in self._rates.items():
            rate.update(measures.time_s, measures[name])

    def value(self, measure: str, side: Side | None) -> float:
        """The measure, towards the side under way positive where it is positive to the left; NaN when unknown."""
        value = self.measures[full_name(measure, side)]
        if self._mirrors and side == "right" and is_signed(measure):
            return -value
        return value

    def speed(self, measure: str, side: Side | None) -> float:
        """How fast a measure with a speed condition, or the gauge's, changes, unsigned; NaN when unknown."""
        return abs(self._rates[full_name(measure, side)].now)

    def met(self, condition: Condition, side: Side | None, *, cautious: bool = False) -> bool | None:
        """Whether the condition holds; None when a measure it needs is unknown.

        cautious: where the measure is worse seen than usual, it must hold by as much more as its error is larger.
        """
        value = self.value(condition.measure, side)
        if isnan(value):
            return None
        if condition.either_way:
            value = abs(value)
        margin = self._errors.get(condition.measure, 0.0) * (self.measures.doubt - 1.0) if cautious else 0.0
        if condition.above is not None and not value > condition.above + margin:
            return False
        if condition.below is not None and not value < condition.below - margin:
            return False
        if not condition.timed:
            return True
        rate = self.speed(condition.measure, side)
        if isnan(rate):
            return None
        if condition.faster_than is not None and not rate > condition.faster_than:
            return False
        if condition.faster_than_peaks is not None and not rate > condition.faster_than_peaks * self.peak:
            return False
        return not (condition.slower_than is not None and not rate < condition.slower_than)

    def all_met(self, conditions: Iterable[Condition], side: Side | None, *, cautious: bool = False) -> bool | None:
        """False when one is not met, else None when one is unknown, else True. cautious: as in ``met``."""
        answer: bool | None = True
        for condition in conditions:
            met = self.met(condition, side, cautious=cautious)
            if met is False:
                return False
            if met is None:
                answer = None
        return answer


class Since:
    """How long something has been true without a break."""

    def __init__(self) -> None:
        self.start_s: float | None = None

    def update(self, time_s: float, true: bool) -> float:
        """Seconds for which it has been true, 0 on the first frame, -1 while it is not."""
        if not true:
            self.start_s = None
            return -1.0
        if self.start_s is None:
            self.start_s = time_s
        return time_s - self.start_s

    def reset(self) -> None:
        """Forget."""
        self.start_s = None
