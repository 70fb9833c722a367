"""Recordings of footage, made once and kept in a folder beside it, so that a second run of a benchmark takes seconds."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.making.clips import record
from coach import __version__
from coach.recording.layout import RecordingHeader
from coach.recording.writer import Recorder
from coach.values import Pose

Floats = NDArray[np.floating[Any]]

KEPT: Final = "recordings"
"""The folder beside the footage."""

_KERAAL_HZ: Final = 15.0
_KERAAL_SIZE: Final = (960, 544)

_NO_EXERCISE: Final = "sit-and-rotate"
"""A recording names an exercise; which one matters to nobody here, since each replay says its own."""


def recording_of(footage: Path, sha256: str, model: str, variant: str = "") -> Path:
    """Where the recording of a file with this sha256 lies, or will. variant: of what was made of it, as for an exercise."""
    return footage.parent / KEPT / f"{sha256[:16]}-{model}{variant}.coach"


def ensure(footage: Path, sha256: str, model: str) -> Path:
    """The recording of a clip, made now where there is none. Raises CoachError where the clip cannot be read."""
    recording = recording_of(footage, sha256, model)
    if not recording.exists():
        recording.parent.mkdir(exist_ok=True)
        if footage.suffix == ".json":
            write(recording, _keraal(footage), model)
        else:
            print(f"seeing   {footage.name}", file=sys.stderr)
            record(footage, recording, _NO_EXERCISE, model=model)
    return recording


def _keraal(landmarks: Path) -> Iterator[Pose]:
    """The pose model's landmarks as the Keraal data set keeps them: by time and name, 15 a second, without world landmarks."""
    positions = json.loads(landmarks.read_text(encoding="utf-8"))["positions"]
    for index, key in enumerate(sorted(positions, key=float)):
        image = np.array(list(positions[key].values()), np.float64)  # the names stand in the model's order
        yield Pose(
            time_s=round(index / _KERAAL_HZ, 6),
            size=_KERAAL_SIZE,
            image=in_steps(image, 10_000),
            world=np.zeros_like(image, np.float32),
            visibility=in_steps(np.full(len(image), 0.99), 100),
        )


def in_steps(values: Floats, steps: int) -> NDArray[np.float32]:
    """Values on the grid that recordings keep."""
    return (np.rint(np.asarray(values, np.float64) * steps).astype(np.int64) / steps).astype(np.float32)


def write(recording: Path, poses: Iterable[Pose], model: str) -> None:
    """A recording of poses that came from no video. Raises ValueError where there are none."""
    made = list(poses)
    if not made:
        raise ValueError(f"no poses for {recording.name}")
    header = RecordingHeader(
        exercise=_NO_EXERCISE,
        source=recording.stem,
        size=made[0].size,
        model=model,
        created=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        coach_version=__version__,
    )
    temporary = recording.with_suffix(".part")
    recorder = Recorder(temporary, header, overwrite=True)
    try:
        for pose in made:
            recorder.take_pose(pose)
    finally:
        recorder.close()
    temporary.replace(recording)
