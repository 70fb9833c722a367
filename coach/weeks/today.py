"""What is due today: warm-up first, then each exercise as often as its dose says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from coach.doses import Stage
from coach.engine.routine_spec import WARM_UP as WARM_UP
from coach.engine.routine_spec import Routine, TimeOfDay
from coach.engine.spec import Exercise
from coach.record.entries import StoredSession, Walk
from coach.weeks import walking
from coach.words.programme import ProgrammePhrases
from coach.words.wording import ENGLISH, Wording

_ENGLISH: Final = ProgrammePhrases.english()

MORNING: Final = 4
"""The hour at which the morning begins (chosen)."""

DAY: Final = 11
"""The hour at which the morning is over (chosen)."""

EVENING: Final = 17
"""The hour at which the evening begins, which lasts until the morning (chosen)."""

NO_TIMES: Final[Mapping[str, int]] = {}
"""Without a plan."""

_NIGHT: Final = timedelta(hours=MORNING)
"""By how much the parts of a day are later than its date."""


@dataclass(frozen=True, slots=True)
class Due:
    """One exercise of today. done of asked times; asked_most: where the source gives a range, its upper end.

    each_side: whether the stage's repetitions are asked on each side.
    """

    exercise: str
    title: str
    position: str
    stage: Stage
    done: int
    asked: int
    asked_most: int
    each_side: bool = False

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done < self.asked


def due_today(
    exercises: Iterable[Exercise],
    stages: Mapping[str, Stage],
    sessions: Iterable[StoredSession],
    today: date,
    *,
    left_out: Collection[str] = (),
    times: Mapping[str, int] = NO_TIMES,
    wording: Wording = ENGLISH,
) -> list[Due]:
    """What is asked today and how much of it is done; a session counts once its dose was done. The warm-up comes first.

    times: how often a plan asks for an exercise today, by its id.
    """
    done = Counter(session.exercise for session in sessions if session.day == today and session.completed)
    wanted = [exercise for exercise in exercises if exercise.id not in left_out]
    wanted.sort(key=lambda exercise: exercise.id != WARM_UP)
    return [
        Due(
            exercise.id,
            wording.title(exercise),
            _positions(exercise, wording.programme),
            stages[exercise.id],
            done[exercise.id],
            times.get(exercise.id, exercise.dose.times_per_day),
            times.get(exercise.id, exercise.dose.times_per_day_max or exercise.dose.times_per_day),
            exercise.sides != "none",
        )
        for exercise in wanted
    ]


def _positions(exercise: Exercise, words: ProgrammePhrases) -> str:
    *some, last = [position_name(position, words) for position in (exercise.position, *exercise.also)]
    return words.either.format(first=", ".join(some), second=last) if some else last


def position_name(position: str, words: ProgrammePhrases = _ENGLISH) -> str:
    """What people call a position."""
    name: str = getattr(words, position.replace("-", "_"))
    return name


def warm_up_line(due: Sequence[Due], walks: Iterable[Walk], today: date, words: ProgrammePhrases = _ENGLISH) -> str:
    """Whether the muscles are warm, and how to warm them: cold ones can be hurt ("Stretches for Upper Back Pain Relief")."""
    if any(day == today for day in walking.minutes_by_day(walks)):
        return words.warm_walked
    if any(each.exercise == WARM_UP and each.done for each in due):
        return words.warm_marched
    commands = "'coach walk'"
    if any(each.exercise == WARM_UP for each in due):
        commands = words.either.format(first=commands, second=f"'coach live {WARM_UP}'")
    return words.warm_up_first.format(commands=commands)


def time_of_day(moment: datetime) -> TimeOfDay:
    """What part of the user's own day it is."""
    if MORNING <= moment.hour < DAY:
        return "morning"
    return "day" if DAY <= moment.hour < EVENING else "evening"


def same_part(one: datetime, other: datetime) -> bool:
    """Whether both are the same part of the same day; an evening goes on after midnight."""
    return time_of_day(one) == time_of_day(other) and (one - _NIGHT).date() == (other - _NIGHT).date()


def fitting_now(
    routines: Iterable[Routine], due: Sequence[Due], sessions: Iterable[StoredSession], now: datetime
) -> list[Routine]:
    """The routines that fit this part of the day and hold something still to be done in it.

    Those that are meant for this part go before those that are for any time, which come only where there is no other.
    What was done in this part of the day waits for the next one: "twice a day" is not twice in a row.
    """
    part = time_of_day(now)
    done = {session.exercise for session in sessions if session.completed and same_part(session.started, now)}
    still = {each.exercise for each in due if each.open} - done
    some_left = [routine for routine in routines if any(step.exercise in still for step in routine.step)]
    meant = [routine for routine in some_left if part in routine.time]
    return meant or [routine for routine in some_left if not routine.time]


def exercised(sessions: Iterable[StoredSession]) -> set[date]:
    """The days on which something was done: a repetition was tried, or the dose was done by hand. To have taken a start
    position and gone away is not enough."""
    return {session.day for session in sessions if session.reps or session.completed}


def days_in_a_row(sessions: Iterable[StoredSession], walks: Iterable[Walk], today: date) -> int:
    """How many days up to today, or to yesterday where today is still open, had a session or a walk.

    A day is the user's own, by the date on which something began where they were; several entries make one day. Nothing is
    said of a run that ended: it is there to please, not to press.
    """
    active = exercised(sessions) | set(walking.minutes_by_day(walks))
    newest = today.toordinal() if today in active else today.toordinal() - 1
    run = 0
    while date.fromordinal(newest - run) in active:
        run += 1
    return run
