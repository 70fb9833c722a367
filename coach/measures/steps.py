"""Marching: how high a leg is lifted, seen from the front."""

from __future__ import annotations

from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body


def _left_over_right(body: Body, part: str) -> float:
    return body.of_side("right", part)[1] - body.of_side("left", part)[1]


@measure("leg_lift_pct", "front", "diagonal")
def leg_lift(body: Body, neutral: Neutral) -> float:
    """How much higher knee and ankle of one leg are than the other's, on average, left one positive.

    In % of the trunk's length, change from neutral. The difference of both legs, so that the whole body going up and
    down does not matter. Marching rendered people read 4 … 15, shuffling ones up to 1.1. Steps of half the usual height
    read 0.5 … 2: from a camera at hip height the knee comes forward as much as up, so they are not told from shuffling.
    """

    def higher(of: Body) -> float:
        return (_left_over_right(of, "knee") + _left_over_right(of, "ankle")) / 2

    return 100 * (higher(body) - higher(neutral.body)) / neutral.trunk
