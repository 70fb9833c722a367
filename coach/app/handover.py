"""Hands values from one thread to the next, in order and without losing any."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_PATIENCE_S = 0.5
"""How long to wait at a stretch. A wait without end cannot be interrupted from the keyboard on Windows."""


class Ahead(Generic[T]):
    """Runs an iterable in a thread of its own, up to ``room`` values ahead of whoever reads from here.

    Order is kept. An exception of the iterable is raised here, behind the last value that came before it. As a context
    it stops the thread on leaving; the iterable is then no longer in use.
    """

    def __init__(self, values: Iterable[T], room: int) -> None:
        self._values = values
        self._queue: queue.Queue[tuple[T] | _End] = queue.Queue(maxsize=room)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._make_room()
        self._thread.join()

    def __iter__(self) -> Iterator[T]:
        while True:
            try:
                item = self._queue.get(timeout=_PATIENCE_S)
            except queue.Empty:
                continue
            if isinstance(item, _End):
                if item.problem is not None:
                    raise item.problem
                return
            yield item[0]

    def _run(self) -> None:
        problem: Exception | None = None
        try:
            for value in self._values:
                if self._stopped.is_set():
                    return
                self._queue.put((value,))
        except Exception as raised:  # whatever it is belongs to the reader's thread
            problem = raised
        if not self._stopped.is_set():
            self._queue.put(_End(problem))

    def _make_room(self) -> None:
        """The thread puts at most one more value after it was stopped; with the queue emptied it cannot hang there."""
        while True:
            try:
                self._queue.get_nowait()
            except queue.Empty:
                return


class _End:
    def __init__(self, problem: Exception | None) -> None:
        self.problem = problem
