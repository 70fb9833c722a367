from __future__ import annotations

import pytest

from coach.measures import registry
from coach.measures.near import near_side
from tests.movements import seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


@pytest.mark.parametrize(("facing", "side"), [(-1, "left"), (1, "right")])
def test_who_faces_the_pictures_left_shows_the_left_side(facing: int, side: str) -> None:
    assert near_side(facing) == side


@pytest.mark.parametrize("facing", [-1, 1])
def test_the_nearer_knee_is_read_and_the_farther_one_does_not_matter(facing: int) -> None:
    points = seated_from_the_side(facing=facing)
    far = "right" if facing < 0 else "left"
    value = registry.require("knee_flexion_near_deg").function(
        body_of(points | {f"{far}_ankle": (10.0, 10.0)}, hidden=[f"{far}_knee"]), neutral_of(points)
    )
    assert value == pytest.approx(96, abs=0.1)


@pytest.mark.parametrize("name", ["knee_flexion_near_deg", "hip_flexion_near_deg", "elbow_flexion_near_deg"])
def test_a_mirror_image_reads_the_same(name: str) -> None:
    points = seated_from_the_side(lean_deg=12) | {"left_ankle": (180.0, 420.0), "left_wrist": (250.0, 200.0)}
    function, neutral, body = registry.require(name).function, neutral_of(seated_from_the_side()), body_of(points)
    assert function(mirrored(body), mirrored_neutral(neutral)) == pytest.approx(function(body, neutral))
