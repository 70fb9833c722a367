"""After a gap: whether the person is back where they were, so that what they were measured against still holds.

A start position that is taken anew in the midst of a movement spoils everything after it. So the old one is kept until
it is plain that it holds no more: the person is elsewhere, or does not go back into it for a long time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan
from typing import Final

from coach.engine.conditions import Readings, Since
from coach.engine.spec import Exercise
from coach.measures.neutral import Neutral
from coach.measures.view import view_of
from coach.signals.body import Body, Point, distance
from coach.values import Measures, Side

NEAR_TRUNKS: Final = 0.12
"""How far hips and shoulders may be from where they were, in trunk lengths, to be back (chosen: twice what counts as still)."""

NEAR_SIZE: Final = 0.08
"""By what share of its length the trunk may look longer or shorter (chosen: the person 20 cm nearer, at 2.5 m)."""

BACK_S: Final = 0.5
"""How long that must last (chosen)."""

ELSEWHERE_TRUNKS: Final = 0.6
"""From so far on the person is elsewhere, and the old start position is worth nothing (chosen: no exercise moves the hips
so far, and it is the jump that is taken for another person)."""

ELSEWHERE_SIZE: Final = 0.35
"""The same for the trunk's length: bending foreshortens it less in every exercise but those seen from the feet (chosen)."""

REFUSED_S: Final = 12.0
"""How much longer than the exercise's hold somebody may keep still outside the old start position before theirs is taken as
the new one (chosen: nobody rests there for so long who does not mean to sit so)."""

Taken = Callable[[Body, Neutral], Measures]
"""The measures of a body against a start position."""


class Returning:
    """The start position from before a gap, and whether it still holds.

    without: the parts that it does without. gone: it holds no more.
    """

    def __init__(self, exercise: Exercise, neutral: Neutral, without: tuple[str, ...], taken: Taken) -> None:
        self._exercise = exercise
        self._asked = Readings(exercise)
        self._taken = taken
        self._near = Since()
        self._elsewhere = Since()
        self._refused_since_s: float | None = None
        self._refused_s = 0.0
        self.neutral = neutral
        self.without = without
        self.gone = False

    def update(self, time_s: float, body: Body) -> bool:
        """Whether the person is back in it: at the same place and size for a moment, as the exercise begins, and at rest."""
        hips, shoulders, size = self._away(body)
        far = hips > ELSEWHERE_TRUNKS or abs(size - 1) > ELSEWHERE_SIZE
        self.gone = self.gone or self._elsewhere.update(time_s, far) >= BACK_S
        near = not self.gone and max(hips, shoulders) < NEAR_TRUNKS and abs(size - 1) < NEAR_SIZE
        near = near and view_of(body) in (self.neutral.view, "unknown")
        if self._near.update(time_s, near) < BACK_S:
            return False
        return self._at_rest(body) is True and self._meets_baseline(body)

    def refuses(self, time_s: float, bodies: Sequence[Body]) -> bool:
        """Whether no new start position may be taken from these still bodies: plainly, one is not at rest in the old one."""
        if self.gone or not any(self._at_rest(body) is False for body in bodies):
            return False
        if self._refused_since_s is None or time_s - self._refused_s > BACK_S:
            self._refused_since_s = time_s
        self._refused_s = time_s
        self.gone = time_s - self._refused_since_s >= self._exercise.dose.hold_s + REFUSED_S
        return not self.gone

    def _away(self, body: Body) -> tuple[float, float, float]:
        """How far hips and shoulders are from where they were, in trunk lengths, and how large they look against then.

        With hidden hips the shoulders alone tell, by their place and their breadth.
        """
        then, trunk = self.neutral.body, self.neutral.trunk
        shoulders = distance(body.centre("shoulder"), then.centre("shoulder")) / trunk
        if "hips" in self.without:
            return shoulders, shoulders, _ratio(_breadth(body), _breadth(then))
        return distance(body.centre("hip"), then.centre("hip")) / trunk, shoulders, _ratio(body.trunk(), trunk)

    def _readings(self, body: Body) -> Readings:
        return self._asked.of(self._taken(body, self.neutral))

    def _at_rest(self, body: Body) -> bool | None:
        readings = self._readings(body)
        sides: tuple[Side | None, ...] = (None,) if self._exercise.sides == "none" else ("left", "right")
        answers = [readings.all_met(self._exercise.phase[0].enter, side) for side in sides]
        return False if False in answers else None if None in answers else True

    def _meets_baseline(self, body: Body) -> bool:
        return self._readings(body).all_met(self._exercise.baseline.when, None) is not False


def _breadth(body: Body) -> float:
    left: Point = body["left_shoulder"]
    return distance(left, body["right_shoulder"])


def _ratio(now: float, then: float) -> float:
    return now / then if then > 0 and not isnan(now) else float("nan")
