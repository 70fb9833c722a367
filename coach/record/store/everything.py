"""All that is stored of one person: to take away, or to delete."""

from __future__ import annotations

import csv
import io
import json
import math
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from coach.errors import ExportError, StoreError, because
from coach.files.parquet import SUFFIX as PARQUET
from coach.files.parquet import Kind, require_parquet, write_parquet
from coach.files.writing import write_whole
from coach.plain import cell
from coach.record.store import cells
from coach.record.store.database import Database
from coach.record.store.profiles import tables_of_people
from coach.record.store.sessions import sessions_of
from coach.record.store.troubles import explained
from coach.words.reasons import in_english

FORMAT: Final = "coach-record"
FORMAT_VERSION: Final = 1

Row = Mapping[str, Any]


class TracesLeft(StoreError):
    """What was to be deleted is removed, and yet some of it may still be found in the file."""


_TABLES: Final = {
    "walks": ("started", "minutes"),
    "pain": ("scored", "score", "moment"),
    "pain_stops": ("reported", "exercise"),
    "left_out": ("since", "exercise"),
    "dose_wishes": ("wished", "exercise", "reps", "hold_s"),
    "plans": ("imported", "removed", "plan"),
    "shown_reps": ("shown", "exercise", "side", "unit", "peak_deg", "poses"),
}
"""Tables that are taken as they are: the column with the date first, then the others."""

_OF_OTHERS: Final = (
    ("reps", "session", "sessions"),
    ("warnings", "session", "sessions"),
    ("screening_answers", "screening", "screenings"),
)
"""Tables whose rows belong to a row of another: the table, its column, the other one."""


COLUMN_KINDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("session", "reps_asked", "reps", "score"), "whole"),
    **dict.fromkeys(("start_s", "peak_s", "end_s", "peak_deg", "peak_error_deg", "hold_s", "time_s"), "figure"),
    **dict.fromkeys(("hold_asked_s", "target", "error", "minutes"), "figure"),
    **dict.fromkeys(("completed", "counted", "low_back", "yes"), "flag"),
    "faults": "texts",
    "curve": "figures",
}
"""The columns that are no text, in whichever table."""


@dataclass(frozen=True)
class Everything:
    """Tables by name, each a list of rows with the same keys; a repetition names its session by the session's number."""

    profile: str
    tables: Mapping[str, Sequence[Row]]

    def count(self) -> int:
        """How many rows there are in all."""
        return sum(map(len, self.tables.values()))

    def without_names(self) -> Everything:
        """The same without what may name somebody: a video's file name can, and a plan's title and notes."""
        sessions = [{**row, "source": ""} for row in self.tables.get("sessions", ())]
        plans = [{**row, "plan": ""} for row in self.tables.get("plans", ())]
        return replace(self, tables={**self.tables, "sessions": sessions, "plans": plans})


def read_everything(database: Database, profile: str, since: date | None = None) -> Everything:
    """All that is stored of a profile. since: the user's own day, inclusive. What cannot be read is left out and named."""
    sessions: list[Row] = []
    reps: list[Row] = []
    warnings: list[Row] = []
    for number, session in enumerate(sessions_of(database, profile, since=since), 1):
        row = {key: value for key, value in asdict(session).items() if key not in ("profile", "reps", "warnings")}
        sessions.append({"session": number, **row, "started": _written(session.started)})
        reps += [
            {
                "session": number,
                **{"peak_deg" if key == "peak" else key: value for key, value in asdict(stored.rep).items()},
                "reason": in_english(stored.rep.reason),
                "low_back": stored.low_back,
                "curve": stored.curve,
                "peak_error_deg": session.error,
            }
            for stored in session.reps
        ]
        warnings += [{"session": number, **asdict(warning)} for warning in session.warnings]
    first = since.isoformat() if since else ""
    tables: dict[str, Sequence[Row]] = {"sessions": sessions, "reps": reps, "warnings": warnings}
    for name, columns in _TABLES.items():
        tables[name] = database.readable(
            name,
            f"SELECT rowid AS number, {', '.join(columns)} FROM {name} "
            f"WHERE profile = ? AND substr({columns[0]}, 1, 10) >= ? ORDER BY datetime({columns[0]}), rowid",
            (profile, first),
            partial(_checked, columns),
        )
    tables["safety"] = database.readable(
        "screening_answers",
        "SELECT screening_answers.rowid AS number, answered, question, yes FROM screenings "
        "JOIN screening_answers ON screening = screenings.id "
        "WHERE profile = ? AND substr(answered, 1, 10) >= ? ORDER BY screenings.id, screening_answers.rowid",
        (profile, first),
        partial(_checked, ("answered", "question", "yes")),
    )
    return Everything(profile, tables)


def counts_of(database: Database, profile: str) -> dict[str, int]:
    """How many rows of each table are a profile's own; whether they can be read does not matter."""
    owned = dict.fromkeys(tables_of_people(database), "profile = ?")
    owned |= {table: f"{column} IN (SELECT id FROM {of} WHERE profile = ?)" for table, column, of in _OF_OTHERS}
    counted = {
        table: database.rows(f"SELECT COUNT(*) AS rows FROM {table} WHERE {where}", (profile,))[0]["rows"]
        for table, where in owned.items()
    }
    first = ("sessions", "reps")
    return {table: counted[table] for table in (*first, *sorted(counted.keys() - set(first))) if counted[table]}


