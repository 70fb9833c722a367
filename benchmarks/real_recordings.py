"""Recordings of footage, made once and kept in a folder beside it, so that a second run of a benchmark takes seconds."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from benchmarks.clips import record
from coach import __version__
from coach.outputs.recorder import Recorder
from coach.recording_format import RecordingHeader
from coach.values import Pose

KEPT: Final = "recordings"
"""The folder beside the footage."""

_NO_EXERCISE: Final = "sit-and-rotate"
"""A recording names an exercise; which one matters to nobody here, since each replay says its own."""


def recording_of(footage: Path, sha256: str, model: str, variant: str = "") -> Path:
    """Where the recording of a file with this sha256 lies, or will. variant: of what was made of it, as for an exercise."""
    return footage.parent / KEPT / f"{sha256[:16]}-{model}{variant}.coach"


def ensure(footage: Path, sha256: str, model: str) -> Path:
    """The recording of a clip, made now where there is none. Raises CoachError where the clip cannot be read."""
    recording = recording_of(footage, sha256, model)
    if not recording.exists():
        print(f"seeing   {footage.name}", file=sys.stderr)
        recording.parent.mkdir(exist_ok=True)
        record(footage, recording, _NO_EXERCISE, model=model)
    return recording


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
