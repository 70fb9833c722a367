"""The commands about safety: the questions, pain, exercises left out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import ProfileOption, now, option_for
from coach.errors import SafetyError
from coach.records import DEFAULT_PROFILE

if TYPE_CHECKING:
    from coach.records import Moment, Screening


def safety(
    again: Annotated[bool, typer.Option("--again", help="Answer the questions anew.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Answer the safety questions, or read again what you answered.

    They are asked once before the first exercise, and again when pain becomes worse. The answers stay on this computer.
    """
    from coach.app import programme
    from coach.outputs.console import warn

    person = programme.load(profile, now(), warn)
    if person.screened is None or again:
        _show_advice(ask(profile))
        return
    from coach.coaching import screening

    typer.echo(f"Answered on {person.screened.answered:%Y-%m-%d}:")
    for question in screening.QUESTIONS:
        if question.id in person.screened.answers:
            typer.echo(f"  {'yes' if person.screened.answers[question.id] else 'no ':3}  {question.text()}")
    why = person.why_screen()
    typer.echo()
    _show_advice(person.screened)
    typer.echo(
        (f"Please answer them anew, because {why}" if why else "Change")
        + f": coach safety --again{option_for(profile)}"
    )


def ask(profile: str) -> Screening:
    """Asks every question and keeps the answers. Raises SafetyError where they end too early; then nothing is kept."""
    from coach.coaching import screening
    from coach.outputs.console import warn
    from coach.outputs.store import diary, open_for_writing, standard_place
    from coach.records import Screening

    typer.echo("A few questions first, so that the exercises do you good. Answer y or n.")
    answers: dict[str, bool] = {}
    try:
        while questions := screening.questions_after(answers):
            answers[questions[0].id] = typer.confirm(questions[0].text(), default=None)
    except typer.Abort:
        typer.echo()  # the error stands on a line of its own, not behind the question
        raise SafetyError(
            "The safety questions were not answered to the end, so nothing was kept; answer them with "
            f"'coach safety{option_for(profile)}'."
        ) from None
    screened = Screening(profile, now(), answers)
    with open_for_writing(standard_place(), screened.answered, warn) as database:
        diary.keep_screening(database, screened)
    return screened


def command_to_answer(profile: str, *, answered: bool) -> str:
    """What to type so that the questions are asked. answered: there are answers, which 'coach safety' alone would show."""
    return f"coach safety{' --again' if answered else ''}{option_for(profile)}"


def require_screening(why: str, profile: str, *, answered: bool) -> None:
    """Asks at a terminal; elsewhere raises SafetyError, which says how to answer.

    why: they must be asked. answered: they were answered once.
    """
    if not sys.stdin.isatty():
        raise SafetyError(
            f"The safety questions come first, because {why}: answer them with "
            f"'{command_to_answer(profile, answered=answered)}', or go on without them with --skip-safety."
        )
    typer.echo(f"The safety questions are due: {why}.")
    _show_advice(ask(profile))


def pain(
    score: Annotated[int, typer.Argument(min=0, max=10, metavar="0-10", help="0 is none, 10 the worst imaginable.")],
    before: Annotated[bool, typer.Option("--before", help="It is how you feel before exercising.")] = False,
    after: Annotated[bool, typer.Option("--after", help="It is how you feel after exercising.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Note how much it hurts, if you like. When it becomes worse, Coach asks the safety questions again."""
    if before and after:
        raise typer.BadParameter("choose one of --before and --after.")
    note_pain(score, "before" if before else "after" if after else "any", profile)


def ask_pain(moment: Moment, profile: str) -> None:
    """Asks at the terminal how much it hurts, and notes it; no answer is an answer, too."""
    question = f"How much does it hurt {moment} exercising, from 0 (not at all) to 10? Enter skips"
    while True:
        try:
            answer = typer.prompt(question, default="", show_default=False).strip()
        except typer.Abort:
            return
        if not answer:
            return
        if answer.isdecimal() and int(answer) <= 10:
            note_pain(int(answer), moment, profile)
            return
        typer.echo(f"It is a whole number from 0 to 10; found {answer!r}.")


def note_pain(score: int, moment: Moment, profile: str) -> None:
    """Keeps a score from 0 to 10 and shows how it went so far; where it became worse, the safety questions come again."""
    from coach.app import programme
    from coach.coaching import screening
    from coach.outputs.console import warn
    from coach.outputs.store import diary, open_for_writing, standard_place
    from coach.records import PainScore

    noted = PainScore(profile, now(), score, moment)
    with open_for_writing(standard_place(), noted.scored, warn) as database:
        diary.log_pain(database, noted)
    person = programme.load(profile, noted.scored, warn)
    same = [f"{each.score}" for each in person.pains if each.moment == moment]
    typer.echo(f"Noted: {score} of 10. So far: {', '.join(same[-7:])}.")
    if screening.worsenings(person.pains)[-1:] != person.pains[-1:]:
        return
    typer.echo("Your pain became worse. Rest, and see a physician if it stays so, keeps growing or is severe.")
    if sys.stdin.isatty():
        _show_advice(ask(profile))
    else:
        answer = command_to_answer(profile, answered=person.screened is not None)
        typer.echo(f"Answer the safety questions before you exercise: {answer}")


def leave_out(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An exercise as 'coach list' names it.")],
    undo: Annotated[bool, typer.Option("--undo", help="Take it back in.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Leave an exercise out for good, because it does not suit you."""
    from coach.engine import catalog
    from coach.outputs.console import warn
    from coach.outputs.store import diary, open_for_writing, standard_place

    exercise = catalog.find(name)
    at = now()
    with open_for_writing(standard_place(), at, warn) as database:
        if not undo:
            diary.leave_out(database, profile, exercise.id, at)
            typer.echo(f"{exercise.title} is left out from now on.")
        elif diary.take_back_in(database, profile, exercise.id):
            typer.echo(f"{exercise.title} is back in.")
        else:
            typer.echo(f"{exercise.title} was not left out.")


def _show_advice(screened: Screening) -> None:
    from coach.coaching import screening
    from coach.engine import catalog

    advice = screening.advice(screened.answers)
    for line in advice.lines:
        typer.echo(line)
    if advice.physician_first:
        return
    for exercise in catalog.all_exercises():
        why = screening.why_excluded(exercise.id, (exercise.position, *exercise.also), screened.answers)
        if why:
            typer.echo(f"  left out: {exercise.title} ({why})")
