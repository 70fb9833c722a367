"""Sitting: knees raised, seen from the side, and legs crossed, seen from the front."""

from __future__ import annotations

from math import nan

from coach.landmarks import INDEX
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body, Point, direction, turned
from coach.values import Side


def even_hidden(body: Body, side: Side, part: str) -> Point:
    """Where the landmarker puts a part, hidden or not.

    From the side the farther knee is hidden by the nearer one; its visibility is 0.4 … 0.6 while it is put within 3 % of
    the trunk's length of its place (rendered people), and it comes into sight when it rises.
    """
    x, y = body.xy[INDEX[f"{side}_{part}"]]
    return float(x), float(y)


def _thigh_direction(body: Body, side: Side, facing: int) -> float:
    return direction(even_hidden(body, side, "hip"), even_hidden(body, side, "knee"), facing)


def thigh_rise(body: Body, neutral: Neutral, side: Side) -> float:
    """How far one thigh was raised, change from neutral, up positive; the angle of hip–knee in the picture."""
    f = neutral.facing
    return turned(_thigh_direction(neutral.body, side, f) - _thigh_direction(body, side, f))


@measure("thigh_rise_left_deg", "side", widened=True)
def thigh_rise_left(body: Body, neutral: Neutral) -> float:
    """How far the left thigh was raised, change from neutral, up positive."""
    return thigh_rise(body, neutral, "left")


@measure("thigh_rise_right_deg", "side", widened=True)
def thigh_rise_right(body: Body, neutral: Neutral) -> float:
    """How far the right thigh was raised, change from neutral, up positive."""
    return thigh_rise(body, neutral, "right")


@measure("both_thighs_rise_deg", "side", widened=True)
def both_thighs_rise(body: Body, neutral: Neutral) -> float:
    """How far both thighs were raised: the one that is raised less; change from neutral, up positive."""
    left, right = thigh_rise(body, neutral, "left"), thigh_rise(body, neutral, "right")
    return min(left, right) if left == left and right == right else nan


@measure("thigh_rise_lead_deg", "side", widened=True)
def thigh_rise_lead(body: Body, neutral: Neutral) -> float:
    """How much more the left thigh was raised than the right one, change from neutral, left positive."""
    return thigh_rise(body, neutral, "left") - thigh_rise(body, neutral, "right")


@measure("knee_drop_pct", "front", "side", "diagonal")
def knee_drop(body: Body, neutral: Neutral) -> float:
    """How far the knees are below the hips, in % of the trunk's length, absolute.

    Tells standing (about 80) from sitting (30 … 57, the more the higher the camera) from the front.
    """
    return 100 * (body.centre("knee")[1] - body.centre("hip")[1]) / neutral.trunk


def _higher(body: Body, part: str) -> float:
    return body.of_side("right", part)[1] - body.of_side("left", part)[1]


@measure("upper_leg_pct", "front")
def upper_leg(body: Body, neutral: Neutral) -> float:
    """Which leg is crossed over the other: positive the left one, negative the right one, about 0 with both feet down.

    How much higher its knee and ankle are than the other's, on average, in % of the trunk's length. Rendered people
    with crossed legs have 25 … 45.
    """
    return 100 * (_higher(body, "knee") + _higher(body, "ankle")) / 2 / neutral.trunk


@measure("ankle_crossing_pct", "front")
def ankle_crossing(body: Body, neutral: Neutral) -> float:
    """How far the ankles have changed sides, in % of the trunk's length: positive crossed, negative side by side."""
    return 100 * (body["right_ankle"][0] - body["left_ankle"][0]) / neutral.trunk
