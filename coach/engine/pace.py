"""How many poses a second there are, by their own times: what happens between two of them, nobody can tell."""

from __future__ import annotations

from collections import deque
from math import inf
from typing import Final

WINDOW_S: Final = 2.0
"""Over so long a time they are counted (chosen: longer than a hiccup)."""

BACK_AT: Final = 1.2
"""How many times as many as are needed must come before what was left untold is told again, so that it does not change from
moment to moment (chosen)."""


class Pace:
    """Counts the poses of the last WINDOW_S seconds. per_s is infinite until as much time has been seen."""

    def __init__(self) -> None:
        self._times: deque[float] = deque()
        self.per_s = inf

    def update(self, time_s: float) -> None:
        """One pose more."""
        times = self._times
        if times and time_s - times[-1] > WINDOW_S:
            # A pause of the source is no slowness of it.
            times.clear()
        times.append(time_s)
        while time_s - times[0] > WINDOW_S:
            times.popleft()
        spanned_s = time_s - times[0]
        if spanned_s > 0.75 * WINDOW_S:
            self.per_s = (len(times) - 1) / spanned_s

    def shows(self, needed_per_s: float, *, shown: bool) -> bool:
        """Whether there are enough. shown: whether there were before."""
        return self.per_s >= needed_per_s * (1.0 if shown else BACK_AT) - 1e-6
