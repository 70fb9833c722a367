"""Watches for the faults of an exercise file: raised after a while of their signs, cleared after a while without."""

from __future__ import annotations

from coach.engine.attempt import Attempt
from coach.engine.conditions import Readings, Since
from coach.engine.pace import Pace
from coach.engine.spec import Exercise, Fault
from coach.events import Event, FaultCleared, FaultRaised
from coach.measures.parts import known_without
from coach.values import LowBackLevel, Side

HINT_FOR_S = 0.3
"""How long a hint's signs must last before it is shown (chosen: longer than a landmark's jump)."""

CLEAR_S = 0.3
"""How long the signs must be gone before a fault is cleared, so that it does not flicker (chosen)."""


def unwatched_faults(exercise: Exercise, hidden: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the faults that cannot be seen with these parts of the body hidden: one of their signs rests on them."""
    return tuple(
        fault.id for fault in exercise.fault if not all(known_without(sign.measure, hidden) for sign in fault.when)
    )


class FaultWatch:
    """One fault of one exercise. Signs that are no longer known do not keep it alive."""

    def __init__(self, fault: Fault, phases: tuple[str, ...]) -> None:
        self.fault = fault
        self._during = fault.during or phases[1:]
        self._signs = Since()
        self._lapse = Since()
        self._gone = Since()
        self._hinting = Since()
        self._unhinting = Since()
        self.active = False
        self.hinted = False

    def update(self, readings: Readings, phase: str, side: Side | None, *, exercising: bool = True) -> Event | None:
        """Go on to the next frame; returns what became of the fault, if anything.

        exercising: whether the first repetition has begun and the dose is not yet done.
        """
        time_s = readings.measures.time_s
        inside = phase in self._during and (exercising or not self.fault.once_begun)
        self._take_hint(time_s, inside and readings.all_met(self.fault.hint, side, cautious=True) is True)
        if not self.active:
            signs = inside and readings.all_met(self.fault.when, side, cautious=True) is True
            if self._lasted(time_s, signs=signs, inside=inside) < self.fault.for_s - 1e-6:
                return None
            self.active = True
            self._gone.reset()
            return FaultRaised(time_s, self.fault.id, self.fault.severity, self.fault.low_back, side)
        if self.fault.until:
            over = readings.all_met(self.fault.until, side) is not False
        else:
            over = readings.all_met(self.fault.when, side) is not True
        if self._gone.update(time_s, over or not inside) < CLEAR_S - 1e-6:
            return None
        return self.clear(time_s)

    def _take_hint(self, time_s: float, signs: bool) -> None:
        """Shown after a while of its signs and gone after a while without, so that it does not flicker."""
        if not self.fault.hint:
            return
        lasted_s, gone_s = self._hinting.update(time_s, signs), self._unhinting.update(time_s, not signs)
        if lasted_s >= HINT_FOR_S - 1e-6:
            self.hinted = True
        elif gone_s >= CLEAR_S - 1e-6:
            self.hinted = False

    def _lasted(self, time_s: float, *, signs: bool, inside: bool) -> float:
        """For how long the signs have been there, lapses within the grace included; -1 while they are not."""
        lapsed_s = self._lapse.update(time_s, inside and not signs)
        if lapsed_s >= 0 and self._signs.start_s is not None and lapsed_s < self.fault.grace_s - 1e-6:
            return -1.0
        return self._signs.update(time_s, signs)

    def forget(self, time_s: float) -> Event | None:
        """Stop watching in the middle: what follows begins afresh."""
        self.hinted = False
        self._hinting.reset()
        return self.clear(time_s)

    def clear(self, time_s: float) -> Event | None:
        """Forget the fault; an active one is reported as cleared."""
        was_active, self.active = self.active, False
        self._signs.reset()
        self._lapse.reset()
        return FaultCleared(time_s, self.fault.id) if was_active else None


class FaultWatches:
    """All faults of one exercise. unwatched: ids of those that cannot be seen now, to be set from outside.

    too_slow: ids of those that so few poses a second cannot show.
    """

    def __init__(self, exercise: Exercise) -> None:
        names = tuple(phase.name for phase in exercise.phases)
        self._watches = [FaultWatch(fault, names) for fault in exercise.fault]
        self._pace = Pace()
        self.unwatched: tuple[str, ...] = ()
        self.too_slow: tuple[str, ...] = ()

    @property
    def active(self) -> tuple[str, ...]:
        """Ids of the faults that are there now."""
        return tuple(watch.fault.id for watch in self._watches if watch.active)

    @property
    def low_back(self) -> bool:
        """Whether one of them marks a shift to the lower back."""
        return any(watch.active and watch.fault.low_back for watch in self._watches)

    @property
    def slipped(self) -> bool:
        """Whether it shifted there in a way that lets nothing count: no hold runs meanwhile."""
        return any(watch.active and watch.fault.low_back and watch.fault.severity == "void" for watch in self._watches)

    @property
    def low_back_level(self) -> LowBackLevel:
        """How sure such a shift is: a hint while its first signs are there, a warning while the fault is."""
        if self.low_back:
            return "warning"
        return "hint" if any(watch.hinted for watch in self._watches) else "none"

    def follow_the_pace(self, time_s: float) -> None:
        """One pose more: which faults so few of them a second cannot show."""
        self._pace.update(time_s)
        self.too_slow = tuple(
            watch.fault.id
            for watch in self._watches
            if not self._pace.shows(watch.fault.needed_per_s, shown=watch.fault.id not in self.too_slow)
        )

    def update(
        self, readings: Readings, phase: str, side: Side | None, attempt: Attempt | None, *, exercising: bool
    ) -> list[Event]:
        """Go on to the next frame; what became of the faults, which the attempt under way takes note of.

        exercising: whether the first repetition has begun and the dose is not yet done.
        """
        events = []
        for watch in self._watches:
            unseen = watch.fault.id in self.unwatched or watch.fault.id in self.too_slow
            if unseen and not watch.active:
                continue
            event = watch.update(readings, phase, side, exercising=exercising)
            if event is not None:
                events.append(event)
            if watch.active and attempt is not None:
                fault = watch.fault
                attempt.note(fault.id, fault.why, fault.severity == "void")
        return events

    def forget(self, time_s: float) -> list[Event]:
        """Stop watching in the middle: what follows begins afresh; active ones are reported as cleared."""
        return [event for watch in self._watches if (event := watch.forget(time_s))]
