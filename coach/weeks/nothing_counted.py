"""What is said of the days on which nothing counted: how often it was tried, why it did not count, what was warned of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from coach.record.entries import ExerciseDay
from coach.values import ExerciseCard
from coach.words.wording import ENGLISH, ExerciseWords, FaultWords, Wording

SHOWN: Final = 14
"""How many such days are told, the newest (chosen: two weeks of one exercise)."""


def lines(
    days: Iterable[ExerciseDay],
    cards: Mapping[str, ExerciseCard],
    titles: Mapping[str, str],
    wording: Wording = ENGLISH,
) -> list[str]:
    """A line for each of the newest such days, oldest first. cards, titles: by the exercise's id."""
    nothing = [each for each in days if not each.counted and (each.attempted or each.warnings)]
    return [_line(each, cards, titles, wording) for each in nothing[-SHOWN:]]


def _line(of: ExerciseDay, cards: Mapping[str, ExerciseCard], titles: Mapping[str, str], wording: Wording) -> str:
    words = wording.programme
    card = cards.get(of.exercise)
    english = {} if card is None else dict(card.faults)
    own = wording.exercise.get(of.exercise, ExerciseWords()).fault
    whys = {fault: own.get(fault, FaultWords()).why or why for fault, why in english.items()}
    said = {wording.reason(reason, of.exercise, english=english): count for reason, count in of.reasons.items()}
    # A warning that also ended a repetition is that repetition's reason already.
    for fault, count in of.warnings.items():
        said.setdefault(whys.get(fault, fault), count)
    causes = "; ".join(
        words.cause_times.format(cause=cause, times=_times(count, wording)) for cause, count in said.items()
    )
    phrase = words.nothing_counted_on if of.attempted else words.nothing_tried_on
    title = titles.get(of.exercise, of.exercise)
    return phrase.format(day=of.day, title=title, attempted=of.attempted, causes=causes)


def _times(count: int, wording: Wording) -> str:
    return wording.summary.for_count(wording.summary.times, count)
