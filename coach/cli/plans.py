"""The commands about a therapist's plan: take one in, show it, write it, remove it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import ProfileOption, now, spoken, tell
from coach.plain import for_shell
from coach.record.default_profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.engine.plan_spec import Plan
    from coach.engine.spec import Exercise
    from coach.record.entries import PlanAnswers
    from coach.weeks.plan_lines import PlanLines

program = typer.Typer(
    invoke_without_command=True,
    help="A therapist's plan: take one in, show what it asks for and what became of it, write one, remove it.",
)


@program.callback()
def plan(context: typer.Context) -> None:
    """Shows the plan where no other command is named."""
    if context.invoked_subcommand is None:
        show()


@program.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A plan file (*.toml), as a therapist writes it.")],
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Take a plan in: from now on it says what is done each day.

    A plan can ask for exercises and do nothing else; 'coach plan show FILE' shows beforehand what it asks for. Your safety
    answers hold as before, and what hurts waits as before.
    """
    from coach.app.person import plans as keeping
    from coach.app.person import programme
    from coach.engine import plans
    from coach.outputs.console import warn

    at, wording = now(), spoken()
    read = plans.load(file)
    earlier = keeping.held_now(profile, at, warn)
    keeping.take_in(read, profile, at, warn)
    phrases = wording.plan
    tell(phrases.taken_in.format(title=read.title))
    if earlier is not None:
        tell(phrases.in_place_of.format(title=earlier.plan.title))
    exercises = _known(read)
    _tell_asks(read, _lines(exercises))
    person = programme.load(profile, at, warn, wording)
    asked = {ask.exercise for ask in read.ask}
    for exercise in exercises:
        why = person.why_left_out(exercise)
        if exercise.id in asked and why:
            tell(wording.programme.left_out_because.format(title=wording.title(exercise), why=why))


@program.command()
def show(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A plan file to look at; the plan that holds when left out.")
    ] = None,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Show what a plan asks for, and what became of it so far."""
    from coach.app.person import plans as keeping
    from coach.app.person import programme
    from coach.app.person.plan_answering import answered
    from coach.engine import plans
    from coach.outputs.console import warn

    if file is not None:
        read = plans.load(file)
        _tell_asks(read, _lines(_known(read)))
        return
    at, wording = now(), spoken()
    held = keeping.held_now(profile, at, warn)
    if held is None:
        tell(wording.plan.none)
        return
    exercises = _known(held.plan)
    lines = _lines(exercises)
    _tell_asks(held.plan, lines)
    newest = answered(programme.load(profile, at, warn, wording), exercises, at.date())[:1]
    for answers in newest:
        heading, said = lines.answered(answers)
        tell()
        tell(f"{heading}:")
        for line in said:
            tell(f"  {line}")


@program.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The new plan file, as plan.toml.")],
    of: Annotated[
        str | None,
        typer.Option("--from", metavar="A,B,C", help="A new plan of these exercises, each in the dose it has here."),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="With --from: what it is called.")] = "",
    by: Annotated[str, typer.Option("--by", help="With --from: who made it.")] = "",
    note: Annotated[str, typer.Option("--note", help="With --from: a note on one line.")] = "",
    first: Annotated[str | None, typer.Option("--first-day", metavar="DAY", help="With --from: from when on.")] = None,
    last: Annotated[str | None, typer.Option("--last-day", metavar="DAY", help="With --from: until when.")] = None,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Write a plan as a file to give away: the one that holds, or with --from a new one.

    Exercises of your own, also learned ones, go inside the file.
    """
    from coach.app.person import plans as keeping
    from coach.app.person import programme
    from coach.engine import catalog, plans
    from coach.errors import PlanFileError
    from coach.files import writing
    from coach.outputs.console import warn

    at, phrases = now(), spoken().plan
    if of is None:
        if title or by or note or first or last:
            raise PlanFileError("plan_needs_from")
        held = keeping.held_now(profile, at, warn)
        if held is None:
            raise PlanFileError("plan_none")
        made = held.plan
    else:
        person = programme.load(profile, at, warn, spoken())
        exercises = [person.dosed(catalog.find(each.strip())) for each in of.split(",") if each.strip()]
        called = title or phrases.plan
        days = {"first_day": _day(first), "last_day": _day(last)}
        made = keeping.composed(exercises, called, by=by, note=note, **days)
    if output.suffix != ".toml":
        raise PlanFileError("plan_name", file=str(output))
    writing.require_writable(output)
    writing.write_whole(output, plans.as_toml(made))
    tell(phrases.written.format(file=output, title=made.title, command=for_shell(str(output))))
    tell(phrases.private)


@program.command()
def remove(profile: ProfileOption = DEFAULT_PROFILE) -> None:
    """Remove the plan, and the exercises that came with it; what you did under it stays in your record."""
    from coach.app.person import plans as keeping
    from coach.outputs.console import warn

    at, phrases = now(), spoken().plan
    held = keeping.held_now(profile, at, warn)
    ended = keeping.take_out(profile, at, warn)
    if not ended:
        tell(phrases.none)
        return
    tell(phrases.removed.format(title=held.plan.title if held is not None else phrases.plan))


def answers_of(profile: str, since: date | None, *, named: bool) -> list[PlanAnswers]:
    """What became of a profile's plans. named: with the texts in which somebody may be named."""
    from coach.app.person import programme
    from coach.app.person.plan_answering import answered
    from coach.engine import catalog
    from coach.outputs.console import warn

    person = programme.load(profile, now(), warn)
    found = answered(person, catalog.all_exercises(warn), now().date(), since)
    return found if named else [plan.without_names() for plan in found]


def _day(text: str | None) -> date | None:
    from coach.errors import PlanFileError
    from coach.plain import quoted

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise PlanFileError("plan_day", found=quoted(text)) from None


def _known(read: Plan) -> Sequence[Exercise]:
    """The exercises that there are, and those that are in the plan."""
    from coach.engine import catalog
    from coach.outputs.console import warn

    here = catalog.all_exercises(warn)
    known = {exercise.id for exercise in here}
    return [*here, *(exercise for exercise in read.exercise if exercise.id not in known)]


def _lines(exercises: Sequence[Exercise]) -> PlanLines:
    from coach.weeks.plan_lines import PlanLines
    from coach.weeks.report_words import ReportWords

    return PlanLines(ReportWords(spoken(), exercises))


def _tell_asks(read: Plan, lines: PlanLines) -> None:
    for line in lines.head(read):
        tell(line)
    for number, line in enumerate(lines.asks(read), 1):
        tell(f"{number:3}. {line}")
