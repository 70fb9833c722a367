"""The thread that watches live: newest frame, landmarker, session; it never waits for the screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from coach.app.run import ExerciseRun
from coach.engine.spec import Exercise
from coach.errors import SourceError
from coach.values import Frame, Pose, Step

REOPEN_EVERY_S = 5.0
"""How long to wait before a stopped camera is tried again by itself (chosen)."""

DONE_SHOWN_S = 8.0
"""How long the end of an exercise is shown before the next one begins (chosen: long enough to read from afar)."""


class LiveCamera(Protocol):
    """What is needed of a camera: the newest frame, waiting for it; StreamStopped when there are none any more."""

    def read(self) -> Frame: ...

    def reopen(self) -> None: ...


class Eye(Protocol):
    """What is needed of a landmarker."""

    def detect(self, frame: Frame) -> Pose: ...


class Watcher:
    """Runs the exercises one after the other on a camera. As a context its thread lasts as long as the context.

    newest: the step to draw, None before the first frame. notice: a sentence about a stopped camera, else empty.
    ended: whether the last exercise is over. problem: what ended the watching unexpectedly.
    """

    def __init__(
        self, camera: LiveCamera, eye: Eye, exercises: Sequence[Exercise], begin: Callable[[Exercise], ExerciseRun]
    ) -> None:
        self._camera = camera
        self._eye = eye
        self._waiting = list(exercises)
        self._begin = begin
        self._run: ExerciseRun | None = None
        self._done_since_s: float | None = None
        self._paused = False
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._retry = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.newest: Step | None = None
        self.notice = ""
        self.ended = False
        self.problem: Exception | None = None

    def __enter__(self) -> Self:
        self._next()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._retry.set()
        self._thread.join()
        if self._run is not None:
            self._run.finish()

    def pause_or_resume(self) -> None:
        """Holds the exercise, or goes on with it; with a stopped camera it is tried again at once instead."""
        if self.notice:
            self._retry.set()
            return
        with self._lock:
            self._paused = not self._paused

    def next_exercise(self) -> None:
        """Leaves this exercise and begins the next; after the last one, ended."""
        with self._lock:
            self._next()

    def _watch(self) -> None:
        try:
            while not self._over:
                try:
                    self._watch_stream()
                except SourceError as stopped:
                    self._wait_for_camera(stopped)
        except Exception as problem:  # it belongs to the main thread, which raises it
            self.problem = problem
            self.ended = True

    @property
    def _over(self) -> bool:
        return self._stopped.is_set() or self.ended

    def _watch_stream(self) -> None:
        while not self._over:
            frame = self._camera.read()
            self._see(frame, self._eye.detect(frame))

    def _see(self, frame: Frame, pose: Pose) -> None:
        with self._lock:
            if self._run is None or self.ended:
                return
            if self._paused and self.newest is not None:
                # A paused session sees nothing, as if the camera had been off: its recording replays the same.
                state = replace(self.newest.state, watching="paused")
                self.newest = replace(self.newest, pose=pose, frame=frame, state=state, events=(), cues=(), shown=None)
                return
            self.newest = self._run.step(pose, frame)
            if self._run.session.done:
                if self._done_since_s is None:
                    self._done_since_s = pose.time_s
                if pose.time_s - self._done_since_s >= DONE_SHOWN_S:
                    self._next()

    def _next(self) -> None:
        if self._run is not None:
            self._run.finish()
            self._run = None
        self._paused = False
        self._done_since_s = None
        if self._waiting:
            self._run = self._begin(self._waiting.pop(0))
        else:
            self.ended = True

    def _wait_for_camera(self, stopped: SourceError) -> None:
        self.notice = str(stopped)
        while not self._stopped.is_set():
            self._retry.wait(REOPEN_EVERY_S)
            self._retry.clear()
            if self._stopped.is_set():
                return
            try:
                self._camera.reopen()
            except SourceError as again:
                self.notice = str(again)
            else:
                self.notice = ""
                return
