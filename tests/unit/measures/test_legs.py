from __future__ import annotations

from math import cos, isnan, radians, sin

import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of

THIGH, TRUNK = 95.0, 120.0


def raised(*, left: float = 0.0, right: float = 0.0, facing: int = -1) -> Points:
    """Sitting sideways with each thigh raised by so many degrees."""
    points = seated_from_the_side(facing=facing)
    for side, angle in (("left", left), ("right", right)):
        hip = points[f"{side}_hip"]
        knee = (hip[0] + facing * THIGH * cos(radians(angle)), hip[1] - THIGH * sin(radians(angle)))
        points |= {f"{side}_knee": knee, f"{side}_ankle": (knee[0], knee[1] + 95)}
    return points


def crossed(top: str) -> Points:
    """Sitting in front of the camera with one leg over the other: its knee 30 and its ankle 42 pixels higher."""
    points = seated_from_the_front()
    sign = 1 if top == "left" else -1
    other = "right" if top == "left" else "left"
    return points | {
        f"{top}_knee": (320.0 + 5 * sign, 300.0),
        f"{other}_knee": (320.0 - 5 * sign, 330.0),
        f"{top}_ankle": (320.0 - 24 * sign, 378.0),
        f"{other}_ankle": (320.0 + 12 * sign, 420.0),
    }


def at_the_side(name: str, points: Points, *, facing: int = -1, hidden: tuple[str, ...] = ()) -> float:
    neutral = neutral_of(seated_from_the_side(facing=facing))
    return registry.require(name).function(body_of(points, hidden=hidden), neutral)


def in_front(name: str, points: Points, *, hidden: tuple[str, ...] = ()) -> float:
    return registry.require(name).function(body_of(points, hidden=hidden), neutral_of(seated_from_the_front()))


@pytest.mark.parametrize("facing", [-1, 1])
def test_each_thigh_is_read_for_itself(facing: int) -> None:
    points = raised(left=40, right=10, facing=facing)
    assert at_the_side("thigh_rise_left_deg", points, facing=facing) == pytest.approx(40, abs=0.1)
    assert at_the_side("thigh_rise_right_deg", points, facing=facing) == pytest.approx(10, abs=0.1)
    assert at_the_side("both_thighs_rise_deg", points, facing=facing) == pytest.approx(10, abs=0.1)
    assert at_the_side("thigh_rise_lead_deg", points, facing=facing) == pytest.approx(30, abs=0.1)


def test_a_thigh_hidden_by_the_other_is_still_read() -> None:
    hidden = ("right_knee", "right_hip")
    assert at_the_side("thigh_rise_right_deg", raised(right=35), hidden=hidden) == pytest.approx(35, abs=0.1)


def test_the_mirror_swaps_the_thighs() -> None:
    body, neutral = body_of(raised(left=40, right=10)), neutral_of(seated_from_the_side())
    swapped = mirrored(body), mirrored_neutral(neutral)
    assert registry.require("thigh_rise_right_deg").function(*swapped) == pytest.approx(40, abs=0.1)
    assert registry.require("thigh_rise_lead_deg").function(*swapped) == pytest.approx(-30, abs=0.1)


def test_the_leg_on_top_left_positive() -> None:
    assert in_front("upper_leg_pct", seated_from_the_front()) == pytest.approx(0)
    assert in_front("upper_leg_pct", crossed("left")) == pytest.approx(100 * 36 / TRUNK, abs=0.01)
    assert in_front("upper_leg_pct", crossed("right")) == pytest.approx(-100 * 36 / TRUNK, abs=0.01)


def test_the_mirror_swaps_the_leg_on_top_and_leaves_the_crossing() -> None:
    body, neutral = body_of(crossed("left")), neutral_of(seated_from_the_front())
    for name, sign in (("upper_leg_pct", -1), ("ankle_crossing_pct", 1)):
        function = registry.require(name).function
        assert function(mirrored(body), mirrored_neutral(neutral)) == pytest.approx(sign * function(body, neutral))


def test_ankles_are_apart_with_both_feet_down_and_past_each_other_when_crossed() -> None:
    assert in_front("ankle_crossing_pct", seated_from_the_front()) == pytest.approx(-50)
    assert in_front("ankle_crossing_pct", crossed("right")) == pytest.approx(30)


def test_knees_of_somebody_who_sits_are_hardly_below_the_hips() -> None:
    assert in_front("knee_drop_pct", seated_from_the_front()) == pytest.approx(25)


@pytest.mark.parametrize("name", ["upper_leg_pct", "ankle_crossing_pct"])
def test_a_hidden_ankle_leaves_the_crossing_unknown(name: str) -> None:
    assert isnan(in_front(name, crossed("left"), hidden=("left_ankle",)))


def test_hidden_knees_leave_it_unknown_whether_somebody_sits() -> None:
    assert isnan(in_front("knee_drop_pct", seated_from_the_front(), hidden=("left_knee", "right_knee")))
