"""Poses on the back: lying, knees to the chest, crunches, knees turned to a side.

``contact.py`` says what all of them share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.joints import SIDES
from studio.kinds import Posture
from studio.motions.contact import MAT, arm, cached, foot_height, hand, leg_fk, low, mix_arm, sagittal
from studio.rotations import half, rx, ry, rz, unit

if TYPE_CHECKING:
    from studio.body import Human


def _supine_root(pitch: float, roll: float = 0.0) -> Any:
    return rx(-90 + pitch) @ ry(roll)


def lie(
    h: Human, P: Posture, pitch: float, roll: float = 0.0, solve: Any = True, iters: Any = 5, back: Any = "upper-back"
) -> Any:
    """Set root of P so that the seat (and, with solve, the upper back too) touches the mat. x and z of the root stay."""
    p = np.array(P["root"][1], float) if "root" in P else np.array([0, 0.11, 0.0])
    for _ in range(iters):
        P["root"] = (_supine_root(pitch, roll), p)
        R, q = h.pose(P)
        a = low(h, R, q, "seat" if solve else "back") - MAT
        if solve:
            b = low(h, R, q, back) - MAT
            pitch -= np.degrees(np.arctan2(b - a, 0.42))
            if abs(a) < 5e-4 and abs(b) < 5e-4:
                break
        p = p - [0, a, 0]
        if not solve and abs(a) < 5e-4:
            break
    P["root"] = (_supine_root(pitch, roll), p)
    return pitch


def supine_base(h: Human) -> Any:
    """Hook lying, solved once per body: pelvis pitch, neck flexion that rests the head, pinned ankles, resting arms."""

    def build() -> Any:
        P: Posture = {"lum": (5, 0, 0), "thor": (2, 0, 0), "neck": (4, 0, 0), "arms": {}, "legs": {}}
        pitch = lie(h, P, 0.0)
        nk = 4.0
        for _ in range(6):
            P["neck"] = (nk, 0, 0)
            R, q = h.pose(P)
            nk -= np.clip((low(h, R, q, "head-back") - MAT) / 0.0030, -8, 8)
        nk = float(np.clip(nk, -30, 25))
        P["neck"] = (nk, 0, 0)
        R, q = h.pose(P)
        ay = h.p["foot.L"][1] - h.V0[:, 1].min() + MAT
        ankles = {sd: np.array([sg * 0.12, ay, q["ul1" + sd][2] + 0.56]) for sd, sg in SIDES}
        rest = {}
        for sd, sg in SIDES:
            S = q["ua1" + sd]
            rest[sd] = (
                np.array([S[0] + sg * 0.10, 0.045, S[2] + 0.495]),
                np.array([sg, 0.1, -0.1]),
                hand(sd, (sg * 0.05, -0.05, 1), (0, -1, 0)),
            )
        return {
            "pitch": pitch,
            "neck": nk,
            "y": P["root"][1][1],
            "ankles": ankles,
            "arms": rest,
            "T6": q["T6"].copy(),
            "feet": {sd: ry(sg * 8) for sd, sg in SIDES},
        }

    return cached(h, "supine", build)


def hook_legs(h: Human, P: Posture, b: Any) -> Any:
    return {
        sd: {"ankle": b["ankles"][sd], "pole": np.array([sg * 0.03, 1, 0.2]), "foot": b["feet"][sd]} for sd, sg in SIDES
    }


def supine(h: Human, breath: float = 0.0, neck: float = 0.0) -> Posture:
    """Neutral: on the back, knees bent, feet flat, arms beside the body."""
    b = supine_base(h)
    P: Posture = {
        "lum": (5, 0, 0),
        "thor": (2 + breath, 0, 0),
        "neck": (b["neck"] + neck, 0, 0),
        "arms": {},
        "legs": {},
    }
    lie(h, P, b["pitch"], iters=3)
    P["legs"] = hook_legs(h, P, b)
    P["arms"] = {sd: arm(P, *b["arms"][sd]) for sd, _ in SIDES}
    return P


def knees_to_chest(
    h: Human,
    left: Any,
    right: Any,
    hands: Any,
    hip: float = 128.0,
    knee: float = 132.0,
    breath: float = 0.0,
    neck: float = 0.0,
) -> Any:
    """left/right: 0 foot on the floor .. 1 knee at the chest. hands: 0 on the floor .. 1 on the raised shin(s)."""
    b = supine_base(h)
    a = {".L": left, ".R": right}
    tot = left + right
    P: Posture = {
        "lum": (5 + 7 * tot, 0, 0),
        "thor": (2 + breath, 0, 0),
        "neck": (b["neck"] + neck, 0, 0),
        "arms": {},
        "legs": {},
    }
    lie(h, P, b["pitch"], iters=4)
    for sd, sg in SIDES:
        x = a[sd]
        if x < 1e-6:
            P["legs"][sd] = {"ankle": b["ankles"][sd], "pole": np.array([sg * 0.03, 1, 0.2]), "foot": b["feet"][sd]}
            continue
        h0, k0, r0 = sagittal(h, P, sd, b["ankles"][sd])
        lift = x**0.9
        P["legs"][sd] = leg_fk(
            h, P, sd, h0 + (hip - h0) * lift, k0 + (knee - k0) * x, r0 * (1 - x) + np.array([sg * 0.02, 0, 0]) * x
        )
        F1 = P["legs"][sd]["foot"] @ rx(18)
        P["legs"][sd]["foot"] = half(b["feet"][sd], F1, min(1.0, x * 1.3))
    _, q = h.pose(P)
    both = min(left, right) > 0.2 or abs(left - right) < 1e-6
    for sd, sg in SIDES:
        up = sd if both or a[sd] >= a[".R" if sd == ".L" else ".L"] else (".R" if sd == ".L" else ".L")
        K, A = q["ll" + up], q["foot" + up]
        s = unit(A - K)
        front = unit(np.array([0, 1, 0]) - s * s[1])  # the shin's front faces up when the knee is at the chest
        w = K + s * 0.10 + front * 0.085 + np.array([sg * (0.085 if not both else 0.05), 0, 0])
        goal = (
            w,
            np.array([sg * 1.0, -0.5, 0.1]),
            hand(sd, np.array([-sg * 1.0, 0, 0]) + s * 0.35, -front - np.array([sg * 0.3, 0, 0])),
        )
        P["arms"][sd] = mix_arm(P, b["arms"][sd], goal, hands, bump=(sg * 0.06, 0.10, 0))
    return P


def crunch(h: Human, lift: Any, neck_only: float = 0.0, situp: float = 0.0, breath: float = 0.0) -> Posture:
    """lift, situp: 0..1 of their full range; hands behind the head all the time."""
    b = supine_base(h)
    th = 2 + 36 * lift + 20 * situp
    lu = 5 + 16 * lift + 20 * situp
    nk = b["neck"] + 10 + 10 * lift + 6 * situp + 42 * neck_only
    P: Posture = {"lum": (lu, 0, 0), "thor": (th + breath, 0, 0), "neck": (nk, 0, 0), "arms": {}, "legs": {}}
    if lift < 1e-6 and situp < 1e-6:
        lie(h, P, b["pitch"], iters=3)
    else:
        P["root"] = (np.eye(3), np.array([0, b["y"], -0.02 * situp]))
        lie(h, P, b["pitch"] - 4 * lift + 62 * situp, solve=False, iters=4)
    P["legs"] = hook_legs(h, P, b)
    open_ = np.radians(4 + 14 * lift)
    for sd, sg in SIDES:
        P["arms"][sd] = {
            "kind": "ik",
            "frame": "head",
            "wrist": (sg * 0.125, 0.02, -0.075),
            "pole": (sg * np.cos(open_), 0.25, 0.12 - np.sin(open_)),
            "pole_frame": "T3",
            "clav": (14, -4),
        }
    return P


def knee_rotation(
    h: Human, deg: float, roll: float = 0.55, thorax: float = 0.0, breath: float = 0.0, neck: float = 0.0
) -> Any:
    """Both knees turned to one side by deg (left positive). roll: share of it the pelvis takes. thorax: deg the
    chest rolls along (the opposite shoulder leaves the mat); 0 = shoulders stay down."""
    b = supine_base(h)
    ph = deg * roll
    counter = -(ph - thorax)
    lu, th = counter * 0.34, counter * 0.66 * 12 / 11.0
    P: Posture = {
        "lum": (5, 0, lu),
        "thor": (2 + breath, 0, th),
        "neck": (b["neck"] + neck, 0, -thorax * 0.8),
        "arms": {},
        "legs": {},
    }
    P["root"] = (np.eye(3), np.array([0, b["y"], 0]))
    pitch = b["pitch"]
    for _ in range(3):  # chest stays where it lay
        P["root"] = (_supine_root(pitch, ph), P["root"][1])
        R, q = h.pose(P)
        d = b["T6"] - q["T6"]
        if thorax:
            d = np.array([0, 0, d[2]])
        P["root"] = (P["root"][0], P["root"][1] + np.array([d[0], 0, d[2]]))
        R, q = h.pose(P)
        lo = low(h, R, q, "back") - MAT
        P["root"] = (P["root"][0], P["root"][1] - [0, lo, 0])
    f = min(1.0, abs(deg) / 70.0)
    lead = ".L" if deg >= 0 else ".R"  # the leg that ends up underneath
    for sd, _sg in SIDES:
        under = sd == lead
        F = rz(-deg * (0.85 if under else 0.80)) @ b["feet"][sd] @ rx(0 if under else 12 * f)
        x0 = 0.5 * (b["ankles"][lead][0] - np.sign(deg or 1) * 0.12)
        A = b["ankles"][sd].copy()
        A[0] = (1 - f) * A[0] + f * (np.sign(deg or 1) * (0.14 if under else 0.16) + x0)
        A[2] += f * (0.0 if under else -0.06)
        A[1] = MAT + foot_height(h, sd, F) + (0.0 if under else 0.085 * f)
        lean = np.radians(deg + np.sign(deg) * f * (4 if under else 14))
        P["legs"][sd] = {"ankle": A, "pole": np.array([np.sin(lean), np.cos(lean), 0.1]), "foot": F}
    arms = out_arms(h, b)
    P["arms"] = {sd: arm(P, *arms[sd]) for sd, _ in SIDES}
    return P


def out_arms(h: Human, b: Any) -> Any:
    """Arms on the floor, half way out to the sides, palms down."""

    def build() -> Any:
        P: Posture = {"lum": (5, 0, 0), "thor": (2, 0, 0), "neck": (b["neck"], 0, 0), "arms": {}, "legs": {}}
        lie(h, P, b["pitch"], iters=3)
        _, q = h.pose(P)
        o = {}
        for sd, sg in SIDES:
            S = q["ua1" + sd]
            o[sd] = (
                np.array([S[0] + sg * 0.40, 0.045, S[2] + 0.29]),
                np.array([sg * 0.3, 0.3, -1]),
                hand(sd, (sg * 0.8, -0.05, 0.6), (0, -1, 0)),
            )
        return o

    return cached(h, "out-arms", build)
