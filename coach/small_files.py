"""The one way to read the small text files that people write or are given: exercises, routines, settings, languages.

A file from elsewhere can be anything: a pipe that never ends, gigabytes, a list nested a hundred thousand deep, a number of
four thousand digits. Whatever it is, reading it ends at once, and what is wrong is said by file and place.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from coach.plain import acts, quoted, shown

LARGEST: Final = 1 << 20
"""Bytes of the largest file that is read (chosen: the largest shipped one has 52 000)."""

DEEPEST: Final = 20
"""How many lists and tables may lie in each other (chosen: an exercise file needs four)."""

MOST_DIGITS: Final = 40
"""Digits of the longest whole number (chosen: more than any figure here has)."""

_MARK: Final = b"\xef\xbb\xbf"
_KEY: Final = re.compile(r"^\s*([\w.\"'-]+)\s*=|[{,]\s*([\w-]+)\s*=", re.MULTILINE)
_DIGITS: Final = re.compile(rf"[\d_]{{{MOST_DIGITS + 1},}}|0x[0-9a-fA-F_]{{{MOST_DIGITS + 1},}}")


class UnfitFile(Exception):
    """A file cannot be read as what it should be; the message is a clause that fits behind its name and a colon."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """What an ordinary file holds. Raises OSError where it cannot be read, UnfitFile where it is none or too large."""
    with path_opened(path) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise UnfitFile(f"is larger than {largest // 1024} kB, which no such file needs")
    return content


def path_opened(path: Path) -> BinaryIO:
    """An ordinary file, opened for reading bytes; a pipe or a device is not waited for.

    Raises OSError where it cannot be opened, UnfitFile where it is something else.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:
        raise UnfitFile("no file can have this name") from None
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(21, "Is a directory", str(path))
        if not stat.S_ISREG(kind):
            raise UnfitFile("is no ordinary file")
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def is_ordinary(path: Path) -> bool:
    """Whether there is an ordinary file of that name."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file says, with or without the mark of byte order that Windows' editor writes.

    Raises OSError where it cannot be read, UnfitFile where it is no text, no TOML, or holds what can only be meant badly.
    """
    return toml_of(_decoded(read_bytes(path)))


def toml_of(text: str) -> dict[str, Any]:
    """What a text says as TOML. Raises UnfitFile where it is none, or holds what can only be meant badly."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise UnfitFile(f"is not valid TOML: {shown(str(problem))}") from None
    except RecursionError:
        raise UnfitFile(f"is nested deeper than {DEEPEST} levels") from None
    except ValueError:
        raise UnfitFile(_long_number_said(text)) from None
    for key, trouble in _unfit(document):
        raise UnfitFile(f"{key}: {trouble}")
    return document


def _decoded(content: bytes) -> str:
    try:
        return content.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError:
        raise UnfitFile("is not text in UTF-8") from None


def _long_number_said(text: str) -> str:
    """Where the number stands that is too long to be read: Python's own words name neither line nor key."""
    found = _DIGITS.search(text)
    if found is None:
        return "holds a value that cannot be read"
    line = text.count("\n", 0, found.start()) + 1
    keys = [match[1] or match[2] for match in _KEY.finditer(text, 0, found.start())]
    of = f"{keys[-1]}: " if keys else ""
    return f"{of}a number of {len(found[0])} digits in line {line}, where {MOST_DIGITS} are the most"


def _unfit(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Key and trouble of every value that no such file needs. A stack of our own: depth must not be Python's."""
    left: list[tuple[str, Any, int]] = [("", document, 0)]
    while left:
        key, value, depth = left.pop()
        if depth > DEEPEST:
            yield quoted(key, 80).strip("'"), f"is nested deeper than {DEEPEST} levels"
            return
        if isinstance(value, dict):
            for name, each in value.items():
                if _acts(name):
                    yield shown(name), "is a key with characters that cannot be shown"
                left.append((f"{key}.{name}" if key else name, each, depth + 1))
        elif isinstance(value, list):
            left += [(f"{key}.{number}", each, depth + 1) for number, each in enumerate(value)]
        elif isinstance(value, str) and _acts(value):
            yield key, f"expected text without characters that a terminal obeys; found {quoted(value)}"
        elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            yield key, f"expected a number of at most {MOST_DIGITS} digits; found a longer one"


def _acts(text: str) -> bool:
    """Whether a terminal would obey something in it; lines and columns may be."""
    if text.isprintable():  # nearly all are, and this is told at once: no character that acts is printable
        return False
    return any(acts(letter) and letter not in "\n\t" for letter in text)
