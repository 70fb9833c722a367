"""Recordings of footage, made once and kept in a folder beside it, so that a second run of a benchmark takes seconds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from benchmarks.clips import record

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
