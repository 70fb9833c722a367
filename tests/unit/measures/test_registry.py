from __future__ import annotations

from math import isnan

import pytest

from coach.measures import registry
from tests.movements import sitting_from_the_front
from tests.people import body_of, neutral_of

ASKED_FOR = (
    "thoracic_rotation_deg",
    "pelvis_rotation_deg",
    "pelvis_shift_pct",
    "trunk_lean_deg",
    "upper_back_arch_deg",
    "low_back_share",
    "knee_flexion_left_deg",
    "knee_flexion_right_deg",
    "hip_flexion_left_deg",
    "hip_flexion_right_deg",
    "neck_flexion_deg",
    "chin_tuck_deg",
)


@pytest.mark.parametrize("name", ASKED_FOR)
def test_is_there_with_a_unit_and_a_meaning(name: str) -> None:
    entry = registry.require(name)
    assert entry.about
    assert entry.views


def test_every_measure_says_what_it_means_and_from_which_views() -> None:
    for name in registry.names():
        entry = registry.require(name)
        assert entry.about.endswith("."), name
        assert entry.views <= {"front", "side", "diagonal"}, name


def test_nothing_is_measured_without_a_neutral() -> None:
    values = registry.take(body_of(sitting_from_the_front()), None)
    assert tuple(values) == registry.names()
    assert all(isnan(value) for value in values.values())


def test_a_measure_is_unknown_from_a_view_it_does_not_work_from() -> None:
    neutral = neutral_of(sitting_from_the_front())
    assert neutral.view == "front"
    values = registry.take(neutral.body, neutral)
    for name, value in values.items():
        if "front" not in registry.require(name).views:
            assert isnan(value), name
    assert values["pelvis_shift_pct"] == pytest.approx(0)


def test_a_misspelt_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="did you mean knee_flexion_left_deg"):
        registry.require("knee_flexon_left_deg")


def test_a_name_for_both_sides_stands_for_two() -> None:
    assert registry.sides_of("knee_flexion_{side}_deg") == ("knee_flexion_left_deg", "knee_flexion_right_deg")
