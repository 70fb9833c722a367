"""What has been counted, and which side comes next."""

from __future__ import annotations

from coach.engine.conditions import OTHER
from coach.engine.row import Row
from coach.engine.spec import Exercise
from coach.values import Rep, Side


class Tally:
    """reps: how many count, by side, or "both" without sides. last_side: that of the last one. done: all that was asked."""

    def __init__(self, exercise: Exercise) -> None:
        self._alternates = exercise.sides == "alternate"
        self._asked = exercise.dose.reps
        self._row = Row(exercise.series)
        self.reps: dict[str, int] = {"both": 0} if exercise.sides == "none" else {"left": 0, "right": 0}
        self.last_side: Side | None = None
        self.done = False

    def carry_on(self, earlier: Tally) -> None:
        """Go on where another one of the same exercise stopped."""
        self.reps = dict(earlier.reps)
        self.last_side, self.done = earlier.last_side, earlier.done

    def add(self, rep: Rep) -> list[Rep]:
        """One that is whole; those that count by it."""
        counted = self._row.add(rep)
        for each in counted:
            self.reps[each.side or "both"] += 1
            self.last_side = each.side
        return counted

    def break_row(self) -> None:
        """What comes next does not follow what came before."""
        self._row.clear()

    def done_by_now(self) -> bool:
        """Whether this is the moment at which all that was asked is done."""
        if self.done or any(count < self._asked for count in self.reps.values()):
            return False
        self.done = True
        return True

    @property
    def next_side(self) -> Side | None:
        """The side to do next where sides alternate: the other one while it lacks repetitions, else the same again.

        None before the first, where it does not matter, and once the dose is done.
        """
        if not self._alternates or self.last_side is None or self.done:
            return None
        in_turn: tuple[Side, ...] = (OTHER[self.last_side], self.last_side)
        return next((side for side in in_turn if self.reps[side] < self._asked), None)
