"""The record under attack: deleted under a running session, with wrong values in its rows, read while somebody writes."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from datetime import datetime
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.events import Event, ExerciseCompleted, ExerciseStarted, RepCompleted
from coach.record.entries import DoseWish, PainScore, PainStop, Screening, StoredPlan, Walk
from coach.record.store import Store, diary, open_for_reading, open_for_writing
from coach.record.store.everything import TracesLeft, counts_of, delete_everything, read_everything
from coach.record.store.plans import keep_plan, plans_of
from coach.record.store.profiles import names_of, profiles_of
from coach.record.store.sessions import sessions_of
from coach.values import ExerciseCard
from coach.words.reasons import in_english
from tests import hearing
from tests.stored import at, rep_of

CARD = ExerciseCard("sit-and-rotate", "Turn", "chosen", "seated", "front", "alternate", 3, 2.0, "turn_deg", 27.0, "°")
NOW = at(3)
ONLY_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files are protected and kept in another way there")


def begun(path: Path, profile: str, began: datetime = NOW) -> Store:
    store = Store(path, profile, "camera 0", began, pytest.fail)
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id),))
    return store


def tell(store: Store, *events: Event) -> None:
    """Tells events and waits until they are on the disk."""
    store.tell(CARD, events)
    with store._progress:
        assert store._progress.wait_for(lambda: store._tried >= store._queued, 30)


def peaks(path: Path, profile: str) -> list[list[float]]:
    with open_for_reading(path, NOW, pytest.fail) as database:
        return [[stored.rep.peak for stored in session.reps] for session in sessions_of(database, profile)]


def delete(path: Path, profile: str) -> None:
    with open_for_writing(path, NOW, pytest.fail) as database:
        delete_everything(database, profile)


def test_after_a_delete_nobodys_repetitions_reach_another_persons_record(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    first = begun(path, "A")
    tell(first, RepCompleted(4.0, rep_of(peak=30.0)))
    delete(path, "A")
    second = begun(path, "B")
    tell(second, RepCompleted(4.0, rep_of(peak=50.0)))
    tell(first, RepCompleted(8.0, rep_of(peak=31.0)), RepCompleted(12.0, rep_of(peak=32.0)))
    second.close()
    first.close()
    assert peaks(path, "B") == [[50.0]]
    assert peaks(path, "A") == [[31.0, 32.0]]


def test_a_walk_that_was_deleted_while_it_went_on_lengthens_nobody_elses(tmp_path: Path) -> None:
    with open_for_writing(tmp_path / "coach.db", NOW, pytest.fail) as database:
        mine = diary.log_walk(database, Walk("A", at(3), 1.0))
        delete_everything(database, "A")
        diary.log_walk(database, Walk("B", at(3), 5.0))
        anew = diary.lengthen_walk(database, mine, Walk("A", at(3), 2.0))
        assert diary.lengthen_walk(database, anew, Walk("A", at(3), 3.0)) == anew
        assert [walk.minutes for walk in diary.walks_of(database, "B")] == [5.0]
        assert [walk.minutes for walk in diary.walks_of(database, "A")] == [3.0]


def test_a_session_whose_record_is_deleted_goes_on_anew(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = begun(path, "me")
    tell(store, RepCompleted(4.0, rep_of(peak=30.0)))
    delete(path, "me")
    tell(store, RepCompleted(8.0, rep_of(peak=31.0)))
    tell(store, RepCompleted(12.0, rep_of(peak=32.0)), ExerciseCompleted(12.0, CARD.id))
    store.close()
    assert peaks(path, "me") == [[31.0, 32.0]]


@ONLY_POSIX
def test_a_file_that_is_removed_under_a_session_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = begun(path, "me")
    tell(store, RepCompleted(4.0, rep_of(peak=30.0)))
    for file in tmp_path.glob("coach.db*"):
        file.unlink()
    tell(store, RepCompleted(8.0, rep_of(peak=31.0)))
    store.close()
    assert peaks(path, "me") == [[31.0]]


def filled(path: Path, profile: str = "me") -> None:
    """Something in each table."""
    store = begun(path, profile)
    tell(store, *(RepCompleted(4.0 * number, rep_of(peak=30.0 + number)) for number in range(1, 4)))
    store.close()
    with open_for_writing(path, NOW, pytest.fail) as database:
        diary.log_walk(database, Walk(profile, at(2), 25.5))
        diary.log_pain(database, PainScore(profile, at(2), 4, "after"))
        diary.log_pain_stop(database, PainStop(profile, at(2), "cat-cow"))
        diary.keep_screening(database, Screening(profile, at(1), {"disc": False}))
        diary.leave_out(database, profile, "cat-cow", at(2))
        diary.wish_dose(database, DoseWish(profile, "sit-and-rotate", at(2), 5, None))
        keep_plan(database, StoredPlan(profile, at(2), None, "version = 1\n"))


WRONG = [
    ("sessions", "started", "2 26-11-27T22:32:04+00:00"),
    ("sessions", "started", "2026-05-03T09:00:00"),
    ("sessions", "started", 20260503),
    ("sessions", "started", b"\xff\xfe"),
    ("sessions", "started", "0001-01-01T00:00:00+00:00"),
    ("sessions", "reps_asked", 1e300),
    ("sessions", "reps_asked", "three"),
    ("sessions", "hold_asked_s", "long"),
    ("sessions", "hold_asked_s", -3.0),
    ("sessions", "sides", "both of them"),
    ("sessions", "completed", "perhaps"),
    ("sessions", "error", "unknown"),
    ("sessions", "target", 1e300),
    ("reps", "peak_deg", "wide"),
    ("reps", "peak_deg", 1e300),
    ("reps", "start_s", b"\x00"),
    ("reps", "counted", 7),
    ("reps", "faults", "none"),
    ("reps", "faults", "{}"),
    ("reps", "faults", "[" * 5000),
    ("reps", "faults", "[1]"),
    ("reps", "curve", "[1, NaN]"),
    ("reps", "curve", "[" + "9" * 4400 + "]"),
    ("reps", "curve", ""),
    ("reps", "reason", b"5"),
    ("reps", "side", "up"),
    ("walks", "started", "yesterday"),
    ("walks", "minutes", "many"),
    ("walks", "minutes", 1e300),
    ("pain", "scored", ""),
    ("pain", "score", 11),
    ("pain", "moment", "never"),
    ("pain_stops", "reported", "x"),
    ("left_out", "exercise", b"\xff"),
    ("dose_wishes", "wished", "x"),
    ("dose_wishes", "reps", 10**15),
    ("dose_wishes", "hold_s", 1e300),
    ("screenings", "answered", "x"),
    ("screening_answers", "yes", "maybe"),
    ("plans", "imported", "x"),
    ("plans", "removed", 5),
    ("plans", "plan", b"\xff"),
    ("plans", "plan", "\x1b[2J"),
]


@pytest.mark.parametrize(("table", "column", "value"), WRONG)
def test_a_wrong_value_in_one_row_is_named_and_left_out(tmp_path: Path, table: str, column: str, value: object) -> None:
    path = tmp_path / "coach.db"
    filled(path)
    filled(path, "somebody")
    spoil(path, table, column, value, "me")
    said: list[str] = []
    with open_for_reading(path, NOW, hearing.into(said)) as database:
        mine = sessions_of(database, "me")
        diary.walks_of(database, "me"), diary.pain_of(database, "me"), diary.pain_stops_of(database, "me")
        diary.newest_screening(database, "me"), diary.dose_wishes_of(database, "me"), diary.left_out_by(database, "me")
        plans_of(database, "me")
        exported = read_everything(database, "me")
        assert names_of(database) == ["me", "somebody"]
        assert [each.name for each in profiles_of(database)] == ["me", "somebody"]
        theirs = read_everything(database, "somebody")
    assert len(said) == 1
    assert f"{table} 1 ({column} is " in said[0] or f"{table} 1 ({column} of " in said[0]
    assert len(said[0]) < 500
    assert {name: len(rows) for name, rows in theirs.tables.items()} == {
        **dict.fromkeys(("sessions", "walks", "pain", "pain_stops", "left_out", "dose_wishes", "safety", "plans"), 1),
        "reps": 3,
        "warnings": 0,
        "shown_reps": 0,
    }
    if table == "reps":
        assert [stored.rep.peak for stored in mine[0].reps] == [32.0, 33.0]
    elif table != "sessions":
        assert len(exported.tables["reps"]) == 3
    delete(path, "me")
    with open_for_reading(path, NOW, pytest.fail) as database:
        assert names_of(database) == ["somebody"]
        assert counts_of(database, "me") == {}
        assert len(database.rows("SELECT * FROM reps")) == 3
        assert read_everything(database, "somebody") == theirs


def spoil(path: Path, table: str, column: str, value: object, profile: str) -> None:
    """Puts a wrong value into the first row of a table that is of a profile, whatever the table's own rules say."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    owner = {"reps": ("session", "sessions"), "screening_answers": ("screening", "screenings")}.get(table)
    of = f"{owner[0]} IN (SELECT id FROM {owner[1]} WHERE profile = ?)" if owner else "profile = ?"
    first = f"SELECT MIN(rowid) FROM {table} WHERE {of}"
    done = connection.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ({first})", (value, profile))
    assert done.rowcount == 1
    connection.close()


