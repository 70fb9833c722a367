"""Several people in the picture, and nobody has said whom to follow: whoever was there first, or is as the exercise begins.

The model is asked for one person, which is quick and takes the one it sees best: that may be the helper. So another model
looks at a few pictures for all who are there, and where it is another one who exercises, everybody else is painted over
until the first model has found that one. From then on it stays with them by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import Any, Final

import numpy as np

from coach.errors import Said
from coach.landmarks import INDEX
from coach.sources.people import FARTHEST, MOST

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Points = np.ndarray[Any, Any]
"""The landmarks of somebody in pixels, (33, 2)."""

AGAIN_AFTER_S: Final = 1.0
"""So long after the first look there is a second one, since not everybody is found in the first picture (chosen)."""

EVERY_S: Final = 2.0
"""As long as nobody who is followed is as the exercise begins there is a look so often (chosen: 3 % of the work)."""

SEATED_KNEES: Final = 0.62
"""Whose knees are less than so many trunk lengths below the hips sits (rendered people: sitting 0.3 to 0.5, standing 0.8)."""

UPRIGHT: Final = 0.7
"""Whose trunk is upright by more than this share of its length, in the picture, sits or stands (chosen: 45°)."""

_LEAST_SIZE: Final = 0.3
"""Smaller ones, beside the largest, are far behind, or pictures on the wall (chosen)."""

_TWICE: Final = 0.25
"""Nearer to each other than this, in sizes, is one person found twice (chosen: two people do not stand in each other)."""

_MOST_COVERED: Final = 15
"""For so many pictures others are painted over at the most, then the one whom the model has found is kept (chosen)."""

_MARGIN: Final = 0.12
"""By so much of their size more than their landmarks is painted over, for hair, hands and feet (chosen)."""


@dataclass(frozen=True, eq=False)
class Somebody:
    """One of those in the picture. points: the landmarks in pixels."""

    points: Points

    @cached_property
    def centre(self) -> tuple[float, float]:
        """Where they are."""
        x, y = self.points.mean(axis=0)
        return float(x), float(y)

    @cached_property
    def size(self) -> float:
        """How large they are, whether upright or lying."""
        return float(max(np.ptp(self.points, axis=0)))

    def away(self, other: Somebody) -> float:
        """How far from another one, in sizes of the larger one."""
        across, down = self.centre[0] - other.centre[0], self.centre[1] - other.centre[1]
        return hypot(across, down) / max(self.size, other.size, 1.0)

    def box(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of what they may cover."""
        grown = _MARGIN * self.size
        left, top = (self.points.min(axis=0) - grown).astype(int)
        right, bottom = (self.points.max(axis=0) + grown).astype(int)
        return max(int(left), 0), max(int(top), 0), max(int(right), 0), max(int(bottom), 0)

    def is_in(self, position: str) -> bool:
        """Whether they are in an exercise's position, as far as a picture from any side can tell."""
        hip, shoulder, knee = (self._middle(part) for part in ("hip", "shoulder", "knee"))
        trunk = hypot(*(shoulder - hip))
        upright = float(hip[1] - shoulder[1]) > UPRIGHT * trunk
        if position == "seated":
            return upright and float(knee[1] - hip[1]) < SEATED_KNEES * trunk
        if position == "standing":
            return upright and float(knee[1] - hip[1]) >= SEATED_KNEES * trunk
        return not upright

    def _middle(self, part: str) -> Points:
        return np.asarray((self.points[INDEX[f"left_{part}"]] + self.points[INDEX[f"right_{part}"]]) / 2)


