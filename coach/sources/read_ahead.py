"""Runs an iterable in a thread, a few items ahead of whoever reads it: here, so that decoding overlaps what follows."""

from __future__ import annotations

import atexit
import queue
import threading
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

Item = TypeVar("Item")

_PATIENCE_S: Final = 0.1
"""How often a waiting thread looks whether it was closed; a wait without end cannot be interrupted on Windows."""


class ReadAhead(Generic[Item]):
    """Iterate over this instead of ``items``: the order is the same, and so is the exception they end with.

    room: how many items may wait. The thread starts with the first iteration and has ended when ``close`` returns.
    Iterating again goes on where the last iteration stopped.
    """

    def __init__(self, items: Iterable[Item], room: int) -> None:
        self._items = items
        self._waiting: queue.Queue[Item | _End] = queue.Queue(room)
        self._closed = threading.Event()
        self._end: _End | None = None
        self._thread: threading.Thread | None = None

    def __iter__(self) -> Iterator[Item]:
        if self._thread is None and not self._closed.is_set():
            self._thread = threading.Thread(target=self._run, name="read-ahead", daemon=True)
            # Python ends daemon threads by force when the program does, and OpenCV aborts the process over that.
            atexit.register(self.close)
            self._thread.start()
        while self._end is None and not self._closed.is_set():
            try:
                item = self._waiting.get(timeout=_PATIENCE_S)
            except queue.Empty:
                continue
            if isinstance(item, _End):
                self._end = item
            else:
                yield item
        if self._end is not None and self._end.error is not None:
            raise self._end.error

    def close(self) -> None:
        """Stop the thread and wait until it is gone."""
        self._closed.set()
        atexit.unregister(self.close)
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            for item in self._items:
                self._put(item)
                if self._closed.is_set():
                    return
        except BaseException as raised:
            error = raised
        self._put(_End(error))

    def _put(self, item: Item | _End) -> None:
        while not self._closed.is_set():
            try:
                self._waiting.put(item, timeout=_PATIENCE_S)
            except queue.Full:
                continue
            return


class _End:
    """Comes after the last item. error: what the items ended with, None when they simply ended."""

    def __init__(self, error: BaseException | None) -> None:
        self.error = error
