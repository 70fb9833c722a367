"""Frame times out of what a video file reports, whatever it reports."""

from __future__ import annotations

import math
from typing import Final

SLOWEST_HZ: Final = 0.1
"""Frame rates below this are taken for nonsense (chosen: a frame in ten seconds shows no movement)."""

FASTEST_HZ: Final = 1000.0
"""Frame rates above this are taken for nonsense (chosen: no camera that films people comes near)."""


def is_sane_rate(rate_hz: float) -> bool:
    """Whether a declared frame rate can be true; infinite, NaN, zero and negative ones cannot."""
    return SLOWEST_HZ <= rate_hz <= FASTEST_HZ


class FrameTimes:
    """Turns reported times into strictly increasing ones, 0 at the first frame, in whole microseconds.

    A frame whose reported time is missing or not after the frame before gets the time of that frame plus the last good
    interval, at first ``interval_s``. So a file without times runs at its declared rate, and a variable rate is
    followed.
    """

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._first_s = math.nan
        self._last_s: float | None = None

    def next(self, reported_s: float) -> float:
        """The time in seconds of the next frame, which the file reports to be at reported_s (NaN when it does not)."""
        if self._last_s is None:
            self._first_s = reported_s if math.isfinite(reported_s) else 0.0
            self._last_s = 0.0
            return 0.0
        time_s = round(reported_s - self._first_s, 6) if math.isfinite(reported_s) else math.nan
        if time_s > self._last_s:
            self._interval_s = time_s - self._last_s
        else:
            time_s = round(self._last_s + self._interval_s, 6)
        self._last_s = time_s
        return time_s
