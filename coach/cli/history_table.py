"""The table of ``coach history``: a line a day, exercise and side, each figure with how sure it is."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from coach.words.wording import ENGLISH

if TYPE_CHECKING:
    from coach.record.trends import Trend, TrendPoint, What
    from coach.weeks.history import DayRow
    from coach.words.wording import Wording

_UNKNOWN: Final = "–"

_WORDS: Final = 3
"""How many of the columns are words, which stand to the left; figures stand to the right."""


def lines(
    rows: Sequence[DayRow],
    trends: Sequence[Trend],
    titles: Mapping[str, str],
    wording: Wording = ENGLISH,
    width: int = 0,
) -> list[str]:
    """The table, its head first, then what ± means. trends: of the same rows; titles: by the exercise's id.

    width: of the terminal, 0 for any; where the table is wider, each row is a sentence under its exercise instead.
    """
    words = wording.programme
    headings = (
        words.head_day,
        words.head_exercise,
        words.head_side,
        words.head_counted,
        words.head_range,
        words.head_best,
        words.head_hold,
        words.head_low_back,
        words.head_a_minute,
    )
    # Laid out by hand: a record of years has thousands of rows, for which a library's table takes most of a minute.
    points = {(trend.exercise, trend.side, trend.what, point.day): point for trend in trends for point in trend.points}
    cells = [headings, *(_cells(row, points, titles, wording) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    if 0 < width < sum(widths) + 2 * (len(widths) - 1):
        return [*_sentences(cells[1:], wording), words.legend]
    said = [
        "  ".join(
            cell.ljust(width) if number < _WORDS else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    return [*said, words.legend]


def _sentences(rows: Sequence[Sequence[str]], wording: Wording) -> list[str]:
    """The rows in words, those of an exercise under its title."""
    said = []
    for exercise in dict.fromkeys(row[1] for row in rows):
        said.append(f"{exercise}:")
        said += [f"  {_sentence(row, wording)}" for row in rows if row[1] == exercise]
    return said


def _sentence(cells: Sequence[str], wording: Wording) -> str:
    """A row in words; what is not known is left out."""
    day, _, side, counted, reached, best, hold, low_back, a_minute = cells
    programme, pages = wording.programme, wording.pages
    of_side = "" if side == wording.report.both else f" {side}"
    said = [f"{day}{of_side}: {counted} {programme.counted}"]
    if reached != _UNKNOWN:
        said.append(pages.range_best.format(range=reached, best=best))
    for figure, name in (
        (hold, programme.head_hold),
        (low_back, programme.head_low_back),
        (a_minute, programme.head_a_minute),
    ):
        if figure != _UNKNOWN:
            said.append(f"{name} {figure}")
    return ", ".join(said)


def verdicts(trends: Sequence[Trend], *, everything: bool) -> list[str]:
    """What changed, a line a trend; of holds, lower back and cadence only what is real, unless everything is wanted."""
    said = []
    for trend in trends:
        compared = trend.judgement != "early" or trend.what == "symmetry"
        if compared and (everything or trend.what in ("range", "symmetry") or trend.judgement == "real"):
            side = "" if trend.side == "both" else f" {trend.side_name or trend.side}"
            said.append(f"{trend.title}{side}: {trend.said}.")
    return said


def _cells(
    row: DayRow,
    points: Mapping[tuple[str, str, What, date], TrendPoint],
    titles: Mapping[str, str],
    wording: Wording,
) -> tuple[str, ...]:
    def point(what: What, side: str = row.side) -> TrendPoint | None:
        return points.get((row.exercise, side, what, row.day))

    def figure(value: float, unit: str, of: TrendPoint | None = None) -> str:
        if not math.isfinite(value):
            return _UNKNOWN
        sure = of is not None and math.isfinite(of.high)
        off = f" ± {wording.figure(of.high - of.value, '.1f')}" if of is not None and sure else ""
        return f"{wording.figure(value, '.1f')}{unit}{off}"

    sides = {"left": wording.report.left, "right": wording.report.right, "both": wording.report.both}
    return (
        wording.programme.short_date_of(row.day),
        titles.get(row.exercise, row.exercise),
        sides.get(row.side, row.side),
        wording.programme.counted_of.format(counted=row.counted, attempted=row.attempted),
        figure(row.range_mean, row.unit, point("range")),
        figure(row.range_best, row.unit),
        figure(row.hold_s, " s", point("hold")),
        _share(row.low_back, point("low-back")),
        figure(row.cadence, "", point("cadence", "both")),
    )


def _share(value: float, point: TrendPoint | None) -> str:
    if point is None:
        return _UNKNOWN
    return f"{value:.0%} ({point.low:.0f}–{point.high:.0f})"
