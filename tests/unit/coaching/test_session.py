from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from benchmarks.making.sample_files import SAMPLES
from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.events import (
    BEGUN_BEFORE,
    BaselineTaken,
    Event,
    ExerciseStarted,
    PersonChanged,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
    TrackingRegained,
    WrongView,
)
from coach.recording.reader import open_recording
from coach.values import Light, Pose, Step
from coach.words.reasons import in_english
from tests.movements import (
    SIZE,
    pose_of,
    seated_from_the_front,
    seated_from_the_side,
    there_and_back,
    times,
)


def turning(course: Callable[[float], float]) -> Callable[[float], Pose]:
    return lambda t: pose_of(seated_from_the_front(turn_deg=course(t)), t)


def run(session: Session, poses: Iterable[Pose]) -> tuple[list[Event], list[Step]]:
    steps = [session.step(pose) for pose in poses]
    events = [event for step in steps for event in step.events]
    return [*events, *session.finish()], steps


def kinds(events: list[Event]) -> list[type]:
    return [type(event) for event in events]


@pytest.fixture
def session() -> Session:
    return Session(find("sit-and-rotate"))


def test_counts_only_after_the_start_position_was_held(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=3.0)
    events, steps = run(session, map(turning(course), times(10)))
    assert isinstance(events[0], ExerciseStarted)
    assert kinds(events).index(BaselineTaken) < kinds(events).index(RepCompleted)
    (rep,) = [event.rep for event in events if isinstance(event, RepCompleted)]
    assert rep.side == "left"
    assert steps[0].state.watching == "position"
    assert steps[-1].state.reps == {"left": 1, "right": 0}


def test_whoever_goes_straight_on_is_counted_as_soon_as_the_start_position_is_known(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=0.4)
    events, steps = run(session, map(turning(course), times(6)))
    (rep,) = [event.rep for event in events if isinstance(event, RepCompleted)]
    assert rep.side == "left"
    assert rep.start_s == pytest.approx(0.4 + 0.5, abs=0.4)
    assert steps[-1].state.reps == {"left": 1, "right": 0}


def test_a_repetition_that_was_under_way_when_the_picture_began_is_told_as_cut(session: Session) -> None:
    first, second = there_and_back(40, 2.3, start_s=-2.0), there_and_back(40, 2.3, start_s=3.0)
    events, _ = run(session, map(turning(lambda t: first(t) + second(t)), times(10)))
    (cut,) = [event.rep for event in events if isinstance(event, RepAbandoned)]
    assert cut.reason == BEGUN_BEFORE
    (rep,) = [event.rep for event in events if isinstance(event, RepCompleted)]
    assert rep.start_s > 3.0


def test_lost_sight_abandons_the_repetition_and_says_what_is_missing(session: Session) -> None:
    course = there_and_back(40, 6.0, start_s=3.0)

    def pose(t: float) -> Pose:
        hidden = ("left_elbow", "right_elbow") if 6.0 < t < 8.0 else ()
        return pose_of(seated_from_the_front(turn_deg=course(t)), t, hidden=hidden)

    events, steps = run(session, map(pose, times(14)))
    (lost,) = [event for event in events if isinstance(event, TrackingLost)]
    assert lost.missing == ("elbows",)
    assert lost.time_s == pytest.approx(7.0, abs=0.1)
    assert sum(isinstance(event, TrackingRegained) for event in events) == 1
    (rep,) = [event.rep for event in events if isinstance(event, RepAbandoned)]
    assert in_english(rep.reason) == "lost sight of the elbows"
    assert any(step.state.watching == "lost" for step in steps)


def test_hips_that_are_hidden_in_the_midst_of_a_turn_disturb_nothing(session: Session) -> None:
    course = there_and_back(40, 6.0, start_s=3.0)

    def pose(t: float) -> Pose:
        hidden = ("left_hip", "right_hip") if 4.5 < t < 11.0 else ()
        return pose_of(seated_from_the_front(turn_deg=course(t)), t, hidden=hidden)

    events, steps = run(session, map(pose, times(16)))
    assert [event.rep.side for event in events if isinstance(event, RepCompleted)] == ["left"]
    assert not [event for event in events if isinstance(event, TrackingLost | RepAbandoned)]
    assert sum(isinstance(event, BaselineTaken) for event in events) == 1
    unwatched = [step.state.unwatched for step in steps]
    assert unwatched[0] == unwatched[-1] == ()
    assert "low-back" in unwatched[round(len(steps) / 2)]


