"""Poses for the floor motions, the roll-down and marching: what poses.py has none of, because they need contact.

Every function returns P for Human.pose(). Axes: x = the person's left, y up, z forward. Lying on the back the head is at -z and
the feet at +z; lying face down and on all fours the head is at +z. Feet, hands and knees that carry weight are pinned in the
room; the height (and where it says so the pitch) of the pelvis is solved so that the body touches the mat.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.body import SIDES
from studio.kinds import Array, Places, Posture, Rotations, Vector
from studio.rotations import half, rx, ry, rz, unit

if TYPE_CHECKING:
    from studio.body import Human

MAT = 0.012  # top of the mat
_CACHE: weakref.WeakKeyDictionary[Any, dict[Any, Any]] = weakref.WeakKeyDictionary()


# ------------------------------------------------------------------ contact
def cached(h: Human, key: Any, fn: Callable[..., Any]) -> Any:
    d = _CACHE.setdefault(h, {})
    if key not in d:
        d[key] = fn()
    return d[key]


def _region(h: Human, name: str) -> Any:
    def w(*n: Any) -> Any:
        return sum(h.W[:, h.ix[k]] for k in n)

    lum = [f"L{i}" for i in range(1, 6)]
    tho = [f"T{i}" for i in range(1, 13)]
    z = h.V0[:, 2]
    if name == "seat":
        m = (w("pelvis", "ul1.L", "ul1.R") > 0.6) & (z < -0.02)
    elif name == "upper-back":
        m = (w(*tho[:9], "clav.L", "clav.R") > 0.6) & (z < 0)
    elif name == "back":
        m = (w("pelvis", "ul1.L", "ul1.R", *lum, *tho, "clav.L", "clav.R") > 0.6) & (z < 0)
    elif name == "head-back":
        m = (w("head") > 0.6) & (z < h.p["head"][2] + 0.02)
    elif name == "face":
        m = (w("head") > 0.6) & (z > h.p["head"][2])
    elif name == "thighs-front":
        m = (w("ul1.L", "ul1.R", "ul2.L", "ul2.R") > 0.6) & (z > 0.02)
    elif name == "belly":
        m = (w("pelvis", *lum) > 0.6) & (z > 0.02)
    elif name == "chest":
        m = (w(*tho) > 0.6) & (z > 0.02)
    elif name == "trunk-front":
        m = (w("pelvis", "ul1.L", "ul1.R", *lum, *tho) > 0.6) & (z > 0.02)
    else:
        raise KeyError(name)
    return np.flatnonzero(m)


def low(h: Human, R: Rotations, q: Places, name: str) -> Any:
    """Lowest point (y) of a region of the skin."""
    i = cached(h, ("region", name), lambda: _region(h, name))
    W, V = cached(h, ("region-w", name), lambda: (h.W[i], h.V0[i]))
    A = np.stack([np.c_[R[n], (q[n] - R[n] @ h.p[n])[:, None]].ravel() for n in h.joints])
    M = (W @ A).reshape(-1, 3, 4)
    return float((np.einsum("ij,ij->i", M[:, 1, :3], V) + M[:, 1, 3]).min())


def foot_height(h: Human, sd: str, F: Any) -> Any:
    """How high the ankle stands over the floor when the foot with world rotation F touches it."""
    V = cached(h, ("foot", sd), lambda: h.V0[h.W[:, h.ix["foot" + sd]] > 0.9] - h.p["foot" + sd])
    return -float((V @ F[1]).min())


def _hand_frame(f: Any, p: Any) -> Any:
    f = unit(np.asarray(f, float))
    p = np.asarray(p, float)
    p = unit(p - f * (f @ p))
    return np.stack([f, p, np.cross(f, p)], 1)


_F0 = {
    ".L": _hand_frame((0.30, -0.62, 0.73), (-0.69, -0.69, -0.21)),
    ".R": _hand_frame((-0.30, -0.62, 0.73), (0.69, -0.69, -0.21)),
}


def hand(sd: str, fingers: Any, palm: Any) -> Any:
    """World rotation of a hand whose fingers point along `fingers` and whose palm faces `palm`."""
    return _hand_frame(fingers, palm) @ _F0[sd].T


def arm(P: Posture, wrist: Vector, pole: Vector, R: Array | None = None, **kw: Any) -> Any:
    """An IK arm in the room; R = world rotation of the hand (None: follows the forearm)."""
    a = dict(kind="ik", wrist=np.asarray(wrist, float), pole=np.asarray(pole, float), **kw)
    if R is not None:
        R0 = P["root"][0]
        a["hand_frame"] = "pelvis"
        a["hand_R"] = lambda sg: R0.T @ R
    return a


def mix_arm(P: Posture, a: Any, b: Any, x: Any, bump: Any = (0, 0, 0)) -> Any:
    """Arm between two arm dicts made by arm(..., R=None): wrist, pole and hand blend. a, b: (wrist, pole, hand R)."""
    wr = (1 - x) * a[0] + x * b[0] + np.sin(np.pi * x) * np.asarray(bump, float)
    po = unit((1 - x) * unit(a[1]) + x * unit(b[1]))
    return arm(P, wr, po, half(a[2], b[2], x))


# ------------------------------------------------------------------ legs
def _dir(deg: float) -> Any:
    """Direction of a leg segment in the pelvis frame, deg of flexion from straight down."""
    a = np.radians(deg)
    return np.array([0, -np.cos(a), np.sin(a)])


def sagittal(h: Human, P: Posture, sd: str, ankle: Vector) -> Any:
    """Hip flexion (to the pelvis), knee flexion, and what is left over, of a pinned ankle."""
    R0, p0 = P["root"]
    v = R0.T @ (np.asarray(ankle, float) - p0) - (h.p["ul1" + sd] - h.p["pelvis"])
    L1, L2 = h.len[sd][2:]
    d = min(np.hypot(v[1], v[2]), (L1 + L2) * 0.999)
    knee = 180 - np.degrees(np.arccos(np.clip((L1 * L1 + L2 * L2 - d * d) / (2 * L1 * L2), -1, 1)))
    off = np.degrees(np.arctan2(L2 * np.sin(np.radians(knee)), L1 + L2 * np.cos(np.radians(knee))))
    hip = np.degrees(np.arctan2(v[2], -v[1])) + off
    rest = v - (_dir(hip) * L1 + _dir(hip - knee) * L2)
    return hip, knee, rest


def leg_fk(
    h: Human, P: Posture, sd: str, hip: Any, knee: float, rest: Any = (0, 0, 0), foot: Any = None, toes: float = 0.0
) -> Any:
    """A leg from its angles (deg, to the pelvis). toes: plantar flexion. Returns the leg dict in the room."""
    R0, p0 = P["root"]
    L1, L2 = h.len[sd][2:]
    a = h.p["ul1" + sd] - h.p["pelvis"] + _dir(hip) * L1 + _dir(hip - knee) * L2 + np.asarray(rest, float)
    F = R0 @ rx(-(hip - knee) + toes) if foot is None else foot
    return {"ankle": p0 + R0 @ a, "pole": R0 @ _dir(hip), "foot": F}


# ------------------------------------------------------------------ on the back
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


# ------------------------------------------------------------------ face down
def prone_base(h: Human) -> Any:
    def build() -> Any:
        P: Posture = {
            "root": (rx(90), np.array([0, 0.12, 0])),
            "lum": (0, 0, 0),
            "thor": (4, 0, 0),
            "neck": (0, 0, 0),
            "arms": {},
            "legs": {},
        }
        pitch = 90.0
        for _ in range(6):
            R, q = h.pose(P)
            a, b = low(h, R, q, "belly") - MAT, low(h, R, q, "chest") - MAT
            pitch += np.degrees(np.arctan2(b - a, 0.42)) * 0.8
            P["root"] = (rx(pitch), P["root"][1] - [0, a, 0])
        nk = 0.0
        for _ in range(8):
            P["neck"] = (nk, 0, 0)
            R, q = h.pose(P)
            nk += np.clip((low(h, R, q, "face") - MAT - 0.004) / 0.0025, -8, 8)
            nk = float(np.clip(nk, -45, 25))
        P["neck"] = (nk, 0, 0)
        _, q = h.pose(P)
        y = P["root"][1][1]
        L1, L2 = h.len[".L"][2:]
        ky = 0.075 + MAT
        b = {"pitch": pitch, "y": y, "neck": nk, "L": (L1, L2)}
        b["ankles"], b["knee"] = {}, {}
        for sd, sg in SIDES:
            H = q["ul1" + sd]
            x = sg * 0.125
            kz = H[2] - np.sqrt(max(L1**2 - (H[1] - ky) ** 2 - (H[0] - x) ** 2, 0))
            b["knee"][sd] = np.array([x, ky, kz])
            b["ankles"][sd] = np.array([sg * 0.13, 0.085 + MAT, kz - L2 * 0.9995])
        b["S0"] = {sd: q["ua1" + sd].copy() for sd, _ in SIDES}
        Q = _press(h, b, 1.0)
        _, q1 = h.pose(Q)
        b["hands"] = {sd: np.array([sg * 0.235, 0.045, q1["ua1" + sd][2] + 0.06]) for sd, sg in SIDES}
        return b

    return cached(h, "prone", build)


def _press(h: Human, b: Any, x: Any, ext: float = 1.0, breath: float = 0.0) -> Any:
    return {
        "root": (rx(b["pitch"] - 3 * x * ext), np.array([0, b["y"], 0])),
        "lum": (-32 * x * ext, 0, 0),
        "thor": (4 - 24 * x * ext + breath, 0, 0),
        "neck": (b["neck"] + (-6 - b["neck"] - 8 * ext) * x, 0, 0),
        "arms": {},
        "legs": {},
    }


def prone_press(h: Human, x: Any, hips: float = 0.0, ext: float = 1.0, breath: float = 0.0) -> Any:
    """x: 0 lying .. 1 chest pressed up. hips: metres the hip joints leave their resting height, knees staying put
    (the fault); ext: share of the spine's extension that is really made."""
    b = prone_base(h)
    P = _press(h, b, x, ext, breath)
    L1 = b["L"][0]
    if hips > 1e-6:
        H0 = b["y"]
        k = b["knee"][".L"]
        hy = H0 + hips
        th0 = np.arcsin((H0 - k[1]) / L1)
        th = np.arcsin((hy - k[1]) / L1)
        # hip centre swings about the knees; the pelvis turns with the thighs
        P["root"] = (
            rx(b["pitch"] - 3 * x * ext - np.degrees(th - th0)),
            np.array([0, hy, -(np.cos(th0) - np.cos(th)) * L1]),
        )
    else:
        for _ in range(3):
            R, q = h.pose(P)
            P["root"] = (P["root"][0], P["root"][1] - [0, low(h, R, q, "belly") - MAT, 0])
    for sd, sg in SIDES:
        P["legs"][sd] = {"ankle": b["ankles"][sd], "pole": (sg * 0.02, -1, 0), "foot": rx(152) @ ry(sg * -4)}
    for _ in range(2):  # thicker thighs carry the pelvis a little higher
        R, q = h.pose(P)
        P["root"] = (P["root"][0], P["root"][1] + [0, max(0.0, MAT - 0.004 - low(h, R, q, "thighs-front")), 0])
    for sd, sg in SIDES:
        P["arms"][sd] = arm(P, b["hands"][sd], (sg * 0.9, 0.5, -0.6), hand(sd, (sg * 0.1, 0, 1), (0, -1, 0)))
    return P


