"""Where a person exercises: a movement begins and ends in the same place, or it was a way somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, isnan, log, nan
from typing import Final

from coach.signals.body import Body, Point, distance

HIPS_TRUNKS: Final = 0.3
"""How far the hips may be from the place, in trunk lengths (chosen: 15 cm; one step is more)."""

SHOULDERS_TRUNKS: Final = 0.55
"""The same for the shoulders (chosen: upright enough to have come back may still be 15° bent)."""

NEAR_SIZE: Final = 0.2
"""By what share the trunk may look longer or shorter than there (chosen: one step towards the camera at 2.5 m is more)."""

SETTLED_S: Final = 0.7
"""How long somebody must rest at another place before they exercise there (chosen: nobody who walks stands so long)."""

SETTLED: Final = 0.5
"""Somebody who rests there moves by no more than this share of what they may be off the place (chosen: whoever walks towards
the camera looks larger by a tenth within half a second)."""

FOLLOWS_S: Final = 1.5
"""The place follows somebody who drifts, with this time constant (chosen: who walks at 0.5 m/s is soon too far ahead of it)."""

BREADTHS: Final = 1.5
"""Length of the trunk in breadths of the shoulders, where the hips are not seen (rendered people: 1.25 … 1.67)."""


LATELY_S: Final = 0.4
UNTIL_LATELY_S: Final = 2.5
GROWS: Final = 0.06
GROWS_S: Final = 1.3
"""Whoever steps and looks larger or smaller lately than until lately, with these time constants, by more than that share and
for so long comes nearer or goes away (chosen: three people who walk towards the camera do for 3.7 s, five who step in place for
1.15 s at most)."""


AT_ONCE: Final = 0.1
"""From so large a share on a change of size from one pose to the next is none of somebody who walks (chosen: people who run on
the spot look up to 9 % larger or smaller)."""


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

    def near(self, other: _Spot, share: float = 1.0) -> bool:
        """Whether both are at the same place and of the same size; what is not seen of either does not speak against it.

        share: of how far apart they may be.
        """
        hips, shoulders = distance(self.hip, other.hip), distance(self.shoulder, other.shoulder)
        trunk = share * other.trunk
        far = hips > HIPS_TRUNKS * trunk or shoulders > SHOULDERS_TRUNKS * trunk
        both_whole = not isnan(self.hip[0]) and not isnan(other.hip[0])
        return not far and not (both_whole and abs(self.trunk / other.trunk - 1) > share * NEAR_SIZE)

    def towards(self, other: _Spot, share: float) -> _Spot:
        def between(a: float, b: float) -> float:
            return b if isnan(a) else a if isnan(b) else a + share * (b - a)

        return _Spot(
            (between(self.hip[0], other.hip[0]), between(self.hip[1], other.hip[1])),
            (between(self.shoulder[0], other.shoulder[0]), between(self.shoulder[1], other.shoulder[1])),
            between(self.trunk, other.trunk),
        )


class _Growth:
    """Whether somebody who stays upright looks larger and larger, or smaller and smaller."""

    def __init__(self) -> None:
        self._lately = self._until_lately = self._size = nan
        self._time_s = self._even_s = 0.0

    def update(self, time_s: float, body: Body) -> bool:
        """Go on by one body; whether it comes nearer or goes away."""
        trunk = body.trunk()
        if isnan(trunk):
            return False
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
        return time_s - self._even_s >= GROWS_S


class Place:
    """Looks at one body after the other, and says whether it is where the person exercises.

    steps: it takes steps, which are made upright, so that their size tells where they lead.
    """

    def __init__(self, *, steps: bool = False) -> None:
        self._growth = _Growth() if steps else None
        self._own: _Spot | None = None
        self._new: _Spot | None = None
        self._new_since_s = 0.0
        self._time_s = 0.0
        self._here = False

    def update(self, time_s: float, body: Body, *, at_rest: bool) -> bool:
        """Whether this body is at the place. at_rest: it is as the exercise begins and ends; else the last answer stands."""
        on_the_way = self._growth is not None and self._growth.update(time_s, body)
        if at_rest:
            self._here = self._look(time_s, body) and not on_the_way
        return self._here

    def _look(self, time_s: float, body: Body) -> bool:
        now = _Spot.of(body)
        passed_s, self._time_s = time_s - self._time_s, time_s
        if self._own is None:
            self._own = now
            return True
        if now.near(self._own):
            self._new = None
            self._own = self._own.towards(now, 1 - exp(-passed_s / FOLLOWS_S))
            return True
        if self._new is None or not now.near(self._new, SETTLED):
            self._new, self._new_since_s = now, time_s
        elif time_s - self._new_since_s >= SETTLED_S:
            self._own, self._new = now, None
            return True
        return False
