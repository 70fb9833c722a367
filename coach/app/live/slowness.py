"""Notices a machine that is too slow for its pose model, and says so once for each model, with what becomes of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Final, Protocol

from coach.app.live.model_exchange import LIGHTER_THAN
from coach.errors import Said
from coach.values import Frame, Pose
from coach.words.pages import PagePhrases
from coach.words.workout import WorkoutPhrases

LEAST_PER_S: Final = 12.0
"""Slower than so many poses a second is said: quick movements and steps begin to fall between two frames (chosen; repetitions
and holds of the samples are right down to 8 a second)."""

SETTLING: Final = 10
"""So many poses are left out at the beginning: the first ones of a model take longer (chosen)."""

WINDOW_S: Final = 5.0
"""Over so long a time the poses must be slow, so that a hiccup is not said (chosen)."""


class Eye(Protocol):
    """What is needed of a landmarker."""

    def detect(self, frame: Frame) -> Pose: ...


class Paced:
    """A landmarker with an eye on its own pace: what a pose takes, and not how seldom a camera has a picture.

    slow: told once, with the time of the frame in seconds and how many poses a second there could be; and once more if
    another model is too slow as well.
    """

    def __init__(
        self, eye: Eye, slow: Callable[[float, float], None], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._eye = eye
        self._slow = slow
        self._clock = clock
        self._unsettled = SETTLING
        self._took: list[float] = []
        self._said = False

    def detect(self, frame: Frame) -> Pose:
        """The landmarker's own answer."""
        began_s = self._clock()
        pose = self._eye.detect(frame)
        took_s = self._clock() - began_s
        if self._unsettled > 0:
            self._unsettled -= 1
        elif not self._said:
            self._judge(took_s, frame.time_s)
        return pose

    def begin_anew(self) -> None:
        """Another model is at work from now on."""
        self._unsettled = SETTLING
        self._took.clear()
        self._said = False

    def _judge(self, took_s: float, time_s: float) -> None:
        self._took.append(took_s)
        if len(self._took) > WINDOW_S * LEAST_PER_S:
            # So many in less than the window: fast enough.
            self._took.clear()
        if sum(self._took) < WINDOW_S:
            return
        per_s = 1 / median(self._took)
        self._took.clear()
        if per_s < LEAST_PER_S:
            self._said = True
            self._slow(time_s, per_s)


def advice(model: str, per_s: float) -> Said:
    """One sentence for the terminal: how slow it is, and what becomes of it."""
    rate, lighter = f"{per_s:.0f}", LIGHTER_THAN.get(model)
    if lighter is None:
        return Said("slow_with_lightest", {"rate": rate, "model": model})
    return Said("slow", {"rate": rate, "model": model, "lighter": lighter})


def note(model: str, words: PagePhrases) -> str:
    """The same for the screen, where it must be short."""
    lighter = LIGHTER_THAN.get(model)
    return words.slow_already_lite if lighter is None else words.slow.format(model=lighter)


def said(model: str, words: WorkoutPhrases) -> str:
    """The same to be said aloud."""
    return words.too_slow if LIGHTER_THAN.get(model) is None else words.slow
