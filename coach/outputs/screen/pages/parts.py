"""What pages share: titles, buttons, rows to choose, the hint at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstrating import draw_demonstration
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.described import Choice, Tone
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import ATTENTION, FAR, GROUND, INK, PANEL, PROGRESS, QUIET, REACHED, TEXT, Colour
from coach.outputs.screen.shapes import polygon, rounded_box, stroke, tick
from coach.outputs.screen.typeface import SMALLEST_LINE_PX

ROW_PARTS: Final = 9.5
"""A row to choose takes this part of the canvas's height: on a 15-inch screen (187 mm high) 20 mm, its line 12 mm, its
capitals 8 mm, which are 10 minutes of arc at 2.8 m. Chosen."""

MARGIN_PARTS: Final = 24
"""The margin of a page as a part of the canvas's width; chosen."""


def clear(canvas: Canvas) -> Box:
    """An empty page; the box inside its margins."""
    whole = Box(0, 0, *canvas.size)
    canvas.fill(whole, GROUND)
    return whole.inset(max(8, whole.width // MARGIN_PARTS), max(6, whole.height // 30))


def row_height(canvas: Canvas) -> int:
    """How high a row to choose is, in pixels."""
    return max(24, round(canvas.size[1] / ROW_PARTS))


def draw_title(canvas: Canvas, text: str, box: Box) -> None:
    """The page's title."""
    canvas.write(text, box, round(box.height * 0.82), TEXT, "left")


def draw_sentence(canvas: Canvas, text: str, box: Box, *, colour: Colour = TEXT, largest_parts: int = 16) -> None:
    """A sentence or two, as large as they fit, at most this part of the canvas's height a line."""
    if text:
        largest_px = min(box.height, max(9, canvas.size[1] // largest_parts))
        lines, line_px = canvas.wrapped(text, box, largest_px, min(largest_px, max(9, canvas.size[1] // 30)))
        canvas.write_lines(lines, box, line_px, colour, "left")


def draw_hint(canvas: Canvas, text: str, box: Box) -> None:
    """Which keys do what; it need not be read from afar."""
    canvas.write(text, box, round(box.height * 0.7), QUIET, "left")


def draw_rows(
    canvas: Canvas, choices: Sequence[Choice], selected: int, box: Box, *, columns: int = 1, time_s: float = 0.0
) -> list[Target]:
    """Choices under one another, as many as fit around the selected one; arrows say that there are more.

    columns: those stand beside one another, filled from the first on. time_s: for their figures.
    """
    if columns > 1:
        lines = -(-len(choices) // columns)
        targets = []
        for number, column in enumerate(box.columns(*(1.0 for _ in range(columns)))):
            of_column = choices[number * lines : (number + 1) * lines]
            inner = Box(column.x, column.y, column.width - (box.width // 50 if number < columns - 1 else 0), box.height)
            targets += draw_rows(canvas, of_column, selected - number * lines, inner, time_s=time_s)
        return targets
    height = row_height(canvas)
    room = max(1, box.height // height)
    first = _first_shown(len(choices), selected, room)
    targets = []
    bar = height // 2 if len(choices) > room else 0
    for line, choice in enumerate(choices[first : first + room]):
        row = Box(box.x, box.y + line * height, box.width - bar, height).inset(0, max(2, height // 16))
        targets += draw_row(canvas, choice, row, selected=first + line == selected, time_s=time_s)
    if bar:
        targets += _draw_more(
            canvas, Box(box.right - bar, box.y, bar, room * height), up=first > 0, down=first + room < len(choices)
        )
    return targets


def draw_row(canvas: Canvas, choice: Choice, row: Box, *, selected: bool, time_s: float = 0.0) -> list[Target]:
    """One choice across the page; the selected one stands on a light ground with a bar before it."""
    draw_ground(canvas, row, row.height * 0.16, selected=selected)
    ink, quiet = (INK, INK) if selected else (TEXT, QUIET)
    inner = row.inset(row.height // 3, row.height // 10)
    words = inner
    if choice.figure:
        edge = max(2, row.height // 24)
        ground = Box(row.x + edge, row.y + edge, round(row.height * 1.5), row.height - 2 * edge)
        rounded_box(canvas.pixels, ground, row.height * 0.14, PANEL)
        draw_demonstration(canvas, choice.figure, ground.inset(ground.width // 12, edge), time_s)
        words = Box(ground.right + row.height // 5, inner.y, inner.right - ground.right - row.height // 5, inner.height)
    if choice.tone != "plain":
        sign = Box(words.x, words.y, words.height, words.height).inset(words.height // 6, words.height // 6)
        draw_sign(canvas, choice.tone, sign, ink if selected else None)
        words = Box(words.x + words.height, words.y, words.width - words.height, words.height)
    line_px = round(row.height * 0.62)
    targets = [Target(row, choice.name)]
    right = 0
    if choice.value or choice.adjustable:
        right = round(words.width * 0.36)
        value = Box(words.right - right, words.y, right, words.height)
        targets += _draw_value(canvas, choice, value, line_px, ink)
    elif choice.note:
        right = min(round(words.width * 0.5), canvas.text_size(choice.note, round(line_px * 0.66))[0] + row.height // 3)
        note = Box(words.right - right, words.y, right, words.height)
        canvas.write(choice.note, note, round(line_px * 0.66), quiet, "right")
    label = Box(words.x, words.y, words.width - right - (row.height // 4 if right else 0), words.height)
    canvas.write(choice.label, label, fitting(canvas, choice.label, label.width, line_px), ink, "left")
    return targets


def fitting(canvas: Canvas, text: str, width: int, line_px: int) -> int:
    """The largest line, at most this, in which the text is no wider: letters grow in steps, and one pixel cuts the last."""
    while line_px > SMALLEST_LINE_PX and canvas.text_size(text, line_px)[0] > width:
        line_px -= 1
    return line_px


def draw_buttons(canvas: Canvas, buttons: Sequence[Choice], selected: int | None, box: Box) -> list[Target]:
    """Choices beside one another."""
    if not buttons:
        return []
    targets = []
    for number, (button, column) in enumerate(zip(buttons, box.columns(*(1.0 for _ in buttons)), strict=True)):
        place = column.inset(max(3, box.height // 10), 0)
        chosen = number == selected
        draw_ground(canvas, place, place.height * 0.2, selected=chosen)
        inner = place.inset(max(3, place.height // 6), max(2, place.height // 10))
        label, note = inner.rows(0.66, 0.34) if button.note else (inner, None)
        canvas.write(button.label, label, round(min(label.height * 0.86, box.height * 0.5)), INK if chosen else TEXT)
        if note is not None:
            canvas.write(button.note, note, round(note.height * 0.9), INK if chosen else QUIET)
        targets.append(Target(place, button.name))
    return targets


def draw_ground(canvas: Canvas, box: Box, radius: float, *, selected: bool) -> None:
    """What can be chosen stands off from the page by an edge (3:1 and more), what is chosen by its whole ground."""
    rounded_box(canvas.pixels, box, radius, PROGRESS if selected else FAR)
    if not selected:
        edge = max(2, canvas.size[1] // 360)
        rounded_box(canvas.pixels, box.inset(edge, edge), max(1.0, radius - edge), PANEL)


def draw_sign(canvas: Canvas, tone: Tone, box: Box, ink: Colour | None = None) -> None:
    """A tick where something is reached, an upright bar with a point where something is to be heeded."""
    if tone == "good":
        tick(canvas.pixels, box, ink or REACHED)
    elif tone == "care":
        middle, colour = box.centre[0], ink or ATTENTION
        thickness = max(2.0, box.height * 0.16)
        stroke(
            canvas.pixels, (middle, box.y + box.height * 0.12), (middle, box.y + box.height * 0.6), thickness, colour
        )
        stroke(canvas.pixels, (middle, box.y + box.height * 0.9), (middle, box.y + box.height * 0.9), thickness, colour)


def draw_arrow(canvas: Canvas, box: Box, way: str, colour: Colour) -> None:
    """A filled arrow head that points up, down, left or right."""
    side = min(box.width, box.height) * 0.5
    x, y = box.centre
    ahead = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}[way]
    across = (-ahead[1], ahead[0])
    tip = (x + ahead[0] * side * 0.5, y + ahead[1] * side * 0.5)
    foot = (x - ahead[0] * side * 0.4, y - ahead[1] * side * 0.4)
    corners = [
        tip,
        (foot[0] + across[0] * side * 0.6, foot[1] + across[1] * side * 0.6),
        (foot[0] - across[0] * side * 0.6, foot[1] - across[1] * side * 0.6),
    ]
    polygon(canvas.pixels, np.array(corners, np.float64), colour)


def _draw_value(canvas: Canvas, choice: Choice, box: Box, line_px: int, ink: Colour) -> list[Target]:
    if not choice.adjustable:
        canvas.write(choice.value, box, line_px, ink, "right")
        return []
    less, middle, more = (
        Box(box.x, box.y, box.height, box.height),
        Box(box.x + box.height, box.y, box.width - 2 * box.height, box.height),
        Box(box.right - box.height, box.y, box.height, box.height),
    )
    draw_arrow(canvas, less, "left", ink)
    draw_arrow(canvas, more, "right", ink)
    canvas.write(choice.value, middle, line_px, ink)
    return [Target(less, f"{choice.name}:less"), Target(more, f"{choice.name}:more")]


def _draw_more(canvas: Canvas, bar: Box, *, up: bool, down: bool) -> list[Target]:
    above, _, below = bar.rows(1.0, max(0.1, bar.height / bar.width - 2), 1.0)
    targets = []
    for way, box, there in (("up", above, up), ("down", below, down)):
        if there:
            draw_arrow(canvas, box, way, QUIET)
            targets.append(Target(box, f"more:{way}"))
    return targets


def _first_shown(count: int, selected: int, room: int) -> int:
    return max(0, min(selected - room // 2, count - room))
