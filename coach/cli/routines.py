"""The command about routines: list them, show one, put one together."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.exercises import PositionChoice, named
from coach.cli.people import ProfileOption, now, spoken, tell, with_id
from coach.errors import SafetyError, WrongUsage
from coach.plain import quoted
from coach.record.default_profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.app.person.programme import Programme
    from coach.engine.routine_spec import Routine
    from coach.words.terminal import TerminalPhrases

_FROM = "Put a new one together from these exercises, in this order: a,b,c."


def routine(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[show] [NAME]", help="The routine to show, or the name of a new one; all when left out."
        ),
    ] = None,
    of: Annotated[str | None, typer.Option("--from", metavar="A,B,C", help=_FROM)] = None,
    title: Annotated[str | None, typer.Option("--title", help="With --from: what it is called.")] = None,
    rest: Annotated[
        float | None,
        typer.Option("--rest", metavar="S", min=0, max=600, help="With --from: seconds between exercises."),
    ] = None,
    march: Annotated[
        bool, typer.Option("--march/--no-march", help="With --from: whether it warms up with marching in place.")
    ] = True,
    replace: Annotated[bool, typer.Option("--replace", help="With --from: in place of one of that name.")] = False,
    position: Annotated[PositionChoice | None, typer.Option(help="Only what can be done in this position.")] = None,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """List the routines, show one, or put one of your own together as a file.

    'coach live --routine NAME' does one.
    """
    from coach.engine import routines
    from coach.outputs.console import warn

    wanted = list(words or ())
    if wanted[:1] == ["show"]:
        del wanted[0]
        if not wanted:
            raise WrongUsage("use_which_routine")
    if len(wanted) > 1:
        raise WrongUsage("use_one_routine", name=quoted(wanted[1]))
    name = wanted[0] if wanted else None
    if of is not None:
        if name is None:
            raise WrongUsage("use_routine_name")
        _put_together(name, of, title, rest, march=march, replace=replace)
    elif title is not None or rest is not None or replace or not march:
        raise WrongUsage("use_with_from")
    elif name is None:
        _list(routines.all_routines(position, warn), profile, position)
    else:
        _show(routines.find(name), profile, position)


def _put_together(name: str, of: str, title: str | None, rest: float | None, *, march: bool, replace: bool) -> None:
    from coach.app.person import own_routines
    from coach.engine import catalog, routines
    from coach.outputs.console import say

    exercises = [catalog.find(each.strip()) for each in of.split(",") if each.strip()]
    called = name.replace("-", " ").capitalize() if title is None else title
    put = own_routines.composed(name, called, exercises, march=march, rest_s=rest)
    path = own_routines.keep(put, replace=replace)
    words = spoken().terminal
    minutes = words.minutes.format(minutes=f"{routines.minutes_of(put):.0f}")
    say(words.routine_written.format(file=path, title=put.title, minutes=minutes))
    tell(words.routine_do.format(command=f"coach live --routine {name}"))


def _list(known: list[Routine], profile: str, position: PositionChoice | None) -> None:
    from coach import paths
    from coach.app.person import programme
    from coach.outputs.console import warn

    at = now()
    person = programme.load(profile, at, warn, spoken())
    wording = spoken()
    words = wording.terminal
    for each in known:
        tell(with_id(wording.routine_title(each), each.id))
        length = _length(person, each, at, position, words)
        tell(f"    {words.routine_line.format(where=_where(each, words), length=length)}")
    tell(f"\n{words.do_a_routine.format(folder=paths.user_routines())}")


def _show(chosen: Routine, profile: str, position: PositionChoice | None) -> None:
    from coach.app.person import programme
    from coach.doses import Stage
    from coach.engine.routine_spec import WARM_UP
    from coach.outputs.console import warn

    at = now()
    person = programme.load(profile, at, warn, spoken())
    wording = spoken()
    words = wording.terminal
    tell(with_id(wording.routine_title(chosen), chosen.id))
    if chosen.about:
        tell(wording.routine_about(chosen))
    tell(words.routine_position.format(where=_where(chosen, words)))
    notes: list[str] = []
    planned = person.plan_routine(chosen, at, position=position, report=notes.append)
    for number, exercise in enumerate(planned.exercises, 1):
        stage = Stage(exercise.dose.reps, exercise.dose.hold_s)
        dose = wording.doses().dose(stage, each_side=exercise.sides != "none", steps=exercise.id == WARM_UP)
        tell(f"{number:3}. {with_id(wording.title(exercise), exercise.id)}: {dose}")
    tell(words.routine_takes.format(minutes=_minutes(planned.minutes, words)))
    for note in notes:
        tell(note)


def _length(
    person: Programme, each: Routine, at: datetime, position: PositionChoice | None, words: TerminalPhrases
) -> str:
    left_out: list[str] = []
    try:
        planned = person.plan_routine(each, at, position=position, report=left_out.append)
    except SafetyError:
        return words.nothing_left
    return words.routine_length.format(count=len(planned.exercises), minutes=_minutes(planned.minutes, words))


def _minutes(minutes: float, words: TerminalPhrases) -> str:
    return words.minutes.format(minutes=max(1, round(minutes)))


def _where(each: Routine, words: TerminalPhrases) -> str:
    """In which positions, and at which times of the day."""
    return "; ".join(
        [", ".join(named(position, words) for position in each.position), *(named(at, words) for at in each.time)]
    )
