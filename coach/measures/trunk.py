"""The parts of a trunk movement, told apart: upper back, low back, pelvis; and the share made below the upper back.

One idea stands behind every low-back warning, in turning, twisting, arching, bending back, squeezing the blades and pressing
up alike: of all that moved, how much moved below the upper back?

    share = lower / (upper + lower)                     0 … 1, unknown while upper + lower is below LEAST_MOVEMENT_DEG

| movement                     | upper                     | lower                                    |
|------------------------------|---------------------------|------------------------------------------|
| turning, from the front      | thoracic rotation         | lumbar and pelvic rotation               |
| arching, upright, at the side | thoracic extension        | lumbar extension, and the pelvis' tilt   |
| pressing up, lying, at the side | rise of the chest       | rise of the pelvis                       |

An exercise file says from which share on there is a hint, and from which a warning: what belongs to the low back in a bend
backward does not in a turn.

The learned reading is used where it knows the person: it tells the parts apart better than any formula. Whether it does
is decided once, on the neutral, so that a measure never changes its source in mid-movement. For a person whose neutral
lies outside of what it was trained on, the formulas of ``rotation`` and ``arch`` stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan, nan

import numpy as np

from coach.measures import arch, rotation, shoulders
from coach.measures.floor import pelvis_lift, trunk_rise
from coach.measures.head import trunk_direction
from coach.measures.learned import reaches_of
from coach.measures.neutral import Neutral
from coach.measures.ranges import POSSIBLE
from coach.measures.registering import measure
from coach.measures.weights import TaughtBy, reader_for
from coach.signals.body import Body

LEAST_MOVEMENT_DEG = 12.0
"""Movement of the whole trunk below which a share is not told: it would be noise over noise (chosen; the parts are read
to 1-3°)."""

LYING_DEG = 60.0
"""A trunk farther than this from upright lies (chosen: people who sit lean by 20° at the most, on all fours by 75)."""


HANDS_DOWN = 0.2
"""Wrists that are no higher than this above the hips, in trunk lengths, lie on the thighs (chosen: on rendered people -0.2
… 0.1 on the thighs, 0.4 and more with the arms crossed or the hands behind the head)."""


ARMS_ELSEWHERE = 0.6
"""How much higher or lower than in neutral the elbows may be, in trunk lengths, for the turn to be read without an outline
(chosen: of a real person who turned with lifted elbows they sank by 0.5, and from the thighs to the lift they rose by 0.7).
With the hands on the thighs nothing is read without one: that person's turns were told to the wrong side."""


def _taught_by(neutral: Neutral) -> TaughtBy | None:
    """Which reading knows such a start position."""
    if neutral.view == "front":
        height = (neutral.body.centre("hip")[1] - neutral.body.centre("wrist")[1]) / neutral.trunk
        return "twist" if height < HANDS_DOWN else "front"
    return "side" if neutral.view == "side" else None


def _read(body: Body, neutral: Neutral, taught_by: TaughtBy) -> Mapping[str, float]:
    reaches = neutral.reaches if body is neutral.body else reaches_of(body)
    against = neutral.readings.get(taught_by)
    if against is None:
        against = neutral.readings[taught_by] = reader_for(taught_by).against(neutral.body.xy, neutral.reaches)
    read = against.read(body.xy, body.seen, reaches)
    alone = taught_by != "side" and bool(np.isnan(neutral.reaches).all())
    if alone and (taught_by == "twist" or not rotation.arms_as_before(body, neutral, ARMS_ELSEWHERE)):
        return dict.fromkeys(read, nan)
    # One part that no spine does, and the pose was not understood: then the other parts are worth nothing either.
    possible = all(POSSIBLE[name].holds(value) or isnan(value) for name, value in read.items() if name in POSSIBLE)
    return read if possible else dict.fromkeys(read, nan)


def learned_angles(body: Body, neutral: Neutral) -> Mapping[str, float] | None:
    """The learned reading of one pose, NaN where the pose is unlike its training; None where the neutral already is."""
    taught_by = _taught_by(neutral)
    if taught_by is None:
        return None
    known = neutral.body.memory
    if "learned" not in known:
        known["learned"] = float(not all(map(isnan, _read(neutral.body, neutral, taught_by).values())))
    if not known["learned"]:
        return None
    if body.learned_angles is None or body.learned_angles[0] is not neutral.body:
        body.learned_angles = (neutral.body, _read(body, neutral, taught_by))
    return body.learned_angles[1]