def test_a_dropped_frame_does_not_lose_anything(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=3.0)

    def pose(t: float) -> Pose:
        return Pose.nobody(t, SIZE) if 4.9 < t < 5.2 else turning(course)(t)

    events, _ = run(session, map(pose, times(10)))
    assert sum(isinstance(event, RepCompleted) for event in events) == 1
    assert not any(isinstance(event, TrackingLost) for event in events)


def test_somebody_else_is_noticed_and_nothing_is_counted_across_the_jump(session: Session) -> None:
    course = there_and_back(40, 6.0, start_s=3.0)

    def pose(t: float) -> Pose:
        shift = (-180.0, 0.0) if 5.0 < t < 7.0 else (0.0, 0.0)
        return pose_of(seated_from_the_front(turn_deg=course(t)), t, shift=shift)

    events, steps = run(session, map(pose, times(14)))
    (changed,) = [event for event in events if isinstance(event, PersonChanged)]
    assert changed.time_s == pytest.approx(5.07, abs=0.1)
    (rep,) = [event.rep for event in events if isinstance(event, RepAbandoned)][:1]
    assert in_english(rep.reason) == "another shot or somebody else came into view"
    assert not any(isinstance(event, RepCompleted) for event in events)
    assert "Somebody else" in next(step.shown.text for step in steps if step.shown and step.pose.time_s > 5.1)


def test_a_slip_of_the_model_for_a_frame_costs_nothing(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=3.0)
    slips = (100, 120, 131, 150)

    def pose(index: int) -> Pose:
        shift = (-180.0, 0.0) if index in slips else (0.0, 0.0)
        return pose_of(seated_from_the_front(turn_deg=course(index / 30)), index / 30, shift=shift)

    events, _ = run(session, map(pose, range(300)))
    assert not [event for event in events if isinstance(event, PersonChanged | RepAbandoned)]
    assert sum(isinstance(event, RepCompleted) for event in events) == 1


def test_somebody_who_stays_takes_the_start_position_anew(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=14.0)

    def pose(t: float) -> Pose:
        shift = (-180.0, 0.0) if t > 5.0 else (0.0, 0.0)
        return pose_of(seated_from_the_front(turn_deg=course(t)), t, shift=shift)

    events, _ = run(session, map(pose, times(20)))
    assert sum(isinstance(event, BaselineTaken) for event in events) == 2
    assert sum(isinstance(event, RepCompleted) for event in events) == 1


def test_the_wrong_view_is_said_and_nothing_is_counted(session: Session) -> None:
    events, steps = run(session, (pose_of(seated_from_the_side(), t) for t in times(6)))
    (wrong,) = [event for event in events if isinstance(event, WrongView)]
    assert (wrong.expected, wrong.seen) == ("front", "side")
    assert not any(isinstance(event, BaselineTaken) for event in events)
    assert steps[-1].shown is not None
    assert steps[-1].state.watching == "position"


def test_hands_must_be_behind_the_head_for_the_start_position(session: Session) -> None:
    points = seated_from_the_front()
    points |= {f"{side}_elbow": (320.0 + 60 * sign, 260.0) for side, sign in (("left", 1), ("right", -1))}
    events, _ = run(session, (pose_of(points, t) for t in times(6)))
    assert not any(isinstance(event, BaselineTaken) for event in events)


def test_a_camera_that_shows_nothing_at_first_costs_nothing(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=6.0)
    dark = Light(2.0, 1.0)
    poses = [turning(course)(t) if t > 3 else Pose.nobody(t, SIZE, dark) for t in times(12)]
    events, steps = run(session, poses)
    assert steps[-1].state.reps == {"left": 1, "right": 0}
    assert sum(isinstance(event, RepCompleted) for event in events) == 1


def test_nobody_at_all_loses_tracking_once(session: Session) -> None:
    events, _ = run(session, (Pose.nobody(t, SIZE) for t in times(6)))
    assert kinds(events) == [ExerciseStarted, TrackingLost]


