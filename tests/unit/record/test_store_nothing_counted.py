"""The record keeps everything that happened: warnings and attempts, also of a day on which nothing counted."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from coach.events import (
    BaselineTaken,
    Event,
    ExerciseStarted,
    FaultRaised,
    RepAbandoned,
    RepCompleted,
)
from coach.record.entries import StoredSession, StoredWarning, happened
from coach.record.store import Store, old_reasons, open_for_reading, open_for_writing, schema
from coach.record.store.everything import delete_everything, read_everything, write_json
from coach.record.store.sessions import sessions_of
from coach.values import ExerciseCard
from coach.words.reasons import in_english
from tests.stored import at, rep_of

CARD = ExerciseCard("sit-and-arch", "Arch", "chosen", "seated", "side", "none", 3, 1.0, "arch_deg", 15.0, "°")
LOW_BACK = FaultRaised(6.0, "low-back", "void", True, None)


def stored_on(path: Path, day: int, *events: Event) -> None:
    store = Store(path, "me", "camera 0", at(day), pytest.fail)
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), *events))
    store.close()


def sessions_in(path: Path) -> list[StoredSession]:
    with open_for_reading(path, at(9), pytest.fail) as database:
        return sessions_of(database, "me")


def test_three_days_on_which_nothing_counted_are_kept_with_their_warnings(tmp_path: Path) -> None:
    for day in (1, 2, 3):
        stored_on(
            tmp_path / "coach.db", day, BaselineTaken(2.0), LOW_BACK, FaultRaised(9.0, "lean", "warn", False, None)
        )
    kept = sessions_in(tmp_path / "coach.db")
    assert [session.day.day for session in kept] == [1, 2, 3]
    assert kept[0].reps == ()
    assert kept[0].warnings == (
        StoredWarning(6.0, "low-back", "void", True),
        StoredWarning(9.0, "lean", "warn", False),
    )
    days = happened(kept)
    assert [(day.counted, day.attempted, day.low_back_warnings) for day in days] == [(0, 0, 1)] * 3
    assert days[0].warnings == {"low-back": 1, "lean": 1}


def test_attempts_keep_why_they_did_not_count(tmp_path: Path) -> None:
    stored_on(
        tmp_path / "coach.db",
        1,
        BaselineTaken(2.0),
        FaultRaised(4.0, "low-back", "void", True, "left"),
        RepAbandoned(7.0, rep_of(counted=False, faults=("low-back",), exercise=CARD.id)),
        RepCompleted(12.0, rep_of(exercise=CARD.id)),
    )
    (session,) = sessions_in(tmp_path / "coach.db")
    (attempt,) = session.attempts
    assert (in_english(attempt.rep.reason), attempt.rep.faults, attempt.low_back) == (
        "turned from the pelvis",
        ("low-back",),
        True,
    )
    (day,) = happened([session])
    assert (day.counted, day.attempted, day.sessions) == (1, 2, 1)
    assert {in_english(reason): times for reason, times in day.reasons.items()} == {"turned from the pelvis": 1}


def test_a_start_position_alone_is_a_session_and_none_without_it(tmp_path: Path) -> None:
    stored_on(tmp_path / "coach.db", 1, BaselineTaken(2.0))
    stored_on(tmp_path / "coach.db", 2)
    assert [session.day.day for session in sessions_in(tmp_path / "coach.db")] == [1]


def test_the_newest_are_those_with_a_repetition(tmp_path: Path) -> None:
    stored_on(tmp_path / "coach.db", 1, RepCompleted(4.0, rep_of(exercise=CARD.id)))
    stored_on(tmp_path / "coach.db", 2, BaselineTaken(2.0), LOW_BACK)
    with open_for_reading(tmp_path / "coach.db", at(9), pytest.fail) as database:
        assert [session.day.day for session in sessions_of(database, "me", newest=1)] == [1]
        assert len(sessions_of(database, "me")) == 2


def test_warnings_are_taken_away_in_an_export_and_deleted_with_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    stored_on(path, 1, BaselineTaken(2.0), LOW_BACK)
    with open_for_writing(path, at(2), pytest.fail) as database:
        write_json(read_everything(database, "me"), tmp_path / "record.json", with_name=False)
        delete_everything(database, "me")
        assert database.rows("SELECT * FROM warnings") == []
    assert json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["warnings"] == [
        {"session": 1, "time_s": 6.0, "fault": "low-back", "severity": "void", "low_back": True, "side": None}
    ]


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_sessions_of_every_earlier_version_keep_their_repetitions(tmp_path: Path, version: int) -> None:
    path = tmp_path / "coach.db"
    old = sqlite3.connect(path, isolation_level=None)
    old.create_function("why_of", 1, old_reasons.migrated)
    for step in schema.MIGRATIONS[:version]:
        for statement in step:
            old.execute(statement)
    old.execute(f"PRAGMA user_version = {version}")
    old.execute(
        "INSERT INTO sessions (id, profile, started, source, exercise, sides, unit, reps_asked, hold_asked_s, completed) "
        "VALUES (7, 'me', '2026-05-01T09:00:00+02:00', 'camera 0', 'sit-and-arch', 'none', '°', 3, 1.0, 1)"
    )
    old.execute(
        "INSERT INTO reps (session, exercise, side, start_s, peak_s, end_s, peak_deg, hold_s, counted, reason, faults, "
        "low_back) VALUES (7, 'sit-and-arch', NULL, 1, 2, 3, 17.5, 1.25, 1, '', '[]', 0)"
    )
    old.close()
    # Read first, as `coach history` does, then written to.
    (session,) = sessions_in(path)
    assert [stored.rep.peak for stored in session.reps] == [17.5]
    stored_on(path, 2, RepCompleted(4.0, rep_of(peak=30.0, exercise=CARD.id)))
    assert [[stored.rep.peak for stored in each.reps] for each in sessions_in(path)] == [[17.5], [30.0]]
    with open_for_writing(path, at(2), pytest.fail) as database:
        assert [row["id"] for row in database.rows("SELECT id FROM sessions ORDER BY id")] == [7, 8]
        assert database.rows("PRAGMA foreign_key_check") == []
