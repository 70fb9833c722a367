"""A chair pushed back, a step nearer, a camera that frames by itself: another size makes no other count and no fault."""

from __future__ import annotations

import pytest

from benchmarks.judging.on_samples import coached, judge
from benchmarks.making.sample_files import GOOD, Sample, all_samples
from tests.altered_poses import resized

BEFORE_S = 0.3
"""So long before the first repetition the size changes: the start position is known by then."""

SAMPLES = [sample for sample in all_samples() if sample.variant == GOOD]


MISSED = {
    ("shoulder-rolls/good-male", 0.8): "at rest he reads 1.1 lower at another size, so that the last circle stays open",
    ("shoulder-rolls/good-male", 0.9): "at rest he reads 1.1 lower at another size, so that the last circle stays open",
}


SIZES = (0.8, 0.9, 1.1)


def marks(number: int, sample: Sample, times: float) -> list[pytest.MarkDecorator]:
    """By default another size for each sample, in turn."""
    found = [] if times == SIZES[number % len(SIZES)] else [pytest.mark.thorough]
    why = MISSED.get((sample.name, times))
    return [*found, pytest.mark.xfail(strict=True, reason=why)] if why else found


CASES = [
    pytest.param(sample, times, id=f"{sample.name}-{times}", marks=marks(number, sample, times))
    for number, sample in enumerate(SAMPLES)
    for times in SIZES
]


@pytest.mark.parametrize(("sample", "times"), CASES)
def test_another_size_changes_no_count_and_raises_no_fault(sample: Sample, times: float) -> None:
    from_s = sample.truth()["reps"][0]["start_s"] - BEFORE_S
    verdict = judge(coached(sample.coached_as(), resized(sample.poses(), times, from_s, 0.0)), sample.expected())
    assert verdict.exact
    assert verdict.false == ()
