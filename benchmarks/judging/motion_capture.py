"""Real people in motion capture: landmarks of the pose model, and what the body truly did, from optical capture.

TotalCapture as Blaze2Cap (github.com/BlazeWild/Blaze2Cap) holds it: two people move freely before eight cameras, and do
none of our exercises, though they lift their knees, walk, squat and bend. Whatever is counted here is looked at with the
captured joints: a step in place lifts a thigh and leaves the pelvis where it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.judging.on_footage import Said
from benchmarks.making import real_facts, real_recordings
from coach.values import Pose, Rep

HZ: Final = 60.0
SIZE: Final = (1920, 1080)
EVERY: Final = 3
"""Every third frame, 20 a second: what a slow camera brings, and half the work."""

_METRES_PER_INCH: Final = 0.0254
_MODEL: Final = "heavy"
_LIFTED_DEG: Final = 20.0
"""By how much a thigh must rise for a real step (chosen: walking slowly lifts it by about 25)."""

_STAYED_M: Final = 0.35
"""How far the pelvis may travel over the floor for a step in place (chosen: the weight goes from foot to foot)."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sequence:
    """One person before one camera. landmarks: the file's sha256 and bytes; capture: of the joints' positions."""

    name: str
    landmarks: tuple[str, int]
    capture: tuple[str, int]


def sequences() -> list[Sequence]:
    """All of which facts are known."""
    return [
        Sequence(read["name"], (read["sha256"], read["bytes"]), (read["capture_sha256"], read["capture_bytes"]))
        for read in real_facts.read_list(real_facts.FACTS / "motion_capture.json")
    ]


def recording(landmarks: Path, sha256: str) -> Path:
    """The landmarks as a recording, written beside them where there is none."""
    path = real_recordings.recording_of(landmarks, sha256, _MODEL)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        real_recordings.write(path, poses(np.load(landmarks)), _MODEL)
    return path


def poses(blaze: NDArray[np.float32]) -> Iterator[Pose]:
    """Out of (N, 33, 10): world x y z, visibility, presence, image x y z, visibility, presence."""
    for index in range(0, len(blaze), EVERY):
        frame, time_s = blaze[index], round(index / HZ, 6)
        if not frame[:, 5:7].any():
            yield Pose.nobody(time_s, SIZE)
            continue
        yield Pose(
            time_s=time_s,
            size=SIZE,
            image=real_recordings.in_steps(frame[:, 5:8], 10_000),
            world=real_recordings.in_steps(frame[:, 0:3], 1_000),
            visibility=real_recordings.in_steps(frame[:, 8], 100),
        )


@dataclass(frozen=True, slots=True)
class Capture:
    """What the body truly did, sample by sample. thighs: (N, 2) degrees from hanging; pelvis: (N, 2) metres on the floor."""

    thighs: Floats
    lean: Floats
    pelvis: Floats

    @classmethod
    def read(cls, path: Path) -> Capture:
        """From a text of joint positions in inches, y upwards."""
        head, *rows = path.read_text().strip().split("\n")
        names = head.split()
        cells = [[[float(x) for x in cell.split()] for cell in row.strip().split("\t")] for row in rows]
        joints = np.array(cells) * _METRES_PER_INCH
        at = {name: joints[:, index] for index, name in enumerate(names)}
        hips = (at["LeftUpLeg"] + at["RightUpLeg"]) / 2
        shoulders = (at["LeftArm"] + at["RightArm"]) / 2
        thighs = np.stack([_from_down(at[f"{side}Leg"] - at[f"{side}UpLeg"]) for side in ("Left", "Right")], -1)
        return cls(thighs, 180.0 - _from_down(shoulders - hips), hips[:, [0, 2]])

    def bears_out(self, exercise: str, rep: Rep) -> bool:
        """Whether the body did what was counted: a step in place. Of all else nothing is done here."""
        if exercise != "walk-in-place":
            return False
        span = slice(max(0, round((rep.start_s - 0.2) * HZ)), round((rep.end_s + 0.2) * HZ) + 1)
        thighs, pelvis = self.thighs[span], self.pelvis[span]
        if len(thighs) == 0:
            return False
        lifted = np.ptp(thighs, axis=0).max() >= _LIFTED_DEG
        return bool(lifted and np.linalg.norm(np.ptp(pelvis, axis=0)) <= _STAYED_M)


def unfounded(said: Said, capture: Capture) -> list[Rep]:
    """Repetitions that were counted and that nobody did."""
    return [rep for rep in said.counted if not capture.bears_out(said.exercise, rep)]


def facts(folder: Path, cameras: Iterable[int]) -> Iterator[dict[str, object]]:
    """What ``motion_capture.json`` holds, out of a folder laid out as the repository is."""
    for landmarks in sorted(folder.glob("blazeposeall/*/*/blaze_*_cam*.npy")):
        person, action = landmarks.parts[-3:-1]
        capture = folder / f"totalcapture_dataset/positions/{person}/{action}/gt_skel_gbl_pos.txt"
        camera = int(landmarks.stem.rsplit("cam", 1)[1])
        if camera in cameras and capture.exists():
            yield {
                "name": f"{person} {action} camera {camera}",
                "repository": "BlazeWild/Blaze2Cap",
                "path": landmarks.relative_to(folder).as_posix(),
                **_named("", landmarks),
                **_named("capture_", capture),
            }


def _named(prefix: str, path: Path) -> dict[str, object]:
    content = path.read_bytes()
    return {f"{prefix}sha256": hashlib.sha256(content).hexdigest(), f"{prefix}bytes": len(content)}


def _from_down(vectors: Floats) -> Floats:
    """Degrees between vectors and straight down."""
    down = -vectors[:, 1] / np.maximum(np.linalg.norm(vectors, axis=-1), 1e-9)
    return np.asarray(np.degrees(np.arccos(np.clip(down, -1, 1))), np.float64)
