"""What one person does now: the safety questions first, then the exercises or the routine in their doses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from coach.cli.people import now, spoken

if TYPE_CHECKING:
    from coach.app.programme import PlannedRoutine, Programme
    from coach.engine.spec import Exercise


def planned_exercises(
    exercises: list[Exercise], profile: str, *, named: bool, position: str | None = None, skip_safety: bool = False
) -> list[Exercise]:
    """What this person does of these exercises and how much. position: only what can be done in it.

    Raises SafetyError where the safety answers are lacking or speak against it.
    """
    fitting = [exercise for exercise in exercises if position in (None, exercise.position, *exercise.also)]
    person = screened(profile, skip_safety=skip_safety)
    return person.plan(fitting, now().date(), named=named, report=typer.echo)


def planned_routine(
    name: str, profile: str, *, position: str | None = None, skip_safety: bool = False
) -> PlannedRoutine:
    """What this person does of a routine; where it goes without a warm-up, that is said, and at a terminal asked.

    Raises RoutineFileError where there is none of that name, and SafetyError as above.
    """
    from coach.engine import routines

    routine = routines.find(name)
    person = screened(profile, skip_safety=skip_safety)
    at = now()
    march: bool | None = None
    if person.warm_up_need(routine, at) == "ask" and sys.stdin.isatty():
        march = typer.confirm(
            f"{routine.title} goes without a warm-up, and cold muscles can be hurt. March in place for "
            f"{routine.warm_up.minutes:g} min first?",
            default=False,
        )
    plan = person.plan_routine(routine, at, march=march, position=position, report=typer.echo)
    typer.echo(f"{routine.title}: {len(plan.exercises)} exercises, about {max(1, round(plan.minutes))} min.")
    return plan


def screened(profile: str, *, skip_safety: bool) -> Programme:
    """This person's programme, once the safety questions are answered. Raises SafetyError where they are not."""
    from coach.app import programme
    from coach.cli.safety import require_screening
    from coach.outputs.console import warn

    wording = spoken()
    person = programme.load(profile, now(), warn, wording)
    why = person.why_screen()
    if why and not skip_safety:
        require_screening(why, profile, answered=person.screened is not None)
        person = programme.load(profile, now(), warn, wording)
    return person
