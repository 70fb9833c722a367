from __future__ import annotations

from math import cos, isnan, radians, sin

import pytest

from coach.measures import registry
from tests.movements import Points
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


def lying(
    *, up: int = 1, trunk_deg: float = 0.0, left_deg: float = 60.0, right_deg: float = 60.0, hips_px: float = 0.0
) -> Points:
    """Somebody who lies with the head to the picture's right, face up (1) or down (-1), seen from the side.

    trunk_deg: how far the trunk is raised; left_deg, right_deg: how steeply the thighs point up from the hips; hips_px:
    how far the hips are lifted over the knees.
    """
    hip = (320.0, 400.0 - hips_px)
    t = radians(trunk_deg)
    shoulder = (hip[0] + 130 * cos(t), hip[1] - 130 * sin(t))
    ear = (shoulder[0] + 40 * cos(t), shoulder[1] - 40 * sin(t))
    points: Points = {"nose": (ear[0] + 5, ear[1] - 18 * up)}
    for side, thigh_deg in (("left", left_deg), ("right", right_deg)):
        a = radians(thigh_deg)
        points[f"{side}_ear"] = ear
        points[f"{side}_shoulder"] = shoulder
        points[f"{side}_hip"] = hip
        points[f"{side}_knee"] = (hip[0] - 100 * cos(a), hip[1] - 100 * sin(a))
        points[f"{side}_ankle"] = (points[f"{side}_knee"][0] - 40, 400.0)
    return points


def face_down(*, trunk_deg: float = 0.0, hips_px: float = 0.0) -> Points:
    """Face down with the knees on the floor."""
    points = lying(up=-1, trunk_deg=trunk_deg, hips_px=hips_px)
    return points | {"left_knee": (220.0, 400.0), "right_knee": (220.0, 400.0)}


def value(name: str, points: Points, start: Points, *, hidden: tuple[str, ...] = (), mirror: bool = False) -> float:
    body, neutral = body_of(points, hidden=hidden), neutral_of(start)
    if mirror:
        body, neutral = mirrored(body), mirrored_neutral(neutral)
    return registry.require(name).function(body, neutral)


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("angle", [-3, 0, 16, 84])
def test_the_trunk_rises_by_its_angle_face_up_and_face_down(angle: float, mirror: bool) -> None:
    for start, raised in ((lying(), lying(trunk_deg=angle)), (face_down(), face_down(trunk_deg=angle))):
        assert value("trunk_rise_deg", raised, start, mirror=mirror) == pytest.approx(angle, abs=0.1)


@pytest.mark.parametrize("mirror", [False, True])
def test_a_lifted_pelvis_slopes_the_thighs(mirror: bool) -> None:
    assert value("pelvis_lift_deg", face_down(hips_px=100), face_down(), mirror=mirror) == pytest.approx(45, abs=0.1)
    assert value("pelvis_lift_deg", face_down(trunk_deg=30), face_down(), mirror=mirror) == pytest.approx(0, abs=0.1)


def test_a_knee_pulled_to_the_chest_raises_its_thigh_alone() -> None:
    pulled = lying(left_deg=150)
    assert value("thigh_rise_left_deg", pulled, lying()) == pytest.approx(90, abs=0.1)
    assert value("thigh_rise_right_deg", pulled, lying()) == pytest.approx(0, abs=0.1)
    assert value("both_thighs_rise_deg", pulled, lying()) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("mirror", [False, True])
def test_thighs_apart_is_the_difference_whichever_is_higher(mirror: bool) -> None:
    for points in (lying(left_deg=150), lying(right_deg=150)):
        assert value("thighs_apart_deg", points, lying(), mirror=mirror) == pytest.approx(90, abs=0.1)
    together = lying(left_deg=150, right_deg=150)
    assert value("thighs_apart_deg", together, lying(), mirror=mirror) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("trunk_rise_deg", ("left_shoulder", "right_shoulder")),
        ("pelvis_lift_deg", ("left_knee", "right_knee")),
    ],
)
def test_what_is_not_seen_is_unknown(name: str, parts: tuple[str, ...]) -> None:
    assert isnan(value(name, lying(), lying(), hidden=parts))


def from_the_feet(*, turn_deg: float = 0.0, left_up_px: float = 0.0) -> Points:
    """Somebody who lies face up with bent knees, seen from above the feet; the knees turn to the person's left.

    left_up_px: how far the left shoulder is higher in the picture than the right one, which stays.
    """
    points: Points = {"nose": (320.0, 150.0)}
    across = 2.0 * 44 * sin(radians(turn_deg))
    for side, sign in (("left", 1), ("right", -1)):
        points[f"{side}_ear"] = (320.0 + 12 * sign, 155.0)
        points[f"{side}_shoulder"] = (320.0 + 35 * sign, 200.0 - (left_up_px if side == "left" else 0))
        points[f"{side}_hip"] = (320.0 + 22 * sign, 270.0)
        points[f"{side}_knee"] = (320.0 + 25 * sign + across, 280.0)
        points[f"{side}_ankle"] = (320.0 + 28 * sign, 390.0)
    return points


@pytest.mark.parametrize("angle", [-70, -30, 0, 30, 70])
def test_the_knees_turn_by_their_angle_left_positive(angle: float) -> None:
    turned = from_the_feet(turn_deg=angle)
    assert value("knees_turn_deg", turned, from_the_feet()) == pytest.approx(angle, abs=0.1)
    assert value("knees_turn_deg", turned, from_the_feet(), mirror=True) == pytest.approx(-angle, abs=0.1)


@pytest.mark.parametrize("way", [100, 110, 200])
def test_no_jitter_is_told_of_knees_that_lie_down_or_seem_farther_than_thighs_reach(way: float) -> None:
    points = from_the_feet()
    points |= {name: (points[name][0] + way, points[name][1]) for name in ("left_knee", "right_knee")}
    assert value("knees_turn_deg", points, from_the_feet()) == pytest.approx(70)


def test_a_shoulder_that_rises_tilts_the_line_of_both() -> None:
    raised = from_the_feet(left_up_px=70)
    assert value("shoulder_roll_deg", raised, from_the_feet()) == pytest.approx(45, abs=0.1)
    assert value("shoulder_roll_deg", raised, from_the_feet(), mirror=True) == pytest.approx(-45, abs=0.1)


def test_heights_along_the_trunk_are_absolute() -> None:
    start = from_the_feet()
    assert value("knees_over_hips_pct", start, start) == pytest.approx(-100 * 10 / 70, abs=0.1)
    assert value("ankles_below_knees_pct", start, start) == pytest.approx(100 * 110 / 70, abs=0.1)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("knees_turn_deg", ("left_knee", "right_knee")),
        ("knees_turn_deg", ("left_hip", "right_hip")),
        ("shoulder_roll_deg", ("left_shoulder",)),
        ("knees_over_hips_pct", ("left_knee", "right_knee")),
        ("ankles_below_knees_pct", ("left_ankle", "right_ankle")),
    ],
)
def test_what_is_not_seen_from_the_feet_is_unknown(name: str, parts: tuple[str, ...]) -> None:
    assert isnan(value(name, from_the_feet(), from_the_feet(), hidden=parts))
