"""Repetitions of which only several in a row are the exercise, as steps are: one alone is a shift of the weight."""

from __future__ import annotations

from coach.engine.spec import Series
from coach.values import Rep


class Row:
    """Feed it every repetition that is whole, in order. Where one alone is the exercise already, each counts at once."""

    def __init__(self, asked: Series) -> None:
        self._asked = asked
        self._reps: list[Rep] = []

    def clear(self) -> None:
        """What comes next begins a new row."""
        self._reps.clear()

    def add(self, rep: Rep) -> list[Rep]:
        """Those that count by this one: all of the row once it is long enough, then each."""
        if self._asked.reps == 1:
            return [rep]
        if rep.end_s - rep.start_s > self._asked.within_s:
            # One that lasts so long is a shift of the weight.
            self.clear()
            return []
        if self._reps and not self._follows(rep, self._reps[-1]):
            self.clear()
        self._reps.append(rep)
        enough = len(self._reps) - self._asked.reps
        return [] if enough < 0 else list(self._reps) if enough == 0 else [rep]

    def _follows(self, rep: Rep, last: Rep) -> bool:
        """Soon enough, as far, and, as long as it is not plain yet what is done, to the other side.

        Once it is plain, one between two of one side was overlooked.
        """
        lesser, further = sorted((rep.peak, last.peak))
        soon = rep.start_s - last.end_s <= self._asked.within_s
        other_side = rep.side is None or rep.side != last.side or len(self._reps) >= self._asked.reps
        return soon and other_side and lesser >= self._asked.even * further
