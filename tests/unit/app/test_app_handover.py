"""Values cross from one thread to the next in order, whole, with the exception where it happened."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest

from coach.app.handover import Ahead


def test_every_value_arrives_in_order() -> None:
    with Ahead(range(1000), room=3) as ahead:
        assert list(ahead) == list(range(1000))


def test_two_stages_keep_the_order() -> None:
    with Ahead(range(200), room=2) as first, Ahead((value * 2 for value in first), room=2) as second:
        assert list(second) == [value * 2 for value in range(200)]


def test_an_exception_comes_behind_the_values_before_it() -> None:
    def breaks_off() -> Iterator[int]:
        yield 1
        yield 2
        raise OSError("broke off")

    read: list[int] = []
    with Ahead(breaks_off(), room=8) as ahead, pytest.raises(OSError, match="broke off"):
        read.extend(ahead)
    assert read == [1, 2]


def test_leaving_early_stops_both_stages() -> None:
    before = threading.active_count()
    with Ahead(itertools.count(), room=2) as first, Ahead((value for value in first), room=2) as second:
        assert list(itertools.islice(second, 5)) == [0, 1, 2, 3, 4]
    assert threading.active_count() == before


def test_it_runs_no_further_ahead_than_its_room() -> None:
    taken: list[int] = []
    looked = threading.Event()

    def counted() -> Iterator[int]:
        for value in range(50):
            taken.append(value)
            if value == 3:
                looked.set()
            yield value

    with Ahead(counted(), room=2) as ahead:
        reading = iter(ahead)
        assert next(reading) == 0
        assert looked.wait(10)
        assert len(taken) <= 4  # one read, two waiting, one in hand
        assert list(reading) == list(range(1, 50))
