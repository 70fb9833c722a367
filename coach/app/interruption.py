"""Ctrl-C as a wish to stop, so that what was counted until then is still written."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Any, Self


class Interruption:
    """While this context lasts, the first Ctrl-C only sets ``asked``; a second one raises KeyboardInterrupt."""

    def __init__(self) -> None:
        self.asked = False
        self._before: Any = None
        # Signals belong to the main thread; elsewhere there is nothing to catch.
        self._catches = threading.current_thread() is threading.main_thread()

    def __enter__(self) -> Self:
        if self._catches:
            self._before = signal.signal(signal.SIGINT, self._ask)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._catches:
            signal.signal(signal.SIGINT, self._before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
