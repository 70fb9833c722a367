"""What is compared with what: measures of ours and simpler readings of the same landmarks, each with its true angle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import acos, atan2, copysign, degrees
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX
from coach.measures.trunk import LEAST_MOVEMENT_DEG
from coach.values import Measures, Pose

Angles = Mapping[str, NDArray[np.float64]]
Series = NDArray[np.float64]
Reading = Callable[[Measures, Pose, Pose], float]


@dataclass(frozen=True)
class Comparison:
    """One measure and the truth it stands for.

    measured: what is read in each frame, from the measures, the pose, and the first pose of the neutral.
    truth: the true angle in each frame. change: compare changes from the neutral on both sides.
    exercises: beginnings of the exercises' names in which the comparison makes sense, all where empty.
    views: the exercises' views in which it makes sense, all where empty. naive: not ours, but what is usually done.
    """

    name: str
    against: str
    measured: Reading
    truth: Callable[[Angles], Series]
    change: bool = True
    exercises: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    naive: bool = False

    def fits(self, exercise: str, view: str) -> bool:
        """Whether it makes sense in an exercise of that name and view."""
        return (not self.exercises or exercise.startswith(self.exercises)) and (not self.views or view in self.views)


def _measure(name: str) -> Reading:
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


def _world_knee_angle(side: str) -> Reading:
    """Bend of a knee from the world landmarks, 0° straight: what is usually done."""
    hip, knee, ankle = (INDEX[f"{side}_{part}"] for part in ("hip", "knee", "ankle"))

    def read(_measures: Measures, pose: Pose, _neutral: Pose) -> float:
        thigh, shank = pose.world[knee] - pose.world[hip], pose.world[ankle] - pose.world[knee]
        cosine = float(thigh @ shank) / float(np.linalg.norm(thigh) * np.linalg.norm(shank))
        return degrees(acos(max(-1.0, min(1.0, cosine))))

    return read


def _forward_lean(angles: Angles) -> Series:
    """The lean that the picture shows, forward positive whichever way the person faces."""
    lean = angles["trunk_lean_2d"]
    return lean if np.mean(lean * angles["trunk_forward_lean"]) >= 0 else -lean


def _share(above: str, *below: str) -> Callable[[Angles], Series]:
    """The true share made below the upper back, of changes from the first frames; told while a movement is half done."""

    def share(angles: Angles) -> Series:
        moved = {name: np.abs(angles[name] - np.median(angles[name][:STILL_FRAMES])) for name in (above, *below)}
        lower = np.sum([moved[name] for name in below], axis=0)
        whole = moved[above] + lower
        least = max(LEAST_MOVEMENT_DEG, float(whole.max()) / 2)
        return np.where(whole >= least, lower / np.maximum(whole, least), np.nan)

    return share


STILL_FRAMES: Final = 25
"""So many frames at first everybody is still, at the least: 1.7 s of the clips' 15 frames a second."""

_ROTATION = ("sit-and-rotate",)
_ARCH = ("sit-and-arch",)
_LEANING = (*_ARCH, "seated-forward-bend", "elbows-on-thighs", "standing-roll-down")

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
        naive=True,
    ),
    Comparison(
        "(elbow span acos)",
        "shoulder_line_yaw",
        _elbow_span_yaw,
        _column("shoulder_line_yaw"),
        exercises=_ROTATION,
        naive=True,
    ),
    Comparison(
        "pelvis_rotation_deg",
        "pelvis_rotation",
        _measure("pelvis_rotation_deg"),
        _column("pelvis_rotation"),
        exercises=_ROTATION,
    ),
    Comparison(
        "lumbar_rotation_deg",
        "lumbar_rotation",
        _measure("lumbar_rotation_deg"),
        _column("lumbar_rotation"),
        exercises=_ROTATION,
    ),
    Comparison(
        "shoulder_line_turn_deg",
        "shoulder_line_yaw",
        _measure("shoulder_line_turn_deg"),
        _column("shoulder_line_yaw"),
        exercises=("seated-crossed-leg-twist",),
    ),
    Comparison(
        "low_back_share",
        "share of lumbar and pelvic rotation",
        _measure("low_back_share"),
        _share("thoracic_rotation", "lumbar_rotation", "pelvis_rotation"),
        change=False,
        exercises=(*_ROTATION, "seated-crossed-leg-twist"),
    ),
    Comparison(
        "low_back_share",
        "share of lumbar extension and tilt",
        _measure("low_back_share"),
        _share("thoracic_extension", "lumbar_extension", "pelvic_tilt"),
        change=False,
        exercises=(*_ARCH, "shoulder-blade-squeeze", "standing-backward-bend"),
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
        "lumbar_extension_deg",
        "lumbar_extension",
        _measure("lumbar_extension_deg"),
        _column("lumbar_extension"),
        exercises=_ARCH,
    ),
    Comparison(
        "pelvic_tilt_deg",
        "pelvic_tilt",
        _measure("pelvic_tilt_deg"),
        _column("pelvic_tilt"),
        exercises=_ARCH,
    ),
    Comparison(
        "backward_bend_deg",
        "trunk_lean_2d, backward",
        _measure("backward_bend_deg"),
        lambda angles: -_forward_lean(angles),
        exercises=("standing-backward-bend",),
    ),
    Comparison(
        "trunk_rise_deg",
        "trunk_lean_2d, off the floor",
        _measure("trunk_rise_deg"),
        lambda angles: -np.abs(angles["trunk_lean_2d"]),
        exercises=("stomach-crunch", "prone-press-up"),
    ),
    Comparison(
        "trunk_lean_deg",
        "trunk_lean_2d, forward",
        _measure("trunk_lean_deg"),
        _forward_lean,
        change=False,
        exercises=_LEANING,
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
    *(
        Comparison(
            f"(3-D knee angle of world landmarks, {side})",
            f"knee_flexion_{side}",
            _world_knee_angle(side),
            _column(f"knee_flexion_{side}"),
            change=False,
            views=("side",),
            naive=True,
        )
        for side in ("left", "right")
    ),
    Comparison("neck_flexion_deg", "neck_flexion", _measure("neck_flexion_deg"), _column("neck_flexion")),
    Comparison("chin_tuck_deg", "chin_tuck", _measure("chin_tuck_deg"), _column("chin_tuck")),
)