# ------------------------------------------------------------------ on all fours
def quad_base(h: Human) -> Any:
    def build() -> Any:
        L2 = h.len[".L"][3]
        b: dict[str, Any] = {"ky": 0.062 + MAT, "wy": 0.065 + MAT}
        b["knee"] = {sd: np.array([sg * 0.13, b["ky"], 0]) for sd, sg in SIDES}
        b["ankles"] = {sd: np.array([sg * 0.13, 0.080 + MAT, -L2 * 0.999]) for sd, sg in SIDES}
        b["hands"] = None
        P = _quad_solve(h, b, 0, 0, 0, 0, 0, (0, 0), None, 9.0)
        _, q = h.pose(P)
        b["hands"] = {sd: np.array([sg * 0.19, b["wy"], q["ua1" + sd][2] + 0.015]) for sd, sg in SIDES}
        b["gap"] = q["ua1.L"][2]
        return b

    return cached(h, "quad", build)


def _quad_solve(
    h: Human, b: Any, lum: float, thor: float, nk: Any, tilt0: Any, dz: Any, clav: Any, gap: Any, bend: float
) -> Any:
    """Pelvis pitch so that straight(ish) arms reach the floor; hip height from the planted knees.
    gap: neutral hip to shoulder distance: half of what the spine's curve takes away moves the hips forward."""
    L1 = h.len[".L"][2]
    a1, a2 = h.len[".L"][:2]
    reach = np.sqrt(a1 * a1 + a2 * a2 + 2 * a1 * a2 * np.cos(np.radians(bend)))
    tilt, z = 90 + tilt0, dz
    hx = h.p["ul1.L"][0] - 0.13
    P: Posture = {
        "lum": (lum, 0, 0),
        "thor": (thor, 0, 0),
        "neck": (nk, 0, 0),
        "arms": {sd: {"kind": "rest", "clav": clav} for sd, _ in SIDES},
        "legs": {},
    }
    for _ in range(14):
        hy = b["ky"] + np.sqrt(max(L1 * L1 - hx * hx - z * z, 0.01))
        P["root"] = (rx(tilt), np.array([0, hy, z]))
        _, q = h.pose(P)
        S = q["ua1.L"]
        wx, wz = (0.19, S[2] + 0.015) if b["hands"] is None else (b["hands"][".L"][0], b["hands"][".L"][2])
        want = b["wy"] + np.sqrt(max(reach**2 - (S[0] - wx) ** 2 - (S[2] - wz) ** 2, 0.01))
        tilt -= np.degrees((want - S[1]) / max(0.3, S[2] - z)) * 0.8
        if gap is not None:
            z += 0.5 * (0.5 * (gap + dz - S[2] + dz) + dz - z)
    P["root"] = (rx(tilt), np.array([0, hy, z]))
    return P


