"""A clip that is cut together from short shots: whole repetitions count in each, those that a cut goes through are told."""

from __future__ import annotations

import pytest

from coach.coaching.session import Session
from coach.engine.catalog import find
from coach.events import Event, RepAbandoned, RepCompleted
from coach.reasons import OtherPerson
from coach.values import Rep
from tests.movements import pose_of, seated_from_the_side, there_and_back, times

PLACES = ((0.0, 0.0), (150.0, 0.0), (-150.0, 0.0))
FIRST_S, SHOT_S = 4.0, 2.6


def reps_in(shots: int, bend_after_s: float) -> list[Rep]:
    """Of so many shots, each of somebody else, in which they bend forward once, so long after its beginning."""
    bends = [there_and_back(45, 0.1, start_s=1.6, ramp_s=0.7)]
    cuts = [FIRST_S + SHOT_S * number for number in range(shots)]
    bends += [there_and_back(45, 0.1, start_s=cut + bend_after_s, ramp_s=0.7) for cut in cuts[:-1]]
    session = Session(find("seated-forward-bend"))
    events: list[Event] = []
    for t in times(cuts[-1] - 0.01, fps=30):
        shot = sum(t >= cut for cut in cuts)
        pose = pose_of(seated_from_the_side(lean_deg=bends[shot](t)), t, shift=PLACES[shot % len(PLACES)])
        events += session.step(pose).events
    events += session.finish()
    return [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]


def test_each_short_shot_counts_though_nobody_stays_long() -> None:
    reps = reps_in(4, bend_after_s=0.6)
    assert [rep.counted for rep in reps] == [True] * 4
    assert [rep.start_s for rep in reps] == pytest.approx([1.6, 4.6, 7.2, 9.8], abs=0.35)


def test_what_a_cut_goes_through_is_told_as_cut() -> None:
    reps = reps_in(3, bend_after_s=1.55)
    assert [rep.counted for rep in reps] == [True, False, False]
    assert isinstance(reps[1].reason, OtherPerson)
