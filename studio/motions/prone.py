"""Poses face down and on all fours.

``contact.py`` says what all of them share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.joints import SIDES
from studio.kinds import Posture
from studio.motions.contact import MAT, arm, cached, hand, low
from studio.rotations import rx, ry

if TYPE_CHECKING:
    from studio.body import Human


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
