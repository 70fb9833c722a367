"""Sessions and their repetitions, in and out of the database."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from coach.errors import StoreError
from coach.outputs.store.database import Database
from coach.records import StoredRep, StoredSession
from coach.values import Rep

_COLUMNS = "session, exercise, side, start_s, peak_s, end_s, peak_deg, hold_s, counted, reason, faults, low_back, curve"


def add_session(connection: sqlite3.Connection, session: StoredSession) -> int:
    """Writes the session without its repetitions; returns its id. To be called inside a transaction."""
    done = connection.execute(
        "INSERT INTO sessions (profile, started, source, exercise, sides, unit, reps_asked, hold_asked_s, completed, target, "
        "error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            session.profile,
            session.started.isoformat(timespec="seconds"),
            session.source,
            session.exercise,
            session.sides,
            session.unit,
            session.reps_asked,
            session.hold_asked_s,
            int(session.completed),
            session.target,
            session.error,
        ),
    )
    assert done.lastrowid is not None
    return done.lastrowid


def add_rep(connection: sqlite3.Connection, session: int, stored: StoredRep) -> None:
    """Writes one repetition of a session. To be called inside a transaction."""
    rep = stored.rep
    figures = (float(value) for value in (rep.start_s, rep.peak_s, rep.end_s, rep.peak_deg, rep.hold_s))
    row = (
        session,
        rep.exercise,
        rep.side,
        *(value if math.isfinite(value) else None for value in figures),
        int(rep.counted),
        rep.reason,
        json.dumps(rep.faults),
        int(stored.low_back),
        _curve_text(stored.curve),
    )
    connection.execute(f"INSERT INTO reps ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)


def mark_completed(connection: sqlite3.Connection, session: int) -> None:
    """Notes that the dose was done. To be called inside a transaction."""
    connection.execute("UPDATE sessions SET completed = 1 WHERE id = ?", (session,))


def sessions_of(
    database: Database,
    profile: str,
    *,
    exercise: str | None = None,
    since: date | None = None,
    newest: int | None = None,
    curves: bool = True,
) -> list[StoredSession]:
    """Sessions with their repetitions, oldest first.

    since: the user's own day, inclusive. newest: only so many, the last. curves: whether the repetitions' courses are
    wanted, without which years of them are read in half the time.
    """
    first = since.isoformat() if since else None
    values = (profile, exercise, exercise, first, first, -1 if newest is None else newest)
    chosen = (
        "id IN (SELECT id FROM sessions WHERE profile = ? AND (? IS NULL OR exercise = ?) "
        "AND (? IS NULL OR substr(started, 1, 10) >= ?) ORDER BY datetime(started) DESC, id DESC LIMIT ?)"
    )
    columns = _COLUMNS if curves else _COLUMNS.replace("curve", "NULL AS curve")
    reps: dict[int, list[StoredRep]] = defaultdict(list)
    for row in database.rows(
        f"SELECT {columns} FROM reps WHERE {chosen.replace('id', 'session', 1)} ORDER BY id", values
    ):
        reps[row["session"]].append(_rep(row))
    found = database.rows(f"SELECT * FROM sessions WHERE {chosen} ORDER BY datetime(started), id", values)
    return [_session(row, tuple(reps[row["id"]])) for row in found]


def _session(row: sqlite3.Row, reps: tuple[StoredRep, ...]) -> StoredSession:
    return StoredSession(
        profile=row["profile"],
        started=datetime.fromisoformat(row["started"]),
        source=row["source"],
        exercise=row["exercise"],
        sides=row["sides"],
        unit=row["unit"],
        reps_asked=row["reps_asked"],
        hold_asked_s=row["hold_asked_s"],
        completed=bool(row["completed"]),
        reps=reps,
        target=row["target"],
        error=row["error"],
    )


def _rep(row: sqlite3.Row) -> StoredRep:
    figures = {
        name: math.nan if row[name] is None else row[name]
        for name in ("start_s", "peak_s", "end_s", "peak_deg", "hold_s")
    }
    rep = Rep(
        exercise=row["exercise"],
        side=row["side"],
        counted=bool(row["counted"]),
        reason=row["reason"],
        faults=() if row["faults"] == "[]" else _list(row, "faults"),
        **figures,
    )
    curve = _list(row, "curve") if row["curve"] else ()
    return StoredRep(rep, bool(row["low_back"]), tuple(math.nan if value is None else value for value in curve))


def _list(row: sqlite3.Row, column: str) -> tuple[Any, ...]:
    """What a column keeps as a JSON list. Raises StoreError where something else than Coach has written it."""
    try:
        return tuple(json.loads(row[column]))
    except (ValueError, TypeError) as problem:
        what = f"a repetition of {row['exercise']} says {row[column]!r} under {column}"
        raise StoreError(f"The record cannot be used ({what}); move it away, and Coach begins a new one.") from problem


def _curve_text(curve: tuple[float, ...]) -> str | None:
    if not curve:
        return None
    return json.dumps([value if math.isfinite(value) else None for value in curve], separators=(",", ":"))
