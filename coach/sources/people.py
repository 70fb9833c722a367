"""Whom to follow where several people are in the picture: the one who was named, then the one nearest to where they were."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import Final

MOST: Final = 3
"""So many people are looked for where one of them is to be chosen (chosen: patient, helper and somebody who passes by)."""

SETTLING_S: Final = 1.0
"""For so long the choice is made anew with every picture, since not everybody is found in the first one (chosen)."""

LOST_S: Final = 2.0
"""Whoever is not found for so long is looked for anew by the choice (chosen: as when somebody walks between)."""

FARTHEST: Final = 0.6
"""How far, in heights of the person, the next picture may show them from where they were (chosen)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in the picture, in pixels. height: of the whole person as far as it is found."""

    x: float
    y: float
    height: float


class Chosen:
    """Fed with all who are found, picture by picture; tells which of them to follow.

    who: "left" or "right", as the picture shows them, or a number counted from its left.
    """

    def __init__(self, who: str) -> None:
        self._who = who
        self._begun_s: float | None = None
        self._seen_s = 0.0
        self._last: Place | None = None

    def pick(self, time_s: float, people: list[Place]) -> int | None:
        """The index of the one to follow, None where they are not among these."""
        if not people:
            return None
        if self._last is None or time_s - self._seen_s > LOST_S:
            self._begun_s = None
        settling = self._begun_s is None or time_s - self._begun_s < SETTLING_S
        index = self._named(people) if settling else self._nearest(people)
        if index is None:
            return None
        self._begun_s = time_s if self._begun_s is None else self._begun_s
        self._seen_s, self._last = time_s, people[index]
        return index

    def _named(self, people: list[Place]) -> int | None:
        from_left = sorted(range(len(people)), key=lambda index: people[index].x)
        if self._who == "left":
            return from_left[0]
        if self._who == "right":
            return from_left[-1]
        number = int(self._who)
        return from_left[number - 1] if number <= len(people) else None

    def _nearest(self, people: list[Place]) -> int | None:
        last = self._last
        if last is None:
            return None
        far = [hypot(each.x - last.x, each.y - last.y) for each in people]
        index = far.index(min(far))
        return index if far[index] <= FARTHEST * last.height else None
