"""One exercise's part of the report: how its figures went, and the curves of its newest repetitions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from coach.documents import Block, Chart, ChartPoint, Line, Mark, Paragraph, Section, Spark, Table
from coach.record.entries import StoredRep, StoredSession
from coach.record.trends import KINDS, Trend, What
from coach.weeks.history import DayRow
from coach.weeks.report_words import UNKNOWN, ReportWords

SITTINGS: Final = 3
"""Of how many of the newest sessions each repetition is listed with its curve (chosen: what a therapist asks about; all
of them are in the record)."""

REPS_LISTED: Final = 40
"""How many repetitions of a session are listed, the first of it (chosen: marching in place has hundreds)."""

CURVES_DRAWN: Final = 12
"""How many curves of a side are drawn over one another, the last ones (chosen: more cannot be told apart)."""

_SMALL: Final = {"low-back": 0}
"""How many decimals a kind is said with, where it is not one."""


def exercise_section(
    exercise: str,
    found: Sequence[Trend],
    shown: Sequence[DayRow],
    sessions: Sequence[StoredSession],
    words: ReportWords,
    period: str,
) -> Section:
    """One exercise. found: its trends; shown: its rows, a period each; sessions: in order; period: what a row is called."""
    target = next((session.target for session in reversed(sessions) if session.target is not None), None)
    blocks: list[Block] = []
    for what in KINDS:
        of_kind = [trend for trend in found if trend.what == what and trend.points]
        if of_kind:
            blocks.append(_trend_chart(what, of_kind, target if what == "range" else None, words, period))
    blocks.append(_overall(exercise, found, shown, words, period))
    newest = [session for session in sessions if session.reps][-SITTINGS:]
    if newest:
        blocks += _curve_charts(newest[-1], words)
    for number, session in enumerate(reversed(newest)):
        blocks.append(_rep_table(session, words, folded=number > 0))
    return Section(f"exercise-{exercise}", words.title(exercise), tuple(blocks))


def _trend_chart(what: What, found: Sequence[Trend], target: float | None, words: ReportWords, period: str) -> Chart:
    phrases = words.phrases
    title = {
        "range": phrases.range_title,
        "hold": phrases.hold_title,
        "low-back": phrases.low_back_title,
        "cadence": phrases.cadence_title,
        "symmetry": phrases.symmetry_title,
    }[what]
    unit, places = found[0].unit, _SMALL.get(what, 1)
    lines, said = [], []
    for trend in found:
        points = tuple(
            ChartPoint(each.day.toordinal(), each.value, each.low, each.high, each.tried) for each in trend.points
        )
        name = words.side(trend.side) if trend.side != "both" else ""
        lines.append(Line(name, _mark(trend.side), points))
        newest = phrases.newest_value.format(value=words.sure(trend.newest, unit, places))
        said.append(f"{name}: {newest}; {trend.said}." if name else f"{newest}; {trend.said}.")
    days = sorted({point.day for trend in found for point in trend.points}, reverse=True)
    head = (period, *(line.name or title for line in lines))
    by_day = [{point.day: point for point in trend.points} for trend in found]
    table = tuple(
        (phrases.short_date_of(day), *(words.sure(points.get(day), unit, places) for points in by_day)) for day in days
    )
    return Chart(
        title,
        " ".join(said),
        tuple(lines),
        unit,
        target=target,
        target_name="" if target is None else phrases.target.format(target=words.figure(target, unit, 0)),
        bottom=None if what == "symmetry" else 0.0,
        top=100.0 if what == "low-back" else None,
        table=Table(f"{found[0].title}: {title}", head, table, tuple(range(1, len(head))), phrases.as_table),
    )


def _overall(exercise: str, found: Sequence[Trend], shown: Sequence[DayRow], words: ReportWords, period: str) -> Table:
    """A line a period and side, the newest first."""
    phrases = words.phrases
    points = {(trend.what, trend.side, point.day): point for trend in found for point in trend.points}
    rows = []
    for row in sorted(shown, key=lambda row: (row.day, row.side), reverse=True)[:_ROWS_MOST]:
        back = points.get(("low-back", row.side, row.day))
        rows.append(
            (
                phrases.short_date_of(row.day),
                words.side(row.side),
                words.counted(row),
                words.sure(points.get(("range", row.side, row.day)), row.unit),
                words.figure(row.range_best, row.unit),
                words.sure(points.get(("hold", row.side, row.day)), " s"),
                words.sure(back, " %", 0),
                words.figure(row.cadence, ""),
            )
        )
    head = (
        period,
        phrases.side,
        phrases.repetitions,
        phrases.range_title,
        phrases.peak,
        phrases.hold_title,
        phrases.low_back_title,
        phrases.a_minute_title,
    )
    return Table(words.title(exercise), head, tuple(rows), tuple(range(2, len(head))), phrases.all_figures)


_ROWS_MOST: Final = 60
"""How many lines of that table there are at most, the newest (chosen: a month of both sides)."""


def _curve_charts(session: StoredSession, words: ReportWords) -> list[Block]:
    phrases = words.phrases
    charts: list[Block] = []
    for side in ("left", "right", None):
        drawn = [stored for stored in session.reps if stored.rep.side == side and stored.curve][-CURVES_DRAWN:]
        if not drawn:
            continue
        peaks = ", ".join(words.figure(stored.rep.peak, session.unit) for stored in drawn)
        when = phrases.curves_of.format(day=phrases.date_of(session.day), time=f"{session.started:%H:%M}")
        charts.append(
            Chart(
                phrases.curves_title.format(side=words.side(side or "both")),
                f"{when}. {phrases.curves_said.format(count=len(drawn), peaks=peaks)}.",
                tuple(_curve_line(stored, _mark(side or "both")) for stored in drawn),
                session.unit,
                across="seconds",
                target=session.target,
                target_name=""
                if session.target is None
                else phrases.target.format(target=words.figure(session.target, session.unit, 0)),
                bottom=0.0,
            )
        )
    return charts or [Paragraph(phrases.no_curves, "quiet")]


def _curve_line(stored: StoredRep, mark: Mark) -> Line:
    lasted_s = stored.rep.end_s - stored.rep.start_s
    step_s = lasted_s / max(1, len(stored.curve) - 1)
    points = (ChartPoint(index * step_s, value, math.nan, math.nan) for index, value in enumerate(stored.curve))
    return Line("", mark, tuple(points), faint=not stored.rep.counted)


def _rep_table(session: StoredSession, words: ReportWords, *, folded: bool) -> Table:
    phrases = words.phrases
    rows: list[tuple[str | Spark, ...]] = []
    for number, stored in enumerate(session.reps[:REPS_LISTED], 1):
        rep = stored.rep
        rows.append(
            (
                str(number),
                words.side(rep.side or "both"),
                _spark(session, stored, words),
                words.figure(rep.peak, session.unit),
                words.figure(rep.end_s - rep.start_s, " s"),
                words.figure(rep.hold_s, " s") if session.hold_asked_s else UNKNOWN,
                words.outcome(rep),
            )
        )
    named = {
        "exercise": words.title(session.exercise),
        "day": words.phrases.date_of(session.day),
        "time": f"{session.started:%H:%M}",
    }
    caption = phrases.reps_table.format(**named)
    if len(session.reps) > REPS_LISTED:
        caption = phrases.reps_cut.format(table=caption, shown=REPS_LISTED, count=len(session.reps))
    head = (
        phrases.rep,
        phrases.side,
        phrases.curve,
        phrases.peak,
        phrases.duration,
        phrases.held,
        phrases.outcome,
    )
    return Table(caption, head, tuple(rows), (3, 4, 5), caption if folded else "")


def _spark(session: StoredSession, stored: StoredRep, words: ReportWords) -> Spark | str:
    known = [value for value in stored.curve if math.isfinite(value)]
    if not known:
        return UNKNOWN
    start, peak, end = (words.figure(value, session.unit) for value in (known[0], max(known), known[-1]))
    said = words.phrases.curve_said.format(start=start, peak=peak, end=end)
    return Spark(stored.curve, session.target, _mark(stored.rep.side or "both"), said)


def _mark(side: str) -> Mark:
    return "left" if side == "left" else "right" if side == "right" else "both"
