"""The course of a movement through the whole body: from rest to the held position and back, as one number over time.

A single measure is noisy or bends the course; the whole body moving from one pose to another is neither. Projected on the
line between the two poses the course runs from 0 at rest to 1 in the hold, and from where it passes a few levels on
either side, the length of the hold follows.
"""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX
from coach.signals.body import Body

KEPT_S = 150.0
"""How much of the past is kept: the longest hold of the programme with its ramps (chosen)."""

LONGEST_RAMP_S = 8.0
"""How far outside the hold its ramps are looked for (chosen: the slowest exercise takes five seconds)."""

LEVELS = ((0.25, 0.5, 0.75), (0.35, 0.5, 0.65))
"""Passed on the way to the hold and back, the first three that were (chosen of eight sets tried on rendered people, mean
error 0.10 against 0.12 s of the second ones alone: far apart, but clear of the sway at rest and in the hold; an exercise
file may take the movement for over before it passes the lowest)."""

JOINTS = [
    INDEX[f"{side}_{part}"]
    for part in ("ear", "shoulder", "elbow", "hip", "knee", "ankle")
    for side in ("left", "right")
]
POINTS = np.array([INDEX["nose"], *JOINTS])
"""What stands for the body; hands and feet are too often hidden."""


def ease(x: float) -> float:
    """The minimum-jerk course from rest to rest (Flash and Hogan 1985), 0 … 1 over 0 … 1."""
    return x**3 * (10 - 15 * x + 6 * x * x)


def _when(level: float) -> float:
    """At which part of its time the minimum-jerk course passes a level."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if ease(middle) < level else (low, middle)
    return low


PASSES = {levels: np.array([_when(level) for level in levels]) for levels in LEVELS}


class Course:
    """Keeps where the body was, and times holds from it."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, NDArray[np.float64]]] = deque()

    def update(self, time_s: float, body: Body) -> None:
        """Add the body of one frame."""
        if body.seen.any():
            self._kept.append((time_s, body.xy))
        while self._kept and self._kept[0][0] < time_s - KEPT_S:
            self._kept.popleft()

    def hold_s(self, rest: Body, start_s: float, end_s: float) -> float | None:
        """Length in seconds of the hold that is known to be under way from about start_s to about end_s.

        rest: the body at rest. None where the ramps on either side are not all in sight.
        """
        times = np.array([time_s for time_s, _ in self._kept])
        near = (times > start_s - LONGEST_RAMP_S) & (times < end_s + LONGEST_RAMP_S)
        times = times[near]
        inside = (times >= start_s) & (times <= end_s)
        points = POINTS[rest.seen[POINTS]]
        if not inside.any() or not points.size:
            return None
        xy = np.array([xy for (_, xy), keep in zip(self._kept, near, strict=True) if keep])[:, points]
        poses = xy.reshape(len(times), -1)
        origin = rest.xy[points].ravel()
        way = np.median(poses[inside], axis=0) - origin
        squared = float(way @ way)
        if not squared > 0:
            return None
        course = (poses - origin) @ way / squared
        inner = int(np.searchsorted(times, (start_s + end_s) / 2))
        up = _met_hold(times[inner::-1], course[inner::-1])
        down = _met_hold(times[inner:], course[inner:])
        return None if up is None or down is None else max(0.0, down - up)


def _met_hold(times: NDArray[np.float64], course: NDArray[np.float64]) -> float | None:
    """When the ramp, followed away from the hold, met it; None where it is not in sight."""
    for levels, passes in PASSES.items():
        passed_s = _passed(times, course, levels)
        if passed_s is not None:
            ramp_s = (passed_s[2] - passed_s[0]) / (passes[2] - passes[0])
            return float(np.mean(passed_s + (1 - passes) * ramp_s))
    return None


def _passed(
    times: NDArray[np.float64], course: NDArray[np.float64], levels: tuple[float, ...]
) -> NDArray[np.float64] | None:
    """When the course, followed away from the hold, first falls below each level; None where it does not."""
    found = []
    for level in levels:
        below = np.flatnonzero(course < level)
        if not below.size or below[0] == 0:
            return None
        k = int(below[0])
        part = (course[k - 1] - level) / (course[k - 1] - course[k])
        found.append(times[k - 1] + part * (times[k] - times[k - 1]))
    return np.array(found)
