"""A chair pushed back, a step nearer, a camera that frames by itself: another size makes no other count and no fault."""

from __future__ import annotations

import pytest

from benchmarks.judging import coached, judge
from benchmarks.sample_files import GOOD, Sample, all_samples
from tests.altered_poses import resized

BEFORE_S = 0.3
"""So long before the first repetition the size changes: the start position is known by then."""

SAMPLES = [sample for sample in all_samples() if sample.variant == GOOD]


@pytest.mark.parametrize("times", [0.8, 0.9, 1.1])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_another_size_changes_no_count_and_raises_no_fault(sample: Sample, times: float) -> None:
    from_s = sample.truth()["reps"][0]["start_s"] - BEFORE_S
    verdict = judge(coached(sample.coached_as(), resized(sample.poses(), times, from_s, 0.0)), sample.expected())
    assert verdict.exact
    assert verdict.false == ()
