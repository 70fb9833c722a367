"""What the coach makes of each sample, worked out once for all tests."""

from __future__ import annotations

import functools

from benchmarks.judging.on_samples import Outcome, coached
from benchmarks.making.sample_files import Sample


@functools.cache
def outcome_of(sample: Sample) -> Outcome:
    """The outcome of a sample's recording in its own exercise."""
    return coached(sample.coached_as(), sample.poses())
