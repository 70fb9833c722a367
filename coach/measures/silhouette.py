"""What the outline of the body tells: how far the silhouette reaches to either side of a line through the trunk."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coach.signals.body import Body, Point
from coach.signals.contour import Contour, contour_of

Floats = NDArray[np.float64]

HEIGHTS: Floats = np.linspace(-0.1, 1.1, 32)
"""Where the learned reading looks, hip midpoint (0) to shoulder midpoint (1). Chosen: a little beyond both ends."""


def profile(
    outline_px: ArrayLike, lower: ArrayLike, upper: ArrayLike, heights: ArrayLike = HEIGHTS, *, facing: int = 1
) -> tuple[Floats, Floats]:
    """How far the silhouette reaches to the front and to the back of the chord from ``lower`` to ``upper``.

    outline_px: (K, 2) corners of the closed outline, in square pixels, y downwards.
    lower, upper: (2,) ends of the chord, in the same pixels, as hip midpoint and shoulder midpoint.
    heights: (H,) places along the chord, 0 at ``lower`` and 1 at ``upper``; beyond both ends is allowed.
    facing: +1 where the person faces the picture's right (front = right of an upright chord), -1 where the left.

    Returns (front, back), each (H,), in lengths of the chord. Taken is the one stretch of the silhouette across the
    chord that holds the chord, or lies nearest to it; a reach is negative where that stretch ends before it comes to
    the chord. NaN where the silhouette does not come to that height, and throughout when the chord has no length or a
    point is unknown.
    """
    contour = Contour(*(np.asarray(value, np.float64) for value in (outline_px, lower, upper)))
    return _facing(contour, np.asarray(heights, np.float64), facing)


def profile_of(body: Body, heights: Floats, facing: int, lower: Point, upper: Point) -> tuple[Floats, Floats]:
    """The same of a body that has an outline, whose chord is seen from once for all measures that ask."""
    return _facing(contour_of(body, lower, upper), heights, facing)


def _facing(contour: Contour, levels: Floats, facing: int) -> tuple[Floats, Floats]:
    right, left = contour.reaches(levels)
    return (right, left) if facing > 0 else (left, right)
