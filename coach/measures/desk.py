"""Measuring with the hips hidden, as by a desk: what the upper body tells by itself; everything else is unknown.

For these measures the hips only say how large somebody is and which way is up. Both can be told without: the size from the
shoulders' breadth, and up as the picture's, since nobody lies at a desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, degrees, isnan, nan
from typing import Final

from coach.landmarks import INDEX
from coach.measures import registry
from coach.measures.names import sides_of
from coach.measures.neutral import Neutral, SeenView
from coach.measures.rotation import SHOULDERS_TO_THORAX, shoulder_turn
from coach.measures.view import shows_back
from coach.signals.body import Body, distance, middle

TRUNK_BREADTHS: Final = 1.5
"""Length of the trunk in breadths of the shoulders (rendered people from the front: 1.25 … 1.67)."""

FRONT_ABOVE: Final = 0.9
"""Breadth of the shoulders in heights of the ears above them from which somebody faces the camera (chosen)."""

HEAD_SHARE: Final = 0.45
"""How far the nose is from the middle of the ears in a profile, in breadths of the shoulders (chosen)."""

HEAD_STILL_DEG: Final = 4.0
"""Turn of the head up to which the shoulders are taken to face the camera: there the elbows' span is blind (chosen)."""

ALONE: Final = frozenset(
    {
        "arm_elevation_left_deg",
        "arm_elevation_right_deg",
        "both_shoulders_lift_pct",
        "elbow_flexion_left_deg",
        "elbow_flexion_right_deg",
        "elbow_height_pct",
        "head_drop_pct",
        "head_turn_pct",
        "shoulder_lift_pct",
        "thoracic_rotation_deg",
    }
)
"""The measures that do without the hips. The upper back's rotation then holds the pelvis' as well."""


def known(measure: str) -> bool:
    """Whether a measure, sides filled in or not, is known with the hips hidden."""
    return all(full in ALONE for full in sides_of(measure))


def stood_in(body: Body, trunk: float) -> Body:
    """The same body with the hips straight below the shoulders, marked as not seen. trunk: pixels."""
    shoulder = body.centre("shoulder")
    xy = body.xy.copy()
    for side in ("left", "right"):
        at = body.of_side("left" if side == "left" else "right", "shoulder")
        x = shoulder[0] if isnan(at[0]) else at[0]
        xy[INDEX[f"{side}_hip"]] = (x, shoulder[1] + trunk)
    return Body(xy, body.seen, body.outline, points_of=("left_hip", "right_hip"))


def trunk_of(body: Body) -> float:
    """Length of the trunk in pixels, guessed from the shoulders' breadth; NaN when they are not seen."""
    return TRUNK_BREADTHS * distance(body["left_shoulder"], body["right_shoulder"])


def view_of(body: Body) -> SeenView:
    """Which way somebody with hidden hips is to the camera, by the shoulders' breadth against the ears' height above them."""
    left, right = body["left_shoulder"], body["right_shoulder"]
    ear = middle(body["left_ear"], body["right_ear"])
    height = (left[1] + right[1]) / 2 - ear[1]
    breadth = abs(left[0] - right[0])
    if isnan(height) or isnan(breadth):
        return "unknown"
    if breadth < FRONT_ABOVE * abs(height):
        return "side"
    return "back" if shows_back(body) else "front"


def compute(body: Body, neutral: Neutral, wanted: Iterable[str]) -> dict[str, float]:
    """The wanted measures of one pose, NaN for those that rest on the hips. neutral: with its hips stood in."""
    upper = stood_in(body, neutral.trunk)
    values = {}
    for name in wanted:
        if name not in ALONE:
            values[name] = nan
        elif name == "thoracic_rotation_deg":
            values[name] = _rotation(upper, neutral)
        else:
            values.update(registry.compute(upper, neutral, (name,)))
    return values


def _rotation(body: Body, neutral: Neutral) -> float:
    """Turn of the upper body, change from neutral, left positive; from the elbows' span, the head saying which way."""
    turn = SHOULDERS_TO_THORAX * shoulder_turn(body, neutral)
    head = abs(_head_deg(body, neutral) - _head_deg(neutral.body, neutral))
    return turn if isnan(head) else max(-6 * head, min(6 * head, turn)) if head < HEAD_STILL_DEG else turn


def _head_deg(body: Body, neutral: Neutral) -> float:
    breadth = neutral.trunk / TRUNK_BREADTHS
    share = (body["nose"][0] - body.centre("ear")[0]) / (HEAD_SHARE * breadth)
    return degrees(asin(max(-1.0, min(1.0, share))))
