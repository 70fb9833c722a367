"""A slow machine sees 8 or 10 frames a second: what is done well counts exactly, and holds are timed to about a frame."""

from __future__ import annotations

import pytest

from benchmarks.judging.on_samples import HOLD_TOLERANCE_S, coached, judge
from benchmarks.making.sample_files import GOOD, Sample, all_samples
from tests.altered_poses import thinned

SAMPLES = [sample for sample in all_samples() if sample.variant == GOOD]
RATES = (8.0, 10.0)

MISSED_STEPS = {("walk-in-place/good-female-slow", 8.0): 2, ("walk-in-place/good-female-slow", 10.0): 1}
"""Steps whose foot is off the floor for 0.25 s: no frame shows the lift, or one alone, too slow to be told from a sway."""

UNSURE_HOLDS_S = {
    ("chin-to-chest/good-female", 8.0): 0.5,  # the same at the full rate
    ("chin-to-chest/good-female", 10.0): 0.51,
    ("lying-knee-rotation/good-male", 8.0): 0.5,  # by 0.42 s at the full rate
    ("lying-knee-rotation/good-male", 10.0): 0.44,
    ("seated-crossed-leg-twist/good-male", 10.0): 0.4,
    ("sit-and-rotate/good-heavy-slow", 8.0): 0.48,  # the same at the full rate
    ("sit-and-rotate/good-heavy-slow", 10.0): 0.48,
    ("standing-roll-down/good-male", 10.0): 0.42,
}
"""Holds that are timed worse than the tolerance and a frame, by how much at most; their counts are right."""


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_slow_machine_counts_what_is_done_well(sample: Sample) -> None:
    poses, expected = sample.poses(), sample.expected()
    for fps in RATES:
        slow = thinned(poses, fps)
        assert len(slow) - 1 <= fps * (poses[-1].time_s - poses[0].time_s) + 1
        verdict = judge(coached(sample.coached_as(), slow), expected)
        missed = MISSED_STEPS.get((sample.name, fps), 0)
        assert len(expected.counted) - len(verdict.counted_sides) == missed, fps
        if missed:
            continue
        assert verdict.exact, fps
        assert verdict.false == (), fps
        worst_s = UNSURE_HOLDS_S.get((sample.name, fps), HOLD_TOLERANCE_S + 0.5 / fps)
        assert max(map(abs, verdict.hold_errors_s), default=0.0) <= worst_s, fps
