"""What touches the floor: the lowest points of the body, hands and feet that are pinned, legs by their angles.

Every function returns P for Human.pose(). Axes: x = the person's left, y up, z forward. Lying on the back the head is at -z and
the feet at +z; lying face down and on all fours the head is at +z. Feet, hands and knees that carry weight are pinned in the
room; the height (and where it says so the pitch) of the pelvis is solved so that the body touches the mat.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from studio.kinds import Array, Places, Posture, Rotations, Vector
from studio.rotations import half, rx, unit

if TYPE_CHECKING:
    from studio.body import Human

MAT = 0.012  # top of the mat
_CACHE: weakref.WeakKeyDictionary[Any, dict[Any, Any]] = weakref.WeakKeyDictionary()


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


def direction(deg: float) -> Any:
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
    rest = v - (direction(hip) * L1 + direction(hip - knee) * L2)
    return hip, knee, rest


def leg_fk(
    h: Human, P: Posture, sd: str, hip: Any, knee: float, rest: Any = (0, 0, 0), foot: Any = None, toes: float = 0.0
) -> Any:
    """A leg from its angles (deg, to the pelvis). toes: plantar flexion. Returns the leg dict in the room."""
    R0, p0 = P["root"]
    L1, L2 = h.len[sd][2:]
    a = h.p["ul1" + sd] - h.p["pelvis"] + direction(hip) * L1 + direction(hip - knee) * L2 + np.asarray(rest, float)
    F = R0 @ rx(-(hip - knee) + toes) if foot is None else foot
    return {"ankle": p0 + R0 @ a, "pole": R0 @ direction(hip), "foot": F}