def _checked(columns: Sequence[str], row: sqlite3.Row) -> Row:
    return {column: _CELLS[column](column, row[column]) for column in columns}


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _date(column: str, value: object) -> str:
    return _written(cells.moment(column, value))


def _date_or_none(column: str, value: object) -> str | None:
    return None if value is None else _date(column, value)


def _whole_or_none(column: str, value: object) -> int | None:
    return None if value is None else cells.whole(column, value, 0, 10_000)


_CELLS: Final[Mapping[str, Callable[[str, object], Any]]] = {
    **dict.fromkeys(("started", "scored", "reported", "since", "wished", "answered", "imported", "shown"), _date),
    "removed": _date_or_none,
    "plan": cells.document,
    **dict.fromkeys(("exercise", "moment", "question", "unit"), cells.text),
    "side": cells.side,
    "poses": cells.document,
    **dict.fromkeys(("score", "reps"), _whole_or_none),
    **dict.fromkeys(("minutes", "hold_s", "peak_deg"), cells.maybe),
    "yes": cells.flag,
}
"""How the columns of those tables are checked."""


def write_json(everything: Everything, path: Path, *, with_name: bool) -> None:
    """One file, UTF-8: ``{"format", "version", "profile"?, table: [row, ...], ...}``; unknown figures are null.

    Raises ExportError where it cannot be written.
    """
    head: dict[str, Any] = {"format": FORMAT, "version": FORMAT_VERSION}
    if with_name:
        head["profile"] = everything.profile
    if not with_name:
        everything = everything.without_names()
    tables = {name: [_plain(row) for row in rows] for name, rows in everything.tables.items()}
    write_whole(path, json.dumps(head | tables, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def write_csv(everything: Everything, folder: Path, *, with_name: bool) -> list[Path]:
    """A file a table that holds something, in a new or empty folder: TABLE.csv, UTF-8, a head row, figures to the last bit.

    Flags are true or false, several faults are joined with ``;``, what is unknown is empty. Returns the files. Raises
    ExportError where the folder holds something or cannot be written.
    """
    written = []
    for path, rows in _files(everything, folder, ".csv", with_name=with_name):
        write_whole(path, _as_csv(rows))
        written.append(path)
    return written


def write_parquet_tables(everything: Everything, folder: Path, *, with_name: bool) -> list[Path]:
    """As ``write_csv``, but typed tables: TABLE.parquet, lists as lists, what is unknown is null.

    Raises ExportError also where the package is missing that writes Parquet.
    """
    require_parquet()
    written = []
    for path, rows in _files(everything, folder, PARQUET, with_name=with_name):
        write_parquet(path, {column: COLUMN_KINDS.get(column, "text") for column in rows[0]}, rows)
        written.append(path)
    return written


def _files(
    everything: Everything, folder: Path, suffix: str, *, with_name: bool
) -> Iterator[tuple[Path, Sequence[Row]]]:
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
        taken = any(folder.iterdir())
    except OSError as problem:
        raise ExportError("no_tables_folder", folder=str(folder), why=because(problem)) from problem
    if taken:
        raise ExportError("folder_not_empty", folder=str(folder))
    if not with_name:
        everything = everything.without_names()
    for name, rows in everything.tables.items():
        if rows:
            named = [{"profile": everything.profile, **row} for row in rows] if with_name else rows
            yield folder / f"{name}{suffix}", named


def delete_everything(database: Database, profile: str) -> None:
    """Removes all that is stored of a profile, also from the places in the file that are no longer used.

    No value is read, so that a row that cannot be read goes like any other. Raises StoreError where it cannot be removed;
    then all of it is still there. Raises TracesLeft where it is removed and somebody keeps the file from being tidied.
    """
    database.connection.execute("PRAGMA secure_delete = ON")
    with database.writing() as connection:
        for table in tables_of_people(database):
            connection.execute(f"DELETE FROM {table} WHERE profile = ?", (profile,))
        for table, column, owner in _OF_OTHERS:
            connection.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {owner})")
    try:
        database.connection.execute("VACUUM")
        busy = _emptied_log(database)
    except sqlite3.Error as problem:
        raise TracesLeft("traces_left", why=explained(problem, database.name).said) from problem
    if busy:
        raise TracesLeft("traces_in", file=f"{database.name}-wal")


def _emptied_log(database: Database) -> bool:
    """Empties the log of what was written, which holds what was there before; whether somebody's reading forbids it."""
    return bool(database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])


def _plain(row: Row) -> dict[str, Any]:
    return {key: _known(value) for key, value in row.items()}


def _known(value: Any) -> Any:
    """The value, None for a figure that is unknown, also inside a list of them."""
    if isinstance(value, tuple):
        return [_known(each) for each in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def _as_csv(rows: Sequence[Row]) -> str:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(rows[0])
    for row in rows:
        table.writerow([_cell(value) for value in row.values()])
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        joined = ";".join(each if isinstance(each, str) else _cell(each) for each in value)
        return cell(joined) if any(isinstance(each, str) for each in value) else joined
    return cell(value) if isinstance(value, str) else str(value)
