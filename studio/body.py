"""The body: MakeHuman CC0 mesh, a rig with a 17-vertebra spine, forward/inverse kinematics, skinning, exact truth.

Axes: x = the person's left, y = up, z = forward (where the face looks in the start pose); metres.
Rest pose = MakeHuman's A-pose; every joint's rest orientation is the identity, so a joint's rotation is its angle.
All angles are in degrees. Spine angles are (flexion, side, axial): flexion > 0 bends forward, side > 0 leans to the
person's left, axial > 0 turns to the person's left.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from studio import assets
from studio.dressing import dress
from studio.joints import LUMBAR, N_LUMBAR, N_THORACIC, SIDES, THORACIC
from studio.kinds import Array, Places, Posture, Rotations, Vector
from studio.rotations import half, rx, ry, rz, spine_rot, swing, unit

if TYPE_CHECKING:
    pass

BODIES: dict[str, dict[str, Any]] = {
    "male": {},
    "female": {"gender": "female", "shirt": (0.55, 0.18, 0.25), "trousers": True, "hair": (0.2, 0.12, 0.06)},
    "heavy": {"weight": "max", "gain": 2.4, "shirt": (0.25, 0.27, 0.3), "skin": (0.42, 0.27, 0.19)},
    "loose": {"loose": 0.035, "shirt": (0.75, 0.75, 0.72), "trousers": True, "skin": (0.9, 0.72, 0.6)},
}


# ------------------------------------------------------------------ files
def _read_target(name: str) -> tuple[Array, Array]:
    idx, d = [], []
    for line in assets.require(f"{name}.target").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        s = line.split()
        idx.append(int(s[0]))
        d.append([float(x) for x in s[1:4]])
    return np.array(idx, int), np.array(d).reshape(-1, 3)


def _read_obj() -> tuple[Array, dict[str, list[list[int]]]]:
    V: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    g = ""
    for line in assets.require("base.obj").read_text(encoding="utf-8").splitlines():
        t = line.split()
        if not t:
            continue
        if t[0] == "v":
            V.append([float(x) for x in t[1:4]])
        elif t[0] == "g":
            g = t[1]
        elif t[0] == "f":
            groups.setdefault(g, []).append([int(x.split("/")[0]) - 1 for x in t[1:]])
    return np.array(V), groups


# MakeHuman bone -> joint of this rig ('SP' = spread over the vertebrae by height); bones not named follow their parent
_COLLAPSE = {
    "root": "pelvis",
    "spine05": "pelvis",
    "pelvis": "pelvis",
    "spine04": "SP",
    "spine03": "SP",
    "spine02": "SP",
    "spine01": "SP",
    "breast": "SP",
    "neck01": "neck01",
    "neck02": "neck02",
    "neck03": "neck03",
    "head": "head",
}
_COLLAPSE_SIDED = {
    "clavicle": "clav",
    "shoulder01": "clav",
    "upperarm01": "ua1",
    "upperarm02": "ua2",
    "lowerarm01": "la1",
    "lowerarm02": "la2",
    "wrist": "hand",
    "upperleg01": "ul1",
    "upperleg02": "ul2",
    "lowerleg01": "ll",
    "lowerleg02": "ll",
    "foot": "foot",
}


class Human:
    def __init__(
        self,
        gender: str = "male",
        muscle: str = "average",
        weight: str = "average",
        shirt: Vector = (0.16, 0.32, 0.55),
        shorts: Vector = (0.10, 0.10, 0.13),
        skin: Vector = (0.80, 0.58, 0.46),
        hair: Vector = (0.10, 0.07, 0.05),
        shoes: Vector = (0.85, 0.85, 0.86),
        trousers: bool = False,
        loose: float = 0.0,
        gain: float = 1.0,
    ) -> None:
        """loose: metres by which the shirt stands off the body (baggy clothes hide the trunk's outline).
        gain: how strongly the muscle/weight target is applied (above 1 = more than MakeHuman's maximum)."""
        V, groups = _read_obj()
        for name, k in (
            (f"universal-{gender}-young-{muscle}muscle-{weight}weight", gain),
            (f"caucasian-{gender}-young", 1.0),
        ):
            i, d = _read_target(name)
            V[i] += k * d
        V *= 0.1  # decimetres -> metres
        self._mesh(V, groups)
        self._rig(V)
        self._weights(V)
        self._landmark_points()
        self.C: Array
        self.mat: Array
        self.rest: Array
        dress(self, shirt, shorts, skin, hair, shoes, trousers, loose)

        def seg(a: Any, b: Any, sd: str) -> Any:
            return np.linalg.norm(self.p[b + sd] - self.p[a + sd])

        # upper arm, forearm, thigh, shank
        self.len = {
            sd: (seg("ua1", "la1", sd), seg("la1", "hand", sd), seg("ul1", "ll", sd), seg("ll", "foot", sd))
            for sd, _ in SIDES
        }
        self.height = self.V0[:, 1].max() - self.V0[:, 1].min()

    @classmethod
    def named(cls, name: str) -> Human:
        return cls(**BODIES[name])

    # -------------------------------------------------------------- building
    def _mesh(self, V: Array, groups: dict[str, list[list[int]]]) -> None:
        eyes = ("helper-l-eye", "helper-r-eye")
        faces = []
        for g in ("body", *eyes):
            for q in groups[g]:
                faces.append([q[0], q[1], q[2]])
                if len(q) == 4:
                    faces.append([q[0], q[2], q[3]])
        F = np.array(faces)
        self._used = np.unique(F)
        remap = -np.ones(len(V), int)
        remap[self._used] = np.arange(len(self._used))
        iseye = np.zeros(len(V), bool)
        for g in eyes:
            iseye[np.unique([i for q in groups[g] for i in q])] = True
        self.F = remap[F]
        self.V0 = V[self._used].copy()
        self.iseye = iseye[self._used]

    def _rig(self, V: Array) -> None:
        """Joints: pelvis, L5..L1, T12..T1, neck01..03, head, and per side clav, ua1-2, la1-2, hand, ul1-2, ll, foot."""
        sk = json.loads(assets.require("default.mhskel").read_text(encoding="utf-8"))
        J = {k: V[v].mean(0) for k, v in sk["joints"].items()}

        def head(b: Any) -> Any:
            return J[sk["bones"][b]["head"]]

        self._mh_parent = {b: v["parent"] for b, v in sk["bones"].items()}
        body = V[self._used[~self.iseye]]
        # the vertebrae stand on a line 30 % of the trunk's depth in front of the skin of the back
        y0, y1 = head("spine04")[1], head("neck01")[1]
        lum = 0.39 * (y1 - y0)
        ys = np.concatenate(
            [y0 + lum * np.arange(N_LUMBAR) / N_LUMBAR, y0 + lum + (y1 - y0 - lum) * np.arange(N_THORACIC) / N_THORACIC]
        )
        depths = []
        for y in np.minimum(ys, y1 - 0.03):
            m = (np.abs(body[:, 1] - y) < 0.02) & (np.abs(body[:, 0]) < 0.03)
            a, b = body[m, 2].min(), body[m, 2].max()
            depths.append(a + 0.30 * (min(b, a + 0.24) - a))
        zs = np.convolve(np.pad(depths, 2, "edge"), np.ones(5) / 5, "valid")
        self._spine_yz = ys, zs, y0 + 0.6 * lum
        self.joints, self.par, self.p = ["pelvis"], {"pelvis": None}, {}
        self.p["pelvis"] = (head("upperleg01.L") + head("upperleg01.R")) / 2

        def add(name: str, parent: Any, pos: Any) -> None:
            self.joints.append(name)
            self.par[name] = parent
            self.p[name] = pos

        prev = "pelvis"
        for n, y, z in zip(LUMBAR + THORACIC, ys, zs, strict=False):
            add(n, prev, np.array([0, y, z]))
            prev = n
        for n in ("neck01", "neck02", "neck03", "head"):
            back = 0 if n == "head" else 0.012  # towards the cervical spine
            add(n, prev, head(n) - [0, 0, back])
            prev = n
        for sd, _ in SIDES:
            for n, b, parent in (
                ("clav", "clavicle", "T3"),
                ("ua1", "upperarm01", "clav" + sd),
                ("ua2", "upperarm02", "ua1" + sd),
                ("la1", "lowerarm01", "ua2" + sd),
                ("la2", "lowerarm02", "la1" + sd),
                ("hand", "wrist", "la2" + sd),
                ("ul1", "upperleg01", "pelvis"),
                ("ul2", "upperleg02", "ul1" + sd),
                ("ll", "lowerleg01", "ul2" + sd),
                ("foot", "foot", "ll" + sd),
            ):
                add(n + sd, parent, head(b + sd))
        self.ix = {n: i for i, n in enumerate(self.joints)}

    def _weights(self, V: Array) -> None:
        """MakeHuman's skin weights collapsed to this rig; the spine's share goes to the vertebrae by rib-sloped height."""
        W = json.loads(assets.require("default_weights.mhw").read_text(encoding="utf-8"))["weights"]
        keep = {}

        def collapse(b: Any) -> Any:
            if b not in keep:
                stem, side = b.split(".")[0], b[-2:] if b[-2:] in (".L", ".R") else ""
                keep[b] = (
                    _COLLAPSE.get(stem)
                    or (_COLLAPSE_SIDED[stem] + side if stem in _COLLAPSE_SIDED else None)
                    or collapse(self._mh_parent[b])
                )
            return keep[b]

        WM, SP = np.zeros((len(V), len(self.joints))), np.zeros(len(V))
        for b, pairs in W.items():
            a = np.array(pairs)
            i = a[:, 0].astype(int)
            k = collapse(b)
            if k == "SP":
                np.add.at(SP, i, a[:, 1])
            else:
                np.add.at(WM[:, self.ix[k]], i, a[:, 1])
        ys, zs, y_ribs = self._spine_yz
        n = N_LUMBAR + N_THORACIC
        rel = V[:, 2] - np.interp(V[:, 1], ys, zs)  # in front of the spine
        y = V[:, 1] + np.clip((V[:, 1] - y_ribs) / 0.08, 0, 1) * 0.30 * np.clip(rel, 0, 0.25)
        t = np.clip(np.interp(y, ys, np.arange(n), left=-1, right=n - 1) - 0.5, 0, n - 1)
        lo = np.floor(t).astype(int)
        fr = t - lo
        hi = np.minimum(lo + 1, n - 1)
        for k, w in ((lo, 1 - fr), (hi, fr)):
            for number, name in enumerate(LUMBAR + THORACIC):
                m = k == number
                WM[m, self.ix[name]] += (SP * w)[m]
        WM /= np.maximum(WM.sum(1, keepdims=True), 1e-9)
        self.W = WM[self._used]
        self.W[self.iseye] = 0
        self.W[self.iseye, self.ix["head"]] = 1
        self.W[self.W < 0.005] = 0
        self.W /= self.W.sum(1, keepdims=True)

    def _landmark_points(self) -> None:
        """Points fixed to a joint: the projected truth for the 33-point body model."""
        V0, eye = self.V0, self.iseye
        head = self.W[:, self.ix["head"]] > 0.5
        eyeL, eyeR = V0[eye & (V0[:, 0] > 0)].mean(0), V0[eye & (V0[:, 0] < 0)].mean(0)
        face = head & (np.abs(V0[:, 0]) < 0.01) & (V0[:, 1] < eyeL[1]) & (V0[:, 1] > eyeL[1] - 0.08)
        nose = V0[face][V0[face][:, 2].argmax()]
        earL, earR = V0[head][V0[head][:, 0].argmax()], V0[head][V0[head][:, 0].argmin()]
        front = [0, 0, 0.012]
        self.marks = {
            "nose": ("head", nose),
            "eyeL": ("head", eyeL + front),
            "eyeR": ("head", eyeR + front),
            "earL": ("head", earL),
            "earR": ("head", earR),
        }
        for sd, _ in SIDES:
            for k, j in (("sh", "ua1"), ("el", "la1"), ("wr", "hand"), ("hip", "ul1"), ("kn", "ll"), ("an", "foot")):
                self.marks[k + sd] = (j + sd, self.p[j + sd])
            fv = V0[self.W[:, self.ix["foot" + sd]] > 0.5]
            self.marks["heel" + sd] = ("foot" + sd, fv[fv[:, 2].argmin()])
            self.marks["toe" + sd] = ("foot" + sd, fv[fv[:, 2].argmax()])

    def normals(self, V: Array) -> Array:
        F = self.F
        n = np.cross(V[F[:, 1]] - V[F[:, 0]], V[F[:, 2]] - V[F[:, 0]])
        N = np.stack([np.bincount(F.ravel(), np.repeat(n[:, k], 3), len(V)) for k in range(3)], 1)
        return N / (np.linalg.norm(N, axis=1, keepdims=True) + 1e-12)

    # -------------------------------------------------------------- posing
    def pose(self, P: Posture) -> tuple[Rotations, Places]:
        """P -> (R, q): world rotation and position of every joint. Keys of P (degrees):

        root   (3x3 rotation, position) of the pelvis
        lum    (flexion, side, axial) summed over L5..L1       thor  the same over T12..T1
        neck   (flexion, side, axial) over the neck and head   tuck  > 0 head back (chin tuck), < 0 head forward
        arms   {'.L': ..., '.R': ...}, each a dict; left out = rest pose
               kind='ik'    wrist=xyz (world, or in the frame of joint `frame`), pole=direction the elbow points to
                            (in `pole_frame`, default `frame`)
               kind='hang'  straight-ish arm along dir (frame `frame`, default T3), bend=elbow deg, pole
               clav=(elevation, protraction): shoulder up / forward (negative: pulled back)
               hand_R=function(sign) -> 3x3 in the frame hand_frame (default 'head')
        legs   per side dict(ankle=xyz, pole=direction the knee points to, foot=3x3 world, frame=joint or None)
        """
        R: Rotations = {}
        q: Places = {}
        R0, p0 = P["root"]
        R["pelvis"], q["pelvis"] = R0, np.array(p0, float)

        def put(n: Any, local: Any) -> None:
            pr = str(self.par[n])
            R[n] = R[pr] @ local
            q[n] = q[pr] + R[pr] @ (self.p[n] - self.p[pr])

        for n in LUMBAR:
            put(n, spine_rot(*(np.array(P.get("lum", (0, 0, 0)), float) / N_LUMBAR)))
        for n in THORACIC:
            put(n, spine_rot(*(np.array(P.get("thor", (0, 0, 0)), float) / N_THORACIC)))
        quarter = spine_rot(*(np.array(P.get("neck", (0, 0, 0)), float) * 0.25))
        tuck = P.get("tuck", 0.0)
        put("neck01", quarter @ rx(-tuck))
        put("neck02", quarter)
        put("neck03", quarter)
        put("head", quarter @ rx(tuck))
        for sd, sg in SIDES:
            a = P.get("arms", {}).get(sd, {"kind": "rest"})
            up, fwd = a.get("clav", (0, 0))
            put("clav" + sd, ry(-sg * fwd) @ rz(sg * up))
            S = q["clav" + sd] + R["clav" + sd] @ (self.p["ua1" + sd] - self.p["clav" + sd])
            L1, L2 = self.len[sd][:2]
            names = ("ua1", "ua2", "la1", "la2", "hand")
            if a["kind"] == "ik":
                fr = a.get("frame")
                tgt, pole = np.array(a["wrist"], float), np.array(a["pole"], float)
                if fr:
                    tgt = q[fr] + R[fr] @ tgt
                pf = a.get("pole_frame", fr)
                if pf:
                    pole = R[pf] @ pole
                self._limb(R, q, sd, S, tgt, pole, names, L1, L2)
            elif a["kind"] == "hang":
                fr = a.get("frame", "T3")
                d = R[fr] @ unit(np.array(a["dir"], float))
                pole = R[fr] @ np.array(a.get("pole", (0, 0, -1)), float)
                reach = np.sqrt(L1 * L1 + L2 * L2 + 2 * L1 * L2 * np.cos(np.radians(a.get("bend", 15.0))))
                self._limb(R, q, sd, S, S + d * reach, pole, names, L1, L2)
            else:
                for n in names:
                    put(n + sd, np.eye(3))
            if "hand_R" in a:
                R["hand" + sd] = R[a.get("hand_frame", "head")] @ a["hand_R"](sg)
        for sd, _ in SIDES:
            g = P.get("legs", {}).get(sd)
            if g is None:
                for n in ("ul1", "ul2", "ll", "foot"):
                    put(n + sd, np.eye(3))
                continue
            S = q["pelvis"] + R["pelvis"] @ (self.p["ul1" + sd] - self.p["pelvis"])
            tgt, pole = np.array(g["ankle"], float), np.array(g["pole"], float)
            if g.get("frame"):
                tgt = q[g["frame"]] + R[g["frame"]] @ tgt
                pole = R[g["frame"]] @ pole
            self._limb(R, q, sd, S, tgt, pole, ("ul1", "ul2", "ll", "", "foot"), *self.len[sd][2:])
            if g.get("foot") is not None:
                R["foot" + sd] = g["foot"]
        return R, q

    def _limb(
        self,
        R: Rotations,
        q: Places,
        sd: str,
        S: Array,
        tgt: Array,
        pole: Array,
        names: tuple[str, ...],
        L1: float,
        L2: float,
    ) -> None:
        """Two-bone IK from S to tgt; the middle joint goes towards pole. Roll is spread over the split upper bone."""
        n1, n2, n3, n4, n5 = (n and n + sd for n in names)
        d = tgt - S
        D = min(float(np.linalg.norm(d)), (L1 + L2) * 0.999)
        u = unit(d)
        x = (L1 * L1 - L2 * L2 + D * D) / (2 * D)
        hgt = np.sqrt(max(L1 * L1 - x * x, 1e-8))
        v = unit(pole - u * (pole @ u))
        E = S + u * x + v * hgt
        Wp = S + u * D
        pa, pb, pc = self.p[n1], self.p[n3], self.p[n5]

        def frame(a: Any, b: Any, c: Any) -> Any:
            d1 = unit(b - a)
            hg = unit(np.cross(d1, c - b))
            return np.stack([d1, hg, np.cross(d1, hg)], 1)

        def frame2(b: Any, c: Any, hg: Any) -> Any:
            d1 = unit(c - b)
            return np.stack([d1, hg, np.cross(d1, hg)], 1)

        f0, f1 = frame(pa, pb, pc), frame(S, E, Wp)
        full = f1 @ f0.T
        pr = R[str(self.par[n1])]
        sw = swing(pr @ (pb - pa), E - S) @ pr
        R[n1] = half(sw, full, 0.35)
        q[n1] = S
        R[n2] = half(sw, full, 0.9)
        q[n2] = S + full @ (self.p[n2] - pa)
        low = frame2(E, Wp, f1[:, 1]) @ frame2(pb, pc, f0[:, 1]).T
        R[n3] = low
        q[n3] = E
        if n4:
            R[n4] = low
            q[n4] = E + low @ (self.p[n4] - pb)
        R[n5] = low
        q[n5] = Wp

    def skin(self, R: Rotations, q: Places) -> Array:
        """Posed vertices (linear blend skinning)."""
        RJ = np.stack([R[n] for n in self.joints])
        T = np.stack([q[n] - R[n] @ self.p[n] for n in self.joints])
        A = np.concatenate([RJ, T[:, :, None]], 2).reshape(len(self.joints), 12)
        M = (self.W @ A).reshape(-1, 3, 4)
        return np.einsum("nij,nj->ni", M[:, :, :3], self.V0) + M[:, :, 3]

    def landmarks(self, R: Rotations, q: Places) -> Places:
        return {k: q[j] + R[j] @ (p - self.p[j]) for k, (j, p) in self.marks.items()}
