"""From where somebody is seen: which of an exercise's views that is, and the start position as it is seen from there."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from math import isnan
from statistics import median
from typing import Final

from coach.engine.spec import Exercise
from coach.measures import desk
from coach.measures.neutral import Neutral
from coach.measures.view import away_deg, view_of
from coach.signals.body import Body

SETTLED_S: Final = 1.0
"""So long somebody must be seen from another view until they are coached from there (chosen: sooner than they are asked to
turn, later than a landmark's jump) ..."""

TURNED_S: Final = 3.0
"""So long somebody must have turned in mid-set until they are coached as they are seen now (chosen: time to turn back)."""

MOSTLY: Final = 0.8
"""... in so many of the poses (chosen)."""

BOTH_NEEDED: Final = frozenset({"shoulders", "hips"})
"""From half the side the middle of both of these is reckoned with; of all else the nearer one is enough (chosen)."""


def one_is_enough(part: str, view: str) -> bool:
    """Whether one of a pair need be seen: from the side it hides the other."""
    return view == "side" or (view == "diagonal" and part not in BOTH_NEEDED)


def is_seen(exercise: Exercise, body: Body) -> bool | None:
    """Whether a body is to the camera as this exercise wants it; None where nobody can tell."""
    if exercise.turned is not None:
        if _own_way(exercise.own_view, view_of(body)):
            return False
        off = away_deg(body)
        return None if isnan(off) else exercise.turned[0] <= off <= exercise.turned[1]
    seen = view_of(body)
    if seen == "front" and _turned_away(exercise, (body,)):
        return False
    if seen == "unknown" and "hips" in exercise.can_spare:
        seen = desk.view_of(body)
    return None if seen == "unknown" else _own_way(exercise.view, seen)


def as_seen(exercise: Exercise, neutral: Neutral, bodies: Sequence[Body]) -> Neutral:
    """A neutral with the view that the exercise is coached from, "unknown" where it is not seen so; nothing is told then.

    bodies: those that it is made of.
    """
    if exercise.turned is None:
        expected = "front" if exercise.view == "feet-end" else exercise.view
        well = neutral.view == expected and not (expected == "front" and _turned_away(exercise, bodies))
        return neutral if well else replace(neutral, view="unknown")
    if exercise.view == "feet-end" or is_seen(exercise, neutral.body) is False:
        return replace(neutral, view="unknown")
    turns = [off for body in bodies if not isnan(off := away_deg(body))]
    least, most = exercise.turned
    turned_deg = min(most, max(least, median(turns))) if turns else float("nan")
    return replace(neutral, view=exercise.view, turned_deg=turned_deg, _widened=[])


def _turned_away(exercise: Exercise, bodies: Sequence[Body]) -> bool:
    """Whether somebody who is seen from the front is turned further away than this exercise can be coached from."""
    turns = [off for body in bodies if not isnan(off := away_deg(body))]
    return bool(turns) and median(turns) > exercise.baseline.facing_within_deg


def _own_way(view: str, seen: str) -> bool:
    return seen == ("front" if view == "feet-end" else view)


class Viewpoint:
    """Looks at one body after the other, while there is no start position, for the view to coach from.

    seen: the exercises as they are coached from each view, the exercise's own first. A view is taken once it has been seen for
    a while, and left only for another one.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.seen = tuple(exercise.seen_from(view) for view in exercise.views)
        self._looked: deque[tuple[float, Exercise | None]] = deque()

    def update(self, time_s: float, body: Body, now: Exercise, settled_s: float = SETTLED_S) -> Exercise | None:
        """Go on by one body; another view to coach from than the one now, None where it stays. settled_s: once seen so long."""
        self._looked.append((time_s, next((each for each in self.seen if is_seen(each, body)), None)))
        while self._looked[0][0] < time_s - settled_s - 1e-6:
            self._looked.popleft()
        if time_s - self._looked[0][0] < 0.9 * settled_s:
            return None
        for each in self.seen:
            if each is not now and sum(found is each for _, found in self._looked) >= MOSTLY * len(self._looked):
                self._looked.clear()
                return each
        return None
