"""Frame times out of what a video file reports, whatever it reports."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

SLOWEST_HZ: Final = 0.1
"""Frame rates below this are taken for nonsense (chosen: a frame in ten seconds shows no movement)."""

FASTEST_HZ: Final = 1000.0
"""Frame rates above this are taken for nonsense (chosen: no camera that films people comes near)."""

LONGEST_GAP_S: Final = 1 / SLOWEST_HZ
"""A longer gap between two frames is no gap: the file's clock jumped."""

AHEAD: Final = 5
"""So many frames ahead are looked at to tell a single wrong time stamp from a gap (chosen: a few may be wrong in a row)."""


def is_sane_rate(rate_hz: float) -> bool:
    """Whether a declared frame rate can be true; infinite, NaN, zero and negative ones cannot."""
    return SLOWEST_HZ <= rate_hz <= FASTEST_HZ


class FrameTimes:
    """Turns reported times into strictly increasing ones, 0 at the first frame, in whole microseconds.

    A frame whose reported time is missing, not after the frame before, after that of a frame that follows it, or further
    away than ``LONGEST_GAP_S`` gets the time of the frame before plus the last good interval, at first ``interval_s``. Where
    the frames after it do not go on from the old times either, the clock was set anew, and they are counted on from here. So a
    file without times runs at its declared rate, a variable rate is followed, and no jump moves what comes after it.

    jumps, first_jump_s: how many times were further off than ``LONGEST_GAP_S`` or out of order by more than a second, and
    at what time the first of them was.
    """

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._origin_s = 0.0
        self._last_s: float | None = None
        self.jumps = 0
        self.first_jump_s = math.nan

    def next(self, reported_s: float, ahead: Sequence[float] = ()) -> float:
        """The time in seconds of the next frame, which the file reports to be at reported_s (NaN when it does not).

        ahead: what it reports of the frames behind it.
        """
        if self._last_s is None:
            self._origin_s = reported_s if math.isfinite(reported_s) else 0.0
            self._last_s = 0.0
            return 0.0
        time_s = self._since_origin(reported_s)
        if self._follows(time_s) and not self._stands_alone(time_s, ahead):
            self._interval_s = time_s - self._last_s
            self._last_s = time_s
            return time_s
        instead_s = round(self._last_s + self._interval_s, 6)
        if math.isfinite(time_s):
            self._note_jump(time_s, instead_s)
            if not any(self._follows(self._since_origin(later)) for later in ahead):
                self._origin_s = reported_s - instead_s
        self._last_s = instead_s
        return instead_s

    def _since_origin(self, reported_s: float) -> float:
        return round(reported_s - self._origin_s, 6) if math.isfinite(reported_s) else math.nan

    def _follows(self, time_s: float) -> bool:
        return self._last_s is not None and self._last_s < time_s <= self._last_s + LONGEST_GAP_S

    def _stands_alone(self, time_s: float, ahead: Sequence[float]) -> bool:
        """Whether a later frame is reported to come before this one, and after the one before."""
        return any(self._follows(later) and later < time_s for later in map(self._since_origin, ahead))

    def _note_jump(self, time_s: float, instead_s: float) -> None:
        if abs(time_s - instead_s) > 1.0:
            self.jumps += 1
            if self.jumps == 1:
                self.first_jump_s = instead_s
