"""The languages the coach can speak: English, and one file for each other, shipped or the user's own.

The words themselves are loaded when they are first asked for: settings only want to know which languages there are.
"""

from __future__ import annotations

import locale
import os
import re
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from coach import paths
from coach.engine.spec_files import Stamp, explain, stamp
from coach.errors import ExerciseFileError, Said, because
from coach.files.bounded_reading import UnfitFile, files_in, is_ordinary, read_toml
from coach.words.renamed import as_called_now

if TYPE_CHECKING:
    from coach.words.wording import Wording

ENGLISH_CODE: Final = "en"

_NAME: Final = re.compile(r'^name *= *"([^"\\]{1,40})"', re.MULTILINE)
_HEAD: Final = 4000
"""So many characters of a file are looked at for its name, which stands before its first table."""

_SINGLE: Final = ("name", "decimal", "plural")
"""What is one text. All else are tables, in which the user's own file adds to the shipped one, or overrides it, by name."""


def files() -> dict[str, list[Path]]:
    """Language code to its files, the shipped one before the user's own. English needs none."""
    found: dict[str, list[Path]] = {ENGLISH_CODE: []}
    for folder in (paths.exercises(), paths.user_exercises()):
        for path in files_in(folder / "lang", ".toml"):
            found.setdefault(path.stem, []).append(path)
    return found


def own_name(code: str) -> str:
    """What a language calls itself; its code where its files do not say. They are not read beyond that: they are long."""
    if code == ENGLISH_CODE:
        return "English"
    for path in reversed(files().get(code, [])):
        if not is_ordinary(path):
            continue
        with suppress(OSError, UnicodeDecodeError), path.open(encoding="utf-8") as file:
            named = _NAME.search(file.read(_HEAD).split("\n[", 1)[0])
            if named is not None:
                return named[1]
    return code


def of_system() -> str:
    """The language of the computer's user where there is a file for it, else English."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    if not named and sys.platform == "win32":
        named = _of_windows()
    code = re.split(r"[_.@-]", named, maxsplit=1)[0].casefold()
    return code if code in files() else ENGLISH_CODE


def _of_windows() -> str:
    import ctypes

    return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")  # type: ignore[attr-defined,unused-ignore]


def shipped_wording(code: str) -> Wording:
    """The words of a language as they are shipped, whatever the user's own file of it says; English where none is."""
    path = paths.exercises() / "lang" / f"{code}.toml"
    return _of_files((path, stamp(path))) if re.fullmatch(r"\w+", code) and is_ordinary(path) else _of_files()


def wording(code: str) -> Wording:
    """The words of a language.

    Raises ExerciseFileError when there is no such language, or naming file and key where a file of it is wrong.
    """
    known = files()
    if code not in known:
        raise ExerciseFileError("no_language", code=repr(code), known=", ".join(sorted(known)))
    return _of_files(*((path, stamp(path)) for path in known[code]))


@lru_cache(maxsize=4)
def _of_files(*files: tuple[Path, Stamp]) -> Wording:
    """The words of these files, read once as long as they stay as they are: a command asks for them several times."""
    from coach.words.wording import ENGLISH, Wording

    merged: dict[str, Any] = {}
    for path, _ in files:
        document = _read(path)
        _validated(path, document)
        for table in Wording.model_fields.keys() - set(_SINGLE):
            document[table] = merged.get(table, {}) | document.get(table, {})
        merged |= document
    return Wording.model_validate(merged) if merged else ENGLISH


def _read(path: Path) -> dict[str, Any]:
    try:
        return as_called_now(read_toml(path))
    except OSError as problem:
        raise ExerciseFileError("file_unreadable", file=str(path), why=because(problem)) from problem
    except UnfitFile as problem:
        raise ExerciseFileError("file_unfit", file=str(path), why=problem.said, kind=Said("kind_language")) from None


def _validated(path: Path, document: dict[str, Any]) -> Wording:
    from coach.words.wording import Wording

    try:
        return Wording.model_validate(document)
    except ValidationError as problem:
        raise ExerciseFileError(explain(path, problem)) from None
