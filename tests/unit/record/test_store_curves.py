"""Each repetition's course is stored with it: few figures, the right times, and nothing made up."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from coach.events import Event, ExerciseStarted, RepCompleted
from coach.record.entries import StoredRep
from coach.record.store import Store, open_for_reading, open_for_writing
from coach.record.store.curves import LONGEST_GAP_S, POINTS, CurveRecorder
from coach.record.store.sessions import add_rep, add_session, sessions_of
from tests import hearing
from tests.stored import at, rep_of, session_of
from tests.unit.outputs.screen_steps import step

REP = rep_of(start_s=5.0)
"""Goes on for four seconds."""


def recorded(*, gap: tuple[float, float] = (0.0, 0.0), fps: int = 30) -> CurveRecorder:
    """Ten seconds of a measure that is ten times the time; unknown inside the gap."""
    recorder = CurveRecorder()
    for index in range(10 * fps):
        time_s = index / fps
        recorder.update(time_s, math.nan if gap[0] <= time_s < gap[1] else 10 * time_s)
    return recorder


@pytest.mark.parametrize("fps", [7, 30, 120])
def test_a_course_has_as_many_points_whatever_the_camera_does(fps: int) -> None:
    curve = recorded(fps=fps).curve(REP)
    assert len(curve) == POINTS
    assert curve == pytest.approx([50 + 40 * index / (POINTS - 1) for index in range(POINTS)], abs=0.06)


def test_a_missed_frame_is_bridged_and_a_longer_gap_is_left_open() -> None:
    assert all(map(math.isfinite, recorded(gap=(6.0, 6.0 + LONGEST_GAP_S / 2)).curve(REP)))
    curve = recorded(gap=(6.0, 8.0)).curve(REP)
    unknown = [index for index, value in enumerate(curve) if math.isnan(value)]
    assert unknown == list(range(unknown[0], unknown[-1] + 1))
    times = [5.0 + 4.0 * index / (POINTS - 1) for index in unknown]
    assert 6.0 <= times[0] <= 6.6
    assert 7.4 <= times[-1] <= 8.0


def test_nothing_is_made_up_where_nothing_was_seen() -> None:
    assert recorded(gap=(0.0, 10.0)).curve(REP) == ()
    assert recorded().curve(replace(REP, start_s=40.0, end_s=44.0)) == ()
    assert recorded().curve(replace(REP, end_s=REP.start_s)) == ()
    recorder = recorded()
    recorder.forget()
    assert recorder.curve(REP) == ()


def test_the_store_keeps_the_course_with_target_and_error(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = Store(path, "me", "camera 0", at(3), pytest.fail)
    shown = step()
    card = replace(shown.exercise, gauge_target=27.0, gauge_error=3.5)
    for index in range(300):
        time_s = index / 30
        events: tuple[Event, ...] = (ExerciseStarted(0.0, card.id),) if index == 0 else ()
        if index == 275:
            events = (RepCompleted(time_s, REP),)
        pose, state = replace(shown.pose, time_s=time_s), replace(shown.state, gauge=time_s)
        store.update(replace(shown, exercise=card, pose=pose, state=state, events=events))
    store.close()
    with open_for_reading(path, at(3), pytest.fail) as database:
        (session,) = sessions_of(database, "me")
    assert (session.target, session.error) == (27.0, 3.5)
    (stored,) = session.reps
    assert stored.curve == pytest.approx([5 + 4 * index / (POINTS - 1) for index in range(POINTS)], abs=0.006)
    with open_for_reading(path, at(3), pytest.fail) as database:
        (plain,) = sessions_of(database, "me", curves=False)
        assert plain == replace(session, reps=(replace(stored, curve=()),))


def test_the_newest_sessions_alone_can_be_read(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "coach.db", at(9), pytest.fail) as database:
        for day in (3, 1, 2, 4):
            with database.writing() as connection:
                number = add_session(
                    connection, session_of(at(day), exercise="cat-cow" if day == 4 else "sit-and-arch")
                )
                add_rep(connection, number, StoredRep(rep_of(peak=day), False))
        newest = sessions_of(database, "me", exercise="sit-and-arch", newest=2)
        assert [(session.day.day, session.reps[0].rep.peak) for session in newest] == [(2, 2.0), (3, 3.0)]
        assert sessions_of(database, "me", newest=0) == []


@pytest.mark.parametrize(("column", "value"), [("faults", ""), ("faults", "3"), ("curve", "[1, 2")])
def test_a_repetition_that_something_else_has_written_is_said_in_one_sentence(
    tmp_path: Path, column: str, value: str
) -> None:
    path = tmp_path / "coach.db"
    with open_for_writing(path, at(3), pytest.fail) as database, database.writing() as connection:
        add_rep(connection, add_session(connection, session_of(at(3))), StoredRep(REP, False))
        connection.execute(f"UPDATE reps SET {column} = ?", (value,))
    said: list[str] = []
    with open_for_reading(path, at(3), hearing.into(said)) as database:
        (session,) = sessions_of(database, "me")
    assert session.reps == ()
    (sentence,) = said
    assert f"1 row cannot be read and is left out: reps 1 ({column} is {value!r}, which is no list)." in sentence
