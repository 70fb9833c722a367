"""Lying on the floor: what rises from it, seen from the side, and which way the knees turn, seen from the feet's end."""

from __future__ import annotations

from math import asin, degrees, isnan, nan, radians, sin

from coach.measures.legs import thigh_rise
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body, Point, axis_frame, direction, distance, turned

THIGH_IN_HIP_WIDTHS = 2.0
"""Length of the thighs in distances between the hips as the landmarker puts them (fitted on rendered people)."""


def slope(low: Point, high: Point) -> float:
    """How steeply the line from low to high climbs in the picture: 0° level, 90° straight up, negative downwards."""
    return 90.0 - abs(direction(low, high, 1))


@measure("trunk_rise_deg", "side")
def trunk_rise(body: Body, neutral: Neutral) -> float:
    """How far the line from hips to shoulders was raised from the floor, change from neutral, up positive.

    Face up and face down alike. A crunch reads 14 … 17°, a full sit-up about 80° (rendered people).
    """
    now = slope(body.centre("hip"), body.centre("shoulder"))
    return now - slope(neutral.body.centre("hip"), neutral.body.centre("shoulder"))


@measure("pelvis_lift_deg", "side")
def pelvis_lift(body: Body, neutral: Neutral) -> float:
    """How far the thighs slope up from the knees to the hips, change from neutral, up positive.

    Face down with the knees on the floor this tells whether the pelvis stays there: up to 9° when it does, 28° when it
    is lifted by 15 cm (rendered people).
    """
    now = slope(body.centre("knee"), body.centre("hip"))
    return now - slope(neutral.body.centre("knee"), neutral.body.centre("hip"))


@measure("thighs_apart_deg", "side", widened=True)
def thighs_apart(body: Body, neutral: Neutral) -> float:
    """How much farther one thigh was raised than the other, change from neutral, unsigned: 0 with both together."""
    return abs(turned(thigh_rise(body, neutral, "left") - thigh_rise(body, neutral, "right")))


def _knees_over_hips(body: Body, neutral: Neutral) -> float:
    """How far the knees are to the person's left of the hips, across the trunk, in hip widths of neutral."""
    _, across, _ = axis_frame(neutral.body.centre("hip"), neutral.body.centre("shoulder"))
    hip, knee = body.centre("hip"), body.centre("knee")
    width = distance(neutral.body["left_hip"], neutral.body["right_hip"])
    if not width > 0:
        return nan
    return ((knee[0] - hip[0]) * across[0] + (knee[1] - hip[1]) * across[1]) / width


MOST_TURN = sin(radians(70.0))
"""Sine of the farthest turn of the knees that is told (chosen)."""


@measure("knees_turn_deg", "front")
def knees_turn(body: Body, neutral: Neutral) -> float:
    """How far both bent knees turned to one side, lying face up, change from neutral, left positive, -70 … 70°.

    Seen from the feet's end, from well above (2.1 m): the knees' way across the trunk as the sine. Rendered people who
    turn by 55 to 69° read 41 to 70. More than 70 is not told: there the sine hardly changes, and the jitter of the knees
    would be all.
    """
    across = _knees_over_hips(body, neutral) - _knees_over_hips(neutral.body, neutral)
    if isnan(across):
        return nan
    return degrees(asin(max(-MOST_TURN, min(MOST_TURN, across / THIGH_IN_HIP_WIDTHS))))


@measure("knees_over_hips_pct", "front", "diagonal")
def knees_over_hips(body: Body, neutral: Neutral) -> float:
    """How far the knees are up the trunk from the hips in the picture, in % of the trunk's length, absolute.

    Seen from the feet's end bent knees stand about over the hips (-25 … 5); sitting or standing they are far below.
    """
    along, _, _ = axis_frame(body.centre("hip"), body.centre("shoulder"))
    hip, knee = body.centre("hip"), body.centre("knee")
    return 100 * ((knee[0] - hip[0]) * along[0] + (knee[1] - hip[1]) * along[1]) / neutral.trunk


@measure("ankles_below_knees_pct", "front")
def ankles_below_knees(body: Body, neutral: Neutral) -> float:
    """How far the ankles are below the knees in the picture, along the trunk, in % of its length, absolute."""
    along, _, _ = axis_frame(body.centre("hip"), body.centre("shoulder"))
    knee, ankle = body.centre("knee"), body.centre("ankle")
    return 100 * ((knee[0] - ankle[0]) * along[0] + (knee[1] - ankle[1]) * along[1]) / neutral.trunk


@measure("shoulder_roll_deg", "front")
def shoulder_roll(body: Body, neutral: Neutral) -> float:
    """Tilt of the line between the shoulders in the picture, change from neutral, positive where the left one rose.

    Lying face up, seen from the feet's end from 2.1 m: up to 9° while both shoulders stay on the floor, 23 … 30° when one
    of them is lifted (rendered people). From lower down both read more.
    """
    before = direction(neutral.body["right_shoulder"], neutral.body["left_shoulder"], 1)
    return turned(before - direction(body["right_shoulder"], body["left_shoulder"], 1))
