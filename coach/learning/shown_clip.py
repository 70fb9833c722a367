"""One clip as it is looked at: bodies, the way they are to the camera, and where they keep still."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.errors import LearnError
from coach.measures.near import near_side
from coach.measures.neutral import SeenView, facing_of
from coach.measures.view import view_of
from coach.signals.body import Body
from coach.values import Pose

Floats = NDArray[np.float64]

PARTS: Final = {"shoulder": 1.0, "elbow": 1 / 3, "hip": 1.0, "knee": 1.0, "ankle": 1.0}
"""How much each part says of a posture, beside the nose: elbows behind the head are guessed as much as seen (chosen)."""

FARTHER: Final = {"shoulder": 0.5, "elbow": 1 / 6, "hip": 0.5, "knee": 1.0, "ankle": 1.0}
"""The same of the side that is farther from the camera, where the trunk hides the arm (chosen)."""

SHORTEST_S: Final = 2.0
"""A clip shorter than this cannot show two repetitions (chosen)."""

MOSTLY: Final = 0.8
"""Share of the frames that must be seen from the same way (chosen: bending forward hides the breadth of the shoulders)."""


@dataclass(frozen=True, eq=False)
class Shown:
    """A clip in which somebody shows an exercise. name: what to call it; poses: those in which a person was found."""

    name: str
    poses: tuple[Pose, ...]

    @classmethod
    def of(cls, name: str, poses: Sequence[Pose]) -> Shown:
        """Raises LearnError where nobody is seen in most of it, or it is too short."""
        found = tuple(pose for pose in poses if pose.found)
        if not found:
            raise LearnError("learn_nobody", clip=name)
        if len(found) < len(poses) / 2:
            raise LearnError("learn_seldom", clip=name, percent=f"{100 * len(found) / len(poses):.0f}")
        if found[-1].time_s - found[0].time_s < SHORTEST_S:
            raise LearnError("learn_too_short", clip=name, seconds=f"{found[-1].time_s - found[0].time_s:.1f}")
        return cls(name, found)

    @cached_property
    def times_s(self) -> Floats:
        """When each pose was."""
        return np.array([pose.time_s for pose in self.poses])

    @cached_property
    def bodies(self) -> tuple[Body, ...]:
        """Each pose in square pixels."""
        return tuple(Body.of(pose) for pose in self.poses)

    @cached_property
    def trunk(self) -> float:
        """The trunk's usual length, pixels; NaN where hips or shoulders are never seen."""
        lengths = np.array([body.trunk() for body in self.bodies])
        return float(np.nanmedian(lengths)) if np.isfinite(lengths).any() else float("nan")

    def view(self) -> SeenView:
        """How the person is to the camera, front or side. Raises LearnError where it is neither, or changes."""
        seen = Counter(view_of(body) for body in self.bodies)
        known = sum(count for view, count in seen.items() if view != "unknown")
        if known < len(self.bodies) / 2 or self.trunk != self.trunk:
            raise LearnError("learn_hidden", clip=self.name)
        view, count = max(
            ((view, seen[view]) for view in ("front", "side", "diagonal", "back")), key=lambda each: each[1]
        )
        if view == "diagonal":
            raise LearnError("learn_diagonal", clip=self.name)
        if view == "back":
            raise LearnError("learn_back", clip=self.name)
        if count < MOSTLY * known and seen["front" if view == "side" else "side"] > 0.15 * known:
            raise LearnError("learn_two_directions", clip=self.name, front=seen["front"], side=seen["side"])
        return "front" if view == "front" else "side"

    @cached_property
    def places(self) -> Floats:
        """(N, P, 2) where the parts are, in trunk lengths, those that say less nearer together; NaN where unseen."""
        weights = [1.0]
        for side in ("left", "right"):
            farther = view_of(self.bodies[0]) == "side" and side != near_side(facing_of(self.bodies[0]))
            weights += (FARTHER if farther else PARTS).values()
        points = [
            [body["nose"], *(body.of_side(side, part) for side in ("left", "right") for part in PARTS)]
            for body in self.bodies
        ]
        return np.asarray(np.array(points) / self.trunk * np.array(weights)[:, None])
