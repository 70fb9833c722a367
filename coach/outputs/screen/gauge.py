"""The measure against its target: an arc that fills from the left, or from the middle to the side of the movement."""

from __future__ import annotations

import math
from typing import Final

import cv2

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import PROGRESS, QUIET, REACHED, TARGET, TEXT, TRACK
from coach.outputs.screen.scene import Gauge
from coach.outputs.screen.shapes import arc, on_circle, stroke

END_DEG: Final = 112.0
"""The arc reaches this far from the top on both sides; chosen."""

FULL_SCALE: Final = 1.5
"""The arc ends at this multiple of the target, so that going beyond it shows; chosen."""

BAND_THICKNESS: Final = 0.34
"""Of the arc's thickness, so that the fill stays seen on both sides of the band; chosen."""

BAND_OPACITY: Final = 0.55
"""Chosen: there when looked for, and quieter than value and target."""


ZONE_THICKNESS: Final = 0.16
"""Of the arc's thickness: the line along its outer edge from the target on, which is where to be. Chosen."""


def turn_deg(gauge: Gauge, value: float) -> float:
    """Where a value lies on the arc: 0° is the top, to the right positive. Values beyond either end lie at that end.

    A sided gauge begins in the middle and runs to the person's own side as the mirror shows it: left to the left. One with
    two ends begins in the middle, too, and runs to the right for what is positive.
    """
    if gauge.two_ended:
        end = gauge.target_value if value >= 0 else gauge.turn_value
        return math.copysign(END_DEG * min(1.0, abs(value / (end * FULL_SCALE))), value)
    full = gauge.target_value * FULL_SCALE if math.isfinite(gauge.target_value) else max(1.0, abs(value))
    share = min(1.0, max(0.0, value / full))
    if not gauge.sided:
        return END_DEG * (2 * share - 1)
    return -END_DEG * share if gauge.side == "left" else END_DEG * share


def draw_gauge(canvas: Canvas, gauge: Gauge, box: Box, readable_px: int) -> None:
    """Draws the arc and what of it is filled, the band of what it may be off by, the target's mark and zone, and its figures.

    readable_px: the least height of a line.
    """
    whole, box = box, Box(box.x, box.y, box.width, max(1, box.height - readable_px))
    drop = 1 - math.cos(math.radians(END_DEG))
    radius = min(box.width / 2 * 0.80, box.height / drop * 0.82)
    thickness = radius * 0.20
    centre = (box.centre[0] + 0.0, box.y + (box.height - radius * drop - thickness) / 2 + radius + thickness / 2)
    arc(canvas.pixels, centre, radius, thickness, -END_DEG, END_DEG, TRACK)
    if math.isfinite(gauge.value) and not (gauge.sided and gauge.side is None):
        start_deg = 0.0 if gauge.sided or gauge.two_ended else -END_DEG
        fill = REACHED if gauge.reached else PROGRESS
        arc(canvas.pixels, centre, radius, thickness, start_deg, turn_deg(gauge, gauge.value), fill)
        _draw_band(canvas, gauge, box, centre, radius, thickness)
    for mark_deg in _target_marks(gauge):
        end_deg = math.copysign(END_DEG, mark_deg) if gauge.sided or gauge.two_ended else END_DEG
        edge = radius + thickness * (0.5 + 1.6 * ZONE_THICKNESS)
        arc(canvas.pixels, centre, edge, thickness * ZONE_THICKNESS, mark_deg, end_deg, TARGET)
        inner = on_circle(centre, radius - thickness * 0.85, mark_deg)
        outer = on_circle(centre, radius + thickness * 0.85, mark_deg)
        stroke(canvas.pixels, inner, outer, max(3.0, thickness * 0.22), TARGET)
    inside = radius - thickness * 0.9
    number_px = max(readable_px, round(inside * 1.06))
    middle = Box(round(centre[0] - inside * 0.94), round(centre[1] - inside * 0.62), round(inside * 1.88), number_px)
    colour = REACHED if gauge.reached else TEXT
    canvas.write(gauge.number, middle, number_px, colour, weight="bold")
    below = round(centre[1] + radius * (drop - 1) + thickness * 1.2)
    word = Box(whole.x, min(below, whole.bottom - readable_px), whole.width, readable_px)
    canvas.write(gauge.target, word, readable_px, QUIET)


def _draw_band(
    canvas: Canvas, gauge: Gauge, box: Box, centre: tuple[float, float], radius: float, thickness: float
) -> None:
    """A pale, see-through line over the part of the arc in which the true value lies, 95 % likely."""
    start_deg, end_deg = (turn_deg(gauge, gauge.value + error) for error in (-gauge.error, gauge.error))
    if gauge.error <= 0 or start_deg == end_deg:
        return
    region = canvas.pixels[box.y : box.bottom, box.x : box.right]
    without = region.copy()
    arc(canvas.pixels, centre, radius, thickness * BAND_THICKNESS, start_deg, end_deg, TEXT)
    cv2.addWeighted(region, BAND_OPACITY, without, 1 - BAND_OPACITY, 0.0, dst=region)


def _target_marks(gauge: Gauge) -> list[float]:
    if not math.isfinite(gauge.target_value):
        return []
    end = END_DEG / FULL_SCALE
    return [-end, end] if gauge.sided or gauge.two_ended else [turn_deg(gauge, gauge.target_value)]
