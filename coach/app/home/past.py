"""The history as pages to read."""

from __future__ import annotations

from math import isnan
from typing import Final

from coach.app.home.charts import ChartsScreen
from coach.app.home.house import House
from coach.app.home.screens import Open, ReadingScreen
from coach.app.reading import LEAVE
from coach.coaching import history, pain_stops
from coach.coaching.history import DayRow
from coach.coaching.progress import trends
from coach.outputs.screen.pages.described import Block, Choice, Reading

DAYS_SHOWN: Final = 3
"""How many days of an exercise are shown, the newest first; 'coach history' shows them all. Chosen."""


def history_screen(house: House) -> ReadingScreen:
    """The newest days of each exercise that was done, and what is more than noise."""
    person = house.person
    cards = {each.id: each.card() for each in house.exercises}
    titles = {each.id: each.title for each in house.exercises}
    rows = history.rows(person.all_sessions(), cards)
    said: dict[str, list[str]] = {}
    found = trends(rows, titles)
    for trend in found:
        if trend.judgement in ("real", "perhaps"):
            said.setdefault(trend.exercise, []).append(trend.said)
    blocks = []
    newest: dict[str, list[DayRow]] = {}
    for row in sorted(rows, key=lambda row: row.day, reverse=True):
        newest.setdefault(row.exercise, []).append(row)
    for exercise, of_exercise in newest.items():
        days = sorted({row.day for row in of_exercise}, reverse=True)[:DAYS_SHOWN]
        lines = [_line(row) for row in of_exercise if row.day in days]
        blocks.append(Block(titles.get(exercise, exercise), (*said.get(exercise, []), *lines)))
    pains = [*history.pain_lines(person.pains), *pain_stops.past_lines(person.pain_stops, person.left_out)]
    if pains:
        blocks.append(Block("Pain", tuple(pains)))
    lead = "" if blocks else "Nothing is kept yet: do an exercise, and it will be here."
    charts = (Choice("charts", "Charts"),) if found else ()
    buttons = (*charts, Choice(LEAVE, "Back"))
    page = Reading("History", tuple(blocks), buttons, lead=lead, hint="Up and down scroll, Esc goes back")
    return ReadingScreen(page, {"charts": lambda: Open(ChartsScreen(found))})


def _line(row: DayRow) -> str:
    side = "" if row.side == "both" else f" {row.side}"
    parts = [f"{row.day}{side}: {row.counted} of {row.attempted} counted"]
    if not isnan(row.range_mean):
        spread = "" if isnan(row.error) else f" ± {max(1.0, row.error):.0f}{row.unit}"
        parts.append(f"{row.range_mean:.0f}{row.unit}{spread}, best {row.range_best:.0f}{row.unit}")
    if not isnan(row.hold_s):
        parts.append(f"held {row.hold_s:.1f} s")
    if row.low_backs:
        parts.append(f"low back in {row.low_back:.0%}")
    return ", ".join(parts)
