"""Seen from half the side: bodies in space whose angles are known by hand, as a camera all round them sees them."""

from __future__ import annotations

from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import pytest

from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.landmarks import COUNT, INDEX
from coach.measures import registry
from coach.measures.neutral import Neutral
from coach.signals.body import Body

PX = 200.0
"""So many pixels are the length of the trunk."""

BREADTH = 0.7


def body(turned_deg: float, *, lean_deg: float = 0.0, thigh_deg: float = 0.0, elbow_back: float = 0.0) -> Body:
    """Somebody who sits, turned away from the camera by so much to their right; forward is where they face.

    lean_deg: of the trunk, forward. thigh_deg: how far the thighs are raised from level. elbow_back: trunk lengths.
    """
    lean, thigh = radians(lean_deg), radians(thigh_deg)
    shoulder = np.array([sin(lean), cos(lean)])
    hip, knee = np.zeros(2), 0.85 * np.array([cos(thigh), sin(thigh)])
    parts = {
        "shoulder": shoulder,
        "hip": hip,
        "knee": knee,
        "ankle": knee + np.array([0.0, -0.85]),
        "elbow": shoulder + np.array([-elbow_back, -0.6]),
        "wrist": shoulder + np.array([0.4 - elbow_back, -0.6]),
        "ear": shoulder + np.array([0.0, 0.35]),
        "eye": shoulder + np.array([0.12, 0.4]),
    }
    xy, turn = np.full((COUNT, 2), np.nan), radians(turned_deg)
    for part, (forward, up) in parts.items():
        for side, across in (("left", BREADTH / 2), ("right", -BREADTH / 2)):
            half = across * (0.3 if part in ("ear", "eye") else 1.0)
            xy[INDEX[f"{side}_{part}"]] = (-forward * sin(turn) + half * cos(turn), -up)
    forward, up = shoulder + np.array([0.25, 0.36])
    xy[INDEX["nose"]] = (-forward * sin(turn), -up)
    return Body(xy * PX + 400.0, ~np.isnan(xy[:, 0]), None)


def against(turned_deg: float, view: str) -> Neutral:
    still = body(turned_deg)
    neutral = Neutral(still, still.trunk(), -1, "diagonal" if view == "diagonal" else "side")
    return replace(neutral, turned_deg=turned_deg) if view == "diagonal" else neutral


@pytest.mark.parametrize("turned_deg", [30.0, 45.0, 60.0])
@pytest.mark.parametrize(
    ("measure", "moved", "true"),
    [
        ("trunk_lean_deg", {"lean_deg": 40.0}, 40.0),
        ("backward_bend_deg", {"lean_deg": -20.0}, 20.0),
        ("both_thighs_rise_deg", {"thigh_deg": 35.0}, 35.0),
        ("thigh_rise_left_deg", {"thigh_deg": 35.0}, 35.0),
        ("elbow_back_pct", {"elbow_back": 0.45}, 45.0),
    ],
)
def test_what_lies_in_the_plane_of_the_movement_is_read_as_from_the_side(
    turned_deg: float, measure: str, moved: dict[str, float], true: float
) -> None:
    read = registry.compute(body(turned_deg, **moved), against(turned_deg, "diagonal"), (measure,))[measure]
    assert read == pytest.approx(true, abs=0.5)


def test_read_as_a_picture_from_the_side_it_would_be_wrong() -> None:
    read = registry.compute(body(45.0, lean_deg=40.0), against(45.0, "side"), ("trunk_lean_deg",))["trunk_lean_deg"]
    assert abs(read - 40.0) > 5.0


def test_what_rests_on_the_outline_is_unknown_from_there() -> None:
    names = ("upper_back_arch_deg", "back_rounding_pct", "low_back_share", "pelvic_tilt_deg")
    read = registry.compute(body(45.0, lean_deg=30.0), against(45.0, "diagonal"), names)
    assert all(np.isnan(value) for value in read.values())


def test_without_knowing_how_far_somebody_is_turned_nothing_is_told() -> None:
    neutral = replace(against(45.0, "diagonal"), turned_deg=float("nan"))
    assert np.isnan(registry.compute(body(45.0, lean_deg=30.0), neutral, ("trunk_lean_deg",))["trunk_lean_deg"])


SEEN_OTHERWISE = [(each, view) for each in catalog.all_exercises() for view in each.views[1:]]


@pytest.mark.parametrize(
    ("exercise", "view"), SEEN_OTHERWISE, ids=[f"{each.id}-{view}" for each, view in SEEN_OTHERWISE]
)
def test_all_that_a_shipped_view_asks_about_can_be_told_from_there(exercise: Exercise, view: str) -> None:
    seen = exercise.seen_from(view)
    conditions = [*seen.baseline.when, *seen.posture, *(each for phase in seen.phases for each in phase.enter)]
    conditions += [sign for fault in seen.fault if fault.id not in seen.unwatched for sign in fault.when]
    for condition in conditions:
        assert view in registry.require(condition.measure).views, condition.measure
    assert view in registry.require(seen.gauge.measure).views
