from __future__ import annotations

from math import atan2, degrees

import pytest

from coach.coaching.neutral.baseline import neutral_of
from coach.coaching.neutral.counting import Counting
from coach.coaching.neutral.measuring import Measuring
from coach.engine.catalog import find
from coach.events import RepCompleted
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Measures
from tests.movements import pose_of, seated_from_the_side, there_and_back, times

CRUNCH = find("stomach-crunch")


def lean(body: Body) -> float:
    hip, shoulder = body.centre("hip"), body.centre("shoulder")
    return degrees(atan2(hip[0] - shoulder[0], hip[1] - shoulder[1]))


class Leaning(Measuring):
    """A trunk that rises by as much as it leans further than the neutral's."""

    def measures(
        self,
        time_s: float,
        body: Body,
        neutral: Neutral | None,
        without: tuple[str, ...] = (),
        only: object = None,  # noqa: ARG002
    ) -> Measures:
        assert neutral is not None
        assert not without
        return Measures(time_s, {"trunk_rise_deg": lean(body) - lean(neutral.body), "neck_flexion_deg": 0.0})


@pytest.mark.parametrize("settles_by_deg", [-2.0, 0.0, 2.0, 3.5])
def test_a_repetition_is_measured_from_where_somebody_rests_before_it(settles_by_deg: float) -> None:
    """Two crunches of 9 and 8.5 degrees; between them the person has slid a little, as on a mat."""
    first, second = there_and_back(9, 0.3, start_s=1.0, ramp_s=0.8), there_and_back(8.5, 0.3, start_s=6.0, ramp_s=0.8)
    slid = there_and_back(settles_by_deg, 60.0, start_s=3.2, ramp_s=0.8)
    counting = Counting(CRUNCH, lambda *_: True, Leaning(CRUNCH))
    counting.neutral = neutral_of([Body.of(pose_of(seated_from_the_side()))])
    counted = []
    for t in times(10, fps=30):
        pose = pose_of(seated_from_the_side(lean_deg=first(t) + slid(t) + second(t)), t)
        body = Body.of(pose)
        measures = counting.measuring.measures(t, body, counting.neutral)
        counted += [event.rep for event in counting.update(pose, body, measures) if isinstance(event, RepCompleted)]
    assert [rep.peak for rep in counted] == pytest.approx([9.0, 8.5], abs=0.21 * CRUNCH.gauge.target)
    assert abs(lean(counting.neutral.body) - settles_by_deg) < 0.21 * CRUNCH.gauge.target
