"""The commands about the weeks: history, today, dose."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coach.cli.people import ProfileOption, day_of, now, option_for, spoken, tell, with_id
from coach.cli.safety import command_to_answer
from coach.errors import WrongUsage
from coach.record.default_profile import DEFAULT_PROFILE
from coach.terminal import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from coach.app.person.programme import Programme
    from coach.engine.spec import Exercise
    from coach.weeks.today import Due
    from coach.words.wording import Wording


class SideChoice(StrEnum):
    """The sides that can be asked for."""

    LEFT = "left"
    RIGHT = "right"


def history(
    exercise: Annotated[str | None, typer.Option("--exercise", metavar="NAME", help="This exercise alone.")] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From this day on, as 2026-05-03.")
    ] = None,
    side: Annotated[SideChoice | None, typer.Option("--side", help="This side alone.")] = None,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Show what you did day by day, each figure with how sure it is; and which change is more than noise."""
    from coach.app.person import programme
    from coach.app.person.plan_answering import of_earlier_plans
    from coach.cli import history_table
    from coach.engine import catalog
    from coach.outputs.console import warn
    from coach.record.entries import happened
    from coach.record.store import diary, open_for_reading, standard_place
    from coach.record.store.sessions import sessions_of
    from coach.weeks import history as past
    from coach.weeks import nothing_counted, pain_stops
    from coach.weeks.progress import trends
    from coach.weeks.report import Told
    from coach.weeks.report_overview import furthest, key_figures
    from coach.weeks.report_words import ReportWords

    first, wording = day_of(since), spoken()
    exercises = catalog.all_exercises(warn)
    person = programme.load(profile, now(), warn, wording)
    gone = of_earlier_plans(person, exercises)
    if exercise is not None and exercise not in {each.id for each in gone}:
        exercise = catalog.find(exercise).id
    exercises += gone
    cards = {known.id: known.card() for known in exercises}
    titles = {known.id: with_id(wording.title(known), known.id) for known in exercises}
    with open_for_reading(standard_place(), now(), warn) as database:
        sessions = sessions_of(database, profile, exercise=exercise, since=first, curves=False)
        rows = past.rows(sessions, cards)
        walks = diary.walks_of(database, profile, since=first)
        pains = [pain for pain in diary.pain_of(database, profile) if first is None or pain.scored.date() >= first]
        stops = diary.pain_stops_of(database, profile, since=first)
        left_out = diary.left_out_by(database, profile)
    if exercise is None and side is None:
        told = Told(now(), "", cards, (), sessions, pains, stops, walks, since=first)
        report_words = ReportWords(wording, exercises)
        found = trends(rows, titles, wording.report, decimal=wording.decimal)
        for name, value in (*key_figures(told, report_words), *furthest(told, found, report_words)):
            tell(f"{name}: {value}")
        _tell_answers(person, exercises, first)
    shown = [row for row in rows if side is None or row.side == side.value]
    for line in past.pain_lines(pains, wording.programme):
        tell(line)
    hurt = [stop for stop in stops if exercise in (None, stop.exercise)]
    for line in pain_stops.earlier_pain_lines(hurt, left_out, option_for(profile), wording, titles):
        tell(line)
    nothing = nothing_counted.lines(happened(sessions), cards, titles, wording)
    for line in nothing:
        tell(line)
    by_hand = past.by_hand_lines(sessions, titles, wording.programme)
    for line in by_hand:
        tell(line)
    if not shown:
        if not nothing and not by_hand:
            tell(wording.programme.nothing_stored)
        return
    of_them = trends(shown, titles, wording.report, decimal=wording.decimal)
    for line in history_table.lines(shown, of_them, titles, wording, width_of(sys.stdout)):
        tell(line)
    for line in history_table.verdicts(of_them, everything=exercise is not None):
        tell(line)


