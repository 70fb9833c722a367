"""Poses on the feet that need balance: the roll-down and marching.

``contact.py`` says what all of them share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.joints import SIDES
from studio.kinds import Places, Posture
from studio.motions.contact import cached, direction
from studio.rotations import rx, ry, rz, unit

if TYPE_CHECKING:
    from studio.body import Human

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
        d = (direction(hip) * L1 + direction(hip - kn) * L2) - (direction(h0) * L1 + direction(h0 - k0) * L2)
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
