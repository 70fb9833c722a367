"""How a person stands to the camera: turned how far, the camera tilted how much, how large in the picture.

The figures come from 557 rendered stills of 24 bodies, sitting and standing, arms down, bent and behind the head, half of
them with the head turned to the camera, the camera all round them, 0.6 to 1.6 m high, 1.9 to 3.2 m away, tilted by up to
14°. Where they say to turn by more than 20°, the way was right in all of 287.
"""

from __future__ import annotations

from math import atan2, degrees, hypot, isnan, nan
from typing import Final

from coach.landmarks import INDEX
from coach.signals.body import Body, turned
from coach.values import Pose

SHOULDERS_TURN: Final = 0.36
"""The turn from facing is so much of the shoulder line's depth angle ..."""

HIPS_TURN: Final = 0.40
"""... and so much of the hip line's: the model makes depth too large. Error 6° on average, 16° in 95 % (up to 60°)."""

SHOULDERS_ALONE: Final = 0.75
"""The same where the hips are hidden: 7° on average, 16° in 95 %."""

SIDE_FROM_DEG: Final = 55.0
"""From here on the turn is read from the breadths across, as seen from the side (chosen: 6 of 297 read on the wrong way)."""

SIDE_AT_DEG: Final = 95.6
SHOULDERS_ACROSS_DEG: Final = 25.0
HIPS_ACROSS_DEG: Final = 80.0
"""A turn near side-on is the first, less so many degrees for each trunk length that left is right of right in the picture.
Error 6° on average, 14° in 95 % (58° to 122°)."""

BEHIND_DEG: Final = 130.0
"""From here on the person shows the back, and only that is known."""

LEAST_LINE_TRUNKS: Final = 0.3
"""Shortest line across the body, in trunk lengths, of which a slope is taken (chosen: shorter ones are jitter)."""

MOST_DISAGREEMENT_DEG: Final = 9.0
"""How far the lines of a seated body may disagree on the camera's tilt before it is unknown (chosen)."""

SHOULDERS_TRUNKS: Final = 0.7
"""Breadth of the shoulders in trunk lengths, from the front (rendered people: 0.60 … 0.80)."""


def turn_deg(pose: Pose, body: Body) -> float:
    """How far an upright person is turned away from the camera, to the own left positive: 0 facing it, ±90 side-on.

    -180 … 180. From the lines through shoulders and hips, across as seen and in depth as the model guesses it in the
    picture; the head may be turned. NaN when the shoulders are not seen.
    """
    shoulders = _across_and_deep(pose, body, "shoulder")
    if shoulders is None:
        return nan
    hips = _across_and_deep(pose, body, "hip")
    at_shoulders = degrees(atan2(shoulders[1], shoulders[0]))
    trunk = body.trunk()
    if hips is None or isnan(trunk):
        return SHOULDERS_ALONE * at_shoulders if abs(at_shoulders) < SIDE_FROM_DEG else at_shoulders
    deep = hips[1] - 0.2 * shoulders[1]
    about = degrees(atan2(deep, 0.75 * shoulders[0] + 0.85 * hips[0]))
    if abs(about) >= BEHIND_DEG:
        return about
    if abs(about) >= SIDE_FROM_DEG:
        size = SIDE_AT_DEG - (SHOULDERS_ACROSS_DEG * shoulders[0] + HIPS_ACROSS_DEG * hips[0]) / trunk
        return size if about > 0 else -size
    return SHOULDERS_TURN * at_shoulders + HIPS_TURN * degrees(atan2(hips[1], hips[0]))


def turned_off_deg(pose: Pose, body: Body, view: str) -> float:
    """How far an upright person is turned away from facing the camera (view "front"), or from the nearer side-on ("side").

    Degrees, to the own left positive: who reads +20 must turn 20° to the own right. NaN when unknown.
    """
    turn = turn_deg(pose, body)
    return turned(turn - (90.0 if turn >= 0 else -90.0)) if view == "side" else turn


def _across_and_deep(pose: Pose, body: Body, part: str) -> tuple[float, float] | None:
    """Left less right of a pair in pixels, to the picture's right and away; None where neither is seen."""
    left, right = INDEX[f"left_{part}"], INDEX[f"right_{part}"]
    if not (body.seen[left] or body.seen[right]):
        return None
    width = pose.size[0]
    across = float(pose.image[left, 0] - pose.image[right, 0]) * width
    return across, float(pose.image[left, 2] - pose.image[right, 2]) * width


def roll_deg(body: Body, position: str, view: str) -> float:
    """How far the camera is tilted, to either side, from an upright person; the sign tells the side, and only that.

    Standing, from the line from ankles to shoulders: error 0.5° on average from the front, 0.9° from the side. Sitting and
    facing the camera, the mean of what shoulders, hips and trunk tell: 2.1°, 5.1° in 95 %. NaN otherwise.
    """
    if position == "standing":
        ankles = body.centre("ankle")
        return _slope(ankles, body.centre("shoulder")) if not isnan(ankles[0]) else nan
    if position != "seated" or view != "front":
        return nan
    trunk = body.trunk()
    slopes = [_slope(body.centre("hip"), body.centre("shoulder"))]
    for part in ("shoulder", "hip"):
        left, right = body.of_side("left", part), body.of_side("right", part)
        across, down = left[0] - right[0], left[1] - right[1]
        if isnan(across) or not across > LEAST_LINE_TRUNKS * trunk:
            return nan
        slopes.append(degrees(atan2(down, across)))
    if max(slopes) - min(slopes) > MOST_DISAGREEMENT_DEG:
        return nan
    return sum(slopes) / len(slopes)


def _slope(low: tuple[float, float], high: tuple[float, float]) -> float:
    """How far the line leans to the picture's right, as the tilted line through the shoulders does that falls there."""
    return turned(degrees(atan2(high[0] - low[0], low[1] - high[1])))


def trunk_px(body: Body, view: str) -> float:
    """Length of the trunk in pixels; NaN when unknown.

    From the shoulders' breadth where the hips are hidden in front of the camera, and where the trunk is foreshortened.
    """
    trunk = body.trunk()
    if view == "side" or (view == "front" and not isnan(trunk)):
        return trunk
    left, right = body["left_shoulder"], body["right_shoulder"]
    return hypot(left[0] - right[0], left[1] - right[1]) / SHOULDERS_TRUNKS
