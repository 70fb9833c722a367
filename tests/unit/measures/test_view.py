"""Which way somebody is to the camera: the front, the back, a side."""

from __future__ import annotations

import pytest

from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.events import BaselineTaken, CountingDoubted, Event, RepCompleted, WrongView
from coach.measures import desk
from coach.measures.view import view_of
from tests.movements import Points, pose_of, seated_from_the_front, seated_from_the_side, there_and_back, times
from tests.people import body_of

WIDTH = 640.0


def from_behind(points: Points) -> Points:
    """The same person, seen by a camera behind them: every part on the other side of the picture."""
    return {name: (WIDTH - x, y) for name, (x, y) in points.items()}


def test_front_side_and_back_are_told_apart() -> None:
    assert view_of(body_of(seated_from_the_front())) == "front"
    assert view_of(body_of(seated_from_the_side())) == "side"
    assert view_of(body_of(from_behind(seated_from_the_front()))) == "back"


def test_the_back_is_seen_where_a_desk_hides_the_hips() -> None:
    hidden = ("left_hip", "right_hip")
    assert desk.view_of(body_of(seated_from_the_front(), hidden=hidden)) == "front"
    assert desk.view_of(body_of(from_behind(seated_from_the_front()), hidden=hidden)) == "back"


def test_shoulders_alone_the_other_way_round_are_no_back() -> None:
    points = seated_from_the_front()
    points["left_shoulder"], points["right_shoulder"] = points["right_shoulder"], points["left_shoulder"]
    assert view_of(body_of(points)) == "front"


@pytest.mark.parametrize("hidden", [(), ("left_hip", "right_hip")])
def test_whoever_shows_the_back_is_asked_to_turn_and_nothing_counts(hidden: tuple[str, ...]) -> None:
    session = Session(find("sit-and-rotate"))
    course = there_and_back(40, 2.3, start_s=3.0)
    events = [
        event
        for t in times(9)
        for event in session.step(
            pose_of(from_behind(seated_from_the_front(turn_deg=course(t))), t, hidden=hidden)
        ).events
    ]
    assert [event.seen for event in events if isinstance(event, WrongView)][:1] == ["back"]
    assert not any(isinstance(event, BaselineTaken | RepCompleted) for event in events)


def test_whoever_turns_the_back_in_the_midst_of_it_is_told_so() -> None:
    session = Session(find("sit-and-rotate"))
    events: list[Event] = []
    for t in times(9):
        course = there_and_back(40, 2.3, start_s=5.0)(t)
        points = seated_from_the_front(turn_deg=course)
        events += session.step(pose_of(points if t < 3 else from_behind(points), t)).events
    assert any(isinstance(event, BaselineTaken) for event in events)
    assert [event.kind for event in events if isinstance(event, CountingDoubted)] == ["turned"]
    assert not any(isinstance(event, RepCompleted) for event in events)
