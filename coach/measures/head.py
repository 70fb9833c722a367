"""The head against the trunk, from the side: change from the user's own neutral."""

from __future__ import annotations

from math import nan

from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body, axis_frame, direction, turned

NECK_SHARE_OF_EAR = 0.55
"""How far the line from shoulder to ear turns per degree of neck flexion (chosen: the neck bends evenly along its
length, so its upper end moves as if it had turned by about half)."""


def head_pitch(body: Body, facing: int) -> float:
    """Direction from ear to nose, degrees: 90 level, more with the face down; the front of the body is positive."""
    return direction(body.centre("ear"), body["nose"], facing)


def trunk_direction(body: Body, facing: int) -> float:
    """Direction from hips to shoulders, degrees: 0 upright, positive forward."""
    return direction(body.centre("hip"), body.centre("shoulder"), facing)


def ear_direction(body: Body, facing: int) -> float:
    """Direction from shoulders to ears, degrees: 0 upright, positive forward."""
    return direction(body.centre("shoulder"), body.centre("ear"), facing)


@measure("neck_flexion_deg", "side", widened=True)
def neck_flexion(body: Body, neutral: Neutral) -> float:
    """Bend of the neck, change from neutral: positive chin towards the chest, negative face up.

    Pitch of the line ear–nose against the lean of the trunk.
    """
    f = neutral.facing
    now = head_pitch(body, f) - trunk_direction(body, f)
    return turned(now - (head_pitch(neutral.body, f) - trunk_direction(neutral.body, f)))


@measure("chin_tuck_deg", "side")
def chin_tuck(body: Body, neutral: Neutral) -> float:
    """Retraction of the head, change from neutral: positive drawn back over the neck, negative poking forward.

    How far the line shoulder–ear turned back against the trunk, less what bending the neck does to it.
    """
    f = neutral.facing
    now = ear_direction(body, f) - trunk_direction(body, f)
    ear = turned(now - (ear_direction(neutral.body, f) - trunk_direction(neutral.body, f)))
    return NECK_SHARE_OF_EAR * neck_flexion(body, neutral) - ear


@measure("head_turn_pct", "front")
def head_turn(body: Body, neutral: Neutral) -> float:
    """How far the nose is beside the ears' midpoint, in % of the trunk's length, absolute, left positive.

    Facing the camera it is about 0; a turn by 20° makes about 6 (rendered people).
    """
    _, normal, _ = axis_frame(body.centre("hip"), body.centre("shoulder"))
    ear, nose = body.centre("ear"), body["nose"]
    return 100 * ((nose[0] - ear[0]) * normal[0] + (nose[1] - ear[1]) * normal[1]) / neutral.trunk


@measure("head_drop_pct", "front", "side", "diagonal")
def head_drop(body: Body, neutral: Neutral) -> float:
    """How far the nose came down towards the shoulders, in % of the trunk's length, change from neutral, down positive.

    From the front the nose's height above the shoulders reads 47/36/25/16 % for true 46/36/26/16 % as the chin drops.
    """

    def height(of: Body) -> float:
        return (of.centre("shoulder")[1] - of["nose"][1]) / neutral.trunk

    return 100 * (height(neutral.body) - height(body)) if neutral.trunk > 0 else nan
