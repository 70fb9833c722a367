"""What the user says, in and out of the database: walks, pain, safety answers, doses, exercises left out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, cast

from coach.record.entries import DoseWish, Moment, PainScore, PainStop, Screening, Walk
from coach.record.store import cells
from coach.record.store.database import Database

_LONGEST_WALK: Final = 24 * 60
"""Minutes: no walk that Coach logs is longer (chosen: a day)."""


def log_walk(database: Database, walk: Walk) -> int:
    """Writes a walk; returns its id. Raises StoreError where it cannot."""
    with database.writing() as connection:
        done = connection.execute(
            "INSERT INTO walks (profile, started, minutes) VALUES (?, ?, ?)",
            (walk.profile, _text(walk.started), float(walk.minutes)),
        )
        assert done.lastrowid is not None
        return done.lastrowid


def lengthen_walk(database: Database, number: int, walk: Walk) -> int:
    """Corrects the minutes of a walk that is still going on, or logs it anew where it was deleted meanwhile.

    Returns its id from now on. Raises StoreError where it cannot.
    """
    with database.writing() as connection:
        done = connection.execute("UPDATE walks SET minutes = ? WHERE id = ?", (float(walk.minutes), number))
        there = done.rowcount > 0
    return number if there else log_walk(database, walk)


def walks_of(database: Database, profile: str, *, since: date | None = None) -> list[Walk]:
    """Walks, oldest first. since: the user's own day, inclusive."""
    first = since.isoformat() if since else None
    return database.readable(
        "walks",
        "SELECT * FROM walks WHERE profile = ? AND (? IS NULL OR substr(started, 1, 10) >= ?) "
        "ORDER BY datetime(started), id",
        (profile, first, first),
        lambda row: Walk(profile, cells.moment("started", row["started"]), _minutes(row["minutes"])),
    )


def log_pain(database: Database, pain: PainScore) -> None:
    """Writes a pain score. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO pain (profile, scored, score, moment) VALUES (?, ?, ?, ?)",
            (pain.profile, _text(pain.scored), pain.score, pain.moment),
        )


def pain_of(database: Database, profile: str) -> list[PainScore]:
    """Pain scores, oldest first."""
    return database.readable(
        "pain",
        "SELECT * FROM pain WHERE profile = ? ORDER BY datetime(scored), id",
        (profile,),
        lambda row: PainScore(
            profile,
            cells.moment("scored", row["scored"]),
            cells.whole("score", row["score"], 0, 10),
            cast(Moment, cells.one_of("moment", row["moment"], ("before", "after", "any"))),
        ),
    )


def log_pain_stop(database: Database, stop: PainStop) -> None:
    """Writes that an exercise was ended because it hurt. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO pain_stops (profile, reported, exercise) VALUES (?, ?, ?)",
            (stop.profile, _text(stop.reported), stop.exercise),
        )


def pain_stops_of(database: Database, profile: str, *, since: date | None = None) -> list[PainStop]:
    """Exercises that were ended because they hurt, oldest first. since: the user's own day, inclusive."""
    first = since.isoformat() if since else None
    return database.readable(
        "pain_stops",
        "SELECT * FROM pain_stops WHERE profile = ? AND (? IS NULL OR substr(reported, 1, 10) >= ?) "
        "ORDER BY datetime(reported), id",
        (profile, first, first),
        lambda row: PainStop(
            profile, cells.moment("reported", row["reported"]), cells.text("exercise", row["exercise"])
        ),
    )


def keep_screening(database: Database, screening: Screening) -> None:
    """Writes the safety answers; earlier ones stay, with their dates. Raises StoreError where it cannot."""
    with database.writing() as connection:
        done = connection.execute(
            "INSERT INTO screenings (profile, answered) VALUES (?, ?)", (screening.profile, _text(screening.answered))
        )
        connection.executemany(
            "INSERT INTO screening_answers (screening, question, yes) VALUES (?, ?, ?)",
            [(done.lastrowid, question, int(yes)) for question, yes in screening.answers.items()],
        )


def newest_screening(database: Database, profile: str) -> Screening | None:
    """The safety answers that hold now, None when they were never asked.

    Where the newest cannot be read, nothing older stands in for them: they are asked again.
    """
    found = database.readable(
        "screenings",
        "SELECT * FROM screenings WHERE profile = ? AND id = (SELECT MAX(id) FROM screenings WHERE profile = ?)",
        (profile, profile),
        lambda row: (row["id"], cells.moment("answered", row["answered"])),
    )
    if not found:
        return None
    number, answered = found[0]
    answers = database.readable(
        "screening_answers",
        "SELECT rowid AS number, question, yes FROM screening_answers WHERE screening = ?",
        (number,),
        lambda row: (cells.text("question", row["question"]), cells.flag("yes", row["yes"])),
    )
    asked = database.rows("SELECT COUNT(*) AS answers FROM screening_answers WHERE screening = ?", (number,))
    return Screening(profile, answered, dict(answers)) if len(answers) == asked[0]["answers"] else None


def wish_dose(database: Database, wish: DoseWish) -> None:
    """Writes a dose set by hand, or with neither figure the return to the rule. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO dose_wishes (profile, exercise, wished, reps, hold_s) VALUES (?, ?, ?, ?, ?)",
            (wish.profile, wish.exercise, _text(wish.wished), wish.reps, wish.hold_s),
        )


def dose_wishes_of(database: Database, profile: str) -> dict[str, DoseWish]:
    """The newest dose set by hand, by exercise."""
    wishes = database.readable(
        "dose_wishes",
        "SELECT * FROM dose_wishes WHERE profile = ? ORDER BY id",
        (profile,),
        lambda row: DoseWish(
            profile,
            cells.text("exercise", row["exercise"]),
            cells.moment("wished", row["wished"]),
            None if row["reps"] is None else cells.whole("reps", row["reps"], 1, 200),
            None if row["hold_s"] is None else cells.figure("hold_s", row["hold_s"], 0, 600),
        ),
    )
    return {wish.exercise: wish for wish in wishes}


def leave_out(database: Database, profile: str, exercise: str, since: datetime) -> None:
    """Leaves an exercise out for good; once is enough. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute("INSERT OR IGNORE INTO left_out VALUES (?, ?, ?)", (profile, exercise, _text(since)))


def take_back_in(database: Database, profile: str, exercise: str) -> bool:
    """Ends the leaving out; False when the exercise was not left out. Raises StoreError where it cannot."""
    with database.writing() as connection:
        done = connection.execute("DELETE FROM left_out WHERE profile = ? AND exercise = ?", (profile, exercise))
        return done.rowcount > 0


def left_out_by(database: Database, profile: str) -> frozenset[str]:
    """Ids of the exercises that the user leaves out."""
    return frozenset(
        database.readable(
            "left_out",
            "SELECT rowid AS number, exercise FROM left_out WHERE profile = ?",
            (profile,),
            lambda row: cells.text("exercise", row["exercise"]),
        )
    )


def _minutes(value: object) -> float:
    minutes = cells.known("minutes", value, 0, _LONGEST_WALK)
    if not minutes:
        raise cells.Unreadable("minutes", value, "length of a walk")
    return minutes


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
