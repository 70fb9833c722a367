"""The commands about exercises: list, show, validate."""

from __future__ import annotations

import textwrap
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.trends import plus_minus

if TYPE_CHECKING:
    from coach.engine.spec import Exercise


class PositionChoice(StrEnum):
    """What a list can be narrowed to."""

    STANDING = "standing"
    SEATED = "seated"
    LYING = "lying"
    ALL_FOURS = "all-fours"


def list_all(
    position: Annotated[
        PositionChoice | None, typer.Option(help="Only the exercises that can be done in this position.")
    ] = None,
) -> None:
    """List the exercises there are, shipped and your own: position, camera, dose."""
    from coach import paths
    from coach.engine import catalog
    from coach.outputs.console import warn

    known = [exercise for exercise in catalog.all_exercises(warn) if position in (None, *_positions(exercise))]
    widest = max((len(exercise.id) for exercise in known), default=0)
    for exercise in known:
        where = f"{' or '.join(_positions(exercise))}, camera {_seen_from(exercise)}"
        typer.echo(f"{exercise.id:{widest}}  {where:42}  {_dose(exercise)}")
    typer.echo(f"\nYour own exercise files go into {paths.user_exercises()}.")


def show(name: Annotated[str, typer.Argument(metavar="NAME", help="An exercise as 'coach list' names it.")]) -> None:
    """Show how an exercise is done, how much of it, and what the coach watches for."""
    from coach.engine import catalog

    exercise = catalog.find(name)
    typer.echo(f"{exercise.title}  ({exercise.id})")
    typer.echo(f"From: {exercise.source}")
    typer.echo(f"Position: {' or '.join(_positions(exercise))}. Camera {_seen_from(exercise)}.")
    typer.echo(_wrapped(exercise.camera))
    typer.echo(f"Dose: {_dose(exercise)}")
    _points("How", exercise.instructions)
    _points("It counts", (_target(exercise), _trust(exercise)))
    _points("It watches for, and says", tuple(f"{fault.why} → {fault.cue}" for fault in exercise.fault))
    _points("Take care", exercise.safety)


def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exercise or routine file (*.toml).")],
) -> None:
    """Check an exercise or routine file of your own: keys, measures, thresholds, exercises."""
    from coach.engine import catalog, routines

    if routines.is_routine(file):
        routine = routines.load(file)
        typer.echo(
            f"{file} is a valid routine: {routine.title}, {len(routine.step)} exercises, "
            f"about {routines.minutes_of(routine):.0f} min."
        )
        return
    exercise = catalog.load(file)
    typer.echo(f"{file} is a valid exercise: {exercise.title}, {len(exercise.phase)} phases, {_dose(exercise)}")


def _seen_from(exercise: Exercise) -> str:
    return {"front": "in front of you", "side": "at your side", "feet-end": "at your feet"}[exercise.view]


def _positions(exercise: Exercise) -> tuple[str, ...]:
    return (exercise.position, *exercise.also)


def _dose(exercise: Exercise) -> str:
    dose = exercise.dose
    words = f"{dose.reps} repetition{'s' if dose.reps > 1 else ''}"
    if len(dose.progression) > 1:
        words += f" (later {', '.join(str(reps) for reps in dose.progression if reps > dose.reps)})"
    if exercise.sides != "none":
        words += " on each side"
    if dose.hold_s:
        words += f", held {_range(dose.hold_s, dose.hold_max_s)} s"
    if (dose.times_per_day_max or dose.times_per_day) > 1:
        words += f", {_range(dose.times_per_day, dose.times_per_day_max)} times a day"
    return words + "."


def _range(least: float, most: float | None) -> str:
    return f"{least:g}" if most is None else f"{least:g} to {most:g}"


def _target(exercise: Exercise) -> str:
    card = exercise.card()
    measure = card.gauge.rsplit("_", 1)[0].replace("_", " ").replace("{side}", "of the side that moves")
    held = f", held for {card.hold_s:g} s" if card.hold_s else ""
    return f"{measure} of {card.gauge_target:g}{card.gauge_unit}{held}, from your own start position and back to it."


def _trust(exercise: Exercise) -> str:
    card = exercise.card()
    if card.gauge_error is None:
        return "How far off this figure is has not been measured: trust its change more than its size."
    return (
        f"This figure is ± {plus_minus(card.gauge_error):.0f}{card.gauge_unit}: there the true value lies, 95 % likely, by "
        f"its mean error of {card.gauge_error:.1f}{card.gauge_unit} on rendered people while they moved."
    )


def _points(heading: str, points: tuple[str, ...]) -> None:
    if points:
        typer.echo(f"\n{heading}:")
    for point in points:
        typer.echo(_wrapped(point, "  - "))


def _wrapped(text: str, first: str = "") -> str:
    return textwrap.fill(text, 100, initial_indent=first, subsequent_indent=" " * len(first))
