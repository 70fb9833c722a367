from __future__ import annotations

from math import cos, isnan, radians, sin

import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


def flexion(facing: int = -1, **pose: float) -> float:
    neutral = neutral_of(seated_from_the_side(facing=facing))
    body = body_of(seated_from_the_side(facing=facing, **pose))
    return registry.require("neck_flexion_deg").function(body, neutral)


@pytest.mark.parametrize("facing", [1, -1])
@pytest.mark.parametrize("angle", [-20.0, 0.0, 17.0, 40.0])
def test_pitching_the_head_is_neck_flexion(facing: int, angle: float) -> None:
    assert flexion(facing, head_deg=angle) == pytest.approx(angle, abs=0.2)


def test_leaning_with_head_and_trunk_in_line_is_none() -> None:
    assert flexion(lean_deg=30) == pytest.approx(0, abs=0.2)


def test_a_head_drawn_back_level_is_a_chin_tuck_and_poked_forward_its_opposite() -> None:
    neutral = neutral_of(seated_from_the_side())

    def slid(forward_px: float) -> Points:
        points = seated_from_the_side()
        for name in ("nose", "left_ear", "right_ear"):
            x, y = points[name]
            points[name] = (x - forward_px, y)
        return points

    tuck = registry.require("chin_tuck_deg").function
    assert tuck(body_of(slid(-8)), neutral) == pytest.approx(11.3, abs=0.5)
    assert tuck(body_of(slid(8)), neutral) == pytest.approx(-11.3, abs=0.5)


def test_bending_the_neck_evenly_is_no_chin_tuck() -> None:
    neutral = neutral_of(seated_from_the_side())
    points = seated_from_the_side()
    bend_deg = 30.0
    shoulder = points["left_shoulder"]
    a = radians(0.55 * bend_deg)
    ear = (shoulder[0] - 40 * sin(a), shoulder[1] - 40 * cos(a))
    b = radians(90 + bend_deg)
    points |= {"left_ear": ear, "right_ear": ear, "nose": (ear[0] - 20 * sin(b), ear[1] - 20 * cos(b))}
    assert registry.require("chin_tuck_deg").function(body_of(points), neutral) == pytest.approx(0, abs=0.5)
    assert registry.require("neck_flexion_deg").function(body_of(points), neutral) == pytest.approx(30, abs=0.5)


def test_the_nose_coming_down_is_positive_from_the_front() -> None:
    neutral = neutral_of(seated_from_the_front())
    lower = seated_from_the_front()
    lower["nose"] = (lower["nose"][0], lower["nose"][1] + 24)
    assert registry.require("head_drop_pct").function(body_of(lower), neutral) == pytest.approx(20, abs=0.1)


def test_the_head_turned_left_is_positive_and_the_mirror_turns_it_right() -> None:
    neutral = neutral_of(seated_from_the_front())
    body = body_of(seated_from_the_front(head_turn=30))
    turn = registry.require("head_turn_pct").function
    assert turn(body, neutral) > 5
    assert turn(mirrored(body), mirrored_neutral(neutral)) == pytest.approx(-turn(body, neutral), abs=0.05)


@pytest.mark.parametrize("name", ["neck_flexion_deg", "chin_tuck_deg"])
def test_unknown_without_the_nose(name: str) -> None:
    neutral = neutral_of(seated_from_the_side())
    assert isnan(registry.require(name).function(body_of(seated_from_the_side(), hidden=["nose"]), neutral))
