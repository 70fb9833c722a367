"""What is shown of the first and the best repetition, from poses whose truth is known."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from coach.coaching.before_after import POSES_MOST, BeforeAfter, FirstAndBest, most_gained, thinned
from coach.engine.catalog import find
from coach.events import Event, RepAbandoned, RepCompleted
from coach.values import Pose, Rep
from tests.movements import pose_of, seated_from_the_front
from tests.stored import rep_of

CARD = find("sit-and-rotate").card()


def pose(at_s: float) -> Pose:
    return pose_of(seated_from_the_front(turn_deg=10.0), at_s)


def done(peak: float, start_s: float, *, counted: bool = True, faults: tuple[str, ...] = ()) -> Event:
    rep = rep_of("left", peak, counted=counted, faults=faults, start_s=start_s)
    return RepCompleted(rep.end_s, rep) if counted else RepAbandoned(rep.end_s, rep)


def after(*events: Event) -> BeforeAfter | None:
    """Ten poses a second; each event comes in the pose in which its repetition ends."""
    kept = FirstAndBest(CARD)
    for tenth in range(400):
        at_s = tenth / 10
        kept.update(pose(at_s), [event for event in events if abs(event.time_s - at_s) < 0.01])
    return kept.pair


def test_the_best_is_the_furthest_of_those_that_count_and_are_clean() -> None:
    pair = after(
        done(20.0, 1.0, counted=False), done(30.0, 6.0), done(45.0, 11.0, faults=("side-bend",)), done(38.0, 16.0)
    )
    assert pair is not None
    assert (pair.first.rep.peak, pair.best.rep.peak) == (20.0, 38.0)
    assert pair.gain == pytest.approx(18.0 / CARD.gauge_target)
    for shown in (pair.first, pair.best):
        assert shown.poses[0].time_s == pytest.approx(shown.rep.start_s, abs=0.11)
        assert shown.poses[-1].time_s == pytest.approx(shown.rep.end_s, abs=0.11)


def test_repetitions_that_are_told_at_once_are_each_kept() -> None:
    """As where the start position became known late: both ended long before."""
    kept = FirstAndBest(CARD)
    for tenth in range(200):
        kept.update(pose(tenth / 10), [])
    kept.tell([done(30.0, 1.0), done(38.0, 6.0)])
    assert kept.pair is not None
    assert kept.pair.first.poses[0].time_s == pytest.approx(1.0, abs=0.1)
    assert kept.pair.best.poses[-1].time_s == pytest.approx(10.0, abs=0.1)


def test_a_side_is_compared_with_itself() -> None:
    right = rep_of("right", 60.0, start_s=6.0)
    assert after(done(30.0, 1.0), RepCompleted(right.end_s, right)) is None
    pair = after(done(30.0, 1.0), RepCompleted(right.end_s, right), done(35.0, 11.0))
    assert pair is not None
    assert (pair.first.rep.side, pair.best.rep.side, pair.best.rep.peak) == ("left", "left", 35.0)


def test_one_repetition_alone_is_compared_with_nothing() -> None:
    assert after(done(30.0, 1.0)) is None
    assert after() is None


def test_a_best_one_that_came_less_far_than_the_first_is_not_shown_over_it() -> None:
    """The first did not count, and came further than the only one that did: "first 41, best 35" reads as a mistake."""
    assert after(done(41.0, 1.0, counted=False), done(35.0, 6.0)) is None


def test_that_exercise_is_shown_in_which_most_was_gained() -> None:
    little, much = after(done(30.0, 1.0), done(31.0, 6.0)), after(done(30.0, 1.0), done(40.0, 6.0))
    assert most_gained([None, little, much]) is much
    assert most_gained([None]) is None


def test_a_long_repetition_is_thinned_evenly_with_both_its_ends() -> None:
    poses = [replace(pose(0.0), time_s=float(number)) for number in range(301)]
    kept = thinned(poses)
    assert len(kept) == POSES_MOST
    assert (kept[0].time_s, kept[-1].time_s) == (0.0, 300.0)
    steps = {round(later.time_s - earlier.time_s) for earlier, later in pairwise(kept)}
    assert steps <= {5, 6}


def test_no_picture_is_kept_of_it() -> None:
    pair = after(done(30.0, 1.0), done(40.0, 6.0))
    assert pair is not None
    assert set(Pose.__dataclass_fields__) <= {
        "time_s",
        "size",
        "image",
        "world",
        "visibility",
        "outline",
        "light",
    }, "a pose holds landmarks and an outline; a field with pixels would be a picture"
    assert isinstance(pair.best.rep, Rep)
