"""Times a hold: begun, complete, let go."""

from __future__ import annotations

from enum import Enum
from math import isnan, sqrt

EPSILON_S = 1e-6

LONGEST_SETTLING_S = 0.5
"""Upper bound of what settling takes (chosen)."""


def settling_s(size: float, top_speed: float, slow: float) -> float:
    """How long a movement still goes on after it has become slower than ``slow`` until it is at rest, seconds.

    size: how far it went, in the measure's unit; top_speed: its highest speed on the way, slow: the speed below which
    it counts as held, both in that unit per second. People move from rest to rest along a minimum-jerk course
    (Flash and Hogan 1985): at time x of its length T the speed is 30 x² (1-x)² size / T, at most 1.875 size / T.
    0 where the figures do not allow a course like that.
    """
    if isnan(top_speed) or isnan(size) or size <= 0 or top_speed <= slow or slow <= 0:
        return 0.0
    course_s = 1.875 * size / top_speed
    product = sqrt(slow * course_s / (30 * size))
    if product >= 0.25:
        return 0.0
    rest = (1 - sqrt(1 - 4 * product)) / 2
    return min(LONGEST_SETTLING_S, rest * course_s)


TOLERANCE_S = 0.2
"""By how much a hold may seem too short and still be complete: what its timing is uncertain by, in the person's favour
(chosen as what holds are to be timed to)."""


class HoldChange(Enum):
    """What a frame did to the hold."""

    NONE = "none"
    COMPLETED = "completed"
    LET_GO = "let go"


class Hold:
    """One hold from its start until it is let go.

    A lapse shorter than grace_s is part of the hold; a longer one ended it where the lapse began. While it cannot be
    seen whether the target is held (unknown), nothing is decided; if it is then no longer held, it ended where it was last
    seen to be. settling_s is taken off where movement ended it: it is slow again before it is seen to leave.
    """

    def __init__(self, start_s: float, target_s: float, grace_s: float, settling_s: float = 0.0) -> None:
        self.start_s = start_s
        self.target_s = target_s
        self._grace_s = grace_s
        self._settling_s = settling_s
        self._lapse_s: float | None = None
        self._lapsed_still = False
        self._now_s = start_s
        self._unknown = False
        self.complete = False

    @property
    def over_s(self) -> float:
        """When it was let go, or now."""
        return self._now_s if self._lapse_s is None else self._lapse_s

    @property
    def length_s(self) -> float:
        """How long it has lasted, up to the lapse if one is under way."""
        settling_s = 0.0 if self._lapse_s is None or self._lapsed_still else self._settling_s
        return max(0.0, self.over_s - settling_s - self.start_s)

    def update(self, time_s: float, staying: bool | None, *, still: bool = False) -> HoldChange:
        """Go on to the next frame. still: whether it is at rest all the same where it is no longer staying."""
        if staying is None:
            self._unknown = True
            return HoldChange.NONE
        if staying:
            self._lapse_s = None
        elif self._lapse_s is None:
            self._lapse_s = self._now_s if self._unknown else time_s
            self._lapsed_still = still
        self._now_s = time_s
        self._unknown = False
        if self._lapse_s is not None and time_s - self._lapse_s >= self._grace_s - EPSILON_S:
            return HoldChange.LET_GO
        if staying and not self.complete and self.length_s >= self.target_s - TOLERANCE_S - EPSILON_S:
            self.complete = True
            return HoldChange.COMPLETED
        return HoldChange.NONE
