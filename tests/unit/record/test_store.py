"""The record over weeks: what goes in comes out, and nothing stored is lost, whatever becomes of the file."""

from __future__ import annotations

import math
import sqlite3
import subprocess
import sys
import tempfile
import threading
from datetime import date, datetime
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.events import (
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultRaised,
    RepAbandoned,
    RepCompleted,
)
from coach.record.entries import PainScore, Screening, Walk
from coach.record.store import Database, Store, diary, old_reasons, open_for_reading, open_for_writing, schema, writer
from coach.record.store.old_reasons import read as why
from coach.record.store.sessions import sessions_of
from coach.values import ExerciseCard, Rep
from tests import hearing
from tests.stored import at, rep_of

CARD = ExerciseCard("sit-and-rotate", "Turn", "chosen", "seated", "front", "alternate", 3, 2.0, "turn_deg", 27.0, "°")
NOW = at(3)


def quiet(sentence: str) -> None:
    raise AssertionError(f"nothing should have been said: {sentence}")


def opened(path: Path) -> Database:
    return open_for_writing(path, NOW, quiet)


def stored_in(path: Path, profile: str = "me") -> list[Rep]:
    with open_for_reading(path, NOW, quiet) as database:
        return [stored.rep for session in sessions_of(database, profile) for stored in session.reps]


def store_in(path: Path, *events: Event, profile: str = "me", began: datetime = NOW, card: ExerciseCard = CARD) -> None:
    store = Store(path, profile, "camera 0", began, quiet)
    store.tell(card, (ExerciseStarted(0.0, card.id), *events))
    store.close()


def test_every_column_of_a_repetition_comes_back_to_the_last_bit(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    odd = Rep(
        "sit-and-rotate",
        "right",
        0.1 + 0.2,
        1 / 3,
        7.0,
        41.123456789,
        1e-17,
        False,
        why("held „nearly“; ✓"),
        ("a", "b;c"),
    )
    unknown = Rep("sit-and-rotate", None, 8.0, math.nan, 9.0, math.nan, 0.0, counted=True)
    store_in(path, RepAbandoned(7.0, odd), RepCompleted(9.0, unknown))
    first, second = stored_in(path)
    assert first == odd
    assert (second.side, second.counted, second.faults) == (None, True, ())
    assert math.isnan(second.peak_s)
    assert math.isnan(second.peak)


def test_a_session_keeps_what_was_asked_and_when_in_the_users_own_time(tmp_path: Path) -> None:
    store = Store(tmp_path / "coach.db", "me", "camera 0", NOW, quiet)
    store.tell(CARD, (ExerciseStarted(90.0, CARD.id), RepCompleted(96.0, rep_of()), ExerciseCompleted(97.0, CARD.id)))
    store.close()
    with opened(tmp_path / "coach.db") as database:
        (session,) = sessions_of(database, "me")
    assert session.started.isoformat() == "2026-05-03T09:01:30+02:00"
    assert (session.source, session.exercise, session.sides, session.unit) == (
        "camera 0",
        "sit-and-rotate",
        "alternate",
        "°",
    )
    assert (session.reps_asked, session.hold_asked_s, session.completed) == (3, 2.0, True)


def test_a_repetition_is_stored_before_anybody_else_hears_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As long as it takes, so that the test does not depend on how busy the computer is.
    monkeypatch.setattr(writer, "GIVE_WAY_S", 60.0)
    store = Store(tmp_path / "coach.db", "me", "camera 0", NOW, quiet)
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id),))
    for number in range(1, 4):
        store.tell(CARD, (RepCompleted(4.0 * number, rep_of()),))
        assert len(stored_in(tmp_path / "coach.db")) == number
    store.close()


def test_exercises_of_one_run_are_sessions_of_their_own_and_those_without_a_repetition_none(tmp_path: Path) -> None:
    store_in(
        tmp_path / "coach.db",
        RepCompleted(9.0, rep_of(peak=30.0)),
        ExerciseStarted(20.0, CARD.id),
        ExerciseStarted(40.0, CARD.id),
        RepCompleted(49.0, rep_of(peak=31.0)),
    )
    with opened(tmp_path / "coach.db") as database:
        assert [[stored.rep.peak for stored in session.reps] for session in sessions_of(database, "me")] == [
            [30.0],
            [31.0],
        ]


