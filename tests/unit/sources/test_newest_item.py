from __future__ import annotations

import threading

import pytest

from coach.sources.newest_item import NewestSlot


def test_only_the_newest_is_given_and_only_once() -> None:
    slot: NewestSlot[int] = NewestSlot()
    for item in range(5):
        slot.put(item)

    assert slot.get(0.0) == 4
    assert slot.get(0.0) is None
    assert slot.dropped == 4


def test_what_is_taken_in_time_is_not_dropped() -> None:
    slot: NewestSlot[int] = NewestSlot()

    for item in range(5):
        slot.put(item)
        assert slot.get(0.0) == item

    assert slot.dropped == 0


def test_taking_waits_for_another_thread() -> None:
    slot: NewestSlot[str] = NewestSlot()
    taken: list[str | None] = []
    taker = threading.Thread(target=lambda: taken.append(slot.get(10.0)))
    taker.start()
    slot.put("picture")
    taker.join(10.0)

    assert taken == ["picture"]


def test_the_last_item_comes_before_the_error_that_ends() -> None:
    slot: NewestSlot[int] = NewestSlot()
    slot.put(7)
    slot.end(ConnectionError("gone"))
    slot.end(ConnectionError("later"))

    assert slot.get(0.0) == 7
    for _ in range(2):
        with pytest.raises(ConnectionError, match="gone"):
            slot.get(10.0)


def test_the_end_wakes_whoever_waits() -> None:
    slot: NewestSlot[int] = NewestSlot()
    taken: list[int | None] = []
    taker = threading.Thread(target=lambda: taken.append(slot.get(60.0)))
    taker.start()
    slot.end()
    taker.join(10.0)

    assert taken == [None]
