"""No exercise says "go on" or "that hurts" by itself; the clips in which somebody says it are each heard once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import pytest

from benchmarks.making.gesture_samples import GestureSample, gesture_samples
from benchmarks.making.sample_files import Sample, all_samples
from coach.signals.body import Body
from coach.signals.gestures import HELD_S, Gesture, Gestures
from coach.values import Pose
from tests.altered_poses import every_second, mirrored, shaken

LARGEST_BYTES = 300_000
MADE = [sample for sample in gesture_samples() if sample.truth["gesture"]]
RESEMBLING = [sample for sample in gesture_samples() if not sample.truth["gesture"]]


def heard(poses: Iterable[Pose]) -> list[tuple[float, Gesture]]:
    gestures = Gestures()
    found = [(pose.time_s, gestures.update(pose.time_s, Body.of(pose))) for pose in poses]
    return [(time_s, gesture) for time_s, gesture in found if gesture is not None]


def as_it_was(poses: Sequence[Pose]) -> Sequence[Pose]:
    return poses


def in_a_mirror_at_half_the_rate_with_noise(poses: Sequence[Pose]) -> Sequence[Pose]:
    # Without outlines, which say nothing about gestures and take long to turn round.
    return shaken(mirrored([replace(pose, outline=None) for pose in every_second(poses)]), sd_px=2.0, seed=1)


SEEN = [as_it_was, in_a_mirror_at_half_the_rate_with_noise]


@pytest.fixture(scope="module")
def exercises(request: pytest.FixtureRequest) -> list[tuple[Sample, list[Pose]]]:
    """One sample of each exercise by default, another case each time; a thorough run hears them all."""
    every = all_samples()
    if not request.config.getoption("--thorough"):
        own: dict[str, list[Sample]] = {}
        for sample in every:
            own.setdefault(sample.exercise, []).append(sample)
        every = [cases[number % len(cases)] for number, cases in enumerate(own.values())]
    return [(sample, sample.poses()) for sample in every]


@pytest.mark.parametrize("seen", SEEN)
def test_no_exercise_says_anything_by_itself(
    seen: Callable[[Sequence[Pose]], Sequence[Pose]], exercises: list[tuple[Sample, list[Pose]]]
) -> None:
    assert len({sample.exercise for sample, _ in exercises}) == 21
    assert {sample.name: said for sample, poses in exercises if (said := heard(seen(poses)))} == {}


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("sample", MADE, ids=lambda sample: sample.folder.name)
def test_a_gesture_is_heard_once_and_while_it_is_held(
    seen: Callable[[Sequence[Pose]], Sequence[Pose]], sample: GestureSample
) -> None:
    truth = sample.truth
    ((time_s, gesture),) = heard(seen(sample.poses))
    assert gesture == truth["gesture"]
    # The hands are near enough a little before they are quite there.
    assert truth["from_s"] + HELD_S[gesture] - 0.5 <= time_s <= truth["until_s"]


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("sample", RESEMBLING, ids=lambda sample: sample.folder.name)
def test_what_only_resembles_a_gesture_is_not_heard(
    seen: Callable[[Sequence[Pose]], Sequence[Pose]], sample: GestureSample
) -> None:
    assert heard(seen(sample.poses)) == []


def test_there_are_samples_of_both_gestures_from_the_front_and_from_the_side_and_of_what_resembles_them() -> None:
    shown = {(sample.truth["gesture"], sample.truth["camera"]) for sample in MADE}
    assert shown >= {(gesture, camera) for gesture in HELD_S for camera in ("front", "side")}
    assert len({sample.truth["body"] for sample in MADE}) >= 2
    assert RESEMBLING


@pytest.mark.parametrize("sample", gesture_samples(), ids=lambda sample: sample.folder.name)
def test_a_sample_is_whole_and_small(sample: GestureSample) -> None:
    assert sum(path.stat().st_size for path in sample.folder.iterdir()) <= LARGEST_BYTES
    assert (sample.folder / "clip.mp4").is_file()
    assert len(sample.poses) == sample.truth["frames"]
