"""Files that appear whole or not at all, and the check that they can be written before a run begins."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from coach.errors import ExportError


class WholeFile:
    """A UTF-8 text file that is written beside its place and moved there by ``keep``; before, nothing is at its place.

    Lines end in ``\\n`` on every platform, so that the same run gives the same bytes everywhere.
    Raises ExportError when the file cannot be begun, written or moved.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        try:
            self._handle: TextIO = self._part.open("x", encoding="utf-8", newline="")
        except OSError as problem:
            raise _cannot_write(path, problem) from problem

    def write(self, text: str) -> None:
        """Adds text to the end."""
        try:
            self._handle.write(text)
        except OSError as problem:
            self.discard()
            raise _cannot_write(self.path, problem) from problem

    def keep(self) -> None:
        """Moves the finished file to its place, over an older one."""
        try:
            self._handle.flush()
            os.fsync(self._handle.fileno())
            self._handle.close()
            self._part.replace(self.path)
        except OSError as problem:
            self.discard()
            raise _cannot_write(self.path, problem) from problem

    def discard(self) -> None:
        """Leaves no trace, and an older file as it was."""
        with suppress(OSError):
            self._handle.close()
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Writes a UTF-8 text file whole or not at all. Raises ExportError when it cannot."""
    file = WholeFile(path)
    file.write(text)
    file.keep()


def require_writable(path: Path) -> None:
    """Makes sure, before a run begins, that a file can be written there; changes nothing.

    Raises ExportError when not.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder; name a file inside it to write to.")
    if not path.parent.exists():
        raise ExportError(f"{path} cannot be written, because there is no folder {path.parent}; make it first.")
    if not path.parent.is_dir():
        raise ExportError(f"{path} cannot be written, because {path.parent} is a file and not a folder.")
    if path.exists() and not os.access(path, os.W_OK):
        raise ExportError(f"{path} is there already and may not be overwritten; choose another name.")
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as problem:
        raise _cannot_write(path, problem) from problem


def _cannot_write(path: Path, problem: OSError) -> ExportError:
    why = problem.strerror or str(problem)
    return ExportError(f"{path} cannot be written ({why}); free some space or choose another place.")
