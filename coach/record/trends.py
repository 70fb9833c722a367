"""How something went over weeks, as plain values: what a page, a report or a table shows, each with how sure it is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from math import nan
from typing import Final, Literal

What = Literal["range", "hold", "low-back", "cadence", "symmetry"]
"""Range of motion, holds, share of the lower back, repetitions a minute, left less right."""

KINDS: Final[tuple[What, ...]] = ("range", "hold", "low-back", "cadence", "symmetry")
"""In the order in which they are shown."""

Judgement = Literal["real", "perhaps", "noise", "unjudged", "early"]
"""real: beyond what noise can make, even where many figures are looked at. perhaps: beyond what it makes once in 20 times, or
beyond the best published method's. noise: within it. unjudged: nobody knows how large noise is. early: there is nothing yet
to compare with."""


CERTAIN: Final = 1.96
"""Standard errors to either side that hold the true value with 95 % likelihood."""

_OF_MEAN_ERROR: Final = math.sqrt(math.pi / 2)
"""A normal distribution's standard deviation for a mean absolute error of 1."""


def error_sd(mean_error: float) -> float:
    """The standard deviation that goes with a mean absolute error; NaN for NaN."""
    return mean_error * _OF_MEAN_ERROR


def plus_minus(mean_error: float) -> float:
    """What stands behind every ± and what every band shows: so far to either side the true value lies, 95 % likely.

    mean_error: how far off the reading is to be expected, without sign.
    """
    return CERTAIN * error_sd(mean_error)


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One day, or the first of a longer time that is taken together.

    low, high: where the true value lies with 95 % likelihood; NaN where that is not known. count: of how many repetitions.
    tried: none of them counted; so far the person came all the same.
    """

    day: date
    value: float
    low: float = nan
    high: float = nan
    count: int = 0
    tried: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure of one exercise over time, oldest first; every value is known.

    side: "left", "right", or "both" where the exercise has none or the sides are taken together; side_name: the same for
    people, empty for both. title, label: the exercise
    and the figure, for people. unit: as shown, with its own space where there is one; shares are per cent, 0..100.
    change: from the first days to the last, for the symmetry the present difference (left positive); detectable: how large
    it must be to be more than noise; both NaN where unknown. said: what that means, a sentence without a full stop.
    """

    exercise: str
    title: str
    what: What
    label: str
    side: str
    unit: str
    points: tuple[TrendPoint, ...]
    change: float
    detectable: float
    judgement: Judgement
    said: str
    side_name: str = ""

    @property
    def newest(self) -> TrendPoint:
        """The last point."""
        return self.points[-1]
