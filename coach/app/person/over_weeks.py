"""The best repetition of the first day beside that of today: kept at the end of a workout, and read for the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from coach.coaching.before_after import FirstAndBest, OverWeeks, over_weeks
from coach.errors import Figure
from coach.record.entries import StoredShown
from coach.record.store import open_for_reading, open_for_writing, standard_place
from coach.record.store.shown import keep_shown, shown_of
from coach.values import ExerciseCard


def keep_best(profile: str, at: datetime, done: Iterable[FirstAndBest], report: Callable[[Figure], None]) -> None:
    """Keeps the best repetition of each exercise and side, of those that counted. Raises StoreError where it cannot be kept."""
    best = [(kept.card, shown) for kept in done for shown in kept.bests if shown.rep.counted]
    if not best:
        return
    with open_for_writing(standard_place(), at, report) as database, database.writing() as connection:
        for card, shown in best:
            rep = shown.rep
            stored = StoredShown(profile, at, card.id, rep.side, card.gauge_unit, rep.peak, shown.poses)
            keep_shown(connection, stored)


def kept_of(profile: str, at: datetime, report: Callable[[Figure], None]) -> list[StoredShown]:
    """What is kept of a person. Raises StoreError where it cannot be read."""
    with open_for_reading(standard_place(), at, report) as database:
        return shown_of(database, profile)


def compared_over_weeks(kept: Iterable[StoredShown], cards: Mapping[str, ExerciseCard]) -> OverWeeks | None:
    """The one of these exercises in which the most was gained since its first day; None where no two days are kept."""
    stored = list(kept)
    found = (over_weeks(card, [each for each in stored if each.exercise == card.id]) for card in cards.values())
    return max((each for each in found if each is not None), key=lambda each: each.gain, default=None)
