"""Bodies and outfits between and beyond the studio's four."""

from __future__ import annotations

import functools

import numpy as np

from studio import body as studio_body
from studio.body import Human

_read_target = studio_body._read_target
_VERTICES = 21334  # at least as many as the mesh has


@functools.cache
def _shape(name: str) -> np.ndarray:
    """What one of the studio's shapes adds to every vertex."""
    index, offset = _read_target(name)
    dense = np.zeros((_VERTICES, 3))
    dense[index] = offset
    return dense


def _colour(rng: np.random.Generator) -> tuple[float, ...]:
    return tuple(rng.uniform(0.05, 0.9, 3) * rng.uniform(0.4, 1.0))


class VariedHuman(Human):
    """A body between the studio's shapes, with its own proportions."""

    def __init__(self, rng: np.random.Generator):
        female = rng.choice([0.0, 1.0, rng.uniform(0, 1)], p=[0.35, 0.35, 0.3])
        heavy = rng.choice([0.0, rng.uniform(0, 1.3), rng.uniform(1.3, 2.7)], p=[0.35, 0.4, 0.25])
        self._female, self._heavy = female, heavy
        self._stretch = {
            "legs": rng.uniform(0.9, 1.1),
            "trunk": rng.uniform(0.88, 1.12),
            "head": rng.uniform(0.94, 1.06),
            "size": rng.uniform(0.93, 1.07),
            "hips": rng.uniform(0.9, 1.13),
            "waist": rng.uniform(0.87, 1.2),
            "shoulders": rng.uniform(0.88, 1.12),
            "belly": rng.uniform(0.88, 1.3),
            "chest": rng.uniform(0.9, 1.15),
        }
        tone = rng.uniform(0, 1)
        skin = (1 - tone) * np.array([0.92, 0.74, 0.62]) + tone * np.array([0.25, 0.16, 0.11]) + rng.normal(0, 0.02, 3)
        self._loose = float(rng.choice([0.0, rng.uniform(0, 0.02), rng.uniform(0.015, 0.042)], p=[0.4, 0.3, 0.3]))
        studio_body._read_target = self._target
        try:
            super().__init__(
                shirt=_colour(rng),
                shorts=_colour(rng),
                skin=tuple(np.clip(skin, 0.05, 1)),
                hair=tuple(rng.uniform(0.02, 0.5) * np.array([1.0, 0.75, 0.5])),
                shoes=_colour(rng),
                trousers=bool(rng.random() < 0.6),
                loose=self._loose,
            )
        finally:
            studio_body._read_target = _read_target

    def described(self) -> dict[str, float]:
        shape = {"female": self._female, "heavy": self._heavy, "loose": self._loose, **self._stretch}
        return {name: round(float(value), 3) for name, value in shape.items()}

    def _target(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        f = self._female
        if name.startswith("caucasian"):
            d = (1 - f) * _shape("caucasian-male-young") + f * _shape("caucasian-female-young")
        else:
            male = _shape("universal-male-young-averagemuscle-averageweight")
            female = _shape("universal-female-young-averagemuscle-averageweight")
            weighty = _shape("universal-male-young-averagemuscle-maxweight")
            # the studio's heavy body is the max-weight shape alone, exaggerated; take the same way towards it
            d = (1 - f) * male + f * female + self._heavy * (weighty - male) * (1 - 0.25 * f)
        index = np.flatnonzero(np.any(d != 0, axis=1))
        return index, d[index]

    def _mesh(self, vertices: np.ndarray, groups: dict[str, list[list[int]]]) -> None:
        self._reshape(vertices)
        super()._mesh(vertices, groups)

    def _reshape(self, vertices: np.ndarray) -> None:
        """Lengths, widths and depths of the rest pose, joints included, in place."""
        s = self._stretch
        y = vertices[:, 1]
        low, high = y.min(), y.max()
        hip, waist, chest, neck = (low + k * (high - low) for k in (0.52, 0.62, 0.73, 0.83))
        # The hanging arms pass beside hips and waist and must not be bent by what widens those.
        middle = np.clip((0.30 - np.abs(vertices[:, 0])) / 0.12, 0, 1)
        upper = np.clip((y - waist) / (chest - waist), 0, 1) * np.clip((high - y) / (high - neck), 0, 1)
        wide = 1 + (s["shoulders"] - 1) * upper
        wide = wide + middle * ((s["hips"] - 1) * _bump(y, hip, 0.12) + (s["waist"] - 1) * _bump(y, waist, 0.10))
        deep = 1 + middle * ((s["belly"] - 1) * _bump(y, waist, 0.13) + (s["chest"] - 1) * _bump(y, chest, 0.12))
        vertices[:, 0] *= wide
        vertices[:, 2] *= deep
        knots = [low, hip, neck, high]
        lengths = [s["legs"] * (hip - low), s["trunk"] * (neck - hip), s["head"] * (high - neck)]
        vertices[:, 1] = np.interp(y, knots, low + np.concatenate([[0], np.cumsum(lengths)]))
        vertices *= s["size"]


def _bump(at: np.ndarray, middle: float, width: float) -> np.ndarray:
    return np.exp(-(((at - middle) / width) ** 2))
