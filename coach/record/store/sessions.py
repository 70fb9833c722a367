"""Sessions and their repetitions, in and out of the database."""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Literal, cast

from coach import reasons
from coach.plain import shown
from coach.record.entries import StoredRep, StoredSession, StoredWarning
from coach.record.store import cells
from coach.record.store.database import Database
from coach.values import Rep
from coach.words.reasons import in_english

_COLUMNS = (
    "session, exercise, side, start_s, peak_s, end_s, peak_deg, hold_s, counted, reason, faults, low_back, why, curve"
)
_SIDES = ("none", "alternate", "either")


def add_session(connection: sqlite3.Connection, session: StoredSession) -> int:
    """Writes the session without its repetitions; returns its id. To be called inside a transaction."""
    done = connection.execute(
        "INSERT INTO sessions (profile, started, source, exercise, sides, unit, reps_asked, hold_asked_s, completed, target, "
        "error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            session.profile,
            session.started.isoformat(timespec="seconds"),
            # The name of a file may hold bytes that no database takes as text.
            shown(session.source),
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
    figures = (float(value) for value in (rep.start_s, rep.peak_s, rep.end_s, rep.peak, rep.hold_s))
    row = (
        session,
        rep.exercise,
        rep.side,
        *(value if math.isfinite(value) else None for value in figures),
        int(rep.counted),
        in_english(rep.reason),
        json.dumps(rep.faults),
        int(stored.low_back),
        None if rep.reason is None else reasons.as_text(rep.reason),
        _curve_text(stored.curve),
    )
    connection.execute(f"INSERT INTO reps ({_COLUMNS}) VALUES ({', '.join('?' * len(row))})", row)


def add_warning(connection: sqlite3.Connection, session: int, warning: StoredWarning) -> None:
    """Writes that a fault was raised. To be called inside a transaction."""
    time_s = float(warning.time_s)
    connection.execute(
        "INSERT INTO warnings (session, time_s, fault, severity, low_back, side) VALUES (?, ?, ?, ?, ?, ?)",
        (
            session,
            time_s if math.isfinite(time_s) else None,
            warning.fault,
            warning.severity,
            int(warning.low_back),
            warning.side,
        ),
    )


def is_there(connection: sqlite3.Connection, session: int) -> bool:
    """Whether the session has not been deleted meanwhile; its number is never given again."""
    return connection.execute("SELECT 1 FROM sessions WHERE id = ?", (session,)).fetchone() is not None


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
    """Sessions with their repetitions and warnings, oldest first. A row that cannot be read is left out and named.

    since: the user's own day, inclusive. newest: only so many, the last with a repetition. curves: whether the
    repetitions' courses are wanted, without which years of them are read in half the time.
    """
    first = since.isoformat() if since else None
    values = (profile, exercise, exercise, first, first, newest, -1 if newest is None else newest)
    chosen = (
        "id IN (SELECT id FROM sessions AS of WHERE profile = ? AND (? IS NULL OR exercise = ?) "
        "AND (? IS NULL OR substr(started, 1, 10) >= ?) "
        "AND (? IS NULL OR EXISTS (SELECT 1 FROM reps WHERE session = of.id)) "
        "ORDER BY datetime(started) DESC, id DESC LIMIT ?)"
    )
    within = chosen.replace("id", "session", 1)
    columns = _COLUMNS if curves else _COLUMNS.replace("curve", "NULL AS curve")
    reps: dict[int, list[StoredRep]] = defaultdict(list)
    for session, rep in database.readable(
        "reps", f"SELECT id, {columns} FROM reps WHERE {within} ORDER BY id", values, _rep
    ):
        reps[session].append(rep)
    warnings: dict[int, list[StoredWarning]] = defaultdict(list)
    for session, warning in database.readable(
        "warnings", f"SELECT * FROM warnings WHERE {within} ORDER BY id", values, _warning
    ):
        warnings[session].append(warning)
    found = database.readable(
        "sessions", f"SELECT * FROM sessions WHERE {chosen} ORDER BY datetime(started), id", values, _session
    )
    return [replace(session, reps=tuple(reps[number]), warnings=tuple(warnings[number])) for number, session in found]


def _session(row: sqlite3.Row) -> tuple[int, StoredSession]:
    return row["id"], StoredSession(
        profile=cells.text("profile", row["profile"]),
        started=cells.moment("started", row["started"]),
        source=cells.text("source", row["source"]),
        exercise=cells.text("exercise", row["exercise"]),
        sides=cells.one_of("sides", row["sides"], _SIDES),
        unit=cells.text("unit", row["unit"]),
        reps_asked=cells.whole("reps_asked", row["reps_asked"], 0, 10_000),
        hold_asked_s=cells.known("hold_asked_s", row["hold_asked_s"], 0),
        completed=cells.flag("completed", row["completed"]),
        target=cells.maybe("target", row["target"]),
        error=cells.maybe("error", row["error"]),
    )


def _rep(row: sqlite3.Row) -> tuple[int, StoredRep]:
    (
        _,
        session,
        exercise,
        side,
        start_s,
        peak_s,
        end_s,
        peak_deg,
        hold_s,
        counted,
        reason,
        faults,
        low_back,
        why,
        curve,
    ) = row
    rep = Rep(
        exercise=cells.text("exercise", exercise),
        side=cells.side("side", side),
        start_s=cells.figure("start_s", start_s),
        peak_s=cells.figure("peak_s", peak_s),
        end_s=cells.figure("end_s", end_s),
        peak=cells.figure("peak_deg", peak_deg),
        hold_s=cells.figure("hold_s", hold_s),
        counted=cells.flag("counted", counted),
        reason=cells.reason("why", why, cells.text("reason", reason)),
        faults=() if faults == "[]" else cells.texts("faults", faults),
    )
    course = () if curve is None else cells.figures("curve", curve)
    return session, StoredRep(rep, cells.flag("low_back", low_back), course)


def _warning(row: sqlite3.Row) -> tuple[int, StoredWarning]:
    return row["session"], StoredWarning(
        time_s=cells.figure("time_s", row["time_s"]),
        fault=cells.text("fault", row["fault"]),
        severity=cast(Literal["warn", "void"], cells.one_of("severity", row["severity"], ("warn", "void"))),
        low_back=cells.flag("low_back", row["low_back"]),
        side=cells.side("side", row["side"]),
    )


def _curve_text(curve: tuple[float, ...]) -> str | None:
    if not curve:
        return None
    return json.dumps([value if math.isfinite(value) else None for value in curve], separators=(",", ":"))
