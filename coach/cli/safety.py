"""The commands about safety: the questions, pain, exercises left out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import ProfileOption, now, option_for, spoken, tell, with_id
from coach.errors import SafetyError, WrongUsage
from coach.record.default_profile import DEFAULT_PROFILE
from coach.terminal import broken, width_of

if TYPE_CHECKING:
    from coach.record.entries import Moment, Screening
    from coach.words.safety import SafetyPhrases
    from coach.words.wording import Wording


def safety(
    again: Annotated[bool, typer.Option("--again", help="Answer the questions anew.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Answer the safety questions, or read again what you answered.

    They are asked once before the first exercise, and again when pain becomes worse. The answers stay on this computer.
    """
    from coach.app.person import programme
    from coach.outputs.console import warn

    wording = spoken()
    words = wording.safety
    person = programme.load(profile, now(), warn, wording)
    if person.screened is None or again:
        _show_advice(ask(profile, wording), wording)
        return
    from coach.weeks import screening

    tell(words.answered_on.format(day=words.date_of(person.screened.answered)))
    widest = max(len(words.yes), len(words.no))
    for question in screening.QUESTIONS:
        if question.id in person.screened.answers:
            answer = words.yes if person.screened.answers[question.id] else words.no
            tell(f"  {answer:{widest}}  {question.text(words)}", hang=widest + 4)
    why = person.why_screen()
    tell()
    _show_advice(person.screened, wording)
    command = f"coach safety --again{option_for(profile)}"
    tell(words.again_because.format(why=why, command=command) if why else words.change.format(command=command))


def ask(profile: str, wording: Wording) -> Screening:
    """Asks every question and keeps the answers; where one does not fit the pain noted today, that is asked about.

    Raises SafetyError where they end too early; then nothing is kept.
    """
    from coach.app.person import programme
    from coach.outputs.console import warn
    from coach.record.entries import Screening
    from coach.record.store import diary, open_for_writing, standard_place
    from coach.weeks import screening

    words = wording.safety
    pains = programme.load(profile, now(), warn, wording).pains
    tell(words.first)
    tell(words.first_keys.format(yes=words.yes[0], no=words.no[0]))
    answers: dict[str, bool] = {}
    try:
        while questions := screening.questions_after(answers):
            answers[questions[0].id] = _answer(questions[0].text(words), words)
            doubt = screening.contradiction(answers, pains, now().date(), words)
            if questions[0].id == "severe" and doubt:
                answers["severe"] = _answer(doubt, words)
    except typer.Abort:
        tell()  # the error stands on a line of its own, not behind the question
        raise SafetyError(words.not_to_the_end.format(command=f"coach safety{option_for(profile)}")) from None
    screened = Screening(profile, now(), answers)
    with open_for_writing(standard_place(), screened.answered, warn) as database:
        diary.keep_screening(database, screened)
    return screened


def _answer(question: str, words: SafetyPhrases) -> bool:
    """Asks until the answer is yes or no, in the language that is set or in English."""
    answers = {"y": True, "yes": True, "n": False, "no": False}
    for said, meant in ((words.no.casefold(), False), (words.yes.casefold(), True)):
        answers |= {said: meant, said[0]: meant}
    while True:
        asked = "\n".join(broken(f"{question} [{words.yes[0]}/{words.no[0]}]", width_of(sys.stdout) - 2))
        said = typer.prompt(asked).strip().casefold()
        if said in answers:
            return answers[said]


def command_to_answer(profile: str, *, answered: bool) -> str:
    """What to type so that the questions are asked. answered: there are answers, which 'coach safety' alone would show."""
    return f"coach safety{' --again' if answered else ''}{option_for(profile)}"


