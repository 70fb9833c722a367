"""What the outline of the body tells: how far the silhouette reaches to either side of a line through the trunk."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

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
    points, start, end = (np.asarray(value, np.float64) for value in (outline_px, lower, upper))
    levels = np.asarray(heights, np.float64)
    unknown = np.full(levels.shape, np.nan)
    along = end - start
    squared = float(along @ along)
    if not squared > 0 or not np.isfinite(points).all():
        return unknown, unknown.copy()
    across = facing * np.array([-along[1], along[0]])
    height = (points - start) @ along / squared
    reach = (points - start) @ across / squared
    level, left, right = _stretches(height, reach, levels)
    return _nearest(level, left, right, levels.size)


def _stretches(height: Floats, reach: Floats, levels: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Every stretch of the silhouette at every level: the level's index and both ends.

    An edge that touches a level with its upper end does not count, so a closed outline crosses every level an even
    number of times, and its crossings in order are the ends of stretches, two by two.
    """
    next_height, next_reach = np.append(height[1:], height[:1]), np.append(reach[1:], reach[:1])
    level, edge = np.nonzero((height <= levels[:, None]) != (next_height <= levels[:, None]))
    part = (levels[level] - height[edge]) / (next_height[edge] - height[edge])
    crossing = reach[edge] + part * (next_reach[edge] - reach[edge])
    order = np.lexsort((crossing, level))
    ends = crossing[order].reshape(-1, 2)
    return level[order][::2], ends[:, 0], ends[:, 1]


def _nearest(level: NDArray[np.intp], left: Floats, right: Floats, count: int) -> tuple[Floats, Floats]:
    """At each level the stretch that holds the chord or lies nearest to it, as (front, back) reaches."""
    distance = np.maximum(np.maximum(left, -right), 0.0)
    order = np.lexsort((distance, level))
    chosen = order[np.append(True, np.diff(level[order]) > 0)[: order.size]]
    front, back = np.full(count, np.nan), np.full(count, np.nan)
    front[level[chosen]], back[level[chosen]] = right[chosen], -left[chosen]
    return front, back