class Company:
    """Fed with every picture and with whom the model found in it; says whether that is the one to follow.

    look: finds all who are in a picture. tell: is told once where they are several.
    position: that of the exercise, with which it begins; empty where it is not known.
    """

    def __init__(self, look: Callable[[Picture], list[Points]], tell: Callable[[Said], None]) -> None:
        self.position = ""
        self._look = look
        self._tell = tell
        self._told = False
        self._fitted = False
        self._first_s: float | None = None
        self._looked_s: float | None = None
        self._looks = 0
        self._last: Somebody | None = None
        self._wanted: Somebody | None = None
        self._others: list[Somebody] = []
        self._covered = 0

    @property
    def settled(self) -> bool:
        """Whether no further look is to be expected, as long as nobody jumps."""
        return self._looks > 1 and (self._fitted or not self.position)

    def go_on_from(self, before: Company) -> None:
        """Follows whom another one has followed so far."""
        self.position, self._fitted, self._told, self._last = (
            before.position,
            before._fitted,
            before._told,
            before._last,
        )

    def cover(self, picture: Picture) -> None:
        """Paints over those who are not wanted, in a picture that the model is about to see."""
        if self._wanted is None:
            return
        colour = np.median(picture[::16, ::16].reshape(-1, 3), axis=0).astype(np.uint8)
        left, top, right, bottom = self._wanted.box()
        kept = picture[top:bottom, left:right].copy()
        for other in self._others:
            from_x, from_y, to_x, to_y = other.box()
            picture[from_y:to_y, from_x:to_x] = colour
        picture[top:bottom, left:right] = kept

    def follows(self, time_s: float, found: Points, picture: Picture) -> bool:
        """Whether the one who was found is to be followed. Else nobody is seen in this picture, and the next is covered.

        picture: the same in which they were found.
        """
        here = Somebody(found)
        if self._wanted is not None:
            return self._arrived(here)
        jumped = self._last is not None and here.away(self._last) > FARTHEST
        if self._is_due(time_s, here, jumped):
            wanted = self._choose(time_s, here, picture, jumped)
            if wanted is not here:
                self._wanted, self._covered = wanted, 0
                return False
        self._last = here
        return True

    def lost(self) -> None:
        """Nobody was found in a picture."""
        if self._wanted is not None:
            self._count_covered()

    def _arrived(self, here: Somebody) -> bool:
        assert self._wanted is not None
        if here.away(self._wanted) > _TWICE:
            self._count_covered()
            return False
        self._wanted, self._last = None, here
        return True

    def _count_covered(self) -> None:
        self._covered += 1
        if self._covered >= _MOST_COVERED:
            self._wanted, self._fitted = None, True

    def _is_due(self, time_s: float, here: Somebody, jumped: bool) -> bool:
        if self._looked_s is None or self._first_s is None:
            self._first_s = time_s
            return True
        self._fitted = self._fitted or not self.position or here.is_in(self.position)
        if self._looks == 1 and time_s - self._first_s >= AGAIN_AFTER_S:
            return True
        passed_s = time_s - self._looked_s
        return (jumped and passed_s >= AGAIN_AFTER_S) or (not self._fitted and passed_s >= EVERY_S)

    def _choose(self, time_s: float, here: Somebody, picture: Picture, jumped: bool) -> Somebody:
        self._looked_s = time_s
        self._looks += 1
        people = _apart([Somebody(points) for points in self._look(picture)])
        if len(people) < 2:
            return here
        followed = min(people, key=here.away)
        wanted = followed
        if jumped and self._last is not None:
            nearest = min(people, key=self._last.away)
            wanted = nearest if nearest.away(self._last) <= FARTHEST else followed
        elif self.position and not self._fitted and not followed.is_in(self.position):
            fitting = [each for each in people if each.is_in(self.position)]
            wanted = fitting[0] if len(fitting) == 1 else followed
        self._say(people, wanted)
        self._others = [each for each in people if each is not wanted]
        return here if wanted is followed else wanted

    def _say(self, people: list[Somebody], wanted: Somebody) -> None:
        if self._told:
            return
        self._told = True
        from_left = sorted(people, key=lambda each: each.centre[0])
        number = from_left.index(wanted)
        if len(people) == 2:
            self._tell(Said("two_people_right") if number else Said("two_people_left"))
        else:
            self._tell(Said("several_people", {"count": len(people), "number": number + 1}))


def _apart(people: list[Somebody]) -> list[Somebody]:
    """Those who are large enough, each once: the largest of those who are in the same place."""
    kept: list[Somebody] = []
    for each in sorted(people, key=lambda one: -one.size)[:MOST]:
        if all(each.away(other) > _TWICE for other in kept) and (not kept or each.size >= _LEAST_SIZE * kept[0].size):
            kept.append(each)
    return kept
