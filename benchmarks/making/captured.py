"""Real people before cameras and in optical motion capture at once: landmarks of the pose model, and what was truly so.

Both data sets are research data: they stay outside the repository, and only what was measured on them goes into it.

* TotalCapture, as Blaze2Cap (github.com/BlazeWild/Blaze2Cap) holds it: two people move freely before eight cameras that hang
  2.3 to 2.5 m high; 60 pictures a second, landmarks of the heavy model, no outlines.
* Keraal (BSD-2): a man sits and turns his trunk to both sides; landmarks at 15 a second, capture at 30. His picture is
  mirrored: the shoulder that the landmarks call left is the right one of the capture. Here it is turned back.
"""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX, MIRROR

Floats = NDArray[np.float64]

SEQUENCES: Final = ("S1/acting3", *(f"{who}/freestyle{number}" for who in ("S1", "S2") for number in (1, 2, 3)))
METRES_PER_INCH: Final = 0.0254
FASTEST_M_PER_S: Final = 0.6
"""Frames in which a joint moves faster are left out: no exercise does (chosen)."""

JOINTS: Final = {
    f"{side}_{part}": f"{side.title()}{joint}"
    for side in ("left", "right")
    for part, joint in (
        ("shoulder", "Arm"),
        ("elbow", "ForeArm"),
        ("wrist", "Hand"),
        ("hip", "UpLeg"),
        ("knee", "Leg"),
        ("ankle", "Foot"),
    )
}
"""Our landmark to the capture's joint."""


@dataclass(frozen=True)
class Take:
    """One person before one camera, N frames.

    landmarks: (N, 33, 2) pixels; world: (N, 33, 3) metres or None; visibility: (N, 33). joints: landmark's name to (N, 2),
    where the true joint is in the picture, pixels. truth: name to (N,) degrees. usable: (N,) whether the landmarks are this
    person's and nothing moves faster than an exercise does.
    """

    name: str
    hz: float
    landmarks: Floats
    world: Floats | None
    visibility: Floats
    joints: Mapping[str, Floats]
    truth: Mapping[str, Floats]
    usable: NDArray[np.bool_]


def total_capture(git_dir: Path) -> Iterator[Take]:
    """truth: pelvis_yaw (0 faces the camera, 90 side-on), axial_rotation (shoulders against hips), knee_flexion_left/right."""
    cameras = _cameras(_show(git_dir, "Orientation/calibration.txt").decode())
    for sequence in SEQUENCES:
        who, what = sequence.split("/")
        names, captured = _capture(
            _show(git_dir, f"totalcapture_dataset/positions/{sequence}/gt_skel_gbl_pos.txt").decode()
        )
        for number, (turn, shift, lens) in enumerate(cameras, 1):
            stored = np.load(io.BytesIO(_show(git_dir, f"blazeposeall/{sequence}/blaze_{who}_{what}_cam{number}.npy")))
            count = min(len(stored), len(captured))
            points = {name: captured[:count, at] for at, name in enumerate(names)}
            landmarks = stored[:count, :, 5:7] * np.array([1920, 1080])
            joints = {ours: _drawn(points[theirs], turn, shift, lens) for ours, theirs in JOINTS.items()}
            yield Take(
                f"{sequence} camera {number}",
                60.0,
                landmarks,
                stored[:count, :, :3],
                stored[:count, :, 8],
                joints,
                _angles(points, turn),
                _on_the_person(joints, landmarks) & (_fastest(captured[:count]) < FASTEST_M_PER_S),
            )


def keraal(folder: Path, late_frames: int = 2) -> Take:
    """The seated turn with lifted elbows. truth: chest and hips turned to the left since the first frame, and shoulder_line.

    late_frames: by how much the landmarks trail the capture (found by correlation).
    """
    stored = json.loads((folder / "RTK-landmarks.json").read_text(encoding="utf-8"))["positions"]
    image = np.array([list(stored[key].values()) for key in sorted(stored, key=float)], np.float64)[:, list(MIRROR)]
    image[:, :, 0] = 1 - image[:, :, 0]
    markers = np.loadtxt(folder / "RTK-vicon.txt").reshape(-1, 17, 7)
    at = np.clip(np.arange(len(image)) * 2 - late_frames, 0, len(markers) - 1)
    across = markers[:, 8, :2] - markers[:, 7, :2]
    line = np.degrees(np.unwrap(np.arctan2(across[:, 1], across[:, 0])))
    truth = {"chest": _yaw(markers[:, 4, 3:]), "hips": _yaw(markers[:, 13, 3:]), "shoulder_line": line - line[0]}
    return Take(
        "Keraal RTK",
        15.0,
        image[:, :, :2] * np.array([960, 544]),
        None,
        np.ones(image.shape[:2]),
        {},
        {name: angle[at] for name, angle in truth.items()},
        np.ones(len(image), bool),
    )


