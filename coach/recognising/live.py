"""Poses in, what somebody is taken to do out, as it happens. Pure.

What is recognised live is known only from what was done so far: the first repetitions of two exercises can be alike. So what
somebody is taken to do may turn out to be something else, and whoever asks is told of that, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

from coach.coaching.session import Known
from coach.engine.spec import Exercise
from coach.recognising.recogniser import APART_S, Candidate, RecognisedSet, Seen, fewest_of, meanwhile
from coach.signals.body import Body
from coach.values import Pose

MORE_BY: Final = 1.25
"""By how much another exercise must explain more of the same time, so that it is taken instead (chosen: no to and fro)."""

Turn = Literal["begins", "instead", "ends"]
"""begins: an exercise is taken up. instead: what was taken for another one is this. ends: nothing of it came any more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody is taken to do. since_s: when its first repetition began. known: its start position, None without."""

    exercise: str
    since_s: float
    known: Known | None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed with a pose. taken: what is done, or was until now where it ends."""

    turn: Turn
    taken: Taken


class LiveRecogniser:
    """Feed it every pose in order. taken: what is done now, None while nothing is known."""

    def __init__(self, exercises: Sequence[Exercise]) -> None:
        self._candidates = {exercise.id: Candidate(exercise) for exercise in exercises}
        self._fed_s = -inf
        self._from_s = -inf
        self._reps = 0
        self.taken: Taken | None = None

    def forget(self, time_s: float) -> None:
        """What was done up to now is over: what comes after is looked at by itself."""
        self._from_s = time_s
        self.taken = None

    def update(self, pose: Pose) -> Change | None:
        """Go on by one pose."""
        if pose.time_s - self._fed_s < APART_S:
            return None
        self._fed_s = pose.time_s
        body = Body.of(pose)
        seen = Seen.of(body)
        for candidate in self._candidates.values():
            candidate.update(pose, body, seen)
        return self._changed(pose.time_s)

    def _changed(self, now_s: float) -> Change | None:
        reps = sum(len(candidate.reps) for candidate in self._candidates.values())
        if reps != self._reps:
            self._reps = reps
            if change := self._look(now_s):
                return change
        taken = self.taken
        if taken is not None and self._is_over(taken, now_s):
            self.forget(now_s)
            return Change("ends", taken)
        return None

    def _look(self, now_s: float) -> Change | None:
        sets = {name: whole for name in self._candidates if (whole := self._under_way(name, now_s)) is not None}
        own = sets.get(self.taken.exercise) if self.taken is not None else None
        if self.taken is None or own is None:
            enough = {name: whole for name, whole in sets.items() if self._is_enough(whole)}
            return self._begin("begins", enough) if enough else None
        instead, after = dict[str, RecognisedSet](), dict[str, RecognisedSet]()
        for name, whole in sets.items():
            if name == self.taken.exercise:
                continue
            within = meanwhile(whole, own, outside=False)
            if within is not None and self._is_enough(within) and within.weight > MORE_BY * own.weight:
                instead[name] = within
            behind = RecognisedSet(name, tuple(rep for rep in whole.reps if rep.start_s >= own.end_s))
            if behind.reps and self._is_enough(behind) and not self._candidates[own.exercise].under_way:
                after[name] = behind
        if instead:
            return self._begin("instead", instead)
        if after:
            self._from_s = own.end_s
            return self._begin("begins", after)
        return None

    def _begin(self, turn: Turn, sets: dict[str, RecognisedSet]) -> Change:
        best = max(sets.values(), key=lambda whole: whole.weight)
        self.taken = Taken(best.exercise, best.start_s, self._candidates[best.exercise].known)
        return Change(turn, self.taken)

    def _under_way(self, name: str, now_s: float) -> RecognisedSet | None:
        """The newest set of an exercise, None where its last repetition is too long ago."""
        sets = [whole for whole in self._candidates[name].sets_so_far(self._from_s) if whole.reps]
        if not sets or now_s - sets[-1].end_s > self._candidates[name].apart_s:
            return None
        return sets[-1]

    def _is_enough(self, whole: RecognisedSet) -> bool:
        return len(whole.counted) >= fewest_of(self._candidates[whole.exercise].exercise)

    def _is_over(self, taken: Taken, now_s: float) -> bool:
        candidate = self._candidates[taken.exercise]
        return not candidate.under_way and self._under_way(taken.exercise, now_s) is None
