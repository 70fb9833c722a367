"""The commands about exercises: list, show, validate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import spoken, tell, with_id
from coach.record.trends import plus_minus

if TYPE_CHECKING:
    from coach.engine.spec import Exercise
    from coach.words.terminal import TerminalPhrases
    from coach.words.wording import Wording


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

    wording = spoken()
    words = wording.terminal
    known = [exercise for exercise in catalog.all_exercises(warn) if position in (None, *_positions(exercise))]
    for exercise in known:
        where = words.seen_from.format(positions=_named(exercise, words), place=seen_from(exercise, words))
        tell(with_id(wording.title(exercise), exercise.id))
        tell(f"    {words.where_and_dose.format(where=where, dose=_dose(exercise, wording))}")
    tell(f"\n{words.own_exercises.format(folder=paths.user_exercises())}")


def show(name: Annotated[str, typer.Argument(metavar="NAME", help="An exercise as 'coach list' names it.")]) -> None:
    """Show how an exercise is done, how much of it, and what the coach watches for."""
    from coach.engine import catalog
    from coach.words.wording import ExerciseWords, FaultWords

    exercise, wording = catalog.find(name), spoken()
    words, card = wording.terminal, wording.card(exercise)
    own = wording.exercise.get(exercise.id, ExerciseWords()).fault
    whys = {fault.id: own.get(fault.id, FaultWords()).why or fault.why for fault in exercise.fault}
    tell(with_id(card.title, exercise.id))
    tell(words.source.format(article=exercise.source))
    tell(words.position.format(positions=_named(exercise, words), place=seen_from(exercise, words)))
    tell(wording.camera(exercise))
    for other in exercise.other_view:
        faults = "; ".join(whys[fault] for fault in other.unwatched)
        said = words.also_seen_without if faults else words.also_seen_from
        tell(said.format(place=_place(other.view, words), faults=faults))
    tell(words.dose.format(dose=_dose(exercise, wording)))
    _points(words.how, card.instructions)
    _points(words.counts, (_target(exercise, words), _trust(exercise, wording)))
    _points(words.watches, tuple(f"{whys[fault]} → {cue}" for fault, cue in card.fault_cues.items()))
    _points(words.care, wording.safety_of(exercise))


def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exercise, routine or plan file (*.toml).")],
) -> None:
    """Check an exercise, routine or plan file: keys, measures, thresholds, exercises."""
    from coach.engine import catalog, plans, routines
    from coach.outputs.console import say

    wording = spoken()
    words = wording.terminal
    if plans.is_plan(file):
        plan = plans.load(file)
        said = wording.plan.is_valid
        say(said.format(file=file, title=plan.title, count=len(plan.ask), inside=len(plan.exercise)))
        return
    if routines.is_routine(file):
        routine = routines.load(file)
        minutes = words.minutes.format(minutes=f"{routines.minutes_of(routine):.0f}")
        count = len(routine.step)
        say(words.valid_routine.format(file=file, title=routine.title, count=count, minutes=minutes))
        return
    exercise = catalog.load(file)
    dose, phases = _dose(exercise, wording), len(exercise.phase)
    say(words.valid_exercise.format(file=file, title=exercise.title, phases=phases, dose=dose))


def seen_from(exercise: Exercise, words: TerminalPhrases) -> str:
    """Where the camera stands, in words."""
    return _place(exercise.view, words)


def _place(view: str, words: TerminalPhrases) -> str:
    places = {
        "front": words.in_front,
        "side": words.at_your_side,
        "feet-end": words.at_your_feet,
        "diagonal": words.between,
    }
    return places[view]


def _positions(exercise: Exercise) -> tuple[str, ...]:
    return (exercise.position, *exercise.also)


def _named(exercise: Exercise, words: TerminalPhrases) -> str:
    from coach.words.reasons import together

    return together((named(position, words) for position in _positions(exercise)), words.or_)


def named(name: str, words: TerminalPhrases) -> str:
    """A position or a time of day."""
    return str(getattr(words, name.replace("-", "_")))


def _dose(exercise: Exercise, wording: Wording) -> str:
    from coach.engine.routine_spec import WARM_UP

    dose, words = exercise.dose, wording.terminal
    if exercise.id == WARM_UP:
        return wording.programme.dose_steps.format(reps=dose.reps) + "."
    said = words.for_count(words.repetitions, dose.reps, reps=dose.reps)
    if len(dose.progression) > 1:
        steps = ", ".join(str(reps) for reps in dose.progression if reps > dose.reps)
        said = words.later.format(dose=said, steps=steps)
    if exercise.sides != "none":
        said = words.each_side.format(dose=said)
    if dose.hold_s:
        said = words.held.format(dose=said, seconds=_range(dose.hold_s, dose.hold_max_s, words))
    if (dose.times_per_day_max or dose.times_per_day) > 1:
        said = words.a_day.format(dose=said, times=_range(dose.times_per_day, dose.times_per_day_max, words))
    return said + "."


def _range(least: float, most: float | None, words: TerminalPhrases) -> str:
    return f"{least:g}" if most is None else words.range.format(least=f"{least:g}", most=f"{most:g}")


def _target(exercise: Exercise, words: TerminalPhrases) -> str:
    card = exercise.card()
    measure = card.gauge.rsplit("_", 1)[0].replace("_", " ").replace("{side}", words.of_the_side)
    target = f"{card.gauge_target:g}{card.gauge_unit}"
    if card.hold_s:
        return words.target_held.format(measure=measure, target=target, seconds=f"{card.hold_s:g}")
    return words.target.format(measure=measure, target=target)


def _trust(exercise: Exercise, wording: Wording) -> str:
    card, words = exercise.card(), wording.terminal
    if card.gauge_error is None:
        return words.unmeasured
    likely = f"{plus_minus(card.gauge_error):.0f}{card.gauge_unit}"
    return words.off_by.format(likely=likely, mean=f"{wording.figure(card.gauge_error, '.1f')}{card.gauge_unit}")


def _points(heading: str, points: tuple[str, ...]) -> None:
    if points:
        tell(f"\n{heading}:")
    for point in points:
        tell(f"  - {point}")
