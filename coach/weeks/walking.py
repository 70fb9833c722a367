"""What the articles ask of walking, and how the walks so far stand to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from coach.record.entries import Walk
from coach.words.programme import ProgrammePhrases

_ENGLISH: Final = ProgrammePhrases.english()

MINUTES: Final = (20, 30)
"""Minutes a day ("Exercise for Upper Back Pain"; the same are enough of a warm-up, "Upper Back Pain")."""

DAYS_A_WEEK: Final = 5
"""Days a week on which to walk that long ("Exercise for Upper Back Pain")."""

FIRST_WEEK_DAYS: Final = 7
"""Days to walk, each of them, before the upper-back stretches ("Upper Back Pain": for at least a week)."""

MADE_UP_DAYS: Final = 14
"""From so many days walked on the first week is over, too, though days were left out in between (chosen: whoever walks on most
days would else be in it for ever)."""


def minutes_by_day(walks: Iterable[Walk]) -> dict[date, float]:
    """Minutes walked on each of the user's own days."""
    days: dict[date, float] = defaultdict(float)
    for walk in walks:
        days[walk.day] += walk.minutes
    return dict(days)


def first_week_day(walks: Iterable[Walk], today: date) -> int | None:
    """Which day of the first walking week today is: days walked so far, today included, at least 1. None when it is over.

    The week is over with seven days walked, each following the one before ("consistency over quantity"). A day left out
    begins it anew; today is not yet left out. After MADE_UP_DAYS it is over all the same.
    """
    walked = sorted(day for day in minutes_by_day(walks) if day <= today)
    if len(walked) >= MADE_UP_DAYS:
        return None
    run = 0
    last: date | None = None
    for day in walked:
        run = run + 1 if last is not None and day - last == timedelta(days=1) else 1
        last = day
        if run == FIRST_WEEK_DAYS:
            return None
    if last == today:
        return run
    if last == today - timedelta(days=1):
        return run + 1
    return 1


def days_of_week(walks: Iterable[Walk], today: date) -> int:
    """On how many of the last seven days, today among them, as long was walked as is asked."""
    days = minutes_by_day(walks)
    return sum(today - timedelta(days=7) < day <= today and minutes >= MINUTES[0] for day, minutes in days.items())


def lines(walks: Sequence[Walk], today: date, words: ProgrammePhrases = _ENGLISH) -> list[str]:
    """How the walks stand to what is asked, for a person to read; without reproach."""
    days = minutes_by_day(walks)
    least, most = MINUTES
    walked = days.get(today, 0.0)
    week = days_of_week(walks, today)
    first_week = first_week_day(walks, today)
    said = []
    if walked >= least:
        said.append(words.walked_enough.format(minutes=f"{walked:.0f}", least=least, most=most))
    elif walked:
        said.append(words.walked_some.format(minutes=f"{walked:.0f}", more=f"{least - walked:.0f}", least=least))
    elif first_week is not None or week < DAYS_A_WEEK:
        said.append(words.walked_none.format(least=least, most=most))
    said.append(words.walked_week.format(days=week, asked=DAYS_A_WEEK, least=least))
    if first_week is not None:
        said.append(words.first_week.format(day=first_week, days=FIRST_WEEK_DAYS))
    return said
