"""The neutral out of both ends of a movement, for whoever goes from one to the other without a rest.

Where a movement goes to both sides it lies between them, else at the lower end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.coaching.baseline import ConditionsMet, posture_of
from coach.engine.conditions import Readings
from coach.engine.spec import Exercise
from coach.measures import desk, registry
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Measures

KEPT_S: Final = 20.0
"""How long the ends are remembered (chosen: two slow cycles)."""

STRAY_PERCENT: Final = 4.0
"""So many of the readings at either end may be a landmark's jump (chosen)."""

REACHED: Final = 0.9
"""Share of what the exercise asks between both ends that must have been seen (chosen)."""

BEHIND: Final = 0.4
"""A rest is behind another where the gauge reads below it by this share of what it takes to begin a repetition (chosen)."""

AMPLE: Final = 1.3
"""Whoever goes further than is asked is to have so many times of it to either end (chosen: clear of the readings' scatter)."""

EVEN: Final = 0.25
"""How far off the middle between left and right a neutral may lie, as a share of what is between them (chosen: one side may go
three times as far as the other)."""

ASIDE: Final = 0.15
"""How far off the middle a posture may be to be taken for it, as a share of what is between the ends (chosen)."""

TRIED: Final = 12
"""How many of the postures nearest to the middle are looked at, one of which must be the exercise's own (chosen)."""

LOOK_EVERY_S: Final = 0.25
"""How often the middle is looked for (chosen: it takes a while)."""

BACK: Final = 0.2
"""How far somebody must have come back from an end for it to be one, as a share of what is between the ends (chosen)."""

FURTHER: Final = 1.2
"""By so much further the ends must lie apart before the middle is looked for again (chosen)."""


@dataclass(frozen=True, slots=True)
class Middle:
    """A neutral that was passed through, when, and the parts that it does without."""

    time_s: float
    neutral: Neutral
    without: tuple[str, ...]


class Ends:
    """Follows the gauge's measure against the first body that was in position.

    up, down: how far the exercise asks to go to either end of the neutral, in the measure's unit; down is 0 where it goes to
    one side only. begin: how far is the beginning of a repetition.
    """

    def __init__(
        self, exercise: Exercise, measure: str, up: float, down: float, in_position: ConditionsMet, *, sided: bool
    ) -> None:
        self._exercise, self._sided = exercise, sided
        self._posture = exercise.posture
        self._measure = measure
        self._up, self._down = up, down
        self._in_position = in_position
        self._first: Neutral | None = None
        self._without: tuple[str, ...] = ()
        self._seen: deque[tuple[float, float, Body]] = deque()
        self._apart = 0.0
        self._begin = min(
            (each.above for each in exercise.phase[1].enter if each.measure == measure and each.above is not None),
            default=up,
        )
        self._looked_s = float("-inf")

    @classmethod
    def of(cls, exercise: Exercise, in_position: ConditionsMet) -> Ends | None:
        """For an exercise whose movement goes to both sides of its start position by the gauge's measure, else None."""
        measure = exercise.gauge.measure
        bounds = [each for phase in exercise.phase[1:] for each in phase.enter if each.measure == measure]
        up = max((each.above for each in bounds if each.above is not None), default=0.0)
        if exercise.sides != "none":
            return (
                cls(exercise, measure, up, up, in_position, sided=True)
                if registry.require(measure).signed and up > 0
                else None
            )
        down = max(0.0, -min((each.below for each in bounds if each.below is not None), default=0.0))
        return cls(exercise, measure, up, down, in_position, sided=False) if up > 0 and "{" not in measure else None

    def take(self, time_s: float, body: Body, tried: Neutral | None) -> Middle | None:
        """Go on by one body; the middle, where both ends were seen and what is being tried is not between them."""
        if not body.seen.any():
            return None
        if self._first is None:
            single, without = posture_of(self._exercise, [body])
            if not self._in_position(body, single, without):
                return None
            self._first, self._without = single, without
        value = self._value(body)
        if isnan(value) or not self._in_posture(body):
            return None
        self._seen.append((time_s, value, body))
        while self._seen[0][0] < time_s - KEPT_S:
            self._seen.popleft()
        values = np.array([value for _, value, _ in self._seen])
        low, high = np.percentile(values, (STRAY_PERCENT, 100 - STRAY_PERCENT))
        apart = float(high - low)
        if apart < max(REACHED * (self._up + self._down), FURTHER * self._apart):
            return None
        if value > high - BACK * apart or (self._down and value < low + BACK * apart):
            # The movement may still go on to this end.
            return None
        if not self._down and value > low + BACK * apart:
            # Only whoever has come back to the lower end has begun there.
            return None
        own = self._value(tried.body) if tried is not None else float("nan")
        if self._between(own, float(low), float(high)):
            return None
        if time_s - self._looked_s < LOOK_EVERY_S:
            return None
        self._looked_s = time_s
        middle = self._middle(float(low) + apart * self._down / (self._up + self._down), values, apart)
        if middle is not None:
            self._apart = apart
        return middle

    def last_resort(self) -> Middle | None:
        """When nothing more will be seen: the lower end of a movement that went as far as is asked and did not come back."""
        if self._down or not self._seen:
            return None
        values = np.array([value for _, value, _ in self._seen])
        low, high = np.percentile(values, (STRAY_PERCENT, 100 - STRAY_PERCENT))
        apart = float(high - low)
        return self._middle(float(low), values, apart) if apart >= self._up else None

    def _between(self, own: float, low: float, high: float) -> bool:
        """Whether a neutral lies between both ends as it should: all that is asked lies there, and sides are even."""
        if not self._down:
            return own - low <= BEHIND * self._begin
        times = min(AMPLE, REACHED * (high - low) / (self._up + self._down))
        asked = own - low >= times * self._down and high - own >= times * self._up
        return asked and (not self._sided or abs(own - (low + high) / 2) <= EVEN * (high - low))

    def _middle(self, value: float, values: NDArray[np.float64], apart: float) -> Middle | None:
        off = np.abs(values - value)
        for at in np.argsort(off)[:TRIED]:
            if off[at] > ASIDE * apart:
                break
            time_s, _, body = self._seen[int(at)]
            neutral, without = posture_of(self._exercise, [body.afresh()])
            if self._in_position(neutral.body, neutral, without):
                return Middle(time_s, neutral, without)
        return None

    def _in_posture(self, body: Body) -> bool:
        """Getting up or lying down has ends of its own."""
        if not self._posture:
            return True
        assert self._first is not None
        readings = Readings(self._exercise)
        readings.take(Measures(0.0, self._measures(body, {each.measure for each in self._posture})))
        return readings.all_met(self._posture, None) is not False

    def _value(self, body: Body) -> float:
        return self._measures(body, (self._measure,))[self._measure]

    def _measures(self, body: Body, wanted: Iterable[str]) -> dict[str, float]:
        assert self._first is not None
        take = desk.take if "hips" in self._without else registry.take
        return take(body.afresh(), self._first, wanted)
