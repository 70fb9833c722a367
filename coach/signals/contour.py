"""The outline of a body as seen from a line through it: how far the silhouette reaches to either side of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.signals.body import Body, Point

Floats = NDArray[np.float64]

_KEPT: Final = 8
"""So many lines of one body are kept at the most; the measures look from two."""


def contour_of(body: Body, lower: Point, upper: Point) -> Contour:
    """The body's outline as seen from that line, worked out once for all who look from it. The body must have an outline."""
    key = (lower, upper)
    found = body.contours.get(key)
    if found is None:
        assert body.outline is not None
        if len(body.contours) >= _KEPT:
            body.contours.clear()
        found = body.contours[key] = Contour(body.outline, np.array(lower), np.array(upper))
    return found


class Contour:
    """A closed outline as seen from the chord from one point to another, for reading it at any height along the chord."""

    def __init__(self, points: Floats, start: Floats, end: Floats) -> None:
        """points: (K, 2) corners of the closed outline; start, end: (2,) the chord; all in square pixels, y downwards."""
        along = end - start
        squared = float(along @ along)
        self._known = squared > 0 and bool(np.isfinite(points).all())
        if not self._known:
            return
        from_start = points - start
        self._height = from_start @ along / squared
        self._reach = from_start @ np.array([-along[1], along[0]]) / squared
        self._next_height = np.concatenate((self._height[1:], self._height[:1]))
        self._next_reach = np.concatenate((self._reach[1:], self._reach[:1]))

    def reaches(self, levels: Floats) -> tuple[Floats, Floats]:
        """How far the silhouette reaches to the right and to the left of the chord, as seen from its start, at each level.

        levels: (H,) places along the chord, 0 at its start and 1 at its end. Returned are (H,) each, in lengths of the
        chord. Taken is the one stretch of the silhouette across the chord that holds the chord, or lies nearest to it; a
        reach is negative where that stretch ends before it comes to the chord. NaN where the silhouette does not come to
        that height, and throughout when the chord has no length or a point is unknown.
        """
        right, left = np.full(levels.size, np.nan), np.full(levels.size, np.nan)
        if not self._known:
            return right, left
        level, starts, ends = self._stretches(levels)
        chosen = _nearest(level, starts, ends)
        at = level[chosen]
        right[at], left[at] = ends[chosen], -starts[chosen]
        return right, left

    def _stretches(self, levels: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
        """Every stretch of the silhouette at every level: the level's index and both ends.

        An edge that touches a level with its upper end does not count, so a closed outline crosses every level an even
        number of times, and its crossings in order are the ends of stretches, two by two.
        """
        below = self._height <= levels[:, None]
        crosses = np.empty_like(below)
        np.not_equal(below[:, :-1], below[:, 1:], out=crosses[:, :-1])
        np.not_equal(below[:, -1], below[:, 0], out=crosses[:, -1])
        level, edge = np.divmod(np.flatnonzero(crosses), self._height.size)
        height, reach = self._height[edge], self._reach[edge]
        part = (levels[level] - height) / (self._next_height[edge] - height)
        crossing = reach + part * (self._next_reach[edge] - reach)
        ends = crossing[np.lexsort((crossing, level))]
        # The levels come in order already, so sorting within them moves none of them.
        return level[::2], ends[::2], ends[1::2]


def _nearest(level: NDArray[np.intp], starts: Floats, ends: Floats) -> NDArray[np.intp]:
    """Of the stretches at each level the number of the one that holds the chord or lies nearest to it."""
    if level.size < 2 or (level[1:] != level[:-1]).all():
        return np.arange(level.size)
    distance = np.maximum(np.maximum(starts, -ends), 0.0)
    order = np.lexsort((distance, level))
    return order[np.concatenate(([True], level[1:] != level[:-1]))]
