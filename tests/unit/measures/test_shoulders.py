from __future__ import annotations

from math import cos, isnan, radians

import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of

TRUNK = 120.0
SIDE_TRUNK = 130.0


def moved(points: Points, names: tuple[str, ...], *, right: float = 0.0, up: float = 0.0) -> Points:
    return points | {name: (points[name][0] + right, points[name][1] - up) for name in names}


def front(name: str, points: Points, *, hidden: tuple[str, ...] = ()) -> float:
    return registry.require(name).function(body_of(points, hidden=hidden), neutral_of(seated_from_the_front()))


def side(name: str, points: Points, *, facing: int = -1, hidden: tuple[str, ...] = ()) -> float:
    neutral = neutral_of(seated_from_the_side(facing=facing))
    return registry.require(name).function(body_of(points, hidden=hidden), neutral)


BOTH = ("left_shoulder", "right_shoulder")


@pytest.mark.parametrize("up", [-6.0, 12.0])
def test_shoulders_that_go_up_are_positive(up: float) -> None:
    points = moved(seated_from_the_front(), BOTH, up=up)
    assert front("shoulder_lift_pct", points) == pytest.approx(100 * up / TRUNK, abs=0.01)
    assert front("both_shoulders_lift_pct", points) == pytest.approx(100 * up / TRUNK, abs=0.01)


def test_both_shoulders_means_the_one_that_went_less_far() -> None:
    one = moved(seated_from_the_front(), ("left_shoulder",), up=12)
    assert front("both_shoulders_lift_pct", one) == pytest.approx(0, abs=0.01)
    uneven = moved(one, ("right_shoulder",), up=6)
    assert front("both_shoulders_lift_pct", uneven) == pytest.approx(5, abs=0.01)
    assert front("both_shoulders_lift_pct", moved(one, ("right_shoulder",), up=-6)) == 0


def test_a_hidden_shoulder_leaves_both_unknown() -> None:
    assert isnan(front("both_shoulders_lift_pct", seated_from_the_front(), hidden=("left_shoulder",)))


@pytest.mark.parametrize("turn", [-35.0, -20.0, 20.0, 35.0])
def test_a_turn_of_the_shoulders_left_positive(turn: float) -> None:
    points = seated_from_the_front(turn_deg=turn)
    half = 38 * cos(radians(turn))
    points |= {"left_shoulder": (320 + half, 180.0), "right_shoulder": (320 - half, 180.0)}
    assert front("shoulder_line_turn_deg", points) == pytest.approx(turn, abs=0.1)
    neutral = neutral_of(seated_from_the_front())
    function = registry.require("shoulder_line_turn_deg").function
    assert function(mirrored(body_of(points)), mirrored_neutral(neutral)) == pytest.approx(-turn, abs=0.1)


def test_turning_only_the_head_is_no_turn_of_the_shoulders() -> None:
    assert front("shoulder_line_turn_deg", seated_from_the_front(head_turn=40)) == pytest.approx(0, abs=0.1)


def test_a_hidden_shoulder_leaves_the_turn_unknown() -> None:
    assert isnan(front("shoulder_line_turn_deg", seated_from_the_front(), hidden=("right_shoulder",)))


@pytest.mark.parametrize("facing", [-1, 1])
def test_an_elbow_drawn_back_and_up(facing: int) -> None:
    near = "left_elbow" if facing < 0 else "right_elbow"
    points = moved(seated_from_the_side(facing=facing), (near,), right=-facing * 39.0, up=13.0)
    assert side("elbow_back_pct", points, facing=facing) == pytest.approx(100 * 39 / SIDE_TRUNK, abs=0.01)
    assert side("elbow_lift_pct", points, facing=facing) == pytest.approx(100 * 13 / SIDE_TRUNK, abs=0.01)


@pytest.mark.parametrize("name", ["elbow_back_pct", "elbow_lift_pct"])
def test_only_the_nearer_elbow_counts(name: str) -> None:
    points = seated_from_the_side()
    assert side(name, moved(points, ("right_elbow",), right=60, up=60)) == pytest.approx(0, abs=0.01)
    assert isnan(side(name, points, hidden=("left_elbow",)))


def shrunk(points: Points, times: float) -> Points:
    """Thigh and lower leg of both sides as they look in a picture that shrinks."""
    found = dict(points)
    for name in ("left", "right"):
        above = points[f"{name}_hip"]
        for part in ("knee", "ankle"):
            x, y = points[f"{name}_{part}"]
            found[f"{name}_{part}"] = (above[0] + (x - above[0]) * times, above[1] + (y - above[1]) * times)
    return found


def test_sinking_is_not_told_where_the_nearer_leg_shrinks_as_well() -> None:
    sunk = moved(seated_from_the_side(), BOTH, up=-6.0)
    assert side("shoulder_lift_pct", sunk) == pytest.approx(-100 * 6 / SIDE_TRUNK, abs=0.01)
    assert isnan(side("shoulder_lift_pct", shrunk(sunk, 0.95)))


def test_whoever_sinks_by_far_sinks_whatever_the_legs_look_like() -> None:
    """A squat shortens thigh and lower leg in the picture, too."""
    sunk = moved(seated_from_the_side(), BOTH, up=-60.0)
    assert side("shoulder_lift_pct", shrunk(sunk, 0.9)) == pytest.approx(-100 * 60 / SIDE_TRUNK, abs=0.5)
