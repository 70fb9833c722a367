"""What a person calls an exercise or a routine: by its id, or by its title in any language, whatever the capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from coach.engine import spec_files
from coach.files.bounded_reading import UnfitFile, files_in, read_toml


def meant(name: str, known: Mapping[str, Path], table: Literal["exercise", "routine"], folders: Iterable[Path]) -> str:
    """The id that a person means by a title, empty where there is none; an id with other capitals or blanks is meant, too.

    known: id to file; table: where language files hold their titles; folders: whose language files are asked.
    """
    wanted = _plain(name)
    return next((each for each, titles in _titles(known, table, folders).items() if wanted in titles), "")


def _titles(known: Mapping[str, Path], table: str, folders: Iterable[Path]) -> dict[str, set[str]]:
    """Id to all it is called: by itself, by its file, and by the file of each language. Broken ones say nothing."""
    found: dict[str, set[str]] = {}
    for each, path in known.items():
        title = _document(path).get("title")
        found[each] = {_plain(each), *([_plain(title)] if isinstance(title, str) else [])}
    for folder in folders:
        for path in files_in(folder / "lang", ".toml"):
            words = _document(path).get(table)
            for each, said in words.items() if isinstance(words, dict) else ():
                if each in found and isinstance(said, dict) and isinstance(said.get("title"), str):
                    found[each].add(_plain(said["title"]))
    return found


def _document(path: Path) -> dict[str, Any]:
    return _document_as_it_is(path, spec_files.stamp(path))


@lru_cache(maxsize=200)
def _document_as_it_is(path: Path, _stamp: spec_files.Stamp) -> dict[str, Any]:
    try:
        return read_toml(path)
    except (OSError, UnfitFile):
        return {}


def _plain(name: str) -> str:
    """Without capitals and with one blank for what stands between words."""
    return " ".join(re.sub(r"[\s_-]+", " ", name.casefold()).split())
