"""From steps to the spine as it is drawn: its course, how far each part of it turned, how full it is. No drawing here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX
from coach.outputs.screen.steady import LEAST_S
from coach.values import LowBackLevel, Pose, Spine

Floats = NDArray[np.float64]

SEEN_FROM: Final = 0.5
"""Landmarks of a lower visibility are not drawn; chosen."""

HEIGHTS: Final = np.linspace(0.0, 1.0, 33)
"""Where the drawn curve lies, in parts of pelvis to shoulders."""

LUMBAR: Final = (0.06, 0.40)
"""Where the low back lies, in parts of pelvis to shoulders; above it is the upper back. In adults the lumbar part is about 18
of the 46 cm from the top of the sacrum to the neck."""

NECK: Final = {True: 0.35, False: 0.62}
"""How far the curve goes on from the shoulders to the middle of the ears, seen from the front and from the side: to below
chin and skull. Chosen."""

STEEPEST: Final = 0.35
"""Most that the spine leans over the line from pelvis to shoulders at either end, as a slope; chosen."""

SHAPE_S: Final = 0.15
ANGLE_S: Final = 0.12
"""Time constants over which shape and angles follow what is measured: longer than a landmark trembles, too short to be
seen as a lag. The curve's ends are not delayed, so that it stays in the body. Chosen."""


@dataclass(frozen=True, slots=True, eq=False)
class SpineScene:
    """The spine of one moment. Lengths are in heights of the picture, x from its left, mirrored as the picture is.

    course: (33, 2) from the pelvis to the shoulders. neck: (2,) where the neck ends, None where no ear is seen.
    trunk: length of pelvis to shoulders. behind: +1 where the back is to the right of the course as it goes up, -1 to the
    left, 0 from the front.
    turns_deg: how far pelvis, top of the low back and top of the upper back have turned to the person's left, None where
    no turn is measured or the parts cannot be told apart.
    told_apart: whether low and upper back are drawn differently. share: how much of the range the upper back (or, where
    the parts are not told apart, the whole) has come, 0 … 1; NaN where it says nothing of the spine. reached: all of it.
    level: how plainly the movement went to the low back.
    """

    course: Floats
    neck: Floats | None
    trunk: float
    behind: int
    turns_deg: tuple[float, float, float] | None
    told_apart: bool
    share: float
    reached: bool
    level: LowBackLevel


class SteadySpine:
    """Makes the spine's scenes in the order of the steps, without trembling."""

    def __init__(self) -> None:
        self._time_s = -math.inf
        self._offsets: Floats | None = None
        self._turns: Floats | None = None
        self._known_s = -math.inf

    def scene(
        self, time_s: float, pose: Pose, spine: Spine, *, share: float, reached: bool, level: LowBackLevel
    ) -> SpineScene | None:
        """The scene of this moment; None where hips or shoulders are not seen."""
        elapsed_s = time_s - self._time_s
        self._time_s = time_s
        ends = _ends(pose)
        if ends is None:
            self._offsets = self._turns = None
            return None
        low, high = ends
        along = high - low
        across = np.array([-along[1], along[0]])
        wanted = _bow(pose, low, high) if spine.turning else _offsets(pose, spine, low, along, across)
        self._offsets = _followed(self._offsets, wanted, elapsed_s, SHAPE_S)
        if spine.told_apart:
            self._known_s = time_s
        told_apart = 0 <= time_s - self._known_s < LEAST_S
        turns: tuple[float, float, float] | None = None
        if spine.told_apart and spine.turning:
            pelvis = spine.pelvis_deg if math.isfinite(spine.pelvis_deg) else 0.0
            parts = np.cumsum([pelvis, spine.lumbar_deg, spine.thoracic_deg])
            self._turns = _followed(self._turns, parts, elapsed_s, ANGLE_S)
        elif not told_apart:
            self._turns = None
        if self._turns is not None:
            turns = (float(self._turns[0]), float(self._turns[1]), float(self._turns[2]))
        return SpineScene(
            course=low + HEIGHTS[:, None] * along + self._offsets[:, None] * across,
            neck=_neck(pose, high, NECK[spine.turning]),
            trunk=float(np.hypot(*along)),
            behind=0 if spine.turning or spine.course is None else _behind(pose, spine, low, across),
            turns_deg=turns,
            told_apart=told_apart,
            share=share if spine.fills else math.nan,
            reached=reached and spine.fills,
            level=level if told_apart else "none",
        )


