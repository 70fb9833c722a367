"""Finds and reads exercise files."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coach import paths
from coach.engine import spec_files
from coach.engine.spec import Exercise
from coach.errors import ExerciseFileError

_KIND: Final = spec_files.Kind("exercise", "an", "coach list", ExerciseFileError)


def load(path: Path) -> Exercise:
    """Read one exercise file.

    Raises ExerciseFileError naming the file, the key, what was expected and what was found.
    """
    exercise = spec_files.read(path, _KIND, Exercise)
    spec_files.require_own_name(path, _KIND, exercise)
    return exercise


def files() -> dict[str, Path]:
    """Exercise id to file: the shipped ones, then the user's own, which win over a shipped one of the same name."""
    return spec_files.in_folders(paths.exercises(), paths.user_exercises())


def all_exercises() -> list[Exercise]:
    """Every exercise, shipped and the user's own, by name. Raises ExerciseFileError for a broken one."""
    return [load(path) for path in files().values()]


def find(name: str) -> Exercise:
    """The exercise of that id, or of that file when name is a path to a TOML file.

    Raises ExerciseFileError, with the nearest names, when there is none.
    """
    return load(spec_files.named(name, _KIND, files()))
