"""What rests on what: contact that can be told from landmarks, seen from the side."""

from __future__ import annotations

from coach.measures.near import near_side
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body, axis_frame


@measure("elbow_over_thigh_pct", "side", widened=True)
def elbow_over_thigh(body: Body, neutral: Neutral) -> float:
    """How far the nearer elbow is off the line from hip to knee, in % of the trunk's length, unsigned.

    The landmarks lie inside the limbs, so resting reads more than 0.
    """
    side = near_side(neutral.facing)
    hip, knee, elbow = (body.of_side(side, part) for part in ("hip", "knee", "elbow"))
    _, across, _ = axis_frame(hip, knee)
    return 100 * abs((elbow[0] - hip[0]) * across[0] + (elbow[1] - hip[1]) * across[1]) / neutral.trunk


@measure("elbow_along_thigh_pct", "side", widened=True)
def elbow_along_thigh(body: Body, neutral: Neutral) -> float:
    """How far along the thigh the nearer elbow is: 0 at the hip, 100 at the knee."""
    side = near_side(neutral.facing)
    hip, knee, elbow = (body.of_side(side, part) for part in ("hip", "knee", "elbow"))
    along, _, length = axis_frame(hip, knee)
    return 100 * ((elbow[0] - hip[0]) * along[0] + (elbow[1] - hip[1]) * along[1]) / length
