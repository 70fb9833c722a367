"""What the body wears: colours and materials per vertex; clothes are the skin pushed out along its normals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.joints import SIDES
from studio.kinds import Vector
from studio.rotations import unit

if TYPE_CHECKING:
    from studio.body import Human

# mesh material numbers, see scene.py's shader
SKIN, CLOTH, HAIR = 0, 1, 2


def dress(
    body: Human, shirt: Vector, shorts: Vector, skin: Vector, hair: Vector, shoes: Vector, trousers: bool, loose: float
) -> None:
    """Colours and materials per vertex; clothes are the skin pushed out along its normals."""
    V0, eye = body.V0, body.iseye
    N = body.normals(V0)

    def weight(*names: Any) -> Any:
        return sum(body.W[:, body.ix[k]] for k in names)

    head = body.W[:, body.ix["head"]] > 0.5
    nose, eyeL, eyeR, earL = (body.marks[k][1] for k in ("nose", "eyeL", "eyeR", "earL"))
    eyeL, eyeR = eyeL - [0, 0, 0.012], eyeR - [0, 0, 0.012]
    C = np.tile(np.array(skin), (len(V0), 1)).astype(float)
    mat, off = np.zeros(len(V0)), np.zeros(len(V0))
    # face
    lip = (
        head
        & (np.abs(V0[:, 0]) < 0.026)
        & (np.abs(V0[:, 1] - (nose[1] - 0.036)) < 0.010)
        & (V0[:, 2] > nose[2] - 0.035)
    )
    C[lip] = np.array(skin) * [0.86, 0.55, 0.55]
    for e in (eyeL, eyeR):
        dx, dy = np.abs(V0[:, 0] - e[0]), V0[:, 1] - e[1]
        brow = head & (dx < 0.022) & (dy > 0.014) & (dy < 0.024) & (V0[:, 2] > e[2] - 0.02) & ~eye
        C[brow] = np.array(hair) * 1.3
        lid = head & (dx < 0.018) & (np.abs(dy) < 0.010) & (V0[:, 2] > e[2] - 0.01) & ~eye
        C[lid] *= 0.72
    near = np.where(V0[:, 0:1] > 0, eyeL, eyeR)
    r = np.hypot(V0[:, 0] - near[:, 0], V0[:, 1] - near[:, 1])
    C[eye] = [0.92, 0.91, 0.89]
    C[eye & (r < 0.0068) & (V0[:, 2] > near[:, 2])] = [0.18, 0.11, 0.07]
    line = np.interp(
        V0[:, 2],
        nose[2] + np.array([-0.16, -0.11, -0.06, -0.02]),
        eyeL[1] + np.array([-0.055, -0.01, 0.045, 0.062]),
    )
    ear = head & (np.abs(V0[:, 0]) > np.abs(earL[0]) - 0.016) & (np.abs(V0[:, 1] - earL[1]) < 0.05)
    scalp = head & (V0[:, 1] > line) & ~eye & ~ear
    C[scalp] = hair
    mat[scalp] = HAIR
    off[scalp] = 0.010 * np.clip((V0[scalp, 1] - line[scalp]) / 0.03, 0.2, 1)
    # clothes
    fore = weight("la1.L", "la2.L", "hand.L", "la1.R", "la2.R", "hand.R")
    neck = weight("neck01", "neck02", "neck03", "head")
    out = np.abs(V0[:, 0])
    sleeve = np.abs(body.p["la1.L"][0]) * 0.80 + np.abs(body.p["ua1.L"][0]) * 0.20
    waist, ankle = body.p["L4"][1], body.p["foot.L"][1]
    top = (V0[:, 1] > waist) & (neck < 0.45) & (out < sleeve) & (fore < 0.3) & ~eye
    C[top] = shirt
    mat[top] = CLOTH
    off[top] = 0.006 + loose * np.clip(1 - np.abs(V0[top, 1] - body.p["T9"][1]) / 0.25, 0, 1)
    hem = ankle + 0.06 if trousers else body.p["ll.L"][1] + 0.06
    legs = (V0[:, 1] <= waist) & (V0[:, 1] > hem) & (fore < 0.3) & (out < 0.32)
    C[legs] = shorts
    mat[legs] = CLOTH
    off[legs] = 0.007
    feet = (V0[:, 1] < ankle + 0.01) & (fore < 0.3)
    C[feet] = shoes
    mat[feet] = CLOTH
    off[feet] = 0.006
    # straight hems: slide the vertices on either side of a hem along the limb to the hem's plane
    edges = np.unique(
        np.sort(np.concatenate([body.F[:, [0, 1]], body.F[:, [1, 2]], body.F[:, [2, 0]]]), axis=1), axis=0
    )
    for mask, axis, level, a, b in (
        (top, 0, sleeve, "ua1", "la1"),
        (legs, 1, hem, "ll", "foot") if trousers else (legs, 1, hem, "ul1", "ll"),
        (feet, 1, ankle + 0.01, "ll", "foot"),
    ):
        cut = edges[mask[edges[:, 0]] != mask[edges[:, 1]]]
        for sd, sg in SIDES:
            limb = unit(body.p[b + sd] - body.p[a + sd])
            plane = level * (sg if axis == 0 else 1)
            for i in np.unique(cut):
                d = plane - V0[i, axis]
                if V0[i, 0] * sg > 0 and abs(d) < 0.035 and fore[i] < 0.6 and neck[i] < 0.1:
                    V0[i] += limb * (d / limb[axis] + (-0.001 if mask[i] == (mask is not feet) else 0.001))
    body.C, body.mat = C, mat
    body.V0 = V0 + N * off[:, None]
    body.rest = body.V0
