from __future__ import annotations

from math import cos, isnan, radians, sin

import pytest

from coach.measures import registry
from tests.movements import seated_from_the_front, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


def value(name: str, points: dict[str, tuple[float, float]], **changes: list[str]) -> float:
    neutral = neutral_of(seated_from_the_side())
    return registry.require(name).function(body_of(points, hidden=changes.get("hidden", [])), neutral)


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("facing", [1, -1])
def test_sitting_upright_bends_knees_and_hips_by_90(side: str, facing: int) -> None:
    """Where the landmarks of the leg make 90°, the knee is bent by 96: the model puts the hip too high."""
    points = seated_from_the_side(facing=facing)
    assert value(f"knee_flexion_{side}_deg", points) == pytest.approx(96, abs=0.1)
    assert value(f"hip_flexion_{side}_deg", points) == pytest.approx(90, abs=0.1)


def test_leaning_forward_bends_the_hip_further() -> None:
    assert value("hip_flexion_left_deg", seated_from_the_side(lean_deg=25)) == pytest.approx(115, abs=0.1)


@pytest.mark.parametrize(("wrist", "angle"), [((358.0, 300.0), 0), ((480.0, 180.0), 90), ((358.0, 60.0), 180)])
def test_arm_elevation_from_hanging_to_overhead(wrist: tuple[float, float], angle: float) -> None:
    points = seated_from_the_front() | {"left_hip": (358.0, 300.0), "left_wrist": wrist}
    assert value("arm_elevation_left_deg", points) == pytest.approx(angle, abs=0.1)


@pytest.mark.parametrize("name", ["knee_flexion", "hip_flexion"])
def test_a_missing_landmark_makes_its_side_unknown_and_only_that(name: str) -> None:
    points = seated_from_the_side()
    assert isnan(value(f"{name}_left_deg", points, hidden=["left_knee"]))
    assert value(f"{name}_right_deg", points, hidden=["left_knee"]) == value(f"{name}_right_deg", points)


def test_the_mirror_swaps_the_sides() -> None:
    points = seated_from_the_side() | {"left_ankle": (100.0, 300.0)}
    neutral = neutral_of(seated_from_the_side())
    body = body_of(points)
    left = registry.require("knee_flexion_left_deg").function(body, neutral)
    swapped = registry.require("knee_flexion_right_deg").function(mirrored(body), mirrored_neutral(neutral))
    assert swapped == pytest.approx(left)
    assert left != pytest.approx(value("knee_flexion_right_deg", points), abs=5)


@pytest.mark.parametrize(("read", "true"), [(0, 0.8), (25, 27.55), (60, 65), (100, 106), (178, 180)])
def test_what_the_landmarks_of_a_leg_fall_short_is_added(read: float, true: float) -> None:
    hip, knee = (200.0, 200.0), (200.0, 260.0)
    ankle = (knee[0] + 60 * sin(radians(read)), knee[1] + 60 * cos(radians(read)))
    points = seated_from_the_side() | {"left_hip": hip, "left_knee": knee, "left_ankle": ankle}
    assert value("knee_flexion_left_deg", points) == pytest.approx(true, abs=0.1)


@pytest.mark.parametrize(("read", "true"), [(0, 0.8), (60, 62), (100, 102)])
def test_less_is_added_where_the_trunk_lay_in_neutral(read: float, true: float) -> None:
    points = seated_from_the_side()
    lying = {name: (y, x) for name, (x, y) in points.items()}  # the picture turned about its diagonal
    hip, knee = (200.0, 200.0), (200.0, 260.0)
    ankle = (knee[0] + 60 * sin(radians(read)), knee[1] + 60 * cos(radians(read)))
    body = body_of(lying | {"left_hip": hip, "left_knee": knee, "left_ankle": ankle})
    bend = registry.require("knee_flexion_left_deg").function(body, neutral_of(lying))
    assert bend == pytest.approx(true, abs=0.1)


def test_elbows_above_the_shoulders_are_positive() -> None:
    neutral = neutral_of(seated_from_the_front())
    height = registry.require("elbow_height_pct").function(neutral.body, neutral)
    assert height == pytest.approx(100 * 15 / 120, abs=0.1)
