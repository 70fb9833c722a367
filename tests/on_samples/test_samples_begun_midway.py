"""Coaching that begins in the midst of a movement, as after "again", waits for the real start position."""

import dataclasses

import numpy as np
import pytest

from benchmarks.making.sample_files import SAMPLES, Sample
from coach.coaching.neutral.provisional import REST_S
from coach.coaching.session import Session
from coach.events import BaselineTaken

AT_MOST_DEG = 6.0
"""So far from facing the camera the person of a clip may be while the start position is taken."""

WITHIN_S = 7.0


@pytest.mark.parametrize("case", ["good-female", "good-heavy", "good-loose"])
def test_the_start_position_of_a_turn_is_never_taken_in_a_turn(case: str) -> None:
    sample = Sample(SAMPLES / "sit-and-rotate" / case)
    poses, rotation = sample.poses(), sample.angles()["thoracic_rotation"]
    taken = 0
    for begin in range(20, len(poses) // 2, 40):
        session = Session(sample.coached_as())
        began_s = poses[begin].time_s
        for number in range(begin, len(poses)):
            time_s = poses[number].time_s - began_s
            step = session.step(dataclasses.replace(poses[number], time_s=time_s))
            found = next((event for event in step.events if isinstance(event, BaselineTaken)), None)
            if found is not None:
                at_s = began_s + found.time_s
                rest = [at_s - REST_S <= pose.time_s <= at_s for pose in poses]
                assert abs(np.median(rotation[: len(poses)][rest])) < AT_MOST_DEG, f"begun at {began_s:.1f} s"
                taken += 1
                break
            if time_s > WITHIN_S:
                break
    assert taken > 1
