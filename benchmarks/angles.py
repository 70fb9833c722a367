"""Measures against the angles that the bodies truly had, beside simpler readings of the same landmarks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import acos, atan2, copysign, degrees, nan
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.sample_files import Sample
from coach.landmarks import INDEX
from coach.session import Session
from coach.values import Measures, Pose

Angles = Mapping[str, NDArray[np.float64]]
Series = NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """One measure and the truth it stands for.

    reading: what is read in each frame, from the measures, the pose, and the first pose of the neutral.
    truth: the true angle in each frame. change: compare changes from the neutral on both sides.
    exercises: beginnings of the exercises' names in which the comparison makes sense, all where empty.
    """

    name: str
    against: str
    reading: Callable[[Measures, Pose, Pose], float]
    truth: Callable[[Angles], Series]
    change: bool = True
    exercises: tuple[str, ...] = ()


def _measure(name: str) -> Callable[[Measures, Pose, Pose], float]:
    return lambda measures, _pose, _neutral: measures[name]


def _column(name: str) -> Callable[[Angles], Series]:
    return lambda angles: angles[name]


def _world_shoulder_yaw(_measures: Measures, pose: Pose, _neutral: Pose) -> float:
    """Yaw of the shoulder line in the world landmarks, left positive: what is usually done."""
    across = pose.world[INDEX["left_shoulder"]] - pose.world[INDEX["right_shoulder"]]
    return degrees(atan2(across[2], across[0]))


def _elbow_span_yaw(_measures: Measures, pose: Pose, neutral: Pose) -> float:
    """acos of the elbows' span against its span at the neutral, towards the side that the nose went to."""
    nose, ears = pose.image[INDEX["nose"], 0], pose.image[[INDEX["left_ear"], INDEX["right_ear"]], 0].mean()
    return copysign(degrees(acos(min(1.0, _elbow_span(pose) / _elbow_span(neutral)))), nose - ears)


def _elbow_span(pose: Pose) -> float:
    across = (pose.image[INDEX["left_elbow"], :2] - pose.image[INDEX["right_elbow"], :2]) * pose.size
    return float(np.hypot(*across))


_ROTATION = ("sit-and-rotate",)
_ARCH = ("sit-and-arch",)

COMPARISONS: Final = (
    Comparison(
        "thoracic_rotation_deg",
        "thoracic_rotation",
        _measure("thoracic_rotation_deg"),
        _column("thoracic_rotation"),
        exercises=_ROTATION,
    ),
    Comparison(
        "(world-landmark shoulder yaw)",
        "shoulder_line_yaw",
        _world_shoulder_yaw,
        _column("shoulder_line_yaw"),
        exercises=_ROTATION,
    ),
    Comparison(
        "(elbow span acos)",
        "shoulder_line_yaw",
        _elbow_span_yaw,
        _column("shoulder_line_yaw"),
        exercises=_ROTATION,
    ),
    Comparison(
        "pelvis_rotation_deg",
        "pelvis_rotation",
        _measure("pelvis_rotation_deg"),
        _column("pelvis_rotation"),
        exercises=_ROTATION,
    ),
    Comparison(
        "upper_back_arch_deg",
        "thoracic_extension",
        _measure("upper_back_arch_deg"),
        _column("thoracic_extension"),
        exercises=_ARCH,
    ),
    Comparison(
        "lower_back_arch_deg",
        "lumbar_extension - pelvic_tilt",
        _measure("lower_back_arch_deg"),
        lambda angles: angles["lumbar_extension"] - angles["pelvic_tilt"],
        exercises=_ARCH,
    ),
    Comparison(
        "trunk_lean_deg",
        "trunk_lean_2d, forward",
        _measure("trunk_lean_deg"),
        lambda angles: (
            np.sign(np.mean(angles["trunk_lean_2d"] * angles["trunk_forward_lean"])) * angles["trunk_lean_2d"]
        ),
        change=False,
        exercises=_ARCH,
    ),
    *(
        Comparison(
            f"{joint}_flexion_{side}_deg",
            f"{joint}_flexion_{side}",
            _measure(f"{joint}_flexion_{side}_deg"),
            _column(f"{joint}_flexion_{side}"),
            change=False,
        )
        for joint in ("knee", "hip")
        for side in ("left", "right")
    ),
    Comparison("neck_flexion_deg", "neck_flexion", _measure("neck_flexion_deg"), _column("neck_flexion")),
    Comparison("chin_tuck_deg", "chin_tuck", _measure("chin_tuck_deg"), _column("chin_tuck")),
)

HEAD: Final = ("exercise", "measure", "truth", "as", "frames", "MAE", "p95", "bias", "true range")


@dataclass(frozen=True)
class _Seen:
    """One sample with its measures taken; baseline: index of the frame from which it is counted."""

    angles: Angles
    measures: Sequence[Measures]
    poses: Sequence[Pose]
    baseline: int


def angle_rows(samples: Iterable[Sample]) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Head and rows of the table: each comparison over all frames of all samples of an exercise after the baseline."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for sample in samples:
        taken = _see(sample)
        if taken is not None:
            seen[sample.exercise].append(taken)
    rows = (
        _row(exercise, comparison, group)
        for comparison in COMPARISONS
        for exercise, group in seen.items()
        if not comparison.exercises or exercise.startswith(comparison.exercises)
    )
    return HEAD, [row for row in rows if row]


def _see(sample: Sample) -> _Seen | None:
    session = Session(sample.coached_as(), every_measure=True)
    poses = sample.poses()
    steps = [session.step(pose) for pose in poses]
    counting = [index for index, step in enumerate(steps) if step.state.watching != "position"]
    if not counting:
        return None
    return _Seen(sample.angles(), [step.measures for step in steps], poses, counting[0])


def _row(exercise: str, comparison: Comparison, group: Iterable[_Seen]) -> Sequence[str]:
    read, true = (np.concatenate(parts) for parts in zip(*(_series(comparison, seen) for seen in group), strict=True))
    known = np.isfinite(read)
    if not known.any():
        return ()
    error = (read - true)[known]
    return (
        exercise,
        comparison.name,
        comparison.against,
        "change" if comparison.change else "absolute",
        str(known.sum()),
        f"{np.abs(error).mean():.1f}",
        f"{np.percentile(np.abs(error), 95):.1f}",
        f"{error.mean():+.1f}",
        f"{true[known].min():.0f} … {true[known].max():.0f}",
    )


def _series(comparison: Comparison, seen: _Seen) -> tuple[Series, Series]:
    """Readings and true angles from the baseline on, as changes from the second before it where asked for."""
    true = comparison.truth(seen.angles)
    neutral_pose = seen.poses[seen.baseline - 1]
    read = np.array(
        [
            comparison.reading(measures, pose, neutral_pose) if pose.found else nan
            for measures, pose in zip(seen.measures, seen.poses, strict=True)
        ]
    )
    if comparison.change:
        neutral = slice(max(0, seen.baseline - 15), seen.baseline)
        true = true - np.median(true[neutral])
        if np.isfinite(read[neutral]).any():
            read = read - np.nanmedian(read[neutral])
    return read[seen.baseline :], true[seen.baseline :]
