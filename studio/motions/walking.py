"""Walking in place, and the standing roll-down.

The roll-down's form faults (straight-knees, chin-up, fast-rise) are repetitions done with a fault: they count. flat-back
never rounds the back, so it is not the exercise: counts=False.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.kinds import Posture
from studio.motions import upright
from studio.motions.base import LEAD_S, TAIL_S, Fault, Motion, Natural, Rep, ease, motion, plan

if TYPE_CHECKING:
    from studio.body import Human

SIDE_ROLL = ((3.2, 1.0, 0.12), (0, 0.88, 0.12), 42)
FRONT_WALK = ((0, 1.1, 3.4), (0, 0.90, 0), 42)
FULL_ROLL = 136.0  # deg: pelvis 52 + lumbar 46 + thoracic 38


@motion(
    "standing-roll-down",
    variants=("good", "straight-knees", "chin-up", "flat-back", "fast-rise", "partial", "short-hold"),
    reps=2,
    hold_s=3.0,
    amplitude=FULL_ROLL,
    views=("side",),
    note="roll forward vertebra by vertebra, hang, bend the knees more and roll up with the chin tucked (hold 10 s)",
)
def standing_roll_down(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: pelvis + lumbar + thoracic flexion when hanging, in degrees."""
    nat = Natural(rng)
    pl = plan(
        rng,
        variant,
        reps,
        amplitude,
        hold_s,
        up_s=4.0,
        down_s=1.0 if variant == "fast-rise" else 4.6,
        gap_s=1.2,
        counts=variant != "flat-back",
        why=variant,
    )
    faults = []
    for r in pl.reps:
        r.peak_deg *= 93.0 / FULL_ROLL if variant == "flat-back" else 1.0
    for m in pl.moves:
        _up, hang_end = m.start + m.up, m.start + m.up + m.hold
        if variant == "straight-knees":
            faults.append(Fault(variant, m.start + 0.3 * m.up, hang_end + 0.75 * m.down))
        elif variant == "flat-back":
            faults.append(Fault(variant, m.start + 0.4 * m.up, hang_end + 0.6 * m.down))
        elif variant == "chin-up":
            faults.append(Fault(variant, hang_end + 0.26 * m.down, hang_end + 0.80 * m.down))
        elif variant == "fast-rise":
            faults.append(Fault(variant, hang_end + 0.1 * m.down, m.end))

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        u, size, knee, chin = 0.0, 1.0, 13.0, None
        for m in pl.moves:
            if not m.start <= t <= m.end:
                continue
            size = m.amp / FULL_ROLL
            up, down = ease((t - m.start) / m.up), (t - m.start - m.up - m.hold) / m.down
            u = float(up - ease(down))
            more = ease((down + 0.12) / 0.22) - ease((down - 0.45) / 0.50)  # bend further before and while rising
            knee = 13.0 + 5.0 * u + 17.0 * float(more)
            if variant == "chin-up":
                c = float(ease((down - 0.10) / 0.22))
                chin = 38 * upright.smooth(u, 0, 0.30) * (1 - c) - 24 * c * upright.smooth(u, 0.0, 0.35)
        if variant == "straight-knees":
            knee = 2.0
        knee += nat.sway(t, 3, 0.5) if variant != "straight-knees" else 0.0
        kw = {"lum": 46 * size, "thor": 38 * size, "pelvis": 52 * size}
        if variant == "flat-back":
            kw = {"lum": 5 * size, "thor": 2 * size, "pelvis": 86 * size, "hinge_from": 0.0}
            chin = -6.0 * u
        P = upright.roll_down(
            h, u, knee, chin, sway=(nat.sway(t, 0, 0.5) + nat.breath(t, 0.4), nat.sway(t, 1, 0.35)), **kw
        )
        return P, {"roll": u, "knee": knee, "trunk_flexion": P["lum"][0] + P["thor"][0], "chin": P["neck"][0]}

    return Motion("standing-roll-down", variant, "side", "none", pl.duration, pose_at, pl.reps, faults, SIDE_ROLL)


@motion(
    "walk-in-place",
    variants=("good", "shuffle", "pause", "partial"),
    reps=24,
    amplitude=45.0,
    views=("front",),
    note="marching in place; every step is a rep (reps = number of steps), its peak is the highest knee",
)
def walk_in_place(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """amplitude: hip flexion at the top of a step, in degrees. 'partial' steps are half as high: they leave the floor and
    count; 'shuffle' steps hardly do and must not."""
    nat = Natural(rng)
    cadence = float(rng.uniform(100, 110))
    T = 60.0 / cadence
    size = {"partial": 0.5, "shuffle": 0.13}.get(variant, 1.0)
    n = int(reps)
    t, steps, out, faults = LEAD_S, [], [], []
    for k in range(n):
        if variant == "pause" and k == n // 2:
            faults.append(Fault("pause", t, t + 3.0))
            t += 3.0
        side = "left" if k % 2 == 0 else "right"
        a = amplitude * size * float(rng.uniform(0.92, 1.08)) * (0.85 if k in (0, n - 1) else 1.0)
        dur = 0.94 * T * float(rng.uniform(0.96, 1.04))
        steps.append((side, t, dur, a))
        peak = t + 0.5 * dur
        out.append(
            Rep(
                side,
                t,
                peak - 0.06 * dur,
                peak + 0.06 * dur,
                t + dur,
                a,
                variant != "shuffle",
                "" if variant != "shuffle" else "shuffle",
            )
        )
        t += T * float(rng.uniform(0.97, 1.03))
    end = out[-1].end_s
    if variant == "shuffle":
        faults.append(Fault("shuffle", steps[0][1], end))
    duration = end + TAIL_S

    def lift(t: float, t0: Any, dur: Any, a: Any) -> Any:
        x = (t - t0) / dur
        return 0.0 if not 0 < x < 1 else a * 0.5 * (1 - float(np.cos(2 * np.pi * x)))

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        v = {"left": 0.0, "right": 0.0}
        swing = shift = bob = 0.0
        for side, t0, dur, a in steps:
            if t0 - 0.5 * T < t < t0 + dur + 0.5 * T:
                v[side] += lift(t, t0, dur, a)
                g = -1 if side == "left" else 1  # weight and arms go to the other side
                x = (t - t0 - 0.5 * dur) / T  # -.5 .. .5 over the step
                w = float(ease(1 - abs(x) / 0.95)) if abs(x) < 0.95 else 0.0
                swing += g * w * min(1.0, 0.35 + 0.65 * a / 45.0)
                shift += g * w * 0.030 * min(1.0, 0.4 + 0.6 * a / 45.0)
                bob += w * 0.006 * a / 45.0
        drop = 2.2 * (shift / 0.030)
        P = upright.march(
            h,
            v["left"],
            v["right"],
            swing,
            shift + nat.sway(t, 2, 0.002),
            list_=drop * 0.6,
            bob=bob,
            sway=(nat.sway(t, 0, 0.4) + nat.breath(t, 0.3), nat.sway(t, 1, 0.3)),
        )
        return P, {"step_left": v["left"], "step_right": v["right"], "arm_swing": swing}

    return Motion("walk-in-place", variant, "front", "none", duration, pose_at, out, faults, FRONT_WALK)
