"""Times a real walk: no camera, a clock that the user ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

NOTE_EVERY_S: Final = 60.0
"""How often a walk under way is noted; a killed program loses less than that."""

_LOOK_EVERY_S = 0.25


def timed_walk(
    goal_s: float,
    ended: threading.Event,
    show: Callable[[float], None],
    note: Callable[[float], None],
    clock: Callable[[], float] = time.time,
) -> float:
    """Runs until the goal is reached, ended is set or Ctrl-C is pressed; returns the seconds walked, at most the goal.

    show is called a few times a second and note every minute, both with the seconds so far. The clock is the wall's: the
    computer may sleep while its owner walks, and the other clocks sleep with it.
    """
    began = clock()
    noted = 0.0
    walked = 0.0
    try:
        while walked < goal_s and not ended.wait(min(_LOOK_EVERY_S, goal_s - walked)):
            walked = _between(began, clock(), goal_s)
            show(walked)
            if walked - noted >= NOTE_EVERY_S:
                noted = walked
                note(walked)
    except KeyboardInterrupt:
        pass
    return _between(began, clock(), goal_s)


def _between(began: float, now: float, goal_s: float) -> float:
    """Never negative, also where somebody set the clock back."""
    return max(0.0, min(now - began, goal_s))
