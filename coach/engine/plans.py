"""Reads and writes plan files, and says clearly what is wrong with one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import tomlkit
from pydantic import BaseModel, ValidationError

from coach import paths
from coach.engine import catalog, spec_files
from coach.engine.plan_spec import Plan
from coach.engine.spec import Exercise
from coach.errors import CoachError, PlanFileError, Said
from coach.files.bounded_reading import UnfitFile, is_there, read_toml, toml_of
from coach.files.toml_writing import is_empty, item
from coach.plain import shown

_KIND: Final = spec_files.Kind(Said("kind_plan"), "coach plan show", PlanFileError)

_STORED: Final = Path("plan.toml")
"""What a plan is called in a sentence that lies in the record."""


def load(path: Path) -> Plan:
    """Reads a plan file and checks that all of it can be done here.

    Raises PlanFileError naming the file, the key, what was expected and what was found.
    """
    plan = spec_files.read(path, _KIND, Plan)
    _require_possible(plan, path)
    return plan


def of_text(text: str) -> Plan:
    """A plan that was taken in before, as the record keeps it. Raises PlanFileError where this Coach cannot read it."""
    try:
        return Plan.model_validate(toml_of(text))
    except UnfitFile as problem:
        raise PlanFileError("plan_unreadable", why=problem.said) from None
    except ValidationError as problem:
        raise PlanFileError("plan_unreadable", why=spec_files.explain(_STORED, problem)) from None


def is_plan(path: Path) -> bool:
    """Whether a file is meant as a plan: it asks for exercises."""
    try:
        document = read_toml(path)
    except (OSError, UnfitFile):
        return False
    return "ask" in document and "phase" not in document


def _require_possible(plan: Plan, path: Path) -> None:
    """Raises PlanFileError where an exercise is not to be had or has no hold to ask for, or an id is taken."""
    inside = {exercise.id: exercise for exercise in plan.exercise}
    where = shown(str(path))
    for exercise in plan.exercise:
        if exercise.id in spec_files.in_folders(paths.exercises()):
            raise PlanFileError("plan_id_taken", file=where, exercise=exercise.id)
        own = paths.user_exercises() / f"{exercise.id}.toml"
        if is_there(own) and not _is_same(exercise, own):
            raise PlanFileError("plan_id_own", file=where, exercise=exercise.id, own=str(own))
    for number, ask in enumerate(plan.ask, 1):
        exercise_asked = inside.get(ask.exercise) or _here(ask.exercise)
        if exercise_asked is None:
            raise PlanFileError("plan_no_exercise", file=where, number=number, exercise=ask.exercise)
        if ask.hold_s is not None and not exercise_asked.dose.hold_s:
            raise PlanFileError("plan_no_hold", file=where, number=number, exercise=ask.exercise)


def _is_same(exercise: Exercise, own: Path) -> bool:
    try:
        return catalog.load(own) == exercise
    except CoachError:
        return False


def _here(name: str) -> Exercise | None:
    """An exercise that is here without the plan: one of an older plan goes with that one."""
    path = spec_files.in_folders(paths.exercises(), paths.user_exercises()).get(name)
    if path is None:
        return None
    try:
        return catalog.load(path)
    except CoachError:
        return None


def as_toml(plan: Plan) -> str:
    """The plan as a file."""
    return _document(plan)


def exercise_as_toml(exercise: Exercise) -> str:
    """An exercise as a file of its own."""
    return _document(exercise)


def _document(model: BaseModel) -> str:
    text = tomlkit.document()
    for key, value in model.model_dump(exclude_unset=True).items():
        if not is_empty(value):
            text.add(key, item(value, tables=2 if isinstance(model, Plan) else 1))
    return tomlkit.dumps(text)
