"""What must not matter: when it was filmed, which side comes first, the frame rate, a little noise."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.judging.on_samples import Outcome, coached
from benchmarks.making.sample_files import GOOD, Sample, all_samples
from coach.events import Event
from coach.outputs.exports import event_record
from coach.values import Pose
from tests.altered_poses import every_second, later, mirrored, shaken
from tests.sample_outcomes import outcome_of

OTHER = {"left": "right", "right": "left", None: None}
MOMENTS = {"time_s", "since_s", "start_s", "peak_s", "end_s"}
LATER_S = 100.0


def _a_good_one_each() -> list[Sample]:
    first: dict[str, Sample] = {}
    for sample in all_samples():
        if sample.variant == GOOD:
            first.setdefault(sample.exercise, sample)
    return list(first.values())


@pytest.fixture(scope="module", params=_a_good_one_each(), ids=lambda sample: sample.name)
def sample(request: pytest.FixtureRequest) -> Sample:
    chosen: Sample = request.param
    return chosen


@pytest.fixture(scope="module")
def poses(sample: Sample) -> list[Pose]:
    return sample.poses()


@pytest.fixture(scope="module")
def outcome(sample: Sample) -> Outcome:
    return outcome_of(sample)


def test_filmed_later_is_the_same_later(sample: Sample, poses: list[Pose], outcome: Outcome) -> None:
    shifted = coached(sample.coached_as(), later(poses, LATER_S))
    assert len(shifted.events) == len(outcome.events)
    for event, as_it_was in zip(shifted.events, outcome.events, strict=True):
        assert _record(event) == pytest.approx(_record(as_it_was, LATER_S), abs=1e-6, nan_ok=True)


def test_a_mirror_swaps_the_sides(sample: Sample, poses: list[Pose], outcome: Outcome) -> None:
    in_mirror = coached(sample.coached_as(), mirrored(poses))
    assert in_mirror.sides == tuple(OTHER[side] for side in outcome.sides)
    assert _faults(in_mirror) == _faults(outcome)


def test_half_the_frame_rate_counts_the_same(sample: Sample, poses: list[Pose], outcome: Outcome) -> None:
    assert coached(sample.coached_as(), every_second(poses)).sides == outcome.sides


def test_a_little_noise_counts_the_same(sample: Sample, poses: list[Pose], outcome: Outcome) -> None:
    assert coached(sample.coached_as(), shaken(poses, sd_px=0.3, seed=1)).sides == outcome.sides


def _faults(outcome: Outcome) -> list[str]:
    return [raised.fault for raised in outcome.raised]


def _record(event: Event, later_by_s: float = 0.0) -> dict[str, Any]:
    """The event as one flat level, its moments moved."""
    record = event_record(event)
    record |= {f"rep.{key}": value for key, value in record.pop("rep", {}).items()}
    return {key: _moved(key, value, later_by_s) for key, value in record.items()}


def _moved(key: str, value: Any, by_s: float) -> Any:
    if isinstance(value, tuple):
        return " ".join(value)
    return value + by_s if key.removeprefix("rep.") in MOMENTS else value
