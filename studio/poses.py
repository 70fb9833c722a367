"""Pose library for sitting and standing. Each pose function returns a dict P for Human.pose(); angles in degrees.

Spine triples are (flexion, side, axial): flexion forward +, side to the left +, turning to the left +.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.joints import SIDES
from studio.kinds import Array, Places, Posture, Rotations, Vector
from studio.rotations import rx, ry, rz, unit

if TYPE_CHECKING:
    from studio.body import Human

SEAT_HEIGHT = 0.46  # top of the stool, metres

SIT_TILT = -8.0  # relaxed upright sitting: slight posterior tilt ...
SIT_LUM, SIT_THOR = (6.0, 0, 0), (3.0, 0, 0)  # ... and slight spinal flexion


def add(*triples: Any) -> tuple[float, float, float]:
    return tuple(np.sum([np.asarray(t, float) for t in triples], 0))


def pelvis_rot(tilt: float, side: float, yaw: float) -> Array:
    return ry(yaw) @ rz(-side) @ rx(tilt)


def floor_shift(h: Human) -> float:
    """How far the rest pose must rise for its soles to stand on y = 0."""
    return -h.V0[:, 1].min()


# ------------------------------------------------------------------ whole body
def sit(
    h: Human,
    arms: Any = None,
    lum: Vector = (0, 0, 0),
    thor: Vector = (0, 0, 0),
    neck: Any = (0, 0, 0),
    tuck: Any = 0,
    pelvis: Any = (0, 0, 0),
    knee_width: float = 0.30,
) -> Posture:
    """Upright on the stool, feet flat. lum, thor, pelvis (tilt, side, yaw) are added to neutral sitting."""
    ankle_y = h.p["foot.L"][1] + floor_shift(h)
    ahead = 0.93 * h.len[".L"][2]  # shanks about upright
    legs = {
        sd: {"ankle": (sg * knee_width / 2, ankle_y, ahead), "pole": (sg * 0.12, 1, 0.6), "foot": ry(sg * 8)}
        for sd, sg in SIDES
    }
    return {
        "root": (pelvis_rot(*add((SIT_TILT, 0, 0), pelvis)), (0, SEAT_HEIGHT + 0.085, 0)),
        "lum": add(SIT_LUM, lum),
        "thor": add(SIT_THOR, thor),
        "neck": tuple(neck),
        "tuck": tuck,
        "arms": arms or hang(bend=35, out=0.2, forward=0.35),
        "legs": legs,
    }


def stand(
    h: Human,
    arms: Any = None,
    lum: Vector = (0, 0, 0),
    thor: Vector = (0, 0, 0),
    neck: Any = (0, 0, 0),
    tuck: Any = 0,
    pelvis: Any = (0, 0, 0),
    stance: float = 0.24,
    knee_bend: float = 3.0,
    forward: float = 0.0,
) -> Any:
    """Standing, feet still. knee_bend in degrees; forward: metres the pelvis is pushed ahead of its neutral place."""
    ankle_y = h.p["foot.L"][1] + floor_shift(h)
    L1, L2 = h.len[".L"][2:]
    reach = np.sqrt(L1 * L1 + L2 * L2 + 2 * L1 * L2 * np.cos(np.radians(max(knee_bend, 3.0))))
    ahead = h.p["pelvis"][2] + 0.015
    ankle_z = h.p["foot.L"][2]
    hip_y = ankle_y + np.sqrt(reach**2 - (stance / 2 - h.p["ul1.L"][0]) ** 2 - (ahead + forward - ankle_z) ** 2)
    legs = {
        sd: {"ankle": (sg * stance / 2, ankle_y, ankle_z), "pole": (sg * 0.1, 0, 1), "foot": ry(sg * 8)}
        for sd, sg in SIDES
    }
    return {
        "root": (pelvis_rot(*pelvis), (0, hip_y, ahead + forward)),
        "lum": tuple(lum),
        "thor": tuple(thor),
        "neck": tuple(neck),
        "tuck": tuck,
        "arms": arms or hang(),
        "legs": legs,
    }


# ------------------------------------------------------------------ arms that need no solving
def hang(bend: float = 12, out: float = 0.16, forward: float = 0.03) -> Posture:
    return {
        sd: {"kind": "hang", "frame": "T3", "dir": (sg * out, -1, forward), "bend": bend, "pole": (0, 0, -1)}
        for sd, sg in SIDES
    }


def hands_behind_head(open_deg: float = 8.0) -> Any:
    """Fingers laced behind the head; open_deg > 0 draws the elbows back."""
    o = np.radians(open_deg)
    return {
        sd: {
            "kind": "ik",
            "frame": "head",
            "wrist": (sg * 0.105, 0.045, -0.075),
            "pole": (sg * np.cos(o), 0.05, -np.sin(o)),
            "pole_frame": "T3",
            "clav": (16, -4),
        }
        for sd, sg in SIDES
    }


def arms_crossed() -> Any:
    return {
        sd: {
            "kind": "ik",
            "frame": "T4",
            "wrist": (-sg * 0.10, -0.02, 0.17),
            "pole": (sg * 0.5, -1, 0.1),
            "pole_frame": "T4",
            "clav": (0, 6),
        }
        for sd, sg in SIDES
    }


def waist_half_width(h: Human) -> Any:
    arms = sum(h.W[:, h.ix[n + sd]] for n in ("ua1", "ua2", "la1", "la2", "hand") for sd in (".L", ".R"))
    m = (np.abs(h.V0[:, 1] - h.p["L4"][1]) < 0.02) & (arms < 0.2)
    return h.V0[m, 0].max()


def hands_on_hips(h: Human) -> Any:
    w = waist_half_width(h)
    y = h.p["L4"][1] - h.p["pelvis"][1]
    return {
        sd: {
            "kind": "ik",
            "frame": "pelvis",
            "wrist": (sg * (w + 0.035), y, -0.035),
            "pole": (sg * 1.0, 0.05, -0.75),
            "pole_frame": "T8",
        }
        for sd, sg in SIDES
    }


def hold_seat(side_gap: float = 0.23) -> Any:
    return {
        sd: {"kind": "ik", "wrist": (sg * side_gap, SEAT_HEIGHT + 0.05, 0.03), "pole": (sg * 0.35, 0, -1)}
        for sd, sg in SIDES
    }


# ------------------------------------------------------------------ arms solved against the posed body
def thigh_point(R: Rotations, q: Places, sd: str, along: Any, above: float = 0.085) -> Any:
    """A point on top of the thigh, `along` of the way from hip to knee."""
    a, b = q["ul1" + sd], q["ll" + sd]
    d = unit(b - a)
    up = unit(np.array([0, 1, 0]) - d * d[1]) if abs(d[1]) < 0.95 else np.array([0, 0, -1.0])
    return a + (b - a) * along + up * above


def hands_on_thighs(h: Human, P: Posture, along: float = 0.62) -> Posture:
    R, q = h.pose(dict(P, arms={}))
    P = dict(P, arms={})
    for sd, sg in SIDES:
        w = thigh_point(R, q, sd, along) + np.array([sg * 0.01, 0, 0])
        P["arms"][sd] = {"kind": "ik", "wrist": w, "pole": (sg * 0.55, -0.25, -1)}
    return P


def aim_arms(h: Human, P: Posture, aim: Any, clav: Any = lambda sd: (0, 0)) -> Any:
    """Arms from directions: aim(sd, sign, shoulder xyz, R, q) -> (upper arm direction, forearm direction), world."""
    P = dict(P, arms={sd: {"kind": "rest", "clav": clav(sd)} for sd, _ in SIDES})
    R, q = h.pose(P)
    for sd, sg in SIDES:
        S = q["ua1" + sd]
        u, f = (unit(np.asarray(v, float)) for v in aim(sd, sg, S, R, q))
        P["arms"][sd] = {
            "kind": "ik",
            "wrist": S + h.len[sd][0] * u + h.len[sd][1] * f,
            "pole": u - f + 1e-3 * unit(np.array([sg, 0, -1.0])),
            "clav": clav(sd),
        }
    return P


def elbows_wrists(h: Human, P: Posture) -> Any:
    """{side: (elbow, wrist)} of a pose, world."""
    _R, q = h.pose(P)
    return {sd: (q["la1" + sd], q["hand" + sd]) for sd, _ in SIDES}


def blend_arms(h: Human, P: Posture, a: Any, b: Any, x: Any, arc: Any = (0, 0, 0)) -> Any:
    """Arms between two sets of (elbow, wrist) points, re-solved on the body of P; arc is added at half way."""
    bump = np.asarray(arc, float) * 4 * x * (1 - x)

    def aim(sd: str, sg: int, S: Array, R: Rotations, q: Places) -> Any:
        off = bump * [sg, 1, 1]
        E = (1 - x) * a[sd][0] + x * b[sd][0] + off
        W = (1 - x) * a[sd][1] + x * b[sd][1] + off
        u = unit(E - S)
        return u, W - (S + u * h.len[sd][0])

    return aim_arms(h, P, aim)


# ------------------------------------------------------------------ legs
def leg_by_angles(h: Human, P: Posture, sd: str, thigh_pitch: Any, knee_flexion: Any, out: float = 0.10) -> Any:
    """Free leg: thigh_pitch degrees above the horizontal, knee_flexion 0 = straight. Returns the legs entry."""
    sg = 1 if sd == ".L" else -1
    R0, p0 = P["root"]
    hip = np.asarray(p0, float) + R0 @ (h.p["ul1" + sd] - h.p["pelvis"])
    th, sh = np.radians(thigh_pitch), np.radians(thigh_pitch - knee_flexion)
    L1, L2 = h.len[sd][2:]
    thigh = unit(np.array([sg * out, np.sin(th), np.cos(th)]))
    shank = unit(np.array([0, np.sin(sh), np.cos(sh)]))
    pole = unit(thigh - shank)
    return {
        "ankle": hip + thigh * L1 + shank * L2,
        "pole": pole,
        "foot": rx(-(thigh_pitch - knee_flexion + 90) * 0.8) @ ry(sg * 6),
    }


def leg_angles(h: Human, P: Posture, sd: str) -> tuple[float, float]:
    """(thigh pitch, knee flexion) of a posed leg."""
    _R, q = h.pose(P)
    t, s = q["ll" + sd] - q["ul1" + sd], q["foot" + sd] - q["ll" + sd]
    c = np.clip(unit(t) @ unit(s), -1, 1)
    return float(np.degrees(np.arctan2(t[1], t[2]))), float(np.degrees(np.arccos(c)))
