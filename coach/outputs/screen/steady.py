"""What keeps the screen calm: things that appear stay long enough to be read, and figures do not tremble.

All by frame time, so that a slow machine shows the same. Time that runs back (another source, a replay from the start)
begins anew.
"""

from __future__ import annotations

import math
from typing import Final, Generic, TypeVar

Shown = TypeVar("Shown")

LEAST_S: Final = 0.5
"""What appears stays at least this long; chosen, about what the eye needs to find and take in a word."""

TREMBLE: Final = 0.9
"""A number on the screen changes when the measure is this far from it; chosen, so that noise of tenths is still."""


class Lingering(Generic[Shown]):
    """Something that is shown, or None. It stays for least_s before it goes or gives way to something else."""

    def __init__(self, least_s: float = LEAST_S) -> None:
        self._least_s = least_s
        self._shown: Shown | None = None
        self._since_s = -math.inf

    @property
    def shown(self) -> Shown | None:
        """What is shown since the last update."""
        return self._shown

    def update(self, time_s: float, wanted: Shown | None, *, at_once: bool = False) -> Shown | None:
        """What to show now. at_once: what is wanted need not wait for what is there."""
        elapsed_s = time_s - self._since_s
        may_change = self._shown is None or at_once or not 0 <= elapsed_s < self._least_s
        if wanted != self._shown and may_change:
            self._shown = wanted
            self._since_s = time_s
        return self._shown


class SteadyFigure:
    """A measure and the whole number shown for it. Unknown moments shorter than LEAST_S show the last value."""

    def __init__(self) -> None:
        self._value = math.nan
        self._known_s = -math.inf
        self._number: int | None = None

    def update(self, time_s: float, value: float) -> tuple[float, int | None]:
        """The value to draw (NaN when unknown) and the number to write (None when unknown)."""
        if math.isfinite(value):
            self._value, self._known_s = value, time_s
            if self._number is None or abs(value - self._number) >= TREMBLE:
                self._number = round(value)
        elif not 0 <= time_s - self._known_s < LEAST_S:
            self._value, self._number = math.nan, None
        return self._value, self._number


class HoldSeconds:
    """The seconds of the hold under way. A short hold stays visible for LEAST_S, a finished one for FINISHED_S."""

    FINISHED_S: Final = 1.0
    """How long a full ring stays after the hold; chosen."""

    def __init__(self) -> None:
        self._hold_s = 0.0
        self._until_s = -math.inf

    def update(self, time_s: float, hold_s: float, target_s: float) -> float:
        """The seconds to show, 0 when no hold is under way and none was just now."""
        if hold_s > 0:
            begins = self._hold_s == 0 or hold_s < self._hold_s
            if hold_s >= target_s:
                self._until_s = time_s + self.FINISHED_S
            elif begins:
                self._until_s = time_s + LEAST_S
            self._hold_s = hold_s
        elif not self._until_s - self.FINISHED_S <= time_s < self._until_s:
            self._hold_s = 0.0
        return self._hold_s
