"""What is exported reads back as it was stored, and what is deleted is gone from the file's very bytes."""

from __future__ import annotations

import csv
import json
import math
from datetime import date
from pathlib import Path

import duckdb
import pytest

from coach.errors import ExportError
from coach.record.entries import DoseWish, PainScore, Screening, StoredRep, Walk
from coach.record.store import Database, diary, open_for_writing
from coach.record.store.everything import (
    COLUMN_KINDS,
    delete_everything,
    read_everything,
    write_csv,
    write_json,
    write_parquet_tables,
)
from coach.record.store.old_reasons import read as why
from coach.record.store.sessions import add_rep, add_session
from coach.values import Rep
from coach.words.reasons import in_english
from tests.stored import at, rep_of, session_of

ODD = Rep(
    "sit-and-rotate", None, 0.1 + 0.2, math.nan, 7.0, 1 / 3, 0.0, False, why('held "nearly", ✓'), ("pelvis", "lean")
)


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_for_writing(tmp_path / "coach.db", at(3), pytest.fail)


def fill(database: Database, profile: str, source: str = "camera 0") -> None:
    for day, reps in ((1, (rep_of(),)), (3, (rep_of("right"), ODD))):
        with database.writing() as connection:
            session = session_of(at(day), profile=profile)
            number = add_session(connection, session)
            connection.execute("UPDATE sessions SET source = ? WHERE id = ?", (source, number))
            for rep in reps:
                add_rep(connection, number, StoredRep(rep, rep is ODD, (0.5, math.nan, 33.0) if rep is ODD else ()))
    diary.log_walk(database, Walk(profile, at(2), 25.5))
    diary.log_pain(database, PainScore(profile, at(2), 4, "after"))
    diary.keep_screening(database, Screening(profile, at(1), {"disc": False, "arthritis": True}))
    diary.leave_out(database, profile, "cat-cow", at(2))
    diary.wish_dose(database, DoseWish(profile, "sit-and-rotate", at(2), 5, None))


def test_json_reads_back_as_it_was_stored(database: Database, tmp_path: Path) -> None:
    fill(database, "me", source="kim.mp4")
    fill(database, "somebody")
    write_json(read_everything(database, "me"), tmp_path / "record.json", with_name=False)
    write_json(read_everything(database, "me"), tmp_path / "named.json", with_name=True)
    database.close()
    text = (tmp_path / "record.json").read_text(encoding="utf-8")
    assert "somebody" not in text
    assert "kim" not in text
    named = json.loads((tmp_path / "named.json").read_text(encoding="utf-8"))
    assert (named["profile"], named["sessions"][0]["source"]) == ("me", "kim.mp4")
    whole = json.loads(text)
    assert (whole["format"], whole["version"], "profile" in whole) == ("coach-record", 1, False)
    assert [(row["session"], row["started"]) for row in whole["sessions"]] == [
        (1, "2026-05-01T09:00:00+02:00"),
        (2, "2026-05-03T09:00:00+02:00"),
    ]
    assert [row["session"] for row in whole["reps"]] == [1, 2, 2]
    assert whole["reps"][2] == {
        "session": 2,
        "exercise": "sit-and-rotate",
        "side": None,
        "start_s": 0.1 + 0.2,
        "peak_s": None,
        "end_s": 7.0,
        "peak_deg": 1 / 3,
        "hold_s": 0.0,
        "counted": False,
        "reason": 'held "nearly", ✓',
        "faults": ["pelvis", "lean"],
        "low_back": True,
        "curve": [0.5, None, 33.0],
        "peak_error_deg": None,
    }
    assert whole["walks"] == [{"started": "2026-05-02T09:00:00+02:00", "minutes": 25.5}]
    assert whole["pain"] == [{"scored": "2026-05-02T09:00:00+02:00", "score": 4, "moment": "after"}]
    assert whole["left_out"] == [{"since": "2026-05-02T09:00:00+02:00", "exercise": "cat-cow"}]
    assert [(row["question"], row["yes"]) for row in whole["safety"]] == [("disc", False), ("arthritis", True)]
    assert [(row["reps"], row["hold_s"]) for row in whole["dose_wishes"]] == [(5, None)]


def test_csv_has_a_file_a_table_with_the_same_figures(database: Database, tmp_path: Path) -> None:
    fill(database, "me")
    written = write_csv(read_everything(database, "me"), tmp_path / "record", with_name=True)
    database.close()
    assert sorted(path.name for path in written) == [
        "dose_wishes.csv",
        "left_out.csv",
        "pain.csv",
        "reps.csv",
        "safety.csv",
        "sessions.csv",
        "walks.csv",
    ]
    with (tmp_path / "record" / "reps.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 3
    odd = rows[2]
    assert {row["profile"] for row in rows} == {"me"}
    assert (float(odd["start_s"]), float(odd["peak_deg"]), odd["peak_s"], odd["side"]) == (0.1 + 0.2, 1 / 3, "", "")
    assert (odd["counted"], odd["low_back"], odd["faults"], odd["reason"]) == (
        "false",
        "true",
        "pelvis;lean",
        in_english(ODD.reason),
    )
    assert [row["curve"] for row in rows] == ["", "", "0.5;;33.0"]


def test_parquet_has_typed_tables_with_the_same_figures(database: Database, tmp_path: Path) -> None:
    fill(database, "me")
    stored = read_everything(database, "me")
    database.close()
    written = write_parquet_tables(stored, tmp_path / "record", with_name=False)
    stored = stored.without_names()
    assert {path.stem for path in written} == {name for name, rows in stored.tables.items() if rows}
    for path in written:
        found = duckdb.sql(f"SELECT * FROM read_parquet('{path.as_posix()}')")
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
        assert rows == [{name: as_read(value) for name, value in row.items()} for row in stored.tables[path.stem]]
        kinds = dict(zip(found.columns, map(str, found.types), strict=True))
        assert {name for name, kind in kinds.items() if kind != "VARCHAR"} == set(kinds) & set(COLUMN_KINDS)


def as_read(value: object) -> object:
    """Of a typed table: lists, and null for what is unknown."""
    if isinstance(value, tuple):
        return [as_read(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def test_csv_never_mixes_with_what_is_there(database: Database, tmp_path: Path) -> None:
    fill(database, "me")
    with pytest.raises(ExportError, match="not empty"):
        write_csv(read_everything(database, "me"), tmp_path, with_name=False)
    with pytest.raises(ExportError, match="cannot be made a folder"):
        write_csv(read_everything(database, "me"), tmp_path / "coach.db", with_name=False)
    database.close()


def test_since_is_the_first_day(database: Database) -> None:
    fill(database, "me")
    later = read_everything(database, "me", date(2026, 5, 3))
    database.close()
    assert {name: len(rows) for name, rows in later.tables.items() if rows} == {"sessions": 1, "reps": 2}


def test_what_is_deleted_is_gone_and_others_keep_theirs(database: Database, tmp_path: Path) -> None:
    fill(database, "me", source="a name to look for")
    fill(database, "somebody")
    write_json(read_everything(database, "somebody"), tmp_path / "before.json", with_name=False)
    delete_everything(database, "me")
    assert read_everything(database, "me").count() == 0
    write_json(read_everything(database, "somebody"), tmp_path / "after.json", with_name=False)
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()
    assert database.rows("SELECT * FROM reps WHERE session NOT IN (SELECT id FROM sessions)") == []
    database.close()
    assert b"a name to look for" not in b"".join(path.read_bytes() for path in tmp_path.glob("coach.db*"))