def test_a_repetition_is_of_the_lower_back_where_such_a_fault_was_in_it(tmp_path: Path) -> None:
    store_in(
        tmp_path / "coach.db",
        FaultRaised(3.0, "too-fast", "warn", False, "left"),
        RepCompleted(4.0, rep_of(faults=("too-fast",))),
        FaultRaised(6.0, "pelvis", "void", True, "left"),
        RepAbandoned(7.0, rep_of(counted=False, faults=("too-fast", "pelvis"))),
        RepCompleted(9.0, rep_of()),
    )
    with opened(tmp_path / "coach.db") as database:
        (session,) = sessions_of(database, "me")
    assert [stored.low_back for stored in session.reps] == [False, True, False]


def test_people_are_kept_apart_and_days_are_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store_in(
        path,
        RepCompleted(4.0, rep_of(peak=30.0)),
        profile="one",
        began=datetime.fromisoformat("2026-05-02T23:50+02:00"),
    )
    store_in(
        path,
        RepCompleted(4.0, rep_of(peak=31.0)),
        profile="one",
        began=datetime.fromisoformat("2026-05-03T00:10+02:00"),
    )
    store_in(path, RepCompleted(4.0, rep_of(peak=50.0)), profile="two")
    with opened(path) as database:
        assert len(sessions_of(database, "one")) == 2
        (late,) = sessions_of(database, "one", since=date(2026, 5, 3))
        assert late.reps[0].rep.peak == 31.0
        assert sessions_of(database, "one", exercise="sit-and-arch") == []


def test_the_diary_gives_back_what_was_said(tmp_path: Path) -> None:
    with opened(tmp_path / "coach.db") as database:
        walk = diary.log_walk(database, Walk("me", at(3), 1.0))
        assert diary.lengthen_walk(database, walk, Walk("me", at(3), 26.5)) == walk
        diary.log_walk(database, Walk("me", at(2), 20.0))
        assert [(each.started, each.minutes) for each in diary.walks_of(database, "me")] == [(at(2), 20), (at(3), 26.5)]
        assert [each.minutes for each in diary.walks_of(database, "me", since=date(2026, 5, 3))] == [26.5]
        diary.log_pain(database, PainScore("me", at(3), 6, "before"))
        assert diary.pain_of(database, "me") == [PainScore("me", at(3), 6, "before")]
        assert diary.newest_screening(database, "me") is None
        diary.keep_screening(database, Screening("me", at(1), {"disc": True}))
        diary.keep_screening(database, Screening("me", at(2), {"disc": False, "arthritis": True}))
        assert diary.newest_screening(database, "me") == Screening("me", at(2), {"disc": False, "arthritis": True})
        diary.leave_out(database, "me", "cat-cow", at(2))
        diary.leave_out(database, "me", "cat-cow", at(3))
        assert diary.left_out_by(database, "me") == {"cat-cow"}
        assert diary.left_out_by(database, "somebody") == frozenset()
        assert diary.take_back_in(database, "me", "cat-cow")
        assert not diary.take_back_in(database, "me", "cat-cow")


def test_an_impossible_pain_score_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "coach.db") as database:
        with pytest.raises(StoreError):
            diary.log_pain(database, PainScore("me", at(3), 11))
        assert diary.pain_of(database, "me") == []


@pytest.mark.parametrize("version", range(schema.VERSION))
def test_an_older_database_is_migrated_with_what_it_holds(tmp_path: Path, version: int) -> None:
    path = tmp_path / "coach.db"
    old = sqlite3.connect(path, isolation_level=None)
    old.create_function("why_of", 1, old_reasons.migrated)
    for step in schema.MIGRATIONS[:version]:
        for statement in step:
            old.execute(statement)
    old.execute(f"PRAGMA user_version = {version}")
    if version:
        old.execute("INSERT INTO walks (profile, started, minutes) VALUES ('me', '2026-05-01T08:00:00+02:00', 25)")
    old.close()
    with opened(path) as database:
        assert schema.version_of(database.connection) == schema.VERSION
        assert len(diary.walks_of(database, "me")) == (1 if version else 0)
        diary.log_walk(database, Walk("me", at(3), 20))
        fresh = sqlite3.connect(":memory:", isolation_level=None)
        schema.migrate(fresh, "fresh")
        tables = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        assert [tuple(row) for row in database.rows(tables)] == fresh.execute(tables).fetchall()
        fresh.close()


