"""Waits for the start position, held still and seen from the right way, and takes the user's own neutral from it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from math import hypot, isnan
from typing import NamedTuple, TypeVar

import numpy as np

from coach.engine.spec import Exercise
from coach.engine.viewpoint import as_seen, is_seen, one_is_enough
from coach.events import BaselineTaken, Event, WrongView
from coach.landmarks import GROUPS
from coach.measures import desk
from coach.measures.learned import reaches_of
from coach.measures.near import near_side
from coach.measures.neutral import Neutral, facing_of, median_body
from coach.measures.view import view_of
from coach.signals.body import Body, Point, distance
from coach.signals.order import percentile

EPSILON_S = 1e-6

STILL_TRUNKS = 0.06
"""Largest movement, in trunk lengths, that still counts as holding still (chosen: breathing and sway of the rendered
people with the landmarks' jitter stay below 0.04)."""

WRONG_VIEW_S = 2.0
"""How long a wrong view must last before it is said (chosen)."""

REMIND_S = 8.0
"""How long it is not said again (chosen)."""

WITHOUT_S = 3.0
"""How long the start position must be held where parts are hidden that can be spared (chosen: a part that is hidden for a
moment only is waited for)."""

ELBOWS_STILL_TRUNKS = {"front": 0.16, "side": 0.3, "diagonal": 0.3}
"""The same for the elbows: beside the head or behind it they are guessed as much as seen, and wander at rest by 0.13 seen from
the front, and by 0.23 from the side, where the nearer one points at the camera (chosen above both)."""

SHOULDERS_PER_TRUNK = 0.75
"""Breadth of the shoulders in lengths of a trunk that is not foreshortened (chosen: rendered people 0.6 … 0.8)."""

STRAY_PERCENT = 8.0
"""So many of the frames at either end may stray: a landmark jumps for a frame or two where nobody moved (chosen)."""

STILL_PARTS = ("shoulder", "hip", "knee", "ear", "elbow")

STILL_PARTS_FROM_THE_FRONT = (*STILL_PARTS, "nose")
"""Somebody who turns moves the middle of no pair of landmarks, but the nose."""

T = TypeVar("T")

ConditionsMet = Callable[[Body, Neutral, tuple[str, ...]], bool]
"""Whether a body is in position against a neutral that does without these parts."""


def unseen(body: Body, needs: tuple[str, ...], view: str) -> tuple[str, ...]:
    """The needed parts of the body that are not seen; from the side one of a pair is enough."""
    return tuple(part for part in needs if not _enough(part, view)(not isnan(body[name][0]) for name in GROUPS[part]))


def _enough(part: str, view: str) -> Callable[[Iterable[bool]], bool]:
    return any if one_is_enough(part, view) else all


class _Seen(NamedTuple):
    """One body, and where the parts are that must hold still."""

    body: Body
    places: tuple[Point, ...]


class Baseline:
    """Collects the bodies of the last moments until they make a neutral.

    missing: the parts that are needed and not seen. hidden: those that can be spared and were not surely seen while the
    neutral was collected; without: the parts that it does without for their sake. without_s: how long the start position must
    be held where parts are hidden.
    """

    def __init__(
        self,
        exercise: Exercise,
        conditions_met: ConditionsMet,
        without_s: float = WITHOUT_S,
        for_s: float | None = None,
        still_trunks: float = STILL_TRUNKS,
    ) -> None:
        self._for_s = exercise.baseline.for_s if for_s is None else for_s
        self._still_trunks = still_trunks
        self._without_s = max(self._for_s, without_s)
        self._exercise = exercise
        self._conditions_met = conditions_met
        self._seen: deque[tuple[float, _Seen]] = deque()
        self._hidden_parts: deque[tuple[float, tuple[str, ...]]] = deque()
        self._wrong_since_s: float | None = None
        self._reminded_s = float("-inf")
        self.missing: tuple[str, ...] = exercise.needs
        self.hidden: tuple[str, ...] = ()
        self.without: tuple[str, ...] = ()

    def update(self, time_s: float, body: Body, hidden_now: tuple[str, ...]) -> tuple[Neutral | None, list[Event]]:
        """Go on by one frame; the neutral once there is one. hidden_now: parts that can be spared and are not surely seen."""
        unseen_now = unseen(body, self._exercise.needs, self._exercise.view)
        self.missing = tuple(part for part in unseen_now if part not in self._exercise.can_spare)
        # Whoever stands sideways hides half of the body: that they should turn is what helps.
        events = self._check_view(time_s, body)
        if self.missing:
            self.begin_again()
            return None, events
        for_s = self._for_s
        self._seen.append((time_s, _Seen(body, self._places_of(body))))
        self._hidden_parts.append((time_s, hidden_now))
        _drop_older(self._seen, time_s - for_s)
        _drop_older(self._hidden_parts, time_s - self._without_s)
        if time_s - self._seen[0][0] < for_s - EPSILON_S or not self._still():
            return None, events
        hidden = {part for at_s, parts in self._hidden_parts for part in parts if at_s >= self._seen[0][0]}
        if hidden and time_s - self._hidden_parts[0][0] < self._without_s - EPSILON_S:
            return None, events
        self.hidden = tuple(part for part in self._exercise.needs if part in hidden)
        self.without = unbelieved(self._exercise, self.hidden)
        neutral = self._neutral()
        if neutral is None:
            return None, events
        if not all(self._conditions_met(each, neutral, self.without) for each in (neutral.body, body.afresh())):
            # Of somebody who is just coming back from a turn the newest pose may look right, and what came before not.
            return None, events
        return neutral, [*events, BaselineTaken(time_s)]

    def begin_again(self) -> None:
        """Forgets what was collected."""
        self._seen.clear()
        self._hidden_parts.clear()

    @property
    def _expected_view(self) -> str:
        return "front" if self._exercise.view == "feet-end" else self._exercise.view

    def _check_view(self, time_s: float, body: Body) -> list[Event]:
        if is_seen(self._exercise, body) is not False:
            self._wrong_since_s = None
            return []
        if self._wrong_since_s is None:
            self._wrong_since_s = time_s
        if time_s - self._wrong_since_s < WRONG_VIEW_S or time_s - self._reminded_s < REMIND_S:
            return []
        self._reminded_s = time_s
        seen = view_of(body)
        seen = desk.view_of(body) if seen == "unknown" else seen
        # Turned away too far for this exercise is half from the side, however broad the shoulders still look.
        seen = "diagonal" if seen == self._expected_view else seen
        return [WrongView(time_s, self._exercise.own_view, seen)]

    def _still(self) -> bool:
        last = self._seen[-1][1].body
        trunk = last.trunk()
        trunk = desk.trunk_of(last) if isnan(trunk) else trunk
        breadth = distance(last["left_shoulder"], last["right_shoulder"])
        trunk = max(trunk, breadth / SHOULDERS_PER_TRUNK) if breadth == breadth else trunk
        for part, places in zip(self._parts, zip(*(seen.places for _, seen in self._seen), strict=True), strict=True):
            if part == "hip" and self._exercise.can_spare and isnan(last.centre("hip")[0]):
                continue
            known = [place for place in places if not isnan(place[0])]
            if not known:
                continue
            still = ELBOWS_STILL_TRUNKS[self._expected_view] if part == "elbow" else self._still_trunks
            if hypot(*(_spread([place[axis] for place in known]) for axis in (0, 1))) > still * trunk:
                return False
        return True

    @property
    def _parts(self) -> tuple[str, ...]:
        return STILL_PARTS_FROM_THE_FRONT if self._exercise.view == "front" else STILL_PARTS

    def _places_of(self, body: Body) -> tuple[Point, ...]:
        """From the side the nearer one of a pair: the middle of both jumps whenever the hidden one is seen for a moment."""
        if self._exercise.view not in ("side", "diagonal"):
            return tuple(body[part] if part == "nose" else body.centre(part) for part in self._parts)
        near = near_side(facing_of(body))
        places = ((body.of_side(near, part), part) for part in self._parts)
        return tuple(body.centre(part) if isnan(place[0]) else place for place, part in places)

    def _neutral(self) -> Neutral | None:
        """The neutral of what was collected, None where it is seen from another way than the exercise wants."""
        bodies = [seen.body for _, seen in self._seen]
        middle = median_body(bodies)
        if "hips" in self.without:
            neutral = without_hips(middle)
            return neutral if neutral.view == self._expected_view else None
        if self._exercise.turned is None and view_of(middle) != self._expected_view:
            return None
        neutral = as_seen(self._exercise, neutral_of(bodies, middle), bodies)
        return None if neutral.view == "unknown" else neutral


def _spread(values: list[float]) -> float:
    """How far they lie apart, without those that stray."""
    values.sort()
    return percentile(values, 100 - STRAY_PERCENT) - percentile(values, STRAY_PERCENT)


def neutral_of(bodies: Sequence[Body], middle: Body | None = None) -> Neutral:
    """The neutral of a posture that was seen in one or several bodies. middle: theirs, where somebody has it already."""
    body = median_body(bodies) if middle is None else middle
    facing = 1 if sum(facing_of(each) for each in bodies) >= 0 else -1
    reaches = reaches_of(bodies[0]) if len(bodies) == 1 else np.median([reaches_of(each) for each in bodies], axis=0)
    return Neutral(body, body.trunk(), facing, view_of(body), reaches)


def posture_of(exercise: Exercise, bodies: Sequence[Body]) -> tuple[Neutral, tuple[str, ...]]:
    """The neutral of a posture, whatever is hidden, and the parts that it does without.

    Its view is "unknown", and nothing is measured against it, where it is seen from another way than the exercise wants.
    """
    body = median_body(bodies)
    may_be_hidden = tuple(part for part in exercise.needs if part in exercise.can_spare)
    without = unbelieved(exercise, unseen(body, may_be_hidden, exercise.view))
    if "hips" in without:
        return without_hips(body), without
    return as_seen(exercise, neutral_of(bodies, body), bodies), without


def without_hips(body: Body) -> Neutral:
    """The neutral of a body, from what its upper half tells by itself."""
    trunk = desk.trunk_of(body)
    return Neutral(desk.stood_in(body, trunk), trunk, 1, desk.view_of(body))


def unbelieved(exercise: Exercise, hidden: tuple[str, ...]) -> tuple[str, ...]:
    """The hidden parts, and with them all that can be spared: what lies at the edge of a desk is guessed and not seen."""
    if not hidden or "hips" not in exercise.can_spare:
        return hidden
    return tuple(part for part in exercise.needs if part in exercise.can_spare)


def _drop_older(kept: deque[tuple[float, T]], than_s: float) -> None:
    """All but the last that is at least as old."""
    while len(kept) > 1 and kept[1][0] <= than_s + EPSILON_S:
        kept.popleft()
