"""It hurts: the exercise is over, kindly; what was under way is given up, and nothing is counted any more."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.events import (
    ExerciseCompleted,
    ExerciseStarted,
    PainReported,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
)
from coach.languages import wording
from coach.outputs.exports import event_record
from coach.values import Pose, Step
from coach.words.reasons import in_english
from coach.words.wording import ENGLISH
from tests.movements import SIZE, pose_of, seated_from_the_front, there_and_back, times

HURTS_S = 5.0
"""In the middle of the first turn's hold."""


def turning() -> Iterable[Pose]:
    first, second = there_and_back(40, 2.3, start_s=3.0), there_and_back(-40, 2.3, start_s=10.0)
    return (pose_of(seated_from_the_front(turn_deg=first(t) + second(t)), t) for t in times(18))


def steps_of(session: Session, hurts_s: float = HURTS_S) -> list[Step]:
    steps = []
    for pose in turning():
        if pose.time_s >= hurts_s:
            session.hurt()
        steps.append(session.step(pose))
    return steps


@pytest.fixture
def session() -> Session:
    return Session(find("sit-and-rotate"))


def test_a_repetition_under_way_is_given_up_and_nothing_is_counted_after_it(session: Session) -> None:
    steps = steps_of(session)
    events = [event for step in steps for event in step.events]
    (given_up,) = [event for event in events if isinstance(event, RepAbandoned)]
    assert in_english(given_up.rep.reason) == "it hurt"
    assert not any(isinstance(event, RepCompleted | ExerciseCompleted) for event in events)
    (reported,) = [event for event in events if isinstance(event, PainReported)]
    assert reported.time_s == pytest.approx(HURTS_S, abs=0.1)
    assert events.index(given_up) < events.index(reported)
    assert events[-1] is reported
    assert session.finish() == ()


def test_what_was_counted_before_stays_counted(session: Session) -> None:
    steps = steps_of(session, hurts_s=9.0)
    assert sum(isinstance(event, RepCompleted) for step in steps for event in step.events) == 1
    assert steps[-1].state.reps == {"left": 1, "right": 0}


def test_the_exercise_is_over_and_says_so(session: Session) -> None:
    assert not session.done
    steps = steps_of(session)
    assert session.done
    assert session.hurts
    after = [step.state.watching for step in steps if step.pose.time_s >= HURTS_S]
    assert set(after) == {"hurt"}


def test_one_calm_sentence_of_the_highest_priority_stays_to_be_read(session: Session) -> None:
    steps = [step for step in steps_of(session) if step.pose.time_s >= HURTS_S]
    cues = [cue for step in steps for cue in step.cues]
    assert [(cue.text, cue.priority) for cue in cues] == [(ENGLISH.phrases.hurt, "safety")]
    assert steps[-1].shown == cues[0]
    assert "warm up" in cues[0].text.lower()


def test_it_is_said_in_the_users_language() -> None:
    german = wording("de")
    cues = [cue for step in steps_of(Session(find("sit-and-rotate"), german)) for cue in step.cues]
    assert cues[-1].text == german.phrases.hurt
    assert "Wärm dich auf" in cues[-1].text


def test_once_is_enough(session: Session) -> None:
    session.step(pose_of(seated_from_the_front(), 0.0))
    session.hurt()
    session.hurt()
    events = session.step(pose_of(seated_from_the_front(), 0.1)).events
    assert [type(event) for event in events] == [PainReported]


def test_it_can_be_said_while_paused_and_going_on_does_not_undo_it(session: Session) -> None:
    session.step(pose_of(seated_from_the_front(), 0.0))
    session.pause()
    session.hurt()
    session.resume()
    assert session.step(pose_of(seated_from_the_front(), 0.1)).state.watching == "hurt"


def test_said_before_the_first_frame_it_follows_the_exercises_beginning(session: Session) -> None:
    session.hurt()
    events = session.step(pose_of(seated_from_the_front(), 0.0)).events
    assert [type(event) for event in events] == [ExerciseStarted, PainReported]


def test_when_no_frame_comes_after_it_the_end_tells_it(session: Session) -> None:
    session.step(pose_of(seated_from_the_front(), 2.0))
    session.hurt()
    assert session.finish() == (PainReported(2.0, "sit-and-rotate"),)


def test_walking_off_after_it_is_no_lost_tracking(session: Session) -> None:
    session.step(pose_of(seated_from_the_front(), 0.0))
    session.hurt()
    events = [event for t in times(8) for event in session.step(Pose.nobody(0.1 + t, SIZE)).events]
    assert not any(isinstance(event, TrackingLost) for event in events)


def test_the_event_is_told_by_its_name_in_exports() -> None:
    record = event_record(PainReported(2.5, "cat-cow"))
    assert record == {"event": "PainReported", "time_s": 2.5, "exercise": "cat-cow"}
