"""Smooth shapes that OpenCV has no call for. Each draws on a picture uint8 (H, W, 3) BGR in place."""

from __future__ import annotations

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import EDGE, GROUND, Colour

_SUBPIXEL_BITS: Final = 4
_SUBPIXEL: Final = 1 << _SUBPIXEL_BITS

Pixels = NDArray[np.uint8]


def polygon(pixels: Pixels, points: NDArray[np.float64], colour: Colour) -> None:
    """A filled polygon with smooth edges; points (N, 2) in pixels."""
    fixed = np.round(points * _SUBPIXEL).astype(np.int32)
    cv2.fillPoly(pixels, [fixed], colour.bgr, cv2.LINE_AA, _SUBPIXEL_BITS)


def disc(pixels: Pixels, centre: tuple[float, float], radius: float, colour: Colour) -> None:
    """A filled circle."""
    fixed = (round(centre[0] * _SUBPIXEL), round(centre[1] * _SUBPIXEL))
    cv2.circle(pixels, fixed, max(1, round(radius * _SUBPIXEL)), colour.bgr, -1, cv2.LINE_AA, _SUBPIXEL_BITS)


def stroke(
    pixels: Pixels, start: tuple[float, float], end: tuple[float, float], thickness: float, colour: Colour
) -> None:
    """A line with round ends."""
    first = (round(start[0] * _SUBPIXEL), round(start[1] * _SUBPIXEL))
    last = (round(end[0] * _SUBPIXEL), round(end[1] * _SUBPIXEL))
    cv2.line(pixels, first, last, colour.bgr, max(1, round(thickness)), cv2.LINE_AA, _SUBPIXEL_BITS)


def on_circle(centre: tuple[float, float], radius: float, turn_deg: float) -> tuple[float, float]:
    """The point at turn_deg on a circle: 0 at the top, clockwise positive."""
    turn = math.radians(turn_deg)
    return centre[0] + radius * math.sin(turn), centre[1] - radius * math.cos(turn)


def arc(
    pixels: Pixels,
    centre: tuple[float, float],
    radius: float,
    thickness: float,
    from_deg: float,
    to_deg: float,
    colour: Colour,
) -> None:
    """A band along a circle with round ends; radius is that of its middle line, 0° the top, clockwise positive."""
    if from_deg == to_deg:
        return
    turns = np.radians(np.linspace(from_deg, to_deg, max(3, round(abs(to_deg - from_deg) / 2) + 1)))
    directions = np.column_stack([np.sin(turns), -np.cos(turns)])
    outer = np.asarray(centre) + directions * (radius + thickness / 2)
    inner = np.asarray(centre) + directions[::-1] * (radius - thickness / 2)
    polygon(pixels, np.vstack([outer, inner]), colour)
    for turn_deg in (from_deg, to_deg):
        disc(pixels, on_circle(centre, radius, turn_deg), thickness / 2, colour)


def rounded_box(pixels: Pixels, box: Box, radius: float, colour: Colour) -> None:
    """A filled box with round corners."""
    radius = min(radius, box.width / 2, box.height / 2)
    turns = np.radians(np.linspace(0, 90, 10))
    quarter = np.column_stack([np.sin(turns), -np.cos(turns)]) * radius
    corners = [
        (box.right - 1 - radius, box.y + radius, 0),
        (box.right - 1 - radius, box.bottom - 1 - radius, 1),
        (box.x + radius, box.bottom - 1 - radius, 2),
        (box.x + radius, box.y + radius, 3),
    ]
    points = [np.array([x, y]) + _quarter_turned(quarter, count) for x, y, count in corners]
    polygon(pixels, np.vstack(points), colour)


def tile(pixels: Pixels, box: Box, radius: float, colour: Colour) -> None:
    """A filled box with round corners and a thin light edge, so that it stands off from a ground as dark as itself."""
    edge = max(1, round(min(box.width, box.height) / 90))
    rounded_box(pixels, box, radius, EDGE)
    inner = Box(box.x + edge, box.y + edge, box.width - 2 * edge, box.height - 2 * edge)
    if inner.width > 0 and inner.height > 0:
        rounded_box(pixels, inner, max(0.0, radius - edge), colour)


def tick(pixels: Pixels, box: Box, colour: Colour) -> None:
    """A tick that fills the box's shorter side."""
    side = min(box.width, box.height)
    left, top = box.centre[0] - side / 2, box.centre[1] - side / 2
    corner = (left + side * 0.40, top + side * 0.78)
    stroke(pixels, (left + side * 0.14, top + side * 0.54), corner, side * 0.14, colour)
    stroke(pixels, corner, (left + side * 0.86, top + side * 0.24), side * 0.14, colour)


def pause_bars(pixels: Pixels, box: Box, colour: Colour) -> None:
    """Two upright bars."""
    side = min(box.width, box.height)
    left, top = box.centre[0] - side // 2, box.centre[1] - side // 2
    for share in (0.18, 0.58):
        bar = Box(left + round(side * share), top + round(side * 0.1), round(side * 0.24), round(side * 0.8))
        rounded_box(pixels, bar, side * 0.06, colour)


def stop_sign(pixels: Pixels, box: Box, colour: Colour, mark: Colour) -> None:
    """An octagon with a bar across it."""
    side = min(box.width, box.height)
    corners = [on_circle(box.centre, side * 0.46, turn_deg) for turn_deg in np.arange(22.5, 360, 45)]
    polygon(pixels, np.array(corners), colour)
    left, right = box.centre[0] - side * 0.24, box.centre[0] + side * 0.24
    stroke(pixels, (left, box.centre[1]), (right, box.centre[1]), side * 0.14, mark)


def warning_triangle(pixels: Pixels, box: Box, colour: Colour, mark: Colour) -> None:
    """A triangle with an exclamation mark in it."""
    side = min(box.width, box.height)
    middle, top = box.centre[0], box.centre[1] - side / 2
    corners = [
        (middle, top + side * 0.12),
        (middle + side * 0.46, top + side * 0.86),
        (middle - side * 0.46, top + side * 0.86),
    ]
    polygon(pixels, np.array(corners), colour)
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        stroke(pixels, start, end, side * 0.08, colour)
    stroke(pixels, (middle, top + side * 0.40), (middle, top + side * 0.60), side * 0.10, mark)
    disc(pixels, (middle, top + side * 0.76), side * 0.06, mark)


def darken(region: Pixels, remaining: float) -> None:
    """Mixes the picture with the ground; remaining is the share of it that stays, 0..1."""
    if region.size:
        cv2.convertScaleAbs(region, dst=region, alpha=remaining)
        cv2.add(region, (*(part * (1 - remaining) for part in GROUND.bgr), 0), dst=region)


def _quarter_turned(points: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Points turned clockwise in the picture by count quarter turns about the origin."""
    for _ in range(count):
        points = np.column_stack([-points[:, 1], points[:, 0]])
    return points
