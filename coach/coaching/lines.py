"""Finds the words for what is to be said in one exercise, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coach.engine.spec import Exercise
from coach.reasons import DoubtKind, Reason
from coach.values import CuePriority, Side
from coach.words.reasons import together
from coach.words.wording import ExerciseWords, FaultWords, Wording

Line = tuple[str, CuePriority]


class Lines:
    """The words of one exercise."""

    def __init__(self, exercise: Exercise, wording: Wording) -> None:
        self._exercise = exercise
        self._wording = wording
        self._words = wording.exercise.get(exercise.id, ExerciseWords())
        self._faults = {fault.id: fault for fault in exercise.fault}
        self.phrases = wording.phrases

    @property
    def dose(self) -> int:
        """Repetitions asked for, per side where there are sides."""
        return self._exercise.dose.reps

    def instruction(self) -> str:
        """How the exercise begins."""
        return next(iter(self._words.instructions or self._exercise.instructions))

    def at(self, moment: str) -> Line | None:
        """The exercise's own line for a moment, if it has one."""
        for cue in self._exercise.cue:
            if cue.at == moment:
                return self._words.cue.get(moment, cue.text), cue.priority
        return None

    def correction(self, fault: str) -> str:
        """What to do about a fault."""
        return self._fault(fault).cue or self._faults[fault].cue

    def praise(self, fault: str) -> str | None:
        """What went well when a fault is gone, None where its file does not say."""
        return self._fault(fault).praise or self._faults[fault].praise

    def turn(self, view: str) -> str:
        """How to stand to the camera."""
        ways = {
            "front": self.phrases.turn_to_the_camera,
            "side": self.phrases.turn_sideways,
            "feet-end": self.phrases.camera_at_the_feet,
        }
        return ways[view]

    def unseen(self, missing: Iterable[str]) -> str:
        """That parts of the body cannot be seen."""
        return self.phrases.unseen.format(parts=self._named(missing))

    def unwatched(self, hidden: Iterable[str], *, low_back: bool) -> str:
        """That warnings are off, and how to get them back."""
        placing = self._wording.placing
        line = placing.low_back_off if low_back else placing.warning_off
        return line.format(parts=self._named(tuple(hidden)[:1]))

    def doubted(self, kind: DoubtKind, turn: Side | None) -> str:
        """Why nothing is counted although somebody is seen, and what to do."""
        placing = self._wording.placing
        if kind == "turned":
            return {"left": placing.turned_left, "right": placing.turned_right, None: placing.turned_lying}[turn]
        return placing.doubt_dark if kind == "dark" else placing.doubt_coarse

    def now(self, side: Side) -> str:
        """Which side is next."""
        return self.phrases.now_left if side == "left" else self.phrases.now_right

    def count(self, side: Side | None, reps: Mapping[str, int]) -> str:
        """How many are done."""
        done, dose = reps[side or "both"], self._exercise.dose.reps
        count = self.phrases.count.format(done=done, dose=dose) if done <= dose else str(done)
        if side is None:
            return count
        return (self.phrases.left_count if side == "left" else self.phrases.right_count).format(count=count)

    def not_counted(self, reason: Reason) -> str:
        """Why a repetition does not count."""
        return self.phrases.not_counted.format(reason=self._wording.reason(reason, self._exercise.id, "spoken"))

    def _named(self, parts: Iterable[str]) -> str:
        return together((self._wording.parts.get(name, name) for name in parts), self.phrases.part_or)

    def _fault(self, fault: str) -> FaultWords:
        return self._words.fault.get(fault, FaultWords())
