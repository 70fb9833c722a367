"""The body in the picture: arms and legs, mirrored along with it; and the silhouette where there is no picture."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.landmarks import BONES, GROUPS, NAMES
from coach.outputs.screen.palette import BODY, BONE, HALO, PROGRESS, Colour
from coach.outputs.screen.shapes import Pixels, disc, polygon, stroke
from coach.values import Pose

SEEN_FROM: Final = 0.5
"""Landmarks of a lower visibility are not drawn; chosen."""

THIN: Final = 0.75
"""Limbs are drawn thinner than the spine, which is what the picture is about; chosen."""

_TRUNK: Final = frozenset({"left_shoulder", "right_shoulder", "left_hip", "right_hip"})
_FACE: Final = frozenset({"nose", "left_ear", "right_ear"})

_LIMBS: Final = tuple(bone for bone in BONES if not set(bone) <= _TRUNK and not set(bone) <= _FACE)
_JOINTS: Final = tuple(dict.fromkeys(name for bone in _LIMBS for name in bone))


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


def draw_limbs(pixels: Pixels, pose: Pose, highlight: Iterable[str] = ()) -> None:
    """Draws arms and legs on the mirrored picture (``pixels`` is that picture, so that nothing leaves it): thin and calm.

    highlight: landmark groups to draw thicker and in colour, where the exercise is about a limb.
    """
    height, width = pixels.shape[:2]
    points = mirrored_points(pose, width, height)
    thickness = max(2.0, THIN * min(width, height) / 150)
    emphasised = {name for group in highlight for name in GROUPS.get(group, ())}
    at = {name: (x, y) for name, (x, y) in zip(NAMES, points.tolist(), strict=True) if math.isfinite(x + y)}
    seen = [(at[start], at[end], _look(start, end, emphasised)) for start, end in _LIMBS if start in at and end in at]
    ends = {name for start, end in _LIMBS if start in at and end in at for name in (start, end)}
    joints = [(at[name], _look(name, name, emphasised)) for name in _JOINTS if name in ends]
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


def _look(start: str, end: str, emphasised: set[str]) -> tuple[Colour, float]:
    """Colour and weight of the bone between two landmarks."""
    return (PROGRESS, 1.9) if start in emphasised and end in emphasised else (BONE, 1.0)
