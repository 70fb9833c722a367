"""What became of a person's plans, from what is stored of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from coach.engine import plans
from coach.engine.plan_spec import HeldPlan
from coach.engine.spec import Exercise
from coach.errors import Figure, PlanFileError
from coach.record.entries import PlanAnswers, StoredPlan
from coach.weeks.plan_answers import answers

if TYPE_CHECKING:
    from coach.app.person.programme import Programme


def held_plans(stored: Sequence[StoredPlan], report: Callable[[Figure], None]) -> tuple[HeldPlan, ...]:
    """Plans as they are stored, read; one that this Coach cannot read is left out, and report is given why."""
    found = []
    for each in stored:
        try:
            found.append(HeldPlan(plans.of_text(each.text), each.imported, each.removed))
        except PlanFileError as problem:
            report(problem.said)
    return tuple(found)


def answered(
    person: Programme, exercises: Sequence[Exercise], today: date, since: date | None = None
) -> list[PlanAnswers]:
    """What became of every plan, the newest first; left out is one that is still to begin, and one that is removed and under
    which nothing was due."""
    left_out = {exercise.id for exercise in exercises if person.why_left_out(exercise)}
    found = []
    for held in reversed(person.plans):
        if held.plan.first_day is not None and held.plan.first_day > today:
            continue
        known = {exercise.id: exercise for exercise in (*held.plan.exercise, *exercises)}
        said = answers(held, known.get, person.all_sessions(), person.pain_stops, today, since=since, left_out=left_out)
        if held.removed is None or any(each.asked or each.beside for each in said.answers):
            found.append(said)
    return found


def of_earlier_plans(person: Programme, exercises: Sequence[Exercise]) -> list[Exercise]:
    """The exercises that came with a plan and went with it: what was done of them is still told by their titles."""
    known = {exercise.id for exercise in exercises}
    gone = {each.id: each for held in person.plans for each in held.plan.exercise if each.id not in known}
    return list(gone.values())
