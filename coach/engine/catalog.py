"""Finds and reads exercise files, and says clearly what is wrong with one."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

from pydantic import ValidationError

from coach import paths
from coach.engine.spec import Exercise
from coach.errors import ExerciseFileError


def load(path: Path) -> Exercise:
    """Read one exercise file.

    Raises ExerciseFileError naming the file, the key, what was expected and what was found.
    """
    if not path.exists():
        raise ExerciseFileError(f"{path}: there is no such exercise file; 'coach list' shows the exercises.")
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except IsADirectoryError:
        raise ExerciseFileError(f"{path}: this is a folder; name one exercise file (*.toml) in it.") from None
    except OSError as error:
        raise ExerciseFileError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise ExerciseFileError(f"{path}: is not text in UTF-8; an exercise file is a TOML text file.") from None
    except tomllib.TOMLDecodeError as error:
        raise ExerciseFileError(f"{path}: is not valid TOML: {error}.") from None
    try:
        exercise = Exercise.model_validate(document)
    except ValidationError as error:
        raise ExerciseFileError(explain(path, error)) from None
    if exercise.id != path.stem:
        raise ExerciseFileError(f"{path}: id: expected {path.stem!r}, the file's own name; found {exercise.id!r}.")
    return exercise


def explain(path: Path, error: ValidationError) -> str:
    """What is wrong with a file from a person, in one sentence: file, key, expected, found."""
    problems = []
    for item in error.errors():
        key = ".".join(str(part) for part in item["loc"]) or "the whole file"
        if item["type"] == "extra_forbidden":
            problems.append(f"{key}: unknown key; check its spelling")
        elif item["type"] == "missing":
            problems.append(f"{key}: is missing")
        elif item["type"] == "value_error":
            problems.append(f"{key}: {item['ctx']['error']}")
        else:
            problems.append(f"{key}: expected {_expected(item['msg'])}; found {item['input']!r}")
    return f"{path}: " + "; ".join(problems) + "."


def _expected(message: str) -> str:
    for opening in ("Input should be ", "String should ", "Value should "):
        if message.startswith(opening):
            return message.removeprefix(opening)
    return message


def files() -> dict[str, Path]:
    """Exercise id to file: the shipped ones, then the user's own, which win over a shipped one of the same name."""
    found = {path.stem: path for path in sorted(paths.exercises().glob("*.toml"))}
    own = paths.user_exercises()
    if own.is_dir():
        found |= {path.stem: path for path in sorted(own.glob("*.toml"))}
    return found


def all_exercises() -> list[Exercise]:
    """Every exercise, shipped and the user's own, by name. Raises ExerciseFileError for a broken one."""
    return [load(path) for path in files().values()]


def find(name: str) -> Exercise:
    """The exercise of that id, or of that file when name is a path to a TOML file.

    Raises ExerciseFileError, with the nearest names, when there is none.
    """
    if name.endswith(".toml"):
        return load(Path(name))
    known = files()
    if name in known:
        return load(known[name])
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    suggestion = f"did you mean {' or '.join(near)}?" if near else "'coach list' shows them all."
    raise ExerciseFileError(f"There is no exercise {name!r}; {suggestion}")
