"""The people whose records lie side by side in the database."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coach.errors import StoreError
from coach.record.store import cells
from coach.record.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredProfile:
    """One person. sessions, walks: how many are stored. newest: the day of the newest of them, None without any."""

    name: str
    sessions: int
    walks: int
    newest: date | None


def profiles_of(database: Database) -> list[StoredProfile]:
    """Everybody of whom something is stored, by name."""
    return [_profile(database, name) for name in names_of(database)]


def names_of(database: Database) -> list[str]:
    """The names alone, of everybody of whom something is stored; what cannot be a name is left aside."""
    found = {
        row["profile"]
        for table in tables_of_people(database)
        for row in database.rows(f"SELECT DISTINCT profile FROM {table}")
    }
    return sorted(name for name in found if isinstance(name, str) and name.isprintable())


def same_name(name: str, known: Iterable[str]) -> str:
    """The known name that differs from this one in nothing but capitals, or how letters are composed; else this one."""
    spelt = list(known)
    if name in spelt:
        return name
    return next((other for other in spelt if _plain(other) == _plain(name)), name)


def rename_profile(database: Database, old: str, new: str) -> None:
    """Gives all that is stored of a profile another name.

    Raises StoreError where nothing is stored under the old name, something under the new one, or it cannot be written.
    """
    known = names_of(database)
    if old not in known:
        raise StoreError("nothing_of", profile=repr(old))
    taken = same_name(new, [name for name in known if name != old])
    if taken in known and taken != old:
        raise StoreError("profile_taken", profile=repr(taken))
    with database.writing() as connection:
        for table in tables_of_people(database):
            connection.execute(f"UPDATE {table} SET profile = ? WHERE profile = ?", (new, old))


def tables_of_people(database: Database) -> list[str]:
    """The tables that say whose their rows are."""
    rows = database.rows(
        "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
        "AND c.name = 'profile' ORDER BY m.name"
    )
    return [row["name"] for row in rows]


def _profile(database: Database, name: str) -> StoredProfile:
    days = {
        table: database.readable(
            table,
            f"SELECT id, started FROM {table} WHERE profile = ?",
            (name,),
            lambda row: cells.moment("started", row["started"]).date(),
        )
        for table in ("sessions", "walks")
    }
    newest = max((day for of_table in days.values() for day in of_table), default=None)
    return StoredProfile(name, len(days["sessions"]), len(days["walks"]), newest)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", name).casefold())
