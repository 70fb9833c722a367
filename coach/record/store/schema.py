"""The tables, as a chain of migrations. A database says in ``PRAGMA user_version`` how many it has been through.

Dates are ISO 8601 local times with offset. Flags are 0 or 1. Seconds of repetitions are the source's own, from its first
frame. A figure that is unknown is NULL.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from coach.errors import StoreError
from coach.record.store import old_reasons

_FIRST: Final = (
    """CREATE TABLE sessions (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        started TEXT NOT NULL,
        source TEXT NOT NULL,
        exercise TEXT NOT NULL,
        sides TEXT NOT NULL,
        unit TEXT NOT NULL,
        reps_asked INTEGER NOT NULL,
        hold_asked_s REAL NOT NULL,
        completed INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX sessions_of_profile ON sessions (profile, exercise, started)",
    """CREATE TABLE reps (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        exercise TEXT NOT NULL,
        side TEXT CHECK (side IN ('left', 'right')),
        start_s REAL,
        peak_s REAL,
        end_s REAL,
        peak_deg REAL,
        hold_s REAL,
        counted INTEGER NOT NULL,
        reason TEXT NOT NULL,
        faults TEXT NOT NULL,
        low_back INTEGER NOT NULL
    )""",
    "CREATE INDEX reps_of_session ON reps (session)",
    """CREATE TABLE walks (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        started TEXT NOT NULL,
        minutes REAL NOT NULL CHECK (minutes > 0)
    )""",
    """CREATE TABLE screenings (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        answered TEXT NOT NULL
    )""",
    """CREATE TABLE screening_answers (
        screening INTEGER NOT NULL REFERENCES screenings (id) ON DELETE CASCADE,
        question TEXT NOT NULL,
        yes INTEGER NOT NULL,
        PRIMARY KEY (screening, question)
    )""",
    """CREATE TABLE pain (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        scored TEXT NOT NULL,
        score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
        moment TEXT NOT NULL CHECK (moment IN ('before', 'after', 'any'))
    )""",
    """CREATE TABLE left_out (
        profile TEXT NOT NULL,
        exercise TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (profile, exercise)
    )""",
)

_WISHES: Final = (
    """CREATE TABLE dose_wishes (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        exercise TEXT NOT NULL,
        wished TEXT NOT NULL,
        reps INTEGER CHECK (reps >= 1),
        hold_s REAL CHECK (hold_s >= 0)
    )""",
)

_CURVES: Final = (
    "ALTER TABLE sessions ADD COLUMN target REAL",
    "ALTER TABLE sessions ADD COLUMN error REAL",
    "ALTER TABLE reps ADD COLUMN curve TEXT",
)
"""What the exercise asked for, how far off its measure was to be expected, and each repetition's course as a JSON list."""

_PAIN_STOPS: Final = (
    """CREATE TABLE pain_stops (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        reported TEXT NOT NULL,
        exercise TEXT NOT NULL
    )""",
)
"""Exercises that were ended because they hurt."""

_NEVER_AGAIN: Final = (
    """CREATE TABLE sessions_anew (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL,
        started TEXT NOT NULL,
        source TEXT NOT NULL,
        exercise TEXT NOT NULL,
        sides TEXT NOT NULL,
        unit TEXT NOT NULL,
        reps_asked INTEGER NOT NULL,
        hold_asked_s REAL NOT NULL,
        completed INTEGER NOT NULL DEFAULT 0,
        target REAL,
        error REAL
    )""",
    "INSERT INTO sessions_anew (id, profile, started, source, exercise, sides, unit, reps_asked, hold_asked_s, completed, "
    "target, error) SELECT id, profile, started, source, exercise, sides, unit, reps_asked, hold_asked_s, completed, "
    "target, error FROM sessions",
    "DROP TABLE sessions",
    "ALTER TABLE sessions_anew RENAME TO sessions",
    "CREATE INDEX sessions_of_profile ON sessions (profile, exercise, started)",
    """CREATE TABLE walks_anew (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        profile TEXT NOT NULL,
        started TEXT NOT NULL,
        minutes REAL NOT NULL CHECK (minutes > 0)
    )""",
    "INSERT INTO walks_anew (id, profile, started, minutes) SELECT id, profile, started, minutes FROM walks",
    "DROP TABLE walks",
    "ALTER TABLE walks_anew RENAME TO walks",
)
"""The number of a session or walk that was deleted is never given again: a run that still writes to it must not reach what
somebody else began meanwhile."""