def quad(
    h: Human,
    spine: float = 0.0,
    rock: float = 0.0,
    elbow: float = 9.0,
    breath: float = 0.0,
    full: Any = (26.0, 34.0),
    arch: Any = (26.0, 20.0),
) -> Posture:
    """spine: +1 rounded up (cat) .. -1 arched (cow). rock: metres the hips go back (-) or forward over planted hands and
    knees. elbow: flexion deg. full / arch: (lumbar, thoracic) deg at +1 / -1."""
    b = quad_base(h)
    k = spine
    lu, th = (full[0] * k, full[1] * k) if k > 0 else (arch[0] * k, arch[1] * k)
    nk = (24 if k > 0 else 26) * k - 9
    clav = (0, 14 * k if k > 0 else 6 * k)
    P = _quad_solve(h, b, lu, th + breath, nk, 0.0, rock, clav, b["gap"], elbow)
    for sd, sg in SIDES:
        P["legs"][sd] = {"ankle": b["ankles"][sd], "pole": (0, -1, 0.3), "foot": rx(150)}
        P["arms"][sd] = arm(
            P, b["hands"][sd], (sg * 0.45, 0.1, -1), hand(sd, (sg * 0.08, -0.12, 1), (0, -1, -0.1)), clav=clav
        )
    return P


