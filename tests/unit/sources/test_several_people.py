"""Several people, and nobody has said whom to follow: whoever is as the exercise begins, or was there first."""

from __future__ import annotations

import numpy as np
import pytest

from coach.errors import Said
from coach.landmarks import INDEX
from coach.sources.several_people import EVERY_S, Company, Picture, Points

EMPTY = np.full((480, 640, 3), 200, np.uint8)
DARK = 10


def person(x: float, *, seated: bool, size: float = 1.0) -> Points:
    """Somebody from the front, 300 pixels high where they stand: shoulders, hips, knees, feet, each a pair."""
    heights = {"eye": 0, "shoulder": 50, "elbow": 90, "wrist": 120, "hip": 140, "knee": 170 if seated else 220}
    points = np.full((33, 2), (x, 100.0 + 60 * size))
    for part, y in (*heights.items(), ("ankle", heights["knee"] + 80)):
        for side, across in (("left", 20), ("right", -20)):
            points[INDEX[f"{side}_{part}"]] = (x + across * size, 100 + y * size)
    return points


HELPER, PATIENT = person(500, seated=False), person(150, seated=True)


class Room:
    """People, and a model that sees the first one who is not painted over, and stays with them as long as it can."""

    def __init__(self, *people: Points, position: str = "seated") -> None:
        self.people = list(people)
        self.told: list[Said] = []
        self.looks = 0
        self.company = Company(self.all_of_them, self.told.append)
        self.company.position = position
        self.followed: Points | None = None

    def all_of_them(self, _picture: Picture) -> list[Points]:
        self.looks += 1
        return self.people

    def watch(self, seconds: float, begun_s: float = 0.0) -> list[Points | None]:
        """Who is followed, picture by picture."""
        followed: list[Points | None] = []
        for index in range(round(seconds * 15)):
            picture = EMPTY.copy()
            for each in self.people:
                picture[each.astype(int)[:, 1], each.astype(int)[:, 0]] = DARK
            self.company.cover(picture)
            seen = [
                each for each in self.people if (picture[each.astype(int)[:, 1], each.astype(int)[:, 0]] == DARK).all()
            ]
            if not any(each is self.followed for each in seen):
                # As the model does it: lost in one picture, found anew in the next.
                self.followed = seen[0] if seen and self.followed is None else None
            if self.followed is None:
                self.company.lost()
                followed.append(None)
                continue
            yes = self.company.follows(begun_s + index / 15, self.followed, EMPTY)
            followed.append(self.followed if yes else None)
        return followed


@pytest.mark.parametrize("people", [(HELPER, PATIENT), (PATIENT, HELPER)])
def test_whoever_sits_is_followed_where_the_exercise_is_done_seated(people: tuple[Points, Points]) -> None:
    room = Room(*people)
    last = room.watch(2.0)[-1]
    assert last is PATIENT
    assert room.told == [Said("two_people_left")]


def test_whoever_stands_is_followed_where_the_exercise_is_done_standing() -> None:
    assert Room(PATIENT, HELPER, position="standing").watch(2.0)[-1] is HELPER


def test_of_two_who_both_sit_the_one_who_was_found_first_stays() -> None:
    other = person(500, seated=True)
    assert all(each is other for each in Room(other, PATIENT).watch(4.0))


def test_whoever_comes_later_changes_nothing() -> None:
    room = Room(PATIENT)
    room.watch(3.0)
    room.people = [HELPER, PATIENT]
    assert all(each is PATIENT for each in room.watch(5.0, 3.0))


def test_a_helper_who_was_there_first_is_left_for_the_patient_who_sits_down_later() -> None:
    room = Room(HELPER)
    assert room.watch(4.0)[-1] is HELPER
    room.people.append(PATIENT)
    assert room.watch(EVERY_S + 1.0, 4.0)[-1] is PATIENT


def test_whoever_has_begun_is_not_left_for_another_one_when_they_stand_up() -> None:
    room = Room(PATIENT)
    room.watch(3.0)
    standing = person(160, seated=False)
    room.people, room.followed = [standing, person(500, seated=True)], standing
    assert room.watch(6.0, 3.0)[-1] is standing


def test_a_model_that_jumps_to_another_one_is_brought_back() -> None:
    room = Room(PATIENT)
    room.watch(3.0)
    room.people, room.followed = [HELPER, PATIENT], HELPER
    followed = room.watch(2.0, 3.0)
    assert followed[-1] is PATIENT
    assert not any(each is HELPER for each in followed)


def test_whoever_is_alone_costs_two_looks_and_no_word() -> None:
    room = Room(PATIENT)
    room.watch(60.0)
    assert room.looks == 2
    assert room.company.settled
    assert room.told == []


def test_a_lighter_model_follows_whom_the_one_before_has_followed() -> None:
    before = Room(HELPER, PATIENT)
    before.watch(2.0)
    after = Room(HELPER, PATIENT)
    after.company.go_on_from(before.company)
    assert after.watch(2.0)[-1] is PATIENT
    assert after.told == []
