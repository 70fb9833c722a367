"""Opens the database so that nothing stored is lost: checked, migrated, and set aside where it is damaged."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

from coach import paths
from coach.errors import Figure, Said, StoreError, because
from coach.files.bounded_reading import is_folder
from coach.record.store import schema
from coach.record.store.cells import Unreadable
from coach.record.store.troubles import (
    NO_TEXT,
    UNWRITABLE,
    damage,
    explained,
    is_damage,
    left_out_said,
    no_place,
    plain_code,
)

PATIENCE_S: Final = 10.0
"""How long to wait while another program writes (chosen: a commit takes milliseconds, a slow disk a second)."""

_BESIDE: Final = ("-wal", "-shm")

_OF_ONE_ROW: Final = re.compile(r"(NULL|NUMERIC|TEXT|non-\w+) value in |CHECK constraint failed in |non-unique entry ")
"""What a check of the whole file says of single rows that hold what they may not; the file itself is whole."""

Made = TypeVar("Made")


def standard_place() -> Path:
    """Where the record lies: ``coach.db`` in the user's own folder."""
    return paths.user() / "coach.db"


class Database:
    """An open record. As a context it is closed at the end. name: of the file, for sentences.

    report: what is given the sentence that names the rows which could not be read, when it is closed.
    """

    def __init__(
        self, connection: sqlite3.Connection, name: str, report: Callable[[Figure], None] = lambda _: None
    ) -> None:
        self.connection = connection
        self.name = name
        self._report = report
        self._left_out: dict[tuple[str, int], Figure] = {}
        self._file: tuple[int, int] | None = None
        with suppress(OSError):
            there = os.stat(name)  # noqa: PTH116
            self._file = there.st_dev, there.st_ino

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk afterwards, or none. Raises StoreError where it cannot be."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                # A full disk has already rolled back by itself.
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as problem:
            raise explained(problem, self.name) from problem

    def settle(self) -> None:
        """Makes what was written outlive a power cut too; where that cannot be now, it is done later by itself."""
        with suppress(sqlite3.Error):
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[sqlite3.Row]:
        """The rows of a query. Raises StoreError where they cannot be read."""
        try:
            return self._rows(query, values)
        except sqlite3.Error as problem:
            raise explained(problem, self.name) from problem
        except UnicodeDecodeError as problem:
            raise explained(damage(NO_TEXT), self.name) from problem

    def _rows(self, query: str, values: tuple[object, ...]) -> list[sqlite3.Row]:
        try:
            return self.connection.execute(query, values).fetchall()
        except (sqlite3.OperationalError, UnicodeDecodeError) as problem:
            if "decode" not in str(problem):
                raise
        # Text that is no UTF-8 in one row must not keep the others from being read.
        self.connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            return self.connection.execute(query, values).fetchall()
        finally:
            self.connection.text_factory = str

    def readable(
        self, table: str, query: str, values: tuple[object, ...], make: Callable[[sqlite3.Row], Made]
    ) -> list[Made]:
        """What is made of each row of a query; one that cannot be read is left out, and named when the file is closed.

        The query gives the row's number in the table as its first column. Raises StoreError where none can be read.
        """
        made = []
        for row in self.rows(query, values):
            try:
                made.append(make(row))
            except Unreadable as problem:
                self._left_out[table, row[0]] = problem.said
        return made

    def has_moved(self) -> bool:
        """Whether the file is not at its place any more, as where somebody has deleted it or put another one there."""
        if self._file is None:
            return False
        try:
            there = os.stat(self.name)  # noqa: PTH116
        except OSError:
            return True
        return (there.st_dev, there.st_ino) != self._file

    def close(self) -> None:
        """Lets the file go, and names the rows that could not be read."""
        self.connection.close()
        if self._left_out:
            rows, self._left_out = self._left_out, {}
            self._report(left_out_said(self.name, rows))


def open_for_writing(path: Path, now: datetime, report: Callable[[Figure], None]) -> Database:
    """Opens the record, begun or brought up to date where need be; nobody but its owner may read it.

    A damaged file is renamed with the date and a new one is begun; report is given the sentence that says where, and later
    the one that names rows which cannot be read.
    Raises StoreError where the file cannot be written, is kept locked, or was written by a newer Coach.
    """
    try:
        paths.make_private_folder(path.parent)
        paths.make_private_file(path)
    except OSError as problem:
        raise no_place(path, problem) from problem
    try:
        return _opened(path, report)
    except sqlite3.Error as problem:
        if not is_damage(problem):
            raise explained(problem, str(path)) from problem
    aside = _set_aside(path, now)
    report(Said("record_aside", {"file": str(path), "aside": str(aside)}))
    try:
        paths.make_private_file(path)
        return _opened(path, report)
    except OSError as problem:
        raise no_place(path, problem) from problem
    except sqlite3.Error as problem:
        raise explained(problem, str(path)) from problem


