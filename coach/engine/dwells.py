"""For how long the conditions of each phase have been met."""

from __future__ import annotations

from coach.engine.conditions import Readings, Since
from coach.engine.spec import Phase
from coach.values import Side

EPSILON_S = 1e-6


class Dwells:
    """Asked about a phase frame after frame; begun afresh whenever the movement enters another one."""

    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self.begin_afresh()

    def begin_afresh(self) -> None:
        """Nothing has been met yet."""
        self._since: dict[tuple[str, Side | None], Since] = {}

    def since_s(self, phase: Phase, side: Side | None, *, giving_up: bool = False) -> float | None:
        """When the phase's condition was first met, once it has been for long enough; else None.

        giving_up: its condition for being back where it began, where it has one.
        """
        since = self._since.setdefault((phase.name, side), Since())
        conditions = phase.give_up if giving_up and phase.give_up else phase.enter
        met = self._readings.all_met(conditions, side) is True
        if since.update(self._readings.measures.time_s, met) >= phase.dwell_s - EPSILON_S:
            return since.start_s
        return None