def require_screening(why: str, profile: str, *, answered: bool) -> None:
    """Asks at a terminal; elsewhere raises SafetyError, which says how to answer.

    why: they must be asked. answered: they were answered once.
    """
    if not sys.stdin.isatty():
        command = command_to_answer(profile, answered=answered)
        raise SafetyError(spoken().safety.come_first.format(why=why, command=command))
    wording = spoken()
    tell(wording.safety.due.format(why=why))
    _show_advice(ask(profile, wording), wording)


def pain(
    score: Annotated[int, typer.Argument(min=0, max=10, metavar="0-10", help="0 is none, 10 the worst imaginable.")],
    before: Annotated[bool, typer.Option("--before", help="It is how you feel before exercising.")] = False,
    after: Annotated[bool, typer.Option("--after", help="It is how you feel after exercising.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Note how much it hurts, if you like. When it becomes worse, Coach asks the safety questions again."""
    if before and after:
        raise WrongUsage(spoken().safety.one_moment)
    note_pain(score, "before" if before else "after" if after else "any", profile)


def ask_pain(moment: Moment, profile: str) -> None:
    """Asks at the terminal how much it hurts, and notes it; no answer is an answer, too."""
    words = spoken().safety
    question = words.pain_before if moment == "before" else words.pain_after
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
        tell(words.pain_number.format(answer=repr(answer)))


def note_pain(score: int, moment: Moment, profile: str) -> None:
    """Keeps a score from 0 to 10 and shows how it went so far; where it became worse, the safety questions come again."""
    from coach.app.person import programme
    from coach.outputs.console import warn
    from coach.record.entries import PainScore
    from coach.record.store import diary, open_for_writing, standard_place

    wording = spoken()
    noted = PainScore(profile, now(), score, moment)
    with open_for_writing(standard_place(), noted.scored, warn) as database:
        diary.log_pain(database, noted)
    person = programme.load(profile, noted.scored, warn, wording)
    same = [f"{each.score}" for each in person.pains if each.moment == moment]
    tell(wording.safety.pain_noted.format(score=score, scores=", ".join(same[-7:])))
    severe = person.severe_today(noted.scored.date())
    if severe is not None:
        tell(wording.safety.severe_now.format(score=severe.score))
    elif person.pain_worse_now:
        tell(wording.safety.pain_advice)
    if not person.why_screen() or (severe is None and not person.pain_worse_now):
        return
    if sys.stdin.isatty():
        _show_advice(ask(profile, wording), wording)
    else:
        answer = command_to_answer(profile, answered=person.screened is not None)
        tell(wording.safety.answer_before.format(command=answer))


def leave_out(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An exercise as 'coach list' names it.")],
    undo: Annotated[bool, typer.Option("--undo", help="Take it back in.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Leave an exercise out for good, because it does not suit you."""
    from coach.engine import catalog
    from coach.outputs.console import warn
    from coach.record.store import diary, open_for_writing, standard_place

    exercise = catalog.find(name)
    at, wording = now(), spoken()
    words, title = wording.programme, with_id(wording.title(exercise), exercise.id)
    with open_for_writing(standard_place(), at, warn) as database:
        if not undo:
            diary.leave_out(database, profile, exercise.id, at)
            tell(words.now_left_out.format(title=title))
        elif diary.take_back_in(database, profile, exercise.id):
            tell(words.now_back_in.format(title=title))
        else:
            tell(words.was_not_left_out.format(title=title))


def _show_advice(screened: Screening, wording: Wording) -> None:
    from coach.app.person import programme
    from coach.engine import catalog
    from coach.outputs.console import warn
    from coach.weeks import screening

    severe = programme.load(screened.profile, now(), warn, wording).severe_today(now().date())
    advice = screening.advice(screened.answers, wording.safety, severe)
    for line in advice.lines:
        tell(line)
    if advice.physician_first:
        return
    for exercise in catalog.all_exercises(warn):
        positions = (exercise.position, *exercise.also)
        why = screening.why_excluded(exercise.id, positions, screened.answers, wording.safety)
        if why:
            tell(f"  {wording.safety.left_out.format(title=wording.title(exercise), why=why)}")
