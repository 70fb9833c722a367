"""Arching back, seen from the side, by formula: the upper back's part, and the part of all that is below it."""

from __future__ import annotations

from math import atan, degrees, nan

import numpy as np

from coach.measures.head import head_pitch, trunk_direction
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.measures.silhouette import profile_of
from coach.signals.body import Body, turned

MID_BACK = np.linspace(0.35, 0.60, 11)
"""Where the back's tangent tells the low back's movement from the upper back's, in parts of hip–shoulder. There the
tangent turns by 1.4° in an arch of the upper back of 25°, by 24° in one of the low back, by 25° in a lean from the
hips (rendered people)."""


def mid_back_direction(body: Body, facing: int) -> float:
    """Direction of the mid back's contour, degrees: 0 upright, positive forward; NaN without an outline."""
    key = ("mid_back_direction", facing)
    if key not in body.memory:
        body.memory[key] = _mid_back_direction(body, facing)
    return body.memory[key]


def _mid_back_direction(body: Body, facing: int) -> float:
    if body.outline is None:
        return nan
    _, back = profile_of(body, MID_BACK, facing, body.centre("hip"), body.centre("shoulder"))
    centred = MID_BACK - MID_BACK.mean()
    slope = float(centred @ back / (centred @ centred))
    return trunk_direction(body, facing) - degrees(atan(slope))


@measure("trunk_lean_deg", "side", widened=True)
def trunk_lean(body: Body, neutral: Neutral) -> float:
    """Lean of the line from hips to shoulders from the picture's vertical, absolute, forward positive."""
    return trunk_direction(body, neutral.facing)


@measure("lower_back_arch_deg", "side")
def lower_back_arch(body: Body, neutral: Neutral) -> float:
    """How far everything below the upper back leaned or arched back, change from neutral, backward positive.

    The tangent of the mid back: arching the low back, leaning from the hips and tilting the pelvis all turn it.
    """
    f = neutral.facing
    return turned(mid_back_direction(neutral.body, f) - mid_back_direction(body, f))


def upper_back_arch(body: Body, neutral: Neutral) -> float:
    """Extension of the upper back, change from neutral, backward positive.

    Pitch of the head less the mid back's tangent. Moving the neck alone changes it as well, so hold the head still in
    the hands.
    """
    f = neutral.facing
    head = turned(head_pitch(neutral.body, f) - head_pitch(body, f))
    return head - lower_back_arch(body, neutral)