def test_cats_that_were_stored_in_percent_are_read_in_degrees(tmp_path: Path) -> None:
    """One percent is 4.4 degrees; all else stays as it was."""
    path = tmp_path / "coach.db"
    card = ExerciseCard("cat-cow", "Cat", "chosen", "all-fours", "side", "none", 5, 0.0, "back_rounding_pct", 10.0, "%")
    store_in(path, RepCompleted(4.0, rep_of(None, 9.0, exercise="cat-cow")), card=card)
    store_in(path, RepCompleted(4.0, rep_of()))
    old = sqlite3.connect(path)
    old.execute("UPDATE reps SET curve = '[1.0,null,-5.0]' WHERE exercise = 'cat-cow'")
    old.execute("ALTER TABLE reps DROP COLUMN why")
    old.execute("DROP TABLE plans")
    old.execute("DROP TABLE shown_reps")
    old.execute(f"PRAGMA user_version = {schema.MIGRATIONS.index(schema.DEGREES)}")
    old.commit()
    old.close()
    with open_for_reading(path, NOW, quiet) as database:
        cat, turn = sorted(sessions_of(database, "me"), key=lambda session: session.exercise)
    assert (cat.unit, cat.target, cat.reps[0].rep.peak) == ("°", pytest.approx(44.0), pytest.approx(39.6))
    assert cat.reps[0].curve == pytest.approx((4.4, math.nan, -22.0), nan_ok=True)
    assert (turn.unit, turn.reps[0].rep.peak) == ("°", rep_of().peak)


def test_a_migration_that_fails_leaves_the_database_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "coach.db"
    store_in(path, RepCompleted(4.0, rep_of()))
    broken = (*schema.MIGRATIONS, ("CREATE TABLE more (x INTEGER)", "CREATE TABLE nonsense ("))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    monkeypatch.setattr(schema, "VERSION", len(broken))
    with pytest.raises(StoreError):
        opened(path)
    monkeypatch.undo()
    with opened(path) as database:
        assert database.rows("SELECT name FROM sqlite_master WHERE name = 'more'") == []
    assert len(stored_in(path)) == 1


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store_in(path, RepCompleted(4.0, rep_of()))
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    for open_it in (open_for_writing, open_for_reading):
        with pytest.raises(StoreError, match=r"newer Coach .* update Coach, nothing in it was changed"):
            open_it(path, NOW, quiet)
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["no database at all", "torn in the middle", "pages overwritten"])
def test_a_damaged_file_is_set_aside_whole_and_a_new_one_begun(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "coach.db"
    store_in(path, *(RepCompleted(4.0 + number, rep_of()) for number in range(60)))
    whole = path.read_bytes()
    if damage == "no database at all":
        path.write_bytes(b"Dear diary, " * 1000)
    elif damage == "torn in the middle":
        path.write_bytes(whole[: len(whole) // 2])
    else:
        path.write_bytes(whole[:4096] + b"\xa5" * 16384 + whole[4096 + 16384 :])
    damaged = path.read_bytes()
    said: list[str] = []
    store = Store(path, "me", "camera 0", NOW, hearing.into(said))
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), RepCompleted(4.0, rep_of(peak=33.0))))
    store.close()
    aside = tmp_path / "coach-damaged-2026-05-03-090000.db"
    assert aside.read_bytes() == damaged
    assert len(said) == 1
    assert str(aside) in said[0]
    assert [rep.peak for rep in stored_in(path)] == [33.0]


def test_nothing_is_there_before_the_first_session(tmp_path: Path) -> None:
    path = tmp_path / "not yet" / "coach.db"
    assert stored_in(path) == []
    assert not path.parent.exists()


def test_a_place_that_cannot_be_is_said_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(StoreError, match="COACH_HOME"):
        opened(tmp_path / "file" / "coach.db")
    (tmp_path / "folder" / "coach.db").mkdir(parents=True)
    with pytest.raises(StoreError, match="COACH_HOME"):
        opened(tmp_path / "folder" / "coach.db")


def test_two_runs_at_once_both_store_everything(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    ready = threading.Barrier(3)

    def run(profile: str) -> None:
        ready.wait()
        store_in(path, *(RepCompleted(4.0 + n, rep_of(peak=float(n))) for n in range(40)), profile=profile)

    runs = [threading.Thread(target=run, args=(f"number {number}",)) for number in range(3)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    for number in range(3):
        assert [rep.peak for rep in stored_in(path, f"number {number}")] == [float(n) for n in range(40)]


def test_what_another_program_keeps_locked_is_stored_when_it_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = Store(path, "me", "camera 0", NOW, quiet)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), RepCompleted(4.0, rep_of())))
    other.execute("COMMIT")
    other.close()
    store.close()
    assert len(stored_in(path)) == 1


