"""The voice of a saved video: what would have been heard, sample by sample, in the video's own time."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from coach.errors import Figure, Said, because
from coach.outputs.voice.engines import Manner, find_engine
from coach.outputs.voice.process import WINDOWLESS
from coach.outputs.voice.waiting import Queue, Waiting
from coach.values import Cue

RATE: Final = 48_000
"""Samples a second: what players take for granted beside a film."""

PATIENCE_S: Final = 20.0
"""How long the engine may take to write one sentence; chosen: Windows starts its engine for each."""

MOST_FAILURES: Final = 3
"""After so many the engine is given up and the rest of the video is silent; chosen."""

_KEPT: Final = 64
"""How many sentences are kept: counts and corrections come again. Chosen."""

Samples = NDArray[np.float32]


class Soundtrack:
    """Says cues one at a time, as the voice does before a camera: the more urgent cuts the other short; no stale one is said.

    spoken: a sentence as samples (N,), -1..1, RATE a second; none where it cannot be said.
    """

    def __init__(self, spoken: Callable[[str], Samples]) -> None:
        self._spoken = spoken
        self._queue = Queue()
        self._saying: Waiting | None = None
        self._left = np.zeros(0, np.float32)
        self._written = 0

    def reach(self, time_s: float, cues: Iterable[Cue] = (), frame_s: float | None = None) -> Samples:
        """All samples from where it was left up to this moment of the video; then takes the cues of that moment.

        frame_s: the moment in the source's own time, by which cues are stale; the video's without.
        """
        part = self._until(round(time_s * RATE))
        frame_s = time_s if frame_s is None else frame_s
        self._queue.reach(frame_s)
        for cue in cues:
            self._queue.put(Waiting(cue, time_s))
        if self._saying is not None and self._queue.beats(self._saying.cue.priority, time_s):
            self._saying, self._left = None, self._left[:0]
        self._go_on(time_s)
        return part

    def _until(self, end: int) -> Samples:
        parts = []
        while self._written < end:
            if not len(self._left):
                self._saying = None
                self._go_on(self._written / RATE)
            count = end - self._written
            part, self._left = self._left[:count], self._left[count:]
            if not len(part):
                part = np.zeros(count, np.float32)
            parts.append(part)
            self._written += len(part)
        return np.concatenate(parts) if parts else np.zeros(0, np.float32)

    def _go_on(self, time_s: float) -> None:
        """Begins the next sentence where none is being said."""
        while self._saying is None and (waiting := self._queue.pop(time_s)) is not None:
            self._left = self._spoken(waiting.cue.text)
            self._saying = waiting if len(self._left) else None


class SpokenToFile:
    """Sentences as samples, by the platform's own speech engine. report: hears once where it cannot speak."""

    def __init__(self, manner: Manner, report: Callable[[Figure], None]) -> None:
        self._manner = manner
        self._report = report
        self._failures = 0
        self._kept = lru_cache(_KEPT)(self._said)
        if find_engine(manner, into=Path("spoken.wav")) is None:
            self._failures = MOST_FAILURES
            report(Said("no_speech", {"instead": Said("shown_only")}))

    def __call__(self, text: str) -> Samples:
        """The sentence; no samples where it cannot be said."""
        return self._kept(text) if self._failures < MOST_FAILURES else np.zeros(0, np.float32)

    def _said(self, text: str) -> Samples:
        try:
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "spoken.wav"
                engine = find_engine(self._manner, into=file)
                if engine is not None:
                    subprocess.run(
                        engine.command,
                        input=engine.fed_with(text),
                        stdout=subprocess.DEVNULL,
                        stderr=subprocess.DEVNULL,
                        timeout=PATIENCE_S,
                        check=True,
                        creationflags=WINDOWLESS,
                        start_new_session=sys.platform != "win32",
                    )
                return read_samples(file)
        except (OSError, subprocess.SubprocessError, av.FFmpegError) as problem:
            self._failures += 1
            if self._failures == MOST_FAILURES:
                why = because(problem) if isinstance(problem, OSError) else str(problem)
                self._report(Said("voice_failed", {"why": why}))
            return np.zeros(0, np.float32)


def read_samples(file: Path) -> Samples:
    """A sound file as samples (N,), -1..1, RATE a second, of one channel. Raises OSError or FFmpegError."""
    resampler = AudioResampler(format="flt", layout="mono", rate=RATE)
    parts = []
    with av.open(str(file)) as sound:
        for frame in sound.decode(audio=0):
            parts += [each.to_ndarray() for each in resampler.resample(frame)]
        parts += [each.to_ndarray() for each in resampler.resample(None)]
    return np.concatenate(parts, axis=1)[0].astype(np.float32) if parts else np.zeros(0, np.float32)
