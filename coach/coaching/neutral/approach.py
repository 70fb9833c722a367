"""When somebody comes nearer or goes away: whoever does walks somewhere, and takes no steps on the spot."""

from __future__ import annotations

from math import exp, inf, isnan, log, nan
from typing import Final

from coach.signals.body import Body

LATELY_S: Final = 0.4
UNTIL_LATELY_S: Final = 2.5
GROWS: Final = 0.06
GROWS_S: Final = 1.3
"""Whoever steps and looks larger or smaller lately than until lately, with these time constants, by more than that share and
for so long comes nearer or goes away (chosen: three people who walk towards the camera do for 3.7 s, four who step in place for
1.15 s at most; a fifth does for 4 s, so that high steps count all the same)."""

BEFORE_S: Final = 1.2
"""So long before that they set out (chosen: with these time constants it is 0.7 s of somebody who looks 25 % larger every
second, 1.3 s of 10 %, 1.8 s of 7 %)."""

AT_ONCE: Final = 0.1
"""From so large a share on a change of size from one pose to the next is none of somebody who walks (chosen: people who run on
the spot look up to 9 % larger or smaller)."""


class Approach:
    """Feed it every pose of somebody upright, in order of time; what was fed before may be asked about with hindsight."""

    def __init__(self) -> None:
        self._lately = self._until_lately = self._size = nan
        self._time_s = -inf
        self._even_s = 0.0
        self._ways: list[list[float]] = []

    def update(self, time_s: float, body: Body) -> None:
        """Go on by one body; one that was seen already changes nothing."""
        trunk = body.trunk()
        if time_s <= self._time_s or isnan(trunk):
            return
        size, passed_s, self._time_s = log(trunk), time_s - self._time_s, time_s
        if isnan(self._lately):
            self._lately = self._until_lately = self._size = size
            self._even_s = time_s
        if abs(size - self._size) > AT_ONCE:
            # The picture was framed anew: nobody walks so far from one pose to the next.
            self._lately += size - self._size
            self._until_lately += size - self._size
        self._size = size
        self._lately += (size - self._lately) * (1 - exp(-passed_s / LATELY_S))
        self._until_lately += (size - self._until_lately) * (1 - exp(-passed_s / UNTIL_LATELY_S))
        if abs(self._lately - self._until_lately) <= GROWS:
            self._even_s = time_s
        elif time_s - self._even_s >= GROWS_S:
            self._go_on(self._even_s - BEFORE_S, time_s)

    def _go_on(self, from_s: float, until_s: float) -> None:
        if self._ways and self._ways[-1][1] >= from_s:
            self._ways[-1][1] = until_s
        else:
            self._ways.append([from_s, until_s])

    @property
    def seen(self) -> bool:
        """Whether somebody was on the way at any time."""
        return bool(self._ways)

    def at(self, time_s: float) -> bool:
        """Whether somebody was on the way then, as far as it is known by now."""
        return any(from_s <= time_s <= until_s for from_s, until_s in reversed(self._ways))
