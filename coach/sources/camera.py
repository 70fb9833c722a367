"""Live cameras and streams: always the newest frame, timed by a monotonic clock as it arrives."""

from __future__ import annotations

import atexit
import os
import sys
import threading
import time
from types import TracebackType
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.errors import Figure, StreamStopped
from coach.sources import upright
from coach.sources.devices import Address, cannot_open, find_camera, list_cameras
from coach.sources.frozen_picture import Stills
from coach.sources.newest_item import NewestSlot
from coach.sources.quiet_opencv import quiet_opencv
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Frame

__all__ = ["STALL_S", "Camera", "list_cameras", "open_camera"]

STALL_S: Final = 5.0
"""How long a stream may be silent before it counts as stopped (chosen: longer than a hiccup of a home network)."""

_OPENING_S: Final = 10.0
"""How long a stream may take to begin (chosen)."""

_LONGEST_GRAB_S: Final = 11.0
"""Longest wait for one frame: for a device OpenCV gives up after 10 s on Linux, and cannot be interrupted before."""

_LEAVING_S: Final = 1.0
"""How long closing waits for the capture thread, which otherwise ends by itself when its frame or time limit comes."""

_MICROSECOND: Final = 1e-6

Picture = NDArray[np.uint8]
_Arrived = tuple[int, float, Picture]


class Camera:
    """An open camera or stream that only ever gives its newest frame; a context, or to be closed.

    Frame times are seconds since the first frame by a monotonic clock, taken as each picture arrives, strictly
    increasing also across ``reopen``. The index counts the frames that arrived, so it jumps where some were dropped.
    Pictures are turned and mirrored as asked, else as the camera gives them; one that stands still is marked.

    name: what to call it, without passwords. size: width and height of the first picture in pixels.
    """

    def __init__(self, address: Address, stall_s: float, how: Viewing = AS_IT_IS) -> None:
        self._address = address
        self._how = how
        self._stills = Stills()
        self._stall_s = stall_s
        self._dropped_before = 0
        self.name = address.name
        capture, picture = _opened(address, stall_s)
        picture = self._upright(picture)
        self.size: tuple[int, int] = (picture.shape[1], picture.shape[0])
        self._times = _ArrivalTimes()
        self._capturing = _Capturing(capture, self._times, address.said)

    @property
    def dropped(self) -> int:
        """How many frames arrived and were replaced by a newer one before they were read."""
        return self._dropped_before + self._capturing.slot.dropped

    def read(self) -> Frame:
        """The newest frame that was not read yet; waits for it.

        Raises StreamStopped when the camera is gone, silent for the stall time, or closed; ``reopen`` may bring it
        back.
        """
        arrived = self._capturing.slot.get(self._stall_s)
        if arrived is None:
            raise StreamStopped("stalled", camera=self._address.said, seconds=f"{self._stall_s:g}")
        index, time_s, picture = arrived
        # A camera may change its size while it runs; all that was begun knows the first one.
        picture = upright.fitted(self._upright(picture), self.size)
        return Frame(index, time_s, picture, still=self._stills.update(time_s, picture))

    def _upright(self, picture: Picture) -> Picture:
        picture = upright.turned(picture, self._how.turn)
        return upright.mirrored(picture) if self._how.mirrored else picture

    def reopen(self) -> None:
        """Open the camera again after it stopped; times go on from the first opening, with the gap in them.

        Raises SourceError while it cannot be opened; it may be tried again.
        """
        self._capturing.stop(_LONGEST_GRAB_S)
        capture, _ = _opened(self._address, self._stall_s)
        self._dropped_before = self.dropped
        self._capturing = _Capturing(capture, self._times, self._address.said)

    def close(self) -> None:
        """Let go of the camera; whoever waits in ``read`` gets StreamStopped. A second call does nothing."""
        self._capturing.stop(_LEAVING_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_camera(which: str, stall_s: float = STALL_S, how: Viewing = AS_IT_IS) -> Camera:
    """Open a camera by number ("0"), device file, name or part of it (Linux), or a stream by its URL (http, rtsp …).

    stall_s: how long it may be silent before it counts as stopped. how: how to turn and mirror its pictures.
    Raises SourceError when there is no such camera, or it gives no picture (in use, not allowed, not reachable).
    """
    return Camera(find_camera(which), stall_s, how)


class _ArrivalTimes:
    """Index and time of each picture that arrives, counted on when a camera is opened again."""

    def __init__(self) -> None:
        self._first_s: float | None = None
        self._last_s = 0.0
        self._count = 0

    def next(self) -> tuple[int, float]:
        now_s = time.perf_counter()
        if self._first_s is None:
            self._first_s = now_s
        else:
            self._last_s = max(round(now_s - self._first_s, 6), round(self._last_s + _MICROSECOND, 6))
        self._count += 1
        return self._count - 1, self._last_s


class _Capturing:
    """Reads a capture in a thread into a slot, and lets go of it at the end."""

    def __init__(self, capture: cv2.VideoCapture, times: _ArrivalTimes, called: Figure) -> None:
        self.slot: NewestSlot[_Arrived] = NewestSlot()
        self._capture = capture
        self._times = times
        self._called = called
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        # Python ends daemon threads by force when the program does, and OpenCV aborts the process over that.
        atexit.register(self.stop, _LONGEST_GRAB_S)
        self._thread.start()

    def stop(self, patience_s: float) -> None:
        """End the thread, or leave it to end by itself when it takes longer than patience_s."""
        self._stopping.set()
        self.slot.end(StreamStopped("closed", camera=self._called))
        self._thread.join(patience_s)

    def _run(self) -> None:
        try:
            while not self._stopping.is_set() and self._capture.grab():
                index, time_s = self._times.next()
                readable, picture = self._capture.retrieve()
                if readable and not self._stopping.is_set():
                    self.slot.put((index, time_s, picture))
        except cv2.error:
            pass  # a broken picture in the midst of a stream ends it as a lost connection does
        finally:
            atexit.unregister(self.stop)
            self._capture.release()
            self.slot.end(StreamStopped("broke_off", camera=self._called))


def _opened(address: Address, stall_s: float) -> tuple[cv2.VideoCapture, Picture]:
    """An open capture and its first picture. Raises SourceError when there is none."""
    quiet_opencv()
    capture = _capture_stream(address.target, stall_s) if isinstance(address.target, str) else _capture_device(address)
    readable, picture = capture.read() if capture.isOpened() else (False, None)
    if not readable or picture is None:
        capture.release()
        raise cannot_open(address)
    return capture, picture


def _capture_stream(url: str, stall_s: float) -> cv2.VideoCapture:
    limits = [
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
        round(_OPENING_S * 1000),
        cv2.CAP_PROP_READ_TIMEOUT_MSEC,
        round(stall_s * 1000),
    ]
    return cv2.VideoCapture(url, cv2.CAP_FFMPEG, limits)


def _capture_device(address: Address) -> cv2.VideoCapture:
    if sys.platform == "win32":
        # With hardware transforms Windows takes up to a minute to open some cameras.
        os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
    backend = cv2.CAP_V4L2 if sys.platform.startswith("linux") else cv2.CAP_ANY
    return cv2.VideoCapture(address.target, backend)
