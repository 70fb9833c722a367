"""The body in the picture: bones and joints, mirrored along with it; and the silhouette where there is no picture."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.landmarks import BONES, GROUPS, NAMES
from coach.outputs.screen.palette import ATTENTION, BODY, BONE, HALO, PROGRESS, WARNING, Colour
from coach.outputs.screen.shapes import Pixels, disc, polygon, stroke
from coach.values import LowBackLevel, Pose

SEEN_FROM: Final = 0.5
"""Landmarks of a lower visibility are not drawn; chosen."""

TRUNK: Final = frozenset({"left_shoulder", "right_shoulder", "left_hip", "right_hip"})
"""What changes its colour while the movement goes to the low back."""

_LOW_BACK_LOOKS: Final[dict[LowBackLevel, Colour]] = {"hint": ATTENTION, "warning": WARNING}

_JOINTS: Final = tuple(dict.fromkeys(name for bone in BONES for name in bone))


def mirrored_points(pose: Pose, width: int, height: int) -> NDArray[np.float64]:
    """Where each landmark lies in the mirrored picture, (33, 2) in its pixels; NaN where it is not to be drawn."""
    points = np.column_stack([(1.0 - pose.image[:, 0]) * width, pose.image[:, 1] * height]).astype(np.float64)
    points[~(pose.visibility >= SEEN_FROM)] = np.nan
    # Far outside the picture, OpenCV's fixed-point coordinates would overflow.
    return np.clip(points, (-width, -height), (2 * width, 2 * height))


def draw_outline(pixels: Pixels, pose: Pose) -> None:
    """Fills the silhouette on the mirrored picture."""
    if pose.outline is None or len(pose.outline) < 3:
        return
    height, width = pixels.shape[:2]
    mirrored = np.column_stack([(1.0 - pose.outline[:, 0]) * width, pose.outline[:, 1] * height]).astype(np.float64)
    if np.isfinite(mirrored).all():
        polygon(pixels, mirrored, BODY)


def draw_skeleton(pixels: Pixels, pose: Pose, highlight: Iterable[str], *, low_back: LowBackLevel) -> None:
    """Draws bones and joints on the mirrored picture (``pixels`` is that picture, so that nothing leaves it).

    highlight: landmark groups to draw thicker and in colour. low_back: whether the trunk is drawn in the
    warning's red or in its hint's amber.
    """
    height, width = pixels.shape[:2]
    points = mirrored_points(pose, width, height)
    thickness = max(2.0, min(width, height) / 150)
    emphasised = {name for group in highlight for name in GROUPS.get(group, ())}
    at = {name: (x, y) for name, (x, y) in zip(NAMES, points.tolist(), strict=True) if math.isfinite(x + y)}
    seen = [
        (at[start], at[end], _look(start, end, emphasised, low_back))
        for start, end in BONES
        if start in at and end in at
    ]
    joints = [(at[name], _look(name, name, emphasised, low_back)) for name in _JOINTS if name in at]
    for start, end, (_, weight) in seen:
        stroke(pixels, start, end, thickness * (weight + 1.0), HALO)
    for point, (_, weight) in joints:
        disc(pixels, point, thickness * (weight + 0.5), HALO)
    for start, end, (colour, weight) in seen:
        stroke(pixels, start, end, thickness * weight, colour)
    for point, (colour, weight) in joints:
        disc(pixels, point, thickness * weight, colour)


def draw_picture(pixels: Pixels, image: NDArray[np.uint8]) -> None:
    """Fills ``pixels`` with the picture, scaled and mirrored: people know themselves from the mirror."""
    height, width = pixels.shape[:2]
    if image.shape[1] * image.shape[0] > width * height:
        cv2.flip(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), 1, dst=pixels)
    else:
        cv2.resize(cv2.flip(image, 1), (width, height), dst=pixels, interpolation=cv2.INTER_LINEAR)


def _look(start: str, end: str, emphasised: set[str], low_back: LowBackLevel) -> tuple[Colour, float]:
    """Colour and weight of the bone between two landmarks."""
    if low_back != "none" and start in TRUNK and end in TRUNK:
        return _LOW_BACK_LOOKS[low_back], 1.7
    if start in emphasised and end in emphasised:
        return PROGRESS, 1.7
    return BONE, 1.0
