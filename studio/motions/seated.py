"""Seated motions: on a stool, feet flat on the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio import poses as po
from studio.joints import SIDES
from studio.kinds import Array, Places, Posture, Rotations, Vector
from studio.motions.base import LEAD_S, TAIL_S, Motion, Natural, Rep, ease, faults_of, motion, plan
from studio.rotations import ry, unit

if TYPE_CHECKING:
    from studio.body import Human


def breathing(nat: Natural, t: float) -> Any:
    """Small life in trunk and pelvis: (lum, thor, pelvis) offsets."""
    return (
        (0, nat.sway(t, 3, 0.25), 0),
        (nat.sway(t, 0, 0.4) + nat.breath(t, 0.5), nat.sway(t, 1, 0.35), nat.sway(t, 2, 0.3)),
        (nat.sway(t, 4, 0.3), 0, nat.sway(t, 5, 0.25)),
    )


def alive_sit(
    h: Human,
    nat: Natural,
    t: float,
    lum: Vector = (0, 0, 0),
    thor: Vector = (0, 0, 0),
    pelvis: Any = (0, 0, 0),
    neck: Any = (0, 0, 0),
    **kw: Any,
) -> Posture:
    bl, bt, bp = breathing(nat, t)
    return po.sit(
        h,
        lum=po.add(bl, lum),
        thor=po.add(bt, thor),
        pelvis=po.add(bp, pelvis),
        neck=po.add((nat.sway(t, 6, 0.5), 0, nat.sway(t, 7, 0.5)), neck),
        **kw,
    )


def wrong_instead(variant: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Reps of a fault that replaces the wanted movement must not count."""
    return {"counts": variant not in names, "why": variant}


