from __future__ import annotations

from math import isnan

import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


def with_elbow(along: float, above_px: float, facing: int = -1) -> Points:
    """Sitting, both elbows so far along the level thigh (0 hip … 1 knee) and so many pixels above it."""
    points = seated_from_the_side(facing=facing)
    hip, knee = points["left_hip"], points["left_knee"]
    elbow = (hip[0] + along * (knee[0] - hip[0]), hip[1] - above_px)
    return points | {"left_elbow": elbow, "right_elbow": elbow}


def value(name: str, points: Points, facing: int = -1, *, hidden: tuple[str, ...] = (), mirror: bool = False) -> float:
    body, neutral = body_of(points, hidden=hidden), neutral_of(seated_from_the_side(facing=facing))
    if mirror:
        body, neutral = mirrored(body), mirrored_neutral(neutral)
    return registry.require(name).function(body, neutral)


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("facing", [-1, 1])
def test_an_elbow_is_so_far_off_and_so_far_along_the_thigh(facing: int, mirror: bool) -> None:
    points = with_elbow(0.8, 26, facing)
    assert value("elbow_over_thigh_pct", points, facing, mirror=mirror) == pytest.approx(20, abs=0.1)
    assert value("elbow_along_thigh_pct", points, facing, mirror=mirror) == pytest.approx(80, abs=0.1)


def test_the_nearer_elbow_is_taken() -> None:
    assert isnan(value("elbow_over_thigh_pct", with_elbow(0.8, 26), hidden=("left_elbow",)))
    assert value("elbow_over_thigh_pct", with_elbow(0.8, 26), hidden=("right_elbow",)) == pytest.approx(20, abs=0.1)


@pytest.mark.parametrize("name", ["elbow_over_thigh_pct", "elbow_along_thigh_pct"])
def test_a_knee_that_is_not_seen_makes_it_unknown(name: str) -> None:
    assert isnan(value(name, with_elbow(0.8, 26), hidden=("left_knee",)))
