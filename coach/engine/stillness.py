"""Knows when the movement came to rest, by the measure that the hold of an exercise asks to be slow."""

from __future__ import annotations

from collections.abc import Sequence

from coach.engine.conditions import Readings, Since
from coach.engine.holds import settling_s
from coach.engine.spec import Condition, Exercise
from coach.values import Side


class Stillness:
    """Looks at the readings of an exercise, frame after frame."""

    def __init__(self, exercise: Exercise, readings: Readings) -> None:
        holds = [condition for phase in exercise.phase if phase.hold for condition in phase.enter]
        self._asked = next((condition for condition in holds if condition.slower_than is not None), None)
        self._measure = self._asked.measure if self._asked else exercise.gauge.measure
        self._readings = readings
        self._slow = Since()

    def update(self, side: Side | None) -> None:
        """Go on to the frame that the readings have taken."""
        slow = self._asked is not None and self._readings.met(self._asked, side) is True
        self._slow.update(self._readings.measures.time_s, slow)

    def speed(self, side: Side | None) -> float:
        """How fast the measure changes, in its unit per second, unsigned; NaN when unknown."""
        return self._readings.speed(self._measure, side)

    def there(self, conditions: Sequence[Condition], side: Side | None) -> bool:
        """Whether the measure is as still, and as far, as these conditions ask of it; the others do not matter."""
        own = [condition for condition in conditions if self._asked and condition.measure == self._measure]
        return bool(own) and self._readings.all_met(own, side) is True

    def settling_s(self, top_speed: float, side: Side | None) -> float:
        """How long the movement still goes on after it became slow, seconds; top_speed: its highest on the way."""
        if self._asked is None or self._asked.slower_than is None:
            return 0.0
        return settling_s(abs(self._readings.value(self._measure, side)), top_speed, self._asked.slower_than)

    def settled_s(self, since_s: float, settling_s: float) -> float:
        """When the movement was at rest: since_s, when all that is asked was met, or later where it was still settling."""
        return since_s if self._slow.start_s is None else max(since_s, self._slow.start_s + settling_s)
