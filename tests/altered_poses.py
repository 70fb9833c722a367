"""The same poses seen otherwise: later, in a mirror, nearer, at half the rate, with a little noise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from coach.landmarks import MIRROR
from coach.values import FloatArray, Pose


def later(poses: Sequence[Pose], by_s: float) -> list[Pose]:
    """Every pose so many seconds later."""
    return [replace(pose, time_s=pose.time_s + by_s) for pose in poses]


def every_second(poses: Sequence[Pose]) -> list[Pose]:
    """As a camera of half the frame rate would have seen it."""
    return list(poses[::2])


def thinned(poses: Sequence[Pose], fps: float) -> list[Pose]:
    """As a machine that infers so many frames a second would have seen it: of each moment the next frame there is."""
    kept: list[Pose] = []
    due_s = poses[0].time_s
    for pose in poses:
        if pose.time_s >= due_s - 1e-6:
            kept.append(pose)
            due_s += max(1.0, (pose.time_s - due_s) * fps // 1 + 1) / fps
    return kept


def resized(poses: Sequence[Pose], times: float, from_s: float, within_s: float) -> list[Pose]:
    """As if the camera zoomed, or the person rolled nearer or further, from a moment on, within so many seconds."""
    return [_resized(pose, 1 + (times - 1) * _share(pose.time_s - from_s, within_s)) for pose in poses]


def _share(since_s: float, within_s: float) -> float:
    return float(since_s >= 0) if within_s == 0 else min(1.0, max(0.0, since_s / within_s))


def _resized(pose: Pose, times: float) -> Pose:
    if times == 1 or not pose.found:
        return pose
    image = pose.image.copy()
    image[:, :2] = 0.5 + times * (image[:, :2] - 0.5)
    image[:, 2] *= times
    outline = pose.outline
    return replace(
        pose, image=image, outline=None if outline is None else (0.5 + times * (outline - 0.5)).astype(np.float32)
    )


def mirrored(poses: Sequence[Pose]) -> list[Pose]:
    """As if the person had done it on the other side: the picture mirrored, and left named right."""
    return [_mirrored(pose) for pose in poses]


def shaken(poses: Sequence[Pose], sd_px: float, seed: int) -> list[Pose]:
    """With normal noise on every image landmark."""
    random = np.random.default_rng(seed)
    return [replace(pose, image=pose.image + _noise(random, pose.size, sd_px)) for pose in poses]


def _noise(random: np.random.Generator, size: tuple[int, int], sd_px: float) -> FloatArray:
    steps = random.normal(0.0, sd_px, (len(MIRROR), 3))
    steps[:, 2] = 0.0
    return (steps / (*size, 1)).astype(np.float32)


def _mirrored(pose: Pose) -> Pose:
    order = list(MIRROR)
    image, world = pose.image[order].copy(), pose.world[order].copy()
    image[:, 0] = 1 - image[:, 0]
    world[:, 0] = -world[:, 0]
    return replace(
        pose, image=image, world=world, visibility=pose.visibility[order], outline=_mirrored_outline(pose.outline)
    )


def _mirrored_outline(outline: FloatArray | None) -> FloatArray | None:
    if outline is None:
        return None
    # Mirroring turns clockwise round; backwards from the same first point it is clockwise again.
    backwards = np.roll(outline[::-1], 1, axis=0)
    return np.column_stack([1 - backwards[:, 0], backwards[:, 1]]).astype(np.float32)
