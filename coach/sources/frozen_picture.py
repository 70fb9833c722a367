"""Notices a picture that stands still: the very same one again and again, as from a stream that hangs."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

STILL_S: Final = 0.5
"""The very same picture for longer than this is no live picture any more (chosen: in no sample does one last 0.2 s)."""

LIKE: Final = 4
"""How far a value may differ, of 255, in a picture that is the same (chosen: encoding one picture again and again changes it
by up to 4; a person who holds still, and a camera's noise, change some pixel by more within 0.2 s)."""

_ACROSS: Final = 160
"""So many pixels are looked at across the picture (chosen: enough to see any movement of a person, and costs little)."""


class Stills:
    """Looks at one picture after the other; ``update`` says whether it has stood still for longer than ``STILL_S``.

    lost_s: how long pictures stood still beyond that, all together. longest_s, longest_from_s: the longest time that one
    stood still as a whole, and when it began.
    """

    def __init__(self) -> None:
        self._first: NDArray[np.uint8] | None = None
        self._since_s = 0.0
        self._last_s = 0.0
        self.lost_s = 0.0
        self.longest_s = 0.0
        self.longest_from_s = 0.0

    def update(self, time_s: float, picture: NDArray[np.uint8]) -> bool:
        """Go on by one picture."""
        step = max(1, picture.shape[1] // _ACROSS)
        sample = np.ascontiguousarray(picture[::step, ::step])
        first = self._first
        if first is None or first.shape != sample.shape or cv2.norm(first, sample, cv2.NORM_INF) > LIKE:
            self._first, self._since_s = sample, time_s
        gap_s, self._last_s = time_s - self._last_s, time_s
        stood_s = time_s - self._since_s
        if stood_s <= STILL_S:
            return False
        self.lost_s += min(gap_s, stood_s - STILL_S)
        if stood_s > self.longest_s:
            self.longest_s, self.longest_from_s = stood_s, self._since_s
        return True
