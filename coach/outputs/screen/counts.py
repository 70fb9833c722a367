"""The repetitions: one count, or the person's left on the left and right on the right as in the mirror."""

from __future__ import annotations

import numpy as np

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import INK, PROGRESS, QUIET, REACHED, TEXT, TRACK, Colour
from coach.outputs.screen.scene import Count
from coach.outputs.screen.shapes import polygon, rounded_box, tick


def draw_counts(canvas: Canvas, counts: tuple[Count, ...], box: Box, unit: int, readable_px: int) -> None:
    """Draws a card for each count; the side to do next stands on a light card with an arrow to it, a done one has a tick.

    readable_px: the least height of a line.
    """
    cards = box.columns(*(1.0 for _ in counts))
    for count, card in zip(counts, cards, strict=True):
        _draw_card(canvas, count, card.inset(unit // 4 if len(counts) > 1 else 0, 0), unit, readable_px)


def _draw_card(canvas: Canvas, count: Count, card: Box, unit: int, readable_px: int) -> None:
    if count.is_next:
        rounded_box(canvas.pixels, card, 2.0 * unit, PROGRESS)
    inner = card.inset(max(1, unit // 4), unit)
    label, number, sign = inner.rows(0.34, 0.42, 0.24)
    words = INK if count.is_next else QUIET
    figures = INK if count.is_next else (REACHED if count.done else TEXT)
    said = canvas.words.phrases
    canvas.write(count.label or (said.reps_done if count.done else said.reps), label, readable_px, words)
    figures_px = max(readable_px, min(round(number.height * 1.1), round(card.width * 0.5)))
    figure = f"{count.reps}/{count.dose}" if count.reps <= count.dose else f"{count.reps}"
    wide = canvas.text_size(f"{count.dose}/{count.dose}", readable_px, "bold")[0] > number.width
    if wide:
        # A hundred steps a side: how many there are, in letters large enough; a bar shows of how many.
        figure = f"{count.reps}"
    canvas.write(figure, number, figures_px, figures, weight="bold")
    if wide and not count.done:
        _bar(canvas, sign.inset(0, sign.height // 3), count, INK if count.is_next else PROGRESS)
    if count.done:
        tick(canvas.pixels, sign, REACHED)
    elif count.is_next and not wide:
        _arrow(canvas, sign, -1 if count.side == "left" else 1, INK)


def _bar(canvas: Canvas, box: Box, count: Count, colour: Colour) -> None:
    """How much of the dose is done."""
    rounded_box(canvas.pixels, box, box.height / 2, TRACK)
    done = Box(box.x, box.y, max(box.height, round(box.width * count.reps / count.dose)), box.height)
    rounded_box(canvas.pixels, done, box.height / 2, colour)


def _arrow(canvas: Canvas, box: Box, way: int, colour: Colour) -> None:
    """Points to the left (-1) or to the right (1)."""
    (x, y), half = box.centre, min(box.width, box.height) * 0.42
    corners = [(x + way * half, y), (x - way * half * 0.7, y - half), (x - way * half * 0.7, y + half)]
    polygon(canvas.pixels, np.array(corners, np.float64), colour)
