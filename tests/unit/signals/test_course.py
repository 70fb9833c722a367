from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.signals.body import Body
from coach.signals.course import Course
from tests.movements import pose_of, seated_from_the_front, there_and_back, times


def body_at(share: float, jitter: np.ndarray | float = 0.0) -> Body:
    """Sitting, the elbows and the head moved by a share of 30 px to the side and 20 px down."""
    points = seated_from_the_front()
    for name in ("nose", "left_elbow", "right_elbow", "left_ear", "right_ear"):
        x, y = points[name]
        points[name] = (x + 30 * share, y + 20 * share)
    body = Body.of(pose_of(points))
    return Body(body.xy + jitter, body.seen, None)


def course_of(
    hold_s: float, ramp_s: float, *, fps: float = 15.0, until_s: float = 60.0, noise_px: float = 0.0
) -> Course:
    course, way = Course(), there_and_back(1.0, hold_s, start_s=2.0, ramp_s=ramp_s)
    random = np.random.default_rng(7)
    for t in times(min(until_s, 4 + hold_s + 2 * ramp_s), fps):
        course.update(t, body_at(way(t), random.normal(0, noise_px, (33, 2)) if noise_px else 0.0))
    return course


@settings(max_examples=25)
@given(hold_s=st.floats(0.2, 10), ramp_s=st.floats(0.6, 4.0), fps=st.sampled_from([8.0, 15.0, 30.0]))
def test_the_hold_of_a_minimum_jerk_movement_is_exact(hold_s: float, ramp_s: float, fps: float) -> None:
    course = course_of(hold_s, ramp_s, fps=fps)
    guess = (2.0 + 0.9 * ramp_s, 2.0 + ramp_s + hold_s + 0.2 * ramp_s)
    assert course.hold_s(body_at(0.0), *guess) == pytest.approx(hold_s, abs=0.06)


def test_jitter_of_the_landmarks_costs_little() -> None:
    course = course_of(2.0, 1.4, noise_px=0.7)
    assert course.hold_s(body_at(0.0), 3.2, 5.6) == pytest.approx(2.0, abs=0.15)


def test_nothing_is_said_while_the_way_back_is_not_in_sight() -> None:
    course = course_of(2.0, 1.4, until_s=5.5)
    assert course.hold_s(body_at(0.0), 3.4, 5.5) is None


def test_nothing_is_said_of_a_body_that_did_not_move_or_was_not_seen() -> None:
    still = Course()
    for t in times(5):
        still.update(t, body_at(0.0))
    assert still.hold_s(body_at(0.0), 2.0, 3.0) is None
    assert Course().hold_s(body_at(0.0), 2.0, 3.0) is None
