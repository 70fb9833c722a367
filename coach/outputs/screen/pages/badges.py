"""Draws what stands over every page of a workout: the gesture under way, that the voice is muted, a short notice."""

from __future__ import annotations

from typing import Final

import numpy as np

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box, readable_line_px
from coach.outputs.screen.pages.described import Badges
from coach.outputs.screen.palette import INK, PANEL, PROGRESS, TEXT, TRACK, Colour
from coach.outputs.screen.shapes import arc, disc, polygon, rounded_box, stroke, tile

GESTURE_AT: Final = {False: 0.24, True: 0.72}
"""At which part of the stage's height the gesture stands: over a page, and over an exercise, where it takes the cue's place.
Chosen."""


def draw_badges(canvas: Canvas, badges: Badges, stage: Box, corner: Box, *, exercising: bool = False) -> None:
    """Draws the gesture in the middle of the stage, which nothing else may cover; the others at the right end of the corner.

    exercising: over an exercise, where letters are read from afar, and a muted voice is a sign without words.
    """
    unit = max(2, min(canvas.size) // 100)
    line_px = readable_line_px(min(canvas.size)) if exercising else 5 * unit
    if badges.gesture:
        _draw_gesture(canvas, badges, stage, unit, GESTURE_AT[exercising])
    elif badges.note or (badges.muted and not exercising):
        _draw_note(canvas, _words(canvas, badges), corner, line_px, badges)
    elif badges.muted:
        side = round(1.3 * line_px)
        box = Box(corner.right - side - 2 * unit, corner.y + 2 * unit, side, side)
        rounded_box(canvas.pixels, box, 2 * unit, TEXT)
        _draw_loudspeaker(canvas, box.inset(side // 5, side // 4), INK, muted=True)


def free_of_badges(canvas: Canvas, badges: Badges, title: Box) -> Box:
    """What of a title's place is left free: a note takes at most the right half."""
    return title.columns(0.46, 0.54)[0] if _words(canvas, badges) else title


def _words(canvas: Canvas, badges: Badges) -> str:
    return badges.note or (canvas.words.phrases.voice_off if badges.muted else "")


def _draw_gesture(canvas: Canvas, badges: Badges, stage: Box, unit: int, height: float) -> None:
    line_px = readable_line_px(min(canvas.size))
    lines, line_px = canvas.wrapped(
        badges.gesture, Box(0, 0, stage.width - 24 * unit, 2 * line_px), line_px, round(0.8 * line_px)
    )
    words_px = max(canvas.text_size(line, line_px)[0] for line in lines)
    width, tall = words_px + 19 * unit, max(14 * unit, len(lines) * line_px + 4 * unit)
    middle = stage.y + round(stage.height * height)
    box = Box(stage.x + (stage.width - width) // 2, middle - tall // 2, width, tall)
    tile(canvas.pixels, box, 3 * unit, PANEL)
    ring = (box.x + 8.0 * unit, box.centre[1] + 0.0)
    arc(canvas.pixels, ring, 4.5 * unit, 1.8 * unit, 0.0, 360.0, TRACK)
    if badges.progress > 0:
        arc(canvas.pixels, ring, 4.5 * unit, 1.8 * unit, 0.0, 360.0 * min(1.0, badges.progress), PROGRESS)
    words = Box(box.x + 15 * unit, box.y, words_px, box.height)
    canvas.write_lines(lines, words, line_px, TEXT, "left")


def _draw_note(canvas: Canvas, words: str, corner: Box, line_px: int, badges: Badges) -> None:
    pad = round(0.4 * line_px)
    room = Box(0, 0, corner.width - 4 * pad - line_px, 2 * line_px)
    lines, line_px = canvas.wrapped(words, room, line_px, round(0.8 * line_px))
    words_px = max(canvas.text_size(line, line_px)[0] for line in lines)
    width, height = min(corner.width, words_px + 3 * pad + line_px), len(lines) * line_px + round(1.4 * pad)
    box = Box(corner.right - width - pad, corner.y + pad, width, height)
    rounded_box(canvas.pixels, box, pad, TEXT)
    sign_px = round(0.8 * line_px)
    sign = Box(box.x + pad, box.y + (box.height - sign_px) // 2, line_px, sign_px)
    if not badges.note or badges.about == "voice":
        _draw_loudspeaker(canvas, sign, INK, muted=badges.muted)
    elif badges.about == "slow":
        _draw_hourglass(canvas, sign, INK)
    else:
        _draw_dots(canvas, sign, INK)
    canvas.write_lines(lines, Box(sign.right + pad, box.y, words_px, box.height), line_px, INK, "left")


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
