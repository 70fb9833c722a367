"""The start position of one exercise: looked for, held on to over a gap, and taken anew where it holds no more.

Parts that can be spared may come and go in the midst of it: whoever is hidden by a desk is measured by the upper body
against the same start position, and by all of the body again once it is in view. Nothing is looked for anew, and no
repetition is disturbed.
"""

from __future__ import annotations

from math import inf
from typing import Final

from coach.coaching.neutral.baseline import WITHOUT_S, Baseline, unbelieved, unseen, without_hips
from coach.coaching.neutral.hidden_parts import HiddenParts
from coach.coaching.neutral.measuring import Measuring
from coach.coaching.neutral.returning import Returning
from coach.engine.conditions import Readings, measures_of
from coach.engine.faults import unwatched_faults
from coach.engine.spec import Exercise
from coach.events import BaselineTaken, Event, FaultsUnwatched
from coach.measures.neutral import Neutral
from coach.measures.parts import known_without
from coach.signals.body import Body
from coach.values import Measures, Pose

TELL_AGAIN_S: Final = 60.0
"""How long it is not told again which faults go unwatched (chosen: a part at the edge of a desk comes and goes)."""


class StartPosition:
    """neutral: the start position, None while it is looked for.

    missing: the parts that were needed and not seen when it was last looked for. hidden: those that can be spared and are
    not seen; without: those that the neutral does without for their sake; unwatched: ids of the faults that rest on them, or
    that cannot be seen from where the camera is.
    They outlast the neutral until there is another.
    """

    def __init__(self, exercise: Exercise, measuring: Measuring) -> None:
        self._exercise = exercise
        self._measuring = measuring
        # What is only tried must not disturb the size and the place that are followed in what counts.
        self._trying = Measuring(exercise)
        self._asked = Readings(exercise)
        self._looked_at = measures_of(exercise.baseline.when)
        self._needed = tuple(part for part in exercise.needs if part not in exercise.can_spare)
        self._hidden_parts = HiddenParts(exercise)
        self._returning: Returning | None = None
        self._whole: Neutral | None = None
        self._told: dict[tuple[str, ...], float] = {}
        self._time_s = 0.0
        self.neutral: Neutral | None = None
        self.hidden: tuple[str, ...] = ()
        self.without: tuple[str, ...] = ()
        self.unwatched: tuple[str, ...] = exercise.unwatched
        self._baseline = self._fresh_baseline()
        self._better: Baseline | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that were needed and not seen when it was last looked for."""
        return self._baseline.missing

    def unseen(self, body: Body) -> tuple[str, ...]:
        """The parts of a pose that are needed, cannot be spared, and are not seen."""
        return unseen(body, self._needed, self._exercise.view)

    def measures(self, time_s: float, body: Body) -> Measures:
        """The measures against it, all unknown where there is none."""
        return self._measuring.measures(time_s, body, self.neutral, self.without)

    def look_for(self, pose: Pose, body: Body) -> list[Event]:
        """Go on by one pose while there is no neutral; afterwards there may be a new one, to be settled."""
        self._time_s = pose.time_s
        self._hidden_parts.update(pose, body, exercising=False)
        self.neutral, events = self._baseline.update(pose.time_s, body, self._hidden_parts.hidden_now)
        return events

    @property
    def hidden_now(self) -> tuple[str, ...]:
        """The parts of the newest pose that can be spared and are not surely seen."""
        return self._hidden_parts.hidden_now

    @property
    def without_of_found(self) -> tuple[str, ...]:
        """The parts that the start position which was found last does without."""
        return self._baseline.without

    def take_over(self, time_s: float, neutral: Neutral, without: tuple[str, ...], measuring: Measuring) -> list[Event]:
        """This is the neutral: the one from before a gap is forgotten, and what cannot be watched now is told."""
        self._measuring = measuring
        self.neutral, self._returning = neutral, None
        self._whole = self._better = None
        hidden = tuple(part for part in without if part in self._baseline.hidden) or without
        self._hidden_parts.settle(hidden)
        return self._do_without(time_s, hidden)

    def come_back(self, time_s: float, body: Body) -> list[Event]:
        """Goes on from the start position before a gap once the person is seen in it again."""
        old = self._returning
        if old is None or not old.update(time_s, body):
            return []
        self.neutral, self._returning = old.neutral, None
        return [BaselineTaken(time_s), *self._do_without(time_s, self.hidden)]

    def follow_hidden_parts(self, pose: Pose, body: Body, *, exercising: bool) -> list[Event]:
        """Does without what is hidden now, and reckons with it again once it was seen for a while between two repetitions.

        That is against the same start position where all of the body was seen in it. Whenever the person rests in it, it is
        taken a little better, once: with the parts that are hidden now, or with all of them.
        """
        neutral, time_s = self.neutral, pose.time_s
        if neutral is None:
            return []
        self._hidden_parts.update(pose, body, exercising=exercising)
        hidden = self._hidden_parts.hidden
        if hidden and not self.hidden:
            self._whole, self._better = neutral, self._fresh_baseline(0.0)
            self.neutral = without_hips(neutral.body) if "hips" in unbelieved(self._exercise, hidden) else neutral
            return self._do_without(time_s, hidden)
        if self.hidden and not hidden and not exercising:
            if self._whole is not None:
                self.neutral, self._better = self._whole, None
                return self._do_without(time_s, ())
            self._better = self._better or self._fresh_baseline()
        return self._take_better(pose, body, exercising=exercising)

    def _take_better(self, pose: Pose, body: Body, *, exercising: bool) -> list[Event]:
        """A start position for the parts that are seen now, while no repetition is under way."""
        if self._better is None:
            return []
        if exercising:
            self._better.begin_again()
            return []
        self._time_s = pose.time_s
        taken, events = self._better.update(pose.time_s, body, self._hidden_parts.hidden_now)
        if taken is None or bool(self._better.without) != bool(self._hidden_parts.hidden):
            return []
        self.neutral, self._better = taken, None
        if self._hidden_parts.hidden:
            # Nothing has changed for the person: nothing is told.
            return []
        return [*events, *self._do_without(pose.time_s, ())]

    def set_aside(self) -> None:
        """Nothing is counted until the person is seen in it again, or takes a new one."""
        whole = self._whole
        if self.neutral is not None:
            without = self.without
            self._returning = Returning(
                self._exercise,
                self.neutral,
                without,
                lambda body, neutral: self._trying.measures(self._time_s, body, neutral, without),
            )
        kept = self._returning
        self.forget()
        self._returning, self._whole = kept, whole

    def forget(self) -> None:
        """Looks for another one, wherever it may be."""
        self.neutral = None
        self._whole = self._better = None
        self._returning = None
        self._baseline = self._fresh_baseline()

    def _do_without(self, time_s: float, hidden: tuple[str, ...]) -> list[Event]:
        """These parts are hidden from now on; which faults go unwatched for it is told when it changes."""
        self.hidden, self.without = hidden, unbelieved(self._exercise, hidden)
        own = self._exercise.unwatched
        faults = tuple(fault for fault in unwatched_faults(self._exercise, self.without) if fault not in own)
        self.unwatched = (*own, *faults)
        if not faults or time_s - self._told.get(faults, -inf) < TELL_AGAIN_S:
            return []
        self._told[faults] = time_s
        low_back = any(fault.low_back for fault in self._exercise.fault if fault.id in faults)
        return [FaultsUnwatched(time_s, hidden, faults, low_back)]

    def _fresh_baseline(self, without_s: float = WITHOUT_S) -> Baseline:
        return Baseline(self._exercise, self.in_position, without_s)

    def in_position(self, body: Body, neutral: Neutral, without: tuple[str, ...]) -> bool:
        if self._returning is not None and self._returning.refuses(self._time_s, (body, neutral.body)):
            return False
        readings = self._asked.of(self._trying.measures(self._time_s, body, neutral, without, self._looked_at))
        conditions = self._exercise.baseline.when
        told = [condition for condition in conditions if known_without(condition.measure, without)]
        return readings.all_met(told, None) is True
