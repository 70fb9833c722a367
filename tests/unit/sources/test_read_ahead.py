from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from coach.sources.read_ahead import ReadAhead


def counting(until: int, error: Exception | None = None) -> Iterator[int]:
    yield from range(until)
    if error is not None:
        raise error


@pytest.mark.parametrize("room", [1, 3])
def test_order_is_kept_and_nothing_is_lost(room: int) -> None:
    assert list(ReadAhead(counting(100), room)) == list(range(100))


def test_an_error_comes_after_the_last_item_and_again_when_asked_again() -> None:
    ahead = ReadAhead(counting(3, ValueError("torn")), 2)
    seen: list[int] = []

    with pytest.raises(ValueError, match="torn"):
        seen.extend(ahead)
    with pytest.raises(ValueError, match="torn"):
        next(iter(ahead))

    assert seen == [0, 1, 2]


def test_no_more_than_the_room_is_read_ahead() -> None:
    asked: list[int] = []
    third = threading.Event()

    def noting() -> Iterator[int]:
        for item in range(100):
            asked.append(item)
            if item == 3:
                third.set()
            yield item

    ahead = ReadAhead(noting(), 2)
    assert next(iter(ahead)) == 0
    assert third.wait(10)  # one in the reader's hand, two waiting, one about to be put down
    ahead.close()

    assert asked == [0, 1, 2, 3]


def test_closing_ends_the_thread_and_the_iteration() -> None:
    ahead = ReadAhead(counting(100), 1)
    assert next(iter(ahead)) == 0

    ahead.close()

    assert not any(thread.name == "read-ahead" for thread in threading.enumerate())
    assert list(ahead) == []


def test_closing_before_the_first_item_reads_nothing() -> None:
    ahead = ReadAhead(counting(100), 1)
    ahead.close()

    assert list(ahead) == []
