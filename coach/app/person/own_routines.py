"""Puts together a routine of the user's own, and keeps it as a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError

from coach import paths
from coach.engine import routines, spec_files
from coach.engine.routine_spec import NAME, WARM_UP, Routine
from coach.engine.spec import Exercise
from coach.errors import ExportError, RoutineFileError
from coach.files.toml_writing import item
from coach.files.writing import write_whole


def composed(
    name: str, title: str, exercises: Sequence[Exercise], *, march: bool = True, rest_s: float | None = None
) -> Routine:
    """A routine of these exercises in this order, in the positions that they need; the march in place is the warm-up.

    name: its id, small letters, digits and dashes. Raises RoutineFileError for a name, title or choice that cannot be.
    """
    if not re.fullmatch(NAME, name):
        raise RoutineFileError("routine_name", found=repr(name))
    if not title.isprintable():
        raise RoutineFileError("routine_title", found=repr(title))
    steps = [{"exercise": exercise.id} for exercise in exercises if exercise.id != WARM_UP]
    if not steps:
        raise RoutineFileError("routine_empty", name=repr(name))
    document: dict[str, Any] = {
        "id": name,
        "title": title,
        "position": _positions(exercises),
        "warm_up": {"kind": "march" if march else "skip"},
        "step": steps,
    }
    try:
        return Routine.model_validate(document if rest_s is None else document | {"rest_s": rest_s})
    except ValidationError as problem:
        raise RoutineFileError(spec_files.explain(Path(f"{name}.toml"), problem)) from None


def keep(routine: Routine, *, replace: bool = False) -> Path:
    """Writes the routine into the user's own folder, whole or not at all; returns where.

    Raises RoutineFileError where there is one of that name already, unless it may be replaced, or where it cannot be written.
    """
    path = paths.user_routines() / f"{routine.id}.toml"
    there = routines.files().get(routine.id)
    if there is not None and not replace:
        raise RoutineFileError("routine_there", name=repr(routine.id), file=str(there))
    try:
        paths.make_private_folder(paths.user())
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, as_toml(routine))
    except (OSError, ExportError) as problem:
        why = problem.said if isinstance(problem, ExportError) else str(problem)
        raise RoutineFileError("routine_unwritten", file=str(path), why=why) from problem
    return path


def as_toml(routine: Routine) -> str:
    """The routine as a file."""
    text = tomlkit.document()
    for key in ("id", "title", "about", "position", "time", "rest_s"):
        text.add(key, item(getattr(routine, key)))
    text.add("warm_up", item({"kind": routine.warm_up.kind, "minutes": routine.warm_up.minutes}, tables=1))
    text.add("step", item([step.model_dump(exclude_none=True) for step in routine.step], tables=1))
    return tomlkit.dumps(text)


def _positions(exercises: Sequence[Exercise]) -> list[str]:
    """The positions needed: an exercise that can be done in several asks for none of its own where one is there already."""
    needed = [exercise.position for exercise in exercises if exercise.id != WARM_UP and not exercise.also]
    for exercise in exercises:
        if exercise.also and not {exercise.position, *exercise.also} & set(needed):
            needed.append(exercise.position)
    return list(dict.fromkeys(needed))
