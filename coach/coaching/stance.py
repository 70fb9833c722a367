"""How a person stands to the camera: turned how far, tilted how much, how large in the picture."""

from __future__ import annotations

from math import atan2, degrees, isnan, nan

from coach.landmarks import INDEX
from coach.signals.body import Body, turned
from coach.values import Pose

LEAST_LINE_TRUNKS = 0.3
"""Shortest line across the body, in trunk lengths, of which a slope is taken (chosen: shorter ones are jitter)."""

MOST_DISAGREEMENT_DEG = 7.0
"""How far the lines of the body may disagree on the camera's tilt before it is unknown (chosen)."""


def turn_deg(pose: Pose, body: Body) -> float:
    """How far an upright person is turned away from the camera, to the own left positive: 0 facing it, ±90 side-on.

    -180 … 180, from the line through the shoulders: across as seen, and in depth as the model guesses it in the image.
    NaN when the shoulders are not seen.
    """
    left, right = INDEX["left_shoulder"], INDEX["right_shoulder"]
    if not (body.seen[left] or body.seen[right]):
        return nan
    width = pose.size[0]
    across = float(pose.image[left, 0] - pose.image[right, 0]) * width
    deep = float(pose.image[left, 2] - pose.image[right, 2]) * width
    return degrees(atan2(deep, across)) if across or deep else nan


def roll_deg(body: Body) -> float:
    """How far the camera is tilted, seen from behind it: clockwise positive. From an upright person who faces it.

    The mean of what shoulders, hips and trunk tell; NaN where they disagree, or the person is not seen from the front.
    """
    trunk = body.trunk()
    slopes = []
    for part in ("shoulder", "hip"):
        left, right = body.of_side("left", part), body.of_side("right", part)
        across, down = left[0] - right[0], left[1] - right[1]
        if isnan(across) or not across > LEAST_LINE_TRUNKS * trunk:
            return nan
        slopes.append(-degrees(atan2(down, across)))
    hip, shoulder = body.centre("hip"), body.centre("shoulder")
    slopes.append(turned(-degrees(atan2(shoulder[0] - hip[0], hip[1] - shoulder[1]))))
    if max(slopes) - min(slopes) > MOST_DISAGREEMENT_DEG:
        return nan
    return sum(slopes) / len(slopes)


def trunk_px(body: Body) -> float:
    """Length of the trunk in pixels, or what the shoulders' breadth tells of it where the hips are hidden; NaN if neither."""
    trunk = body.trunk()
    if not isnan(trunk):
        return trunk
    left, right = body["left_shoulder"], body["right_shoulder"]
    return abs(left[0] - right[0]) / 0.7
