"""Standing motions: feet still on the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio import poses as po
from studio.kinds import Array, Places, Posture, Rotations, Vector
from studio.motions.base import Motion, Natural, faults_of, motion, plan
from studio.rotations import unit

if TYPE_CHECKING:
    from studio.body import Human


def alive_stand(
    h: Human,
    nat: Natural,
    t: float,
    lum: Vector = (0, 0, 0),
    thor: Vector = (0, 0, 0),
    pelvis: Any = (0, 0, 0),
    neck: Any = (0, 0, 0),
    forward: float = 0.0,
    **kw: Any,
) -> Posture:
    """Standing with breathing and sway over the ankles."""
    return po.stand(
        h,
        lum=po.add((0, nat.sway(t, 3, 0.2), 0), lum),
        thor=po.add((nat.sway(t, 0, 0.35) + nat.breath(t, 0.5), nat.sway(t, 1, 0.3), nat.sway(t, 2, 0.4)), thor),
        pelvis=po.add((nat.sway(t, 4, 0.2), 0, nat.sway(t, 5, 0.3)), pelvis),
        neck=po.add((nat.sway(t, 6, 0.5), 0, nat.sway(t, 7, 0.5)), neck),
        forward=forward + nat.sway(t, 8, 0.003),
        **kw,
    )


@motion(
    "standing-backward-bend",
    ("good", "knees", "partial", "short-hold"),
    reps=3,
    hold_s=2.0,
    amplitude=32.0,
    views=("side", "side-off"),
)
def standing_backward_bend(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Hands on the hips, lean gently back; amplitude = lumbar + thoracic extension. Fault: knees (the knees bend)."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=2.0, counts=variant != "knees", why=variant)

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        x = a / amplitude
        knees = 38 * x if variant == "knees" else 0.0
        back = 0.45 if variant == "knees" else 1.0  # who bends the knees arches less and leans from the knees
        P = alive_stand(
            h,
            nat,
            t,
            lum=(-0.62 * a * back, 0, 0),
            thor=(-0.38 * a * back, 0, 0),
            neck=(-10 * x, 0, 0),
            pelvis=(-5 * x - 0.2 * knees, 0, 0),
            forward=0.055 * x + 0.0022 * knees,
            knee_bend=3 + knees,
            arms=po.hands_on_hips(h),
        )
        return P, {"extension": a * back, "knee_bend": knees}

    return Motion(
        "standing-backward-bend",
        variant,
        "side",
        "none",
        pl.duration,
        pose_at,
        pl.reps,
        faults_of(pl, "knees") if variant == "knees" else [],
    )


@motion("pelvis-push", ("good", "partial", "short-hold"), reps=3, hold_s=2.0, amplitude=8.0, views=("side", "side-off"))
def pelvis_push(h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator) -> Motion:
    """Hands on the hips, push the pelvis forward with the feet still; amplitude = forward lean of the legs over the ankles."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=1.5)
    leg = sum(h.len[".L"][2:])

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        push = leg * np.sin(np.radians(a))
        P = alive_stand(
            h,
            nat,
            t,
            lum=(-1.1 * a, 0, 0),
            thor=(0.35 * a, 0, 0),
            pelvis=(-0.8 * a, 0, 0),
            neck=(0.5 * a, 0, 0),
            forward=push,
            arms=po.hands_on_hips(h),
        )
        return P, {"leg_lean": a, "push_cm": push * 100}

    return Motion("pelvis-push", variant, "side", "none", pl.duration, pose_at, pl.reps, [])


@motion(
    "stretch-upwards",
    ("good", "lean", "partial", "short-hold"),
    reps=3,
    hold_s=2.0,
    amplitude=165.0,
    views=("front", "diagonal"),
)
def stretch_upwards(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Reach for the ceiling with one hand, then the other; amplitude: rise of the arm. Fault: lean (away from the arm)."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, ("left", "right"), up_s=1.6)
    for m, r in zip(pl.moves, pl.reps, strict=False):
        m.amp = r.peak_deg = min(m.amp, 176.0)

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        rise = {".L": pl.value(t, "left"), ".R": pl.value(t, "right")}
        net = (rise[".L"] - rise[".R"]) / amplitude
        lean = -22 * net if variant == "lean" else -2.5 * net  # left arm up: lean to the right
        P = alive_stand(
            h, nat, t, thor=(-2 * abs(net), 0.6 * lean, 0), lum=(0, 0.4 * lean, 0), neck=(-6 * abs(net), 0, 0)
        )

        def aim(sd: str, sg: int, S: Array, R: Rotations, q: Places) -> Any:
            a, e = rise[sd], rise[sd] / 165
            r = np.radians(max(a, 9.0))
            u = np.array([sg * np.sin(r) * 0.80, -np.cos(r), np.sin(r) * 0.60])
            bent = np.radians(10 + 45 * 4 * e * (1 - e) * 0.5)  # the elbow bends a little on the way up
            f = unit(u) * np.cos(bent) + np.sin(bent) * unit(np.array([-sg * 0.2, 0.5 * e, 0.8 - 0.6 * e]))
            return R["T6"] @ u, R["T6"] @ f

        P = po.aim_arms(h, P, aim, lambda sd: (26 * np.clip((rise[sd] - 40) / 120, 0, 1), 0))
        return P, {"arm_rise_left": rise[".L"], "arm_rise_right": rise[".R"], "side_bend": lean}

    return Motion(
        "stretch-upwards",
        variant,
        "front",
        "none",
        pl.duration,
        pose_at,
        pl.reps,
        faults_of(pl, "lean") if variant == "lean" else [],
        camera=((0, 1.2, 3.9), (0, 1.08, 0), 42),
    )  # from further back: the raised hand stays in the picture


@motion(
    "chin-to-chest",
    ("good", "slump", "partial", "short-hold"),
    reps=3,
    hold_s=5.0,
    amplitude=48.0,
    views=("front", "side", "side-off"),
)
def chin_to_chest(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Chin slowly onto the chest, hold, slowly back up; amplitude = neck flexion. Fault: slump (the trunk flexes too)."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=2.5, gap_s=1.2)
    slump = 1.0 if variant == "slump" else 0.0

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        P = alive_stand(
            h,
            nat,
            t,
            neck=((1 - 0.25 * slump) * a, 0, 0),
            thor=(0.45 * slump * a, 0, 0),
            lum=(0.30 * slump * a, 0, 0),
            pelvis=(0.1 * slump * a, 0, 0),
            arms=po.hang(forward=0.03 + 0.012 * slump * a),
        )
        return P, {"chin": a}

    return Motion(
        "chin-to-chest",
        variant,
        "front",
        "none",
        pl.duration,
        pose_at,
        pl.reps,
        faults_of(pl, "slump") if slump else [],
    )
