"""Movements of the body that go along with an exercise's own make it another one: nothing of it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, radians, sin
from typing import Any

import numpy as np

from benchmarks.judging.on_samples import coached
from benchmarks.making.sample_files import OWN, Sample
from coach.engine import catalog
from coach.landmarks import INDEX
from coach.values import Pose

HIGH_TRUNKS = 0.2
"""So high a knee and its foot go, in trunk lengths: real people who run on the spot in slow motion lift theirs higher."""


def with_high_knees(poses: Sequence[Pose], reps: Sequence[dict[str, Any]]) -> list[Pose]:
    """A knee goes up and down with each repetition, the left one and the right one in turn."""
    return [_with_high_knee(pose, reps) for pose in poses]


def _with_high_knee(pose: Pose, reps: Sequence[dict[str, Any]]) -> Pose:
    for number, rep in enumerate(reps):
        through = (pose.time_s - rep["start_s"]) / (rep["end_s"] - rep["start_s"])
        if 0 <= through <= 1:
            image = pose.image.copy()
            trunk = abs(float(image[INDEX["left_hip"], 1] - image[INDEX["left_shoulder"], 1]))
            side = "left" if number % 2 == 0 else "right"
            for part in ("knee", "ankle", "heel", "foot_index"):
                image[INDEX[f"{side}_{part}"], 1] -= np.float32(HIGH_TRUNKS * trunk * sin(pi * through))
            return replace(pose, image=image)
    return pose


def with_the_legs_in_the_air(poses: Sequence[Pose], by_deg: float) -> list[Pose]:
    """Both legs, as they are bent, turned up about the hips from the floor by so many degrees."""
    return [_with_the_legs_in_the_air(pose, radians(by_deg)) for pose in poses]


def _with_the_legs_in_the_air(pose: Pose, by: float) -> Pose:
    if not pose.found:
        return pose
    size = np.array(pose.size, np.float64)
    xy = pose.image[:, :2] * size
    legs = [INDEX[f"{side}_{part}"] for side in ("left", "right") for part in ("knee", "ankle", "heel", "foot_index")]
    hip = (xy[INDEX["left_hip"]] + xy[INDEX["right_hip"]]) / 2
    head_is_left = xy[INDEX["nose"], 0] < hip[0]
    turn = by if not head_is_left else -by  # up, and towards the head: y points down
    across, down = (xy[legs] - hip).T
    turned = np.stack([cos(turn) * across - sin(turn) * down, sin(turn) * across + cos(turn) * down], axis=1)
    image = pose.image.copy()
    image[legs, :2] = ((turned + hip) / size).astype(np.float32)
    return replace(pose, image=image)


def test_shoulders_that_go_up_with_the_legs_in_the_air_are_no_stomach_crunch() -> None:
    sample = Sample(OWN / "stomach-crunch" / "good-male")
    exercise, poses = sample.coached_as(catalog.find("stomach-crunch")), sample.poses()
    assert len(coached(exercise, with_the_legs_in_the_air(poses, 10)).counted) == len(sample.truth()["reps"])
    assert not coached(exercise, with_the_legs_in_the_air(poses, 45)).counted


def test_shoulders_that_go_round_with_high_knees_are_no_shoulder_rolls() -> None:
    sample = Sample(OWN / "shoulder-rolls" / "good-male")
    exercise, poses = sample.coached_as(catalog.find("shoulder-rolls")), sample.poses()
    assert len(coached(exercise, poses).counted) == len(sample.truth()["reps"])
    assert not coached(exercise, with_high_knees(poses, sample.truth()["reps"])).counted
