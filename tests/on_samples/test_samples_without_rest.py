"""People go straight on: with every rest before, between and behind the repetitions cut away, the same ones count."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.making.sample_files import GOOD, Sample, all_samples
from coach.coaching.whole_clip import WholeClip
from coach.events import BaselineTaken, RepAbandoned, RepCompleted
from coach.reasons import BegunBefore, Ended
from coach.values import Pose

LEFT_S = 0.1
"""How much of the rest is left at either end of a repetition."""

SAMPLES = [sample for sample in all_samples() if sample.variant == GOOD]


def without_rest(sample: Sample) -> list[Pose]:
    poses = sample.poses()
    step_s = float(np.median(np.diff([pose.time_s for pose in poses])))
    spans = [(rep["start_s"] - LEFT_S, rep["end_s"] + LEFT_S) for rep in sample.truth()["reps"]]
    kept = [pose for pose in poses if any(start_s <= pose.time_s <= end_s for start_s, end_s in spans)]
    return [replace(pose, time_s=round(number * step_s, 6)) for number, pose in enumerate(kept)]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_whoever_goes_straight_on_is_counted_all_the_same(sample: Sample) -> None:
    exercise = sample.coached_as()
    clip = WholeClip(exercise)
    for pose in without_rest(sample):
        clip.update(pose)
    events = [*(event for step in clip.steps() for event in step.events), *clip.session.finish()]
    sided = exercise.sides != "none"
    expected = [rep.side if sided else None for rep in sample.expected().counted]
    counted = [event.rep.side for event in events if isinstance(event, RepCompleted)]
    # What the cut leaves no beginning or no end of may be told as cut instead.
    cut = sum(isinstance(event, RepAbandoned) and isinstance(event.rep.reason, BegunBefore | Ended) for event in events)
    missing = len(expected) - len(counted)
    assert any(isinstance(event, BaselineTaken) for event in events)
    assert 0 <= missing <= min(cut, 1)
    assert counted in (expected, expected[1:], expected[:-1])