@measure("thoracic_rotation_deg", "front")
def thoracic_rotation(body: Body, neutral: Neutral) -> float:
    """Axial rotation of the upper back (T12 to T1), change from neutral, left positive."""
    read = learned_angles(body, neutral)
    return rotation.thoracic_rotation(body, neutral) if read is None else read["thoracic_rotation_deg"]


@measure("pelvis_rotation_deg", "front")
def pelvis_rotation(body: Body, neutral: Neutral) -> float:
    """Axial rotation of the pelvis on the seat, change from neutral, left positive."""
    read = learned_angles(body, neutral)
    return rotation.pelvis_rotation(body, neutral) if read is None else read["pelvis_rotation_deg"]


@measure("lumbar_rotation_deg", "front")
def lumbar_rotation(body: Body, neutral: Neutral) -> float:
    """Axial rotation of the low back (L5 to L1), change from neutral, left positive."""
    read = learned_angles(body, neutral)
    return nan if read is None else read["lumbar_rotation_deg"]


@measure("shoulder_line_turn_deg", "front")
def shoulder_line_turn(body: Body, neutral: Neutral) -> float:
    """Turn of the line through the shoulders whatever the arms do, pelvis included, change from neutral, left positive."""
    read = learned_angles(body, neutral)
    return shoulders.shoulder_line_turn(body, neutral) if read is None else read["shoulder_line_yaw_deg"]


@measure("upper_back_arch_deg", "side")
def upper_back_arch(body: Body, neutral: Neutral) -> float:
    """Extension of the upper back (T12 to T1), change from neutral, backward positive."""
    read = learned_angles(body, neutral)
    return arch.upper_back_arch(body, neutral) if read is None else read["thoracic_extension_deg"]


@measure("lumbar_extension_deg", "side")
def lumbar_extension(body: Body, neutral: Neutral) -> float:
    """Extension of the low back (L5 to L1), change from neutral, backward positive."""
    read = learned_angles(body, neutral)
    return nan if read is None else read["lumbar_extension_deg"]


@measure("pelvic_tilt_deg", "side")
def pelvic_tilt(body: Body, neutral: Neutral) -> float:
    """Tilt of the pelvis, change from neutral: its top forward (anterior) positive."""
    read = learned_angles(body, neutral)
    return nan if read is None else read["pelvic_tilt_deg"]


@measure("low_back_share", "front", "side")
def low_back_share(body: Body, neutral: Neutral) -> float:
    """Share of a movement made below the upper back, 0 … 1; unknown while there is hardly any movement.

    See the top of this module for what is taken as above and below in which movement.
    """
    upper, lower = _above_and_below(body, neutral)
    if isnan(upper) or isnan(lower) or upper + lower < LEAST_MOVEMENT_DEG:
        return nan
    return lower / (upper + lower)


def _above_and_below(body: Body, neutral: Neutral) -> tuple[float, float]:
    """How far the upper back moved and how far all below it did, degrees, unsigned."""
    if lies(neutral):
        return max(0.0, trunk_rise(body, neutral)), max(0.0, pelvis_lift(body, neutral))
    read = learned_angles(body, neutral)
    if read is None:
        return _by_formula(body, neutral)
    if neutral.view == "front":
        below = abs(read["lumbar_rotation_deg"] + read["pelvis_rotation_deg"])
        return abs(read["thoracic_rotation_deg"]), below
    below = abs(read["lumbar_extension_deg"]) + abs(read["pelvic_tilt_deg"])
    return abs(read["thoracic_extension_deg"]), below


def lies(neutral: Neutral) -> bool:
    """Whether the start position is lying, seen from the side: the trunk nearer to level than to upright."""
    level = abs(trunk_direction(neutral.body, neutral.facing))
    return neutral.view == "side" and LYING_DEG < level < 180 - LYING_DEG


def _by_formula(body: Body, neutral: Neutral) -> tuple[float, float]:
    if neutral.view == "front":
        return abs(rotation.thoracic_rotation(body, neutral)), abs(rotation.pelvis_rotation(body, neutral))
    return abs(arch.upper_back_arch(body, neutral)), abs(arch.lower_back_arch(body, neutral))