@motion(
    "sit-and-rotate",
    ("good", "pelvis", "mix", "lean", "partial", "short-hold"),
    reps=3,
    hold_s=2.0,
    amplitude=40.0,
    views=("front", "high", "desk", "diagonal"),
)
def sit_and_rotate(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Hands behind the head, turn the upper back. Faults: pelvis (hips turn), mix (half hips), lean (side-bend)."""
    nat = Natural(rng)
    pl = plan(
        rng,
        variant,
        reps,
        amplitude,
        hold_s,
        ("left", "right"),
        up_s=1.4,
        **wrong_instead(variant, ("pelvis", "mix", "lean")),
    )
    # shares of the turn: thoracic axial, lumbar axial, pelvis yaw, thoracic side, lumbar side
    th, lu, pe, ts, ls = {
        "pelvis": (0, 0.25, 0.75, 0, 0),
        "mix": (0.5, 0.15, 0.35, 0, 0),
        "lean": (0.1, 0, 0, 0.5, 0.25),
    }.get(variant, (1, 0.05, 0.03, 0, 0))

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.signed(t)
        P = alive_sit(
            h,
            nat,
            t,
            lum=(0, ls * a, lu * a),
            thor=(0, ts * a, th * a),
            pelvis=(0, 0, pe * a),
            arms=po.hands_behind_head(8),
        )
        return P, {"turn": a}

    faults = faults_of(pl, variant) if variant in ("pelvis", "mix", "lean") else []
    return Motion("sit-and-rotate", variant, "front", "stool", pl.duration, pose_at, pl.reps, faults)


@motion(
    "sit-and-arch",
    ("good", "lumbar", "lean", "tilt", "partial", "short-hold"),
    reps=3,
    hold_s=1.5,
    amplitude=22.0,
    views=("side", "side-off", "diagonal"),
)
def sit_and_arch(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Hands behind the head, arch the upper back. Faults: lumbar (low back), lean (from the hips), tilt (low back, pelvis)."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=1.8, **wrong_instead(variant, ("lumbar", "lean", "tilt")))
    th, lu, pe = {"lumbar": (0.05, 1, 0), "lean": (0, 0, -0.75), "tilt": (0, 1, 0.5)}.get(variant, (1, 0.05, 0))

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        P = alive_sit(
            h,
            nat,
            t,
            lum=(-lu * a, 0, 0),
            thor=(-th * a, 0, 0),
            pelvis=(pe * a, 0, 0),
            neck=(-6 - 0.15 * th * a, 0, 0),
            arms=po.hands_behind_head(8 + 0.5 * th * a),
        )
        return P, {"arch": a}

    faults = faults_of(pl, variant) if variant in ("lumbar", "lean", "tilt") else []
    return Motion("sit-and-arch", variant, "side", "stool", pl.duration, pose_at, pl.reps, faults)


def knee_raise(
    exercise: str,
    h: Human,
    variant: str,
    reps: int,
    hold_s: float,
    amplitude: float,
    rng: np.random.Generator,
    single: bool,
) -> Motion:
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, ("left", "right") if single else (None,), up_s=1.3, gap_s=1.0)
    slump = variant == "slump"
    start = {sd: po.leg_angles(h, po.sit(h), sd) for sd, _ in SIDES}

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        x = pl.value(t) / amplitude
        k = 1.0 if slump else 0.0
        tilt = -(3 if single else 5) * x - 14 * k * x  # the pelvis rolls back a little even when done well
        P = alive_sit(
            h,
            nat,
            t,
            lum=((3 + 14 * k) * x, 0, 0),
            thor=(20 * k * x, 0, 0),
            pelvis=(tilt, 0, 0),
            neck=(8 * k * x, 0, 0),
            arms=po.hold_seat(),
        )
        up = {}
        for sd, _ in SIDES:
            a = pl.value(t, {".L": "left", ".R": "right"}[sd]) if single else pl.value(t)
            up[sd] = a
            if a > 0.01:
                pitch, knee = start[sd]
                P["legs"][sd] = lift_leg(h, P, sd, pitch, knee, a, amplitude)
        return P, {"thigh_lift_left": up[".L"], "thigh_lift_right": up[".R"]}

    return Motion(
        exercise, variant, "side", "stool", pl.duration, pose_at, pl.reps, faults_of(pl, "slump") if slump else []
    )


def lift_leg(h: Human, P: Posture, sd: str, pitch: float, knee: float, a: Any, amplitude: float) -> Any:
    """From the planted leg to the leg carried by its angles without a jump: the first degrees blend."""
    planted = P["legs"][sd]
    free = po.leg_by_angles(h, P, sd, pitch + a, knee + 0.8 * a, out=0.08)
    w = float(ease(a / (0.25 * amplitude)))

    def mix(k: Any) -> Any:
        return (1 - w) * np.asarray(planted[k], float) + w * np.asarray(free[k], float)

    return {"ankle": mix("ankle"), "pole": mix("pole"), "foot": free["foot"] if w > 0.5 else planted["foot"]}


@motion(
    "seated-single-knee-raise",
    ("good", "slump", "partial", "short-hold"),
    reps=3,
    hold_s=1.0,
    amplitude=45.0,
    views=("side", "front", "diagonal"),
)
def seated_single_knee_raise(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """One knee up towards the chest, sides alternate; amplitude: rise of the thigh. Fault: slump (trunk bends, leans back)."""
    return knee_raise("seated-single-knee-raise", h, variant, reps, hold_s, amplitude, rng, True)


@motion(
    "seated-double-knee-raise",
    ("good", "slump", "partial", "short-hold"),
    reps=3,
    hold_s=1.0,
    amplitude=38.0,
    views=("side", "diagonal"),
)
def seated_double_knee_raise(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Both knees up towards the chest. Fault: slump (trunk flexes and leans back)."""
    return knee_raise("seated-double-knee-raise", h, variant, reps, hold_s, amplitude, rng, False)


@motion("seated-forward-bend", ("good", "partial"), reps=3, hold_s=1.0, amplitude=65.0, views=("side", "side-off"))
def seated_forward_bend(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Hands on the thighs, bend forward slowly and come back; amplitude = pelvis + lumbar + thoracic flexion."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=2.4)

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        P = alive_sit(
            h, nat, t, lum=(0.30 * a, 0, 0), thor=(0.20 * a, 0, 0), pelvis=(0.50 * a, 0, 0), neck=(0.12 * a, 0, 0)
        )
        return po.hands_on_thighs(h, P, 0.62 + 0.38 * a / 65), {"bend": a}

    return Motion("seated-forward-bend", variant, "side", "stool", pl.duration, pose_at, pl.reps, [])


CROSS_S = 1.5


@motion(
    "seated-crossed-leg-twist",
    ("good", "partial", "short-hold"),
    reps=2,
    hold_s=5.0,
    amplitude=38.0,
    views=("front", "diagonal"),
)
def seated_crossed_leg_twist(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Right leg over left, left elbow outside the right knee, trunk turned right; then mirrored. side: way of the turn."""
    nat = Natural(rng)
    pl = plan(
        rng,
        variant,
        reps,
        amplitude,
        hold_s,
        ("right", "left"),
        up_s=1.6,
        gap_s=2 * CROSS_S + 0.8,
        lead_s=LEAD_S + CROSS_S + 0.2,
        tail_s=CROSS_S + TAIL_S,
    )
    rest = po.elbows_wrists(h, po.hands_on_thighs(h, po.sit(h)))

    def crossing(t: float, m: Any) -> Any:  # 0..1: the leg goes over before the turn and comes back after it
        return float(ease((t - m.start + CROSS_S) / CROSS_S) - ease((t - m.end) / CROSS_S))

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.signed(t)
        x = abs(a) / amplitude
        P = alive_sit(
            h,
            nat,
            t,
            lum=(11 * x, 0, 0.12 * a),
            thor=(12 * x, 0, a),
            pelvis=(15 * x, 0, 0.06 * a),
            neck=(-16 * x, 0, 0.3 * a),
        )
        m = next((m for m in pl.moves if m.start - CROSS_S <= t <= m.end + CROSS_S), None)
        if m is None:
            return po.hands_on_thighs(h, P), {"turn": a, "crossed": 0}
        c = crossing(t, m)
        sg = 1 if m.side == "right" else -1  # +1: right leg over left
        over, under = (".R", ".L") if sg > 0 else (".L", ".R")
        # the upper leg's ankle travels over the lower knee and hangs outside it
        g = P["legs"][over]
        A0, A1 = np.array(g["ankle"], float), np.array([sg * 0.21, 0.25, 0.50])
        lift = np.array([0, 0.30, 0.06]) * 4 * c * (1 - c)
        pole = (1 - c) * np.array(g["pole"], float) + c * np.array([-sg * 0.10, 1, 0.75])
        P["legs"][over] = {"ankle": (1 - c) * A0 + c * A1 + lift, "pole": pole, "foot": ry(sg * 25 * c) @ g["foot"]}
        P["legs"][under] = dict(
            P["legs"][under], ankle=np.array(P["legs"][under]["ankle"], float) * [1 - 0.45 * c, 1, 1]
        )
        _R, q = h.pose(dict(P, arms={}))
        knee = q["ll" + over]
        S = q["ua1" + under]
        braced = {}
        E = knee + np.array([-sg * 0.085, 0.06, -0.02])  # outside the upper knee
        E = S + unit(E - S) * h.len[under][0]
        braced[under] = (E, E + h.len[under][1] * unit(np.array([-sg * 0.75, -0.25, -0.35])))
        So = q["ua1" + over]  # the other hand rests behind on the seat edge
        W = np.array([-sg * 0.22, po.SEAT_HEIGHT + 0.06, -0.12])
        mid = (So + W) / 2 + np.array([-sg * 0.12, 0.02, -0.12])
        braced[over] = (mid, W)
        return po.blend_arms(h, P, rest, braced, min(1.0, x), arc=(0.04, 0.06, 0.06)), {"turn": a, "crossed": c * 100}

    return Motion("seated-crossed-leg-twist", variant, "front", "stool", pl.duration, pose_at, pl.reps, [])


def elbow_bend_arms(
    h: Human, P: Posture, back: float = 0.0, out: float = 12.0, clav: Any = (0, 0), bend: float = 85.0
) -> Any:
    """Upper arms at the sides, forearms forward; back = degrees the elbows go behind the trunk."""

    def aim(sd: str, sg: int, S: Array, R: Rotations, q: Places) -> Any:
        b, o = np.radians(back), np.radians(out)
        u = np.array([sg * np.sin(o), -np.cos(o) * np.cos(b), -np.sin(b)])
        f = np.array([sg * 0.10, -np.cos(np.radians(bend)), np.sin(np.radians(bend))])
        return R["T6"] @ u, R["T6"] @ f

    return po.aim_arms(h, P, aim, lambda sd: clav)


@motion(
    "shoulder-blade-squeeze",
    ("good", "shrug", "arch", "partial", "short-hold"),
    reps=4,
    hold_s=5.0,
    amplitude=22.0,
    views=("front", "side", "diagonal", "rear"),
)
def shoulder_blade_squeeze(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Elbows bent, shoulder blades together; amplitude: clavicle retraction. Faults: shrug (shoulders), arch (low back)."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=1.0, gap_s=1.5)

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        x = a / amplitude
        shrug, arch = (18 * x if variant == "shrug" else 0.0), (16 * x if variant == "arch" else 0.0)
        P = alive_sit(h, nat, t, thor=(-3 * x, 0, 0), lum=(-arch, 0, 0), pelvis=(0.3 * arch, 0, 0))
        P = elbow_bend_arms(
            h, P, back=-6 + 1.7 * a, out=14 + 4 * x, clav=(shrug, -a * (0.8 if variant == "shrug" else 1))
        )
        return P, {"retraction": a, "shrug": shrug, "arch": arch}

    return Motion(
        "shoulder-blade-squeeze",
        variant,
        "front",
        "stool",
        pl.duration,
        pose_at,
        pl.reps,
        faults_of(pl, variant) if variant in ("shrug", "arch") else [],
    )


@motion("shoulder-rolls", ("good", "partial"), reps=5, hold_s=0.0, amplitude=14.0, views=("front", "side", "diagonal"))
def shoulder_rolls(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Shoulders up, back, down and forward in circles; amplitude = radius of the clavicle's circle."""
    nat = Natural(rng)
    half = 0.5 if variant == "partial" else 1.0
    t0, out = LEAD_S, []
    for _ in range(int(reps)):
        T = 3.0 * rng.uniform(0.85, 1.15)
        A = amplitude * half * rng.uniform(0.92, 1.08)
        out.append(
            Rep(None, t0, t0 + 0.20 * T, t0 + 0.30 * T, t0 + T, A, half == 1.0, "" if half == 1.0 else "partial")
        )
        t0 += T
    end = t0
    r = [(o.start_s, o.end_s, o.peak_deg) for o in out]

    def circle(t: float) -> Any:
        """(elevation, protraction): up at a quarter of the circle, back at a half, down at three quarters."""
        env = float(ease((t - LEAD_S) / 0.5) - ease((t - end + 0.5) / 0.5))
        for k, (a, b, A) in enumerate(r):
            if a <= t <= b or k == len(r) - 1:
                nxt = r[min(k + 1, len(r) - 1)][2]
                u = np.clip((t - a) / (b - a), 0, 1)
                A = A + (nxt - A) * ease((u - 0.8) / 0.2)
                psi = 2 * np.pi * u
                return env * A * (0.35 + np.sin(psi)), env * A * np.cos(psi)
        return 0.0, 0.0

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        e, p = circle(t) if LEAD_S < t < end else (0.0, 0.0)
        P = alive_sit(h, nat, t, thor=(0.15 * p, 0, 0))
        for sd in (".L", ".R"):
            P["arms"][sd]["clav"] = (e, p)
        return P, {"shoulder_up": e, "shoulder_forward": p}

    return Motion("shoulder-rolls", variant, "front", "stool", end + TAIL_S, pose_at, out, [])


@motion(
    "elbows-on-thighs",
    ("good", "partial", "short-hold"),
    reps=2,
    hold_s=8.0,
    amplitude=70.0,
    views=("side", "diagonal"),
)
def elbows_on_thighs(
    h: Human, variant: str, reps: int, hold_s: float, amplitude: float, rng: np.random.Generator
) -> Motion:
    """Bent forward, elbows on the thighs above the knees, head relaxed; amplitude: flexion of pelvis and spine together."""
    nat = Natural(rng)
    pl = plan(rng, variant, reps, amplitude, hold_s, up_s=2.2, gap_s=1.5)
    rest = po.elbows_wrists(h, po.hands_on_thighs(h, po.sit(h)))

    def bent(a: Any, extra: Any) -> Any:
        return {"lum": (0.28 * a, 0, 0), "thor": (0.27 * a, 0, 0), "pelvis": (0.45 * a + extra, 0, 0)}

    def elbow_point(R: Rotations, q: Places, sd: str) -> Any:
        return po.thigh_point(R, q, sd, 0.86, 0.07)

    # bodies differ in arm and trunk length: extra pelvic tilt until the elbows just reach the thighs
    lo, hi = -15.0, 30.0
    for _ in range(12):
        extra = (lo + hi) / 2
        R, q = h.pose(po.sit(h, **bent(amplitude, extra)))
        lo, hi = (extra, hi) if np.linalg.norm(elbow_point(R, q, ".L") - q["ua1.L"]) > h.len[".L"][0] else (lo, extra)
    for r in pl.reps:
        r.peak_deg *= 1 + extra / amplitude

    def pose_at(t: float) -> tuple[Posture, dict[str, Any]]:
        a = pl.value(t)
        x = a / amplitude
        P = alive_sit(h, nat, t, neck=(28 * x, 0, 0), **bent(a, extra * x))
        R, q = h.pose(dict(P, arms={}))
        on = {}
        for sd, sg in SIDES:
            E = elbow_point(R, q, sd)
            on[sd] = (E, E + h.len[sd][1] * unit(np.array([-sg * 0.42, -0.15, 0.80])))
        return po.blend_arms(h, P, rest, on, min(1.0, x), arc=(0.05, 0.03, 0)), {"bend": a + extra * x}

    return Motion("elbows-on-thighs", variant, "side", "stool", pl.duration, pose_at, pl.reps, [])
