"""The movement frame by frame in OpenSim's own files: landmarks as TRC, angles as STO or MOT.

``coach/outputs/FORMATS.md`` says what is in them, and what a webcam's landmarks are worth there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from math import isfinite
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from coach.errors import ExportError
from coach.files.writing import WholeFile, cannot_write
from coach.landmarks import COUNT, NAMES
from coach.values import Output, Pose, Step

LANDMARK_SUFFIXES: Final = (".trc",)
ANGLE_SUFFIXES: Final = (".mot", ".sto")
GAPLESS_SUFFIXES: Final = (".mot",)
MOTION_SUFFIXES: Final = (*LANDMARK_SUFFIXES, *ANGLE_SUFFIXES)

NEARLY_ALWAYS: Final = 0.9
"""How often a measure must be known, against the one known most often, to be in a file without gaps (chosen)."""

ExpectedError = Callable[[str, str], float | None]
"""Registry name of a measure and view of an exercise to the error to be expected, in the measure's unit; None if unknown."""

UNKNOWN: Final = "NaN"
"""What stands for a value that is not known; OpenSim reads it, and so does whatever splits at white space."""

_HEAD_OF_TRC: Final = (
    "DataRate",
    "CameraRate",
    "NumFrames",
    "NumMarkers",
    "Units",
    "OrigDataRate",
    "OrigDataStartFrame",
    "OrigNumFrames",
)
_MM_PER_M: Final = 1000.0
_RATE_OF_ONE_FRAME: Final = 30.0
"""What a file of a single frame says of its rate, which it has not (chosen: what most cameras do)."""


def is_motion(path: Path) -> bool:
    """Whether a name asks for one of these files."""
    return path.suffix.lower() in MOTION_SUFFIXES


class _Rows:
    """Rows of text, a frame each, kept beside the file until their number is known, which stands above them in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._body = tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent)  # noqa: SIM115
        except OSError as problem:
            raise cannot_write(path, problem) from problem
        self.count = 0
        self.first_s = self.last_s = 0.0

    def is_later(self, time_s: float) -> bool:
        """Whether a frame of that time may follow: these files want times that grow."""
        return self.count == 0 or time_s > self.last_s

    def add(self, time_s: float, cells: Iterable[str]) -> None:
        if self.count == 0:
            self.first_s = time_s
        self.last_s = time_s
        self.count += 1
        try:
            self._body.write("\t".join(cells) + "\n")
        except OSError as problem:
            self.close()
            raise cannot_write(self._path, problem) from problem

    def lines(self) -> Iterator[list[str]]:
        """The cells of every row so far, from the first."""
        try:
            self._body.seek(0)
        except OSError as problem:
            raise cannot_write(self._path, problem) from problem
        for line in self._body:
            yield line.rstrip("\n").split("\t")

    def keep_under(self, head: str, rows: Iterable[Sequence[str]] | None = None) -> None:
        """Puts the whole file in its place, with these rows instead of all where they are given.

        Raises ExportError where it cannot, or where there is no row at all.
        """
        if not self.count:
            raise ExportError("no_frames", file=str(self._path))
        file = WholeFile(self._path)
        try:
            file.write(head)
            for cells in self.lines() if rows is None else rows:
                file.write("\t".join(cells) + "\n")
        except ExportError:
            file.discard()
            raise
        file.keep()

    @property
    def rate(self) -> float:
        """Frames a second, on average."""
        lasted_s = self.last_s - self.first_s
        return (self.count - 1) / lasted_s if lasted_s > 0 else _RATE_OF_ONE_FRAME

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets the rows go; what could not be written before cannot now, and was said."""
        with suppress(OSError):
            self._body.close()


