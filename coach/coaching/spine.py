"""What a drawing of the spine needs: its course inside the outline, and which part of it moved by how much."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import isfinite, isnan, nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.engine.spec import Exercise
from coach.measures import registry
from coach.measures.neutral import Neutral
from coach.measures.silhouette import profile_of
from coach.signals.body import Body
from coach.values import FloatArray, Side, Spine

Floats = NDArray[np.float64]

PARTS: Final = {
    "front": ("thoracic_rotation_deg", "lumbar_rotation_deg", "pelvis_rotation_deg"),
    "side": ("upper_back_arch_deg", "lumbar_extension_deg", "pelvic_tilt_deg"),
}
"""By the exercise's view: the measures of the upper back, the low back and the pelvis."""

TELL_APART: Final = frozenset({"low_back_share", *PARTS["front"], *PARTS["side"]})
"""An exercise that asks about one of these tells the parts of the spine apart; of the others only the course is drawn."""

SIDES: Final[tuple[Side, Side]] = ("left", "right")
ALONG_THE_ARM: Final = np.linspace(0.5, 1.0, 3), np.linspace(0.0, 1.0, 4)
"""Where along upper arm and forearm it is looked whether they make the contour; near the shoulder it is the trunk's."""

ARM_THICK: Final = 0.10
NEAR_THE_EDGE: Final = 0.12
"""Half an arm's thickness along the trunk, and how near an arm's middle is to the contour that it makes, a heavy one's and
what the landmarks are off included, in lengths of the trunk; chosen."""

LEAST_SEEN: Final = 7
"""So many of HEIGHTS must show the back itself; with fewer the course is not guessed. Chosen."""

WHOLE_BACK: Final = frozenset(
    {
        "shoulder_line_turn_deg",
        "spine_flexion_deg",
        "backward_bend_deg",
        "trunk_lean_deg",
        "trunk_rise_deg",
        *PARTS["front"],
        *PARTS["side"],
    }
)
"""Measures on a gauge that say how far the spine itself has come; a leg that is raised fills no spine."""

HEIGHTS: Final = np.linspace(0.02, 1.0, 12)
"""Where the back's contour is read, in parts of hips to shoulders."""

_POWERS = np.vander(HEIGHTS, 5)
_SMOOTHED: Final = _POWERS @ np.linalg.pinv(_POWERS)
"""Times values at HEIGHTS: the curve of fourth degree through them, at HEIGHTS; worked out once, since it never changes."""

INSIDE: Final = 0.10
"""How far the spine lies inside the back's contour, in lengths of the trunk: skin, muscle and half a vertebra. Chosen."""

HALFWAY: Final = 0.5
"""At most this share of the trunk's thickness, so that the line is never outside a slim or badly seen trunk; chosen."""


class SpineReader:
    """Looks at the spine in one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self._from_side = exercise.view == "side"
        told_apart = any(fault.low_back for fault in exercise.fault) and not TELL_APART.isdisjoint(exercise.measures)
        self._parts = PARTS["side" if self._from_side else "front"] if told_apart else ()
        self._low_back = {fault.id for fault in exercise.fault if fault.low_back}
        self._fills = exercise.gauge.measure in WHOLE_BACK

    def of(self, size: tuple[int, int], body: Body, neutral: Neutral | None, unwatched: Iterable[str] = ()) -> Spine:
        """The spine in this pose. size: of the picture, in pixels. unwatched: ids of the faults that cannot be seen now."""
        course = self._course(size, body, neutral) if neutral is not None and self._from_side else None
        thoracic = lumbar = pelvis = nan
        if self._parts and neutral is not None and self._low_back.isdisjoint(unwatched):
            found = registry.compute(body, neutral, self._parts)
            thoracic, lumbar, pelvis = (found[name] for name in self._parts)
        if not (isfinite(thoracic) and isfinite(lumbar)):
            thoracic = lumbar = pelvis = nan
        return Spine(course, thoracic, lumbar, pelvis, turning=not self._from_side, fills=self._fills)

    @staticmethod
    def _course(size: tuple[int, int], body: Body, neutral: Neutral) -> FloatArray | None:
        """Along the back's contour and a little inside it; None where the outline does not show enough of it.

        Where no elbow is seen, nobody knows whether an arm makes the contour.
        """
        if body.outline is None or isnan(body.centre("elbow")[0]):
            return None
        front, back = profile_of(body, HEIGHTS, neutral.facing, body.centre("hip"), body.centre("shoulder"))
        if np.isnan(back).any() or np.isnan(front).any():
            return None
        hips, shoulders = np.array(body.centre("hip")), np.array(body.centre("shoulder"))
        along = shoulders - hips
        forward = neutral.facing * np.array([-along[1], along[0]])
        covered = _covered(body, hips, along, forward, back)
        if HEIGHTS.size - covered.sum() < LEAST_SEEN:
            return None
        if covered.any():
            back = np.interp(HEIGHTS, HEIGHTS[~covered], back[~covered])
        inside = _SMOOTHED @ back - np.minimum(INSIDE, HALFWAY * np.maximum(front + back, 0.0))
        places = hips + HEIGHTS[:, None] * along - inside[:, None] * forward
        return np.asarray(places / size, np.float32)


def _covered(body: Body, hips: Floats, along: Floats, forward: Floats, back: Floats) -> NDArray[np.bool_]:
    """At which heights the contour is an arm's and not the back's: the arm lies there, as far behind as the contour."""
    squared = float(along @ along)
    along_arms = []
    for side in SIDES:
        joints = np.array([body.of_side(side, part) for part in ("shoulder", "elbow", "wrist")])
        along_arms += [
            start + shares[:, None] * (end - start)
            for (start, end), shares in zip(pairwise(joints), ALONG_THE_ARM, strict=True)
        ]
    places = np.concatenate(along_arms) - hips
    heights, behind = places @ along / squared, -(places @ forward) / squared
    on_contour = behind > np.interp(heights, HEIGHTS, back) - NEAR_THE_EDGE
    reached = np.abs(HEIGHTS[:, None] - heights) < ARM_THICK
    return np.asarray((reached & on_contour).any(axis=1))
