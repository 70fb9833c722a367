"""What the front page shows, from what is stored: the minutes of today, the ring, the calendar, the walking week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from coach.app.home.shared import Shared
from coach.outputs.screen.pages.described import Choice, DayMark, Figure, Front
from coach.weeks import today as day
from coach.weeks import walking
from coach.weeks.minutes_today import WARM_UP_MINUTES, MinutesToday

WEEKS_SHOWN: Final = 5
"""How many weeks of the calendar are shown, the present one last (chosen)."""


def front_page(shared: Shared, selected: int) -> Front:
    """The page as it is now."""
    words, today = shared.wording.pages, shared.now().date()
    chosen = shared.minutes_today()
    done = sum(each.exercise.id in chosen.done for each in chosen.chosen)
    return Front(
        title="Coach",
        main=main_choice(shared, chosen),
        figures=figures_of(shared, chosen),
        tiles=_tiles(shared),
        selected=selected,
        done=done,
        of=len(chosen.chosen),
        today=_today_line(shared, len(chosen.chosen)),
        days=calendar(shared, today),
        weekdays=tuple(words.weekdays.split()),
        walk=walk_line(shared, today),
        lead=words.stop_when_hurts,
        hint=words.hint_home,
    )


def main_choice(shared: Shared, chosen: MinutesToday) -> Choice:
    """The large button: what is best to do now."""
    words, person = shared.wording.pages, shared.person
    severe = person.severe_today(shared.now().date())
    if severe is not None:
        said = shared.wording.safety.severe_now.format(score=severe.score)
        return Choice("rest", words.rest_or_walk, said, tone="care")
    if person.physician_first:
        return Choice("safety", words.physician_first, shared.wording.safety.physician_before, tone="care")
    if not chosen.chosen:
        nothing = person.nothing_today(chosen) if chosen.plan else words.nothing_for_today
        return Choice("library", words.choose_one, nothing)
    if not chosen.exercises:
        return Choice("library", words.done_for_today, words.done_note, tone="good")
    count = sum(each.exercise.id not in chosen.done for each in chosen.chosen)
    exercises = words.for_count(words.exercises_many, count)
    if chosen.warm_up is not None:
        note = words.warm_up_then.format(minutes=f"{WARM_UP_MINUTES:.0f}", exercises=exercises)
    else:
        note = words.warm_already.format(exercises=exercises)
    if chosen.plan:
        note = f"{note} {words.as_planned}"
    if person.why_screen():
        note = f"{words.questions_first} {note[:1].upper()}{note[1:]}"
    minutes = words.for_count(words.minutes_for_today, chosen.minutes, minutes=chosen.minutes)
    return Choice("today", minutes, note)


def figures_of(shared: Shared, chosen: MinutesToday) -> tuple[Figure, ...]:
    """What there is to do, as it moves; done ones too, so that the row stays the same all day."""
    return tuple(
        Figure(each.exercise.id, shared.wording.title(each.exercise), each.exercise.id in chosen.done)
        for each in chosen.chosen
    )


def calendar(shared: Shared, today: date) -> tuple[DayMark, ...]:
    """Whole weeks, Monday first, the present one last."""
    exercised = day.exercised(shared.person.all_sessions())
    walked = set(walking.minutes_by_day(shared.person.walks))
    first = today - timedelta(days=today.weekday() + 7 * (WEEKS_SHOWN - 1))
    marks = []
    for number in range(7 * WEEKS_SHOWN):
        on = first + timedelta(days=number)
        if on > today:
            marks.append(DayMark("later"))
        elif on in exercised:
            marks.append(DayMark("done", on == today))
        else:
            marks.append(DayMark("walked" if on in walked else "none", on == today))
    return tuple(marks)


def walk_line(shared: Shared, today: date) -> str:
    """How the walks of the week stand, in a line; empty on a day on which none is asked."""
    words, walks = shared.wording.pages, shared.person.walks
    if shared.person.physician_first or shared.person.severe_today(today) is not None:
        return ""  # rest, or as much as a physician says
    first_week = walking.first_week_day(walks, today)
    if first_week is not None:
        return words.walk_first_week.format(day=first_week, days=walking.FIRST_WEEK_DAYS)
    return words.walk_week.format(days=walking.days_of_week(walks, today), asked=walking.DAYS_A_WEEK)


def _today_line(shared: Shared, count: int) -> str:
    words, person = shared.wording.pages, shared.person
    said = words.today_ring if count else words.no_exercise_today
    run = day.days_in_a_row(person.all_sessions(), person.walks, shared.now().date())
    return f"{said} {words.days_running.format(days=run)}" if run > 1 else said


def _tiles(shared: Shared) -> tuple[Choice, ...]:
    words, person, today = shared.wording.pages, shared.person, shared.now().date()
    pains = [pain for pain in person.pains if pain.scored.date() == today]
    walked = walking.minutes_by_day(person.walks).get(today, 0.0)
    stored = len(day.exercised(person.all_sessions()))
    days = words.for_count(words.days_many, stored)
    questions = words.to_be_answered if person.why_screen() else ""
    return (
        Choice("pain", words.pain, words.pain_today.format(score=pains[-1].score) if pains else words.note_it),
        Choice("walk", words.walk, words.walked_today.format(minutes=f"{walked:.0f}") if walked else words.log_it),
        Choice("library", words.library, words.for_count(words.exercises_many, len(shared.exercises))),
        Choice("history", words.history, days),
        Choice("report", words.report, words.report_note),
        Choice("reminder", words.reminder, words.reminder_note),
        Choice("camera", words.camera, shared.settings.camera),
        Choice("safety", words.safety_questions, questions, tone="care" if questions else "plain"),
        Choice("settings", words.settings),
        Choice("quit", words.quit),
    )
