"""Exercises and measures, for a notebook."""

from __future__ import annotations

from pathlib import Path

import coach.measures  # noqa: F401 - registers every measure
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.measures import registry
from coach.measures.registry import Measure


def list_exercises() -> list[Exercise]:
    """Every exercise there is, shipped and the user's own, by id.

    Raises ExerciseFileError where one of the files is broken.
    """
    return catalog.all_exercises()


def load_exercise(name: str | Path) -> Exercise:
    """Reads and checks an exercise, as ``coach validate`` does.

    name: an id or a title, as ``coach list`` shows them, or the path of a TOML file.
    Raises ExerciseFileError, which names the file, the key, what was expected and what was found; or, for a name that no
    exercise has, the nearest ones.

    >>> turn = load_exercise("sit-and-rotate")
    >>> turn.title, turn.view, turn.sides, turn.dose.reps
    ('Sit and rotate', 'front', 'alternate', 3)
    >>> turn.with_reps(5).dose.reps
    5
    >>> load_exercise("shoulder-blade-squeeze").views
    ('side', 'diagonal')
    """
    return catalog.find(str(name))


def describe_measures() -> tuple[Measure, ...]:
    """Every measure: its name, unit ("°", "%", "" or " s"), views from which it can be believed, whether it is positive to the
    person's left, and what it can possibly be.

    >>> next(each.unit for each in describe_measures() if each.name == "trunk_lean_deg")
    '°'
    """
    return tuple(registry.require(name) for name in registry.names())