def is_kept(path: Path) -> bool:
    """Whether there is a record. Raises StoreError where that cannot be told."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as problem:
        raise no_place(path, problem) from problem
    return True


def open_for_reading(path: Path, now: datetime, report: Callable[[Figure], None]) -> Database:
    """Opens the record to look at it, which waits for nobody who writes: an empty one where there is none, a copy in memory
    where the file may not be written or is still to be brought up to date while somebody else writes.

    Otherwise as `open_for_writing`.
    """
    if not is_kept(path):
        return _empty(str(path))
    try:
        return _looked_at(path, report)
    except sqlite3.Error as problem:
        if plain_code(problem) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise explained(problem, str(path)) from problem
        # What else it takes to be looked at, or why it cannot be, is found out below.
    try:
        return open_for_writing(path, now, report)
    except StoreError as refused:
        cause = refused.__cause__
        if not isinstance(cause, OSError | sqlite3.Error) or is_folder(path):
            raise
        if isinstance(cause, sqlite3.Error) and plain_code(cause) not in UNWRITABLE:
            raise
        try:
            return _copied(path, report)
        except (OSError, sqlite3.Error) as problem:
            raise StoreError("record_unreadable", file=str(path), why=because(problem)) from problem


def require_unlocked(path: Path, patience_s: float = 1.0) -> None:
    """Returns if the record could be written now, as far as other programs go. Raises StoreError where one keeps it locked.

    patience_s: how long one may take to write; a running session takes milliseconds.
    """
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", patience_s, isolation_level=None, uri=True)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
    except sqlite3.Error as problem:
        if plain_code(problem) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise explained(problem, str(path)) from problem
        # What else is wrong with it is told by opening it.


def _looked_at(path: Path, report: Callable[[Figure], None]) -> Database:
    """The file as it is, without a lock that a writer would have to wait for. Raises sqlite3.Error where that cannot be."""
    # Not opened for reading alone: whoever closes the file last then tidies its log away.
    place = f"{path.resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(place, timeout=PATIENCE_S, isolation_level=None, uri=True)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        if schema.version_of(connection) != schema.VERSION:
            raise sqlite3.OperationalError("to be brought up to date first")
        _require_whole(connection)
    except UnicodeDecodeError:
        connection.close()
        raise damage(NO_TEXT) from None
    except BaseException:
        connection.close()
        raise
    return Database(connection, str(path), report)


def _opened(path: Path, report: Callable[[Figure], None]) -> Database:
    # autocommit: transactions are begun and ended by name; the writer's thread takes the connection over.
    connection = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None, check_same_thread=False)
    try:
        _configure(connection)
        _write_ahead(connection)
        _require_whole(connection)
        schema.migrate(connection, str(path))
    except UnicodeDecodeError:
        connection.close()
        raise damage(NO_TEXT) from None
    except BaseException:
        connection.close()
        raise
    return Database(connection, str(path), report)


def _require_whole(connection: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError where the file is damaged; that a single row holds what it may not is no damage."""
    found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if found == "ok":
        return
    if _OF_ONE_ROW.match(found):
        several = [str(row[0]) for row in connection.execute("PRAGMA quick_check(1000)")]
        found = next((each for each in several if not _OF_ONE_ROW.match(each)), "")
    if found:
        raise damage(found)


def _configure(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    # A commit outlives a kill at once, and a power cut as soon as it is settled: waiting for the disk each time would
    # leave a repetition in memory for longer.
    connection.execute("PRAGMA synchronous = NORMAL")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Readers and one writer side by side. Two programs that ask for it at once are not made to wait, so ask again."""
    ends = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as problem:
            if plain_code(problem) != sqlite3.SQLITE_BUSY or time.monotonic() > ends:
                raise
            time.sleep(0.05)


def _empty(name: str) -> Database:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _configure(connection)
    schema.migrate(connection, name)
    return Database(connection, name)


def _copied(path: Path, report: Callable[[Figure], None]) -> Database:
    """What the file and its write-ahead log hold, in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, copy.with_name(log.name))
            _read_into(memory, str(copy))
    else:
        # Without a log nothing needs to be written to read it, not even a copy, for which the disk may be too full.
        _read_into(memory, f"{path.resolve().as_uri()}?immutable=1")
    _configure(memory)
    schema.migrate(memory, str(path))
    return Database(memory, str(path), report)


def _read_into(memory: sqlite3.Connection, place: str) -> None:
    source = sqlite3.connect(place, isolation_level=None, uri=place.startswith("file:"))
    try:
        source.backup(memory)
    finally:
        source.close()


def _set_aside(path: Path, now: datetime) -> Path:
    """Renames the file and its companions, so that an expert can still try to read them."""
    stamp = now.strftime("%Y-%m-%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    try:
        for ending in ("", *_BESIDE):
            with suppress(FileNotFoundError):  # another program was quicker
                path.with_name(path.name + ending).rename(aside.with_name(aside.name + ending))
    except OSError as problem:
        raise StoreError("record_stays", file=str(path), why=because(problem)) from problem
    return aside
