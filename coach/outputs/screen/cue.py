"""The cue: one sentence in large letters over the foot of the picture."""

from __future__ import annotations

from typing import Final

from coach.outputs.screen.canvas import ELLIPSIS, Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import TEXT
from coach.outputs.screen.shapes import darken

LINE_PARTS: Final = (9, 14)
"""A line is at most a ninth and at least a fourteenth of the canvas's height. On a 15-inch screen (187 mm high) a
fourteenth is 13 mm, its capitals 9 mm: 10 minutes of arc at 3 m, the 20/40 line of an eye chart. Chosen."""

TOO_LONG_PARTS: Final = 20
"""Sentences that take more than three such lines are set smaller, down to this, before they are cut; chosen."""

GROUND_KEPT: Final = 0.18
"""How much of the picture shines through behind the letters; chosen."""


def draw_cue(canvas: Canvas, text: str, box: Box, canvas_height: int) -> None:
    """Draws the cue on a dark band; nothing where there is none."""
    if not text:
        return
    darken(canvas.region(box), GROUND_KEPT)
    inner = box.inset(max(4, box.width // 40), max(2, box.height // 24))
    largest_px, least_px = (-(-canvas_height // parts) for parts in LINE_PARTS)
    lines, line_px = canvas.wrapped(text, inner, largest_px, least_px)
    if lines[-1].endswith(ELLIPSIS):
        lines, line_px = canvas.wrapped(text, inner, least_px, canvas_height // TOO_LONG_PARTS)
    canvas.write_lines(lines, inner, line_px, TEXT)
