"""The repetition that was under way when somebody came into the picture, of which only the end is seen."""

from __future__ import annotations

from math import nan

from coach.engine.attempt import Attempt
from coach.engine.conditions import Readings
from coach.engine.dwells import Dwells
from coach.engine.spec import Exercise
from coach.events import BEGUN_BEFORE, RepAbandoned
from coach.values import Side


class BegunBefore:
    """Follows how far it comes, until the start position is seen. under_way: whether there is one."""

    def __init__(self, exercise: Exercise, readings: Readings, dwells: Dwells, sides: tuple[Side | None, ...]) -> None:
        self._exercise, self._readings, self._dwells, self._sides = exercise, readings, dwells, sides
        self._attempt: Attempt | None = None

    @property
    def under_way(self) -> bool:
        """Whether one has been seen."""
        return self._attempt is not None

    @property
    def side(self) -> Side | None:
        """Its side, None without."""
        return self._attempt.side if self._attempt is not None else None

    @property
    def reached(self) -> bool:
        """Whether it has come as far as is asked."""
        return self._attempt is not None and self._attempt.peak >= self._exercise.gauge.target

    def follow(self) -> None:
        """Go on by one frame."""
        time_s = self._readings.measures.time_s
        firsts = [(order[1], side) for order in self._exercise.orders for side in self._sides]
        for first, side in firsts if self._attempt is None else ():
            if self._dwells.since_s(first, side) is not None:
                self._attempt = Attempt(self._exercise.id, side, time_s)
                break
        if self._attempt is not None:
            value = self._readings.value(self._exercise.gauge.measure, self._attempt.side)
            self._attempt.reach(time_s, value, nan)

    def told(self, time_s: float) -> RepAbandoned:
        """What is to be said of it, once it is over. Only where one is under way."""
        assert self._attempt is not None
        return RepAbandoned(time_s, self._attempt.rep(time_s, BEGUN_BEFORE))

    def forget(self) -> None:
        """It is over."""
        self._attempt = None
