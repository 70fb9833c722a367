"""The thread that watches live: newest frame, landmarker, workout; it never waits for the screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import TracebackType
from typing import Protocol, Self

from coach.app.live.workout_run import Moment
from coach.coaching.workout import Wish
from coach.errors import Figure, SourceError
from coach.sources.read_ahead import ReadAhead
from coach.values import Frame, Pose

REOPEN_EVERY_S = 5.0
"""How long to wait before a stopped camera is tried again by itself (chosen)."""


class LiveCamera(Protocol):
    """What is needed of a camera: the newest frame, waiting for it; StreamStopped when there are none any more."""

    def read(self) -> Frame: ...

    def reopen(self) -> None: ...


class Eye(Protocol):
    """What is needed of a landmarker."""

    def detect(self, frame: Frame) -> Pose: ...


class Run(Protocol):
    """What is needed of a workout: one with exercises in their order, or one in which they are recognised."""

    @property
    def newest(self) -> Moment | None: ...

    @property
    def over(self) -> bool: ...

    def step(self, pose: Pose, frame: Frame | None) -> None: ...

    def ask(self, wish: Wish) -> None: ...

    def finish(self) -> None: ...


class Watcher:
    """Feeds a workout from a camera. As a context its thread lasts as long as the context.

    newest: what to show, None before the first frame. notice: about a stopped camera, else None.
    ended: whether the workout is over. problem: what ended the watching unexpectedly.
    """

    def __init__(self, camera: LiveCamera, eye: Eye, workout: Run) -> None:
        self._camera = camera
        self._eye = eye
        self._workout = workout
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._retry = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watcher", daemon=True)
        self.notice: Figure | None = None
        self.problem: Exception | None = None

    @property
    def newest(self) -> Moment | None:
        """What to show."""
        return self._workout.newest

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to watch."""
        return self._workout.over or self.problem is not None

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._retry.set()
        self._thread.join()
        self._workout.finish()

    def ask(self, wish: Wish) -> None:
        """Takes what was asked for; with a stopped camera, to go on means to try it again at once."""
        if self.notice and wish == "go-on":
            self._retry.set()
            return
        with self._lock:
            self._workout.ask(wish)

    def _watch(self) -> None:
        try:
            while not self._over:
                try:
                    self._watch_stream()
                except SourceError as stopped:
                    self._wait_for_camera(stopped)
        except Exception as problem:  # it belongs to the main thread, which raises it
            self.problem = problem

    @property
    def _over(self) -> bool:
        return self._stopped.is_set() or self.ended

    def _watch_stream(self) -> None:
        # The next frame is looked at while the workout thinks about this one.
        ahead = ReadAhead(self._poses(), 1)
        try:
            for frame, pose in ahead:
                with self._lock:
                    self._workout.step(pose, frame)
                if self._over:
                    return
        finally:
            ahead.close()

    def _poses(self) -> Iterator[tuple[Frame, Pose]]:
        while not self._over:
            frame = self._camera.read()
            yield frame, self._eye.detect(frame)

    def _wait_for_camera(self, stopped: SourceError) -> None:
        self.notice = stopped.said
        while True:
            self._retry.wait(REOPEN_EVERY_S)
            self._retry.clear()
            if self._over:
                return
            try:
                self._camera.reopen()
            except SourceError as again:
                self.notice = again.said
            else:
                self.notice = None
                return