# ------------------------------------------------------------------ standing
_MASS = (
    ("pelvis", 0.16),
    ("L3", 0.14),
    ("T8", 0.21),
    ("head", 0.085),
    ("ua1", 0.027),
    ("la1", 0.022),
    ("hand", 0.006),
    ("ul1", 0.06),
    ("ll", 0.085),
    ("foot", 0.028),
)


def com(q: Places) -> Any:
    """Rough centre of mass from joint positions."""
    s, m = np.zeros(3), 0.0
    for n, w in _MASS:
        for k in [n] if n in q else [n + ".L", n + ".R"]:
            s = s + w * q[k]
            m += w
    return s / m


def stand_on(h: Human, P: Posture, knee: float, stance: float = 0.30, dx: float = 0.0, foot_z: Any = None) -> Any:
    """Feet planted, both knees flexed by `knee` deg, the pelvis over them so that the body balances. P has root rotation."""
    fl = -h.V0[:, 1].min()
    ay = h.p["foot.L"][1] + fl
    L1, L2 = h.len[".L"][2:]
    D = np.sqrt(L1 * L1 + L2 * L2 + 2 * L1 * L2 * np.cos(np.radians(max(knee, 2.0))))
    R0 = P["root"][0]
    z = 0.0
    az = h.p["foot.L"][2]
    off = R0 @ (h.p["ul1.L"] - h.p["pelvis"])
    for _ in range(5):
        side = stance / 2 - off[0]
        hy = ay + np.sqrt(max(D * D - side * side - (z - az + off[2]) ** 2, 0.05)) - off[1]
        P["root"] = (R0, np.array([dx, hy, z]))
        P["legs"] = {
            sd: {"ankle": np.array([sg * stance / 2, ay, az]), "pole": (sg * 0.12, 0, 1), "foot": ry(sg * 8)}
            for sd, sg in SIDES
        }
        _, q = h.pose(P)
        z -= 0.8 * (com(q)[2] - (az + 0.045))
    return P


