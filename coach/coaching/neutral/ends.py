"""The neutral out of both ends of a movement, for whoever goes from one to the other without a rest.

Where a movement goes to both sides it lies between them, else at the lower end.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan, nan
from typing import Final

import numpy as np

from coach.coaching.neutral.baseline import ConditionsMet, posture_of
from coach.engine.conditions import Readings
from coach.engine.spec import Exercise
from coach.measures import desk, registry
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.signals.order import percentile
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

BEYOND: Final = 1.35
"""Whoever goes so many times as far from a start position that was held as is asked between both ends held one of the ends
(chosen: of 66, rendered people who round only reach 76, somebody who began arched reached 114)."""

EVEN: Final = 0.25
"""How far off the middle between left and right a neutral may lie, as a share of what is between them (chosen: one side may go
three times as far as the other)."""

EVEN_STEPS: Final = 0.17
"""The same where it takes several in a row: legs that step are more alike (chosen: one comes no more than twice as high)."""

ASIDE: Final = 0.15
"""How far off the middle a posture may be to be taken for it, as a share of what is between the ends (chosen)."""

TRIED: Final = 12
"""How many of the postures nearest to the middle are looked at, one of which must be the exercise's own (chosen)."""

BESIDE_S: Final = 0.1
"""The posture is the middle of those that were seen so shortly before and after (chosen: single ones jitter)."""

WEIGHED: Final = 6
"""Of so many postures near the middle the one is taken from which both ends are as far as is asked (chosen) ..."""

SAMPLED: Final = 24
"""... by about so many of the bodies seen (chosen: more would make a frame wait)."""

LOOK_EVERY_S: Final = 0.25
"""How often the middle is looked for (chosen: it takes a while)."""

BACK: Final = 0.2
"""How far somebody must have come back from an end for it to be one, as a share of what is between the ends (chosen)."""

FURTHER: Final = 1.2
"""By so much further the ends must lie apart before the middle is looked for again at once (chosen) ..."""

AGAIN_S: Final = 4.0
"""... or so much later (chosen: about a cycle, so that the ends of this one are told from those of the one before)."""

DOUBTED_LEGS: Final = 2
WRONG_LEGS: Final = 3
"""After so many times from one end to the other without a repetition that was counted or told its neutral is doubted, and after
so many it is wrong (chosen: from a right one the first time and half of the second, or of the third, are a repetition)."""


