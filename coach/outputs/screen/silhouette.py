"""The silhouette to step into: how to stand, sit or lie to the camera before an exercise begins. Plain values in."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.outputs.screen.palette import REACHED, TEXT, TRACK, Colour
from coach.values import Placed

Figure = tuple[tuple[tuple[float, float], ...], ...]
"""Limbs as lines of points, in heights of the figure: x from its middle, y down from its top; the head comes apart."""

HEAD_RADIUS: Final = 0.075
LIMB: Final = 0.085
"""Thickness of a limb, in heights of the figure; chosen."""

_STANDING_FACING: Final[Figure] = (
    ((-0.11, 0.22), (0.11, 0.22), (0.08, 0.50), (-0.08, 0.50), (-0.11, 0.22)),
    ((0.0, 0.12), (0.0, 0.50)),
    ((-0.11, 0.22), (-0.17, 0.38), (-0.18, 0.53)),
    ((0.11, 0.22), (0.17, 0.38), (0.18, 0.53)),
    ((-0.06, 0.50), (-0.07, 0.73), (-0.07, 0.96)),
    ((0.06, 0.50), (0.07, 0.73), (0.07, 0.96)),
)
_STANDING_SIDE: Final[Figure] = (
    ((0.0, 0.12), (0.01, 0.30), (-0.01, 0.30), (0.01, 0.51)),
    ((0.0, 0.22), (-0.01, 0.37), (-0.03, 0.52)),
    ((0.0, 0.51), (-0.01, 0.73), (0.0, 0.95), (-0.07, 0.96)),
)
_SEATED_FACING: Final[Figure] = (
    ((-0.15, 0.28), (0.15, 0.28), (0.11, 0.62), (-0.11, 0.62), (-0.15, 0.28)),
    ((0.0, 0.16), (0.0, 0.62)),
    ((-0.15, 0.28), (-0.20, 0.45), (-0.13, 0.60)),
    ((0.15, 0.28), (0.20, 0.45), (0.13, 0.60)),
    ((-0.10, 0.62), (-0.12, 0.68), (-0.12, 0.96)),
    ((0.10, 0.62), (0.12, 0.68), (0.12, 0.96)),
)
_SEATED_SIDE: Final[Figure] = (
    ((0.07, 0.16), (0.08, 0.62)),
    ((0.08, 0.29), (0.05, 0.46), (-0.10, 0.52)),
    ((0.08, 0.62), (-0.20, 0.62), (-0.20, 0.95), (-0.28, 0.96)),
)
_LYING: Final[Figure] = (
    ((-0.50, 0.79), (0.08, 0.82)),
    ((-0.36, 0.81), (-0.14, 0.86), (0.02, 0.86)),
    ((0.08, 0.82), (0.38, 0.52), (0.56, 0.84), (0.66, 0.80)),
)
_ALL_FOURS: Final[Figure] = (
    ((-0.44, 0.35), (-0.34, 0.40), (0.22, 0.44)),
    ((-0.34, 0.40), (-0.34, 0.84), (-0.42, 0.85)),
    ((0.22, 0.44), (0.24, 0.84), (0.56, 0.85)),
)
_FEET_FIRST: Final[Figure] = (
    ((-0.15, 0.36), (0.15, 0.36), (0.13, 0.60), (-0.13, 0.60), (-0.15, 0.36)),
    ((0.0, 0.36), (0.0, 0.60)),
    ((-0.15, 0.38), (-0.34, 0.44), (-0.48, 0.46)),
    ((0.15, 0.38), (0.34, 0.44), (0.48, 0.46)),
    ((-0.09, 0.60), (-0.12, 0.46), (-0.11, 0.88)),
    ((0.09, 0.60), (0.12, 0.46), (0.11, 0.88)),
)

_FIGURES: Final[dict[str, tuple[Figure, tuple[float, float], float]]] = {
    "standing-front": (_STANDING_FACING, (0.0, 0.09), 0.86),
    "standing-side": (_STANDING_SIDE, (-0.01, 0.09), 0.86),
    "seated-front": (_SEATED_FACING, (0.0, 0.13), 0.80),
    "seated-side": (_SEATED_SIDE, (0.06, 0.13), 0.80),
    "lying-side": (_LYING, (-0.54, 0.79), 0.62),
    "all-fours-side": (_ALL_FOURS, (-0.47, 0.34), 0.62),
    "lying-feet-end": (_FEET_FIRST, (0.0, 0.24), 0.80),
}
"""By position and view: the limbs, the middle of the head, and the figure's height as a share of the picture's."""


def draw_silhouette(picture: NDArray[np.uint8], placed: Placed, *, faces_right: bool = False) -> None:
    """Draws the outline to step into on a picture, in place: pale while something is wrong, else in the colour of success.

    Nothing where there is none for the position and view. picture: uint8 (H, W, 3) BGR, mirrored or not. faces_right: to
    which side of it somebody who is seen from the side looks, or lies with the head.
    """
    found = _FIGURES.get(f"{placed.position}-{placed.view}")
    if found is None or not picture.size:
        return
    figure, head, share = found
    height, width = picture.shape[:2]
    size = min(height * share, width * share)
    turned = faces_right and placed.view == "side"
    mask = np.zeros((height, width), np.uint8)

    def at(x: float, y: float) -> tuple[int, int]:
        return round(width / 2 + (-x if turned else x) * size), round((height - size) / 2 + y * size)

    for limb in figure:
        points = np.array([at(x, y) for x, y in limb], np.int32)
        cv2.polylines(mask, [points], False, 255, max(2, round(LIMB * size)), cv2.LINE_AA)
        if limb[0] == limb[-1]:
            cv2.fillPoly(mask, [points], 255)
    cv2.circle(mask, at(*head), max(2, round(HEAD_RADIUS * size)), 255, -1, cv2.LINE_AA)
    edges, _ = cv2.findContours((mask > 127).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    colour: Colour = REACHED if placed.well_s > 0 else TEXT
    thick = max(2, round(height / 180))
    cv2.drawContours(picture, edges, -1, TRACK.bgr, thick * 3, cv2.LINE_AA)
    cv2.drawContours(picture, edges, -1, colour.bgr, thick, cv2.LINE_AA)
