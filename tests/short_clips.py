"""The beginning of a sample: what the whole program does with a clip shows in half the time."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import cv2
import pytest

from coach import paths
from coach.recording.reader import open_recording
from coach.recording.writer import Recorder
from coach.sources.video import open_video

DEMO = paths.demo_sample() / "clip.mp4"
FIRST_REP_S = 8.0
"""By then the person of the demonstration has turned once to the left and come back."""


def demo_clip(config: pytest.Config, path: Path) -> Path:
    """The demonstration: its first repetition by default, whole with ``--thorough``."""
    return DEMO if config.getoption("--thorough") else short_clip(DEMO, path, until_s=FIRST_REP_S)


def short_clip(clip: Path, path: Path, *, until_s: float) -> Path:
    """A video of a clip's pictures until that time."""
    with open_video(clip) as video:
        frames = list(takewhile(lambda frame: frame.time_s < until_s, video))
    fps = (len(frames) - 1) / (frames[-1].time_s - frames[0].time_s)
    height, width = frames[0].image.shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), fps, (width, height))
    assert writer.isOpened()
    for frame in frames:
        writer.write(frame.image)
    writer.release()
    return path


def short_recording(recording: Path, path: Path, *, until_s: float) -> Path:
    """The poses of a recording until that time, as a recording."""
    whole = open_recording(recording)
    recorder = Recorder(path, whole.header)
    for pose in takewhile(lambda pose: pose.time_s < until_s, whole):
        recorder.take_pose(pose)
    recorder.close()
    return path
