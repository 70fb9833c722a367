"""The cue: one sentence in large letters over the foot of the picture."""

from __future__ import annotations

from typing import Final

from coach.outputs.screen.canvas import ELLIPSIS, Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import TEXT
from coach.outputs.screen.shapes import darken

LARGEST_PARTS: Final = 9
"""A line is at most a ninth of the canvas's height; its least height is the layout's, to be read from afar. Chosen."""

TOO_LONG_PARTS: Final = 20
"""Sentences that take more than three lines of the least height are set smaller, down to this, before they are cut; chosen."""

GROUND_KEPT: Final = 0.18
"""How much of the picture shines through behind the letters; chosen."""


def draw_cue(canvas: Canvas, text: str, box: Box, canvas_height: int, readable_px: int) -> None:
    """Draws the cue on a dark band, as high as its lines need; nothing where there is none."""
    if not text:
        return
    inner = box.inset(max(4, box.width // 40), max(2, box.height // 24))
    largest_px = max(readable_px, -(-canvas_height // LARGEST_PARTS))
    lines, line_px = canvas.wrapped(text, inner, largest_px, readable_px)
    if lines[-1].endswith(ELLIPSIS):
        lines, line_px = canvas.wrapped(text, inner, readable_px, canvas_height // TOO_LONG_PARTS)
    height = min(box.height, round((len(lines) + 0.5) * line_px))
    band = Box(box.x, box.bottom - height, box.width, height)
    darken(canvas.region(band), GROUND_KEPT)
    canvas.write_lines(lines, Box(inner.x, band.y, inner.width, band.height), line_px, TEXT)
