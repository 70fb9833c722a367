"""Hands the newest item from one thread to another: what was not taken in time is dropped, so nothing ever lags."""

from __future__ import annotations

import threading
import time
from typing import Generic, TypeVar

Item = TypeVar("Item")


class NewestSlot(Generic[Item]):
    """Room for one item. ``put`` replaces what lies there; ``update`` gives each item at most once.

    dropped: how many items were replaced before anybody took them.
    """

    def __init__(self) -> None:
        self.dropped = 0
        self._item: Item | None = None
        self._ended = False
        self._error: BaseException | None = None
        self._changed = threading.Condition()

    def put(self, item: Item) -> None:
        """Lay down an item; never waits."""
        with self._changed:
            self.dropped += self._item is not None
            self._item = item
            self._changed.notify()

    def end(self, error: BaseException | None = None) -> None:
        """Nothing more will come. What lies there can still be taken; then ``update`` raises the error, if any.

        Only the first call counts.
        """
        with self._changed:
            if not self._ended:
                self._ended, self._error = True, error
            self._changed.notify_all()

    def get(self, timeout_s: float) -> Item | None:
        """The newest item that was not taken yet, or None when none comes within timeout_s or the end was reached.

        Raises the error that ``end`` was given.
        """
        deadline_s = time.monotonic() + timeout_s
        with self._changed:
            while self._item is None and not self._ended:
                remaining_s = deadline_s - time.monotonic()
                if remaining_s <= 0 or not self._changed.wait(remaining_s):
                    break
            item, self._item = self._item, None
            if item is None and self._error is not None:
                raise self._error
            return item
