"""Floor motions: on all fours, face down, on the back.

Repetitions whose fault replaces the exercise (or breaks what the exercise is about) have counts=False and the
fault's name in `why`; the fault itself is timed in Motion.faults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.kinds import Posture
from studio.motions import prone, supine
from studio.motions.base import LEAD_S, TAIL_S, Fault, Motion, Natural, Rep, ease, faults_of, motion, plan

# cameras: (eye, target, vertical fov). The person lies along z; the camera looks from the person's left.
if TYPE_CHECKING:
    from studio.body import Human

SIDE_QUAD = ((2.7, 0.80, 0.02), (0, 0.42, 0.02), 40)
SIDE_PRONE = ((2.8, 0.80, -0.12), (0, 0.30, -0.12), 40)
SIDE_BACK = ((2.6, 0.80, -0.02), (0, 0.32, -0.02), 40)
FEET_END = (
    (0, 2.1, 1.9),
    (0, 0.10, -0.10),
    42,
)  # high up: from 1.5 m the knees hide the hips, from 1.0 m the pose is lost


def _counted(variant: str, faults: Any) -> Any:
    """plan()'s counts / why for a variant."""
    return {"counts": variant not in faults, "why": variant if variant in faults else ""}


# ------------------------------------------------------------------ on all fours
@motion(
    "cat-cow",
    variants=("good", "elbows", "rock", "one-end", "fast", "partial"),
    reps=3,
    hold_s=1.0,
    amplitude=60.0,
    views=("side",),
    note="on all fours: round the back up (cat), then let it arch (cow); a rep is one cycle, its peak is the cat",
)
def cat_cow(h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator) -> Motion:
    """amplitude: lumbar + thoracic flexion of the cat in degrees; the cow arches by 46/60 of it."""
    nat = Natural(rng)

    def var(x: Any) -> float:
        return float(x * rng.uniform(0.85, 1.15))

    slow = 0.30 if variant == "fast" else 1.0
    t, parts, out, faults = LEAD_S, [], [], []
    for _ in range(int(reps)):
        a = float(rng.uniform(0.92, 1.08)) * (0.5 if variant == "partial" else 1.0)
        c = float(rng.uniform(0.92, 1.08)) * (0.0 if variant == "one-end" else 0.5 if variant == "partial" else 1.0)
        up, mid, down = var(1.8) * slow, var(2.6 if c else 1.8) * slow, var(1.8) * slow
        h1, h2 = hold_s * rng.uniform(1, 1.15) * slow, hold_s * rng.uniform(1, 1.15) * slow
        t1 = t + up
        t2 = t1 + h1
        t3 = t2 + mid
        t4 = t3 + (h2 if c else 0.0)
        t5 = t4 + (down if c else 0.0)
        parts.append((t, t1, t2, t3, t4, t5, a, c))
        ok = variant == "good"
        why = {"good": "", "partial": "partial", "one-end": "no cow", "fast": "too fast"}.get(variant, variant)
        out.append(Rep(None, t, t1, t2, t5, amplitude * a if variant not in ("elbows", "rock") else 0.0, ok, why))
        if variant in ("elbows", "rock", "fast"):
            faults.append(Fault(variant, t + 0.35 * up, t5 - 0.35 * down))
        elif variant == "one-end":
            faults.append(Fault(variant, t3 - 0.2, t5))
        t = t5 + var(0.6 if variant == "fast" else 0.8)
    duration = out[-1].end_s + TAIL_S
    full = amplitude / 60.0

    def shape(t: float) -> Any:
        """+1 cat .. -1 cow"""
        return float(
            sum(
                a * (ease((t - t0) / (t1 - t0)) - ease((t - t2) / (t3 - t2)))
                - c * (ease((t - t2) / (t3 - t2)) - (ease((t - t4) / (t5 - t4)) if c else 0.0))
                for t0, t1, t2, t3, t4, t5, a, c in parts
            )
        )

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        k = shape(t) * full
        spine, rock, elbow = k + nat.sway(t, 0, 0.012), nat.sway(t, 1, 0.003), 9 + nat.sway(t, 2, 0.6)
        if variant == "elbows":
            spine, elbow = 0.04 * k, 9 + max(0.0, 52 * k) + 8 * max(0.0, -k)
        elif variant == "rock":
            spine, rock = 0.03 * k, 0.12 * -k
        P = prone.quad(h, spine, rock, elbow, breath=nat.breath(t, 0.4))
        flex = P["lum"][0] + P["thor"][0]
        return P, {"spine_flexion": flex, "spine": spine, "rock_cm": rock * 100, "elbow": elbow}

    return Motion("cat-cow", variant, "side", "mat", duration, pose_at, out, faults, SIDE_QUAD)


