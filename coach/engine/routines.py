"""Finds and reads routine files, and says clearly what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from coach import paths
from coach.engine import catalog, spec_files, titles
from coach.engine.routine_spec import STEPS_A_MINUTE, WARM_UP, Routine, RoutineStep, minutes, overridden
from coach.engine.spec import Exercise
from coach.errors import ExerciseFileError, Figure, RoutineFileError, Said, either
from coach.files.bounded_reading import UnfitFile, read_toml
from coach.plain import shown

_KIND: Final = spec_files.Kind(Said("kind_routine"), "coach routine", RoutineFileError)


def load(path: Path) -> Routine:
    """Read one routine file.

    Raises RoutineFileError naming the file, the key, what was expected and what was found, also where an exercise of it
    does not exist, has no hold or cannot be done in the routine's positions.
    """
    routine = spec_files.read(path, _KIND, Routine)
    spec_files.require_own_name(path, _KIND, routine)
    for number, step in enumerate(routine.step):
        _require_fit(path, number, step, routine)
    return routine


def is_routine(path: Path) -> bool:
    """Whether a file is meant as a routine: it has steps and no phases, or lies among routines."""
    try:
        document = read_toml(path)
    except (OSError, UnfitFile):
        return path.parent.name == "routines"
    return "phase" not in document and ("step" in document or path.parent.name == "routines")


def files() -> dict[str, Path]:
    """Routine id to file: the shipped ones, then the user's own, which win over a shipped one of the same name."""
    return spec_files.in_folders(paths.routines(), paths.user_routines())


def all_routines(position: str | None = None, report: Callable[[Figure], None] | None = None) -> list[Routine]:
    """Every routine, shipped and the user's own, by name; with a position those that have something in it. A broken one of
    the user's own is named to report and left out.

    Raises RoutineFileError for a broken one that is shipped, and without report for any.
    """
    known = spec_files.all_read(files(), (paths.user_routines(),), load, report)
    return [routine for routine in known if position in (None, *routine.position)]


def find(name: str) -> Routine:
    """The routine of that id or title, whatever its capitals and in any language there is, or of that file when name is a
    path to a TOML file.

    Raises RoutineFileError, with the nearest names, when there is none.
    """
    known = files()
    if name not in known and not name.endswith(".toml"):
        name = titles.meant(name, known, "routine", (paths.exercises(), paths.user_exercises())) or name
    return load(spec_files.named(name, _KIND, known))


def exercise_of(step: RoutineStep) -> Exercise:
    """The exercise of a step in the dose that the step says, else in that of the exercise file."""
    return overridden(catalog.find(step.exercise), step)


def march(minutes: float) -> Exercise:
    """The warm-up of that length."""
    return catalog.find(WARM_UP).with_reps(round(minutes * STEPS_A_MINUTE))


def minutes_of(routine: Routine) -> float:
    """About how long a routine takes with its warm-up, in the doses of its files."""
    exercises = [exercise_of(step) for step in routine.step]
    warm_up = [march(routine.warm_up.minutes)] if routine.warm_up.kind == "march" else []
    rests = [routine.rest_s] * len(warm_up) + [routine.rest_behind(step) for step in routine.step]
    return minutes([*warm_up, *exercises], rests)


def _require_fit(path: Path, number: int, step: RoutineStep, routine: Routine) -> None:
    where = shown(str(path))
    try:
        exercise = catalog.find(step.exercise)
    except ExerciseFileError as problem:
        raise RoutineFileError("routine_step", file=where, number=number, problem=problem.said) from None
    if step.hold_s is not None and not exercise.dose.hold_s:
        raise RoutineFileError(
            "routine_no_hold", file=where, number=number, exercise=exercise.id, found=f"{step.hold_s:g}"
        )
    possible = (exercise.position, *exercise.also)
    if not set(possible) & set(routine.position):
        raise RoutineFileError(
            "routine_position_wrong",
            file=where,
            number=number,
            expected=either(routine.position),
            exercise=repr(exercise.id),
            found=either(possible),
        )
