"""The course of the exercise's measure in each repetition, short enough to be stored with it."""

from __future__ import annotations

from collections import deque
from itertools import takewhile
from math import isfinite, nan
from typing import Final

from coach.values import Rep

POINTS: Final = 41
"""How many values a repetition's course is stored with: forty even steps (chosen: a line of that many looks smooth)."""

LONGEST_S: Final = 600.0
"""How far back the measure is remembered (chosen: the longest hold that a dose allows)."""

LONGEST_GAP_S: Final = 0.5
"""Across how long a time without a value the course is still drawn on (chosen: single frames are missed)."""

_FIGURES: Final = 3
"""Significant figures that are kept: more than any measure is good for."""


class CurveRecorder:
    """Remembers the measure frame by frame, and cuts a repetition's course out of it."""

    def __init__(self) -> None:
        self._course: deque[tuple[float, float]] = deque()

    def update(self, time_s: float, gauge: float) -> None:
        """The measure of one frame, NaN where it is not known; times do not go back."""
        self._course.append((time_s, gauge))
        while time_s - self._course[0][0] > LONGEST_S:
            self._course.popleft()

    def forget(self) -> None:
        """Begins anew, as with another exercise."""
        self._course.clear()

    def curve(self, rep: Rep) -> tuple[float, ...]:
        """POINTS values at even times from the repetition's start to its end, NaN where not known; empty where none is."""
        since_s = rep.start_s - LONGEST_GAP_S
        newest = takewhile(lambda point: point[0] >= since_s, reversed(self._course))
        known = [point for point in newest if isfinite(point[1])]
        if len(known) < 2 or not rep.start_s < rep.end_s:
            return ()
        import numpy as np  # not above: what only reads the record does without

        times, values = np.array(known[::-1]).T
        wanted = np.linspace(rep.start_s, rep.end_s, POINTS)
        after = np.searchsorted(times, wanted).clip(0, len(times) - 1)
        before = (np.searchsorted(times, wanted, side="right") - 1).clip(0, len(times) - 1)
        gap = np.maximum(np.abs(wanted - times[before]), np.abs(times[after] - wanted))
        drawn = np.where(gap <= LONGEST_GAP_S, np.interp(wanted, times, values), nan)
        if not np.isfinite(drawn).any():
            return ()
        return tuple(float(f"{value:.{_FIGURES}g}") for value in drawn.tolist())
