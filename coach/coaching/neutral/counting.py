"""One start position and what is counted against it, and how it is bettered from rest to rest."""

from __future__ import annotations

from math import isnan
from typing import Final

from coach.coaching.neutral.approach import Approach
from coach.coaching.neutral.baseline import Baseline, ConditionsMet
from coach.coaching.neutral.measuring import Measuring
from coach.coaching.neutral.place import Place
from coach.engine.machine import Machine
from coach.engine.spec import Condition, Exercise
from coach.events import Event
from coach.measures import registry
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.signals.course import Course
from coach.values import Measures, Pose

REST_S: Final = 0.4
"""Shortest rest that is tried as the neutral (chosen: whoever turns round at the end of a movement is slow for so long)."""

RENEWED: Final = 0.2
"""From this share of the target on a rest is off the neutral by so much that it takes its place (chosen: less is the readings'
scatter, and what is off by more costs the next repetition its range)."""


HIGH: Final = 5.0
"""From so many times the target on nobody lifts the legs who only walks (chosen: a real person who walks up to the camera reads
up to 4.4 times of it, those who march on the spot 12 to 50 times)."""


class Counting:
    """One neutral and what is counted against it. Feed it every pose in order.

    without: the parts of the body that the neutral does without. approach: when somebody comes nearer or goes away, where that
    matters.
    """

    def __init__(
        self, exercise: Exercise, in_position: ConditionsMet, measuring: Measuring, approach: Approach | None = None
    ) -> None:
        self.measuring = measuring
        self._approach = approach
        self._begin, self._target = begin_condition(exercise), exercise.gauge.target
        self._small = is_small(exercise)
        self._stayed = True
        self._rest = Baseline(exercise, in_position, 0.0, REST_S)
        self.machine = Machine(exercise, self._time_hold)
        self.place = Place(steps=exercise.series.reps > 1)
        self.course = Course()
        self.neutral: Neutral | None = None
        self.without: tuple[str, ...] = ()
        self._own: tuple[Neutral, float] | None = None
        # On the floor nobody walks away; whoever sits up there slides by more than a step.
        self._may_walk_away = exercise.position in ("standing", "seated")
        leading = {each.measure for phase in exercise.phase for each in phase.enter}
        self._leading = [full for name in leading for full in registry.sides_of(name)]

    def own(self, measure: str) -> float:
        """What the neutral itself reads: 0 where the measure is a change from it, its own lean where it is an angle to the
        upright."""
        if self.neutral is None:
            return 0.0
        if self._own is None or self._own[0] is not self.neutral:
            self._own = self.neutral, registry.compute(self.neutral.body.afresh(), self.neutral, (measure,))[measure]
        return 0.0 if isnan(self._own[1]) else self._own[1]

    def unknown(self, measures: Measures) -> bool:
        """Whether a measure that leads through the exercise cannot be taken now."""
        return any(isnan(measures[name]) for name in self._leading)

    def update(self, pose: Pose, body: Body, measures: Measures) -> list[Event]:
        """Go on by one pose of which these measures were taken; what happened."""
        self.machine.without = self.without
        if pose.found and self._may_walk_away:
            self.machine.here = self._here(pose.time_s, body, measures)
        happened = self.machine.update(measures)
        self._renew(pose.time_s, body, measures)
        return happened

    def _here(self, time_s: float, body: Body, measures: Measures) -> bool:
        """Whether the person is where they exercise; a movement as small as a shoulder's must not leave it for a moment."""
        if not self._small:
            machine = self.machine
            small = machine.exercising and machine.peak < HIGH * self._target
            on_the_way = small and self._approach is not None and self._approach.at(time_s)
            return self.place.update(time_s, body, at_rest=self.machine.at_rest(measures), on_the_way=on_the_way)
        here = self.place.update(time_s, body, at_rest=True)
        self._stayed = here and (self._stayed or not self.machine.exercising)
        return self._stayed

    def _renew(self, time_s: float, body: Body, measures: Measures) -> None:
        """People settle a little elsewhere after every repetition: where they rest is what the next one is measured from."""
        if self._begin is None or self.neutral is None or "hips" in self.without or self.machine.exercising:
            self._rest.begin_again()
            return
        begun = self._begin.above or 0.0
        if not -begun < measures[self._begin.measure] < begun:
            self._rest.begin_again()
            return
        rest, _ = self._rest.update(time_s, body, ())
        if rest is None:
            return
        measure = self._begin.measure
        off = self.measuring.measures(time_s, rest.body.afresh(), self.neutral, only=(measure,))[measure] - self.own(
            measure
        )
        if RENEWED * self._target < abs(off) < begun:
            self.neutral = rest

    def _time_hold(self, start_s: float, end_s: float) -> float | None:
        return self.course.hold_s(self.neutral.body, start_s, end_s) if self.neutral else None


def begin_condition(exercise: Exercise) -> Condition | None:
    """What begins a repetition, where it is a change of the gauge's measure to one side; None otherwise."""
    if exercise.sides != "none":
        return None
    of_gauge = [each for each in exercise.phase[1].enter if each.measure == exercise.gauge.measure]
    both_ends = any(
        each.measure == exercise.gauge.measure and each.below is not None and each.below < 0
        for phase in exercise.phase[1:]
        for each in phase.enter
    )
    condition = next((each for each in of_gauge if each.above is not None and not each.either_way), None)
    return None if both_ends else condition


def is_small(exercise: Exercise) -> bool:
    """Whether the movement goes to both ends without stopping at either, as a shoulder's circle.

    One so small is in everything that people do: only what begins in a held start position, or comes in a row, is meant.
    """
    return exercise.sides == "none" and begin_condition(exercise) is None and len(exercise.orders) == 1