class LandmarkMotion(Output):
    """Writes a TRC file of the 33 landmarks in millimetres; it appears when it is closed.

    These are the world landmarks, since TRC wants lengths in three directions: origin midway between the hips, x towards
    the camera, y up in the picture, z to the picture's left (the right of somebody who faces the camera), right-handed.
    least_visibility: below it, 0 … 1, a landmark is NaN.
    """

    def __init__(self, path: Path, least_visibility: float) -> None:
        self._path = path
        self._least_visibility = least_visibility
        self._rows = _Rows(path)
        self._open = True

    def update(self, step: Step) -> None:
        """Adds the frame's row; a frame whose time has not grown is left out."""
        pose = step.pose
        if not self._rows.is_later(pose.time_s):
            return
        number = self._rows.count + 1
        self._rows.add(pose.time_s, (str(number), f"{pose.time_s:.6f}", *self._coordinates(pose)))

    def close(self) -> None:
        """Puts the file in its place. Raises ExportError where it cannot."""
        if self._open:
            self._open = False
            with self._rows:
                self._rows.keep_under(self._head())

    def give_up(self) -> None:
        """Leaves no trace of what was begun."""
        self._open = False
        self._rows.close()

    def _coordinates(self, pose: Pose) -> Iterable[str]:
        for (right, down, away), visibility in zip(pose.world.tolist(), pose.visibility.tolist(), strict=True):
            if visibility < self._least_visibility or not isfinite(right):
                yield from (UNKNOWN,) * 3
            else:
                yield from (f"{0.0 - length * _MM_PER_M:.1f}" for length in (away, down, right))

    def _head(self) -> str:
        rows = self._rows
        rate, frames = f"{rows.rate:.3f}", str(rows.count)
        axes = [f"{axis}{number}" for number in range(1, COUNT + 1) for axis in "XYZ"]
        named = [cell for name in NAMES for cell in (name, "", "")]
        lines = (
            ("PathFileType", "4", "(X/Y/Z)", self._path.name.replace("\t", " ")),
            _HEAD_OF_TRC,
            (rate, rate, frames, str(COUNT), "mm", rate, "1", frames),
            ("Frame#", "Time", *named),
            ("", "", *axes),
            ("",),
        )
        return "".join("\t".join(line) + "\n" for line in lines)


class AngleMotion(Output):
    """Writes a STO or MOT file of angles in degrees; it appears when it is closed.

    In a STO file unknown values are NaN. OpenSim's older reader, which its window uses for motions, stops at the first NaN;
    so a MOT file has only measures that were known nearly all the time, and only frames in which all of those were.
    names: the measures in the order of their columns, all in degrees. expected_error: of a measure in a view; it stands
    in the head, of several views the largest.
    """

    def __init__(self, path: Path, names: Sequence[str], expected_error: ExpectedError) -> None:
        self._path = path
        self._names = tuple(names)
        self._expected_error = expected_error
        self._views: set[str] = set()
        self._known = [0] * len(self._names)
        self._rows = _Rows(path)
        self._open = True

    def update(self, step: Step) -> None:
        """Adds the frame's row; a frame whose time has not grown is left out."""
        time_s = step.measures.time_s
        self._views.add(step.exercise.view)
        if not self._rows.is_later(time_s):
            return
        cells = [_angle(step.measures[name]) for name in self._names]
        self._known = [known + (cell != UNKNOWN) for known, cell in zip(self._known, cells, strict=True)]
        self._rows.add(time_s, (f"{time_s:.6f}", *cells))

    def close(self) -> None:
        """Puts the file in its place. Raises ExportError where it cannot."""
        if not self._open:
            return
        self._open = False
        with self._rows:
            if self._path.suffix.lower() in GAPLESS_SUFFIXES:
                self._close_without_gaps()
            else:
                self._rows.keep_under(self._head(self._names, self._rows.count))

    def give_up(self) -> None:
        """Leaves no trace of what was begun."""
        self._open = False
        self._rows.close()

    def _close_without_gaps(self) -> None:
        enough = NEARLY_ALWAYS * max(self._known, default=0)
        chosen = [number for number, known in enumerate(self._known) if known and known >= enough]
        rows = sum(1 for _ in self._whole_rows(chosen))
        if self._rows.count and not rows:
            raise ExportError("no_angles", file=str(self._path))
        self._rows.keep_under(self._head([self._names[number] for number in chosen], rows), self._whole_rows(chosen))

    def _whole_rows(self, chosen: Sequence[int]) -> Iterator[list[str]]:
        for time, *cells in self._rows.lines():
            picked = [cells[number] for number in chosen]
            if picked and UNKNOWN not in picked:
                yield [time, *picked]

    def _head(self, names: Sequence[str], rows: int) -> str:
        above = (
            self._path.name,
            "version=1",
            f"nRows={rows}",
            f"nColumns={len(names) + 1}",
            "inDegrees=yes",
            *self._errors(names),
            "endheader",
            "\t".join(("time", *names)),
        )
        return "".join(line + "\n" for line in above)

    def _errors(self, names: Sequence[str]) -> Iterator[str]:
        for name in names:
            found = [self._expected_error(name, view) for view in self._views]
            known = [error for error in found if error is not None]
            if known and len(known) == len(found):
                yield f"expected_error_deg.{name}={max(known):.2f}"


def _angle(value: float) -> str:
    return f"{value + 0.0:.3f}" if isfinite(value) else UNKNOWN
