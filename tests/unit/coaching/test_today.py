"""What is due today, and how the walks stand to what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from coach.coaching import walking
from coach.coaching.progression import Stage
from coach.coaching.today import WARM_UP, days_in_a_row, due_today, warm_up_line
from coach.engine import catalog
from coach.records import Walk
from tests.stored import at, clean, session_of

TODAY = date(2026, 5, 8)
EXERCISES = [catalog.find(name) for name in ("shoulder-blade-squeeze", "sit-and-rotate", WARM_UP)]
STAGES = {exercise.id: Stage(3, 0.0) for exercise in EXERCISES}


def walks(*days: int, minutes: float = 25.0) -> list[Walk]:
    return [Walk("me", at(day), minutes) for day in days]


def test_the_warm_up_comes_first_and_each_exercise_as_often_as_its_dose_says() -> None:
    squeeze = [session_of(at(day, hour), exercise="shoulder-blade-squeeze") for day, hour in ((7, 9), (8, 9))]
    due = due_today(EXERCISES, STAGES, squeeze, TODAY)
    assert [each.exercise for each in due] == [WARM_UP, "shoulder-blade-squeeze", "sit-and-rotate"]
    assert [(each.done, each.asked, each.open) for each in due] == [(0, 1, True), (1, 2, True), (0, 1, True)]
    twice = due_today(EXERCISES, STAGES, [*squeeze, session_of(at(8, 20), exercise="shoulder-blade-squeeze")], TODAY)
    assert not twice[1].open


def test_a_session_counts_once_its_dose_is_done() -> None:
    begun = session_of(at(8), completed=False)
    assert due_today(EXERCISES, STAGES, [begun], TODAY)[2].done == 0


def test_left_out_exercises_are_not_due() -> None:
    due = due_today(EXERCISES, STAGES, [], TODAY, left_out={"sit-and-rotate", WARM_UP})
    assert [each.exercise for each in due] == ["shoulder-blade-squeeze"]


def test_the_warm_up_is_a_walk_or_walking_in_place() -> None:
    due = due_today(EXERCISES, STAGES, [], TODAY)
    assert "Warm-up first" in warm_up_line(due, walks(7), TODAY)
    assert "you walked today" in warm_up_line(due, walks(8), TODAY)
    done = due_today(EXERCISES, STAGES, [session_of(at(8), exercise=WARM_UP)], TODAY)
    assert "done today" in warm_up_line(done, [], TODAY)
    without = due_today(EXERCISES[:1], STAGES, [], TODAY)
    assert WARM_UP not in warm_up_line(without, [], TODAY)


def test_days_in_a_row_wait_for_today() -> None:
    assert days_in_a_row([clean(at(7))], walks(6), TODAY) == 2
    assert days_in_a_row([clean(at(7)), clean(at(8))], walks(6), TODAY) == 3
    assert days_in_a_row([clean(at(6))], [], TODAY) == 0


@pytest.mark.parametrize(
    ("walked", "day"),
    [
        ((), 1),
        ((8,), 1),
        ((7,), 2),
        ((6, 7, 8), 3),
        ((4, 5, 7), 2),
        ((4, 5), 1),
        ((2, 3, 4, 5, 6, 7), 7),
        ((2, 3, 4, 5, 6, 7, 8), None),
        ((1, 2, 3, 4, 5, 6, 7), None),
    ],
)
def test_the_first_walking_week_is_every_day(walked: tuple[int, ...], day: int | None) -> None:
    assert walking.first_week_day(walks(*walked), TODAY) == day


def test_the_first_walking_week_is_over_for_good() -> None:
    assert walking.first_week_day(walks(1, 2, 3, 4, 5, 6, 7), date(2026, 6, 30)) is None


def test_walks_stand_to_twenty_to_thirty_minutes_five_days_a_week() -> None:
    said = walking.lines([*walks(1, 3, 4, 5, 7), *walks(6, minutes=10), *walks(8, minutes=12)], TODAY)
    assert said[0] == "Walked today: 12 min; 8 more make the 20 that are asked."
    assert said[1] == "In the last 7 days: 4 of 5 days with 20 min or more."
    assert "warm-up" in walking.lines(walks(8), TODAY)[0]
    assert "Not walked yet" in walking.lines([], TODAY)[0]


def test_short_walks_of_a_day_add_up() -> None:
    assert walking.minutes_by_day([Walk("me", at(8, 9), 12), Walk("me", at(8, 18), 10)]) == {TODAY: 22}
