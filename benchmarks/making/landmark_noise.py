"""Landmarks that wander as those of real people do, over what the pose model finds of rendered ones.

The figures are those of two people with motion capture (``python benchmarks/real_noise.py``): how far each landmark strays from
its own mean offset, and how slowly. Offsets that stay are left out: every reading is a change from the person's own neutral.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.making.sample_files import Sample
from coach.landmarks import INDEX
from coach.values import Pose

SPREAD_PCT: Final = {"shoulder": 3.8, "elbow": 4.1, "wrist": 5.3, "hip": 3.2, "knee": 3.6, "ankle": 2.8}
"""Standard deviation either way, in % of the trunk, facing the camera; from the side shoulders 5, elbows 8, the rest alike."""

LASTING_S: Final = 1.9
"""How long an error lasts: after 0.13 s it is alike by 0.94, after 0.53 s by 0.75, as of e to the power of -time / 1.9 s."""

ALIKE: Final = 0.5
"""Share of the variance that left and right have in common (chosen: both come from one picture)."""


def off_as_of_real_people(xy: NDArray[np.float64], seed: Sequence[int]) -> NDArray[np.float64]:
    """Landmarks of stills that have nothing to do with one another, each off as those of real people are.

    xy: (N, 33, 2) in square pixels, returned likewise; the first still tells the size of the trunk.
    """
    random = np.random.default_rng(seed)
    scale = _scale(xy[0])
    return np.array([still + _draw(random) * scale for still in xy])


def wandering(poses: Sequence[Pose], seed: int) -> list[Pose]:
    """The same poses with their landmarks wandering."""
    random = np.random.default_rng(seed)
    first = next(pose for pose in poses if pose.found)
    size = np.array(first.size, np.float64)
    scale = _scale(first.image[:, :2] * size)
    state, before_s, found = _draw(random), poses[0].time_s, []
    for pose in poses:
        kept = exp(-(pose.time_s - before_s) / LASTING_S)
        state, before_s = kept * state + (1 - kept**2) ** 0.5 * _draw(random), pose.time_s
        image = pose.image.copy()
        image[:, :2] += (state * scale / size).astype(np.float32)
        found.append(replace(pose, image=image))
    return found


def _scale(xy: NDArray[Any]) -> NDArray[np.float64]:
    """How far each landmark strays either way, in the pixels of ``xy``, (33, 1)."""
    trunk = float(np.linalg.norm(xy[[11, 12]].mean(0) - xy[[23, 24]].mean(0)))
    scale = np.zeros((33, 1))
    for part, spread in SPREAD_PCT.items():
        for side in ("left", "right"):
            scale[INDEX[f"{side}_{part}"]] = spread / 100 * trunk
    return scale


def _draw(random: np.random.Generator) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    own = random.normal(size=(33, 2))
    pairs = own.copy()
    pairs[12::2] = own[11:-1:2]  # the right landmark of a pair stands behind the left one
    return np.asarray(ALIKE**0.5 * pairs + (1 - ALIKE) ** 0.5 * random.normal(size=(33, 2)))


@dataclass(frozen=True, slots=True)
class Wandering(Sample):
    """A sample whose landmarks wander."""

    def poses(self) -> list[Pose]:
        """The recorded poses, wandering; the same each time."""
        return wandering(Sample.poses(self), seed=7)
