"""The cues that wait to be said: the most urgent first, the newest of its kind, and none that is stale."""

from __future__ import annotations

from math import inf
from typing import Final, NamedTuple

from coach.values import CUE_ORDER, Cue, CuePriority

STALE_S: Final = 1.5
"""A cue older than this is no longer true of the movement under way, and is dropped."""


class Waiting(NamedTuple):
    """A cue and when it came, by the voice's own clock."""

    cue: Cue
    came_s: float


class Queue:
    """One place for each priority; a newer cue takes the older one's. Times of frames and of the voice's clock are apart."""

    def __init__(self) -> None:
        self._places: dict[CuePriority, Waiting] = {}
        self._frame_s = -inf

    def reach(self, frame_s: float) -> None:
        """Takes the newest frame's time."""
        self._frame_s = frame_s

    def put(self, waiting: Waiting) -> None:
        """Adds a cue."""
        self._places[waiting.cue.priority] = waiting

    def put_back(self, waiting: Waiting) -> None:
        """Adds a cue that could not be said, unless a newer one of its kind has come."""
        self._places.setdefault(waiting.cue.priority, waiting)

    def clear(self) -> None:
        """Drops all that is waiting."""
        self._places.clear()

    def pop(self, now_s: float) -> Waiting | None:
        """The next cue to say, or None; stale ones are dropped."""
        self._drop_stale(now_s)
        for priority in CUE_ORDER:
            if priority in self._places:
                return self._places.pop(priority)
        return None

    def beats(self, priority: CuePriority, now_s: float) -> bool:
        """Whether a cue is waiting that is more urgent than this."""
        self._drop_stale(now_s)
        return any(CUE_ORDER.index(waiting) < CUE_ORDER.index(priority) for waiting in self._places)

    def _drop_stale(self, now_s: float) -> None:
        for priority, (cue, came_s) in list(self._places.items()):
            if max(self._frame_s - cue.time_s, now_s - came_s) > STALE_S:
                del self._places[priority]