# ------------------------------------------------------------------ face down
@motion(
    "prone-press-up",
    variants=("good", "hips-lift", "partial", "short-hold"),
    reps=3,
    hold_s=2.0,
    amplitude=56.0,
    views=("side",),
    note="face down: push the chest up, pelvis, knees and feet stay on the floor",
)
def prone_press_up(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: lumbar + thoracic extension in degrees."""
    nat = Natural(rng)
    pl = plan(
        rng, variant, reps, amplitude, hold_s, up_s=2.0, down_s=2.0, gap_s=1.1, **_counted(variant, ("hips-lift",))
    )
    lifted = variant == "hips-lift"
    for r in pl.reps:
        r.peak_deg *= 0.30 if lifted else 1.0

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        x = max(0.0, pl.value(t)) / 56.0
        sw = nat.sway(t, 0, 0.012) * min(1.0, x * 3)
        hips = 0.15 * x if lifted else 0.0
        P = prone.prone_press(h, max(0.0, x + sw), hips=hips, ext=0.30 if lifted else 1.0, breath=nat.breath(t, 0.5))
        return P, {"spine_extension": -(P["lum"][0] + P["thor"][0]), "pelvis_lift_cm": hips * 100}

    return Motion(
        "prone-press-up",
        variant,
        "side",
        "mat",
        pl.duration,
        pose_at,
        pl.reps,
        faults_of(pl, "hips-lift") if lifted else [],
        SIDE_PRONE,
    )


# ------------------------------------------------------------------ on the back
@motion(
    "stomach-crunch",
    variants=("good", "neck", "full-situp", "partial"),
    reps=4,
    hold_s=0.5,
    amplitude=52.0,
    views=("side",),
    note="on the back, hands behind the head: head and shoulders rise a little",
)
def stomach_crunch(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: lumbar + thoracic flexion added to lying, in degrees."""
    nat = Natural(rng)
    pl = plan(
        rng,
        variant,
        reps,
        amplitude,
        hold_s,
        up_s=1.2 if variant != "full-situp" else 1.7,
        down_s=1.3 if variant != "full-situp" else 1.9,
        gap_s=0.7,
        **_counted(variant, ("neck", "full-situp")),
    )
    for r in pl.reps:
        x = r.peak_deg / 52.0
        r.peak_deg = {"neck": 2.1 * x, "full-situp": 15.6 * x + 40 * min(1.0, x)}.get(variant, r.peak_deg)

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        x = max(0.0, pl.value(t)) / 52.0
        kw = {"lift": x}
        if variant == "neck":
            kw = {"lift": 0.04 * x, "neck_only": x}
        elif variant == "full-situp":
            kw = {"lift": 0.3 * x, "situp": min(1.0, x)}
        P = supine.crunch(h, breath=nat.breath(t, 0.5), **kw)
        return P, {"trunk_flexion": P["lum"][0] + P["thor"][0] - 7, "neck_only": x if variant == "neck" else 0.0}

    faults = faults_of(pl, variant) if variant in ("neck", "full-situp") else []
    return Motion("stomach-crunch", variant, "side", "mat", pl.duration, pose_at, pl.reps, faults, SIDE_BACK)


KNEE_FULL = 72.0  # deg of hip flexion between the foot on the floor and the knee at the chest


def _knees(
    name: str, h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator, sides: Any
) -> Motion:
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, sides=sides, up_s=2.2, down_s=2.2, gap_s=1.2)

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        v = {s: max(0.0, pl.value(t, s)) / KNEE_FULL for s in set(sides)}
        m = pl.move_at(t)
        top = (m.amp if m else amplitude) / KNEE_FULL
        f = max(v.values()) / max(top, 1e-6)
        sw = nat.sway(t, 0, 0.006) * f
        left, right = (
            (v[None] + sw, v[None] + sw * 0.6)
            if None in v
            else (v["left"] + sw * (v["left"] > 0), v["right"] + sw * (v["right"] > 0))
        )
        hands = float(ease(min(1.0, f / 0.8)))
        P = supine.knees_to_chest(h, max(0.0, left), max(0.0, right), hands, breath=nat.breath(t, 0.4))
        return P, {"knee_pull_left": left * KNEE_FULL, "knee_pull_right": right * KNEE_FULL, "hands": hands}

    return Motion(name, variant, "side", "mat", pl.duration, pose_at, pl.reps, [], SIDE_BACK)


@motion(
    "lying-single-knee-to-chest",
    variants=("good", "partial", "short-hold"),
    reps=1,
    hold_s=4.0,
    amplitude=KNEE_FULL,
    views=("side",),
    note="on the back, knees bent: both hands pull one knee to the chest, hold, the other knee (hold 20-30 s in real life)",
)
def lying_single_knee(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: hip flexion added to hook lying, in degrees."""
    return _knees("lying-single-knee-to-chest", h, variant, reps, hold_s, amplitude, rng, ("left", "right"))


@motion(
    "lying-double-knee-to-chest",
    variants=("good", "partial", "short-hold"),
    reps=2,
    hold_s=4.0,
    amplitude=KNEE_FULL,
    views=("side",),
    note="on the back: both knees to the chest together, hold (20-30 s in real life)",
)
def lying_double_knee(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: hip flexion added to hook lying, in degrees."""
    return _knees("lying-double-knee-to-chest", h, variant, reps, hold_s, amplitude, rng, (None,))


@motion(
    "lying-knee-rotation",
    variants=("good", "shoulder-lifts", "partial", "short-hold"),
    reps=1,
    hold_s=4.0,
    amplitude=65.0,
    views=("front", "side", "high"),
    note="on the back, feet on the floor: both knees turn to one side, shoulders stay down, then the other side (hold 10 s)",
)
def lying_knee_rotation(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: how far the thighs' plane turns from upright, in degrees; the pelvis takes 55 % of it."""
    nat = Natural(rng)
    pl = plan(
        rng,
        variant,
        reps,
        amplitude,
        hold_s,
        sides=("left", "right"),
        up_s=2.2,
        down_s=2.2,
        gap_s=1.1,
        **_counted(variant, ("shoulder-lifts",)),
    )

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.signed(t)
        d = a + nat.sway(t, 0, 0.8)
        thorax = a * 26 / 65.0 if variant == "shoulder-lifts" else 0.0
        P = supine.knee_rotation(h, d, thorax=thorax, breath=nat.breath(t, 0.4), neck=nat.sway(t, 1, 0.4))
        return P, {"knee_turn": d, "pelvis_roll": d * 0.55, "chest_roll": thorax}

    faults = faults_of(pl, "shoulder-lifts") if variant == "shoulder-lifts" else []
    return Motion("lying-knee-rotation", variant, "front", "mat", pl.duration, pose_at, pl.reps, faults, FEET_END)
