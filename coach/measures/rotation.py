"""Turning, seen from the front, by formula: the shoulders' turn from the elbows, the pelvis' from hips and knees.

Never from world-landmark yaw, which reads 0.17 of the truth when only the upper body turns.
"""

from __future__ import annotations

from math import acos, copysign, degrees, hypot, nan

from coach.measures.neutral import Neutral
from coach.measures.ranges import POSSIBLE
from coach.measures.registering import measure
from coach.signals import framing
from coach.signals.body import Body, axis_frame, direction, turned

DEG_PER_TRUNK = 730.0
"""Turn of the pelvis per trunk length by which the hips move sideways against the knees (fitted on rendered sitting
people; the feet stay planted, so the knees go the other way)."""

SHOULDERS_TO_THORAX = 1.15
"""Turn of the whole thoracic spine per turn of the shoulders against the pelvis (the shoulder girdle hangs on its upper
third, so it has turned through part of it only; fitted on rendered people)."""


ARMS_AS_BEFORE = 0.3
"""How much higher or lower than in neutral the elbows may be against the shoulders, in trunk lengths, for their span to tell
the turn: arms that came down or opened change it without any (chosen; behind the head the elbows wander by 0.2)."""


def _span(body: Body) -> float:
    left, right = body["left_elbow"], body["right_elbow"]
    return hypot(left[0] - right[0], left[1] - right[1])


def _elbows_over_shoulders(body: Body) -> float:
    return body.centre("shoulder")[1] - body.centre("elbow")[1]


def arms_as_before(body: Body, neutral: Neutral, within: float = ARMS_AS_BEFORE) -> bool:
    """Whether the elbows are about as high against the shoulders as in neutral, within so many trunk lengths."""
    times = framing.size(body, neutral.body)
    moved = _elbows_over_shoulders(body) / times - _elbows_over_shoulders(neutral.body)
    return abs(moved) <= within * neutral.trunk


def _nose_over_ears(body: Body) -> float:
    """How far the nose is to the right of the ears' midpoint as seen, along the shoulders' level, pixels."""
    _, normal, _ = axis_frame(body.centre("hip"), body.centre("shoulder"))
    ear, nose = body.centre("ear"), body["nose"]
    return (nose[0] - ear[0]) * normal[0] + (nose[1] - ear[1]) * normal[1]


def shoulder_turn(body: Body, neutral: Neutral) -> float:
    """Turn of the shoulder girdle against the camera, degrees, left positive, change from neutral.

    acos(elbow span / span at neutral), signed by the nose against the ears: MAE 2.5° on rendered people with the hands
    behind the head. Blind within about 10° of neutral, where it reads 0 … 10. Unknown once the arms have left the start
    position.
    """
    if not arms_as_before(body, neutral):
        return nan
    ratio = _span(body) / _span(neutral.body) / framing.size(body, neutral.body)
    size = degrees(acos(min(1.0, ratio))) if ratio == ratio else ratio
    return copysign(size, _nose_over_ears(body) - _nose_over_ears(neutral.body))


def _hips_over_knees(body: Body) -> float:
    return body.centre("hip")[0] - body.centre("knee")[0]


def pelvis_rotation(body: Body, neutral: Neutral) -> float:
    """Axial rotation of the pelvis on the seat, change from neutral, left positive; unknown where none turns so far."""
    turn = DEG_PER_TRUNK * (_hips_over_knees(body) - _hips_over_knees(neutral.body)) / neutral.trunk
    return turn if POSSIBLE["pelvis_rotation_deg"].holds(turn) else nan


@measure("pelvis_shift_pct", "front", "diagonal")
def pelvis_shift(body: Body, neutral: Neutral) -> float:
    """How far the hips' midpoint moved sideways, in % of the trunk's length, change from neutral, left positive."""
    return 100 * (body.centre("hip")[0] - neutral.body.centre("hip")[0]) / neutral.trunk


def thoracic_rotation(body: Body, neutral: Neutral) -> float:
    """Axial rotation of the upper back (T12 to T1), change from neutral, left positive."""
    return SHOULDERS_TO_THORAX * (shoulder_turn(body, neutral) - pelvis_rotation(body, neutral))


@measure("trunk_side_lean_deg", "front")
def trunk_side_lean(body: Body, neutral: Neutral) -> float:
    """Side-bend of the trunk: the line from hips to shoulders in the picture, change from neutral, left positive."""
    now = direction(body.centre("hip"), body.centre("shoulder"), 1)
    return turned(now - direction(neutral.body.centre("hip"), neutral.body.centre("shoulder"), 1))
