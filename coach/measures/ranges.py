"""What each measure can possibly be. A figure outside is no movement of a person but a wrong reading, and is not told.

The limits lie beyond what people reach, so that a large movement is never lost; where nothing is published they follow from the
lengths of the parts: in trunks (hip to shoulder) the upper arm is 0.65 long, the forearm 0.5, thigh and shank 0.85 each
(Drillis and Contini 1966), and what is near the camera looks up to a third longer.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Range(NamedTuple):
    """The lowest and the highest possible value, both included, and why."""

    low: float
    high: float
    source: str

    def holds(self, value: float) -> bool:
        """Whether a value is possible; an unknown one (NaN) is not."""
        return self.low <= value <= self.high


_SPINE_TURNS: Final = "people turn 41-45 degrees a side sitting (PubMed 22488230); nobody turns 70"
_ARCHES: Final = (
    "8.7 of extension from standing (10.2519/jospt.2011.3456), 30 and more of flexion (White and Panjabi 1990)"
)
_LOW_BACK_BENDS: Final = "15-35 of extension, 40-60 of flexion (White and Panjabi 1990)"
_KNEE: Final = "140-160 folded (American Academy of Orthopaedic Surgeons 1965)"
_ELBOW: Final = "140-160 folded (American Academy of Orthopaedic Surgeons 1965)"
_HIP: Final = "110-130 folded, the spine's bend on top (American Academy of Orthopaedic Surgeons 1965)"
_NECK: Final = "45-80 each way (American Academy of Orthopaedic Surgeons 1965)"
_LEG: Final = "lengths of thigh and shank"
_ARM: Final = "lengths of upper arm and forearm"
_WHOLE: Final = "lengths of trunk and legs"
_CIRCLE: Final = "any direction"

_THIGH_RISE: Final = Range(-120.0, 170.0, _HIP)
_KNEE_BEND: Final = Range(0.0, 170.0, _KNEE)
_ELBOW_BEND: Final = Range(0.0, 170.0, _ELBOW)
_HIP_BEND: Final = Range(0.0, 175.0, _HIP)
_ARM_RISE: Final = Range(0.0, 180.0, _CIRCLE)

POSSIBLE: Final[dict[str, Range]] = {
    "ankle_crossing_pct": Range(-250.0, 250.0, _LEG),
    "ankles_below_knees_pct": Range(-250.0, 250.0, _LEG),
    "arm_elevation_left_deg": _ARM_RISE,
    "arm_elevation_right_deg": _ARM_RISE,
    "back_bend_deg": Range(-150.0, 150.0, "all of the spine's flexion, 110 (White and Panjabi 1990)"),
    "back_rounding_pct": Range(-60.0, 80.0, "at 2.5-4.4 degrees a percent, all of the spine's flexion and extension"),
    "backward_bend_deg": Range(-170.0, 100.0, _HIP),
    "both_shoulders_lift_pct": Range(-100.0, 100.0, "a shrug is 10-20 % of the trunk"),
    "both_thighs_rise_deg": _THIGH_RISE,
    "chin_tuck_deg": Range(-60.0, 60.0, _NECK),
    "elbow_along_thigh_pct": Range(-250.0, 350.0, _ARM),
    "elbow_back_pct": Range(-250.0, 250.0, _ARM),
    "elbow_bend_change_deg": Range(-170.0, 170.0, _ELBOW),
    "elbow_flexion_left_deg": _ELBOW_BEND,
    "elbow_flexion_near_deg": _ELBOW_BEND,
    "elbow_flexion_right_deg": _ELBOW_BEND,
    "elbow_height_pct": Range(-120.0, 120.0, _ARM),
    "elbow_lift_pct": Range(-300.0, 300.0, _WHOLE),
    "elbow_over_thigh_pct": Range(0.0, 300.0, _ARM),
    "foot_travel_pct": Range(0.0, 600.0, _WHOLE),
    "head_drop_pct": Range(-80.0, 120.0, "the nose is 40-50 % of the trunk above the shoulders"),
    "head_lowering_pct": Range(-200.0, 400.0, _WHOLE),
    "head_turn_pct": Range(-60.0, 60.0, "the nose is 20-25 % of the trunk before the ears"),
    "hip_flexion_left_deg": _HIP_BEND,
    "hip_flexion_near_deg": _HIP_BEND,
    "hip_flexion_right_deg": _HIP_BEND,
    "knee_bend_change_deg": Range(-170.0, 170.0, _KNEE),
    "knee_drop_pct": Range(-120.0, 120.0, _LEG),
    "knee_flexion_left_deg": _KNEE_BEND,
    "knee_flexion_near_deg": _KNEE_BEND,
    "knee_flexion_right_deg": _KNEE_BEND,
    "knees_over_hips_pct": Range(-150.0, 150.0, _LEG),
    "knees_turn_deg": Range(-70.0, 70.0, "beyond, the sine hardly changes"),
    "leg_lean_deg": Range(-90.0, 90.0, "a leg that stands"),
    "leg_lift_pct": Range(-170.0, 170.0, _LEG),
    "low_back_share": Range(0.0, 1.0, "a share"),
    "lower_back_arch_deg": Range(-170.0, 100.0, _HIP),
    "lumbar_extension_deg": Range(-75.0, 50.0, _LOW_BACK_BENDS),
    "lumbar_rotation_deg": Range(-25.0, 25.0, "about 7 a side (White and Panjabi 1990)"),
    "neck_flexion_deg": Range(-110.0, 110.0, _NECK),
    "pelvic_tilt_deg": Range(-90.0, 90.0, "the pelvis goes with the hips' bend, 60 forward at the most upright"),
    "pelvis_lift_deg": Range(-180.0, 180.0, _CIRCLE),
    "pelvis_rotation_deg": Range(-70.0, 70.0, "beyond, nobody faces the camera any more"),
    "pelvis_shift_pct": Range(-300.0, 300.0, _WHOLE),
    "shoulder_lift_pct": Range(-300.0, 300.0, _WHOLE),
    "shoulder_line_turn_deg": Range(-100.0, 100.0, "the spine's turn and the shoulder girdle's, side on at the most"),
    "shoulder_roll_deg": Range(-90.0, 90.0, "beyond, the shoulders have changed places"),
    "shoulder_travel_pct": Range(-300.0, 300.0, _WHOLE),
    "spine_flexion_deg": Range(-260.0, 350.0, "as back_rounding_pct, on all fours"),
    "thigh_rise_lead_deg": Range(-180.0, 180.0, _HIP),
    "thigh_rise_left_deg": _THIGH_RISE,
    "thigh_rise_right_deg": _THIGH_RISE,
    "thighs_apart_deg": Range(0.0, 180.0, _HIP),
    "thoracic_rotation_deg": Range(-70.0, 70.0, _SPINE_TURNS),
    "trunk_lean_deg": Range(-180.0, 180.0, _CIRCLE),
    "trunk_rise_deg": Range(-110.0, 110.0, "from the floor to upright and a little further"),
    "trunk_side_lean_deg": Range(-90.0, 90.0, "35-45 a side, and the hips' on top (White and Panjabi 1990)"),
    "upper_back_arch_deg": Range(-70.0, 50.0, _ARCHES),
    "upper_leg_pct": Range(-170.0, 170.0, _LEG),
}
"""By registry name; a measure is registered only with its range."""
