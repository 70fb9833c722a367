"""The parts of the body that a desk may hide: whether they are hidden now, without taking every flicker for a change.

At the edge of a desk the model guesses what lies behind it, and half believes its guess. So a part that can be spared is
taken for seen only where the model is sure of it, and what lies beside a hidden one is not believed either.
"""

from __future__ import annotations

from typing import Final

from coach.coaching.neutral.baseline import unseen
from coach.engine.spec import Exercise
from coach.engine.viewpoint import one_is_enough
from coach.landmarks import GROUPS, INDEX
from coach.signals.body import Body
from coach.values import Pose

SURE: Final = 0.8
"""Least visibility of both of a pair to be taken for seen (chosen: knees in the open have 0.96 and more in every frame of
the samples; behind the edge of a block drawn over them they had up to 0.78 in 99 of 100)."""

HIDDEN_S: Final = 0.3
"""How long a part must be unseen before it is done without (chosen: MediaPipe drops single frames)."""

SEEN_AGAIN_S: Final = 2.0
"""How long all must be seen before it is reckoned with again (chosen) ..."""

LONGEST_S: Final = 32.0
"""... twice as long after every time that it was hidden again, up to this (chosen)."""


class HiddenParts:
    """Looks at one pose after the other. hidden_now: the parts of this very pose that can be spared and are not surely seen.

    hidden: those that are to be done without for the time being, in the order of the exercise's needs; empty while all are
    seen.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._parts = tuple(part for part in exercise.needs if part in exercise.can_spare)
        self._changing_since_s: float | None = None
        self._wanted_s = SEEN_AGAIN_S
        self.hidden_now: tuple[str, ...] = ()
        self.hidden: tuple[str, ...] = ()

    def update(self, pose: Pose, body: Body, *, exercising: bool) -> None:
        """Go on by one pose. exercising: a repetition is under way, which is not disturbed by what comes into view."""
        self.hidden_now = ()
        if not self._parts or self._others_missing(body):
            # Whoever is not there at all hides nothing.
            self._changing_since_s = None
            return
        self.hidden_now = tuple(part for part in self._parts if not self._surely_seen(pose, body, part))
        if bool(self.hidden_now) == bool(self.hidden):
            self._changing_since_s = None
            return
        if self._changing_since_s is None:
            self._changing_since_s = pose.time_s
        lasted_s = pose.time_s - self._changing_since_s
        if lasted_s >= (self._wanted_s if self.hidden else HIDDEN_S) and not (self.hidden and exercising):
            self.settle(self.hidden_now)

    def settle(self, hidden: tuple[str, ...]) -> None:
        """From here on these are done without."""
        if self.hidden and not hidden:
            self._wanted_s = min(LONGEST_S, 2 * self._wanted_s)
        self.hidden, self._changing_since_s = hidden, None

    def _surely_seen(self, pose: Pose, body: Body, part: str) -> bool:
        """From the side one of a pair is enough: it hides the other."""
        numbers = [INDEX[name] for name in GROUPS[part]]
        enough = any if one_is_enough(part, self._exercise.view) else all
        return enough(bool(body.seen[number]) and pose.visibility[number] >= SURE for number in numbers)

    def _others_missing(self, body: Body) -> bool:
        needed = tuple(part for part in self._exercise.needs if part not in self._exercise.can_spare)
        return bool(unseen(body, needed, self._exercise.view))
