from __future__ import annotations

from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.events import BaselineTaken
from tests.movements import Points, pose_of, seated_from_the_side, times


def sitting() -> Points:
    """Hands in the lap, seen from the left."""
    points = seated_from_the_side()
    for side in ("left", "right"):
        points |= {f"{side}_elbow": (330.0, 235.0), f"{side}_wrist": (290.0, 280.0)}
    return points


def test_a_hidden_knee_that_is_seen_now_and_then_does_not_look_like_moving() -> None:
    points = sitting() | {"right_knee": (200.0, 275.0)}
    session = Session(find("seated-forward-bend"))
    events: list[object] = []
    for index, t in enumerate(times(2.5)):
        hidden = ("right_knee",) if index % 3 else ()
        events += session.step(pose_of(points, t, hidden=hidden)).events
    assert any(isinstance(event, BaselineTaken) for event in events)


def test_a_nearer_knee_that_moves_is_waited_for() -> None:
    session = Session(find("seated-forward-bend"))
    events: list[object] = []
    for index, t in enumerate(times(2.5)):
        points = sitting() | {"left_knee": (225.0 + 12 * (index % 2), 300.0)}
        events += session.step(pose_of(points, t)).events
    assert not any(isinstance(event, BaselineTaken) for event in events)


def test_whoever_sits_leaning_back_a_little_is_told_once_that_counting_begins() -> None:
    """The lean is measured against the upright, not as a change, so that the neutral itself reads something."""
    session = Session(find("seated-forward-bend"))
    events: list[object] = []
    for t in times(6):
        points = seated_from_the_side(lean_deg=-8.0)
        for side in ("left", "right"):
            points |= {f"{side}_elbow": (330.0, 235.0), f"{side}_wrist": (290.0, 280.0)}
        events += session.step(pose_of(points, t)).events
    assert sum(isinstance(event, BaselineTaken) for event in events) == 1
