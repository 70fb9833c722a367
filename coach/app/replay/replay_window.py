"""The window of a replay: how far the clip is looked through, then its steps at the speed that was asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol, Self

from coach.errors import CoachError, Said, as_error
from coach.outputs.console import warn
from coach.outputs.window.window import Asked, Key
from coach.values import Step
from coach.words.pages import PagePhrases

_ENDS = (Key.QUIT, Key.BACK, Key.CLOSE, Key.NEXT)
"""To a replay of one file, next and quit are the same."""

LONGEST_GAP_S = 5.0
"""Seconds of the file across which the time between two frames is waited for; a longer one is cut (chosen: a pause is still
seen as one, and a file can claim hours)."""

_LOOK_EVERY_S = 0.02
"""How often keys are looked at while waiting for a frame's time."""


_SAY_EVERY_S = 0.1
"""How often the window says how far the clip is looked through (chosen)."""


class Screen(Protocol):
    """What is needed of a window."""

    def show(self, step: Step) -> None: ...

    def poll(self) -> Sequence[Asked]: ...

    def notice(self, text: str) -> None: ...

    def close(self) -> None: ...


class Bar(Protocol):
    """What shows how far a clip is looked through."""

    def reach(self, done: int) -> None: ...


class Ends(Protocol):
    """What may want an end."""

    @property
    def asked(self) -> bool: ...


class LookingThrough:
    """Says beside a bar how far a clip is looked through, in a window where there is one, and hears whether to stop.

    screen: None once the user has left it, or it has failed; trouble: how. frames: how many there are, None where unknown.
    """

    def __init__(
        self,
        screen: Screen | None,
        words: PagePhrases,
        frames: int | None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.screen = screen
        self.left = False
        self.trouble: list[CoachError] = []
        self._words = words
        self._frames = frames
        self._clock = clock
        self._said_s = -_SAY_EVERY_S
        self._done = 0
        self._bar: Bar | None = None
        self._ends: Ends | None = None
        self.reach(0)

    def beside(self, bar: Bar, ends: Ends) -> Self:
        """From now on beside this bar, until this one asks for an end, too."""
        self._bar, self._ends = bar, ends
        return self

    @property
    def asked(self) -> bool:
        """Whether to look no further."""
        return self.left or (self._ends is not None and self._ends.asked)

    @property
    def percent(self) -> int | None:
        """How much of the clip was looked through, None where nobody knows how long it is."""
        return min(100, self._done * 100 // self._frames) if self._frames else None

    def reach(self, done: int) -> None:
        """So many frames have been looked at."""
        self._done = done
        if self._bar is not None:
            self._bar.reach(done)
        if self.screen is None or self._clock() - self._said_s < _SAY_EVERY_S:
            return
        self._said_s = self._clock()
        try:
            self.screen.notice(self._far)
            if any(key in _ENDS for key in self.screen.poll()):
                self.screen.close()
                self.screen, self.left = None, True
        except Exception as problem:  # as any other output: the run goes on without the window
            self.screen = None
            self.trouble.append(as_error(problem))
            warn(Said("goes_on_without", {"problem": self.trouble[-1].said}))

    @property
    def _far(self) -> str:
        if self.percent is None:
            return self._words.looking_through
        return self._words.looking_through_part.format(percent=self.percent)


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
