"""The neutral out of the movement itself, for whoever never holds still: taken from a short rest, tried, and then sure.

People sway, go straight on from one repetition to the next, or are already moving when the picture begins. So every short
rest in the exercise's own posture is tried as the neutral: what was seen since the last gap is counted against it, without
a word to anybody. A repetition that begins and ends in that rest shows that it is one; then all that was counted is told, with
its own times. A rest that turns out to lie behind the first one, as the low end lies behind the held one, is tried instead.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from math import inf, isnan
from typing import Final

import numpy as np

from coach.coaching.neutral.approach import Approach
from coach.coaching.neutral.baseline import Baseline, ConditionsMet
from coach.coaching.neutral.counting import REST_S, Counting, begin_condition, is_small
from coach.coaching.neutral.ends import BEHIND, STRAY_PERCENT, Ends
from coach.coaching.neutral.measuring import Measuring
from coach.engine.conditions import measures_of
from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.events import (
    BEGUN_BEFORE,
    BaselineTaken,
    Event,
    ExerciseCompleted,
    FaultCleared,
    FaultRaised,
    RepAbandoned,
    RepCompleted,
)
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Measures, Pose, Rep

KEPT_S: Final = 60.0
"""How much of what was seen before there is a neutral can still be counted, seconds (chosen: two long holds)."""

CATCH_UP: Final = 60
"""So many poses are counted again at most for each new one, so that no frame waits for long (chosen: about 40 ms)."""

REST_TRUNKS: Final = 0.1
"""Largest movement in it, in trunk lengths (chosen: with it the crunches and sit-ups of real people were told)."""

HELD_S: Final = 5.0
"""How much longer than the exercise's hold somebody may keep still away from a rest that was seen before, until it is taken for
the start position (chosen)."""

ATTEMPT: Final = 0.5
"""From this share of the target on a movement that did not count was meant as a repetition (chosen) ..."""

ATTEMPTS: Final = 2
"""... and so many of them make a rest sure, as one does that reached the target."""

IN_A_ROW: Final = 3
"""How many small repetitions show that they are meant (chosen)."""

BEFORE_S: Final = 0.5
"""So much of what was seen before the end of a repetition may belong to the next one (chosen: one is over a moment before it is
known to be)."""

STILL: Final = 0.5
"""So much of the target, from low to high, may the gauge of a small movement move while somebody holds still (chosen: twice
what the readings of rendered people scatter)."""


class Provisional:
    """Looks for a neutral in the movement while there is no other.

    counting: what is being tried, to be taken over once ``sure``; events: what happened by it. settled: it is known to be
    the neutral, and only what was seen before is still being counted.
    """

    def __init__(
        self,
        exercise: Exercise,
        in_position: ConditionsMet,
        approach: Approach | None = None,
        *,
        every_measure: bool = False,
    ) -> None:
        self._exercise = exercise
        self._approach = approach
        self._every_measure = every_measure
        self._in_position = in_position
        self._begin = begin_condition(exercise)
        self._looked_at = measures_of(exercise.phase[0].enter) | ({self._begin.measure} if self._begin else set())
        self._small = is_small(exercise)
        self._wanted = IN_A_ROW if self._small else ATTEMPTS
        self._goes_on = len(exercise.orders) > 1 or exercise.series.reps > 1
        self._kept: deque[Pose] = deque()
        self._earlier: Machine | None = None
        self.forget()

    def forget(self, earlier: Machine | None = None) -> None:
        """What was seen until now counts for nothing. earlier: the machine whose counts are gone on with."""
        self._earlier = earlier or self._earlier
        self._counted = _counted(self._earlier)
        self._kept.clear()
        self._told_until_s = self._peak_s = -inf
        self._held_still = False
        self._ends = Ends.of(self._exercise, self._in_position)
        self._drop()

    def _drop(self) -> None:
        self.counting: Counting | None = None
        self.events: list[Event] = []
        self._backlog: deque[Pose] = deque()
        self._rest = Baseline(self._exercise, self._in_position, 0.0, REST_S, REST_TRUNKS)
        self._taken_s = 0.0
        self.settled = False
        self._shown = 0
        self._held_since_s: float | None = None

    @property
    def sure(self) -> bool:
        """Whether it has shown itself to be the neutral, and all that was seen is counted."""
        return self.counting is not None and (self.settled or self._shown >= self._wanted) and not self._backlog

    def taken_over(self) -> None:
        """What was tried is counted with from here on; until a repetition counts it may still turn out to be wrong."""
        self._told_until_s = self._kept[-1].time_s if self._kept else inf
        self._drop()

    def doubts(self, pose: Pose, body: Body, hidden_now: tuple[str, ...], counting: Counting) -> bool:
        """Whether what is counted with turns out not to be the neutral; go on with ``update`` then, from the next pose on."""
        if not self._kept:
            return False
        if hidden_now or counting.without:
            # What a desk hides now would be compared with what was seen before.
            self.forget(counting.machine)
            return False
        if _counted(counting.machine) != self._counted:
            self.told_whole(counting.machine)
            if not self._kept:
                return False
        self._keep(pose)
        self._look(pose, body, hidden_now, counting)
        if self.counting is not None and self._goes_on:
            self._told_until_s = pose.time_s
        return self.counting is not None

    def happened(self, time_s: float, events: Sequence[Event], machine: Machine) -> None:
        """What was just told of the repetitions is not told again; that one counts after all may be."""
        reps = [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]
        if not reps:
            return
        self._peak_s = max(self._peak_s, *(rep.peak_s for rep in reps))
        abandoned = [rep for rep in reps if not rep.counted]
        if any(rep.faults for rep in abandoned):
            self.told_whole(machine)
        elif abandoned:
            self._told_until_s = max(self._told_until_s, time_s)

    def told_whole(self, machine: Machine) -> None:
        """A whole repetition was counted or told, which is not taken back.

        Of a movement to both ends, and of steps, the middle goes on being looked for: where it lies is seen better with every
        cycle.
        """
        if not self._goes_on or not self._kept:
            self.forget(machine)
            return
        self._earlier, self._counted = machine, _counted(machine)
        since_s = max(self._kept[-1].time_s - BEFORE_S, self._peak_s)
        while self._kept[0].time_s < since_s:
            self._kept.popleft()
        if self._ends is not None:
            self._ends.since(since_s)

    def update(self, pose: Pose, body: Body, hidden_now: tuple[str, ...]) -> None:
        """Go on by one pose."""
        self._keep(pose)
        if not self.settled:
            self._look(pose, body, hidden_now, self.counting)
        if self.counting is not None:
            if not self._backlog or self._backlog[-1] is not pose:
                self._backlog.append(pose)
            for _ in range(min(CATCH_UP, len(self._backlog))):
                self._count(self._backlog.popleft())

    def _keep(self, pose: Pose) -> None:
        self._kept.append(pose)
        while self._kept[0].time_s < pose.time_s - KEPT_S:
            self._kept.popleft()

    def _look(self, pose: Pose, body: Body, hidden_now: tuple[str, ...], tried: Counting | None) -> None:
        """Try another rest, or the middle between both ends, where there is nothing better than it."""
        rest, _ = self._rest.update(pose.time_s, body, hidden_now)
        if rest is not None and not self._small and self._better(pose.time_s, rest, tried):
            self._try(pose.time_s, rest, self._rest.without)
            self._held_still = False
        if self._ends is not None and self._shown < self._wanted and self._may_be_an_end(tried):
            middle = self._ends.update(pose.time_s, body, tried.neutral if tried else None, held=self._held_still)
            if middle is not None:
                self._try(middle.time_s, middle.neutral, middle.without)
                self._held_still = False

    def _may_be_an_end(self, tried: Counting | None) -> bool:
        """Whether what is tried may be an end where the movement lingers: not where it was held still as a start position."""
        return tried is None or self._goes_on or not self._held_still

    def settle(self, time_s: float, neutral: Neutral, without: tuple[str, ...]) -> None:
        """This was held still as a start position; what was seen before counts against it.

        Not where it may well be the far end of the movement that is held, as seen from a rest before it.
        """
        if self._may_be_held(time_s, neutral):
            return
        moved = (self._small or self._goes_on) and self._moved_meanwhile(time_s, neutral, without)
        if moved and (self._small or self._counted):
            return
        self._try(time_s, neutral, without)
        self.settled, self._held_still = True, not moved

    def _moved_meanwhile(self, time_s: float, neutral: Neutral, without: tuple[str, ...]) -> bool:
        """Whether the gauge moved while the body held still: circles of the shoulders and a back that rounds pass for that."""
        gauge, measuring = self._exercise.gauge, Measuring(self._exercise)
        values = [
            measuring.measures(pose.time_s, Body.of(pose), neutral, without, (gauge.measure,))[gauge.measure]
            for pose in self._kept
            if pose.time_s >= time_s - self._exercise.baseline.for_s
        ]
        known = [value for value in values if not isnan(value)]
        low, high = np.percentile(known, (STRAY_PERCENT, 100 - STRAY_PERCENT)) if known else (0.0, 0.0)
        return bool(high - low > STILL * gauge.target)

    def _may_be_held(self, time_s: float, still: Neutral) -> bool:
        if self.counting is None or self.counting.neutral is None:
            return False
        measures = self.counting.measuring.measures(
            time_s, still.body.afresh(), self.counting.neutral, self.counting.without, self._looked_at
        )
        if self.counting.machine.at_rest(measures) or self._behind(self.counting, measures):
            self._held_since_s = None
            return False
        if self._held_since_s is None:
            self._held_since_s = time_s
        return time_s - self._held_since_s < self._exercise.dose.hold_s + HELD_S

    def try_on(self, poses: Sequence[Pose], neutral: Neutral, without: tuple[str, ...]) -> list[Event]:
        """Counts all these poses against this neutral alone; what there is to tell of it where that makes it sure."""
        self._kept.extend(poses)
        self._try(poses[0].time_s, neutral, without)
        self.finish()
        return self.told() if self.sure else []

    def finish(self) -> None:
        """Nothing more will be seen: what is left to be counted is counted, and what is under way may show it to be sure."""
        if self.counting is None and self._ends is not None and (low := self._ends.last_resort()) is not None:
            self._try(low.time_s, low.neutral, low.without)
        while self._backlog:
            self._count(self._backlog.popleft())
        if self.counting is None:
            return
        machine, target = self.counting.machine, self._exercise.gauge.target
        if self._small:
            return
        if (machine.exercising and machine.peak >= target) or machine.cut_reached:
            self._shown += ATTEMPTS
        elif machine.exercising and machine.peak >= ATTEMPT * target:
            self._shown += 1

    def _better(self, time_s: float, rest: Neutral, tried: Counting | None) -> bool:
        if tried is None or tried.neutral is None:
            return True
        if self._shown >= self._wanted or self._begin is None or "hips" in tried.without:
            return False
        return self._behind(
            tried,
            tried.measuring.measures(time_s, rest.body.afresh(), tried.neutral, tried.without, (self._begin.measure,)),
        )

    def _behind(self, tried: Counting, measures: Measures) -> bool:
        """Whether a body that reads so rests further from the movement than the neutral that is tried."""
        begin = self._begin
        if begin is None:
            return False
        return measures[begin.measure] - tried.own(begin.measure) < -BEHIND * (begin.above or 0.0)

    def _try(self, time_s: float, neutral: Neutral, without: tuple[str, ...]) -> None:
        self._drop()
        self.counting = self._counting(neutral, without)
        if self._earlier is not None:
            self.counting.machine.carry_on(self._earlier)
        self._taken_s = time_s
        self._backlog.extend(self._kept)

    def _counting(self, neutral: Neutral, without: tuple[str, ...]) -> Counting:
        measuring = Measuring(self._exercise, every_measure=self._every_measure)
        counting = Counting(self._exercise, self._in_position, measuring, self._approach)
        counting.neutral, counting.without = neutral, without
        return counting

    def _count(self, pose: Pose) -> None:
        counting = self.counting
        assert counting is not None
        body = Body.of(pose)
        counting.measuring.look(pose)
        counting.course.update(pose.time_s, body)
        measures = counting.measuring.measures(pose.time_s, body, counting.neutral, counting.without)
        found = counting.update(pose, body, measures)
        for event in found:
            if isinstance(event, RepCompleted | RepAbandoned):
                self._shown += self._weight(event.rep)
        self.events += found

    def _weight(self, rep: Rep) -> int:
        """How much a repetition does to make the neutral sure."""
        if rep.reason == BEGUN_BEFORE:
            return 0
        if self._small:
            return int(rep.counted)
        target = self._exercise.gauge.target
        return ATTEMPTS if rep.peak >= target else int(rep.peak >= ATTEMPT * target)

    def told(self) -> list[Event]:
        """What there is to tell once it is sure: what was done as a repetition, and nothing of what only looked like one."""
        kept: list[Event] = [BaselineTaken(self._taken_s)]
        group: list[Event] = []
        for event in self.events:
            group.append(event)
            if isinstance(event, RepCompleted | RepAbandoned):
                if isinstance(event, RepCompleted) or event.rep.reason == BEGUN_BEFORE or self._weight(event.rep):
                    cut = event.rep.reason == BEGUN_BEFORE
                    kept += [event] if cut else _of_repetition(group, event.rep.start_s)
                group = []
            elif isinstance(event, ExerciseCompleted):
                kept.append(event)
        machine = self.counting.machine if self.counting else None
        if machine is not None and machine.exercising:
            kept += _of_repetition(group, machine.began_s)
        new = [event for event in kept if event.time_s > self._told_until_s or isinstance(event, RepCompleted)]
        return sorted(new, key=lambda event: event.time_s)


def _counted(machine: Machine | None) -> dict[str, int]:
    """How many of which side, of those of which there are any."""
    return {} if machine is None else {side: count for side, count in machine.reps.items() if count}


def _of_repetition(events: list[Event], start_s: float) -> list[Event]:
    """Without the faults of what came before it."""
    kept: list[Event] = []
    raised: set[str] = set()
    for event in events:
        if isinstance(event, FaultRaised):
            if event.time_s < start_s:
                continue
            raised.add(event.fault)
        elif isinstance(event, FaultCleared) and event.fault not in raised:
            continue
        kept.append(event)
    return kept
