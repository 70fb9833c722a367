"""After a gap the old start position holds while the person is where they were, and only then."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.coaching.neutral.provisional import REST_S
from coach.coaching.neutral.returning import REFUSED_S
from coach.coaching.session import FORGET_S, Session
from coach.engine.catalog import find
from coach.events import BaselineTaken, Event, RepCompleted
from coach.values import Pose
from tests.movements import pose_of, seated_from_the_front, there_and_back, times

AWAY_FROM_S, BACK_AT_S = 5.0, 5.0 + FORGET_S + 2.0


def coached(pose: Callable[[float], Pose], for_s: float) -> list[Event]:
    """What happens when nothing is seen from AWAY_FROM_S to BACK_AT_S."""
    session = Session(find("sit-and-rotate"))
    shown = (t for t in times(for_s) if not AWAY_FROM_S <= t < BACK_AT_S)
    return [event for t in shown for event in session.step(pose(t)).events]


def taken_s(events: list[Event]) -> list[float]:
    return [event.time_s for event in events if isinstance(event, BaselineTaken)]


def sides(events: list[Event]) -> list[object]:
    return [event.rep.side for event in events if isinstance(event, RepCompleted)]


def test_back_at_rest_in_the_same_place_counting_goes_on_at_once() -> None:
    course = there_and_back(40, 2.3, start_s=BACK_AT_S + 1.0)
    events = coached(lambda t: pose_of(seated_from_the_front(turn_deg=course(t)), t), 20)
    assert taken_s(events)[1] == pytest.approx(BACK_AT_S + 0.5, abs=0.1)
    assert sides(events) == ["left"]


def test_a_turn_that_is_held_is_not_taken_for_the_start_position() -> None:
    held = there_and_back(40, 14.0, start_s=3.0)
    right = there_and_back(-40, 2.3, start_s=24.0)
    events = coached(lambda t: pose_of(seated_from_the_front(turn_deg=held(t) + right(t)), t), 32)
    assert taken_s(events)[1] > 18.4
    assert sides(events) == ["right"]


def test_who_sits_down_elsewhere_takes_a_new_start_position() -> None:
    course = there_and_back(40, 2.3, start_s=BACK_AT_S + 3.0)

    def pose(t: float) -> Pose:
        shift = (90.0, 0.0) if t >= BACK_AT_S else (0.0, 0.0)
        return pose_of(seated_from_the_front(turn_deg=20.0 * (t >= BACK_AT_S) + course(t)), t, shift=shift)

    events = coached(pose, 22)
    assert taken_s(events)[1] == pytest.approx(BACK_AT_S + find("sit-and-rotate").baseline.for_s, abs=0.2)


def test_who_sits_otherwise_for_long_is_believed_in_the_end() -> None:
    events = coached(lambda t: pose_of(seated_from_the_front(turn_deg=25.0 * (t >= BACK_AT_S)), t), 30)
    wait_s = REFUSED_S + find("sit-and-rotate").dose.hold_s
    assert taken_s(events)[1] == pytest.approx(BACK_AT_S + REST_S + wait_s, abs=0.6)
