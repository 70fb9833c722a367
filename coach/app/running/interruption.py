"""Ctrl-C, and the other ways to ask a program to end, as a wish to stop, so that what was counted until then is written.

SIGTERM is what ``kill`` and a system that shuts down send, SIGHUP a terminal that is closed.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from types import FrameType, TracebackType
from typing import Any, Final, Self

SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What asks a program to end."""

PATIENCE_S: Final = 5.0
"""For so long further signals are no more than the first one, since people press Ctrl-C twice; a later one ends at once what
does not end (chosen)."""

ENDED_EARLY: Final = 130
"""What shells expect of a program that was ended with Ctrl-C."""


class Interruption:
    """While this context lasts, Ctrl-C, SIGTERM and SIGHUP only set ``asked``; after ``PATIENCE_S`` one more raises
    KeyboardInterrupt. Contexts may lie within each other: all of them are asked.
    """

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[int, Any] = {}
        # Signals belong to the main thread; elsewhere there is nothing to catch.
        self._catches = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        if self._catches:
            _under_way.append(self)
            for number in SIGNALS:
                if not _is_unheard(number):
                    self._before[number] = signal.signal(number, _ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._catches:
            for number, before in self._before.items():
                signal.signal(number, before)
            _under_way.remove(self)


_under_way: Final[list[Interruption]] = []
_asked_at_s: Final[list[float]] = []


def end_at_once() -> None:
    """As long as nothing was begun, let a signal end the program without a word."""
    _set(lambda *_: os._exit(ENDED_EARLY))


def end_in_order() -> None:
    """From now on let a signal raise KeyboardInterrupt, once: what is open is then closed, and not disturbed at that."""
    _set(_ask)


def ignore_further() -> None:
    """All is done and written, and how it went is being said: Ctrl-C disturbs nothing any more, others end it at once."""
    end_at_once()
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _is_unheard(number: int) -> bool:
    """Whether a closed terminal is not to end the program, as nohup has it."""
    return number == getattr(signal, "SIGHUP", None) and signal.getsignal(number) == signal.SIG_IGN


def _set(handler: Any) -> None:
    if threading.current_thread() is not threading.main_thread():
        return
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def _ask(_number: int, _frame: FrameType | None) -> None:
    now_s = time.monotonic()
    patient = bool(_asked_at_s) and now_s - _asked_at_s[0] < PATIENCE_S
    anew = not patient and not any(each.asked for each in _under_way)
    if anew:
        _asked_at_s[:] = [now_s]
    for each in _under_way:
        each.asked = True
    if not patient and (not anew or not _under_way):
        raise KeyboardInterrupt
