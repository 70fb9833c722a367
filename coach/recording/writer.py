"""Writes the poses of a session to a recording while it runs; a killed program leaves all but the last second."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

from coach import paths
from coach.errors import ExportError
from coach.events import PAUSED, Event, PainReported, RepAbandoned
from coach.files.bounded_reading import is_folder
from coach.files.writing import cannot_write
from coach.recording import layout, pose_bytes
from coach.recording.layout import RecordingHeader
from coach.values import ExerciseCard, Output, Pose, Step

_GROUP_LASTS_S: Final = 0.8
"""How much is gathered before it is written (chosen: with the frame that follows it stays under a second)."""


class Recorder(Output):
    """An output that appends every pose to a recording; see `coach.recording.layout` for what the file holds.

    Poses are written in groups of 0.8 s of session time and handed to the operating system at once, so after a crash of
    the program everything but at most the last second is there. Only poses are kept, and where it hurt or was paused:
    measures and events are made from them anew in a replay.

    Raises ExportError from the start when the file cannot be written, or exists and ``overwrite`` is False.
    """

    def __init__(self, path: Path, header: RecordingHeader, overwrite: bool = False) -> None:
        self._path = path
        self._gathered: list[Pose] = []
        self._written = 0
        self._broken = False
        try:
            # How somebody moves is theirs: nobody else may read it.
            self._file = open(path, "wb" if overwrite else "xb", buffering=0, opener=paths.for_its_owner)  # noqa: SIM115
        except FileExistsError as error:
            raise ExportError("recording_there", file=str(path)) from error
        except OSError as error:
            raise _cannot_write(path, error) from error
        try:
            self._append(layout.opening(header))
        except ExportError:
            self._file.close()
            raise

    def update(self, step: Step) -> None:
        """Append the pose of one step.

        Raises ExportError when the disk is full or gone, and ValueError when the pose is finer than the recording can
        hold (see `coach.recording.pose_bytes.encode`); what was written before stays readable.
        """
        self.take_pose(step.pose)
        self.tell(step.exercise, step.events)

    def tell(self, _card: ExerciseCard, events: tuple[Event, ...]) -> None:
        """Mark where it hurt or was paused; all other events are made anew in a replay. Raises as ``update`` does."""
        for event in events:
            if isinstance(event, PainReported):
                self._mark("hurts", event.time_s)
            elif isinstance(event, RepAbandoned) and event.rep.reason == PAUSED:
                self._mark("pause", event.time_s)

    def _mark(self, asked: Literal["hurts", "pause"], after_s: float) -> None:
        if not self._broken:
            after_us = round(after_s * pose_bytes.MICROSECONDS)
            self._append(layout.mark(layout.Mark(asked, after_us)))

    def take_pose(self, pose: Pose) -> None:
        """Append one pose; raises as ``update`` does."""
        if self._broken:
            return
        self._gathered.append(pose)
        lasts_s = pose.time_s - self._gathered[0].time_s
        if lasts_s >= _GROUP_LASTS_S or len(self._gathered) == layout.MOST_POSES:
            self._write_group()

    def close(self) -> None:
        """Write what is left and the ending; a second call does nothing. Raises as ``update`` does."""
        if self._file.closed:
            return
        try:
            self._write_group()
            if not self._broken:
                self._append(layout.ending(self._written))
        finally:
            self._file.close()

    def give_up(self) -> None:
        """End it here, with all that is written, and not as if the session had ended, too."""
        self._broken = True
        self._file.close()

    def _write_group(self) -> None:
        """Write the gathered poses. They are let go also when it fails: a half-written group must stay the last."""
        gathered, self._gathered = self._gathered, []
        if not gathered or self._broken:
            return
        try:
            content = layout.group(pose_bytes.encode(gathered))
        except ValueError:
            self._broken = True
            raise
        self._append(content)
        self._written += len(gathered)

    def _append(self, content: bytes) -> None:
        try:
            remaining = memoryview(content)
            while remaining:
                remaining = remaining[self._file.write(remaining) :]
        except OSError as error:
            self._broken = True
            raise _cannot_write(self._path, error) from error


def _cannot_write(path: Path, error: OSError) -> ExportError:
    if is_folder(path):
        return ExportError("folder_to_write", file=str(path))
    if not is_folder(path.parent):
        return ExportError("no_folder", file=str(path), folder=str(path.parent))
    return cannot_write(path, error)
