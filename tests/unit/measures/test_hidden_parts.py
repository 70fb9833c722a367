from __future__ import annotations

import pytest

from coach.measures.parts import known_without, rests_on


@pytest.mark.parametrize(
    ("measure", "part", "rests"),
    [
        ("knee_flexion_near_deg", "ankles", True),
        ("knee_flexion_near_deg", "head", False),
        ("hip_flexion_near_deg", "knees", True),
        ("hip_flexion_near_deg", "ankles", False),
        ("trunk_rise_deg", "knees", False),
        ("trunk_rise_deg", "hips", True),
        ("neck_flexion_deg", "head", True),
        ("elbow_flexion_{side}_deg", "elbows", True),
        ("shoulder_travel_pct", "ankles", False),
        ("leg_lean_deg", "ankles", True),
    ],
)
def test_a_measure_is_unknown_without_the_parts_that_make_it(measure: str, part: str, rests: bool) -> None:
    assert rests_on(measure, part) is rests


def test_behind_a_desk_only_what_the_upper_body_tells_is_known() -> None:
    assert known_without("elbow_height_pct", ("hips",))
    assert known_without("thoracic_rotation_deg", ("hips", "knees"))
    assert not known_without("trunk_lean_deg", ("hips",))
    assert known_without("trunk_lean_deg", ("knees", "ankles"))
    assert known_without("trunk_lean_deg", ())
