"""How sure a day's figure is, and how large a change must be before it is more than noise.

Noise has three sources. The reading is off: its expected error stays the same for all repetitions of a day, so that more of
them do not help; where it was never measured, nothing is judged. Repetitions differ: the more there are, the less it matters.
Days differ: seen only where there are several.
The minimal detectable change is the usual one, 1.96 times the standard error of the difference (Weir 2005, 10.1519/15184.1).

From DAYS_FOR_SCATTER days on a line is laid through all of them: what the reading is off by on every day alike does not tilt
it, and how much days scatter about it shows the rest, that of the reading included.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from coach.record.trends import CERTAIN

MINUS: Final = "−"
"""Before a figure: no line ends behind it, as behind a hyphen."""

SURE: Final = 3.09
"""Standard errors that chance exceeds once in 500 comparisons. Some 25 figures are compared at once, so that one look in
twenty finds one that only seems to have changed; with CERTAIN it would be one or more in each look (Bonferroni; chosen)."""

DAYS_COMPARED: Final = 3
"""How many days at each end are compared, fewer where there are not so many (chosen)."""

DAYS_FOR_SCATTER: Final = 5
"""How many days it takes to tell how much days differ (chosen: fewer say more of themselves than of the person)."""

_OF_DEVIATION: Final = 1.4826
"""A normal distribution's standard deviation for a median absolute deviation of 1."""

_TURNS: Final = 30
"""How often the line is laid anew, with less weight for days that lie far from it; it settles within ten."""

_FAR: Final = 1.345
"""From how many standard deviations on a day weighs less (Huber 1964, 10.1214/aoms/1177703732: 95 % as sure as a common
line where no day is far off)."""


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
    """How much changed from the first day to the last. change is NaN where there are fewer than two; detectable and sure
    where noise is not known.

    detectable: what noise alone exceeds once in 20 comparisons, sure: once in 500, so that it can be said among many others.
    """

    change: float
    detectable: float
    first: date
    last: date
    sure: float = math.nan


def standard_errors(samples: Sequence[Sample]) -> list[float]:
    """For each day the standard error of its figure, NaN where nothing is known of it.

    Repetitions differ as much on one day as on another, so their spread is taken over all days. A reading whose own error was
    never measured may be off by anything, however little its repetitions differ: NaN.
    """
    spread = _pooled_sd(samples)
    return [_standard_error(sample, spread) for sample in samples]


