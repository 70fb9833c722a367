"""The banner over the head of the picture, and the cover while paused or done."""

from __future__ import annotations

from typing import Final

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import ATTENTION, INK, PANEL, PROGRESS, REACHED, TEXT, WARNING, Colour
from coach.outputs.screen.scene import Banner, Cover
from coach.outputs.screen.shapes import darken, disc, pause_bars, stop_sign, tick, warning_triangle

_LOOKS: Final = {
    "low-back": (WARNING, TEXT),
    "low-back-hint": (PANEL, ATTENTION),
    "unwatched": (PANEL, ATTENTION),
    "lost": (ATTENTION, INK),
    "position": (PROGRESS, INK),
}

COVER_KEPT: Final = 0.30
"""How much of the picture shines through while paused or done; chosen."""


def draw_banner(canvas: Canvas, banner: Banner, box: Box, stage: Box, unit: int) -> None:
    """Draws the banner; the low-back warning has a triangle beside its words and frames the stage in red.

    Its hint has the same triangle, but dark with an amber line beneath and no frame: calmer, and not to be mistaken for it.
    That warnings are off is said as calmly, with a question mark.
    """
    ground, ink = _LOOKS[banner.kind]
    if banner.kind == "low-back":
        _frame(canvas, stage, max(4, round(1.4 * unit)), WARNING)
    canvas.fill(box, ground)
    if banner.kind in ("low-back-hint", "unwatched"):
        line = max(3, unit)
        canvas.fill(Box(box.x, box.bottom - line, box.width, line), ATTENTION)
    inner = box.inset(2 * unit, max(2, box.height // 20))
    icon_px = 0 if banner.kind == "position" else inner.height
    gap = 2 * unit if icon_px else 0
    words = Box(inner.x + icon_px + gap, inner.y, inner.width - icon_px - gap, inner.height)
    lines, line_px = canvas.wrapped(banner.text, words, round(inner.height * 0.94), round(inner.height * 0.48))
    text_px = max(canvas.text_size(line, line_px)[0] for line in lines)
    left = inner.x + max(0, (inner.width - icon_px - gap - text_px) // 2)
    icon = Box(left, inner.y, icon_px, inner.height)
    if banner.kind in ("low-back", "low-back-hint"):
        warning_triangle(canvas.pixels, icon, ink, ground)
    elif banner.kind in ("lost", "unwatched"):
        disc(canvas.pixels, icon.centre, icon_px * 0.46, ink)
        canvas.write("?", icon, round(icon_px * 0.86), ground, weight="bold")
    canvas.write_lines(lines, Box(left + icon_px + gap, words.y, text_px, words.height), line_px, ink)


def draw_cover(canvas: Canvas, cover: Cover, stage: Box, *, key_hints: bool) -> None:
    """Darkens the stage and says large that the session is paused, that the dose is done, or that it hurt."""
    darken(canvas.region(stage), COVER_KEPT)
    _, sign, word, hint, _ = stage.inset(stage.width // 24, 0).rows(0.20, 0.24, 0.15, 0.08, 0.33)
    words = canvas.words.phrases
    if cover == "paused":
        pause_bars(canvas.pixels, sign, TEXT)
        canvas.write(words.paused, word, word.height, TEXT)
    elif cover == "hurt":
        stop_sign(canvas.pixels, sign, ATTENTION, INK)
        canvas.write(words.hurt, word, word.height, TEXT)
    else:
        tick(canvas.pixels, sign, REACHED)
        canvas.write(words.done, word, word.height, TEXT)
    if key_hints:
        canvas.write(words.paused_keys if cover == "paused" else words.done_keys, hint, hint.height, TEXT)


def _frame(canvas: Canvas, stage: Box, width: int, colour: Colour) -> None:
    canvas.fill(Box(stage.x, stage.bottom - width, stage.width, width), colour)
    canvas.fill(Box(stage.x, stage.y, width, stage.height), colour)
    canvas.fill(Box(stage.right - width, stage.y, width, stage.height), colour)
