"""What the user says, in and out of the database: walks, pain, safety answers, doses, exercises left out."""

from __future__ import annotations

from datetime import date, datetime

from coach.outputs.store.database import Database
from coach.records import DoseWish, PainScore, PainStop, Screening, Walk


def log_walk(database: Database, walk: Walk) -> int:
    """Writes a walk; returns its id. Raises StoreError where it cannot."""
    with database.writing() as connection:
        done = connection.execute(
            "INSERT INTO walks (profile, started, minutes) VALUES (?, ?, ?)",
            (walk.profile, _text(walk.started), float(walk.minutes)),
        )
        assert done.lastrowid is not None
        return done.lastrowid


def lengthen_walk(database: Database, walk: int, minutes: float) -> None:
    """Corrects the minutes of a walk that is still going on. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute("UPDATE walks SET minutes = ? WHERE id = ?", (float(minutes), walk))


def walks_of(database: Database, profile: str, *, since: date | None = None) -> list[Walk]:
    """Walks, oldest first. since: the user's own day, inclusive."""
    first = since.isoformat() if since else None
    rows = database.rows(
        "SELECT * FROM walks WHERE profile = ? AND (? IS NULL OR substr(started, 1, 10) >= ?) "
        "ORDER BY datetime(started), id",
        (profile, first, first),
    )
    return [Walk(row["profile"], datetime.fromisoformat(row["started"]), row["minutes"]) for row in rows]


def log_pain(database: Database, pain: PainScore) -> None:
    """Writes a pain score. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO pain (profile, scored, score, moment) VALUES (?, ?, ?, ?)",
            (pain.profile, _text(pain.scored), pain.score, pain.moment),
        )


def pain_of(database: Database, profile: str) -> list[PainScore]:
    """Pain scores, oldest first."""
    rows = database.rows("SELECT * FROM pain WHERE profile = ? ORDER BY datetime(scored), id", (profile,))
    return [
        PainScore(row["profile"], datetime.fromisoformat(row["scored"]), row["score"], row["moment"]) for row in rows
    ]


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
    rows = database.rows(
        "SELECT * FROM pain_stops WHERE profile = ? AND (? IS NULL OR substr(reported, 1, 10) >= ?) "
        "ORDER BY datetime(reported), id",
        (profile, first, first),
    )
    return [PainStop(row["profile"], datetime.fromisoformat(row["reported"]), row["exercise"]) for row in rows]


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
    """The safety answers that hold now, None when they were never asked."""
    rows = database.rows("SELECT * FROM screenings WHERE profile = ? ORDER BY id DESC LIMIT 1", (profile,))
    if not rows:
        return None
    answers = database.rows("SELECT question, yes FROM screening_answers WHERE screening = ?", (rows[0]["id"],))
    return Screening(
        profile,
        datetime.fromisoformat(rows[0]["answered"]),
        {row["question"]: bool(row["yes"]) for row in answers},
    )


def wish_dose(database: Database, wish: DoseWish) -> None:
    """Writes a dose set by hand, or with neither figure the return to the rule. Raises StoreError where it cannot."""
    with database.writing() as connection:
        connection.execute(
            "INSERT INTO dose_wishes (profile, exercise, wished, reps, hold_s) VALUES (?, ?, ?, ?, ?)",
            (wish.profile, wish.exercise, _text(wish.wished), wish.reps, wish.hold_s),
        )


def dose_wishes_of(database: Database, profile: str) -> dict[str, DoseWish]:
    """The newest dose set by hand, by exercise."""
    rows = database.rows("SELECT * FROM dose_wishes WHERE profile = ? ORDER BY id", (profile,))
    return {
        row["exercise"]: DoseWish(
            profile, row["exercise"], datetime.fromisoformat(row["wished"]), row["reps"], row["hold_s"]
        )
        for row in rows
    }


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
        row["exercise"] for row in database.rows("SELECT exercise FROM left_out WHERE profile = ?", (profile,))
    )


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
