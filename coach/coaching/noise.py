"""How sure a day's figure is, and how large a change must be before it is more than noise.

Noise has three sources. The reading is off: its expected error stays the same for all repetitions of a day, so that more of
them do not help; where it was never measured, nothing is judged. Repetitions differ: the more there are, the less it matters.
Days differ: seen only where there are several.
The minimal detectable change is the usual one, 1.96 times the standard error of the difference (Weir 2005, 10.1519/15184.1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean
from typing import Final

CERTAIN: Final = 1.96
"""Standard errors to either side that hold the true value with 95 % likelihood."""

SURE: Final = 3.09
"""Standard errors that chance exceeds once in 500 comparisons. Some 25 figures are compared at once, so that one look in
twenty finds one that only seems to have changed; with CERTAIN it would be one or more in each look (Bonferroni; chosen)."""

DAYS_COMPARED: Final = 3
"""How many days at each end are compared, fewer where there are not so many (chosen)."""

DAYS_FOR_SCATTER: Final = 5
"""How many days it takes to tell how much days differ (chosen: fewer say more of themselves than of the person)."""

_OF_MEAN_ERROR: Final = math.sqrt(math.pi / 2)
"""A normal distribution's standard deviation for a mean absolute error of 1."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One day's figure: mean and standard deviation of count repetitions (NaN with one alone).

    error_sd: standard deviation of what the reading itself is off by; NaN where that was never measured.
    """

    day: date
    mean: float
    sd: float
    count: int
    error_sd: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The last days against the first. change is NaN where there are fewer than two; detectable and sure where noise is not
    known.

    detectable: what noise alone exceeds once in 20 comparisons, sure: once in 500, so that it can be said among many others.
    """

    change: float
    detectable: float
    first: date
    last: date
    sure: float = math.nan


def error_sd(mean_error: float) -> float:
    """The standard deviation that goes with a mean absolute error; NaN for NaN."""
    return mean_error * _OF_MEAN_ERROR


def standard_errors(samples: Sequence[Sample]) -> list[float]:
    """For each day the standard error of its figure, NaN where nothing is known of it.

    Repetitions differ as much on one day as on another, so their spread is taken over all days. A reading whose own error was
    never measured may be off by anything, however little its repetitions differ: NaN.
    """
    spread = _pooled_sd(samples)
    return [_standard_error(sample, spread) for sample in samples]


def compare(samples: Sequence[Sample], published: float = 0.0) -> Comparison:
    """The mean of the last days less that of the first, at most DAYS_COMPARED each. samples: in order, at least one.

    published: the minimal detectable change that somebody has measured on people, 0 where nobody has. It is never less
    than that, and it is that where the reading's own error is not known.
    """
    compared = min(DAYS_COMPARED, len(samples) // 2)
    if not compared:
        return Comparison(math.nan, math.nan, samples[0].day, samples[-1].day)
    change = fmean(sample.mean for sample in samples[-compared:]) - fmean(sample.mean for sample in samples[:compared])
    errors = _noise_of_days(samples)
    error = math.hypot(of_mean(errors[:compared]), of_mean(errors[-compared:]))
    if published and not math.isfinite(error):
        error = _of_scatter(samples)
    detectable, sure = CERTAIN * error, SURE * error
    if published:
        detectable, sure = max(published, detectable), max(published, sure)
    return Comparison(change, detectable, samples[0].day, samples[-1].day, sure)


def of_mean(errors: Sequence[float]) -> float:
    """The standard error of the mean of figures that have these."""
    return math.hypot(*errors) / len(errors)


def share_bounds(hits: int, count: int) -> tuple[float, float]:
    """Where a share of hits out of count lies with 95 % likelihood (Wilson 1927, 10.1080/01621459.1927.10502953)."""
    share, square = hits / count, CERTAIN**2
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = CERTAIN * math.sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    return max(0.0, centre - half), min(1.0, centre + half)


def share_change(before: tuple[int, int], after: tuple[int, int]) -> tuple[float, float]:
    """By how much a share (hits, count) changed at the least likely, and how large that must be to be more than noise.

    With one hit and one miss more on either side (Agresti and Caffo 2000, 10.1080/00031305.2000.10474560), so that three of
    three are no certainty.
    """
    (low, low_count), (high, high_count) = ((hits + 1, count + 2) for hits, count in (before, after))
    shares = low / low_count, high / high_count
    variance = shares[0] * (1 - shares[0]) / low_count + shares[1] * (1 - shares[1]) / high_count
    return shares[1] - shares[0], CERTAIN * math.sqrt(variance)


def _standard_error(sample: Sample, spread: float) -> float:
    if not math.isfinite(sample.error_sd):
        return math.nan
    return math.hypot(sample.error_sd, spread / math.sqrt(sample.count)) if math.isfinite(spread) else sample.error_sd


def _noise_of_days(samples: Sequence[Sample]) -> list[float]:
    """Each day's standard error, or how much days differ, whichever is larger; NaN where the reading's error is not known.

    Days that agree prove nothing then: a reading can be off by the same each day, and by something else once the camera,
    the clothes or the body have changed.
    """
    scatter = _scatter(samples)
    errors = standard_errors(samples)
    return [max(error, scatter) if math.isfinite(scatter) and math.isfinite(error) else error for error in errors]


def _of_scatter(samples: Sequence[Sample]) -> float:
    """The standard error of a comparison by how much days differ alone, 0 where there are too few of them."""
    scatter = _scatter(samples)
    compared = min(DAYS_COMPARED, len(samples) // 2)
    return math.sqrt(2 / compared) * scatter if math.isfinite(scatter) else 0.0


def _scatter(samples: Sequence[Sample]) -> float:
    """By how much a day differs from the next, without what is a steady change (von Neumann 1941, successive differences)."""
    if len(samples) < DAYS_FOR_SCATTER:
        return math.nan
    return math.sqrt(fmean((after.mean - before.mean) ** 2 for before, after in pairwise(samples)) / 2)


def _pooled_sd(samples: Sequence[Sample]) -> float:
    known = [(sample.count - 1, sample.sd) for sample in samples if sample.count > 1 and math.isfinite(sample.sd)]
    if not known:
        return math.nan
    return math.sqrt(sum(freedom * sd**2 for freedom, sd in known) / sum(freedom for freedom, _ in known))
