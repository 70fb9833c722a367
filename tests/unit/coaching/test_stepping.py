"""Steps as people take them: from the first one on, without a stand before them, drifting, and out of the picture's middle."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sin

import pytest

from coach.coaching.neutral.ends import Ends
from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.events import RepCompleted
from coach.measures import registry
from coach.signals.body import Body
from coach.values import Pose
from tests.movements import STEP_HIGH, TRUNK, in_turn, pose_of, stepping, times


def sides(pose: Callable[[float], Pose], for_s: float) -> list[str | None]:
    session = Session(find("walk-in-place"))
    events = [event for t in times(for_s, fps=30) for event in session.step(pose(t)).events]
    return [event.rep.side for event in (*events, *session.finish()) if isinstance(event, RepCompleted)]


@pytest.mark.parametrize("stand_s", [0.0, 0.3, 0.6])
@pytest.mark.parametrize(("step_s", "pause_s"), [(0.6, 0.1), (0.55, 0.3), (0.3, 0.0)])
def test_every_step_counts_whoever_goes_straight_on(stand_s: float, step_s: float, pause_s: float) -> None:
    lifted = in_turn(stand_s, step_s, pause_s, 8)

    def pose(t: float) -> Pose:
        return pose_of(stepping(*lifted(t), swing=15 * sin(2 * pi * t / 0.9)), t)

    counted = sides(pose, stand_s + 8 * (step_s + pause_s) + 1.0)
    assert counted[-7:] == ["left", "right"] * 3 + ["left"]
    assert len(counted) <= 8


def test_whoever_drifts_aside_and_bounces_goes_on_stepping() -> None:
    lifted = in_turn(0.5, 0.3, 0.0, 24)

    def pose(t: float) -> Pose:
        bounce = 0.2 * TRUNK * abs(sin(pi * (t - 0.5) / 0.3)) if t > 0.5 else 0.0
        return pose_of(stepping(*lifted(t)), t, shift=(-0.15 * TRUNK * max(0.0, t - 3.0), -bounce))

    assert sides(pose, 8.5) == ["right", "left"] * 12


def test_the_middle_of_one_leg_s_step_is_left_once_the_other_has_stepped() -> None:
    ends = Ends.of(find("walk-in-place"), lambda *_: True)
    assert ends is not None
    lifted, tried = in_turn(0.5, 0.6, 0.1, 2), None
    for t in times(2.2, fps=30):
        left, right = lifted(t)
        found = ends.update(t, Body.of(pose_of(stepping(0.6 * left, right), t)), tried)
        tried = tried if found is None else found.neutral
    assert tried is not None
    stand = Body.of(pose_of(stepping(0.0, 0.0)))
    right_half_way_pct = 50 * STEP_HIGH / TRUNK
    assert abs(registry.compute(stand, tried, ("leg_lift_pct",))["leg_lift_pct"]) < right_half_way_pct / 2


def test_steps_that_lead_towards_the_camera_are_no_steps_in_place() -> None:
    lifted = in_turn(0.2, 0.5, 0.05, 12)

    def pose(t: float) -> Pose:
        nearer = 1.12**t
        points = stepping(*(0.3 * lift for lift in lifted(t)))
        return pose_of(
            {name: (320 + nearer * (x - 320), 200 + nearer * (y - 200)) for name, (x, y) in points.items()}, t
        )

    assert sides(pose, 6.5) == []