_WARNINGS: Final = (
    """CREATE TABLE warnings (
        id INTEGER PRIMARY KEY,
        session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        time_s REAL,
        fault TEXT NOT NULL,
        severity TEXT NOT NULL CHECK (severity IN ('warn', 'void')),
        low_back INTEGER NOT NULL,
        side TEXT CHECK (side IN ('left', 'right'))
    )""",
    "CREATE INDEX warnings_of_session ON warnings (session)",
)
"""Every fault that was raised, in a repetition or outside, so that a session in which nothing counted says what happened."""

_CATS_IN_PERCENT = "(SELECT id FROM sessions WHERE exercise = 'cat-cow' AND unit = '%')"
DEGREES: Final = (
    f"UPDATE reps SET peak_deg = 4.4 * peak_deg WHERE session IN {_CATS_IN_PERCENT}",
    "UPDATE reps SET curve = (SELECT json_group_array(round(4.4 * value, 1)) FROM json_each(curve)) "
    f"WHERE json_valid(curve) AND session IN {_CATS_IN_PERCENT}",
    "UPDATE sessions SET unit = '°', target = 4.4 * target, error = 4.4 * error WHERE exercise = 'cat-cow' AND unit = '%'",
)
"""Cat and cow is measured in degrees now; it was percent of the line from hips to shoulders, one of which is 4.4 degrees."""

_WHYS: Final = (
    "ALTER TABLE reps ADD COLUMN why TEXT",
    "UPDATE reps SET why = why_of(CAST(reason AS BLOB))",
)
"""Why a repetition does not count, as a fact that any language can tell (JSON); ``reason`` says it in English."""

_PLANS: Final = (
    """CREATE TABLE plans (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        imported TEXT NOT NULL,
        removed TEXT,
        plan TEXT NOT NULL
    )""",
)
"""Therapists' plans, each as the file that it was; one that holds no more stays, so that what was done under it is answered."""

_SHOWN: Final = (
    """CREATE TABLE shown_reps (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        shown TEXT NOT NULL,
        exercise TEXT NOT NULL,
        side TEXT,
        unit TEXT NOT NULL,
        peak_deg REAL,
        poses TEXT NOT NULL
    )""",
)
"""The best repetition of the first and of the newest day of each exercise: where the joints were, a few times a second."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    _FIRST,
    _WISHES,
    _CURVES,
    _PAIN_STOPS,
    _NEVER_AGAIN,
    _WARNINGS,
    DEGREES,
    _WHYS,
    _PLANS,
    _SHOWN,
)
"""The statements that lead from each version to the next. Only ever appended to: databases out there have run them."""

VERSION: Final = len(MIGRATIONS)
"""The version that this program reads and writes."""


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the database has been through; 0 when it is empty."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, name: str) -> None:
    """Brings a database up to VERSION, all steps or none. name: of the file, for the sentence.

    The connection must be in autocommit mode. Raises StoreError where a newer Coach wrote the database.
    """
    # A table that is made anew must not take with it what refers to the old one.
    connection.create_function("why_of", 1, old_reasons.migrated, deterministic=True)
    guarded = connection.execute("PRAGMA foreign_keys").fetchone()[0]
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        _migrate(connection, name)
    finally:
        connection.execute(f"PRAGMA foreign_keys = {guarded}")


def _migrate(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = version_of(connection)
        if version > VERSION:
            raise StoreError("record_newer", file=name, found=version, known=VERSION)
        for step in MIGRATIONS[version:]:
            for statement in step:
                connection.execute(statement)
        if version < VERSION:
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
