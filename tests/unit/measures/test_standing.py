from __future__ import annotations

from math import cos, isnan, radians, sin

import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of

LEG, TRUNK = 180.0, 120.0
FOOT = (320.0, 460.0)


def standing(*, facing: int = -1, legs_deg: float = 0.0, trunk_deg: float = 0.0, step: float = 0.0) -> Points:
    """Somebody who stands sideways; the legs lean over the ankles and the trunk over the hips, forward positive.

    step: how far the left foot stands ahead of its place, in trunk lengths.
    """
    hip = (FOOT[0] + facing * LEG * sin(radians(legs_deg)), FOOT[1] - LEG * cos(radians(legs_deg)))
    shoulder = (hip[0] + facing * TRUNK * sin(radians(trunk_deg)), hip[1] - TRUNK * cos(radians(trunk_deg)))
    points = seated_from_the_side(facing=facing)
    for side in ("left", "right"):
        ahead = facing * step * TRUNK if side == "left" else 0.0
        points |= {
            f"{side}_hip": hip,
            f"{side}_shoulder": shoulder,
            f"{side}_ear": (shoulder[0], shoulder[1] - 40),
            f"{side}_knee": ((hip[0] + FOOT[0]) / 2, (hip[1] + FOOT[1]) / 2),
            f"{side}_ankle": (FOOT[0] + ahead, FOOT[1]),
            f"{side}_heel": (FOOT[0] - facing * 8 + ahead, FOOT[1] + 6),
            f"{side}_foot_index": (FOOT[0] + facing * 25 + ahead, FOOT[1] + 6),
        }
    points["nose"] = (shoulder[0] + facing * 20, shoulder[1] - 38)
    return points


def value(name: str, points: Points, *, facing: int = -1, hidden: tuple[str, ...] = ()) -> float:
    return registry.require(name).function(body_of(points, hidden=hidden), neutral_of(standing(facing=facing)))


@pytest.mark.parametrize("facing", [-1, 1])
@pytest.mark.parametrize("angle", [-12.0, 0.0, 8.0])
def test_legs_leaning_over_the_ankles(facing: int, angle: float) -> None:
    points = standing(facing=facing, legs_deg=angle)
    assert value("leg_lean_deg", points, facing=facing) == pytest.approx(angle, abs=0.01)


@pytest.mark.parametrize("facing", [-1, 1])
def test_a_trunk_leaning_back_is_positive_and_takes_the_shoulders_back(facing: int) -> None:
    points = standing(facing=facing, trunk_deg=-20)
    assert value("backward_bend_deg", points, facing=facing) == pytest.approx(20, abs=0.01)
    assert value("shoulder_travel_pct", points, facing=facing) == pytest.approx(-100 * sin(radians(20)), abs=0.01)


def test_pushing_the_pelvis_under_shoulders_that_stay_is_no_travel() -> None:
    legs = 8.0
    trunk = -LEG * sin(radians(legs)) / TRUNK
    points = standing(legs_deg=legs, trunk_deg=-18.0)
    for side in ("left", "right"):
        hip = points[f"{side}_hip"]
        points[f"{side}_shoulder"] = (hip[0] - TRUNK * trunk, hip[1] - 110)
    assert value("leg_lean_deg", points) == pytest.approx(8, abs=0.01)
    assert value("shoulder_travel_pct", points) == pytest.approx(0, abs=0.01)


def test_the_farther_step_of_both_feet_is_told() -> None:
    assert value("foot_travel_pct", standing()) == pytest.approx(0)
    assert value("foot_travel_pct", standing(step=0.4)) == pytest.approx(40, abs=0.01)


def test_a_hidden_foot_is_left_out() -> None:
    left, right = ("left_heel", "left_foot_index"), ("right_heel", "right_foot_index")
    assert value("foot_travel_pct", standing(step=0.4), hidden=left) == pytest.approx(0)
    assert isnan(value("foot_travel_pct", standing(step=0.4), hidden=left + right))


def test_hidden_ankles_leave_the_lean_of_the_legs_unknown_and_that_of_the_trunk_known() -> None:
    hidden = ("left_ankle", "right_ankle")
    points = standing(trunk_deg=-20)
    assert isnan(value("leg_lean_deg", points, hidden=hidden))
    assert value("shoulder_travel_pct", points, hidden=hidden) == pytest.approx(value("shoulder_travel_pct", points))
    assert value("backward_bend_deg", points, hidden=hidden) == pytest.approx(20, abs=0.01)


@pytest.mark.parametrize("name", ["backward_bend_deg", "leg_lean_deg", "shoulder_travel_pct", "foot_travel_pct"])
def test_a_mirror_image_reads_the_same(name: str) -> None:
    body = body_of(standing(legs_deg=20, trunk_deg=-14, step=0.3))
    function, neutral = registry.require(name).function, neutral_of(standing())
    assert function(mirrored(body), mirrored_neutral(neutral)) == pytest.approx(function(body, neutral))
    assert abs(function(body, neutral)) > 4
