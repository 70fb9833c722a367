"""The best repetition of the first day beside that of today: kept at the end of a workout, and read for the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from coach.coaching.before_after import FirstAndBest, OverWeeks, over_weeks
from coach.errors import Figure
from coach.events import Event
from coach.record.entries import StoredShown
from coach.record.store import open_for_reading, open_for_writing, standard_place
from coach.record.store.shown import keep_shown, shown_of
from coach.values import ExerciseCard, Output, Step


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


class BestKeeper(Output):
    """Keeps the best repetition of each exercise of a replay in somebody's record, as at the end of a workout."""

    def __init__(self, profile: str, at: datetime, report: Callable[[Figure], None]) -> None:
        self._profile = profile
        self._at = at
        self._report = report
        self._kept: dict[str, FirstAndBest] = {}

    def update(self, step: Step) -> None:
        """One pose further."""
        self._of(step.exercise).update(step.pose, step.events)

    def tell(self, card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """What was told at the end."""
        self._of(card).tell(events)

    def close(self) -> None:
        """Writes what was done best; once more does nothing. Raises StoreError where it cannot be kept."""
        kept, self._kept = self._kept, {}
        keep_best(self._profile, self._at, kept.values(), self._report)

    def give_up(self) -> None:
        """Writes nothing."""
        self._kept = {}

    def _of(self, card: ExerciseCard) -> FirstAndBest:
        return self._kept.setdefault(card.id, FirstAndBest(card))


def kept_of(profile: str, at: datetime, report: Callable[[Figure], None]) -> list[StoredShown]:
    """What is kept of a person. Raises StoreError where it cannot be read."""
    with open_for_reading(standard_place(), at, report) as database:
        return shown_of(database, profile)


def compared_over_weeks(kept: Iterable[StoredShown], cards: Mapping[str, ExerciseCard]) -> OverWeeks | None:
    """The one of these exercises in which the most was gained since its first day; None where no two days are kept."""
    stored = list(kept)
    found = (over_weeks(card, [each for each in stored if each.exercise == card.id]) for card in cards.values())
    return max((each for each in found if each is not None), key=lambda each: each.gain, default=None)