def test_what_was_written_survives_a_full_disk_and_the_rest_follows(tmp_path: Path) -> None:
    """The database may not grow any more, as on a full disk; then there is room again."""
    path = tmp_path / "coach.db"
    said: list[str] = []
    store = Store(path, "me", "camera 0", NOW, hearing.into(said))
    connection = store._database.connection
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    many = [RepCompleted(4.0 + n, rep_of(peak=float(n))) for n in range(200)]
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), *many))
    with pytest.raises(StoreError, match=r"repetitions could not be stored\. .* free some space"):
        store.close()
    kept = [rep.peak for rep in stored_in(path)]
    assert kept == [float(n) for n in range(len(kept))]
    assert 0 < len(kept) < 200
    assert len(said) == 1
    assert "keeps trying" in said[0]


_FILLS_UP = """
import resource, signal, sys
sys.dont_write_bytecode = True  # Python keeps a compiled module that it could write only in part
from pathlib import Path
from coach.events import ExerciseStarted, RepCompleted
from coach.record.store import Store
from coach.words.problems import ProblemPhrases
from tests.stored import rep_of
from tests.unit.record.test_store import CARD, NOW
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path, said, spoke = Path(sys.argv[1]), [], __import__("threading").Event()
def report(fact):
    said.append(ProblemPhrases.english().told(fact))
    spoke.set()
store = Store(path, "me", "camera 0", NOW, report)
store.tell(CARD, (ExerciseStarted(0.0, CARD.id),))
log = path.with_name(path.name + "-wal").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (log + 40_000, resource.RLIM_INFINITY))
for number in range(50):
    store.tell(CARD, (RepCompleted(4.0 + number, rep_of(peak=float(number))),))
assert spoke.wait(60)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.close()
print(len(said), said[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_what_a_full_disk_refused_is_stored_when_there_is_room_again(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    done = subprocess.run(
        [sys.executable, "-c", _FILLS_UP, str(path)], capture_output=True, text=True, cwd=Path(__file__).parents[3]
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 ")
    assert "free some space" in done.stdout
    assert [rep.peak for rep in stored_in(path)] == [float(n) for n in range(50)]


_LOOKS_ONLY = """
import os, sys
from pathlib import Path
from coach.errors import StoreError
from coach.record.store import open_for_reading, open_for_writing
from coach.record.store.sessions import sessions_of
from tests.unit.record.test_store import NOW, quiet
path = Path(sys.argv[1])
if os.geteuid() == 0:
    os.seteuid(65534)
with open_for_reading(path, NOW, quiet) as database:
    print(len(sessions_of(database, "me")[0].reps))
try:
    open_for_writing(path, NOW, quiet)
except StoreError as refused:
    print(refused)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders are protected in another way there")
def test_a_folder_that_may_not_be_written_can_be_read_and_says_so() -> None:
    # Outside pytest's own folder, into which only its owner may look.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "coach.db"
        store_in(path, RepCompleted(4.0, rep_of()), RepCompleted(9.0, rep_of()))
        path.chmod(0o444)
        folder.chmod(0o555)
        try:
            done = subprocess.run(
                [sys.executable, "-c", _LOOKS_ONLY, name + "/coach.db"],
                capture_output=True,
                text=True,
                cwd=Path(__file__).parents[3],
            )
        finally:
            folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    count, refusal = done.stdout.splitlines()
    assert count == "2"
    assert "cannot be written" in refusal
    assert "COACH_HOME" in refusal


_LOOKS_ON_A_FULL_DISK = """
import resource, signal, sys
sys.dont_write_bytecode = True  # Python keeps a compiled module that it could write only in part
from pathlib import Path
from coach.errors import StoreError
from coach.record.store import open_for_reading, open_for_writing
from coach.record.store.sessions import sessions_of
from coach.record.store.old_reasons import read as why
from tests.unit.record.test_store import NOW, quiet
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
path = Path(sys.argv[1])
with open_for_reading(path, NOW, quiet) as database:
    sys.stderr.write(f"{len(sessions_of(database, 'me')[0].reps)}\\n")
try:
    open_for_writing(path, NOW, quiet)
except StoreError as refused:
    sys.stderr.write(str(refused))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
def test_on_a_full_disk_what_is_stored_can_be_read_and_writing_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a folder % # ?" / "coach.db"
    path.parent.mkdir()
    store_in(path, RepCompleted(4.0, rep_of()), RepCompleted(9.0, rep_of()))
    done = subprocess.run(
        [sys.executable, "-c", _LOOKS_ON_A_FULL_DISK, str(path)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    count, refusal = done.stderr.splitlines()
    assert (done.returncode, count) == (0, "2")
    assert "free some space; what it holds already is safe" in refusal


def test_closing_twice_is_closing_once(tmp_path: Path) -> None:
    store = Store(tmp_path / "coach.db", "me", "camera 0", NOW, quiet)
    store.close()
    store.close()
    assert stored_in(tmp_path / "coach.db") == []
