"""Which way the person is to the camera, from landmarks alone."""

from __future__ import annotations

from math import isnan

from coach.measures.neutral import SeenView
from coach.signals.body import Body, axis_frame

FRONT_ABOVE = 0.45
"""Breadth of the shoulders in trunk lengths from which a view is a front view (chosen: rendered people in front of the
camera have 0.60 … 0.80; turned by 45° that is 0.42 … 0.57)."""

SIDE_BELOW = 0.33
"""Below this it is a side view (chosen: rendered people have 0.00 … 0.14 square from the side, up to 0.24
when 10° off)."""


def shoulder_breadth(body: Body) -> float:
    """Distance between the shoulders across the trunk, in trunk lengths; NaN when not seen."""
    _, normal, length = axis_frame(body.centre("hip"), body.centre("shoulder"))
    left, right = body["left_shoulder"], body["right_shoulder"]
    if isnan(left[0]) != isnan(right[0]):
        return 0.0
    return abs((left[0] - right[0]) * normal[0] + (left[1] - right[1]) * normal[1]) / length


def view_of(body: Body) -> SeenView:
    """front (from the feet's end too), side or diagonal, by the breadth of the shoulders.

    "unknown" when shoulders or hips are not seen. One shoulder hidden behind the other is a side view.
    """
    breadth = shoulder_breadth(body)
    if isnan(breadth):
        return "unknown"
    if breadth >= FRONT_ABOVE:
        return "front"
    return "side" if breadth <= SIDE_BELOW else "diagonal"
