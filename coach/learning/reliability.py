"""How far off a measure may be, and which measures can lead through an exercise."""

from __future__ import annotations

from typing import Final

from coach.measures import registry

USUAL: Final = {"°": 4.0, "%": 3.0, "": 0.12, " s": 0.2}
"""Error of a measure by its unit, where none was ever measured (chosen: about the mean of the angles that were)."""

WORSE: Final = {
    "back_bend_deg": 12.0,
    "elbow_along_thigh_pct": 12.0,
    "elbow_over_thigh_pct": 12.0,
    "elbow_back_pct": 6.0,
    "elbow_lift_pct": 6.0,
    "head_lowering_pct": 6.0,
    "foot_travel_pct": 10.0,
    "pelvis_lift_deg": 8.0,
    "elbow_flexion_left_deg": 10.0,
    "elbow_flexion_right_deg": 10.0,
    "elbow_flexion_near_deg": 10.0,
    "hip_flexion_near_deg": 7.0,
    "knee_flexion_near_deg": 5.0,
    "back_rounding_pct": 1.5,
    "both_shoulders_lift_pct": 0.7,
    "shoulder_lift_pct": 1.0,
    "leg_lift_pct": 0.7,
    "trunk_side_lean_deg": 2.0,
}
"""Chosen, from how much people at rest differ from frame to frame: an elbow behind the head is guessed as much as seen; from
the shoulders and legs, where the picture is steady, two centimetres can be told."""

NEVER_LEADS: Final = frozenset(
    {
        "low_back_share",  # unknown at rest
        "elbow_over_thigh_pct",  # says what rests on what
        "elbow_along_thigh_pct",
        "foot_travel_pct",  # says whether somebody stayed
        "back_bend_deg",  # the outline's bend jumps where an arm crosses it
        "lumbar_rotation_deg",  # a few degrees, near its own error
        "thighs_apart_deg",  # the same for either side
        "elbow_height_pct",
        "head_lowering_pct",
    }
)
"""Measures that describe a posture or a fault rather than a movement: they help, and never lead."""


FOLLOWS: Final = frozenset(
    {
        "shoulder_lift_pct",
        "shoulder_travel_pct",
        "elbow_lift_pct",
        "elbow_bend_change_deg",
        "knee_bend_change_deg",
        "elbow_flexion_near_deg",
        "knee_flexion_near_deg",
        "leg_lean_deg",
    }
)
"""Measures of what goes along with a movement; they lead only where nothing else does."""

READINGS: Final = frozenset(
    {
        "spine_flexion_deg",
        "upper_back_arch_deg",
        "lower_back_arch_deg",
        "lumbar_extension_deg",
        "pelvic_tilt_deg",
        "back_rounding_pct",
        "thoracic_rotation_deg",
        "pelvis_rotation_deg",
        "shoulder_line_turn_deg",
    }
)
"""Measures of the trunk that are read from its outline, or from landmarks by what turns and arches look like: an arm that
swings before the trunk, or beside it, changes them although the trunk stays."""

ARMS: Final = {
    "arm_elevation_left_deg": 50.0,
    "arm_elevation_right_deg": 50.0,
    "elbow_bend_change_deg": 50.0,
    "elbow_back_pct": 40.0,
}
"""From so much change of the arms on those readings are not trusted (chosen: turning with the hands put down on the knees moves
an arm by 42 degrees, drawing the blades together the elbows by 44 % of the trunk)."""

PEOPLE_DIFFER: Final = {"°": 12.0, "%": 10.0}
"""So much the same posture differs from one person to the next, by a measure that is not against their own neutral (rendered
people: 1 to 17 degrees)."""


def is_absolute(name: str) -> bool:
    """Whether it is told without the neutral, so that people differ in it before they move."""
    return "absolute" in _about(name) or any(
        name.startswith(begin) for begin in ("hip_flexion", "knee_flexion", "elbow_flexion", "arm_elevation")
    )


def _about(name: str) -> str:
    return registry.require(name).about


def error_of(name: str, view: str) -> float:
    """How far off the measure is to be expected, in its unit: as measured on people whose joints are known, else as chosen."""
    if name in WORSE:
        return WORSE[name]
    measured = registry.expected_error(name, view)
    return USUAL[registry.require(name).unit] if measured is None else measured


def was_measured(name: str, view: str) -> bool:
    """Whether that error is a measured one."""
    return registry.expected_error(name, view) is not None


def mirrored(name: str) -> str:
    """The measure of the other side, or the same one where it has no side."""
    for own, other in (("_left_", "_right_"), ("_right_", "_left_")):
        if own in name:
            return name.replace(own, other)
    return name
