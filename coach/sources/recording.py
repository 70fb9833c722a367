"""Reads recordings back: the poses of a session, bit for bit as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from coach import recording_format, recording_poses
from coach.errors import SourceError
from coach.recording_format import RecordingHeader
from coach.values import Pose


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording that was looked through once; iterating reads its poses from the file, as often as wanted.

    frame_count: poses that can be read. duration_s: time of the last of them in seconds, 0 when there is none.
    truncated: the writer was interrupted, so the end is missing; what came before is all there.
    hurt_after_s: time of the pose after which the person said that it hurts, None where nobody did. paused_after_s: of
    those after which they paused in the midst of a repetition.

    Iterating raises SourceError where the file is damaged inside.
    """

    path: Path
    header: RecordingHeader
    frame_count: int
    duration_s: float
    truncated: bool
    hurt_after_s: float | None = None
    paused_after_s: tuple[float, ...] = ()

    def __iter__(self) -> Iterator[Pose]:
        remaining = self.frame_count
        with _opened(self.path) as file:
            recording_format.read_opening(file, self.path.name)
            while remaining > 0:
                poses = self._next_poses(file)
                yield from poses
                remaining -= len(poses)

    def _next_poses(self, file: BinaryIO) -> list[Pose]:
        try:
            found = recording_format.read_group(file)
            while isinstance(found, recording_format.Mark):
                found = recording_format.read_group(file)
            if isinstance(found, recording_format.StoredGroup):
                return recording_poses.decode(found)
        except (OSError, ValueError) as error:
            raise SourceError(f"{self.path.name} is damaged and cannot be read further ({error}).") from error
        raise SourceError(f"{self.path.name} changed while it was being read.")


def open_recording(path: Path) -> Recording:
    """Look through a recording. Its end may be missing, as after a crash; what is there is then read as it is.

    Raises SourceError when the file is missing, a folder, unreadable, empty, no recording, or of a newer version.
    """
    frame_count, last_us = 0, 0
    asked: dict[str, list[float]] = {"hurts": [], "pause": []}
    with _opened(path) as file:
        try:
            header = recording_format.read_opening(file, path.name)
            while not isinstance(found := recording_format.read_group(file), int | None):
                if isinstance(found, recording_format.Mark):
                    asked[found.asked].append(found.after_us / recording_poses.MICROSECONDS)
                else:
                    frame_count += found.poses
                    last_us = found.last_us
        except OSError as error:
            raise SourceError(f"{path.name} cannot be read ({error.strerror or error}).") from error
    duration_s = last_us / recording_poses.MICROSECONDS
    hurt_after_s = asked["hurts"][0] if asked["hurts"] else None
    return Recording(path, header, frame_count, duration_s, found is None, hurt_after_s, tuple(asked["pause"]))


def is_recording(path: Path) -> bool:
    """Whether a file begins as recordings do, or is called like one: then opening it says what is wrong with it."""
    if path.suffix == recording_format.SUFFIX:
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(recording_format.MAGIC)) == recording_format.MAGIC
    except OSError:
        return False


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise SourceError(f"{path} is a folder: give the name of a recording in it.")
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist: check the name.") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror or error}): check who may read it.") from error
