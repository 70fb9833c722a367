"""What weeks of sessions come to: a row a day and side. What is real in it and what is noise, `progress` tells."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from coach.record.entries import PainScore, StoredRep, StoredSession
from coach.values import ExerciseCard, Rep
from coach.words.programme import ProgrammePhrases

_ENGLISH: Final = ProgrammePhrases.english()

PAINS_SHOWN: Final = 14
"""How many pain scores are shown in a line (chosen)."""

_OF_DEVIATION: Final = 1.4826
"""A normal distribution's standard deviation for a median absolute deviation of 1."""

_OF_MEDIAN: Final = math.sqrt(math.pi / 2)
"""By how much a median of normal figures is less sure than their mean."""

Period = Callable[[date], date]
"""From a day to the first day of the time that is taken together."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One exercise on one day, one side ("both" where it has none).

    counted of attempted repetitions; range_mean, range_sd, range_best of those counted, where none counted of those tried,
    in the exercise's unit (NaN where none is known, sd also with one alone), of ranges many, error the
    expected error of each, NaN where that is unknown; hold_s and hold_sd of the counted ones'
    holds, NaN without a hold; low_back: share 0..1 of all repetitions in which the movement had shifted to the lower back,
    low_backs how many, NaN and 0 where the exercise does not watch it; cadence: counted repetitions a minute, of both sides
    together, with its standard deviation and from how many intervals, NaN and 0 where no two followed one another.
    """

    day: date
    exercise: str
    side: str
    unit: str
    counted: int
    attempted: int
    range_mean: float
    range_sd: float
    range_best: float
    error: float
    hold_s: float
    hold_sd: float
    low_back: float
    low_backs: int
    cadence: float
    cadence_sd: float
    intervals: int
    ranges: int = 0


def by_day(day: date) -> date:
    """Each day for itself."""
    return day


def by_week(day: date) -> date:
    """The week's Monday."""
    return day - timedelta(days=day.weekday())


def by_month(day: date) -> date:
    """The month's first."""
    return day.replace(day=1)


def rows(
    sessions: Iterable[StoredSession], cards: Mapping[str, ExerciseCard] | None = None, period: Period = by_day
) -> list[DayRow]:
    """One row for each day (or period), exercise and side with a repetition, oldest first.

    cards: exercise id to its card, for the expected error of sessions that were stored without, and for whether the
    exercise watches the lower back; one that is not there is taken to do so.
    """
    known = cards or {}
    groups: dict[tuple[date, str, str], list[tuple[StoredSession, StoredRep]]] = defaultdict(list)
    together: dict[tuple[date, str], list[StoredSession]] = defaultdict(list)
    for session in sessions:
        first = period(session.day)
        together[first, session.exercise].append(session)
        for stored in session.reps:
            groups[first, session.exercise, stored.rep.side or "both"].append((session, stored))
    cadences = {key: _cadence(of_day) for key, of_day in together.items()}
    return [
        _row(key, done, known.get(key[1]), cadences[key[0], key[1]])
        for key, done in sorted(groups.items(), key=lambda group: group[0])
    ]


def pain_lines(pains: Sequence[PainScore], words: ProgrammePhrases = _ENGLISH) -> list[str]:
    """The pain scores of each moment, oldest first, the newest PAINS_SHOWN of them."""
    said = []
    for moment, line in (("before", words.pains_before), ("after", words.pains_after), ("any", words.pains_other)):
        scores = [str(pain.score) for pain in pains if pain.moment == moment]
        if scores:
            earlier = "… " if len(scores) > PAINS_SHOWN else ""
            said.append(line.format(scores=f"{earlier}{', '.join(scores[-PAINS_SHOWN:])}"))
    return said


def _row(
    key: tuple[date, str, str],
    done: Sequence[tuple[StoredSession, StoredRep]],
    card: ExerciseCard | None,
    cadence: tuple[float, float, int],
) -> DayRow:
    counted = [stored.rep for _, stored in done if stored.rep.counted]
    ranges = _peaks(counted) or _peaks([stored.rep for _, stored in done])
    holds = [rep.hold_s for rep in counted] if any(session.hold_asked_s for session, _ in done) else []
    watched = card is None or card.watches_low_back
    low_backs = sum(stored.low_back for _, stored in done) if watched else 0
    errors = [
        error for session in {id(session): session for session, _ in done}.values() for error in _error(session, card)
    ]
    return DayRow(
        day=key[0],
        exercise=key[1],
        side=key[2],
        unit=done[-1][0].unit,
        counted=len(counted),
        attempted=len(done),
        range_mean=fmean(ranges) if ranges else math.nan,
        range_sd=_sd(ranges),
        range_best=max(ranges, default=math.nan),
        error=max(errors, default=math.nan),
        hold_s=fmean(holds) if holds else math.nan,
        hold_sd=_sd(holds),
        low_back=low_backs / len(done) if watched else math.nan,
        low_backs=low_backs,
        cadence=cadence[0],
        cadence_sd=cadence[1],
        intervals=cadence[2],
        ranges=len(ranges),
    )


def by_hand_lines(
    sessions: Iterable[StoredSession], titles: Mapping[str, str], words: ProgrammePhrases = _ENGLISH
) -> list[str]:
    """On how many days each exercise was done without a camera, a line each: nothing else is known of them."""
    days: dict[str, set[date]] = defaultdict(set)
    for session in sessions:
        if session.completed and not session.reps:
            days[session.exercise].add(session.day)
    return [
        words.for_count(words.done_by_hand, len(on), title=titles.get(exercise, exercise))
        for exercise, on in sorted(days.items())
    ]


def _peaks(reps: Iterable[Rep]) -> list[float]:
    return [rep.peak for rep in reps if math.isfinite(rep.peak)]


def _sd(values: Sequence[float]) -> float:
    """As statistics.stdev, which takes ten times as long for exact fractions that figures of one decimal do not need."""
    if len(values) < 2:
        return math.nan
    middle = fmean(values)
    return math.sqrt(math.fsum((value - middle) ** 2 for value in values) / (len(values) - 1))


def _error(session: StoredSession, card: ExerciseCard | None) -> list[float]:
    error = session.error
    if error is None and card is not None and card.gauge_unit == session.unit:
        error = card.gauge_error
    return [] if error is None else [error]


def _cadence(sessions: Iterable[StoredSession]) -> tuple[float, float, int]:
    """Repetitions a minute, their standard deviation, and from how many intervals; medians, so that pauses do not slow it."""
    intervals: list[float] = []
    for session in sessions:
        starts = [stored.rep.start_s for stored in session.reps if stored.rep.counted]
        intervals += [after - before for before, after in pairwise(starts) if after > before]
    if not intervals:
        return math.nan, math.nan, 0
    middle = median(intervals)
    if len(intervals) == 1:
        return 60 / middle, math.nan, 1
    deviation = _OF_DEVIATION * median(abs(interval - middle) for interval in intervals)
    return 60 / middle, _OF_MEDIAN * 60 / middle * deviation / middle, len(intervals)
