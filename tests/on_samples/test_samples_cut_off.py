"""The picture ends above the knees or the ankles: what does not rest on them is counted all the same, and the rest is told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.making.sample_files import SAMPLES, Sample
from coach.coaching.session import Session
from coach.events import FaultsUnwatched, RepCompleted
from coach.landmarks import GROUPS, INDEX
from coach.values import Pose

BELOW = {
    "knees": (*GROUPS["knees"], *GROUPS["ankles"], *GROUPS["feet"]),
    "ankles": (*GROUPS["ankles"], *GROUPS["feet"]),
}
HIDDEN = {"stomach-crunch": "knees", "standing-backward-bend": "ankles"}
GOOD = [
    (Sample(path), part)
    for exercise, part in HIDDEN.items()
    for path in sorted((SAMPLES / exercise).glob("good-*"))
    if path.is_dir()
]


def cut_off(pose: Pose, part: str) -> Pose:
    visibility, image = pose.visibility.copy(), pose.image.copy()
    numbers = [INDEX[name] for name in BELOW[part]]
    visibility[numbers] = 0.1
    image[numbers, 1] += np.float32(0.7)
    return replace(pose, image=image, visibility=visibility)


@pytest.mark.parametrize(("sample", "part"), GOOD, ids=[str(sample) for sample, _ in GOOD])
def test_counts_what_is_done_with_the_legs_out_of_the_picture(sample: Sample, part: str) -> None:
    session = Session(sample.coached_as(), quiet=True)
    events = [event for pose in sample.poses() for event in session.step(cut_off(pose, part)).events]
    events += session.finish()
    assert sum(isinstance(event, RepCompleted) for event in events) == len(sample.expected().counted)
    told = [event for event in events if isinstance(event, FaultsUnwatched)]
    knees = {fault.id for fault in sample.coached_as().fault if "knee" in fault.id}
    assert knees <= {fault for event in told for fault in event.faults}
    assert all(event.hidden == (part,) for event in told)
