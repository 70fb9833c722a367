"""What is exactly so in one posed body: its angles, and where its landmarks are in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from studio.body import Human
from studio.joints import SPINE
from studio.kinds import Array, Places, Posture, Rotations
from studio.rotations import unit

if TYPE_CHECKING:
    from studio.scene import Camera

# index in MediaPipe's 33-point model -> landmark of this body
LANDMARKS = {
    0: "nose",
    2: "eyeL",
    5: "eyeR",
    7: "earL",
    8: "earR",
    11: "sh.L",
    12: "sh.R",
    13: "el.L",
    14: "el.R",
    15: "wr.L",
    16: "wr.R",
    23: "hip.L",
    24: "hip.R",
    25: "kn.L",
    26: "kn.R",
    27: "an.L",
    28: "an.R",
    29: "heel.L",
    30: "heel.R",
    31: "toe.L",
    32: "toe.R",
}


def heading(v: Array) -> float:
    """Yaw of a vector that points to the person's left: 0 = facing +z, > 0 = turned to the person's left."""
    return float(np.degrees(np.arctan2(-v[2], v[0])))


def angle(a: Array, b: Array) -> float:
    """Angle between two vectors, degrees."""
    return float(np.degrees(np.arccos(np.clip(unit(a) @ unit(b), -1, 1))))


def truth(h: Human, R: Rotations, q: Places, P: Posture, cam: Camera | None = None) -> dict[str, float]:
    """Exact angles of one pose (README, "Truth file", says what each means)."""
    L = h.landmarks(R, q)

    def get(k: Any) -> Any:
        return np.array(P.get(k, (0, 0, 0)), float)

    lum, thor, neck = get("lum"), get("thor"), get("neck")
    sh, hip = (L["sh.L"] + L["sh.R"]) / 2, (L["hip.L"] + L["hip.R"]) / 2
    left = R["pelvis"][:, 0].copy()
    left[1] = 0
    left = unit(left)  # the person's left and forward, level
    fwd = np.cross(left, [0, 1, 0])
    trunk, up = sh - hip, R["pelvis"][:, 1]
    o = {
        "thoracic_rotation": thor[2],
        "lumbar_rotation": lum[2],
        "pelvis_rotation": heading(R["pelvis"][:, 0]),
        "shoulder_line_yaw": heading(L["sh.L"] - L["sh.R"]),
        "hip_line_yaw": heading(L["hip.L"] - L["hip.R"]),
        "thoracic_extension": -thor[0],
        "lumbar_extension": -lum[0],
        "thoracic_side": thor[1],
        "lumbar_side": lum[1],
        "pelvic_tilt": np.degrees(np.arctan2(up @ fwd, up[1])),
        "trunk_forward_lean": np.degrees(np.arctan2(trunk @ fwd, trunk[1])),
        "trunk_side_lean": np.degrees(np.arctan2(trunk @ left, trunk[1])),
        "neck_flexion": neck[0],
        "neck_side": neck[1],
        "neck_rotation": neck[2],
        "head_pitch": np.degrees(np.arcsin(np.clip(R["head"][1, 2], -1, 1))),
        "head_yaw": heading(R["head"][:, 0]),
        "chin_tuck": float(P.get("tuck", 0.0)),
    }
    for sd, name in ((".L", "left"), (".R", "right")):
        thigh, shank = L["kn" + sd] - L["hip" + sd], L["an" + sd] - L["kn" + sd]
        arm, fore = L["el" + sd] - L["sh" + sd], L["wr" + sd] - L["el" + sd]
        o["knee_flexion_" + name] = angle(thigh, shank)
        o["hip_flexion_" + name] = 180 - angle(thigh, L["sh" + sd] - L["hip" + sd])
        o["elbow_flexion_" + name] = angle(arm, fore)
        o["shoulder_elevation_" + name] = angle(arm, L["hip" + sd] - L["sh" + sd])
        a = R["T3"].T @ arm
        o["shoulder_abduction_" + name] = np.degrees(np.arctan2(a[0] * (1 if sd == ".L" else -1), -a[1]))
        e, p = P.get("arms", {}).get(sd, {}).get("clav", (0, 0))
        o["clavicle_elevation_" + name], o["clavicle_protraction_" + name] = e, p
    if cam is not None:
        a, b = cam.project(np.stack([hip, sh]))
        o["trunk_lean_2d"] = np.degrees(np.arctan2(b[0] - a[0], a[1] - b[1]))
    return {k: float(v) for k, v in o.items()}


def pixels(h: Human, R: Rotations, q: Places, cam: Camera) -> tuple[dict[int, Array], Array]:
    """(landmarks_px, spine_px) as the truth file holds them."""
    L = h.landmarks(R, q)
    xy = cam.project(np.array([L[k] for k in LANDMARKS.values()]))
    return dict(zip(LANDMARKS, xy, strict=False)), cam.project(np.array([q[n] for n in SPINE]))
