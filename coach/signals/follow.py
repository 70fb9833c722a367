"""Stays with one person: notices when the pose jumps to somebody else."""

from __future__ import annotations

from enum import Enum
from math import isnan

from coach.signals.body import Body, Point, distance

JUMP_TRUNKS = 0.6
"""Least jump of the hips between two frames that is another person, in trunk lengths (chosen: the hips of the rendered
exercises move by less than 0.1 between two frames at 6 frames a second)."""

TRUNKS_PER_S = 2.0
"""How much further a person may have gone for every second in which nobody was seen (chosen: a brisk step aside)."""

SIZE_RATIO = 1.45
"""Change of the trunk's length from one frame to the next that is another person (chosen: bending towards the camera
changes it slowly)."""

SETTLE_S = 3.0
"""How long somebody else must stay before the coach takes them for the person to be followed (chosen)."""

SLIP_S = 0.12
"""A jump from somebody else and back within this time is a slip of the model (chosen: three frames of 30 a second)."""


class Following(Enum):
    """Whose pose this is."""

    SAME = "same"
    JUMPED = "jumped"
    OTHER = "other"
    SLIPPED = "slipped"
    BACK = "back"
    SETTLED = "settled"


class Follow:
    """Compares each pose with the last one of the person being followed."""

    def __init__(self) -> None:
        self._own: tuple[float, Point, float] | None = None
        self._other: tuple[float, Point, float] | None = None
        self._other_since_s = 0.0
        self._before: tuple[tuple[float, Point, float], float] | None = None

    def update(self, time_s: float, body: Body) -> Following:
        """JUMPED when the pose has become somebody else's, OTHER while it is, BACK or SETTLED at the end of it.

        JUMPED again where it becomes another one's still, as at every cut of a clip, and SLIPPED where that was a slip.
        """
        now = _place(time_s, body)
        if now is None:
            return Following.OTHER if self._other else Following.SAME
        if self._own is None:
            self._own = now
            return Following.SAME
        if self._other is None:
            if _same(self._own, now):
                self._own = now
                return Following.SAME
            self._other, self._other_since_s = now, time_s
            return Following.JUMPED
        if _same(self._own, now, still=True):
            self._own, self._other = now, None
            return Following.BACK
        if not _same(self._other, now):
            return self._jumped_on(time_s, now)
        self._other = now
        if time_s - self._other_since_s >= SETTLE_S:
            self._own, self._other = now, None
            return Following.SETTLED
        return Following.OTHER

    def _jumped_on(self, time_s: float, now: tuple[float, Point, float]) -> Following:
        """From somebody else to another one still, unless it is the one from before a slip."""
        before, since_s = self._before if self._before is not None else (None, 0.0)
        self._before = None
        if before is not None and time_s - before[0] <= SLIP_S and _same(before, now):
            self._other, self._other_since_s = now, since_s
            return Following.SLIPPED
        assert self._other is not None
        self._before = self._other, self._other_since_s
        self._other, self._other_since_s = now, time_s
        return Following.JUMPED

    def settle(self) -> None:
        """Whoever is seen now is the person to be followed."""
        if self._other is not None:
            self._own, self._other, self._before = self._other, None, None


def _place(time_s: float, body: Body) -> tuple[float, Point, float] | None:
    hips, trunk = body.centre("hip"), body.trunk()
    if isnan(hips[0]) or isnan(trunk):
        return None
    return time_s, hips, trunk


def _same(before: tuple[float, Point, float], now: tuple[float, Point, float], *, still: bool = False) -> bool:
    gap_s = 0.0 if still else now[0] - before[0]
    reach = JUMP_TRUNKS + TRUNKS_PER_S * min(gap_s, 2.0)
    if distance(before[1], now[1]) > reach * max(before[2], now[2]):
        return False
    return gap_s > 0.5 or 1 / SIZE_RATIO < now[2] / max(before[2], 1e-6) < SIZE_RATIO
