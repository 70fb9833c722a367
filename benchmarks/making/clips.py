"""Makes small clips with FFmpeg, and the recordings of them with our own pipeline."""

from __future__ import annotations

import datetime
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach import __version__
from coach.recording.layout import RecordingHeader
from coach.recording.writer import Recorder
from coach.sources import pose_models as models
from coach.sources.landmarker import Landmarker
from coach.sources.video import open_video
from coach.values import Frame

Alter = Callable[[Frame], NDArray[np.uint8] | None]

MODEL: Final = "full"
"""The pose model that recordings are made with."""

SMALL_BYTES: Final = 260_000
"""A clip larger than this is encoded again, coarser."""

QUALITIES: Final = (28, 31, 34)
"""Constant rate factors of x264, from the best to the coarsest that is tried (chosen: at 34 the picture is that of a
poor webcam's stream, and the landmarks move by less than a pixel)."""


def encode(source: Path, target: Path, *, fps: float, until_s: float | None = None) -> None:
    """Write a small H.264 clip of every frame of the source, played at ``fps``; only the first ``until_s`` if given.

    Raises RuntimeError with FFmpeg's words when it fails.
    """
    for quality in QUALITIES:
        _ffmpeg(
            *("-r", f"{fps:g}", "-i", str(source)),
            *(("-t", f"{until_s:g}") if until_s is not None else ()),
            *("-an", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
            *("-c:v", "libx264", "-preset", "slow", "-crf", str(quality), "-pix_fmt", "yuv420p"),
            *("-movflags", "+faststart", str(target)),
        )
        if target.stat().st_size <= SMALL_BYTES:
            return


def record(clip: Path, target: Path, exercise: str, alter: Alter | None = None, *, model: str = MODEL) -> int:
    """Write the recording of a clip: every pose with its outline. Returns the number of frames.

    alter: what becomes of every picture before it is looked at; None leaves a frame out. model: the pose model's name.
    """
    temporary = Path(tempfile.mkdtemp(dir=target.parent)) / target.name
    with open_video(clip) as video, Landmarker(models.ensure(model), outline=True) as landmarker:
        header = RecordingHeader(
            exercise=exercise,
            source=clip.name,
            size=video.size,
            model=model,
            created=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            coach_version=__version__,
        )
        recorder = Recorder(temporary, header)
        frames = 0
        try:
            for frame in video:
                picture = frame.image if alter is None else alter(frame)
                if picture is not None:
                    recorder.take_pose(landmarker.detect(replace(frame, image=picture)))
                    frames += 1
        finally:
            recorder.close()
    temporary.replace(target)
    temporary.parent.rmdir()
    return frames


def _ffmpeg(*words: str) -> None:
    try:
        subprocess.run(["ffmpeg", "-v", "error", "-y", *words], check=True, capture_output=True, text=True)
    except FileNotFoundError:
        raise RuntimeError("FFmpeg is needed to make samples, and there is none: install ffmpeg") from None
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"FFmpeg failed: {error.stderr.strip()}") from None
