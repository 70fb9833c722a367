"""That it hurt is kept, with or without a repetition, in every export, and gone when all is deleted."""

from __future__ import annotations

import csv
import json
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.events import ExerciseStarted, PainReported, RepAbandoned, RepCompleted
from coach.record.entries import PainStop
from coach.record.store import Database, Store, diary, open_for_writing, schema
from coach.record.store.everything import delete_everything, read_everything, write_csv, write_json
from coach.record.store.sessions import sessions_of
from coach.values import ExerciseCard
from coach.words.narration import ENGLISH_NARRATION
from tests.stored import at, rep_of

CARD = ExerciseCard("sit-and-rotate", "Turn", "chosen", "seated", "front", "alternate", 3, 2.0, "turn_deg", 27.0, "°")


def opened(path: Path) -> Database:
    return open_for_writing(path, at(3), pytest.fail)


def test_it_is_stored_at_its_own_moment_though_nothing_was_done(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = Store(path, "me", "camera 0", at(3), pytest.fail)
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), PainReported(90.0, CARD.id)))
    store.close()
    with opened(path) as database:
        (stop,) = diary.pain_stops_of(database, "me")
        assert sessions_of(database, "me") == []
        assert diary.pain_stops_of(database, "somebody") == []
    assert stop.reported.isoformat() == "2026-05-03T09:01:30+02:00"
    assert (stop.profile, stop.exercise, stop.day) == ("me", "sit-and-rotate", date(2026, 5, 3))


def test_beside_it_the_repetitions_stay_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    store = Store(path, "me", "camera 0", at(3), pytest.fail)
    reps = (RepCompleted(4.0, rep_of()), RepAbandoned(7.0, rep_of(counted=False)))
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), *reps, PainReported(7.0, CARD.id)))
    store.close()
    with opened(path) as database:
        (session,) = sessions_of(database, "me")
        assert len(diary.pain_stops_of(database, "me")) == 1
    assert [stored.rep.counted for stored in session.reps] == [True, False]
    assert not session.completed


def test_since_takes_the_users_own_days(tmp_path: Path) -> None:
    with opened(tmp_path / "coach.db") as database:
        for day in (3, 1):
            diary.log_pain_stop(database, PainStop("me", at(day), "cat-cow"))
        assert [stop.reported for stop in diary.pain_stops_of(database, "me")] == [at(1), at(3)]
        assert [stop.reported for stop in diary.pain_stops_of(database, "me", since=date(2026, 5, 2))] == [at(3)]


def test_a_record_from_before_learns_it_and_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "coach.db"
    without = next(number for number, step in enumerate(schema.MIGRATIONS) if "pain_stops" in " ".join(step))
    old = sqlite3.connect(path, isolation_level=None)
    for step in schema.MIGRATIONS[:without]:
        for statement in step:
            old.execute(statement)
    old.execute(
        "INSERT INTO pain (profile, scored, score, moment) VALUES ('me', '2026-05-01T08:00:00+02:00', 4, 'any')"
    )
    old.execute(f"PRAGMA user_version = {without}")
    old.close()
    with opened(path) as database:
        assert [pain.score for pain in diary.pain_of(database, "me")] == [4]
        assert diary.pain_stops_of(database, "me") == []
        diary.log_pain_stop(database, PainStop("me", at(3), "cat-cow"))
        assert len(diary.pain_stops_of(database, "me")) == 1


def test_it_is_taken_away_in_every_export_and_deleted_with_the_rest(tmp_path: Path) -> None:
    with opened(tmp_path / "coach.db") as database:
        diary.log_pain_stop(database, PainStop("me", at(3), "cat-cow"))
        diary.log_pain_stop(database, PainStop("somebody", at(3), "sit-and-arch"))
        everything = read_everything(database, "me")
        delete_everything(database, "me")
        assert diary.pain_stops_of(database, "me") == []
        assert len(diary.pain_stops_of(database, "somebody")) == 1
    row = {"reported": "2026-05-03T09:00:00+02:00", "exercise": "cat-cow"}
    write_json(everything, tmp_path / "record.json", with_name=False)
    assert json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["pain_stops"] == [row]
    (written,) = write_csv(everything, tmp_path / "record", with_name=False)
    with written.open(encoding="utf-8", newline="") as file:
        assert (written.name, list(csv.DictReader(file))) == ("pain_stops.csv", [row])


def test_what_could_not_be_stored_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    store = Store(tmp_path / "coach.db", "me", "camera 0", at(3), said.append)
    store._database.connection.execute("DROP TABLE pain_stops")
    store.tell(CARD, (ExerciseStarted(0.0, CARD.id), PainReported(2.0, CARD.id)))
    with pytest.raises(StoreError, match="That it hurt could not be stored"):
        store.close()
    assert len(said) == 1


def test_the_terminal_says_it_kindly() -> None:
    words = ENGLISH_NARRATION.told(PainReported(2.0, CARD.id), CARD, {"left": 0, "right": 0})
    assert words == "it hurt: Turn ends here. Warm up before you try it again, or leave it out"
