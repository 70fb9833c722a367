"""The table of ``coach history``: a line a day, exercise and side, each figure with how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.coaching.history import DayRow
    from coach.trends import Trend, TrendPoint, What

_HEADINGS: Final = ("Day", "Exercise", "Side", "Counted", "Range", "Best", "Hold", "Low back", "A minute")
_WORDS: Final = 3
"""How many of the columns are words, which stand to the left; figures stand to the right."""

LEGEND: Final = "± and (from–to): where the true value lies, 95 % likely."


def lines(rows: Sequence[DayRow], trends: Sequence[Trend]) -> list[str]:
    """The table, its head first, then what ± means. trends: of the same rows."""
    # Laid out by hand: a record of years has thousands of rows, for which a library's table takes most of a minute.
    points = {(trend.exercise, trend.side, trend.what, point.day): point for trend in trends for point in trend.points}
    cells = [_HEADINGS, *(_cells(row, points) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    said = [
        "  ".join(
            cell.ljust(width) if number < _WORDS else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
    return [*said, LEGEND]


def verdicts(trends: Sequence[Trend], *, everything: bool) -> list[str]:
    """What changed, a line a trend; of holds, lower back and cadence only what is real, unless everything is wanted."""
    said = []
    for trend in trends:
        compared = trend.judgement != "early" or trend.what == "symmetry"
        if compared and (everything or trend.what in ("range", "symmetry") or trend.judgement == "real"):
            side = "" if trend.side == "both" else f" {trend.side}"
            said.append(f"{trend.exercise}{side}: {trend.said}.")
    return said


def _cells(row: DayRow, points: dict[tuple[str, str, What, date], TrendPoint]) -> tuple[str, ...]:
    def point(what: What, side: str = row.side) -> TrendPoint | None:
        return points.get((row.exercise, side, what, row.day))

    return (
        str(row.day),
        row.exercise,
        row.side,
        f"{row.counted} of {row.attempted}",
        _figure(row.range_mean, row.unit) + _sure(point("range")),
        _figure(row.range_best, row.unit),
        _figure(row.hold_s, " s") + _sure(point("hold")),
        _share(row.low_back, point("low-back")),
        _figure(row.cadence, "") + _sure(point("cadence", "both")),
    )


def _figure(value: float, unit: str) -> str:
    return f"{value:.1f}{unit}" if math.isfinite(value) else "–"


def _sure(point: TrendPoint | None) -> str:
    return f" ± {point.high - point.value:.1f}" if point is not None and math.isfinite(point.high) else ""


def _share(value: float, point: TrendPoint | None) -> str:
    if point is None:
        return "–"
    return f"{value:.0%} ({point.low:.0f}–{point.high:.0f})"