def test_pause_gives_up_the_repetition_and_resume_goes_on(session: Session) -> None:
    course = there_and_back(40, 2.3, start_s=3.0)
    again = there_and_back(40, 2.3, start_s=12.0)
    events: list[Event] = []
    for t in times(20):
        if t == 5.0:
            session.pause()
        if t == 10.0:
            session.resume()
        step = session.step(turning(lambda t: course(t) + again(t))(t))
        events += step.events
        assert (step.state.watching == "paused") == (5.0 <= t < 10.0)
    assert [in_english(event.rep.reason) for event in events if isinstance(event, RepAbandoned)] == ["paused"]
    assert sum(isinstance(event, RepCompleted) for event in events) == 1


def test_the_end_of_the_source_abandons_what_is_under_way(session: Session) -> None:
    course = there_and_back(40, 9.0, start_s=3.0)
    events, _ = run(session, map(turning(course), times(6)))
    assert isinstance(events[-1], RepAbandoned)
    assert session.finish()[-1] is events[-1], "asked again, it says the same again"


def test_going_back_in_time_is_refused(session: Session) -> None:
    session.step(turning(lambda _: 0.0)(1.0))
    with pytest.raises(ValueError, match="order of time"):
        session.step(turning(lambda _: 0.0)(0.5))


def test_the_same_poses_give_the_very_same_steps() -> None:
    course = there_and_back(40, 2.3, start_s=3.0)
    poses = [turning(course)(t) for t in times(10)]
    first, _ = run(Session(find("sit-and-rotate")), poses)
    second, _ = run(Session(find("sit-and-rotate")), poses)
    assert first == second


@pytest.mark.parametrize("gap_s", [1.5, 60.0])
def test_a_gap_in_the_source_is_never_part_of_a_hold(gap_s: float) -> None:
    session = Session(find("sit-and-rotate"))
    course = there_and_back(40, 1.0, start_s=3.0)
    poses = [turning(course)(t) for t in times(10)]
    later = [pose_of(seated_from_the_front(turn_deg=course(t)), t + (gap_s if t > 4.9 else 0.0)) for t in times(10)]
    before, _ = run(session, poses)
    assert [in_english(event.rep.reason)[:4] for event in before if isinstance(event, RepAbandoned)] == ["held"]
    after, _ = run(Session(find("sit-and-rotate")), later)
    assert not any(isinstance(event, RepCompleted) for event in after)
    assert [in_english(event.rep.reason) for event in after if isinstance(event, RepAbandoned)] == [
        f"nothing was seen for {gap_s:.0f} s"
    ]


def test_taking_every_measure_changes_nothing_but_the_measures() -> None:
    course = there_and_back(40, 2.3, start_s=3.0)
    poses = [turning(course)(t) for t in times(10)]
    few, few_steps = run(Session(find("sit-and-rotate")), poses)
    every, every_steps = run(Session(find("sit-and-rotate"), every_measure=True), poses)
    assert few == every
    assert set(few_steps[60].measures.values) < set(every_steps[60].measures.values)


def test_after_the_dose_a_movement_that_was_begun_is_not_called_missed() -> None:
    session = Session(find("sit-and-rotate").with_reps(1))
    left, right = there_and_back(40, 2.3, start_s=3.0), there_and_back(-40, 2.3, start_s=10.0)
    more = there_and_back(40, 9.0, start_s=17.0)
    events, steps = run(session, map(turning(lambda t: left(t) + right(t) + more(t)), times(20)))
    assert session.done
    assert steps[-1].state.phase == "hold"
    assert not [event for event in events if isinstance(event, RepAbandoned)]


def test_it_is_said_once_that_all_is_well_although_parts_come_and_go() -> None:
    def pose(t: float) -> Pose:
        hidden = ("left_elbow", "right_elbow") if 3.0 < t < 5.0 or 5.2 < t < 6.0 or 6.2 < t < 9.0 else ()
        return pose_of(seated_from_the_front(), t, hidden=hidden)

    events, _ = run(Session(find("sit-and-rotate")), map(pose, times(14)))
    (regained,) = [event for event in events if isinstance(event, TrackingRegained)]
    assert regained.time_s == pytest.approx(9.5, abs=0.15)


def test_a_start_position_that_takes_the_place_of_another_at_once_is_told_once() -> None:
    recording = SAMPLES / "seated-forward-bend" / "good-male" / "recording.coach"
    session = Session(find("seated-forward-bend"))
    told: list[BaselineTaken] = []
    for pose in open_recording(recording):
        told += [event for event in session.step(pose).events if isinstance(event, BaselineTaken)]
    assert len(told) == 1
