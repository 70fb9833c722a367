"""The first and the best repetition of an exercise, as poses: what a person sees of what they did. No pictures are kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from coach.events import Event, RepAbandoned, RepCompleted
from coach.record.entries import StoredShown
from coach.values import ExerciseCard, Pose, Rep

POSES_MOST: Final = 60
"""How many poses of a repetition are kept, evenly (chosen: four seconds at fifteen a second)."""

_WAITING_MOST: Final = 3000
"""How many poses wait for their repetition to end (chosen: longer than any)."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One repetition to be shown: how it went, from its beginning to its end."""

    rep: Rep
    poses: tuple[Pose, ...]


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """The first repetition of today and the best one, of one exercise."""

    card: ExerciseCard
    first: Shown
    best: Shown

    @property
    def gain(self) -> float:
        """By how much the best came further than the first, as a share of the target."""
        return (self.best.rep.peak - self.first.rep.peak) / max(1e-6, self.card.gauge_target)


class FirstAndBest:
    """Keeps them while an exercise is under way. Times must not go back."""

    def __init__(self, card: ExerciseCard) -> None:
        self._card = card
        self._waiting: deque[Pose] = deque(maxlen=_WAITING_MOST)
        self._first: dict[str | None, Shown] = {}
        self._best: dict[str | None, Shown] = {}

    @property
    def card(self) -> ExerciseCard:
        """Of which exercise."""
        return self._card

    @property
    def bests(self) -> tuple[Shown, ...]:
        """The best repetition of each side."""
        return tuple(self._best.values())

    def update(self, pose: Pose, events: Iterable[Event]) -> None:
        """One pose further, with what happened in it."""
        if pose.found:
            self._waiting.append(pose)
        self.tell(events)

    def tell(self, events: Iterable[Event]) -> None:
        """What happened, where it belongs to no pose."""
        for event in events:
            if isinstance(event, RepCompleted | RepAbandoned) and isfinite(event.rep.peak):
                self._end(event.rep)

    def _end(self, rep: Rep) -> None:
        poses = [pose for pose in self._waiting if rep.start_s <= pose.time_s <= rep.end_s]
        # Those behind it wait on: several repetitions may be told at once.
        while self._waiting and self._waiting[0].time_s <= rep.end_s:
            self._waiting.popleft()
        if len(poses) < 2:
            return
        shown = Shown(rep, thinned(poses))
        self._first.setdefault(rep.side, shown)
        best = self._best.get(rep.side)
        if best is None or _worth(rep) > _worth(best.rep):
            self._best[rep.side] = shown

    @property
    def pair(self) -> BeforeAfter | None:
        """Both of the side on which most was gained, where the best is another one than the first and came as far at least.

        A first one that did not count may have come further: called "best", less than that would be read as a mistake.
        """
        pairs = (BeforeAfter(self._card, first, self._best[side]) for side, first in self._first.items())
        return most_gained(pair for pair in pairs if pair.first is not pair.best and pair.gain >= 0)


@dataclass(frozen=True, slots=True)
class OverWeeks:
    """The best repetition of an exercise's first day and of its newest."""

    card: ExerciseCard
    first: StoredShown
    newest: StoredShown

    @property
    def gain(self) -> float:
        """By how much the newest came further than the first, as a share of the target."""
        return (self.newest.peak - self.first.peak) / max(1e-6, self.card.gauge_target)


def over_weeks(card: ExerciseCard, kept: Sequence[StoredShown]) -> OverWeeks | None:
    """Of the side on which most was gained between two days; None where only one day is kept, or it is measured otherwise now.

    kept: of that exercise, in the order in which it was done.
    """
    found = []
    for side in dict.fromkeys(each.side for each in kept):
        of_side = [each for each in kept if each.side == side and each.unit == card.gauge_unit and each.poses]
        if len(of_side) > 1 and of_side[0].day < of_side[-1].day:
            found.append(OverWeeks(card, of_side[0], of_side[-1]))
    return max(found, key=lambda each: each.gain, default=None)


def most_gained(pairs: Iterable[BeforeAfter | None]) -> BeforeAfter | None:
    """That in which the best repetition came furthest beyond the first; None where there is none."""
    known = [pair for pair in pairs if pair is not None]
    return max(known, key=lambda pair: pair.gain, default=None)


def thinned(poses: Sequence[Pose]) -> tuple[Pose, ...]:
    """At most POSES_MOST of these, evenly, the first and the last among them."""
    if len(poses) <= POSES_MOST:
        return tuple(poses)
    step = (len(poses) - 1) / (POSES_MOST - 1)
    return tuple(poses[round(number * step)] for number in range(POSES_MOST))


def _worth(rep: Rep) -> tuple[bool, bool, float]:
    """What counts is better than what does not, what is clean better than what has a fault, then what came further."""
    return rep.counted, not rep.faults, rep.peak
