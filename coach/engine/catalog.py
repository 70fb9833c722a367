"""Finds and reads exercise files."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from coach import paths
from coach.engine import spec_files
from coach.engine.spec import Exercise
from coach.errors import ExerciseFileError, Figure, Said
from coach.files.reading import UnfitFile, files_in, read_toml

_KIND: Final = spec_files.Kind(Said("kind_exercise"), "coach list", ExerciseFileError)


def load(path: Path) -> Exercise:
    """Read one exercise file.

    Raises ExerciseFileError naming the file, the key, what was expected and what was found.
    """
    return _as_it_is(path, spec_files.stamp(path))


@lru_cache(maxsize=200)
def _as_it_is(path: Path, _stamp: spec_files.Stamp) -> Exercise:
    """Read once as long as the file stays as it is: a command asks for the same ones again and again."""
    exercise = spec_files.read(path, _KIND, Exercise)
    spec_files.require_own_name(path, _KIND, exercise)
    return exercise


def files() -> dict[str, Path]:
    """Exercise id to file: the shipped ones win over those of a plan, and the user's own over both."""
    shipped = spec_files.in_folders(paths.exercises())
    of_plans = spec_files.in_folders(paths.plan_exercises())
    own = spec_files.in_folders(paths.user_exercises())
    return shipped | {name: path for name, path in of_plans.items() if name not in shipped} | own


def all_exercises(report: Callable[[Figure], None] | None = None) -> list[Exercise]:
    """Every exercise, shipped and the user's own, by name; a broken one of the user's own is named to report and left out.

    Raises ExerciseFileError for a broken one that is shipped, and without report for any.
    """
    return spec_files.all_read(files(), (paths.user_exercises(), paths.plan_exercises()), load, report)


def find(name: str) -> Exercise:
    """The exercise of that id or title, whatever its capitals and in any language there is, or of that file when name is a
    path to a TOML file.

    Raises ExerciseFileError, with the nearest names, when there is none.
    """
    known = files()
    if name in known or name.endswith(".toml"):
        return load(spec_files.named(name, _KIND, known))
    return load(spec_files.named(by_title(name) or name, _KIND, known))


def by_title(name: str) -> str:
    """The id that a person means by a title, empty where there is none; an id with other capitals or blanks is meant, too."""
    wanted = _plain(name)
    return next((exercise for exercise, titles in _titles().items() if wanted in titles), "")


def _titles() -> dict[str, set[str]]:
    """Exercise id to all it is called: by itself, by its file, and by the file of each language. Broken ones say nothing."""
    found: dict[str, set[str]] = {}
    for exercise, path in files().items():
        title = _document(path).get("title")
        found[exercise] = {_plain(exercise), *([_plain(title)] if isinstance(title, str) else [])}
    for folder in (paths.exercises(), paths.user_exercises()):
        for path in files_in(folder / "lang", ".toml"):
            words = _document(path).get("exercise")
            for exercise, said in words.items() if isinstance(words, dict) else ():
                if exercise in found and isinstance(said, dict) and isinstance(said.get("title"), str):
                    found[exercise].add(_plain(said["title"]))
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
