"""The table of what can be coached from where, as ``views.py`` finds it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from pathlib import Path
from typing import Final, NamedTuple

TEMPLATE: Final = Path(__file__).with_name("views_template.md")
"""What stands around the table."""


class Row(NamedTuple):
    """One exercise from one direction.

    direction: of the camera, 0° in front of the person, 90° at the side. view: that was coached from, empty where nothing could
    be counted and the person is told to turn. counted of asked: repetitions done well; falsely of must_not: those of half the
    range or too short a hold. off: how far the peaks are from those read from the exercise's own view, in the gauge's unit.
    """

    exercise: str
    direction: int
    view: str
    counted: int
    asked: int
    falsely: int
    must_not: int
    off: float


def text(rows: Sequence[Row]) -> str:
    """For a terminal."""
    return "\n".join(f"{each.exercise:28} {each.direction:3}°  {_cell(each)}" for each in rows)


def _cell(row: Row) -> str:
    if not row.view:
        return "turn"
    off = "" if isnan(row.off) else f" ±{row.off:.1f}"
    falsely = f", {row.falsely} of {row.must_not} falsely" if row.falsely else ""
    return f"{row.view} {row.counted}/{row.asked}{falsely}{off}"


def document(rows: Sequence[Row]) -> str:
    """As Markdown, an exercise a line."""
    directions = sorted({each.direction for each in rows})
    lines = ["| exercise | " + " | ".join(f"{each}°" for each in directions) + " |"]
    lines.append("|---|" + "---|" * len(directions))
    for name in dict.fromkeys(each.exercise for each in rows):
        own = {each.direction: each for each in rows if each.exercise == name}
        told = any(each.counted for each in own.values())
        cells = [_cell(own[each]) if told or not own[each].view else "outline" for each in directions]
        lines.append(f"| {name} | " + " | ".join(cells if told else ["outline"] * len(directions)) + " |")
    return TEMPLATE.read_text(encoding="utf-8").replace("{table}", "\n".join(lines))
