"""Whether somebody moves, whatever it is: how fast the landmarks go, in lengths of the trunk. Pure."""

from __future__ import annotations

from collections import deque
from math import hypot, isnan
from typing import Final

from coach.signals.body import Body, Point

OVER_S: Final = 0.5
"""Over how long a movement is measured (chosen: longer than what a landmark jitters, shorter than a step)."""

MOVES_FROM: Final = 0.25
"""Trunk lengths a second from which somebody moves (chosen: people at rest in the samples reach 0.07, arms and legs that are
moved 0.7 to 2)."""

BRIDGED_S: Final = 3.0
"""A rest that is shorter belongs to the movement (chosen)."""

_LANDMARKS: Final = (
    "nose",
    *(
        f"{side}_{part}"
        for side in ("left", "right")
        for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    ),
)


class Moving:
    """Feed it bodies in order of time, then ask for the stretches of time in which somebody moved."""

    def __init__(self) -> None:
        self._earlier: deque[tuple[float, list[Point]]] = deque()
        self._stretches: list[tuple[float, float]] = []

    def update(self, time_s: float, body: Body) -> None:
        """Go on by one body."""
        points = [body[name] for name in _LANDMARKS]
        earlier = self._earlier
        earlier.append((time_s, points))
        while len(earlier) > 1 and earlier[1][0] <= time_s - OVER_S:
            earlier.popleft()
        since_s, before = earlier[0]
        if not OVER_S <= time_s - since_s < 2 * OVER_S:
            return
        trunk = body.trunk()
        if isnan(trunk) or trunk <= 0:
            return
        ways = sorted(
            (hypot(now[0] - then[0], now[1] - then[1]) for now, then in zip(points, before, strict=True)),
            key=lambda way: -1.0 if isnan(way) else way,
        )
        # A single landmark can jump; two that go are moved.
        if ways[-2] / trunk / (time_s - since_s) < MOVES_FROM:
            return
        if self._stretches and since_s - self._stretches[-1][1] <= BRIDGED_S:
            self._stretches[-1] = self._stretches[-1][0], time_s
        else:
            self._stretches.append((since_s, time_s))

    def stretches(self) -> list[tuple[float, float]]:
        """From when until when, in order."""
        return list(self._stretches)
