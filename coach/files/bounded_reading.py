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

from coach.errors import Said
from coach.plain import acts, quoted, shown

LARGEST: Final = 1 << 20
"""Bytes of the largest file that is read (chosen: the largest shipped one has 52 000)."""

DEEPEST: Final = 20
"""How many lists and tables may lie in each other (chosen: an exercise file needs four)."""

MOST_DIGITS: Final = 40
"""Digits of the longest whole number (chosen: more than any figure here has)."""

_DOTTED: Final = re.compile(rf"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){{{DEEPEST + 1},}}[\w"'-]""")
"""A key of so many parts: each is a table in the one before, and Python's reader takes the square of their number."""

_MARK: Final = b"\xef\xbb\xbf"
_PLACE: Final = re.compile(r"\s*\(at line (\d+), column (\d+)\)")
_KEY: Final = re.compile(r"^\s*([\w.\"'-]+)\s*=|[{,]\s*([\w-]+)\s*=", re.MULTILINE)
_DIGITS: Final = re.compile(rf"[\d_]{{{MOST_DIGITS + 1},}}|0x[0-9a-fA-F_]{{{MOST_DIGITS + 1},}}")


class UnfitFile(Exception):
    """A file cannot be read as what it should be; said: a clause that fits behind its name and a colon."""

    def __init__(self, said: Said, /) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        from coach.words.problems import ProblemPhrases

        return ProblemPhrases.english().told(self.said)


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """What an ordinary file holds. Raises OSError where it cannot be read, UnfitFile where it is none or too large."""
    with path_opened(path) as file:
        content = file.read(largest + 1)
    if len(content) > largest:
        raise UnfitFile(Said("unfit_large", {"size": largest // 1024}))
    return content


def path_opened(path: Path) -> BinaryIO:
    """An ordinary file, opened for reading bytes; a pipe or a device is not waited for.

    Raises OSError where it cannot be opened, UnfitFile where it is something else.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:
        raise UnfitFile(Said("unfit_name")) from None
    try:
        kind = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(kind):
            raise IsADirectoryError(21, "Is a directory", str(path))
        if not stat.S_ISREG(kind):
            raise UnfitFile(Said("unfit_kind"))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def is_ordinary(path: Path) -> bool:
    """Whether there is an ordinary file of that name, as far as this account may see.

    Unlike pathlib's own questions, which raise where a folder above may not be entered, or a name is too long, these three have
    no answer that ends a command.
    """
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether there is anything of that name, as far as this account may see."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether there is a folder of that name, as far as this account may see."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def files_in(folder: Path, ending: str) -> list[Path]:
    """What ends so in a folder, in the order of the names; nothing where the folder is not there or cannot be looked into."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(ending))
    except (OSError, ValueError):
        return []


def why_closed(folder: Path) -> OSError | None:
    """Why a folder that is there cannot be looked into; None where it can, or is not there."""
    try:
        next(folder.iterdir(), None)
    except FileNotFoundError:
        return None
    except OSError as problem:
        return problem
    return None


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file says, with or without the mark of byte order that Windows' editor writes.

    Raises OSError where it cannot be read, UnfitFile where it is no text, no TOML, or holds what can only be meant badly.
    """
    return toml_of(_decoded(read_bytes(path)))


def toml_of(text: str) -> dict[str, Any]:
    """What a text says as TOML. Raises UnfitFile where it is none, or holds what can only be meant badly."""
    if _DOTTED.search(text):
        raise UnfitFile(Said("unfit_deep", {"levels": DEEPEST}))
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise UnfitFile(_no_toml(str(problem))) from None
    except RecursionError:
        raise UnfitFile(Said("unfit_deep", {"levels": DEEPEST})) from None
    except ValueError:
        raise UnfitFile(_long_number_said(text)) from None
    for trouble in _unfit(document):
        raise UnfitFile(trouble)
    return document


def _decoded(content: bytes) -> str:
    try:
        return content.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError:
        raise UnfitFile(Said("unfit_text")) from None


def _no_toml(why: str) -> Said:
    """What the reader of TOML says, in our words, and where."""
    found = _PLACE.search(why)
    place = Said("toml_line", {"line": found[1], "column": found[2]}) if found else Said("toml_end")
    said = next((said for part, said in _NO_TOML.items() if part in why.casefold()), Said("toml_other"))
    return Said("unfit_toml", {"place": place, "why": said})


_NO_TOML: Final = {
    "expected '='": Said("toml_equals"),
    "invalid value": Said("toml_value"),
    "unterminated": Said("toml_text"),
    "illegal character": Said("toml_text"),
    "string": Said("toml_text"),
    "overwrite": Said("toml_twice"),
    "twice": Said("toml_twice"),
    "duplicate": Said("toml_twice"),
    "mutate": Said("toml_twice"),
    "expected newline": Said("toml_more"),
}
"""By what stands in the words of Python's reader."""


def _long_number_said(text: str) -> Said:
    """Where the number stands that is too long to be read: Python's own words name neither line nor key."""
    found = _DIGITS.search(text)
    if found is None:
        return Said("unfit_value")
    line = text.count("\n", 0, found.start()) + 1
    keys = [match[1] or match[2] for match in _KEY.finditer(text, 0, found.start())]
    if keys:
        return Said("unfit_digits_in", {"key": keys[-1], "digits": len(found[0]), "line": line, "most": MOST_DIGITS})
    return Said("unfit_digits", {"digits": len(found[0]), "line": line, "most": MOST_DIGITS})


def _unfit(document: dict[str, Any]) -> Iterator[Said]:
    """What is wrong with every value that no such file needs. A stack of our own: depth must not be Python's."""
    left: list[tuple[str, Any, int]] = [("", document, 0)]
    while left:
        key, value, depth = left.pop()
        if depth > DEEPEST:
            yield Said("unfit_deep_in", {"key": quoted(key, 80).strip("'"), "levels": DEEPEST})
            return
        if isinstance(value, dict):
            for name, each in value.items():
                if _acts(name):
                    yield Said("unfit_key", {"key": shown(name)})
                left.append((f"{key}.{name}" if key else name, each, depth + 1))
        elif isinstance(value, list):
            left += [(f"{key}.{number}", each, depth + 1) for number, each in enumerate(value)]
        elif isinstance(value, str) and _acts(value):
            yield Said("unfit_acts", {"key": key, "found": quoted(value)})
        elif isinstance(value, int) and abs(value) >= 10**MOST_DIGITS:
            yield Said("unfit_number", {"key": key, "most": MOST_DIGITS})


def _acts(text: str) -> bool:
    """Whether a terminal would obey something in it; lines and columns may be."""
    if text.isprintable():  # nearly all are, and this is told at once: no character that acts is printable
        return False
    return any(acts(letter) and letter not in "\n\t" for letter in text)
