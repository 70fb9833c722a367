"""Other people's text made harmless: names, titles and reasons that come from files, as a terminal, a shell or a spreadsheet
takes them."""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from typing import Final

LONGEST: Final = 200
"""Characters of a value that a sentence quotes (chosen: two or three lines)."""

_ACTS: Final = ("Cc", "Cs", "Zl", "Zp")
"""Categories of characters that a terminal obeys instead of showing them, and halves of characters that it cannot show."""

_TURNS: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows, by which a text can look like another one."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet reads as a formula (OWASP, "CSV Injection")."""

_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def acts(character: str) -> bool:
    """Whether a terminal would do something else with the character than show it."""
    return unicodedata.category(character) in _ACTS or character in _TURNS


def shown(text: str, *, in_lines: bool = False) -> str:
    """The text as it can be shown anywhere: what would act is written as an escape, as in ``\\x1b``; else as it is.

    in_lines: leave the ends of lines as they are, in what is ours to break.
    """
    if text.isprintable():
        return text
    return "".join(
        _escaped(character) if acts(character) and not (in_lines and character == "\n") else character
        for character in text
    )


def quoted(value: object, longest: int = LONGEST) -> str:
    """A value that a sentence quotes, however large, deep or strange it is: cut, and without anything that acts."""
    try:
        said = repr(value[: longest + 1]) if isinstance(value, str) else repr(value)
    except (ValueError, RecursionError):
        # A number of thousands of digits, or a list in a list in a list.
        return "a number too long to be shown" if isinstance(value, int) else "something too large to be shown"
    said = shown(said)
    return said if len(said) <= longest else f"{said[:longest]}…"


def for_shell(text: str) -> str:
    """A word of a command that somebody may paste into their shell: it stays one word and runs nothing."""
    if re.fullmatch(r"[\w.-]+", text) and not text.startswith("-"):
        return text
    if re.fullmatch(r"[\w ,.]+", text):
        # Double quotes are what every platform's shell takes.
        return f'"{text}"'
    if os.name == "nt":
        # PowerShell takes everything between single quotes as it is.
        return "'" + text.replace("'", "''") + "'"
    return shlex.quote(text)


def cell(text: str) -> str:
    """A text for a table that may be opened in a spreadsheet: an apostrophe before what would be read as a formula."""
    if not text.startswith(_FORMULA) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def _escaped(character: str) -> str:
    code = ord(character)
    # A byte of a file name that is no UTF-8 reaches Python as such a half of a character.
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
