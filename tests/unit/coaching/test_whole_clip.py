from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from coach.coaching.neutral.baseline import neutral_of
from coach.coaching.session import Known, Session
from coach.coaching.whole_clip import LONGEST_S, WholeClip
from coach.engine.catalog import find
from coach.events import BaselineTaken, Event, RepAbandoned, RepCompleted
from coach.reasons import Ended
from coach.signals.body import Body
from coach.signals.follow import Follow, Following
from coach.values import Pose
from tests.movements import (
    in_turn,
    pose_of,
    seated_from_the_front,
    seated_from_the_side,
    stepping,
    there_and_back,
    times,
)

TURN = find("sit-and-rotate")


def turning(course: Callable[[float], float]) -> Callable[[float], Pose]:
    return lambda t: pose_of(seated_from_the_front(turn_deg=course(t)), t)


def bending(course: Callable[[float], float]) -> Callable[[float], Pose]:
    return lambda t: pose_of(seated_from_the_side(lean_deg=course(t)), t)


def told(poses: Iterable[Pose], exercise: str) -> tuple[list[Event], WholeClip]:
    clip = WholeClip(find(exercise))
    for pose in poses:
        clip.update(pose)
    return [*(event for step in clip.steps() for event in step.events), *clip.session.finish()], clip


def test_where_live_knows_all_the_whole_clip_says_the_very_same() -> None:
    poses = list(map(turning(there_and_back(40, 2.3, start_s=3.0)), times(10)))
    session = Session(TURN)
    live = [*(event for pose in poses for event in session.step(pose).events), *session.finish()]
    events, clip = told(poses, "sit-and-rotate")
    assert events == live
    assert clip.live_known_s is None


def test_what_is_known_beforehand_counts_from_the_first_picture_on() -> None:
    """Nobody rests here: the turn is under way at once, and over with the clip."""
    course = there_and_back(40, 2.3, start_s=0.0)
    neutral = neutral_of([Body.of(turning(lambda _: 0.0)(0.0))])
    session = Session(TURN, known=[Known(0.0, 10.0, neutral)])
    events = [event for pose in map(turning(course), times(5.6)) for event in session.step(pose).events]
    assert [event.time_s for event in events if isinstance(event, BaselineTaken)] == [0.0]
    assert [event.rep.side for event in events if isinstance(event, RepCompleted)] == ["left"]


@pytest.mark.parametrize(("share", "counts"), [(0.1, False), (0.5, True)])
def test_who_looks_as_the_exercise_begins_for_moments_only_does_another_one(
    share: float, counts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody who stands and lifts the knees looks seated for moments."""
    neutral = neutral_of([Body.of(turning(lambda _: 0.0)(0.0))])
    clip = WholeClip(TURN)
    monkeypatch.setattr(clip, "_postures", lambda _: ([(neutral, ())], share))
    for pose in map(turning(there_and_back(40, 2.3, start_s=0.0)), times(5.2)):
        clip.update(pose)
    (stretch,) = clip._stretches
    stretch.used.clear()
    assert (clip._better(stretch) is not None) == counts


def test_a_bend_that_never_comes_back_is_told_as_cut_and_not_counted() -> None:
    """Sways while sitting upright, folds, and stays down to the end of the clip."""
    course = there_and_back(45, 30.0, start_s=2.0, ramp_s=2.5)
    events, _ = told(map(bending(lambda t: course(t) + 1.5 * (t % 1 > 0.5)), times(12)), "seated-forward-bend")
    assert not [event for event in events if isinstance(event, RepCompleted)]
    assert [event.rep.reason for event in events if isinstance(event, RepAbandoned)] == [Ended()]


def test_what_is_longer_than_can_be_looked_through_is_full() -> None:
    clip = WholeClip(TURN)
    pose = turning(lambda _: 0.0)(0.0)
    clip.update(pose)
    assert not clip.full
    clip.update(replace(pose, time_s=LONGEST_S))
    assert clip.full


def test_another_shot_of_half_the_size_at_the_same_place_is_not_the_same_person() -> None:
    points = seated_from_the_front()
    small = {name: (320 + (x - 320) / 2, 300 + (y - 300) / 2) for name, (x, y) in points.items()}
    follow = Follow()
    assert follow.update(0.0, Body.of(pose_of(points))) is Following.SAME
    assert follow.update(0.1, Body.of(pose_of(small))) is Following.JUMPED
    assert follow.update(0.2, Body.of(pose_of(small))) is Following.OTHER
    assert follow.update(0.3, Body.of(pose_of(points))) is Following.BACK


def walking_up(nearer_every_s: float, step_s: float, pause_s: float) -> Callable[[float], Pose]:
    """Somebody who looks so many times as large after every second, and lifts the feet in turn."""
    lifted = in_turn(0.0, step_s, pause_s, 20)

    def pose(t: float) -> Pose:
        points, size = stepping(*(0.2 * each for each in lifted(t))), 0.4 * nearer_every_s**t
        return pose_of({name: (320 + (x - 320) * size, 240 + (y - 240) * size) for name, (x, y) in points.items()}, t)

    return pose


@pytest.mark.parametrize("nearer_every_s", [1.08, 1.12, 1.2])
@pytest.mark.parametrize(("step_s", "pause_s"), [(0.3, 0.0), (0.45, 0.05)])
def test_nobody_who_walks_up_to_the_camera_steps_on_the_spot(
    nearer_every_s: float, step_s: float, pause_s: float
) -> None:
    """However the first moments look: live, nobody can know yet that it goes on."""
    events, _ = told(map(walking_up(nearer_every_s, step_s, pause_s), times(5.5, fps=30)), "walk-in-place")
    assert not any(isinstance(event, RepCompleted) for event in events)


def test_it_is_said_where_live_would_have_counted_a_walk() -> None:
    _, clip = told(map(walking_up(1.12, 0.45, 0.05), times(5.5, fps=30)), "walk-in-place")
    assert clip.live_counted_a_walk
