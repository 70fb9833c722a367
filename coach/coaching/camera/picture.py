"""Whether camera and picture were as they should while the start position was taken: told, but nothing stops for it."""

from __future__ import annotations

from collections import deque
from math import isnan
from statistics import median
from typing import Final

from coach.coaching.camera import limits
from coach.coaching.camera.limits import Limit
from coach.coaching.camera.stance import roll_deg
from coach.engine.spec import Exercise
from coach.events import PictureFlawed
from coach.signals.body import Body
from coach.values import Flaw, Pose

LEAST: Final = 3
"""Fewer readings than this tell nothing (chosen)."""


class PictureCheck:
    """Keeps the readings of the last moments before the start position is taken; each flaw is told once."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._kept: deque[tuple[float, float, float]] = deque()
        self._told: set[Flaw] = set()

    def update(self, pose: Pose, body: Body) -> None:
        """Go on by one pose."""
        roll = abs(roll_deg(body, self._exercise.position, self._exercise.view))
        contrast = float("nan") if pose.light is None else pose.light.contrast
        self._kept.append((pose.time_s, roll, contrast))
        while self._kept[0][0] < pose.time_s - self._exercise.baseline.for_s:
            self._kept.popleft()

    def flaws(self, time_s: float) -> list[PictureFlawed]:
        """What was wrong over that time and has not been told yet."""
        found: tuple[tuple[Flaw, Limit, float], ...] = (
            ("tilted", limits.ROLL_DEG, _median([roll for _, roll, _ in self._kept])),
            ("pale", limits.CONTRAST_LEAST, _median([contrast for _, _, contrast in self._kept])),
        )
        flawed = [(flaw, value) for flaw, limit, value in found if limit.well(value, None) is False]
        events = [PictureFlawed(time_s, flaw, round(value, 1)) for flaw, value in flawed if flaw not in self._told]
        self._told |= {event.flaw for event in events}
        return events


def _median(values: list[float]) -> float:
    known = [value for value in values if not isnan(value)]
    return median(known) if len(known) >= LEAST else float("nan")
