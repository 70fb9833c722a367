"""What is said of the days on which nothing counted: how often it was tried, why it did not count, what was warned of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from coach.reasons import FellShort, HeldShort, Reason
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
    said = {
        (words.at_best if several else "{cause}").format(
            cause=wording.reason(reason, of.exercise, english=english)
        ): count
        for reason, count, several in _alike(of.reasons)
    }
    # A warning that also ended a repetition is that repetition's reason already.
    for fault, count in of.warnings.items():
        said.setdefault(whys.get(fault, fault), count)
    causes = "; ".join(
        words.cause_times.format(cause=cause, times=_times(count, wording)) for cause, count in said.items()
    )
    phrase = words.nothing_counted_on if of.attempted else words.nothing_tried_on
    title = titles.get(of.exercise, of.exercise)
    return phrase.format(day=words.date_of(of.day), title=title, attempted=of.attempted, causes=causes)


def _alike(reasons: Mapping[Reason, int]) -> list[tuple[Reason, int, bool]]:
    """Reasons that differ in what was reached alone are one, that of the best: how often, and whether there were several."""
    together: dict[tuple[object, ...], list[tuple[float, Reason, int]]] = {}
    for reason, count in reasons.items():
        match reason:
            case FellShort(reached=reached, target=target, unit=unit):
                together.setdefault((FellShort, target, unit), []).append((reached, reason, count))
            case HeldShort(held_s=held_s, asked_s=asked_s):
                together.setdefault((HeldShort, asked_s), []).append((held_s, reason, count))
            case _:
                together.setdefault((reason,), []).append((0.0, reason, count))
    found = []
    for group in together.values():
        _, best, _ = max(group, key=lambda each: each[0])
        found.append((best, sum(count for _, _, count in group), len(group) > 1))
    return found


def _times(count: int, wording: Wording) -> str:
    return wording.summary.for_count(wording.summary.times, count)
