"""Takes a therapist's plan in and out: it is kept in the record, and the exercises inside it as files beside the user's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from coach import paths
from coach.app.person.plan_answering import held_plans
from coach.engine import catalog, plans, spec_files
from coach.engine.plan_spec import HeldPlan, Plan
from coach.engine.spec import Exercise
from coach.errors import ExportError, Figure, PlanFileError, StoreError, because
from coach.files.writing import write_whole
from coach.record.entries import StoredPlan
from coach.record.store import Database, open_for_reading, open_for_writing, standard_place
from coach.record.store.plans import keep_plan, plans_that_hold, remove_plan

Report = Callable[[Figure], None]


def take_in(plan: Plan, profile: str, now: datetime, report: Report) -> None:
    """Makes a plan that was read the profile's own, in place of the one that held until now.

    Raises PlanFileError where an exercise inside is called as a different one of somebody else's plan, or cannot be written;
    StoreError where the record cannot be.
    """
    with open_for_writing(standard_place(), now, report) as database:
        for stored in plans_that_hold(database):
            if stored.profile != profile:
                _require_other(plan, stored)
        for exercise in plan.exercise:
            _write(exercise)
        try:
            keep_plan(database, StoredPlan(profile, now, None, plans.as_toml(plan)))
        except StoreError:
            tidy(database)
            raise
        tidy(database)


def take_out(profile: str, now: datetime, report: Report) -> bool:
    """Ends the plan that holds, and takes the exercises that came with it away; False where there is none.

    What was done stays in the record. Raises StoreError where it cannot be written.
    """
    with open_for_writing(standard_place(), now, report) as database:
        ended = remove_plan(database, profile, now)
        tidy(database)
    return ended


def tidy(database: Database) -> None:
    """Leaves of the files that came with plans those alone that a plan of somebody still holds."""
    kept: set[str] = set()
    for stored in plans_that_hold(database):
        try:
            kept |= {exercise.id for exercise in plans.of_text(stored.text).exercise}
        except PlanFileError:
            return  # what it holds cannot be told: nothing of it is thrown away
    for name, path in spec_files.in_folders(paths.plan_exercises()).items():
        if name not in kept:
            _unlink(path)


def held_now(profile: str, now: datetime, report: Report) -> HeldPlan | None:
    """The plan that is not taken out, whether it is for this day or not; None, and report is given why, for one that this
    Coach cannot read."""
    with open_for_reading(standard_place(), now, report) as database:
        stored = [each for each in plans_that_hold(database) if each.profile == profile]
    return next(iter(held_plans(stored[-1:], report)), None)


def composed(
    exercises: Sequence[Exercise],
    title: str,
    *,
    by: str = "",
    note: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> Plan:
    """A new plan of these exercises, each in the dose that it has here; what is not shipped goes inside it.

    Raises PlanFileError for a title, date or choice that cannot be.
    """
    shipped = spec_files.in_folders(paths.exercises())
    document: dict[str, Any] = {
        "version": 1,
        "title": title,
        "by": by,
        "note": note,
        "ask": [_asked(exercise) for exercise in exercises],
        "exercise": [
            catalog.find(each.id).model_dump(exclude_unset=True) for each in exercises if each.id not in shipped
        ],
    }
    document |= {key: day for key, day in (("first_day", first_day), ("last_day", last_day)) if day is not None}
    try:
        return Plan.model_validate(document)
    except ValidationError as problem:
        raise PlanFileError("plan_unfit", why=spec_files.explain(Path("plan.toml"), problem)) from None


def _asked(exercise: Exercise) -> dict[str, Any]:
    hold = {"hold_s": exercise.dose.hold_s} if exercise.dose.hold_s else {}
    return {"exercise": exercise.id, "reps": exercise.dose.reps, **hold}


def _require_other(plan: Plan, stored: StoredPlan) -> None:
    """Raises PlanFileError where somebody else's plan holds a different exercise of the same name."""
    try:
        theirs = {exercise.id: exercise for exercise in plans.of_text(stored.text).exercise}
    except PlanFileError:
        return
    for exercise in plan.exercise:
        if theirs.get(exercise.id, exercise) != exercise:
            raise PlanFileError("plan_id_other", exercise=exercise.id)


def _write(exercise: Exercise) -> None:
    folder = paths.plan_exercises()
    path = folder / f"{exercise.id}.toml"
    try:
        paths.make_private_folder(paths.user())
        paths.make_private_folder(folder)
        write_whole(path, plans.exercise_as_toml(exercise))
    except (OSError, ExportError) as problem:
        raise PlanFileError("plan_exercise_unwritten", file=str(path), why=str(problem)) from problem


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as problem:
        raise PlanFileError("plan_exercise_left", file=str(path), why=because(problem)) from problem