def gravity_arms(h: Human, P: Posture, out: float = 0.14, fwd: float = 0.04, bend: float = 14.0) -> Any:
    """Arms hang straight down whatever the trunk does."""
    P["arms"] = {}
    _, q = h.pose(P)
    a1, a2 = h.len[".L"][:2]
    d = np.sqrt(a1 * a1 + a2 * a2 + 2 * a1 * a2 * np.cos(np.radians(bend)))
    for sd, sg in SIDES:
        P["arms"][sd] = {
            "kind": "ik",
            "wrist": q["ua1" + sd] + d * unit(np.array([sg * out, -1, fwd])),
            "pole": (sg * 0.4, 0, -1),
        }
    return P


def smooth(u: Any, a: Any, b: Any) -> Any:
    """0 before a, 1 after b."""
    x = np.clip((u - a) / (b - a), 0, 1)
    return x * x * (3 - 2 * x)


def roll_down(
    h: Human,
    u: Any,
    knee: float = 12.0,
    neck: Any = None,
    lum: float = 46.0,
    thor: float = 38.0,
    pelvis: float = 52.0,
    sway: Any = (0, 0),
    hinge_from: float = 0.42,
) -> Posture:
    """u: 0 standing .. 1 hanging; head first, then the upper back, the low back and last the hips
    (from u = hinge_from on)."""
    nk = 38 * smooth(u, 0, 0.30) if neck is None else neck
    P: Posture = {
        "root": (rx(pelvis * smooth(u, hinge_from, 1.0) + sway[1]), np.zeros(3)),
        "lum": (lum * smooth(u, 0.28, 0.85), 0, 0),
        "thor": (thor * smooth(u, 0.08, 0.60) + sway[0], 0, 0),
        "neck": (nk, 0, 0),
        "arms": {},
    }
    for _ in range(2):
        gravity_arms(h, P)
        stand_on(h, P, knee)
    gravity_arms(h, P)
    return P


def march(
    h: Human,
    left: Any,
    right: Any,
    arm_swing: Any,
    shift: float = 0.0,
    list_: float = 0.0,
    bob: float = 0.0,
    knee0: float = 4.0,
    fwd_lean: float = 2.0,
    sway: Any = (0, 0),
) -> Posture:
    """left/right: hip flexion of each leg in deg (0 = standing). arm_swing: + = left arm forward. shift: metres to the left."""
    P: Posture = {
        "root": (rz(-list_) @ rx(fwd_lean), np.zeros(3)),
        "lum": (-fwd_lean * 0.5, -list_ * 0.5, 0),
        "thor": (2 + sway[0], -list_ * 0.5 + sway[1], 0),
        "neck": (0, 0, 0),
        "arms": {},
        "legs": {},
    }
    # balance once per body, then move rigidly: marching does not lean to and fro with every step
    base = cached(
        h,
        ("march", round(knee0, 1), round(fwd_lean, 1)),
        lambda: stand_on(
            h,
            {
                "root": (rx(fwd_lean), np.zeros(3)),
                "lum": (-fwd_lean * 0.5, 0, 0),
                "thor": (2, 0, 0),
                "neck": (0, 0, 0),
                "arms": {},
            },
            knee0,
            stance=0.22,
        ),
    )
    P["root"] = (P["root"][0], base["root"][1] + [shift, bob - 0.004, 0])
    for (sd, sg), a in zip(SIDES, (left, right), strict=False):
        A = base["legs"][sd]["ankle"]
        L1, L2 = h.len[sd][2:]
        h0, k0 = 4.0, 6.0
        hip, kn = h0 + a, k0 + 1.12 * a
        d = (_dir(hip) * L1 + _dir(hip - kn) * L2) - (_dir(h0) * L1 + _dir(h0 - k0) * L2)
        w = min(1.0, a / 12.0)
        P["legs"][sd] = {
            "ankle": A + d + w * np.array([shift * 0.6 - sg * 0.01, 0, 0]),
            "pole": (sg * 0.10, 0, 1),
            "foot": ry(sg * 8) @ rx(0.45 * a * np.clip(1.3 - a / 60.0, 0.4, 1)),
        }
    s = arm_swing
    P["arms"] = {
        sd: {
            "kind": "hang",
            "frame": "T3",
            "dir": (sg * 0.15, -1, 0.04 + 0.42 * s * sg + (0.10 * max(0, s * sg))),
            "bend": 22 + 16 * max(0, s * sg),
            "pole": (sg * 0.25, 0, -1),
        }
        for sd, sg in SIDES
    }
    return P
