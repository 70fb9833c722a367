"""A picture that is turned is noticed by whoever is in it, and nobody who bends or lies down is taken for one."""

from __future__ import annotations

from math import cos, radians, sin

import pytest

from coach.coaching.camera.turned_picture import LOOKED_AT_S, Turn, TurnedPicture, told
from coach.engine import catalog
from coach.words.problems import ProblemPhrases
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of


def turned(points: Points, clockwise_deg: float) -> Points:
    """The person as a picture turned so far clockwise shows them."""
    cosine, sine = cos(radians(clockwise_deg)), sin(radians(clockwise_deg))
    return {
        name: (320 + (x - 320) * cosine - (y - 240) * sine, 240 + (x - 320) * sine + (y - 240) * cosine)
        for name, (x, y) in points.items()
    }


def noticed(exercise: str, *seen: Points, for_s: float = 2 * LOOKED_AT_S) -> Turn:
    picture = TurnedPicture(catalog.find(exercise))
    for index in range(int(for_s * 10)):
        picture.update(index / 10, body_of(seen[index % len(seen)]))
    return picture.clockwise_deg


@pytest.mark.parametrize("person", [seated_from_the_front(), seated_from_the_side()])
@pytest.mark.parametrize(("by_deg", "back_deg"), [(0, 0), (90, 270), (180, 180), (270, 90), (20, 0), (160, 180)])
def test_the_turn_that_puts_it_right_is_told(person: Points, by_deg: float, back_deg: Turn) -> None:
    assert noticed("sit-and-rotate", turned(person, by_deg)) == back_deg


def test_a_moment_tells_nothing() -> None:
    assert noticed("sit-and-rotate", turned(seated_from_the_front(), 180), for_s=LOOKED_AT_S - 0.1) == 0


def test_somebody_who_comes_and_goes_upright_is_believed() -> None:
    assert noticed("sit-and-rotate", *[turned(seated_from_the_front(), 180)] * 4, seated_from_the_front()) == 0


def test_whoever_lies_may_point_anywhere() -> None:
    lying = next(each.id for each in catalog.all_exercises() if each.position == "lying")
    assert noticed(lying, turned(seated_from_the_side(), 90)) == 0


def test_whoever_hangs_bent_over_is_not_taken_for_a_turned_picture() -> None:
    person = seated_from_the_side()
    hips, knee = person["left_hip"], person["left_knee"]
    bent = {
        name: (hips[0] + hips[1] - y, hips[1] + x - hips[0]) if y < hips[1] else (x, y)
        for name, (x, y) in person.items()
    }
    assert knee[1] >= hips[1]
    assert noticed("standing-roll-down", bent) == 0


def test_the_sentence_names_the_option() -> None:
    said = ProblemPhrases().told(told(90))
    assert said.endswith("the head points to the left in it; if so, turn it with --turn 90.")
