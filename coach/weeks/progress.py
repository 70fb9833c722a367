"""Whether something changed over weeks, told apart from noise: range, holds, share of the lower back, cadence, symmetry.

A change counts as real only beyond the minimal detectable change: what the same person, unchanged, may differ by. It is
worked out from the reading's expected error, from how the repetitions spread and from how much days differ; where somebody
has published it, it is never less than that. From five days on all of them tell the change, not the first and the last. As
many figures are judged at once, it is taken so wide that chance alone hardly ever makes one of them look real; what lies
between that and the usual 95 % is called perhaps a change.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Final, NamedTuple

from coach.record.trends import CERTAIN, Judgement, Trend, TrendPoint, What, error_sd
from coach.weeks.history import DayRow
from coach.weeks.noise import (
    DAYS_COMPARED,
    DAYS_FOR_SCATTER,
    MINUS,
    SURE,
    Comparison,
    Sample,
    compare,
    of_mean,
    share_along,
    share_bounds,
    share_change,
    standard_errors,
)
from coach.words.report import ReportPhrases

PUBLISHED: Final = {"sit-and-rotate": (2.8, 6.3)}
"""Minimal detectable change of the range in degrees by exercise, the best and the worst method's (seated rotation, PubMed
22488230)."""

HOLD_SD_S: Final = 0.13
"""By how much a hold is timed wrong: 103 of the samples' 108 holds lie within 0.25 s, two standard deviations
(tests/on_samples)."""

_ENGLISH: Final = ReportPhrases.english()

_ONE: Final = {"range": ".1f", "hold": ".1f", "cadence": ".1f", "symmetry": ".1f", "low-back": ".0f"}


def trends(
    day_rows: Sequence[DayRow],
    titles: Mapping[str, str] | None = None,
    phrases: ReportPhrases = _ENGLISH,
    *,
    drawn: Sequence[DayRow] | None = None,
    decimal: str = ".",
) -> tuple[Trend, ...]:
    """Every trend of these rows, exercise by exercise, side by side, in the order of KINDS.

    titles: exercise id to what people call it. drawn: the same time in longer periods, to be drawn instead of days; what is
    real is told from days all the same.
    """
    teller = _Teller(phrases, decimal)
    shown = defaultdict(list)
    for row in day_rows if drawn is None else drawn:
        shown[row.exercise].append(row)
    days = defaultdict(list)
    for row in day_rows:
        days[row.exercise].append(row)
    found: list[Trend] = []
    for exercise in sorted(days):
        title = (titles or {}).get(exercise, exercise)
        found += _of_exercise(exercise, title, days[exercise], shown[exercise], teller)
    return tuple(found)


class _Subject(NamedTuple):
    """Whose trend it is: one side of one exercise, or both together."""

    exercise: str
    title: str
    side: str


class _Teller:
    """Finds the words for a comparison."""

    def __init__(self, phrases: ReportPhrases, decimal: str) -> None:
        self.phrases = phrases
        self._decimal = decimal

    def figure(self, value: float, form: str, unit: str) -> str:
        rounded = round(value, int(form[-2])) + 0.0  # no "-0"
        return f"{rounded:{form}}".replace("-", MINUS).replace(".", self._decimal) + unit

    def side(self, side: str) -> str:
        return {"left": self.phrases.left, "right": self.phrases.right}.get(side, "")

    def change(self, what: What, label: str, unit: str, found: Comparison, judged: Judgement, least: float) -> str:
        if judged == "early":
            return self.phrases.too_early.format(what=label)
        form = _ONE[what]
        needed = self.figure(found.sure, form, unit) if math.isfinite(found.sure) else ""
        span = f"{self.figure(least or found.detectable, form, '')}–{needed}"
        verdict = {
            "real": self._real(what, found.change),
            "perhaps": self.phrases.perhaps,
            "noise": self.phrases.no_change,
            "unjudged": self.phrases.unjudged,
        }[judged].format(needed=span if judged != "real" else needed)
        change = self.figure(found.change, f"+{form}", unit)
        return self.phrases.change.format(
            what=label,
            change=change,
            first=self.phrases.date_of(found.first),
            last=self.phrases.date_of(found.last),
            verdict=verdict,
        )

    def _real(self, what: What, change: float) -> str:
        if what == "range":
            return self.phrases.real_gain if change > 0 else self.phrases.real_loss
        if what == "low-back":
            return self.phrases.real_worse if change > 0 else self.phrases.real_better
        return self.phrases.real_change


def _of_exercise(
    exercise: str, title: str, days: Sequence[DayRow], shown: Sequence[DayRow], teller: _Teller
) -> list[Trend]:
    found: list[Trend | None] = []
    words = teller.phrases
    for side in sorted({row.side for row in days}):
        of_side = [row for row in days if row.side == side]
        drawn = [row for row in shown if row.side == side]
        subject = _Subject(exercise, title, side)
        found.append(_measured(subject, "range", words.range, of_side, drawn, teller))
        found.append(_measured(subject, "hold", words.hold, of_side, drawn, teller))
        found.append(_low_back(subject, of_side, drawn, teller))
    one_side = [row for row in days if row.side == days[0].side]
    drawn = [row for row in shown if row.side == days[0].side]
    both = _Subject(exercise, title, "both")
    found.append(_measured(both, "cadence", words.cadence, one_side, drawn, teller))
    found.append(_symmetry(exercise, title, days, shown, teller))
    return [trend for trend in found if trend is not None]


def _sample(row: DayRow, what: What) -> Sample:
    if what == "range":
        return Sample(row.day, row.range_mean, row.range_sd, row.ranges, error_sd(row.error))
    if what == "hold":
        return Sample(row.day, row.hold_s, row.hold_sd, row.counted, HOLD_SD_S)
    return Sample(row.day, row.cadence, row.cadence_sd, row.intervals, 0.0)


def _samples(rows: Sequence[DayRow], what: What) -> list[Sample]:
    # One pause between two repetitions tells nothing of how much pauses differ.
    told = [row for row in rows if what != "cadence" or row.intervals > 1]
    return [sample for sample in (_sample(row, what) for row in told) if math.isfinite(sample.mean)]


def _points(samples: Sequence[Sample]) -> tuple[TrendPoint, ...]:
    return tuple(
        TrendPoint(sample.day, sample.mean, sample.mean - CERTAIN * error, sample.mean + CERTAIN * error, sample.count)
        for sample, error in zip(samples, standard_errors(samples), strict=True)
    )


def _measured(
    subject: _Subject, what: What, label: str, days: Sequence[DayRow], shown: Sequence[DayRow], teller: _Teller
) -> Trend | None:
    samples = _samples(days, what)
    if not samples:
        return None
    unit = {"hold": " s", "cadence": teller.phrases.a_minute}.get(what, days[-1].unit)
    least, most = PUBLISHED.get(subject.exercise, (0.0, 0.0)) if what == "range" else (0.0, 0.0)
    found = compare(samples, most)
    judged = _judged(found, least)
    said = teller.change(what, label, unit, found, judged, least)
    points = _points(_samples(shown, what))
    tried = {row.day for row in shown if what == "range" and not row.counted}
    points = tuple(replace(point, tried=True) if point.day in tried else point for point in points)
    return _trend(subject, what, label, unit, points, found, judged, said, teller)


def _trend(
    subject: _Subject,
    what: What,
    label: str,
    unit: str,
    points: tuple[TrendPoint, ...],
    found: Comparison,
    judged: Judgement,
    said: str,
    teller: _Teller,
) -> Trend:
    return Trend(
        exercise=subject.exercise,
        title=subject.title,
        what=what,
        label=label,
        side=subject.side,
        unit=unit,
        points=points,
        change=found.change,
        detectable=found.detectable,
        judgement=judged,
        said=said,
        side_name=teller.side(subject.side),
    )


def _judged(found: Comparison, least: float) -> Judgement:
    if not math.isfinite(found.change):
        return "early"
    if not math.isfinite(found.detectable):
        return "unjudged"
    if abs(found.change) > found.sure:
        return "real"
    return "perhaps" if abs(found.change) > (least or found.detectable) else "noise"


def _low_back(subject: _Subject, days: Sequence[DayRow], shown: Sequence[DayRow], teller: _Teller) -> Trend | None:
    watched = [row for row in days if math.isfinite(row.low_back)]
    if not watched:
        return None
    compared = min(DAYS_COMPARED, len(watched) // 2)
    found = Comparison(math.nan, math.nan, watched[0].day, watched[-1].day)
    judged: Judgement = "early"
    if compared:
        before, after = _hits(watched[:compared]), _hits(watched[-compared:])
        likely, detectable = share_change(before, after)
        change = after[0] / after[1] - before[0] / before[1]
        if len(watched) >= DAYS_FOR_SCATTER:
            places = [row.day.toordinal() for row in watched]
            change, error = share_along(places, *zip(*(_hits([row]) for row in watched), strict=True))
            likely, detectable = change, CERTAIN * error
        sure = SURE / CERTAIN * detectable
        found = Comparison(100 * change, 100 * detectable, found.first, found.last, 100 * sure)
        judged = "real" if abs(likely) > sure else "perhaps" if abs(change) > detectable else "noise"
    label = teller.phrases.low_back
    said = teller.change("low-back", label, f" {teller.phrases.points}", found, judged, 0.0)
    points = []
    for row in shown:
        low, high = share_bounds(row.low_backs, row.attempted)
        points.append(TrendPoint(row.day, 100 * row.low_back, 100 * low, 100 * high, row.attempted))
    return _trend(subject, "low-back", label, " %", tuple(points), found, judged, said, teller)


def _hits(rows: Sequence[DayRow]) -> tuple[int, int]:
    return sum(row.low_backs for row in rows), sum(row.attempted for row in rows)


def _symmetry(
    exercise: str, title: str, days: Sequence[DayRow], shown: Sequence[DayRow], teller: _Teller
) -> Trend | None:
    if not {"left", "right"} <= {row.side for row in days if math.isfinite(row.range_mean)}:
        return None
    differences, words = _differences(days), teller.phrases
    subject, unit = _Subject(exercise, title, "both"), days[-1].unit
    if not differences:
        nothing = Comparison(math.nan, math.nan, days[0].day, days[-1].day)
        return _trend(subject, "symmetry", words.symmetry, unit, (), nothing, "early", words.not_compared, teller)
    newest = differences[-DAYS_COMPARED:]
    difference = fmean(sample.mean for sample in newest)
    detectable = CERTAIN * of_mean([sample.error_sd for sample in newest])
    if exercise in PUBLISHED:
        detectable = max(PUBLISHED[exercise][1], _or_zero(detectable))
    further = words.further_left if difference > 0 else words.further_right
    said = further.format(difference=teller.figure(abs(difference), ".1f", unit))
    judged: Judgement = "unjudged"
    if not math.isfinite(detectable):
        said = f"{said}; {words.sides_unjudged}"
    else:
        judged = "real" if abs(difference) > detectable else "noise"
        verdict = words.sides_differ if judged == "real" else words.sides_equal
        said = f"{said}; {verdict.format(needed=teller.figure(detectable, '.1f', unit))}"
    points = tuple(
        TrendPoint(
            each.day, each.mean, each.mean - CERTAIN * each.error_sd, each.mean + CERTAIN * each.error_sd, each.count
        )
        for each in _differences(shown)
    )
    found = Comparison(difference, detectable, days[0].day, days[-1].day)
    return _trend(subject, "symmetry", words.symmetry, unit, points, found, judged, said, teller)


def _differences(rows: Sequence[DayRow]) -> list[Sample]:
    """Left less right, of each day that has both; error_sd is the whole standard error, NaN where not known."""
    sides = {}
    for side in ("left", "right"):
        samples = _samples([row for row in rows if row.side == side], "range")
        errors = standard_errors(samples)
        sides[side] = {sample.day: (sample, error) for sample, error in zip(samples, errors, strict=True)}
    found = []
    for day, (left, left_error) in sides["left"].items():
        if day in sides["right"]:
            right, right_error = sides["right"][day]
            error = math.hypot(left_error, right_error)
            found.append(Sample(day, left.mean - right.mean, math.nan, left.count + right.count, error))
    return found


def _or_zero(value: float) -> float:
    return value if math.isfinite(value) else 0.0
