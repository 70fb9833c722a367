"""Steps of somebody who is seen now and then, for the outputs that write every frame."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from coach.landmarks import COUNT, INDEX
from coach.values import ExerciseCard, ExerciseState, Measures, Pose, Step

FRAMES = 40
RATE = 25.0
UNSEEN_FRAME = 7
"""The frame in which nobody is found."""

HIDDEN = "left_ankle"
"""A landmark that is never visible enough."""

CARD = ExerciseCard(
    "sit-and-rotate",
    "Sit and rotate",
    "chosen",
    "seated",
    "front",
    "alternate",
    3,
    2.0,
    "thoracic_rotation_deg",
    30,
    "°",
)


def angle(number: int) -> float:
    """The rotation at that frame, NaN before the fourth."""
    return math.nan if number < 3 else 30.0 * math.sin(number / 5)


def pose_at(number: int) -> Pose:
    """Landmark k lies k mm to the right, 2 k mm down and (k + frame) mm away."""
    time_s = round(number / RATE, 6)
    if number == UNSEEN_FRAME:
        return Pose.nobody(time_s, (640, 480))
    k = np.arange(COUNT)
    world = np.stack([k, 2 * k, k + number], axis=1) / 1000
    visibility = np.ones(COUNT, np.float32)
    visibility[INDEX[HIDDEN]] = 0.3
    return Pose(time_s, (640, 480), np.full((COUNT, 3), 0.5, np.float32), world.astype(np.float32), visibility)


def step_of(pose: Pose, values: dict[str, float], card: ExerciseCard = CARD) -> Step:
    """A step with these measures."""
    state = ExerciseState("exercise", "turning", 0.0, None, None, {}, math.nan, 0.0, False)
    return Step(card, pose, Measures(pose.time_s, values), state)


def steps() -> Iterator[Step]:
    """All frames: a measure known from the fourth frame on, one known in every third, one never."""
    for number in range(FRAMES):
        values = {
            "thoracic_rotation_deg": angle(number),
            "neck_flexion_deg": 5.0 if number % 3 == 0 else math.nan,
            "trunk_lean_deg": math.nan,
        }
        yield step_of(pose_at(number), values)


NAMES = ("thoracic_rotation_deg", "neck_flexion_deg", "trunk_lean_deg")


def error_of(name: str, view: str) -> float | None:
    """Only rotation was measured, and it is worse from the side."""
    return {"front": 2.6, "side": 9.0}[view] if name == "thoracic_rotation_deg" else None