def view_of(take: Take) -> Mapping[str, NDArray[np.bool_]]:
    """The usable frames in which the person faces the camera, stands at about 45° to it, and side-on."""
    off = np.abs(take.truth["pelvis_yaw"])
    views = {"front": off < 25, "diagonal": (off >= 25) & (off < 65), "side": np.abs(off - 90) < 20}
    return {view: chosen & take.usable for view, chosen in views.items()}


def _show(git_dir: Path, path: str) -> bytes:
    shown = subprocess.run(["git", "-C", str(git_dir), "show", f"HEAD:{path}"], capture_output=True, check=False)
    if shown.returncode:
        raise FileNotFoundError(f"{git_dir} holds no {path}: say where Blaze2Cap was cloned to")
    return shown.stdout


def _cameras(text: str) -> list[tuple[Floats, Floats, list[float]]]:
    lines = [[float(number) for number in line.split()] for line in text.splitlines()]
    blocks = [lines[1 + 7 * at : 8 + 7 * at] for at in range(int(lines[0][0]))]
    return [(np.array(block[3:6]), np.array(block[6]), block[1]) for block in blocks]


def _capture(text: str) -> tuple[list[str], Floats]:
    head, *rows = text.strip().split("\n")
    points = [[[float(x) for x in cell.split()] for cell in row.strip().split("\t")] for row in rows]
    return head.split(), np.array(points) * METRES_PER_INCH


def _drawn(points: Floats, turn: Floats, shift: Floats, lens: list[float]) -> Floats:
    seen = points @ turn.T + shift
    return np.stack([lens[0] * seen[:, 0] / seen[:, 2] + lens[2], lens[1] * seen[:, 1] / seen[:, 2] + lens[3]], axis=-1)


def _on_the_person(joints: Mapping[str, Floats], landmarks: Floats) -> NDArray[np.bool_]:
    """Whether the landmarks lie on the captured person: others walk through the room."""

    def middle(part: str) -> tuple[Floats, Floats]:
        sides = [f"{side}_{part}" for side in ("left", "right")]
        left, right = (joints[side] for side in sides)
        return (left + right) / 2, landmarks[:, [INDEX[side] for side in sides]].mean(axis=1)

    (hip, hip_seen), (shoulder, shoulder_seen) = middle("hip"), middle("shoulder")
    trunk = np.linalg.norm(shoulder - hip, axis=-1)
    near_hip = np.linalg.norm(hip_seen - hip, axis=-1) < 0.25 * trunk
    return np.asarray(near_hip & (np.linalg.norm(shoulder_seen - shoulder, axis=-1) < 0.3 * trunk))


def _fastest(points: Floats) -> Floats:
    speed = np.full(len(points), np.inf)
    speed[3:-3] = np.linalg.norm(points[6:] - points[:-6], axis=-1).max(-1) / 0.1
    return speed


def _unit(vectors: Floats) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))


def _angles(points: Mapping[str, Floats], turn: Floats) -> dict[str, Floats]:
    hip, shoulder = ((points[f"Left{part}"] + points[f"Right{part}"]) / 2 for part in ("UpLeg", "Arm"))
    axis = _unit(shoulder - hip)
    hips, shoulders = (points[f"Left{part}"] - points[f"Right{part}"] for part in ("UpLeg", "Arm"))
    flat = [line - (line * axis).sum(-1, keepdims=True) * axis for line in (hips, shoulders)]
    seen = hips @ turn.T
    angles = {
        "pelvis_yaw": np.degrees(np.arctan2(seen[:, 2], seen[:, 0])),
        "axial_rotation": np.degrees(
            np.arctan2((np.cross(flat[0], flat[1]) * axis).sum(-1), (flat[0] * flat[1]).sum(-1))
        ),
    }
    for side in ("Left", "Right"):
        thigh, shank = (
            _unit(points[f"{side}{end}"] - points[f"{side}{start}"])
            for start, end in (("UpLeg", "Leg"), ("Leg", "Foot"))
        )
        angles[f"knee_flexion_{side.lower()}"] = np.degrees(np.arccos(np.clip((thigh * shank).sum(-1), -1, 1)))
    return angles


def _yaw(quaternions: Floats) -> Floats:
    """Turn about the vertical since the first frame, degrees: the twist of that rotation. quaternions: (N, 4), x y z w."""
    x, y, z, w = _unit(quaternions).T
    about = z * w[0] - w * z[0] + y * x[0] - x * y[0]
    real = w * w[0] + x * x[0] + y * y[0] + z * z[0]
    return np.asarray(np.degrees(np.unwrap(2 * np.arctan2(about, real))))
