"""Angles of single joints, from the side: absolute angles, 0° straight."""

from __future__ import annotations

from collections.abc import Callable

from coach.measures.near import near_side
from coach.measures.neutral import Neutral
from coach.measures.registering import MeasureFunction, measure
from coach.signals.body import Body, bend
from coach.values import Side


def hip_flexion(body: Body, side: Side) -> float:
    """Bend of one hip, 0° in line with the trunk … 180°, unsigned; 2-D angle shoulder–hip–knee, from the side.

    It contains the bending of the spine.
    """
    return bend(body.of_side(side, "shoulder"), body.of_side(side, "hip"), body.of_side(side, "knee"))


def elbow_flexion(body: Body, side: Side) -> float:
    """Bend of one elbow, 0° straight … 180°, unsigned; 2-D angle shoulder–elbow–wrist."""
    return bend(body.of_side(side, "shoulder"), body.of_side(side, "elbow"), body.of_side(side, "wrist"))


def arm_elevation(body: Body, side: Side) -> float:
    """How far one arm is raised, 0° hanging along the trunk … 180° overhead; 2-D angle hip–shoulder–wrist."""
    return 180.0 - bend(body.of_side(side, "hip"), body.of_side(side, "shoulder"), body.of_side(side, "wrist"))


def _register(name: str, function: Callable[[Body, Side], float], *views: str) -> None:
    sides: tuple[Side, ...] = ("left", "right")
    for side in sides:

        def of_side(body: Body, _neutral: Neutral, side: Side = side) -> float:
            return function(body, side)

        of_side.__doc__ = function.__doc__
        registered: MeasureFunction = of_side
        measure(f"{name}_{side}_deg", *views)(registered)


def _register_near(name: str, function: Callable[[Body, Side], float]) -> None:
    def of_near_side(body: Body, neutral: Neutral) -> float:
        return function(body, near_side(neutral.facing))

    of_near_side.__doc__ = function.__doc__
    measure(f"{name}_near_deg", "side", widened=True)(of_near_side)


_register("hip_flexion", hip_flexion, "side")
_register("elbow_flexion", elbow_flexion, "front", "side", "diagonal")
_register("arm_elevation", arm_elevation, "front", "diagonal")
_register_near("hip_flexion", hip_flexion)
_register_near("elbow_flexion", elbow_flexion)


@measure("elbow_height_pct", "front", "side", "diagonal")
def elbow_height(body: Body, neutral: Neutral) -> float:
    """Height of the elbows above the shoulders in % of the trunk's length, absolute, up positive."""
    return 100 * (body.centre("shoulder")[1] - body.centre("elbow")[1]) / neutral.trunk
