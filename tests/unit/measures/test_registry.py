from __future__ import annotations

from math import isnan
from pathlib import Path

import pytest

from coach.engine import catalog
from coach.errors import ModelError
from coach.measures import expected, registry
from tests.movements import seated_from_the_front
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
    values = registry.compute(body_of(seated_from_the_front()), None)
    assert tuple(values) == registry.names()
    assert all(isnan(value) for value in values.values())


def test_a_measure_is_unknown_from_a_view_it_does_not_work_from() -> None:
    neutral = neutral_of(seated_from_the_front())
    assert neutral.view == "front"
    values = registry.compute(neutral.body, neutral)
    for name, value in values.items():
        if "front" not in registry.require(name).views:
            assert isnan(value), name
    assert values["pelvis_shift_pct"] == pytest.approx(0)


def test_a_misspelt_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="did you mean knee_flexion_left_deg"):
        registry.require("knee_flexon_left_deg")


def test_a_name_for_both_sides_stands_for_two() -> None:
    assert registry.sides_of("knee_flexion_{side}_deg") == ("knee_flexion_left_deg", "knee_flexion_right_deg")


def test_every_shipped_expected_error_is_of_a_measure_and_of_a_view_that_it_works_from() -> None:
    table = dict(expected.expected_errors())
    assert all(times >= 1 for times in table.pop("visibility").values())
    exercises = {name: table.pop(name) for name in [*table] if name in catalog.files()}
    assert table
    for view, errors in table.items():
        for name, error in errors.items():
            assert _seen_from(view) in registry.require(name).views, name
            assert registry.expected_error(name, view) == error
    for exercise, errors in exercises.items():
        view = catalog.find(exercise).view
        for name, error in errors.items():
            assert _seen_from(view) in registry.require(name).views, name
            assert registry.expected_error(name, view, exercise) == error


def _seen_from(view: str) -> str:
    return "front" if view == "feet-end" else view


def test_a_measure_without_truth_or_from_another_view_has_no_expected_error() -> None:
    assert registry.expected_error("thoracic_rotation_deg", "front")
    assert registry.expected_error("thoracic_rotation_deg", "side") is None
    assert registry.expected_error("both_shoulders_lift_pct", "front") is None
    assert registry.expected_error("thigh_rise_{side}_deg", "side") is None


def test_a_name_for_both_sides_has_the_error_of_the_worse() -> None:
    left, right = (registry.expected_error(f"knee_flexion_{side}_deg", "side") for side in ("left", "right"))
    assert left is not None
    assert right is not None
    assert registry.expected_error("knee_flexion_{side}_deg", "side") == max(left, right)


@pytest.mark.parametrize("text", ["[front", "front = 3", "[front]\na = 'x'", "[front]\na = 0.0", "[front]\na = nan"])
def test_a_damaged_table_of_errors_is_refused_by_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "expected_errors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ModelError, match=r"expected_errors\.toml is damaged; install coach again\."):
        expected.read_expected_errors(path)


def test_without_the_table_nothing_is_expected(tmp_path: Path) -> None:
    assert expected.read_expected_errors(tmp_path / "none.toml") == {}
