"""The saved video: the same screen as in the window, in a file that any player opens."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach import paths
from coach.errors import ExportError, Said, because
from coach.files import under_way
from coach.files.writing import require_writable
from coach.outputs.film import Film, is_whole
from coach.outputs.screen.overlay import Overlay
from coach.outputs.voice.soundtrack import RATE as SOUND_RATE
from coach.outputs.voice.soundtrack import Samples, Soundtrack
from coach.values import Output, Step
from coach.words.screen import ENGLISH_SCREEN, ScreenWords

USUAL_SIZE: Final = (1280, 720)
SUFFIX: Final = ".mp4"
RATES: Final = (5, 60)
"""Least and greatest frames a second that are written; chosen."""

USUAL_RATE: Final = 30
"""Frames a second where the source's own rate cannot be told, from a single frame; chosen."""

LONGEST_S: Final = 10.0
"""A picture that would stand for longer is cut to this, so that no time makes the file grow without end (chosen)."""

LOOKED_AT: Final = 12
"""How many first steps decide the rate; chosen, so that one late frame does not."""

WAITING: Final = 60
"""How many steps may wait to be drawn before ``update`` waits for them, which bounds the memory (55 MB of 640×480)."""


class VideoSaver(Output):
    """Writes every step's screen to an mp4 file at the pace of the steps' own times.

    Frame times vary, a video's do not: a picture is repeated until the time of the next, for ``LONGEST_S`` at most, and dropped
    where the next comes at the same moment, so that the video lasts as long as the source did. Drawing and writing happen in a
    thread of their own. The file is there after ``close``, whole, or not at all; without a step there is none.

    path: ends in .mp4. size: width and height in pixels, made even as the codec asks. fps: frames a second; without it
    the source's own rate. spoken: a sentence as samples, for a video that holds the voice.
    Raises ExportError at once where the file cannot be written there, and from ``update`` or ``close``, once, where
    writing failed.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int] = USUAL_SIZE,
        fps: float | None = None,
        words: ScreenWords = ENGLISH_SCREEN,
        spoken: Callable[[str], Samples] | None = None,
    ) -> None:
        path = Path(path)
        if path.suffix.lower() != SUFFIX:
            raise ExportError("no_video_name", file=str(path))
        require_writable(path)
        self._path = path
        self._reel = _Reel(under_way.begin(path, SUFFIX), size, fps, words, spoken)
        self._steps: queue.Queue[Step | None] = queue.Queue(WAITING)
        self._problem: Exception | None = None
        self._reported = False
        self._closed = False
        self._given_up = False
        self._thread = threading.Thread(target=self._work, name="video", daemon=True)
        self._thread.start()

    def update(self, step: Step) -> None:
        """Hands the step over to be drawn."""
        self._report()
        self._steps.put(step)

    def close(self) -> None:
        """Finishes the file and moves it to its place; once more does nothing."""
        if self._closed:
            return
        self._closed = True
        self._steps.put(None)
        self._thread.join()
        if self._problem is None and self._reel.begun and not self._given_up:
            try:
                self._reel.part.replace(self._path)
            except OSError as problem:
                self._problem = problem
        self._reel.discard()
        self._report()

    def give_up(self) -> None:
        """Leaves no trace of what was begun, which holds pictures."""
        self._given_up = True
        self.close()

    def _work(self) -> None:
        try:
            while (step := self._steps.get()) is not None:
                self._reel.add(step)
            self._reel.finish()
        except Exception as problem:  # whatever it is, the session must hear of it and go on
            self._problem = problem
            while step is not None:
                step = self._steps.get()

    def _report(self) -> None:
        if self._problem is None or self._reported:
            return
        self._reported = True
        broke = isinstance(self._problem, _Broke)
        why = Said("video_broke") if broke else because(self._problem)
        raise ExportError("video_failed", file=str(self._path), why=why) from self._problem


class _Broke(OSError):
    """What was written is not whole, as on a full disk."""


class _Reel:
    """The file being written: from steps in their order to frames at a constant rate."""

    def __init__(
        self,
        part: Path,
        size: tuple[int, int],
        fps: float | None,
        words: ScreenWords,
        spoken: Callable[[str], Samples] | None,
    ) -> None:
        self.part = part
        self._overlay = Overlay((size[0] // 2 * 2, size[1] // 2 * 2), demonstration=True, words=words)
        self._soundtrack = None if spoken is None else Soundtrack(spoken)
        self._fps = fps
        self._first: list[Step] = []
        self._writer: Film | None = None
        self._began_s = 0.0
        self._drawn: NDArray[np.uint8] | None = None
        self._drawn_tick = 0
        self._ticks_of_last = 1

    @property
    def begun(self) -> bool:
        """Whether there is anything in the file."""
        return self._writer is not None

    def add(self, step: Step) -> None:
        """Draws the step, as soon as the rate is known."""
        if self._writer is not None:
            self._draw(step)
            return
        self._first.append(step)
        if len(self._first) == LOOKED_AT:
            self._begin()

    def finish(self) -> None:
        """Writes what is left, closes the file and makes sure that it is whole. Raises OSError when it is not."""
        if self._writer is None and self._first:
            self._begin()
        if self._writer is None:
            return
        self._write_until(self._drawn_tick + self._ticks_of_last)
        if self._soundtrack is not None:
            self._writer.sound(
                self._soundtrack.reach((self._drawn_tick + self._ticks_of_last) / (self._fps or USUAL_RATE))
            )
        self._writer.finish()
        if not is_whole(self.part):
            raise _Broke

    def discard(self) -> None:
        """Leaves no trace beside the finished file."""
        if self._writer is not None:
            with suppress(Exception):  # on a full disk closing fails as writing did, and that was said
                self._writer.close()
        with suppress(OSError):
            self.part.unlink(missing_ok=True)
        under_way.end(self.part)

    def _begin(self) -> None:
        times = [step.pose.time_s for step in self._first]
        self._fps = self._fps or usual_rate(times)
        self._ticks_of_last = max(1, round(self._fps / usual_rate(times)))
        self._began_s = times[0]
        paths.make_private_file(self.part)
        rate = None if self._soundtrack is None else SOUND_RATE
        self._writer = Film(self.part, self._overlay.canvas.size, self._fps, rate)
        for step in self._first:
            self._draw(step)
        self._first = []

    def _draw(self, step: Step) -> None:
        fps = self._fps or USUAL_RATE
        tick = round((step.pose.time_s - self._began_s) * fps)
        too_long = tick - self._drawn_tick - round(LONGEST_S * fps)
        if too_long > 0:
            self._began_s += too_long / fps
            tick -= too_long
        self._write_until(tick)
        if self._soundtrack is not None and self._writer is not None:
            self._writer.sound(self._soundtrack.reach(tick / fps, step.cues, step.pose.time_s))
        self._drawn = self._overlay.draw(step)
        self._drawn_tick = max(tick, self._drawn_tick)

    def _write_until(self, tick: int) -> None:
        """Repeats the picture that was drawn last for the frames up to this one."""
        if self._writer is None or self._drawn is None:
            return
        for _ in range(self._drawn_tick, tick):
            self._writer.add(self._drawn)


def usual_rate(times_s: list[float]) -> int:
    """Frames a second from the median gap of times: a whole number within RATES; USUAL_RATE for a single time."""
    gaps = [later - earlier for earlier, later in pairwise(times_s) if later > earlier]
    if not gaps:
        return USUAL_RATE
    return min(RATES[1], max(RATES[0], round(1 / median(gaps))))