def place(pose: Pose, *names: str) -> Floats | None:
    """The middle of those of these landmarks that are seen, mirrored, in heights of the picture; None where none is."""
    indices = [INDEX[name] for name in names if pose.visibility[INDEX[name]] >= SEEN_FROM]
    points = pose.image[indices, :2].astype(np.float64)
    if not len(points) or not np.isfinite(points).all():
        return None
    x, y = points.mean(axis=0)
    return np.array([(1.0 - x) * pose.size[0] / pose.size[1], y])


def _ends(pose: Pose) -> tuple[Floats, Floats] | None:
    low, high = place(pose, "left_hip", "right_hip"), place(pose, "left_shoulder", "right_shoulder")
    if low is None or high is None or not 0.02 < float(np.hypot(*(high - low))) < 4:
        return None
    return low, high


def _neck(pose: Pose, high: Floats, share: float) -> Floats | None:
    ears = place(pose, "left_ear", "right_ear")
    return None if ears is None else high + share * (ears - high)


def _bow(pose: Pose, low: Floats, high: Floats) -> Floats:
    """Seen from the front the spine stands square on the pelvis and carries the shoulders square: a side-bend is a bow."""
    slopes = [_slope(pose, part, high - low) for part in ("hip", "shoulder")]
    h = HEIGHTS
    return np.asarray((h**3 - 2 * h**2 + h) * slopes[0] + (h**3 - h**2) * slopes[1])


def _slope(pose: Pose, part: str, along: Floats) -> float:
    """How far the line through a pair of joints is off square to the trunk; half of it, since the joints are not exact."""
    left, right = place(pose, f"left_{part}"), place(pose, f"right_{part}")
    if left is None or right is None:
        return 0.0
    line = right - left
    squared = float(along @ along)
    across = np.array([-along[1], along[0]])
    width, rise = float(line @ across) / squared, float(line @ along) / squared
    if abs(width) < 0.15:
        return 0.0
    return float(np.clip(-rise / width / 2, -STEEPEST, STEEPEST))


def _offsets(pose: Pose, spine: Spine, low: Floats, along: Floats, across: Floats) -> Floats:
    """How far the course in the outline is beside the line from hips to shoulders, in its length; 0 where none is seen."""
    if spine.course is None:
        return np.zeros_like(HEIGHTS)
    points = _mirrored(spine.course, pose) - low
    squared = float(along @ along)
    heights, beside = points @ along / squared, points @ across / squared
    return np.asarray(np.interp(HEIGHTS, heights, beside))


def _behind(pose: Pose, spine: Spine, low: Floats, across: Floats) -> int:
    """On which side the back is: the course lies behind the line from hips to shoulders more than before it."""
    if spine.course is None:
        return 0
    beside = (_mirrored(spine.course, pose) - low) @ across
    return 1 if float(beside.mean()) > 0 else -1


def _mirrored(course: NDArray[np.float32], pose: Pose) -> Floats:
    width, height = pose.size
    return np.column_stack([(1.0 - course[:, 0]) * width / height, course[:, 1]]).astype(np.float64)


def _followed(before: Floats | None, now: Floats, elapsed_s: float, constant_s: float) -> Floats:
    if before is None or not 0 <= elapsed_s < 1:
        return now
    return np.asarray(before + (1 - math.exp(-elapsed_s / constant_s)) * (now - before))
