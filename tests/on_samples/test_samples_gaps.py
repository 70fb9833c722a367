"""A pause in the midst of a movement costs that movement and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.making.sample_files import Sample, all_samples
from coach.coaching.session import Session
from coach.events import RepCompleted
from tests.sample_outcomes import outcome_of

PAUSE_S = 6.0
EXERCISES = ("sit-and-rotate", "sit-and-arch", "standing-backward-bend", "cat-cow")
FIRST_GOOD = [
    next(each for each in all_samples() if each.name.startswith(f"{exercise}/good")) for exercise in EXERCISES
]


@pytest.mark.parametrize(
    ("sample", "share"),
    [(sample, (0.25, 0.6)[number % 2]) for number, sample in enumerate(FIRST_GOOD)],
    ids=EXERCISES,
)
def test_a_pause_in_mid_movement_costs_only_that_movement(sample: Sample, share: float) -> None:
    reps = outcome_of(sample).counted
    middle = reps[len(reps) // 2]
    at_s = middle.start_s + share * (middle.end_s - middle.start_s)
    session = Session(sample.coached_as())
    events: list[object] = []
    paused = False
    for pose in sample.poses():
        if pose.time_s >= at_s and not paused:
            paused = True
            session.pause()
            session.resume()
        events += session.step(replace(pose, time_s=pose.time_s + PAUSE_S * paused)).events
    counted = [event.rep for event in events if isinstance(event, RepCompleted)]
    assert [rep.side for rep in counted] == [rep.side for rep in reps if rep is not middle]
