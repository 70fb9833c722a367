"""Draws how the figures of an exercise went over weeks: small charts, each with a band in which the true value lies."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from math import isfinite
from typing import Final

import cv2
import numpy as np

from coach.outputs.scales import bounds, tick_text, ticks
from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.described import Weeks
from coach.outputs.screen.pages.parts import clear, draw_buttons, draw_hint, draw_sentence, draw_title
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import PANEL, PROGRESS, QUIET, RIGHT_SIDE, TEXT, TRACK, Colour
from coach.outputs.screen.shapes import disc, polygon, rounded_box, stroke
from coach.record.trends import KINDS, Trend, TrendPoint, What
from coach.words.screen import ScreenWords

POINTS_MOST: Final = 60
"""How many points of a line are drawn, the newest (chosen: more cannot be told apart from afar)."""

_BAND: Final = 0.28
"""How strongly a band is laid over its ground."""

_FIGURE_PARTS: Final = 21
_ACROSS_PARTS: Final = 26
"""A line of words is this part of the canvas's height, or of its width on an upright one. Chosen."""

_SMALL_LINES: Final = 5
"""How many lines high a small chart's box is at most; chosen."""

_MARKED_MOST: Final = 20
"""How many points a small line has at most to be drawn with their marks; chosen."""


def draw_history(canvas: Canvas, weeks: Weeks) -> list[Target]:
    """The first kind of figure large, with what it means in words; the others small beside it, beneath it on an upright
    canvas."""
    inner = clear(canvas)
    title, body, _, buttons, _, hint = inner.rows(0.12, 0.68, 0.01, 0.12, 0.01, 0.06)
    line_px = max(11, min(canvas.size[1] // _FIGURE_PARTS, canvas.size[0] // _ACROSS_PARTS))
    name, note = title.columns(0.8, 0.2)
    draw_title(canvas, weeks.title, name)
    canvas.write(weeks.note, note, round(line_px * 0.9), QUIET, "right")
    kinds = _by_kind(weeks.trends)
    if kinds:
        large, small = _places(body, len(kinds) - 1, line_px)
        _draw_large(canvas, kinds[0], large, line_px)
        for of_kind, box in zip(kinds[1:], small, strict=True):
            _draw_small(canvas, of_kind, box, line_px)
    else:
        draw_sentence(canvas, weeks.nothing, body)
    targets = draw_buttons(canvas, weeks.buttons, weeks.selected, buttons)
    draw_hint(canvas, weeks.hint, hint)
    return targets


def _by_kind(trends: Sequence[Trend]) -> list[list[Trend]]:
    found: dict[What, list[Trend]] = {}
    for trend in trends:
        if trend.points:
            found.setdefault(trend.what, []).append(trend)
    return [found[what] for what in KINDS if what in found]


def _places(body: Box, count: int, line_px: int) -> tuple[Box, list[Box]]:
    if not count:
        return body, []
    gap = line_px // 2
    if body.height > body.width:
        large, small = body.rows(0.55, 0.45)
        return Box(large.x, large.y, large.width, large.height - gap), _stacked(small, count, gap, line_px)
    large, small = body.columns(0.56, 0.44)
    return Box(large.x, large.y, large.width - gap, large.height), _stacked(small, count, gap, line_px)


def _stacked(box: Box, count: int, gap: int, line_px: int) -> list[Box]:
    """Boxes under one another with a gap between each two."""
    height = min((box.height - gap * (count - 1)) // count, _SMALL_LINES * line_px)
    return [Box(box.x, box.y + number * (height + gap), box.width, height) for number in range(count)]


def _draw_large(canvas: Canvas, trends: Sequence[Trend], box: Box, line_px: int) -> None:
    rounded_box(canvas.pixels, box, line_px * 0.4, PANEL)
    inner = box.inset(line_px // 2, line_px // 3)
    label, *heads, chart = inner.rows(0.09, *(0.09 for _ in trends), 0.6 - 0.09 * len(trends), 0.31)[:-1]
    words = Box(inner.x, chart.bottom, inner.width, inner.bottom - chart.bottom)
    canvas.write(_first_large(trends[0].label), label, line_px, QUIET, "left")
    for trend, head in zip(trends, heads, strict=True):
        _draw_newest(canvas, trend, head, round(line_px * 1.1))
    _draw_chart(canvas, trends, chart, line_px)
    said = " ".join(f"{_first_large(_side_and(trend) + trend.said)}." for trend in trends)
    smallest_px = max(9, line_px * 4 // 7)
    lines, found_px = canvas.wrapped(said, words, line_px, smallest_px)
    canvas.write_lines(lines, words, found_px, TEXT, "left")


def _draw_small(canvas: Canvas, trends: Sequence[Trend], box: Box, line_px: int) -> None:
    rounded_box(canvas.pixels, box, line_px * 0.4, PANEL)
    words, chart = box.inset(line_px // 2, line_px // 4).columns(0.52, 0.48)
    label, *heads = words.rows(*(1.0 for _ in range(len(trends) + 1)))
    text_px = min(line_px, round(label.height * 0.9))
    canvas.write(_first_large(trends[0].label), label, text_px, QUIET, "left")
    for trend, head in zip(trends, heads, strict=True):
        _draw_newest(canvas, trend, head, text_px)
    _draw_lines(canvas, trends, chart.inset(line_px // 4), line_px, marked=len(_shown(trends[0])) <= _MARKED_MOST)


def _draw_newest(canvas: Canvas, trend: Trend, box: Box, line_px: int) -> None:
    """The newest figure, behind the mark of its line where there are two."""
    left = 0
    if trend.side_name:
        left = line_px
        _draw_mark(canvas, trend, box.x + line_px * 0.35, box.centre[1], line_px * 0.22)
    canvas.write(
        _newest(trend, canvas.words), Box(box.x + left, box.y, box.width - left, box.height), line_px, TEXT, "left"
    )


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _newest(trend: Trend, words: ScreenWords) -> str:
    point = trend.newest
    if trend.what == "low-back":
        return f"{_side_and(trend)}{point.value:.0f} ({point.low:.0f}–{point.high:.0f}){trend.unit}"
    sure = f" ± {words.figure(point.high - point.value, '.1f')}" if isfinite(point.high) else ""
    return f"{_side_and(trend)}{words.figure(point.value, '.1f')}{sure}{trend.unit}"


def _side_and(trend: Trend) -> str:
    return f"{trend.side_name}: " if trend.side_name else ""


def _draw_chart(canvas: Canvas, trends: Sequence[Trend], box: Box, line_px: int) -> None:
    """With a scale at its left and the first and last day beneath it."""
    small_px = round(line_px * 0.75)
    marks = _marks(trends)
    texts = [tick_text(mark, marks, canvas.words.decimal) for mark in marks]
    every = 1 + int(len(marks) * small_px * 1.1 / max(1, box.height - 3 * small_px))
    left = max(canvas.text_size(text, small_px)[0] for text in texts) + small_px // 2
    area = Box(box.x + left, box.y + small_px // 2, box.width - left, box.height - 2 * small_px)
    for mark, text in list(zip(marks, texts, strict=True))[::every]:
        y = _height(area, marks, mark)
        canvas.fill(Box(area.x, y, area.width, max(1, line_px // 24)), TRACK)
        canvas.write(text, Box(box.x, y - small_px // 2, left - small_px // 2, small_px), small_px, QUIET, "right")
    _draw_lines(canvas, trends, area, line_px, marked=True)
    foot = Box(area.x, area.bottom + small_px // 3, area.width, small_px)
    days = sorted({point.day for trend in trends for point in _shown(trend)})
    canvas.write(canvas.words.dates.short(days[0]), foot, small_px, QUIET, "left" if len(days) > 1 else "centre")
    if len(days) > 1:
        canvas.write(canvas.words.dates.short(days[-1]), foot, small_px, QUIET, "right")


def _draw_lines(canvas: Canvas, trends: Sequence[Trend], area: Box, line_px: int, *, marked: bool) -> None:
    marks = _marks(trends)
    days = [point.day.toordinal() for trend in trends for point in _shown(trend)]
    first, last = min(days), max(days)
    thickness = max(2.0, line_px / 12)
    inside = area.inset(round(thickness * 2), 0)

    def place(point: TrendPoint, value: float) -> tuple[float, float]:
        share = (point.day.toordinal() - first) / (last - first) if last > first else 0.5
        return inside.x + share * inside.width, float(_height(area, marks, value))

    for trend in trends:
        for known, run in groupby(_shown(trend), lambda point: isfinite(point.low)):
            points = list(run)
            if known:
                _draw_band(
                    canvas, [place(point, point.low) for point in points], [place(p, p.high) for p in points], trend
                )
    for trend in trends:
        places = [place(point, point.value) for point in _shown(trend)]
        for start, end in pairwise(places):
            stroke(canvas.pixels, start, end, thickness, _colour(trend))
        for point, (x, y) in zip(_shown(trend), places, strict=True) if marked or len(places) == 1 else ():
            _draw_mark(canvas, trend, x, y, thickness * 1.5)
            if point.tried:
                # Hollow, as nothing of that day counted.
                disc(canvas.pixels, (x, y), thickness * 0.9, PANEL)


def _draw_band(
    canvas: Canvas, lower: list[tuple[float, float]], upper: list[tuple[float, float]], trend: Trend
) -> None:
    if len(lower) == 1:
        stroke(canvas.pixels, lower[0], upper[0], max(2.0, canvas.size[1] / 300), _colour(trend))
        return
    over = canvas.pixels.copy()
    polygon(over, np.array([*lower, *reversed(upper)], np.float64), _colour(trend))
    cv2.addWeighted(over, _BAND, canvas.pixels, 1 - _BAND, 0, dst=canvas.pixels)


def _draw_mark(canvas: Canvas, trend: Trend, x: float, y: float, size: float) -> None:
    """Round, square for the right side, so that the sides differ without their colours too."""
    if trend.side == "right":
        corners = [(x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size)]
        polygon(canvas.pixels, np.array(corners, np.float64), _colour(trend))
    else:
        disc(canvas.pixels, (x, y), size * 1.1, _colour(trend))


def _colour(trend: Trend) -> Colour:
    return RIGHT_SIDE if trend.side == "right" else PROGRESS


def _shown(trend: Trend) -> tuple[TrendPoint, ...]:
    return trend.points[-POINTS_MOST:]


def _marks(trends: Sequence[Trend]) -> list[float]:
    points = [point for trend in trends for point in _shown(trend)]
    least = None if trends[0].what == "symmetry" else 0.0
    most = 100.0 if trends[0].what == "low-back" else None
    values = [value for point in points for value in (point.value, point.low, point.high) if isfinite(value)]
    if least is not None and all(point.value >= least for point in points):
        values = [max(least, value) for value in values]
    return ticks(*bounds(values, least, most))


def _height(area: Box, marks: Sequence[float], value: float) -> int:
    share = (min(marks[-1], max(marks[0], value)) - marks[0]) / (marks[-1] - marks[0])
    return round(area.bottom - share * area.height)