def _tell_answers(person: Programme, exercises: Sequence[Exercise], since: date | None) -> None:
    """What became of every plan."""
    from coach.app.person.plan_answering import answered
    from coach.weeks.plan_lines import PlanLines
    from coach.weeks.report_words import ReportWords

    lines = PlanLines(ReportWords(person.wording, exercises))
    for plan in answered(person, exercises, now().date(), since):
        heading, said = lines.answered(plan)
        tell(f"{person.wording.plan.plan}: {heading}")
        for line in said:
            tell(f"  {line}")


def today(
    everything: Annotated[
        bool, typer.Option("--all", help="Every exercise and the routines that fit now, too.")
    ] = False,
    done: Annotated[
        list[str] | None,
        typer.Option("--done", metavar="NAME", help="Log an exercise that you did without a camera. Repeatable."),
    ] = None,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Show your minutes of today: the warm-up and a few exercises, what is done of them, and the walking."""
    from coach.app.person import programme
    from coach.engine import catalog, routines
    from coach.outputs.console import warn
    from coach.weeks import pain_stops, walking
    from coach.weeks import today as day

    for name in done or ():
        _log_done(name, profile)
    at, wording = now(), spoken()
    words = wording.programme
    person = programme.load(profile, at, warn, wording)
    why = person.why_screen()
    if why:
        answer = command_to_answer(profile, answered=person.screened is not None)
        tell(words.answer_first.format(command=answer, why=why))
    severe = person.severe_today(at.date())
    if severe is not None:
        tell(wording.safety.severe_now.format(score=severe.score))
    exercises = catalog.all_exercises(warn)
    left_out = {exercise.id for exercise in exercises if person.why_left_out(exercise)}
    sessions = person.all_sessions()
    if len(left_out) == len(exercises):
        tell(wording.safety.physician_before if person.physician_first else words.every_left_out)
    else:
        _show_minutes(person, exercises, at, profile)
    stages = {exercise.id: person.standing(exercise).stage for exercise in exercises}
    times = person.times_on(at.date())
    due = day.due_today(exercises, stages, sessions, at.date(), left_out=left_out, times=times, wording=wording)
    if due and severe is None and person.minutes_today(exercises, at).warm_up is None:
        tell(day.warm_up_line(due, person.walks, at.date(), words))
    if everything:
        for routine in day.fitting_now(routines.all_routines(report=warn), due, sessions, at):
            planned = person.plan_routine(routine, at, report=lambda _: None)
            do = f"coach live --routine {routine.id}{option_for(profile)}"
            title, minutes = wording.routine_title(routine), f"{planned.minutes:.0f}"
            tell(words.now_fits.format(title=title, minutes=minutes, command=do))
        for each in due:
            tell(_due_line(each, wording))
    titles = {exercise.id: with_id(wording.title(exercise), exercise.id) for exercise in exercises}
    for stop in pain_stops.open_stops(person.pain_stops, sessions).values():
        if stop.exercise not in left_out:
            tell(f"{titles.get(stop.exercise, stop.exercise)}: {pain_stops.advice(stop, option_for(profile), wording)}")
    # Who is in severe pain, or must see a physician first, is not told to walk so and so long.
    if severe is None and not person.physician_first:
        for line in walking.lines(person.walks, at.date(), words):
            tell(line)
    run = day.days_in_a_row(sessions, person.walks, at.date())
    if run > 1:
        tell(words.days_in_a_row.format(days=run))
    if not everything:
        tell(words.all_of_today.format(command=f"coach today --all{option_for(profile)}"))


def _log_done(name: str, profile: str) -> None:
    """Logs an exercise with the whole dose that is asked now."""
    from coach.app.person import programme
    from coach.app.person.by_hand import log_by_hand
    from coach.engine import catalog
    from coach.outputs.console import warn

    exercise, wording = catalog.find(name), spoken()
    log_by_hand(profile, programme.load(profile, now(), warn, wording).dosed(exercise), now(), warn)
    tell(wording.programme.logged_by_hand.format(title=with_id(wording.title(exercise), exercise.id)))


def _show_minutes(person: Programme, exercises: Sequence[Exercise], at: datetime, profile: str) -> None:
    """The few minutes of today, with what is done of them."""
    from coach.weeks import minutes_today

    wording = person.wording
    words = wording.programme
    chosen = person.minutes_today(exercises, at)
    if chosen.plan:
        held = person.plan_on(at.date())
        by = held.plan.by if held is not None else ""
        named = wording.plan.by.format(title=chosen.plan, by=by) if by else chosen.plan
        tell(f"{wording.plan.your_plan}: {named}")
    if not chosen.chosen:
        if chosen.plan:
            tell(person.nothing_today(chosen))
        return
    if chosen.exercises:
        command = f"coach live --routine today{option_for(profile)}"
        tell(words.minutes_today.format(minutes=chosen.minutes, command=command))
    else:
        tell(words.today_is_done)
    if chosen.warm_up is not None and chosen.exercises:
        minutes = f"{minutes_today.WARM_UP_MINUTES:.0f}"
        tell(f"[ ] {words.warm_up_line.format(title=wording.title(chosen.warm_up), minutes=minutes)}")
    for each in chosen.chosen:
        mark = "[x]" if each.exercise.id in chosen.done else "[ ]"
        stage = person.standing(each.exercise).stage
        dose = wording.doses().dose(stage, each_side=each.exercise.sides != "none")
        said = words.chosen_line.format(
            title=with_id(wording.title(each.exercise), each.exercise.id),
            dose=dose,
            reason=minutes_today.why(each, words),
        )
        tell(f"{mark} {said}")


def dose(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An exercise as 'coach list' names it.")],
    reps: Annotated[int | None, typer.Option("--reps", min=1, max=200, help="Set the repetitions by hand.")] = None,
    hold: Annotated[float | None, typer.Option("--hold", min=0.5, max=600, help="Set the hold, in seconds.")] = None,
    rule: Annotated[bool, typer.Option("--rule", help="Go back to the rule.")] = False,
    profile: ProfileOption = DEFAULT_PROFILE,
) -> None:
    """Show how much of an exercise is asked of you now and why, or set it by hand; from there the rule goes on."""
    from coach.app.person import programme
    from coach.engine import catalog
    from coach.engine.routine_spec import WARM_UP
    from coach.outputs.console import warn
    from coach.record.entries import DoseWish
    from coach.record.store import diary, open_for_writing, standard_place

    exercise = catalog.find(name)
    if rule and (reps is not None or hold is not None):
        raise WrongUsage(spoken().programme.rule_alone)
    if hold is not None and not exercise.dose.hold_s:
        title = spoken().title(exercise)
        raise WrongUsage("use_bad", option="--hold", why=spoken().programme.has_no_hold.format(title=title))
    at = now()
    wording = spoken()
    words = wording.programme
    standing = programme.load(profile, at, warn, wording).standing(exercise)
    if rule or reps is not None or hold is not None:
        if not rule:
            # Whoever sets one of the two keeps what the other has grown to.
            reps = reps or standing.stage.reps
            hold = hold or standing.stage.hold_s or None
        with open_for_writing(standard_place(), at, warn) as database:
            diary.wish_dose(database, DoseWish(profile, exercise.id, at, reps, hold))
        standing = programme.load(profile, at, warn, wording).standing(exercise)
    doses = wording.doses()
    said = doses.dose(standing.stage, each_side=exercise.sides != "none", steps=exercise.id == WARM_UP)
    tell(words.dose_said.format(title=with_id(wording.title(exercise), exercise.id), dose=said))
    tell(words.why.format(why=doses.why(standing)))
    tell(words.next.format(next=doses.next(standing)))


def _due_line(due: Due, wording: Wording) -> str:
    from coach.engine.routine_spec import WARM_UP

    words = wording.programme
    mark = "[ ]" if due.open else "[x]"
    several = words.times_range if due.asked_most > due.asked else words.times
    times = several.format(done=due.done, asked=due.asked, most=due.asked_most)
    dose = wording.doses().dose(due.stage, each_side=due.each_side, steps=due.exercise == WARM_UP)
    title = with_id(due.title, due.exercise)
    return f"{mark} {words.due_line.format(title=title, dose=dose, position=due.position, times=times)}"
