"""Stills out of the studio's own exercises, where the pose of arms and legs matters as much as the trunk's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.making.more_motions import replaced
from studio import motions
from studio.body import Human
from studio.motions import seated

EXERCISES = {"twist": "seated-crossed-leg-twist", "squeeze": "shoulder-blade-squeeze"}
VARIANTS = {"twist": ("good",), "squeeze": ("good", "good", "shrug")}
Triple = tuple[float, float, float]
Change = Callable[[Triple, Triple, Triple, Triple], tuple[Triple, Triple, Triple, Triple]]


class Exercising:
    """One person doing one exercise of one size, with a trunk that does something else in every still."""

    def __init__(self, rng: np.random.Generator, view: str, person: Human):
        name = EXERCISES[view]
        self._view = view
        size = (motions.REGISTRY[name].amplitude or 0.0) * rng.uniform(0.7, 1.35)
        variant = str(rng.choice(VARIANTS[view]))
        self._motion = motions.make(name, person, variant, 1, 1.0, size, int(rng.integers(1 << 30)))
        self._habit = [_bend(rng, 4.0), _bend(rng, 4.0), _bend(rng, 4.0)]

    def pose(self, rng: np.random.Generator, *, neutral: bool) -> dict[str, Any]:
        """The studio's pose at some moment, the trunk changed as drawn."""
        last = self._motion.reps[-1].end_s
        at = rng.uniform(0.5, 1.0) if neutral else rng.uniform(1.0, last)
        change = _still(rng) if neutral else _turning(rng) if self._view == "twist" else _arching(rng)
        sit = seated.alive_sit

        def changed(
            h: Any,
            nat: Any,
            t: float,
            lum: Any = (0, 0, 0),
            thor: Any = (0, 0, 0),
            pelvis: Any = (0, 0, 0),
            neck: Any = (0, 0, 0),
            **named: Any,
        ) -> Any:
            triples = change(lum, thor, pelvis, neck)
            habitual = [np.add(triple, habit) for triple, habit in zip(triples[:3], self._habit, strict=True)]
            return sit(h, nat, t, *(tuple(triple) for triple in (*habitual, triples[3])), **named)

        with replaced(seated, alive_sit=changed):
            return self._motion.pose_at(at)[0]


def _bend(rng: np.random.Generator, sd: float) -> np.ndarray:
    return np.array([float(np.clip(rng.normal(0, sd), -2.5 * sd, 2.5 * sd)), 0.0, 0.0])


def _noise(rng: np.random.Generator, *sds: float) -> np.ndarray:
    return np.clip(rng.normal(0, 1, 3), -2.5, 2.5) * sds


def _still(rng: np.random.Generator) -> Change:
    offsets = [_noise(rng, 0.5, 0.4, 0.5) for _ in range(4)]
    return lambda *triples: tuple(np.add(a, b) for a, b in zip(triples, offsets, strict=True))


def _turning(rng: np.random.Generator) -> Change:
    """Some of the thorax' turn is made by the pelvis and the low back instead."""
    pelvis = float(rng.choice([0.0, rng.uniform(0, 1)], p=[0.4, 0.6]))
    low = rng.uniform(0, 0.25) * (1 - pelvis)
    offsets = [_noise(rng, 3, 2, 1), _noise(rng, 4, 3, 2), _noise(rng, 3, 1.5, 2), _noise(rng, 5, 4, 8)]

    def change(lum: Triple, thor: Triple, tilt: Triple, neck: Triple) -> Any:
        turn = thor[2]
        shares = ((0, 0, low * turn), (0, 0, -(pelvis + low) * turn), (0, 0, pelvis * turn), (0, 0, 0))
        return tuple(np.add(np.add(a, b), c) for a, b, c in zip((lum, thor, tilt, neck), shares, offsets, strict=True))

    return change


def _arching(rng: np.random.Generator) -> Change:
    """The trunk arches, leans or slumps while the blades do what they do."""
    kind = rng.choice(["quiet", "lumbar", "lean", "thoracic", "free"], p=[0.4, 0.25, 0.1, 0.1, 0.15])
    a = rng.uniform(-6, 28)
    thoracic, lumbar, tilt = {
        "quiet": (0.0, 0.0, 0.0),
        "lumbar": (0.0, a, 0.3 * a),
        "lean": (0.0, 0.0, -0.6 * a),
        "thoracic": (a, 0.0, 0.0),
        "free": (rng.uniform(-10, 22), rng.uniform(-10, 22), rng.uniform(-15, 12)),
    }[kind]
    wanted = ((-lumbar, 0, 0), (-thoracic, 0, 0), (tilt, 0, 0), (rng.uniform(-15, 12), 0, 0))
    offsets = [_noise(rng, 1.2, 1, 1), _noise(rng, 1.5, 1.5, 2), _noise(rng, 1.2, 1, 1.5), _noise(rng, 4, 3, 6)]
    return lambda *triples: tuple(np.add(np.add(a, b), c) for a, b, c in zip(triples, wanted, offsets, strict=True))
