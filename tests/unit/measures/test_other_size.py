"""No measure minds a change of size, place or framing after the neutral was taken, and none tells what no person can do."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.measures import registry
from coach.measures.learned import trunk_profile
from coach.measures.neutral import Neutral, SeenView, facing_of
from coach.measures.ranges import POSSIBLE
from coach.signals.body import Body
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of, neutral_of

# Rendered people, pixels of 640 x 480, with outlines: see test_learned.py.
CASES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "trunk_poses.json").read_text())
FACTORS = (0.7, 0.8, 0.9, 0.97, 1.03, 1.1, 1.16, 1.25, 1.4)
OFF_BY_DEG = 5.0
"""Angles of a person who looks larger may differ by so much, little more than their stated error: up to 5 % a size is taken as
movement, and so left as it is."""


def body(stored: dict[str, Any], factor: float = 1.0, shift: tuple[float, float] = (0.0, 0.0)) -> Body:
    place = np.array(shift)
    return Body(
        np.array(stored["xy"]) * factor + place, np.ones(33, bool), np.array(stored["outline"]) * factor + place
    )


def neutral(case: dict[str, Any]) -> Neutral:
    still = body(case["neutral"])
    view: SeenView = "front" if case["view"] == "front" else "side"
    return Neutral(still, still.trunk(), facing_of(still), view, trunk_profile(still.xy, still.outline))


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name", CASES)
def test_angles_of_rendered_people_stay_what_they_are(name: str, factor: float) -> None:
    case = CASES[name]
    usual = registry.compute(body(case["now"]), neutral(case))
    for shift in ((0.0, 0.0), (-90.0, 40.0)):
        values = registry.compute(body(case["now"], factor, shift), neutral(case))
        for measure, value in usual.items():
            if measure.endswith("_deg"):
                assert values[measure] == pytest.approx(value, abs=OFF_BY_DEG, nan_ok=True), measure
            elif measure == "low_back_share":
                assert values[measure] == pytest.approx(value, abs=0.15, nan_ok=True)


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name", CASES)
def test_the_neutral_seen_otherwise_is_no_movement(name: str, factor: float) -> None:
    case = CASES[name]
    values = registry.compute(body(case["neutral"], factor, (40.0, -30.0)), neutral(case))
    for measure in ("thoracic_rotation_deg", "pelvis_rotation_deg", "upper_back_arch_deg", "lumbar_extension_deg"):
        if case["view"] in registry.require(measure).views:
            assert values[measure] == pytest.approx(0, abs=OFF_BY_DEG), measure
    assert isnan(values["low_back_share"])


ONE_BY_ONE: dict[str, Callable[[], tuple[Points, Points]]] = {
    "turned": lambda: (seated_from_the_front(), seated_from_the_front(turn_deg=30)),
    "leaning": lambda: (seated_from_the_side(), seated_from_the_side(lean_deg=15)),
    "at rest, from the front": lambda: (seated_from_the_front(), seated_from_the_front()),
    "at rest, from the side": lambda: (seated_from_the_side(), seated_from_the_side()),
}


@pytest.mark.parametrize("factor", [0.7, 0.8, 0.9, 1.1, 1.25, 1.4])
@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_every_measure_of_a_drawn_person_stays_what_it_is(name: str, factor: float) -> None:
    then, now = ONE_BY_ONE[name]()
    start = neutral_of(then)
    usual = registry.compute(body_of(now), start)
    drawn = body_of(now)
    values = registry.compute(Body(drawn.xy * factor + np.array([25.0, -35.0]), drawn.seen, None), start)
    assert isnan(values.pop("shoulder_lift_pct"))
    for measure, value in usual.items():
        if measure not in values:
            continue
        assert values[measure] == pytest.approx(value, abs=5.0 if measure.endswith("_pct") else 1.5, nan_ok=True), (
            measure
        )


coordinates = st.lists(st.floats(-200, 900), min_size=66, max_size=66)


@given(numbers=coordinates, outlined=st.booleans())
def test_no_pose_whatever_gives_an_impossible_figure(numbers: list[float], outlined: bool) -> None:
    xy = np.array(numbers).reshape(33, 2)
    for case in ("turned left in the upper back", "arched in the upper back"):
        start = neutral(CASES[case])
        pose = Body(xy, np.ones(33, bool), np.array(CASES[case]["now"]["outline"]) if outlined else None)
        for name, value in registry.compute(pose, start).items():
            assert isnan(value) or POSSIBLE[name].low <= value <= POSSIBLE[name].high, name


def test_arms_that_left_the_start_position_tell_no_turn() -> None:
    start = neutral_of(seated_from_the_front())
    hanging = seated_from_the_front()
    for side, sign in (("left", 1), ("right", -1)):
        hanging[f"{side}_elbow"] = (320.0 + 45 * sign, 260.0)
        hanging[f"{side}_wrist"] = (320.0 + 45 * sign, 320.0)
    assert isnan(registry.compute(body_of(hanging), start)["thoracic_rotation_deg"])


def test_every_measure_says_what_it_can_be_and_why() -> None:
    assert set(registry.names()) <= set(POSSIBLE)
    for name, possible in POSSIBLE.items():
        assert possible.low < possible.high, name
        assert possible.source, name
    assert POSSIBLE["thoracic_rotation_deg"].high <= 70
