"""What the coach says, and when: one thing at a time, corrections seldom, the same one not again at once.

Constant cueing breeds dependence (PMC5486555): a fault is said once and then only if it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from coach.engine.spec import Exercise
from coach.events import (
    BaselineTaken,
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultRaised,
    HoldCompleted,
    HoldStarted,
    PersonChanged,
    PhaseEntered,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
    TrackingRegained,
    WrongSide,
    WrongView,
)
from coach.values import Cue, CuePriority

ORDER: tuple[CuePriority, ...] = ("safety", "low-back", "correction", "hold", "count", "praise", "instruction")

BETWEEN_CORRECTIONS_S = 4.0
"""Least time between two corrections (3–5 s between spoken cues, PMC5486555)."""

SAME_AGAIN_S = 8.0
"""Least time before the same correction is said again (chosen)."""

SHOWN_S = 3.0
"""How long a cue stays to be read unless a more urgent one comes (chosen: a short line read twice)."""

LASTING: tuple[CuePriority, ...] = ("safety", "instruction")
"""What stays to be read until something else is said: it goes on being true."""

TURN_WORDS = {
    "front": "Turn to face the camera.",
    "side": "Turn sideways to the camera.",
    "feet-end": "Put the camera at your feet, high up.",
}


class CueBoard:
    """Turns events into cues."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._faults = {fault.id: fault for fault in exercise.fault}
        self._said_s: dict[str, float] = {}
        self._corrected_s = float("-inf")
        self._shown: Cue | None = None

    def take(
        self, time_s: float, events: Iterable[Event], reps: Mapping[str, int]
    ) -> tuple[tuple[Cue, ...], Cue | None]:
        """The cues of this frame, most urgent first, and the one to be read now."""
        wanted = [cue for event in events for cue in self._cues_of(event, reps)]
        wanted.sort(key=lambda cue: ORDER.index(cue.priority))
        cues = tuple(cue for cue in wanted if self._may_say(cue))
        if cues and self._overrules(time_s, cues[0]):
            self._shown = cues[0]
        if self._shown is not None and self._shown.priority not in LASTING and time_s - self._shown.time_s > SHOWN_S:
            self._shown = None
        return cues, self._shown

    def _overrules(self, time_s: float, cue: Cue) -> bool:
        shown = self._shown
        if shown is None or time_s - shown.time_s > SHOWN_S:
            return True
        return ORDER.index(cue.priority) <= ORDER.index(shown.priority)

    def _may_say(self, cue: Cue) -> bool:
        if cue.priority not in ("correction", "low-back"):
            return True
        if cue.time_s - self._said_s.get(cue.text, float("-inf")) < SAME_AGAIN_S:
            return False
        if cue.priority == "correction" and cue.time_s - self._corrected_s < BETWEEN_CORRECTIONS_S:
            return False
        self._said_s[cue.text] = self._corrected_s = cue.time_s
        return True

    def _cues_of(self, event: Event, reps: Mapping[str, int]) -> list[Cue]:
        words: tuple[str, CuePriority] | None = None
        match event:
            case ExerciseStarted():
                words = self._exercise.instructions[0], "instruction"
            case BaselineTaken():
                words = self._line("start") or ("Good. Begin when you are ready.", "instruction")
            case WrongView(expected=expected):
                words = TURN_WORDS[expected], "safety"
            case TrackingLost(missing=missing):
                words = f"I can't see your {' or '.join(missing)}. Nothing is counted until I do.", "safety"
            case TrackingRegained():
                words = "I can see you again.", "instruction"
            case PersonChanged():
                words = "Somebody else is in view. Nothing is counted until I see you again.", "safety"
            case FaultRaised(fault=fault, low_back=low_back):
                words = self._faults[fault].cue, "low-back" if low_back else "correction"
            case WrongSide(expected=expected):
                words = f"Now the {expected} side.", "correction"
            case HoldStarted():
                words = "Hold.", "hold"
            case HoldCompleted():
                words = "And slowly back.", "hold"
            case RepCompleted(rep=rep):
                words = self._count(rep.side, reps), "count"
            case RepAbandoned(rep=rep):
                words = f"Not counted: {rep.reason}.", "count"
            case ExerciseCompleted():
                words = self._line("done") or ("That's all of them. Well done.", "praise")
            case PhaseEntered(phase=phase):
                words = self._line(phase)
        return [Cue(event.time_s, *words)] if words else []

    def _line(self, moment: str) -> tuple[str, CuePriority] | None:
        return next(((cue.text, cue.priority) for cue in self._exercise.cue if cue.at == moment), None)

    def _count(self, side: str | None, reps: Mapping[str, int]) -> str:
        done = reps[side or "both"]
        of = f"{done} of {self._exercise.dose.reps}" if done <= self._exercise.dose.reps else str(done)
        return f"{side.capitalize()} {of}" if side else of
