"""Of several people in the picture the one who was named is followed, whoever comes and goes."""

from __future__ import annotations

import pytest

from coach.sources.people import LOST_S, SETTLING_S, Chosen, Place


def at(x: float, y: float = 240.0, height: float = 200.0) -> Place:
    return Place(x, y, height)


HELPER, PATIENT, CHILD = at(500), at(200), at(350, height=100)


@pytest.mark.parametrize(
    ("who", "chosen"), [("left", PATIENT), ("right", HELPER), ("1", PATIENT), ("2", CHILD), ("3", HELPER)]
)
def test_the_one_who_was_named_is_chosen_in_whatever_order_they_are_found(who: str, chosen: Place) -> None:
    for people in ([HELPER, PATIENT, CHILD], [CHILD, HELPER, PATIENT]):
        index = Chosen(who).pick(0.0, people)
        assert index is not None
        assert people[index] == chosen


def test_a_number_that_nobody_has_is_nobody() -> None:
    assert Chosen("3").pick(0.0, [HELPER, PATIENT]) is None


def test_whoever_is_found_a_moment_later_is_chosen_all_the_same() -> None:
    chosen = Chosen("left")
    assert chosen.pick(0.0, [HELPER]) == 0
    assert chosen.pick(SETTLING_S / 2, [HELPER, PATIENT]) == 1


def test_once_chosen_they_are_followed_past_others() -> None:
    chosen = Chosen("left")
    for index in range(60):
        walker = at(600 - 10 * index, y=300)  # in front of the other one, and then further left
        assert chosen.pick(index / 15, [walker, at(200 + index)]) == 1


def test_who_is_hidden_for_a_moment_is_not_taken_for_another() -> None:
    chosen = Chosen("left")
    for index in range(20):
        chosen.pick(index / 10, [PATIENT, HELPER])
    assert chosen.pick(2.0, [HELPER]) is None
    assert chosen.pick(2.5, [HELPER, PATIENT]) == 1


def test_who_is_gone_for_long_is_chosen_anew() -> None:
    chosen = Chosen("left")
    for index in range(20):
        chosen.pick(index / 10, [PATIENT, HELPER])
    assert chosen.pick(1.95 + LOST_S + 0.1, [HELPER]) == 0


def test_an_empty_picture_shows_nobody() -> None:
    assert Chosen("left").pick(0.0, []) is None