def compare(samples: Sequence[Sample], published: float = 0.0) -> Comparison:
    """How much changed. samples: in order, at least one.

    Where DAYS_FOR_SCATTER days or more lie nearer to a line than to one step it is the rise of the line through all of them;
    else the mean of the last days less that of the first, at most DAYS_COMPARED each.
    published: the minimal detectable change that somebody has measured on people, 0 where nobody has. It is never less than
    that, and it is that where the reading's own error is not known.
    """
    compared = min(DAYS_COMPARED, len(samples) // 2)
    if not compared:
        return Comparison(math.nan, math.nan, samples[0].day, samples[-1].day)
    if len(samples) >= DAYS_FOR_SCATTER and _rises_steadily(samples):
        return _along_a_line(samples, published)
    change = fmean(sample.mean for sample in samples[-compared:]) - fmean(sample.mean for sample in samples[:compared])
    errors = _noise_of_days(samples)
    error = math.hypot(of_mean(errors[:compared]), of_mean(errors[-compared:]))
    if published and not math.isfinite(error):
        error = _of_scatter(samples)
    detectable, sure = CERTAIN * error, SURE * error
    if published:
        detectable, sure = max(published, detectable), max(published, sure)
    return Comparison(change, detectable, samples[0].day, samples[-1].day, sure)


def _along_a_line(samples: Sequence[Sample], published: float) -> Comparison:
    """The rise of a line through all days, and what chance makes of it; never sure below the reading's own error."""
    change, error = line_through([sample.day.toordinal() for sample in samples], samples)
    reading = max((sample.error_sd if math.isfinite(sample.error_sd) else math.inf) for sample in samples)
    if math.isinf(reading) and not published:
        return Comparison(change, math.nan, samples[0].day, samples[-1].day)
    least = max(published, reading if math.isfinite(reading) else 0.0)
    freedom = len(samples) - 2
    detectable, sure = (max(least, error * times * _for_few(times, freedom)) for times in (CERTAIN, SURE))
    return Comparison(change, detectable, samples[0].day, samples[-1].day, sure)


def _rises_steadily(samples: Sequence[Sample]) -> bool:
    """Whether the days lie nearer to a line than to one step, which a camera that was moved makes as well."""
    days, means = [float(sample.day.toordinal()) for sample in samples], [sample.mean for sample in samples]
    middle, _, slope = _line(days, means, [1.0] * len(days))
    line = sum((mean - fmean(means) - slope * (day - middle)) ** 2 for day, mean in zip(days, means, strict=True))
    return line < min(_squares(means[:at]) + _squares(means[at:]) for at in range(1, len(means)))


def _squares(values: Sequence[float]) -> float:
    """The sum of the squares of how far each is from their mean."""
    mean = fmean(values)
    return sum((value - mean) ** 2 for value in values)


def _line(places: Sequence[float], values: Sequence[float], weights: Sequence[float]) -> tuple[float, float, float]:
    """The weighted middle of the places, the sum of the squares of how far they are from it, and the slope of the line."""
    middle = fmean(places, weights)
    away = [weight * (place - middle) for place, weight in zip(places, weights, strict=True)]
    spread = sum(each * (place - middle) for each, place in zip(away, places, strict=True))
    return middle, spread, sum(each * value for each, value in zip(away, values, strict=True)) / spread


def line_through(places: Sequence[float], samples: Sequence[Sample]) -> tuple[float, float]:
    """The rise of the line from the first place to the last, and its standard error.

    Days far from it weigh less (Huber's M-estimate), days with more repetitions more. Neighbours that are off alike, as on
    days before and after a camera was moved, count for less than as many days (first-order autocorrelation). The scatter is
    never taken for less than the repetitions within a day make of it.
    """
    values = [sample.mean for sample in samples]
    within = _pooled_sd(samples)
    of_reps = [(within if math.isfinite(within) else 0.0) / math.sqrt(sample.count) for sample in samples]
    weights, days = [1.0] * len(values), len(values)
    for _ in range(_TURNS):
        middle, spread, slope = _line(places, values, weights)
        mean = fmean(values, weights)
        off = [value - mean - slope * (place - middle) for place, value in zip(places, values, strict=True)]
        scale = _OF_DEVIATION * median(map(abs, off)) * math.sqrt(days / (days - 2))
        if scale <= 1e-9:
            break
        weights = [min(1.0, _FAR * scale / max(abs(each), 1e-12)) for each in off]
    squares = [each**2 for each in off]
    sd = math.sqrt(
        sum(weight * square for weight, square in zip(weights, squares, strict=True)) / max(1.0, sum(weights) - 2)
    )
    sd = max(sd, math.sqrt(fmean(each**2 for each in of_reps)))
    alike = 0.0
    if any(abs(each) > 1e-9 for each in off):
        alike = sum(before * after for before, after in pairwise(off)) / sum(squares)
    # Of few days the correlation about their own line comes out too low by about 4 / n (Marriott and Pope 1954).
    alike = min(0.9, max(0.0, alike + 4 / days)) if alike > _chance_of_alike(days) else 0.0
    error = sd / math.sqrt(spread) * math.sqrt((1 + alike) / (1 - alike))
    length = places[-1] - places[0]
    return _within(slope * length, values), error * length


def _within(rise: float, values: Sequence[float]) -> float:
    """The rise, never larger than any two days differ: a line through a step is steeper than the step is high."""
    most = max(values) - min(values)
    return max(-most, min(most, rise))


def _chance_of_alike(count: int) -> float:
    """The correlation of neighbours that days which have none exceed once in twenty times."""
    return 1.645 / math.sqrt(count) - 1 / count


def _for_few(z: float, freedom: int) -> float:
    """By how much so many standard errors are widened where few days tell them: Student's t to the normal distribution
    (Abramowitz and Stegun 26.7.5, cut behind its second term)."""
    return 1 + (z**2 + 1) / (4 * freedom) + (5 * z**4 + 16 * z**2 + 3) / (96 * freedom**2)


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


def share_along(places: Sequence[float], hits: Sequence[int], counts: Sequence[int]) -> tuple[float, float]:
    """The rise of a share from the first place to the last by all of them, and its standard error (Armitage 1955,
    10.2307/3001775). At least two places."""
    shares = [hit / count for hit, count in zip(hits, counts, strict=True)]
    _, spread, slope = _line(places, shares, [float(count) for count in counts])
    # With one hit and one miss more at either end, so that nothing but hits is no certainty.
    usual = (sum(hits) + 2) / (sum(counts) + 4)
    variance = usual * (1 - usual)
    length = places[-1] - places[0]
    return _within(slope * length, shares), math.sqrt(variance / spread) * length


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
