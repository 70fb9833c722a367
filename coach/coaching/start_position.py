"""The start position of one exercise: looked for, held on to over a gap, and taken anew where it holds no more."""

from __future__ import annotations

from collections.abc import Sequence

from coach.coaching.baseline import Baseline, unseen
from coach.coaching.measuring import Measuring
from coach.coaching.returning import Returning
from coach.engine.conditions import Readings
from coach.engine.faults import unwatched_faults
from coach.engine.spec import Condition, Exercise
from coach.events import BaselineTaken, Event, FaultsUnwatched
from coach.measures import desk
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Measures

SEEN_AGAIN_S = 2.0
"""How long a part that was done without must be seen before it is reckoned with (chosen)."""


class StartPosition:
    """neutral: the start position, None while it is looked for.

    missing: the parts that were needed and not seen when it was last looked for. without: those that the neutral does
    without; unwatched: ids of the faults that rest on them. Both outlast the neutral until there is another.
    """

    def __init__(self, exercise: Exercise, measuring: Measuring) -> None:
        self._exercise = exercise
        self._measuring = measuring
        self._returning: Returning | None = None
        self._all_seen_since_s: float | None = None
        self._time_s = 0.0
        self.neutral: Neutral | None = None
        self.without: tuple[str, ...] = ()
        self.unwatched: tuple[str, ...] = ()
        self._baseline = self._fresh_baseline()

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that were needed and not seen when it was last looked for."""
        return self._baseline.missing

    def measures(self, time_s: float, body: Body) -> Measures:
        """The measures against it, all unknown where there is none."""
        return self._measuring.measures(time_s, body, self.neutral, self.without)

    def look_for(self, time_s: float, body: Body) -> list[Event]:
        """Go on by one pose while there is no neutral; afterwards there may be a new one, to be settled."""
        self._time_s = time_s
        self.neutral, events = self._baseline.take(time_s, body)
        return events

    def settle(self, time_s: float) -> list[Event]:
        """A new one was found: the one from before a gap is forgotten, and what cannot be watched now is told."""
        self._returning = None
        return self._do_without(time_s, self._baseline.without)

    def come_back(self, time_s: float, body: Body) -> list[Event]:
        """Goes on from the start position before a gap once the person is seen in it again."""
        old = self._returning
        if old is None or not old.take(time_s, body):
            return []
        self.neutral, self._returning = old.neutral, None
        return [BaselineTaken(time_s), *self._do_without(time_s, old.without)]

    def watch_for_the_hidden(self, time_s: float, body: Body, *, exercising: bool) -> None:
        """Once all is seen for a while and no repetition is under way, it is taken anew, with all of the body."""
        if not self.without or exercising or unseen(body, self._exercise.needs, self._exercise.view):
            self._all_seen_since_s = None
        elif self._all_seen_since_s is None:
            self._all_seen_since_s = time_s
        elif time_s - self._all_seen_since_s >= SEEN_AGAIN_S:
            self.forget()

    def set_aside(self) -> None:
        """Nothing is counted until the person is seen in it again, or takes a new one."""
        if self.neutral is not None:
            without = self.without
            self._returning = Returning(
                self._exercise,
                self.neutral,
                without,
                lambda body, neutral: self._measuring.measures(self._time_s, body, neutral, without),
            )
        kept = self._returning
        self.forget()
        self._returning = kept

    def forget(self) -> None:
        """Looks for another one, wherever it may be."""
        self.neutral = None
        self._returning = None
        self._all_seen_since_s = None
        self._baseline = self._fresh_baseline()

    def _do_without(self, time_s: float, hidden: tuple[str, ...]) -> list[Event]:
        """What is hidden stays so for this neutral; which faults go unwatched for it is told when it changes."""
        told, self.without = self.unwatched, hidden
        self.unwatched = faults = unwatched_faults(self._exercise, hidden)
        if not faults or faults == told:
            return []
        low_back = any(fault.low_back for fault in self._exercise.fault if fault.id in faults)
        return [FaultsUnwatched(time_s, hidden, faults, low_back)]

    def _fresh_baseline(self) -> Baseline:
        return Baseline(self._exercise, self._in_position)

    def _in_position(self, body: Body, neutral: Neutral) -> bool:
        if self._returning is not None and self._returning.refuses(self._time_s, (body, neutral.body)):
            return False
        without = self._baseline.without
        readings = Readings(self._exercise)
        readings.take(self._measuring.measures(self._time_s, body, neutral, without))
        conditions: Sequence[Condition] = self._exercise.baseline.when
        if "hips" in without:
            conditions = [condition for condition in conditions if desk.known(condition.measure)]
        return readings.all_met(conditions, None) is True
