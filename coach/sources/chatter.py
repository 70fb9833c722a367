"""Keeps what a library logs off the terminal for as long as the library runs, and lets its errors through.

MediaPipe and what it is built on log from C++ straight to file descriptor 2, beside Python's streams, in forms that
change from release to release, and take no level from the environment. So the descriptor itself leads into a pipe while
the library runs, a thread passes on what is an error by its severity, and all else is held back, whatever it says. What
Python itself prints to standard error goes to the terminal as before.
"""

from __future__ import annotations

import io
import os
import re
import sys
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from coach.terminal import Forgiving

ERROR: Final = re.compile(rb"[EF]\d{4}|(?:ERROR|FATAL|CRITICAL)\b", re.IGNORECASE)
"""How a line begins that tells of an error, by severity: absl and glog write one letter and the date, LiteRT, TFLite and
OpenCV's ``[ERROR:0@…]`` a word (brackets before it are skipped)."""

NO_ERROR: Final = re.compile(rb"[IWDV]\d{4}|(?:INFO|WARN(?:ING)?|DEBUG|VERBOSE|TRACE|NOTE)\b", re.IGNORECASE)
"""The same for lines that inform or warn."""

HELD_LINES: Final = 50
"""So many of the last lines without any severity are shown after all when the block fails: they may say why."""

_STANDARD_ERROR: Final = 2
_state = threading.Lock()
_in_use = 0
_filter: _Filter | None = None


class _Filter:
    """Descriptor 2 turned into a pipe, and the thread that reads it."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._held: deque[bytes] = deque(maxlen=HELD_LINES)
        read_end, write_end = os.pipe()
        _flush()
        os.dup2(write_end, _STANDARD_ERROR)
        os.close(write_end)
        self._python = sys.stderr
        self._own = _to_terminal(terminal)
        if self._own is not None:
            sys.stderr = self._own
        self._thread = threading.Thread(target=self._read, args=(read_end,), name="library log", daemon=True)
        self._thread.start()

    def end(self, *, failed: bool) -> None:
        """Give the descriptor back; what was written before is passed on first."""
        _flush()
        if self._own is not None and sys.stderr is self._own:
            sys.stderr = self._python
        os.dup2(self._terminal, _STANDARD_ERROR)
        # A program that was started meanwhile may hold the pipe open: what it writes later is not waited for.
        self._thread.join(timeout=1.0)
        if failed:
            for line in self._held:
                self._write(line)
        if self._own is not None:
            self._own.detach()
        os.close(self._terminal)

    def _read(self, read_end: int) -> None:
        passing = False
        with open(read_end, "rb", closefd=True) as lines:
            for line in lines:
                start = line.lstrip(b"[( ")
                continued = passing and line[:1] in (b" ", b"\t")
                passing = continued or ERROR.match(start) is not None
                if passing:
                    self._write(line)
                elif not NO_ERROR.match(start):
                    self._held.append(line)

    def _write(self, line: bytes) -> None:
        while line:
            try:
                line = line[os.write(self._terminal, line) :]
            except OSError:  # the terminal is gone: nobody is left to be told
                return


@contextmanager
def without_chatter() -> Iterator[None]:
    """Hold back what libraries write to standard error meanwhile, but for errors, which are passed on at once.

    Blocks may overlap, also from several threads. When the first block to fail ends with an exception, the last
    ``HELD_LINES`` other lines follow, since they may say why. A process without standard error goes on without.
    """
    begin()
    failed = True
    try:
        yield
        failed = False
    finally:
        end(failed=failed)


def begin() -> None:
    """Begin to hold back; every call wants one of ``end``."""
    global _in_use, _filter
    with _state:
        _in_use += 1
        if _filter is None:
            try:
                terminal = os.dup(_STANDARD_ERROR)
            except OSError:  # a program without a console has no standard error to protect
                return
            _filter = _Filter(terminal)


def end(*, failed: bool = False) -> None:
    """The last of the calls gives standard error back."""
    global _in_use, _filter
    with _state:
        _in_use -= 1
        if _in_use == 0 and _filter is not None:
            _filter.end(failed=failed)
            _filter = None


def _to_terminal(terminal: int) -> io.TextIOWrapper | None:
    """A stream like Python's own, straight to the terminal; None where Python's own does not use the descriptor."""
    stream = sys.stderr
    try:
        if stream is None or stream.fileno() != _STANDARD_ERROR:
            return None
    except (OSError, ValueError, AttributeError):
        return None
    raw = Forgiving(io.FileIO(terminal, "wb", closefd=False))
    return io.TextIOWrapper(
        io.BufferedWriter(raw), stream.encoding, stream.errors, line_buffering=True, write_through=True
    )


def _flush() -> None:
    if sys.stderr is not None:
        sys.stderr.flush()
