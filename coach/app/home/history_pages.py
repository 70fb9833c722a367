"""The history as pages to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import isfinite, isnan
from typing import Final

from coach.app.home.charts import ChartsScreen
from coach.app.home.planned import answer_blocks
from coach.app.home.screens import Open, TextScreen
from coach.app.home.shared import Shared
from coach.app.live.text_pages import LEAVE
from coach.app.live.workout_pages import shown_over_weeks, weeks_sentence
from coach.app.person.plan_answering import of_earlier_plans
from coach.outputs.screen.pages.described import Block, Choice, TextPage
from coach.record.entries import happened
from coach.record.trends import TrendPoint
from coach.weeks import history, nothing_counted, pain_stops
from coach.weeks.history import DayRow
from coach.weeks.progress import trends
from coach.weeks.report import Told
from coach.weeks.report_overview import ARROW, furthest, key_figures
from coach.weeks.report_words import ReportWords
from coach.words.wording import Wording

DAYS_SHOWN: Final = 3
"""How many days of an exercise are shown, the newest first; 'coach history' shows them all. Chosen."""

FURTHEST_SHOWN: Final = 3
"""Of how many exercises the first figures tell how far one came, those done on most days. Chosen."""


def history_screen(shared: Shared) -> TextScreen:
    """The newest days of each exercise that was done, and what is more than noise."""
    person, wording, words = shared.person, shared.wording, shared.wording.pages
    exercises = [*shared.exercises, *of_earlier_plans(person, shared.exercises)]
    cards = {each.id: each.card() for each in exercises}
    titles = {each.id: wording.title(each) for each in exercises}
    rows = history.rows(person.all_sessions(), cards)
    said: dict[str, list[str]] = {}
    found = trends(rows, titles, wording.report, decimal=wording.decimal)
    for trend in found:
        if trend.judgement in ("real", "perhaps"):
            said.setdefault(trend.exercise, []).append(trend.said)
    points = {
        (each.exercise, each.side, point.day): point for each in found if each.what == "range" for point in each.points
    }
    told = Told(shared.now(), "", cards, (), person.all_sessions(), person.pains, person.pain_stops, person.walks)
    report_words = ReportWords(wording, exercises)
    figures = [*key_figures(told, report_words), *furthest(told, found, report_words)[:FURTHEST_SHOWN]]
    blocks = []
    newest: dict[str, list[DayRow]] = {}
    for row in sorted(rows, key=lambda row: row.day, reverse=True):
        newest.setdefault(row.exercise, []).append(row)
    for exercise, of_exercise in newest.items():
        days = sorted({row.day for row in of_exercise}, reverse=True)[:DAYS_SHOWN]
        lines = [_line(row, points, wording) for row in of_exercise if row.day in days]
        blocks.append(Block(titles.get(exercise, exercise), (*said.get(exercise, []), *lines)))
    if blocks:
        blocks.append(Block(words.about_plus_minus))
    by_hand = history.by_hand_lines(person.all_sessions(), titles, wording.programme)
    if by_hand:
        blocks.append(Block("", tuple(by_hand)))
    nothing = nothing_counted.lines(happened(person.all_sessions()), cards, titles, wording)
    if nothing:
        blocks.append(Block(words.nothing_counted_days, tuple(reversed(nothing))))
    pains = history.pain_lines(person.pains, wording.programme)
    pains += pain_stops.earlier_pain_lines(person.pain_stops, person.left_out, None, wording, titles)
    if pains:
        blocks.insert(0, Block(words.pain, tuple(pains)))
    blocks[:0] = answer_blocks(shared)
    if figures:
        blocks.insert(
            0,
            Block(wording.report.key_figures, tuple(f"{name}: {value.replace(ARROW, '…')}" for name, value in figures)),
        )
    lead = "" if blocks else words.nothing_kept
    charts = (Choice("charts", words.charts),) if found else ()
    buttons = (*charts, Choice(LEAVE, words.back))
    over = shared.over_weeks(cards)
    shown = None if over is None else shown_over_weeks(over, wording)
    if over is not None:
        blocks.insert(1 if figures else 0, Block(weeks_sentence(over, wording)))
    page = TextPage(words.history, tuple(blocks), buttons, lead=lead, hint=words.hint_scroll, compared=shown)
    return TextScreen(page, {"charts": lambda: Open(ChartsScreen(found, words))})


def _line(row: DayRow, points: Mapping[tuple[str, str, date], TrendPoint], wording: Wording) -> str:
    words, report = wording.pages, wording.report
    side = {"left": f" {report.left}", "right": f" {report.right}"}.get(row.side, "")
    parts = [
        words.counted_of.format(when=f"{words.date_of(row.day)}{side}", counted=row.counted, attempted=row.attempted)
    ]
    if not isnan(row.range_mean):
        point = points.get((row.exercise, row.side, row.day))
        sure = point is not None and isfinite(point.high)
        spread = f" ± {max(1.0, point.high - point.value):.0f}{row.unit}" if point is not None and sure else ""
        reached, best = f"{row.range_mean:.0f}{row.unit}{spread}", f"{row.range_best:.0f}{row.unit}"
        parts.append(words.range_best.format(range=reached, best=best))
    if not isnan(row.hold_s):
        parts.append(words.held.format(seconds=wording.figure(row.hold_s, ".1f")))
    if row.low_backs:
        parts.append(words.low_back_in.format(share=f"{100 * row.low_back:.0f}"))
    return ", ".join(parts)
