"""Figures, days and doses as a report says them, in one language."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from coach.doses import Stage
from coach.engine.routine_spec import WARM_UP
from coach.engine.spec import Exercise
from coach.record.trends import TrendPoint
from coach.values import ExerciseCard, Rep
from coach.weeks.history import DayRow
from coach.weeks.noise import MINUS
from coach.words.wording import ExerciseWords, FaultWords, Wording

UNKNOWN: Final = "–"


class ReportWords:
    """The words of one language, and of the exercises that there are."""

    def __init__(self, wording: Wording, exercises: Sequence[Exercise]) -> None:
        self.wording = wording
        self.phrases = wording.report
        self._exercises = {exercise.id: exercise for exercise in exercises}

    def title(self, exercise: str) -> str:
        """What people call an exercise; its id where its file is gone."""
        known = self._exercises.get(exercise)
        return exercise if known is None else self.wording.title(known)

    def card(self, exercise: str) -> ExerciseCard | None:
        """What is known of an exercise, None where its file is gone."""
        known = self._exercises.get(exercise)
        return None if known is None else known.card()

    def titles(self) -> dict[str, str]:
        """The same of all that there are."""
        return {exercise: self.title(exercise) for exercise in self._exercises}

    def figure(self, value: float, unit: str, places: int = 1) -> str:
        """A figure with its unit, a dash where it is not known."""
        if not math.isfinite(value):
            return UNKNOWN
        return f"{value:.{places}f}".replace("-", MINUS).replace(".", self.wording.decimal) + unit

    def sure(self, point: TrendPoint | None, unit: str, places: int = 1) -> str:
        """A figure with where the true value lies."""
        if point is None:
            return UNKNOWN
        value = self.figure(point.value, unit, places)
        if not math.isfinite(point.low):
            return value
        low, high = (self.figure(end, "", places) for end in (point.low, point.high))
        return self.phrases.sure.format(value=value, low=low, high=high)

    def side(self, side: str) -> str:
        """A side's name; "both" too."""
        return {"left": self.phrases.left, "right": self.phrases.right}.get(side, self.phrases.both)

    def dose_of(self, exercise: str, stage: Stage, *, sides: bool) -> str:
        """How much is asked of an exercise; of marching, steps."""
        return self.wording.doses().dose(stage, each_side=sides, steps=exercise == WARM_UP)

    def outcome(self, rep: Rep) -> str:
        """Whether a repetition counted, and what was wrong with it."""
        if not rep.counted:
            known = self._exercises.get(rep.exercise)
            english = {each.id: each.why for each in known.fault} if known else {}
            reason = UNKNOWN if rep.reason is None else self.wording.reason(rep.reason, rep.exercise, english=english)
            return self.wording.phrases.not_counted.format(reason=reason)
        if not rep.faults:
            return self.phrases.counted
        return self.phrases.counted_but.format(faults=", ".join(self._why(rep.exercise, fault) for fault in rep.faults))

    def counted(self, row: DayRow) -> str:
        """How many of those begun counted, as the coach counts aloud."""
        return self.wording.phrases.count.format(done=row.counted, dose=row.attempted)

    def _why(self, exercise: str, fault: str) -> str:
        words = self.wording.exercise.get(exercise, ExerciseWords()).fault.get(fault, FaultWords())
        known = self._exercises.get(exercise)
        whys = {each.id: each.why for each in known.fault} if known else {}
        return words.why or whys.get(fault, fault)
