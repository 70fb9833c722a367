"""What can go wrong with the record's file, and the sentences that say it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from coach.errors import Figure, Said, StoreError, because

_DAMAGED: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
UNWRITABLE: Final = (
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
)

NO_TEXT: Final = "its tables have names that are no text"
"""SQLite's own words name the table that is damaged; where its name is no UTF-8, they do not reach us."""

_NAMED: Final = 3
"""How many of the rows that cannot be read are named (chosen: a sentence)."""


def explained(problem: sqlite3.Error, name: str) -> StoreError:
    """The sentence for what went wrong with a file of that name, and what to do."""
    code = plain_code(problem)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return StoreError("full", file=name, why=str(problem))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreError("locked", file=name)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreError("not_writable", file=name, why=str(problem))
    if code in _DAMAGED:
        why = Said("no_text") if str(problem) == NO_TEXT else str(problem)
        return StoreError("damaged", file=name, why=why)
    return StoreError("unusable", file=name, why=str(problem))


def left_out_said(name: str, rows: dict[tuple[str, int], Figure]) -> Said:
    """What was left out because it could not be read, the first rows of it by name."""
    named = [
        Said("row_named", {"table": table, "number": number, "why": why})
        for (table, number), why in sorted(rows.items(), key=lambda row: row[0])
    ]
    *before, told = named[:_NAMED]
    for each in reversed(before):
        told = Said("comma", {"first": each, "more": told})
    if len(named) > _NAMED:
        told = Said("more_rows", {"rows": told, "count": len(named) - _NAMED})
    if len(named) == 1:
        return Said("row_left_out", {"file": name, "rows": told})
    return Said("rows_left_out", {"file": name, "count": len(named), "rows": told})


def damage(found: str) -> sqlite3.DatabaseError:
    problem = sqlite3.DatabaseError(found)
    problem.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return problem


def is_damage(problem: sqlite3.Error) -> bool:
    return plain_code(problem) in _DAMAGED


def plain_code(problem: sqlite3.Error) -> int:
    """The primary result code; SQLite puts the details into the bits above it. -1 where there is none."""
    code = getattr(problem, "sqlite_errorcode", None)
    return -1 if code is None else int(code) & 0xFF


def no_place(path: Path, problem: OSError) -> StoreError:
    return StoreError("no_place", file=str(path), why=because(problem))
