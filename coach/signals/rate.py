"""How fast a measure changes."""

from __future__ import annotations

from collections import deque
from math import isfinite, nan

WINDOW_S = 0.4
"""Length of the window over which the slope is taken (chosen: shorter and the landmarks' jitter looks like movement,
longer and the start of a hold is noticed late)."""

GAP_S = 0.2
"""Longest time without a known value over which the slope goes on (chosen: half the window; of a step lasting 0.4 s one frame
unseen hid the whole)."""


class Rate:
    """Least-squares slope of the last WINDOW_S seconds of one measure, in its unit per second.

    Unknown (NaN) until the values reach back over half the window, while the value is, and after values that were unknown for
    longer than GAP_S until they do again.
    """

    def __init__(self, window_s: float = WINDOW_S) -> None:
        self._window_s = window_s
        self._points: deque[tuple[float, float]] = deque()
        self._gap = False
        self.now = nan

    def update(self, time_s: float, value: float) -> float:
        """Add one value at its frame time; returns the slope, signed."""
        if not isfinite(value):
            self._gap = True
            self.now = nan
            return nan
        if self._gap and self._points and time_s - self._points[-1][0] > GAP_S + 1e-9:
            self._points.clear()
        self._gap = False
        self._points.append((time_s, value))
        while self._points[0][0] < time_s - self._window_s - 1e-9:
            self._points.popleft()
        self.now = self._slope()
        return self.now

    def _slope(self) -> float:
        points = self._points
        if points[-1][0] - points[0][0] < self._window_s / 2:
            return nan
        count = len(points)
        mean_t = sum(t for t, _ in points) / count
        mean_v = sum(v for _, v in points) / count
        spread = sum((t - mean_t) ** 2 for t, _ in points)
        return sum((t - mean_t) * (v - mean_v) for t, v in points) / spread