def test_text_that_is_no_utf_8_takes_nothing_with_it(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    filled(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE reps SET reason = CAST(x'68FF65' AS TEXT) WHERE id = 1")
    connection.close()
    with open_for_reading(path, NOW, pytest.fail) as database:
        (session,) = sessions_of(database, "me")
    assert [in_english(stored.rep.reason) for stored in session.reps] == ["h\\xffe", "", ""]


def test_history_reads_while_another_program_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "coach.db"
    filled(path)
    monkeypatch.setattr("coach.record.store.database.PATIENCE_S", 0.0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("DELETE FROM reps")
    assert peaks(path, "me") == [[31.0, 32.0, 33.0]]
    other.execute("ROLLBACK")
    other.close()


def test_a_record_that_is_kept_for_one_program_alone_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "coach.db"
    filled(path)
    monkeypatch.setattr("coach.record.store.database.PATIENCE_S", 0.0)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    other.execute("DELETE FROM walks")
    with pytest.raises(StoreError, match="kept locked by another program"):
        peaks(path, "me")
    other.close()


def test_what_another_program_still_reads_is_said_to_leave_traces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "coach.db"
    filled(path, "A name to look for")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM sessions").fetchall()
    monkeypatch.setattr("coach.record.store.database.PATIENCE_S", 0.1)
    with pytest.raises(TracesLeft, match="traces may be left"):
        delete(path, "A name to look for")
    reader.execute("COMMIT")
    reader.close()
    delete(path, "A name to look for")
    assert b"A name to look for" not in b"".join(file.read_bytes() for file in tmp_path.glob("coach.db*"))


@ONLY_POSIX
def test_the_record_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "coach.db"
    before = os.umask(0o022)
    try:
        store = begun(path, "me")
        tell(store, RepCompleted(4.0, rep_of()))
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
        store.close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert set(modes) >= {"coach.db", "coach.db-wal"}
    assert set(modes.values()) == {0o600}


@ONLY_POSIX
def test_a_record_that_earlier_versions_left_open_to_all_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    filled(path)
    path.chmod(0o644)
    filled(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
