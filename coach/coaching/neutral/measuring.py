"""Takes the measures that one exercise asks about, also where the hips are hidden, and says how far to doubt them."""

from __future__ import annotations

from collections.abc import Iterable

from coach.engine.spec import Exercise
from coach.measures import desk, registry
from coach.measures.neutral import Neutral
from coach.measures.visibility import NeededVisibility, doubt
from coach.signals.body import Body
from coach.signals.framing import Framing
from coach.values import Measures, Pose


class Measuring:
    """every_measure: take all measures of the registry, as a table of them needs.

    doubt: of the pose that was looked at last, how many times as large errors are to be expected as usual, 1 or more.
    """

    def __init__(self, exercise: Exercise, *, every_measure: bool = False) -> None:
        self._wanted = registry.names() if every_measure else tuple(sorted(exercise.measures))
        self._visibility = NeededVisibility(exercise.needs, exercise.view)
        self._framing = Framing()
        self.doubt = 1.0

    def look(self, pose: Pose) -> None:
        """How well the parts that matter are seen in this pose."""
        self.doubt = doubt(self._visibility.visibility(pose.visibility)) if pose.found else 1.0

    def measures(
        self,
        time_s: float,
        body: Body,
        neutral: Neutral | None,
        without: tuple[str, ...] = (),
        only: Iterable[str] | None = None,
    ) -> Measures:
        """The body against the neutral, all unknown where there is none. without: the parts that the neutral does without.

        only: the measures that are looked at, where those are not all that the exercise asks about.
        """
        wanted = self._wanted if only is None else only
        if neutral is not None:
            self._framing.reframe(body, neutral.body, time_s)
        if neutral is not None and "hips" in without:
            return Measures(time_s, desk.compute(body, neutral, wanted), self.doubt)
        return Measures(time_s, registry.compute(body, neutral, wanted), self.doubt)