class Legs:
    """How many times a reading has gone from one end to the other and turned round there. least: how far that is at least."""

    def __init__(self, least: float) -> None:
        self._least = least
        self._low = self._high = self._turned = nan
        self._way = 0
        self._count = 0

    def update(self, value: float) -> int:
        """Go on by one reading; the number of whole legs so far."""
        if isnan(self._turned):
            self._low = self._high = self._turned = value
        self._low, self._high = min(self._low, value), max(self._high, value)
        if self._way >= 0 and self._high - value >= self._least:
            self._turn(self._high, value, -1)
        elif self._way <= 0 and value - self._low >= self._least:
            self._turn(self._low, value, 1)
        return self._count

    def _turn(self, end: float, value: float, way: int) -> None:
        if abs(end - self._turned) >= self._least:
            self._count += 1
        self._turned, self._way = end, way
        self._low = self._high = value


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
        self._even = EVEN if exercise.series.reps == 1 else EVEN_STEPS
        self._asked = Readings(exercise)
        self._measure = measure
        self._up, self._down = up, down
        self._in_position = in_position
        self._first: Neutral | None = None
        self._without: tuple[str, ...] = ()
        self._seen: deque[tuple[float, float, Body]] = deque()
        self._ordered: list[float] = []
        self._apart = 0.0
        self._found_s = float("-inf")
        self._legs: Legs | None = None
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

    def since(self, time_s: float) -> None:
        """A whole repetition was counted or told until then: only where it goes from there on may show the neutral wrong."""
        self._legs = self._fresh_legs()
        self._forget_before(time_s)

    def _fresh_legs(self) -> Legs:
        return Legs(REACHED * (self._up + self._down))

    def _forget_before(self, time_s: float) -> None:
        while self._seen and self._seen[0][0] < time_s:
            _, value, _ = self._seen.popleft()
            del self._ordered[bisect_left(self._ordered, value)]

    def update(self, time_s: float, body: Body, tried: Neutral | None, *, held: bool = False) -> Middle | None:
        """Go on by one body; the middle, where both ends were seen and what is being tried is not between them.

        held: what is being tried was held still as a start position, which is more than either end may well be.
        """
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
        insort(self._ordered, value)
        legs = self._legs.update(value) if self._legs is not None else 0
        if self._legs is not None and legs < DOUBTED_LEGS:
            return None
        self._forget_before(time_s - KEPT_S)
        low, high, apart = self._both()
        if apart < REACHED * (self._up + self._down):
            return None
        if time_s - self._found_s < AGAIN_S and apart < FURTHER * self._apart:
            return None
        if value > high - BACK * apart or (self._down and value < low + BACK * apart):
            # The movement may still go on to this end.
            return None
        if not self._down and value > low + BACK * apart:
            # Only whoever has come back to the lower end has begun there.
            return None
        own = self._value(tried.body) if tried is not None else float("nan")
        if held:
            if max(high - own, own - low) <= BEYOND * (self._up + self._down):
                return None
        elif legs < WRONG_LEGS and self._between(own, low, high):
            return None
        if time_s - self._looked_s < LOOK_EVERY_S:
            return None
        self._looked_s = time_s
        middle = self._middle(low + apart * self._down / (self._up + self._down), apart)
        if middle is not None:
            self._apart, self._found_s = apart, time_s
            if self._legs is not None:
                self._legs = self._fresh_legs()
        return middle

    def last_resort(self) -> Middle | None:
        """When nothing more will be seen: the lower end of a movement that went as far as is asked and did not come back."""
        if self._down or not self._seen:
            return None
        low, _, apart = self._both()
        return self._middle(low, apart) if apart >= self._up else None

    def _both(self) -> tuple[float, float, float]:
        """Both ends as they have been seen, and how far they lie apart."""
        low, high = (percentile(self._ordered, share) for share in (STRAY_PERCENT, 100 - STRAY_PERCENT))
        return low, high, high - low

    def _between(self, own: float, low: float, high: float) -> bool:
        """Whether a neutral lies between both ends as it should: all that is asked lies there, and sides are even."""
        if not self._down:
            return own - low <= BEHIND * self._begin
        times = REACHED if self._legs else min(AMPLE, REACHED * (high - low) / (self._up + self._down))
        asked = own - low >= times * self._down and high - own >= times * self._up
        return asked and (not self._sided or abs(own - (low + high) / 2) <= self._even * (high - low))

    def _middle(self, value: float, apart: float) -> Middle | None:
        """The posture nearest to that value; of a movement to both ends the one from which both are as far as is asked."""
        found: list[Middle] = []
        off = np.abs(np.array([each for _, each, _ in self._seen]) - value)
        for at in np.argsort(off)[:TRIED]:
            if off[at] > ASIDE * apart or len(found) == (WEIGHED if self._down and not self._sided else 1):
                break
            time_s = self._seen[int(at)][0]
            # At an end, and of quick steps, what is seen a moment before or after is another posture.
            within_s = BESIDE_S if self._down and not self._sided else 0.0
            beside = [each.afresh() for at_s, _, each in self._seen if abs(at_s - time_s) <= within_s]
            neutral, without = posture_of(self._exercise, beside)
            if self._in_position(neutral.body, neutral, without):
                found.append(Middle(time_s, neutral, without))
        return min(found, key=self._uneven) if len(found) > 1 else found[0] if found else None

    def _uneven(self, middle: Middle) -> float:
        """How uneven the two ends are from there, against what is asked to either."""
        bodies = [body for _, _, body in self._seen]
        sample = bodies[:: max(1, len(bodies) // SAMPLED)]
        compute = desk.compute if "hips" in middle.without else registry.compute
        values = [compute(body.afresh(), middle.neutral, (self._measure,))[self._measure] for body in sample]
        low, high = np.nanpercentile(values, (STRAY_PERCENT, 100 - STRAY_PERCENT))
        return float(abs(high / self._up + low / self._down))

    def _in_posture(self, body: Body) -> bool:
        """Getting up or lying down has ends of its own."""
        if not self._posture:
            return True
        assert self._first is not None
        readings = self._asked.of(Measures(0.0, self._measures(body, {each.measure for each in self._posture})))
        return readings.all_met(self._posture, None) is not False

    def _value(self, body: Body) -> float:
        return self._measures(body, (self._measure,))[self._measure]

    def _measures(self, body: Body, wanted: Iterable[str]) -> dict[str, float]:
        assert self._first is not None
        compute = desk.compute if "hips" in self._without else registry.compute
        return compute(body.afresh(), self._first, wanted)
