"""Plays a replay's steps in a window at the speed that was asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from coach.outputs.window.window import Asked, Key
from coach.values import Step

_ENDS = (Key.QUIT, Key.BACK, Key.CLOSE, Key.NEXT)
"""To a replay of one file, next and quit are the same."""

LONGEST_GAP_S = 5.0
"""Seconds of the file across which the time between two frames is waited for; a longer one is cut (chosen: a pause is still
seen as one, and a file can claim hours)."""

_LOOK_EVERY_S = 0.02
"""How often keys are looked at while waiting for a frame's time."""


class Screen(Protocol):
    """What is needed of a window."""

    def show(self, step: Step) -> None: ...

    def poll(self) -> Sequence[Asked]: ...


class Player:
    """Shows every step at its time. speed: 1 is as filmed, 2 twice as fast.

    The steps themselves do not depend on it: when the machine is too slow, the picture comes late and nothing is lost.
    """

    def __init__(
        self,
        screen: Screen,
        speed: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._screen = screen
        self._speed = speed
        self._clock = clock
        self._sleep = sleep
        self._began: float | None = None

    def show(self, step: Step) -> bool:
        """Shows the step when it is due; False when the user wants to stop."""
        due = self._due(step)
        if (due - self._clock()) * self._speed > LONGEST_GAP_S:
            self._began = None
            due = self._due(step)
        while (left_s := due - self._clock()) > 0:
            self._sleep(min(left_s, _LOOK_EVERY_S))
            if not self._hear(step):
                return False
            due = self._due(step)
        self._screen.show(step)
        return self._hear(step)

    def _hear(self, step: Step) -> bool:
        """Hears the keys; while paused the replay's clock stands still."""
        paused: Step | None = None
        while True:
            for key in self._screen.poll():
                if key in _ENDS:
                    return False
                if key is not Key.PAUSE:
                    continue
                paused = None if paused else replace(step, state=replace(step.state, watching="paused"))
            if paused is None:
                return True
            self._began = None
            self._screen.show(paused)
            self._sleep(_LOOK_EVERY_S)

    def _due(self, step: Step) -> float:
        at = step.pose.time_s / self._speed
        if self._began is None:
            self._began = self._clock() - at
        return self._began + at
