from __future__ import annotations

from math import isnan

import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_front
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


def standing(*, left_px: float = 0.0, right_px: float = 0.0, down_px: float = 0.0) -> Points:
    """Facing the camera; knee and ankle lifted by so many pixels, the whole body lower by down_px."""
    points = seated_from_the_front()
    for part, y in (("knee", 380.0), ("ankle", 450.0)):
        points |= {f"left_{part}": (345.0, y - left_px), f"right_{part}": (295.0, y - right_px)}
    return {name: (x, y + down_px) for name, (x, y) in points.items()}


def lift(points: Points, *, hidden: tuple[str, ...] = (), mirror: bool = False) -> float:
    body, neutral = body_of(points, hidden=hidden), neutral_of(standing())
    if mirror:
        body, neutral = mirrored(body), mirrored_neutral(neutral)
    return registry.require("leg_lift_pct").function(body, neutral)


def test_the_left_knee_is_positive_the_right_one_negative() -> None:
    assert lift(standing(left_px=12)) == pytest.approx(10, abs=0.1)
    assert lift(standing(right_px=12)) == pytest.approx(-10, abs=0.1)


def test_the_mirror_swaps_the_sign() -> None:
    assert lift(standing(left_px=12), mirror=True) == pytest.approx(-10, abs=0.1)


def test_the_whole_body_going_down_is_no_step() -> None:
    assert lift(standing(down_px=20)) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("part", ["right_knee", "left_ankle"])
def test_a_part_that_is_not_seen_makes_it_unknown(part: str) -> None:
    assert isnan(lift(standing(), hidden=(part,)))
