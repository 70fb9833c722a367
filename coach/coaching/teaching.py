"""Which correction to say, and when; what to praise.

Constant cueing breeds dependence (PMC5486555), so corrections fade as the form holds, fault by fault:

1. A fault is said when it is raised, and not again within SAME_AGAIN_S.
2. Every clean repetition after it doubles that time, up to LONGEST_S.
3. A fault that comes again within the longer time is a slip: it is left to the person, and said only if it goes on for
   SLIP_S. From then on the time is SAME_AGAIN_S again, so a second slip is said.
4. Between two corrections there are at least BETWEEN_S. One that has to wait is said later if its fault is still there.
5. The first repetition without any fault after a correction earns that fault's praise, once.
6. How a phase is done is said until GUIDED_REPS repetitions in a row were clean, and again once one does not count.

A shift to the lower back may do harm: its warning does not fade, and waits only for another such warning. It is said once,
and again only if it goes on: every GOES_ON_S while it lasts, or when it comes back after SAME_AGAIN_S.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Final

from coach.engine.spec import Fault
from coach.events import Event, FaultCleared, FaultRaised, RepAbandoned, RepCompleted

BETWEEN_S: Final = 4.0
"""Least time between two corrections (3–5 s between spoken cues, PMC5486555)."""

SAME_AGAIN_S: Final = 8.0
"""Least time before the same correction is said again (chosen)."""

LONGEST_S: Final = 64.0
"""Most that clean repetitions stretch that time to: three doublings (chosen)."""

GUIDED_REPS: Final = 2
"""Clean repetitions after which the movement is known: one a side where there are sides (chosen)."""

SLIP_S: Final = 4.0
"""A slip that lasts as long as this is not noticed by oneself (chosen)."""

GOES_ON_S: Final = 10.0
"""How long a shift to the lower back must go on after its warning before that is said again (chosen: time to hear it and
to change something)."""


@dataclass(slots=True)
class _Fault:
    """What is remembered of one fault. due_s: when its correction may be said; None while it need not be."""

    low_back: bool
    said_s: float = -inf
    again_s: float = SAME_AGAIN_S
    due_s: float | None = None


class Teaching:
    """Remembers what was said about which fault. All times are frame times."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._faults: Mapping[str, _Fault] = {fault.id: _Fault(fault.low_back) for fault in faults}
        self._corrected_s = -inf
        self._praise_for: str | None = None
        self._clean_reps = 0

    @property
    def guides(self) -> bool:
        """Whether it is still to be said how each phase is done."""
        return self._clean_reps < GUIDED_REPS

    def hear(self, event: Event) -> None:
        """Takes notice of what happened."""
        match event:
            case FaultRaised(time_s=time_s, fault=fault):
                self._raised(self._faults[fault], time_s)
            case FaultCleared(fault=fault):
                self._faults[fault].due_s = None
            case RepCompleted(rep=rep):
                self._clean_reps = 0 if rep.faults else self._clean_reps + 1
                for name, fault_ in self._faults.items():
                    if fault_.said_s <= rep.start_s and name not in rep.faults and not fault_.low_back:
                        fault_.again_s = min(LONGEST_S, 2 * fault_.again_s)
            case RepAbandoned():
                self._clean_reps = 0
            case _:
                pass

    def correction(self, time_s: float, *, low_back_only: bool = False) -> str | None:
        """The fault to correct in this frame, which then counts as said; None for most frames.

        low_back_only: leave all others for later, as while the low back is warned of.
        """
        due = [
            name
            for name, fault in self._faults.items()
            if (fault.low_back or not low_back_only) and self._is_due(fault, time_s)
        ]
        if not due:
            return None
        name = min(due, key=lambda name: not self._faults[name].low_back)
        fault = self._faults[name]
        fault.said_s = self._corrected_s = time_s
        fault.again_s, fault.due_s = SAME_AGAIN_S, time_s + GOES_ON_S if fault.low_back else None
        self._praise_for = name
        return name

    def may_correct(self, time_s: float) -> bool:
        """Whether a correction that belongs to no fault may be said in this frame; it then counts as said."""
        if time_s - self._corrected_s < BETWEEN_S:
            return False
        self._corrected_s = time_s
        return True

    def praise(self, done: RepCompleted) -> str | None:
        """The fault whose absence this repetition is to be praised for, None for most repetitions."""
        name = self._praise_for
        if name is None or done.rep.faults or self._faults[name].said_s > done.rep.start_s:
            return None
        self._praise_for = None
        return name

    def _raised(self, fault: _Fault, time_s: float) -> None:
        first_s = fault.said_s + SAME_AGAIN_S
        slip = time_s < fault.said_s + fault.again_s and fault.again_s > SAME_AGAIN_S
        fault.due_s = max(first_s, time_s + SLIP_S) if slip else max(first_s, time_s)
        fault.again_s = SAME_AGAIN_S

    def _is_due(self, fault: _Fault, time_s: float) -> bool:
        if fault.due_s is None or time_s < fault.due_s:
            return False
        if not fault.low_back:
            return time_s - self._corrected_s >= BETWEEN_S
        return all(time_s - other.said_s >= BETWEEN_S for other in self._faults.values() if other.low_back)
