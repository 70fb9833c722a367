"""Draws what stands over every page of a sitting: the gesture under way, that the voice is muted, a short notice."""

from __future__ import annotations

import numpy as np

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.described import Badges
from coach.outputs.screen.palette import INK, PANEL, PROGRESS, TEXT, TRACK, Colour
from coach.outputs.screen.shapes import arc, disc, polygon, rounded_box, stroke


def draw_badges(canvas: Canvas, badges: Badges, stage: Box, corner: Box) -> None:
    """Draws the gesture in the middle of the stage, which nothing else may cover; the others at the right end of the corner."""
    unit = max(2, min(canvas.size) // 100)
    if badges.gesture:
        _draw_gesture(canvas, badges, stage, unit)
    elif words := _words(canvas, badges):
        _draw_note(canvas, words, corner, unit, badges)


def free_of_badges(canvas: Canvas, badges: Badges, title: Box) -> Box:
    """What of a title's place is left free: a note takes at most the right half."""
    return title.columns(0.46, 0.54)[0] if _words(canvas, badges) else title


def _words(canvas: Canvas, badges: Badges) -> str:
    return badges.note or (canvas.words.phrases.voice_off if badges.muted else "")


def _draw_gesture(canvas: Canvas, badges: Badges, stage: Box, unit: int) -> None:
    line_px = 7 * unit
    width = min(stage.width - 4 * unit, canvas.text_size(badges.gesture, line_px)[0] + 18 * unit)
    box = Box(stage.x + (stage.width - width) // 2, stage.y + round(stage.height * 0.17), width, 14 * unit)
    rounded_box(canvas.pixels, box, 3 * unit, PANEL)
    ring = (box.x + 7.5 * unit, box.y + 7.0 * unit)
    arc(canvas.pixels, ring, 4.5 * unit, 1.8 * unit, 0.0, 360.0, TRACK)
    if badges.progress > 0:
        arc(canvas.pixels, ring, 4.5 * unit, 1.8 * unit, 0.0, 360.0 * min(1.0, badges.progress), PROGRESS)
    words = Box(box.x + 14 * unit, box.y, box.width - 16 * unit, box.height)
    canvas.write(badges.gesture, words, line_px, TEXT, "left")


def _draw_note(canvas: Canvas, words: str, corner: Box, unit: int, badges: Badges) -> None:
    line_px = 5 * unit
    width = canvas.text_size(words, line_px)[0] + 12 * unit
    width = min(width, corner.width)
    box = Box(corner.right - width - 2 * unit, corner.y + 2 * unit, width, 8 * unit)
    rounded_box(canvas.pixels, box, 2 * unit, TEXT)
    sign = Box(box.x + 2 * unit, box.y + 2 * unit, 5 * unit, 4 * unit)
    if not badges.note or badges.about == "voice":
        _draw_loudspeaker(canvas, sign, INK, muted=badges.muted)
    elif badges.about == "slow":
        _draw_hourglass(canvas, sign, INK)
    else:
        _draw_dots(canvas, sign, INK)
    canvas.write(words, Box(box.x + 9 * unit, box.y, box.width - 10 * unit, box.height), line_px, INK, "left")


def _draw_hourglass(canvas: Canvas, box: Box, colour: Colour) -> None:
    x, y, height = box.x, box.y, box.height
    for glass in ([(0.15, 0.0), (0.85, 0.0), (0.5, 0.5)], [(0.5, 0.5), (0.85, 1.0), (0.15, 1.0)]):
        polygon(canvas.pixels, np.array([(x + px * height, y + py * height) for px, py in glass], np.float64), colour)
    for edge in (y + 0.0, y + height + 0.0):
        stroke(canvas.pixels, (x + 0.05 * height, edge), (x + 0.95 * height, edge), max(2.0, height / 8), colour)


def _draw_dots(canvas: Canvas, box: Box, colour: Colour) -> None:
    for place in (0.15, 0.6, 1.05):
        disc(canvas.pixels, (box.x + place * box.height, box.y + box.height * 0.5), box.height * 0.15, colour)


def _draw_loudspeaker(canvas: Canvas, box: Box, colour: Colour, *, muted: bool) -> None:
    x, y, height = box.x, box.y, box.height
    points = [(0, 0.33), (0.25, 0.33), (0.55, 0.0), (0.55, 1.0), (0.25, 0.67), (0, 0.67)]
    polygon(canvas.pixels, np.array([(x + px * height, y + py * height) for px, py in points], np.float64), colour)
    thickness = max(2.0, height / 8)
    if muted:
        stroke(
            canvas.pixels,
            (x + 0.72 * height, y + 0.28 * height),
            (x + 1.15 * height, y + 0.72 * height),
            thickness,
            colour,
        )
        stroke(
            canvas.pixels,
            (x + 0.72 * height, y + 0.72 * height),
            (x + 1.15 * height, y + 0.28 * height),
            thickness,
            colour,
        )
    else:
        arc(canvas.pixels, (x + 0.5 * height, y + 0.5 * height), 0.42 * height, thickness, 50.0, 130.0, colour)
