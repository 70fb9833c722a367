"""What one person does now: the safety questions first, then the exercises or the routine in their doses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coach.cli.people import confirmed, now, spoken, tell

if TYPE_CHECKING:
    from coach.app.person.programme import PlannedRoutine, Programme
    from coach.engine.spec import Exercise
    from coach.weeks.minutes_today import MinutesToday
    from coach.words.wording import Wording

TODAY = "today"
"""What the minutes of today are called where a routine is named."""


def planned_exercises(
    exercises: list[Exercise], profile: str, *, named: bool, position: str | None = None, skip_safety: bool = False
) -> list[Exercise]:
    """What this person does of these exercises and how much. position: only what can be done in it.

    Raises SafetyError where the safety answers are lacking or speak against it.
    """
    fitting = [exercise for exercise in exercises if position in (None, exercise.position, *exercise.also)]
    person = screened(profile, skip_safety=skip_safety)
    return person.plan(fitting, now().date(), named=named, report=tell)


def planned_routine(
    name: str, profile: str, *, position: str | None = None, skip_safety: bool = False
) -> PlannedRoutine | MinutesToday:
    """What this person does of a routine, or of the minutes of today; where a routine goes without a warm-up, that is said,
    and at a terminal asked.

    Raises RoutineFileError where there is none of that name, and SafetyError as above.
    """
    from coach.engine import catalog, routines
    from coach.outputs.console import warn

    own = name in routines.files()
    routine = None if name == TODAY and not own else routines.find(name)
    person, wording = screened(profile, skip_safety=skip_safety), spoken()
    words = wording.programme
    at = now()
    if routine is None:
        fitting = [each for each in catalog.all_exercises(warn) if position in (None, each.position, *each.also)]
        chosen = person.plan_today(fitting, at)
        _say_plan(wording.pages.today, len(chosen.exercises), chosen.minutes, wording)
        return chosen
    march: bool | None = None
    if person.warm_up_need(routine, at) == "ask" and sys.stdin.isatty():
        minutes = wording.figure(routine.warm_up.minutes)
        offered = words.warm_up_offered.format(title=wording.routine_title(routine), minutes=minutes)
        march = confirmed(offered, usual=False)
    plan = person.plan_routine(routine, at, march=march, position=position, report=tell)
    _say_plan(wording.routine_title(routine), len(plan.exercises), max(1, round(plan.minutes)), wording)
    return plan


def _say_plan(title: str, count: int, minutes: int, wording: Wording) -> None:
    pages = wording.pages
    exercises = pages.for_count(pages.exercises_many, count)
    tell(wording.programme.planned.format(title=title, exercises=exercises, minutes=minutes))


def screened(profile: str, *, skip_safety: bool) -> Programme:
    """This person's programme, once the safety questions are answered. Raises SafetyError where they are not."""
    from coach.app.person import programme
    from coach.cli.safety import require_screening
    from coach.outputs.console import warn

    wording = spoken()
    person = programme.load(profile, now(), warn, wording)
    why = person.why_screen()
    if why and not skip_safety:
        require_screening(why, profile, answered=person.screened is not None)
        person = programme.load(profile, now(), warn, wording)
    return person
