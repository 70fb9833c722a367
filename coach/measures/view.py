"""Which way the person is to the camera, from landmarks alone."""

from __future__ import annotations

from math import atan2, degrees, isnan, nan
from typing import Final

import numpy as np

from coach.landmarks import INDEX
from coach.measures.neutral import SeenView
from coach.signals.body import Body, axis_frame

FRONT_ABOVE = 0.45
"""Breadth of the shoulders in trunk lengths from which a view is a front view (chosen: rendered people in front of the
camera have 0.60 … 0.80; turned by 45° that is 0.42 … 0.57)."""

SIDE_BELOW = 0.33
"""Below this it is a side view (chosen: rendered people have 0.00 … 0.14 square from the side, up to 0.24
when 10° off)."""

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


AWAY: Final = (
    (0.0, 21.0, 44.0, 53.0, 57.0, 63.0, 74.0, 90.0, 180.0),
    (0.0, 15.0, 31.0, 41.0, 50.0, 60.0, 75.0, 90.0, 180.0),
)
"""What ``turn_deg`` reads, and how far people are turned who read so: of 72 rendered stills of three bodies, sitting and
standing, every 10° to 15° from in front to side-on. What is left is off by 3° on average and by 9° at the most."""


def shoulder_breadth(body: Body) -> float:
    """Distance between the shoulders across the trunk, in trunk lengths; NaN when not seen."""
    _, normal, length = axis_frame(body.centre("hip"), body.centre("shoulder"))
    left, right = body["left_shoulder"], body["right_shoulder"]
    if isnan(left[0]) != isnan(right[0]):
        return 0.0
    return abs((left[0] - right[0]) * normal[0] + (left[1] - right[1]) * normal[1]) / length


def view_of(body: Body) -> SeenView:
    """front (from the feet's end too), side, diagonal or back, by the breadth of the shoulders and which of them is where.

    "unknown" when shoulders or hips are not seen. One shoulder hidden behind the other is a side view.
    """
    breadth = shoulder_breadth(body)
    if isnan(breadth):
        return "unknown"
    if breadth <= SIDE_BELOW:
        return "side"
    if shows_back(body):
        return "back"
    return "front" if breadth >= FRONT_ABOVE else "diagonal"


def shows_back(body: Body) -> bool:
    """Whether left and right of shoulders, ears and hips are all the other way round than in somebody who faces the camera.

    All that are seen, and two of them at least: in clips of real people who twist far, the model sees shoulders and hips the
    wrong way round for moments. No frame of the 139 samples has all of them so.
    """
    known = body.memory.get("shows the back")
    if known is None:
        known = body.memory["shows the back"] = float(_shows_back(body))
    return bool(known)


def _shows_back(body: Body) -> bool:
    shoulder, hip = body.centre("shoulder"), body.centre("hip")
    if isnan(hip[0]):
        hip = (shoulder[0], shoulder[1] + 1.0)
    _, normal, _ = axis_frame(hip, shoulder)
    pairs = [(body[f"left_{part}"], body[f"right_{part}"]) for part in ("shoulder", "ear", "hip")]
    across = [(left[0] - right[0]) * normal[0] + (left[1] - right[1]) * normal[1] for left, right in pairs]
    known = [each for each in across if not isnan(each)]
    return not isnan(across[0]) and len(known) > 1 and max(known) < 0


def turn_deg(body: Body) -> float:
    """How far an upright person is turned away from the camera, to the own left positive: 0 facing it, ±90 side-on.

    -180 … 180. From the lines through shoulders and hips, across as seen and in depth as the model guesses it in the
    picture; the head may be turned. NaN when the shoulders are not seen.
    """
    shoulders = _across_and_deep(body, "shoulder")
    if shoulders is None:
        return nan
    hips = _across_and_deep(body, "hip")
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


def away_deg(body: Body) -> float:
    """How far an upright person is turned away from the camera, to either side: 0 facing it, 90 side-on; NaN when unknown.

    As ``turn_deg``, less what that reads too much between the two, so that it tells how much narrower somebody looks.
    """
    return float(np.interp(abs(turn_deg(body)), *AWAY))


def _across_and_deep(body: Body, part: str) -> tuple[float, float] | None:
    """Left less right of a pair in pixels, to the picture's right and away; None where neither is seen."""
    left, right = INDEX[f"left_{part}"], INDEX[f"right_{part}"]
    if body.deep is None or not (body.seen[left] or body.seen[right]):
        return None
    return float(body.xy[left, 0] - body.xy[right, 0]), float(body.deep[left] - body.deep[right])
