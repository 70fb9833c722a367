"""Cycles that pass as one are noticed, and nobody who comes nearer all the time has settled anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from math import pi, sin

import pytest

from coach.coaching.neutral.ends import DOUBTED_LEGS, Legs
from coach.coaching.neutral.place import Place
from tests.movements import Points, seated_from_the_front
from tests.people import body_of

LEAST = 60.0


def legs(readings: Iterable[float]) -> int:
    counted = Legs(LEAST)
    return max((counted.update(reading) for reading in readings), default=0)


def cycles(count: float, size: float) -> list[float]:
    """From the middle up to one end, down to the other and back, so many times."""
    return [size / 2 * sin(2 * pi * index / 100) for index in range(int(100 * count))]


@pytest.mark.parametrize("size", [66.0, 85.0, 120.0])
def test_one_cycle_is_no_doubt_and_two_are(size: float) -> None:
    assert legs(cycles(1.0, size)) < DOUBTED_LEGS
    assert legs(cycles(2.0, size)) >= DOUBTED_LEGS


def test_small_movements_and_standing_still_are_no_legs() -> None:
    assert legs(cycles(5.0, LEAST - 10)) == 0
    assert legs([3.0] * 100) == 0


def nearer(times: float) -> Points:
    return {
        name: (320 + (x - 320) * times, 240 + (y - 240) * times) for name, (x, y) in seated_from_the_front().items()
    }


def here_at(sizes: Iterable[float], step_s: float = 0.1) -> list[bool]:
    place = Place()
    return [place.update(index * step_s, body_of(nearer(size)), at_rest=True) for index, size in enumerate(sizes)]


def test_whoever_comes_nearer_all_the_time_is_nowhere() -> None:
    assert not any(here_at([1.025**index for index in range(40)])[20:])


@pytest.mark.parametrize(
    ("size", "steps", "here"), [(1.3, False, True), (0.75, False, True), (1.5, False, False), (1.3, True, False)]
)
def test_a_picture_framed_anew_during_a_movement_is_no_way_somewhere(size: float, steps: bool, here: bool) -> None:
    place = Place(steps=steps)
    assert place.update(0.0, body_of(nearer(1.0)), at_rest=True)
    for index in range(1, 40):
        place.update(index * 0.1, body_of(nearer(1 + (size - 1) * index / 40)), at_rest=False)
    assert place.update(4.0, body_of(nearer(size)), at_rest=True) is here


def test_whoever_came_nearer_and_stays_is_there_again() -> None:
    walked = [1 + 0.05 * index for index in range(10)]
    assert here_at([*walked, *[walked[-1]] * 20])[-1]
