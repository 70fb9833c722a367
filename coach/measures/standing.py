"""Standing, seen from the side: what leans over the feet, and whether the feet stay where they are."""

from __future__ import annotations

from math import isnan, nan

from coach.landmarks import GROUPS
from coach.measures.head import trunk_direction
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body, direction, distance, turned


def leg_direction(body: Body, facing: int) -> float:
    """Direction from ankles to hips, degrees: 0 upright, positive forward."""
    return direction(body.centre("ankle"), body.centre("hip"), facing)


def _shoulders_over_ankles(body: Body, neutral: Neutral) -> float:
    return neutral.facing * (body.centre("shoulder")[0] - body.centre("ankle")[0]) / neutral.trunk


@measure("backward_bend_deg", "side", widened=True)
def backward_bend(body: Body, neutral: Neutral) -> float:
    """How far the trunk leans back, change from neutral, backward positive: the line from hips to shoulders."""
    f = neutral.facing
    return turned(trunk_direction(neutral.body, f) - trunk_direction(body, f))


@measure("leg_lean_deg", "side", widened=True)
def leg_lean(body: Body, neutral: Neutral) -> float:
    """How far the legs lean over the ankles, change from neutral, forward positive: the pelvis being pushed forward."""
    f = neutral.facing
    return turned(leg_direction(body, f) - leg_direction(neutral.body, f))


@measure("shoulder_travel_pct", "side", widened=True)
def shoulder_travel(body: Body, neutral: Neutral) -> float:
    """How far the shoulders moved over the ankles, in % of the trunk's length, change from neutral, forward positive.

    Pushing the pelvis forward leaves them where they are (2 … 3 %); leaning back takes them back (-24 … -28 %). Where the
    ankles are out of the picture they are taken to stay where they are.
    """
    travelled = _shoulders_over_ankles(body, neutral) - _shoulders_over_ankles(neutral.body, neutral)
    if isnan(travelled):
        travelled = neutral.facing * (body.centre("shoulder")[0] - neutral.body.centre("shoulder")[0]) / neutral.trunk
    return 100 * travelled


@measure("foot_travel_pct", "side", widened=True)
def foot_travel(body: Body, neutral: Neutral) -> float:
    """How far a foot moved in the picture, in % of the trunk's length, change from neutral, unsigned; the farther one.

    Each foot's heel and toes together; standing still reads up to 3 % (rendered people). A foot that is hidden now or was
    in neutral is left out; unknown when both are.
    """
    travelled = [_one_foot(body, neutral, side) for side in ("left", "right")]
    known = [length for length in travelled if not isnan(length)]
    return 100 * max(known) / neutral.trunk if known else nan


def _one_foot(body: Body, neutral: Neutral, side: str) -> float:
    parts = [name for name in GROUPS["feet"] if name.startswith(side)]
    moved = [distance(neutral.body[name], body[name]) for name in parts]
    return sum(moved) / len(moved)
