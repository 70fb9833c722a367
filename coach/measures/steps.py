"""Marching: how high the knees come, seen from the front."""

from __future__ import annotations

from coach.measures.neutral import Neutral
from coach.measures.registry import measure
from coach.signals.body import Body


def _left_knee_over_right(body: Body) -> float:
    return body["right_knee"][1] - body["left_knee"][1]


@measure("knee_lift_pct", "front", signed=True)
def knee_lift(body: Body, neutral: Neutral) -> float:
    """How much higher one knee is than the other, in % of the trunk's length, change from neutral, left one positive.

    The difference of both, so that the whole body going up and down does not matter. Its peaks come within 0.03 s of a
    step's (rendered people); at 15 frames a second the landmarker's own smoothing takes a third of their height.
    """
    return 100 * (_left_knee_over_right(body) - _left_knee_over_right(neutral.body)) / neutral.trunk
