"""Files that appear whole or not at all, and the check that they can be written before a run begins.

They are about somebody's health: their owner alone may read them, until the owner decides otherwise.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NoReturn, TextIO

from coach import paths
from coach.errors import ExportError, because
from coach.files import under_way


@contextmanager
def part_of(path: Path) -> Iterator[BinaryIO]:
    """A binary file beside its place, which is moved there if nothing went wrong, over an older one.

    Raises ExportError when it cannot be begun, written or moved; then an older file is as it was, and no trace is left.
    """
    part = _beside(path)
    try:
        with open(part, "xb", opener=paths.for_its_owner) as handle:
            yield handle
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(path)
    except OSError as problem:
        raise cannot_write(path, problem) from problem
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        under_way.end(part)


class WholeFile:
    """A UTF-8 text file that is written beside its place and moved there by ``keep``; before, nothing is at its place.

    Lines end in ``\\n`` on every platform, so that the same run gives the same bytes everywhere.
    Raises ExportError when the file cannot be begun, written or moved.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = _beside(path)
        try:
            self._handle: TextIO = open(  # noqa: SIM115 - keep or discard closes it
                self._part, "x", encoding="utf-8", newline="", opener=paths.for_its_owner
            )
        except BaseException as problem:
            under_way.end(self._part)
            if isinstance(problem, OSError):
                raise cannot_write(path, problem) from problem
            raise

    def write(self, text: str) -> None:
        """Adds text to the end."""
        try:
            self._handle.write(text)
        except BaseException as problem:
            self._give_up(problem)

    def keep(self) -> None:
        """Moves the finished file to its place, over an older one."""
        try:
            self._handle.flush()
            os.fsync(self._handle.fileno())
            self._handle.close()
            self._part.replace(self.path)
        except BaseException as problem:
            self._give_up(problem)
        under_way.end(self._part)

    def _give_up(self, problem: BaseException) -> NoReturn:
        self.discard()
        if isinstance(problem, OSError):
            raise cannot_write(self.path, problem) from problem
        raise problem

    def discard(self) -> None:
        """Leaves no trace, and an older file as it was."""
        with suppress(OSError):
            self._handle.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)
        under_way.end(self._part)


def write_whole(path: Path, text: str) -> None:
    """Writes a UTF-8 text file whole or not at all. Raises ExportError when it cannot."""
    file = WholeFile(path)
    file.write(text)
    file.keep()


def _beside(path: Path) -> Path:
    # Moving a file there would take the place of a device such as /dev/null, for whoever may. Unlike pathlib, this takes a
    # name that no file system takes for one that is not there; opening it says what is wrong with it.
    if os.path.exists(path) and not os.path.isfile(path):  # noqa: PTH110, PTH113
        raise ExportError("no_file_to_write", file=str(path))
    return under_way.begin(path)


def require_writable(path: Path) -> None:
    """Makes sure, before a run begins, that a file can be written there; changes nothing.

    Raises ExportError when not.
    """
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as problem:  # a name that is too long, or has letters that no file system takes
        raise cannot_write(path, problem) from problem
    if path.is_dir():
        raise ExportError("folder_to_write", file=str(path))
    if path.exists() and not path.is_file():
        raise ExportError("no_file_to_write", file=str(path))
    if not path.parent.exists():
        raise ExportError("no_folder", file=str(path), folder=str(path.parent))
    if not path.parent.is_dir():
        raise ExportError("folder_is_file", file=str(path), folder=str(path.parent))
    if path.exists() and not os.access(path, os.W_OK):
        raise ExportError("not_overwritten", file=str(path))
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as problem:
        raise cannot_write(path, problem) from problem


def cannot_write(path: Path, problem: OSError | ValueError) -> ExportError:
    """What to raise where a file cannot be written, in one sentence."""
    return ExportError("cannot_write", file=str(path), why=because(problem))
