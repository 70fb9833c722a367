"""Video files: upright frames with the times that the file gives them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.errors import SourceError
from coach.sources.ahead import ReadAhead
from coach.sources.containers import breaks_off, declares_no_rate
from coach.sources.frame_times import FASTEST_HZ, SLOWEST_HZ, FrameTimes, is_sane_rate
from coach.sources.quiet import quiet_opencv
from coach.values import Frame

_FRAMES_AHEAD: Final = 3
"""How many frames are decoded before they are asked for (chosen: evens out slow ones, and keeps the memory small)."""

_LONGEST_COUNT: Final = 1e9
"""From here on a declared number of frames is taken for rubbish (chosen: a year of film)."""

_STRONGEST_STRETCH: Final = 4.0
"""Pixels that are declared to be longer than this are taken for square (chosen: anamorphic film has 2)."""

Picture = NDArray[np.uint8]
_Reported = tuple[Picture, float]


class VideoFile:
    """An open video file. Iterating gives its frames once, decoded a few ahead in a thread that ends with ``close``.

    Frames are upright (rotation metadata applied), of square pixels, and timed by the file's own time stamps: 0 at the
    first frame, strictly increasing, in whole microseconds. Where the time stamps are missing or run backwards, the
    frame rate stands in.

    fps: frames a second, as declared or else as the first two frames have it. size: width and height of the upright
    picture in pixels. frame_count, duration_s: as far as the file declares them; estimates in some containers.

    Iterating raises SourceError after the last frame that could be read when the file breaks off before its end.
    """

    def __init__(self, path: Path, capture: cv2.VideoCapture) -> None:
        self.path = path
        self._capture = capture
        first_two = _first_two(capture, path)
        self.fps: float = _rate(capture, first_two, path)
        self.size: tuple[int, int] = (first_two[0][0].shape[1], first_two[0][0].shape[0])
        self.frame_count: int | None = _declared_count(capture)
        self.duration_s: float | None = None if self.frame_count is None else self.frame_count / self.fps
        self._frames = ReadAhead(self._decode(first_two), _FRAMES_AHEAD)

    def __iter__(self) -> Iterator[Frame]:
        return iter(self._frames)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop decoding and let go of the file; a second call does nothing."""
        self._frames.close()
        self._capture.release()

    def _decode(self, first_two: list[_Reported]) -> Iterator[Frame]:
        times = FrameTimes(1.0 / self.fps)
        time_s = 0.0
        for index, (picture, reported_s) in enumerate(chain(first_two, _remaining(self._capture))):
            time_s = times.next(reported_s)
            yield Frame(index, time_s, picture)
        if breaks_off(self.path):
            raise SourceError(
                f"{self.path.name} breaks off after {time_s:.1f} s: its end is missing, so copy or download it again."
            )


def open_video(path: Path) -> VideoFile:
    """Open a video file; use it as a context, or close it.

    Raises SourceError, naming the file, when it is missing, a folder, unreadable, empty, cut off before its first
    frame, no video (sound alone, a picture, anything else), or without any usable times.
    """
    _require_readable(path)
    quiet_opencv()
    capture = cv2.VideoCapture(str(path.resolve()), cv2.CAP_FFMPEG)
    try:
        if not capture.isOpened():
            raise _no_video(path)
        if _is_still_picture(path, capture):
            raise SourceError(f"{path.name} is a picture, not a video.")
        return VideoFile(path, capture)
    except BaseException:
        capture.release()
        raise


def _require_readable(path: Path) -> None:
    if path.is_dir():
        raise SourceError(f"{path} is a folder: give the name of a video file in it.")
    try:
        with path.open("rb") as file:
            empty = not file.read(1)
    except FileNotFoundError as error:
        raise SourceError(f"{path} does not exist: check the name.") from error
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror or error}): check who may read it.") from error
    if empty:
        raise SourceError(f"{path.name} is empty: copy or download it again.")


def _no_video(path: Path) -> SourceError:
    if breaks_off(path):
        return SourceError(f"{path.name} is cut short and nothing of it can be played: copy or download it again.")
    return SourceError(f"{path.name} holds no video that can be played: it is something else, only sound, or damaged.")


def _is_still_picture(path: Path, capture: cv2.VideoCapture) -> bool:
    """FFmpeg opens a PNG or JPEG as a video of one frame, without a length."""
    return _declared_count(capture) in (None, 1) and bool(cv2.haveImageReader(str(path)))


def _first_two(capture: cv2.VideoCapture, path: Path) -> list[_Reported]:
    """The first two frames, or the only one."""
    first_two = list(islice(_remaining(capture), 2))
    if not first_two:
        raise _no_video(path)
    return first_two


def _remaining(capture: cv2.VideoCapture) -> Iterator[_Reported]:
    """Pictures from here to the end, upright and of square pixels, with the times in seconds that the file reports."""
    stretch_x, stretch_y = _stretch(capture)
    while True:
        read, picture = capture.read()
        if not read:
            return
        if stretch_x != 1.0 or stretch_y != 1.0:
            picture = cv2.resize(picture, None, fx=stretch_x, fy=stretch_y, interpolation=cv2.INTER_LINEAR)
        yield picture, capture.get(cv2.CAP_PROP_POS_MSEC) / 1000.0


def _stretch(capture: cv2.VideoCapture) -> tuple[float, float]:
    """By how much to widen and to heighten the upright picture so that its pixels become square; never shrinks."""
    numerator, denominator = capture.get(cv2.CAP_PROP_SAR_NUM), capture.get(cv2.CAP_PROP_SAR_DEN)
    if not (numerator > 0 and denominator > 0):
        return 1.0, 1.0
    ratio = numerator / denominator
    if not 1 / _STRONGEST_STRETCH <= ratio <= _STRONGEST_STRETCH:
        return 1.0, 1.0
    if capture.get(cv2.CAP_PROP_ORIENTATION_META) % 180 == 90:
        ratio = 1 / ratio
    return (ratio, 1.0) if ratio >= 1 else (1.0, 1 / ratio)


def _rate(capture: cv2.VideoCapture, first_two: list[_Reported], path: Path) -> float:
    """The declared frame rate if it can be true, else that of the first two time stamps."""
    timed = not declares_no_rate(path)
    declared = float(capture.get(cv2.CAP_PROP_FPS)) if timed else 0.0
    if is_sane_rate(declared):
        return declared
    interval_s = first_two[-1][1] - first_two[0][1]
    if timed and interval_s > 0 and is_sane_rate(1 / interval_s):
        return 1 / interval_s
    raise SourceError(
        f"{path.name} declares {declared:g} frames a second and gives its frames no usable times "
        f"({SLOWEST_HZ:g} to {FASTEST_HZ:g} a second are): convert it anew."
    )


def _declared_count(capture: cv2.VideoCapture) -> int | None:
    count = capture.get(cv2.CAP_PROP_FRAME_COUNT)
    return int(count) if math.isfinite(count) and 0 < count < _LONGEST_COUNT else None
