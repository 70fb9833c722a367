"""The three standard streams, whatever became of them: closed before the program began, or gone in its midst.

A run that is to be exported, recorded or stored must not end because nobody reads what it prints any more.
"""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from coach.errors import Figure

if TYPE_CHECKING:
    from coach.words.problems import ProblemPhrases

_words: Callable[[], ProblemPhrases] | None = None
"""In which words facts are told on the terminal; in English where nobody said otherwise."""


def speak(words: Callable[[], ProblemPhrases]) -> None:
    """From here on facts are told in these words. words: asked for them only when there is something to tell."""
    global _words
    _words = words


def told(fact: Figure) -> str:
    """A fact in words; a sentence as it is."""
    if isinstance(fact, str):
        return fact
    from coach.words.problems import ProblemPhrases

    return (_words or ProblemPhrases)().told(fact)


NARROWEST: Final = 20
"""Letters of a line below which nothing is broken (chosen)."""

_BEGINNING: Final = re.compile(r"\s*(?:\[.\] |- |# |\d+\. |\d+[.,]\d s  )?")
"""What stands before the words of a line: blanks, a box, a point, a number, a time."""


def width_of(stream: IO[str]) -> int:
    """How many letters a line holds there, 0 where that is no terminal and nothing is to be broken."""
    try:
        return shutil.get_terminal_size().columns if stream.isatty() else 0
    except (AttributeError, ValueError):  # it is none, or closed
        return 0


def broken(line: str, width: int, hang: int | None = None) -> list[str]:
    """The line in pieces of at most this width; never within a word, nor at the hyphens of an exercise's id.

    hang: how far in all pieces but the first stand; without it, where the words of the line begin.
    """
    if width < NARROWEST or len(line) <= width:
        return [line]
    beginning = _BEGINNING.match(line)
    inwards = hang if hang is not None else beginning.end() if beginning else 0
    if inwards > width // 2:  # too little would be left beside the column before
        inwards = 4
    return textwrap.wrap(line, width, subsequent_indent=" " * inwards, break_long_words=False, break_on_hyphens=False)


_told_once: set[str] | None = None
"""What one command has told of the user's files; None where the program is no command, and may run for days."""


def begin() -> None:
    """A command begins, which has told nothing yet."""
    global _told_once
    _told_once = set()


def is_new(line: str) -> bool:
    """Whether a command tells this for the first time: it may read a file twice, and one that is broken is told once."""
    if _told_once is None:
        return True
    if line in _told_once:
        return False
    _told_once.add(line)
    return True


_STREAMS: Final = ("stdin", "stdout", "stderr")


class Forgiving(io.RawIOBase):
    """A raw stream that swallows what cannot be written, so that whoever prints goes on.

    problem: why something could not be written, None as long as all could.
    """

    def __init__(self, raw: io.RawIOBase, problem: OSError | None = None) -> None:
        self._raw = raw
        self.problem = problem

    def writable(self) -> bool:
        """It can be written to, at least by appearance."""
        return True

    def write(self, data: Any) -> int | None:
        """Writes as much as the stream takes; all of it by appearance once it is gone."""
        if self.problem is None:
            try:
                return self._raw.write(data)
            except BlockingIOError:
                raise
            except (OSError, ValueError) as problem:
                self.problem = problem if isinstance(problem, OSError) else OSError(errno.EBADF, str(problem))
        return len(memoryview(data).cast("B"))

    def fileno(self) -> int:
        """The descriptor behind it."""
        return self._raw.fileno()

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self.problem is None and self._raw.isatty()


def open_streams() -> None:
    """Makes sure that standard input, output and error are there, and that writing to the latter two raises nothing.

    To be called before anything is opened: a file that took the place of a closed descriptor would be written into by
    whoever prints. What the terminal cannot show is printed as question marks.
    """
    closed = [_fill(number) for number in range(len(_STREAMS))]
    for number, name in enumerate(_STREAMS):
        stream = getattr(sys, name)
        if number == 0:
            if stream is None:
                sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - it stays open
        elif closed[number] or stream is None:
            gone = OSError(errno.EBADF, os.strerror(errno.EBADF))
            raw = io.FileIO(number if closed[number] else os.open(os.devnull, os.O_WRONLY), "wb", closefd=False)
            setattr(sys, name, _text(Forgiving(raw, gone), "utf-8", line_by_line=True))
        elif stream is getattr(sys, f"__{name}__") and isinstance(stream, io.TextIOWrapper):
            _make_forgiving(name, stream)


def lost(name: str = "stdout") -> OSError | None:
    """Why something that was printed there got lost, None where all was printed that could be."""
    stream = getattr(sys, name)
    with suppress(OSError, ValueError, AttributeError):
        stream.flush()
    raw = _raw_of(stream)
    return raw.problem if isinstance(raw, Forgiving) else None


def _fill(descriptor: int) -> bool:
    """Whether a descriptor is closed, in whose place nothing is then put that can be harmed."""
    try:
        os.fstat(descriptor)
    except OSError:
        with suppress(OSError):
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
        return True
    return False


def _make_forgiving(name: str, stream: io.TextIOWrapper) -> None:
    raw = _raw_of(stream)
    if not isinstance(raw, io.RawIOBase):
        stream.reconfigure(errors="replace")
        return
    stream.flush()
    setattr(
        sys, name, _text(Forgiving(raw), stream.encoding, line_by_line=stream.line_buffering or stream.write_through)
    )


def _raw_of(stream: Any) -> Any:
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)  # in an unbuffered Python the buffer is none


def _text(raw: Forgiving, encoding: str, *, line_by_line: bool) -> io.TextIOWrapper:
    buffered = io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, encoding=encoding, errors="replace", line_buffering=line_by_line)
