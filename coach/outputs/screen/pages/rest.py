"""Draws the rest between two exercises."""

from __future__ import annotations

from math import ceil

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstrating import draw_demonstration
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.badges import free_of_badges
from coach.outputs.screen.pages.compared import draw_compared
from coach.outputs.screen.pages.described import Resting
from coach.outputs.screen.pages.parts import clear, draw_buttons, draw_sentence, draw_sign, draw_title
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import PANEL, PROGRESS, QUIET, TEXT, TRACK
from coach.outputs.screen.shapes import arc, rounded_box


def draw_rest(canvas: Canvas, rest: Resting) -> list[Target]:
    """The countdown as a ring, what was done, what comes next, and buttons."""
    title, body, _, buttons = clear(canvas).rows(0.12, 0.68, 0.03, 0.17)
    draw_title(canvas, rest.title, free_of_badges(canvas, rest.badges, title))
    if not rest.following:
        return _draw_last(canvas, rest, body) + draw_buttons(canvas, rest.buttons, rest.selected, buttons)
    side, words = body.columns(0.34, 0.66)
    clock, figure = side.rows(0.5, 0.5) if rest.following else (side, None)
    if figure is not None:
        draw_demonstration(canvas, rest.exercise, figure, rest.time_s)
    _draw_clock(canvas, rest, clock)
    _draw_words(canvas, rest, words.inset(words.width // 20, 0))
    return draw_buttons(canvas, rest.buttons, rest.selected, buttons)


def _draw_last(canvas: Canvas, rest: Resting, body: Box) -> list[Target]:
    """No countdown: one picture and one sentence."""
    picture, words = body.columns(0.5, 0.5)
    if rest.compared is not None:
        draw_compared(canvas, rest.compared, picture, rest.time_s)
    else:
        rounded_box(canvas.pixels, picture, picture.height * 0.05, PANEL)
        draw_demonstration(canvas, rest.exercise, picture.inset(picture.width // 16, picture.height // 16), rest.time_s)
    _draw_words(canvas, rest, words.inset(words.width // 14, 0))
    return []


def _draw_clock(canvas: Canvas, rest: Resting, box: Box) -> None:
    radius = min(box.width, box.height) / 2 * 0.84
    thickness = radius * 0.16
    centre = (box.centre[0] + 0.0, box.centre[1] + 0.0)
    arc(canvas.pixels, centre, radius, thickness, 0.0, 360.0, TRACK)
    left = 360.0 * min(1.0, rest.left_s / rest.of_s) if rest.of_s > 0 else 0.0
    if left > 0:
        arc(canvas.pixels, centre, radius, thickness, 0.0, left, PROGRESS)
    number = Box(round(centre[0] - radius), round(centre[1] - radius * 0.5), round(2 * radius), round(radius))
    canvas.write(f"{ceil(rest.left_s)}", number, round(radius * 0.95), TEXT)


def _draw_words(canvas: Canvas, rest: Resting, box: Box) -> None:
    if rest.advice:
        advice, result, following = box.rows(0.44, 0.14, 0.42)
        side = canvas.size[1] // 12
        draw_sign(canvas, "care", Box(advice.x, advice.y + (advice.height - side) // 2, side, side))
        draw_sentence(canvas, rest.advice, Box(advice.x + side, advice.y, advice.width - side, advice.height))
    else:
        result, following = box.rows(0.30, 0.70) if rest.following else (box, box)
    draw_sentence(canvas, rest.result, result, largest_parts=16 if rest.following else 12)
    if not rest.following:
        return
    label, name, how = following.rows(0.2, 0.36, 0.44)
    canvas.write(canvas.words.phrases.following, label, round(min(label.height, canvas.size[1] / 20)), QUIET, "left")
    canvas.write(rest.following, name, round(min(name.height, canvas.size[1] / 8)), TEXT, "left")
    draw_sentence(canvas, rest.how, how, largest_parts=16)
