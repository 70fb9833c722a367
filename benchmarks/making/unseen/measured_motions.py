"""Movements that are no exercise, made to measure an angle over its whole range."""

from __future__ import annotations

from typing import Any

import numpy as np

from studio import poses
from studio.motions import base, seated, standing

KNEE_DEG = (25.0, 55.0, 85.0)
NECK_AND_CHIN = (("flexion", 32.0), ("tuck", 14.0), ("extension", -22.0), ("poke", -11.0), ("both", 12.0))


@base.motion("knee-bends", ("good",), reps=2, hold_s=0.6, amplitude=85.0, views=("side", "diagonal"))
def knee_bends(h: Any, variant: str, reps: int, hold_s: float, amplitude: float, rng: Any) -> Any:
    """Standing, the knees bend less and more deeply, the trunk leaning forward with them."""
    natural = base.Natural(rng)
    plan = base.plan(rng, variant, reps * len(KNEE_DEG), amplitude, hold_s, up_s=1.3)
    for at, move in enumerate(plan.moves):
        move.amp *= KNEE_DEG[at % len(KNEE_DEG)] / KNEE_DEG[-1]

    def pose_at(t: float) -> Any:
        bend = plan.value(t)
        lean = 0.42 * bend
        pose = standing.alive_stand(
            h,
            natural,
            t,
            pelvis=(0.6 * lean, 0, 0),
            lum=(0.25 * lean, 0, 0),
            thor=(0.15 * lean, 0, 0),
            knee_bend=3 + bend,
            forward=-0.0022 * bend,
            arms=poses.hang(bend=20 + 0.3 * bend, forward=0.1 + 0.006 * bend),
        )
        return pose, {"knee": bend}

    return base.Motion("knee-bends", variant, "side", "none", plan.duration, pose_at, plan.reps, [])


@base.motion("neck-and-chin", ("good",), reps=1, hold_s=0.8, amplitude=32.0, views=("side",))
def neck_and_chin(h: Any, variant: str, reps: int, hold_s: float, amplitude: float, rng: Any) -> Any:
    """Seated: the head nods, looks up, is drawn back over the neck and poked forward, one after the other."""
    natural = base.Natural(rng)
    plan = base.plan(rng, variant, reps * len(NECK_AND_CHIN), 1.0, hold_s, up_s=1.2)

    def pose_at(t: float) -> Any:
        neck = tuck = 0.0
        for at, move in enumerate(plan.moves):
            name, size = NECK_AND_CHIN[at % len(NECK_AND_CHIN)]
            now = move.at(t) * size * amplitude / 32.0
            neck += now if name in ("flexion", "extension") else 2 * now if name == "both" else 0.0
            tuck += now if name in ("tuck", "poke", "both") else 0.0
        pose = seated.alive_sit(h, natural, t, neck=(neck, 0, 0), tuck=tuck, arms=poses.hands_on_hips(h))
        return pose, {"neck": float(np.round(neck, 2)), "tuck": float(np.round(tuck, 2))}

    return base.Motion("neck-and-chin", variant, "side", "stool", plan.duration, pose_at, plan.reps, [])
