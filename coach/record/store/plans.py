"""Therapists' plans, in and out of the database."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from coach.record.entries import StoredPlan
from coach.record.store import cells
from coach.record.store.database import Database


def keep_plan(database: Database, plan: StoredPlan) -> None:
    """Takes a plan in; the one that held until now ceases to. Raises StoreError where it cannot."""
    with database.writing() as connection:
        _end(connection, plan.profile, plan.imported)
        connection.execute(
            "INSERT INTO plans (profile, imported, removed, plan) VALUES (?, ?, NULL, ?)",
            (plan.profile, _text(plan.imported), plan.text),
        )


def remove_plan(database: Database, profile: str, at: datetime) -> bool:
    """Ends the plan that holds; False where there is none. Raises StoreError where it cannot."""
    with database.writing() as connection:
        return _end(connection, profile, at)


def plans_of(database: Database, profile: str) -> list[StoredPlan]:
    """All plans that were taken in, oldest first."""
    return database.readable(
        "plans", "SELECT * FROM plans WHERE profile = ? ORDER BY id", (profile,), lambda row: _plan(profile, row)
    )


def plans_that_hold(database: Database) -> list[StoredPlan]:
    """Everybody's plan that is not removed."""
    return database.readable(
        "plans",
        "SELECT * FROM plans WHERE removed IS NULL ORDER BY id",
        (),
        lambda row: _plan(cells.text("profile", row["profile"]), row),
    )


def _plan(profile: str, row: sqlite3.Row) -> StoredPlan:
    removed = row["removed"]
    return StoredPlan(
        profile,
        cells.moment("imported", row["imported"]),
        None if removed is None else cells.moment("removed", removed),
        cells.document("plan", row["plan"]),
    )


def _end(connection: sqlite3.Connection, profile: str, at: datetime) -> bool:
    done = connection.execute(
        "UPDATE plans SET removed = ? WHERE profile = ? AND removed IS NULL", (_text(at), profile)
    )
    return done.rowcount > 0


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
