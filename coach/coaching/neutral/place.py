"""Where a person exercises: a movement begins and ends in the same place, or it was a way somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isnan
from typing import Final

from coach.signals.body import Body, Point, distance

HIPS_TRUNKS: Final = 0.3
"""How far the hips may be from the place, in trunk lengths (chosen: 15 cm; one step is more)."""

SHOULDERS_TRUNKS: Final = 0.55
"""The same for the shoulders (chosen: upright enough to have come back may still be 15° bent)."""

NEAR_SIZE: Final = 0.2
"""By what share the trunk may look longer or shorter than there of somebody who steps (chosen: one step towards the camera at
2.5 m is more)."""

SIZES: Final = (0.7, 1.4)
"""How many times as long it may look where somebody comes back from a movement: a camera that frames by itself, or a chair
rolled back meanwhile, is no way somewhere."""

MOVED_S: Final = 0.5
"""After so long a movement (chosen: the shortest repetition of the samples that are no steps lasts 2.7 s)."""

SHIFTED_BY_SIZE: Final = 1.0
"""So many trunk lengths further off the hips may be for each whole that the size is off: a picture framed anew moves what does
not lie in its middle (chosen: hips lie up to one trunk length from it)."""

SETTLED_S: Final = 0.7
"""How long somebody must rest at another place before they exercise there (chosen: nobody who walks stands so long)."""

SETTLED: Final = 0.5
"""Somebody who rests there moves by no more than this share of what they may be off the place (chosen: whoever walks towards
the camera looks larger by a tenth within half a second)."""

FOLLOWS_S: Final = 1.5
"""The place follows somebody who drifts, with this time constant (chosen: who walks at 0.5 m/s is soon too far ahead of it)."""

BREADTHS: Final = 1.5
"""Length of the trunk in breadths of the shoulders, where the hips are not seen (rendered people: 1.25 … 1.67)."""


@dataclass(frozen=True, slots=True)
class _Spot:
    hip: Point
    shoulder: Point
    trunk: float

    @classmethod
    def of(cls, body: Body) -> _Spot:
        trunk = body.trunk()
        if isnan(trunk):
            trunk = BREADTHS * distance(body["left_shoulder"], body["right_shoulder"])
        return cls(body.centre("hip"), body.centre("shoulder"), trunk)

    def near(self, other: _Spot, share: float = 1.0, *, framed: bool = False) -> bool:
        """Whether both are at the same place and of the same size; what is not seen of either does not speak against it.

        share: of how far apart they may be. framed: the picture may have been framed anew meanwhile.
        """
        hips, shoulders = distance(self.hip, other.hip), distance(self.shoulder, other.shoulder)
        trunk = share * other.trunk
        both_whole = not isnan(self.hip[0]) and not isnan(other.hip[0])
        size = self.trunk / other.trunk if both_whole else 1.0
        if framed:
            further = SHIFTED_BY_SIZE * abs(size - 1)
            alike = SIZES[0] <= size <= SIZES[1]
        else:
            further, alike = 0.0, not abs(size - 1) > share * NEAR_SIZE
        return alike and not (
            hips > (HIPS_TRUNKS + further) * trunk or shoulders > (SHOULDERS_TRUNKS + further) * trunk
        )

    def towards(self, other: _Spot, share: float) -> _Spot:
        def between(a: float, b: float) -> float:
            return b if isnan(a) else a if isnan(b) else a + share * (b - a)

        return _Spot(
            (between(self.hip[0], other.hip[0]), between(self.hip[1], other.hip[1])),
            (between(self.shoulder[0], other.shoulder[0]), between(self.shoulder[1], other.shoulder[1])),
            between(self.trunk, other.trunk),
        )


class Place:
    """Looks at one body after the other, and says whether it is where the person exercises.

    steps: it takes steps, which are made upright, so that their size tells where they lead.
    """

    def __init__(self, *, steps: bool = False) -> None:
        self._steps = steps
        self._own: _Spot | None = None
        self._new: _Spot | None = None
        self._new_since_s = 0.0
        self._time_s = 0.0
        self._here = False

    def update(self, time_s: float, body: Body, *, at_rest: bool, on_the_way: bool = False) -> bool:
        """Whether this body is at the place. at_rest: it is as the exercise begins and ends; else the last answer stands.

        on_the_way: it comes nearer or goes away, and is nowhere.
        """
        if at_rest:
            self._here = self._look(time_s, body) and not on_the_way
        return self._here

    def _look(self, time_s: float, body: Body) -> bool:
        now = _Spot.of(body)
        passed_s, self._time_s = time_s - self._time_s, time_s
        if self._own is None:
            self._own = now
            return True
        if now.near(self._own, framed=not self._steps and passed_s > MOVED_S):
            self._new = None
            self._own = self._own.towards(now, 1 - exp(-passed_s / FOLLOWS_S))
            return True
        if self._new is None or not now.near(self._new, SETTLED):
            self._new, self._new_since_s = now, time_s
        elif time_s - self._new_since_s >= SETTLED_S:
            self._own, self._new = now, None
            return True
        return False
