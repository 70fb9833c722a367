"""What is due today, and how the walks stand to what is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from coach.doses import Stage
from coach.engine import catalog, routines
from coach.record.entries import StoredRep, Walk
from coach.weeks import walking
from coach.weeks.today import (
    WARM_UP,
    days_in_a_row,
    due_today,
    exercised,
    fitting_now,
    same_part,
    time_of_day,
    warm_up_line,
)
from tests.stored import HERE, at, clean, rep_of, session_of

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


def test_whoever_walks_on_most_days_is_not_in_the_first_week_for_ever() -> None:
    """Six days, one left out, and so on."""
    days = [day for day in range(1, 18) if day % 7]
    assert walking.first_week_day(walks(*days[:13]), date(2026, 5, 18)) is not None
    assert walking.first_week_day(walks(*days[:14]), date(2026, 5, 18)) is None


def test_walks_stand_to_twenty_to_thirty_minutes_five_days_a_week() -> None:
    said = walking.lines([*walks(1, 3, 4, 5, 7), *walks(6, minutes=10), *walks(8, minutes=12)], TODAY)
    assert said[0] == "Walked today: 12 min; 8 more make the 20 that are asked."
    assert said[1] == "In the last 7 days: 4 with 20 min or more; 5 are asked."
    assert "warm-up" in walking.lines(walks(8), TODAY)[0]
    assert "Not walked yet" in walking.lines([], TODAY)[0]
    assert "Not walked yet" not in " ".join(walking.lines(walks(*range(1, 8)), TODAY))


def test_short_walks_of_a_day_add_up() -> None:
    assert walking.minutes_by_day([Walk("me", at(8, 9), 12), Walk("me", at(8, 18), 10)]) == {TODAY: 22}


def test_a_run_counts_days_not_entries_and_ends_without_a_word() -> None:
    twice = [clean(at(7, 8)), clean(at(7, 20)), clean(at(8, 8))]
    assert days_in_a_row(twice, walks(7, 8), TODAY) == 2
    assert days_in_a_row([clean(at(4)), clean(at(5)), clean(at(6))], [], TODAY) == 0


def test_a_run_goes_over_midnight_by_the_users_own_date() -> None:
    last_thing = [session_of(at(7, 23).replace(minute=59)), session_of(at(8, 0))]
    assert days_in_a_row(last_thing, [], TODAY) == 2
    # Just after midnight two hours east of Greenwich, it is still the day before there.
    assert days_in_a_row([session_of(at(8, 0))], [], TODAY) == 1
    over_the_year = [
        session_of(datetime(2025, 12, 31, 9, tzinfo=HERE)),
        session_of(datetime(2026, 1, 1, 9, tzinfo=HERE)),
    ]
    assert days_in_a_row(over_the_year, [], date(2026, 1, 1)) == 2
    leap_day = [session_of(datetime(2028, 2, day, 9, tzinfo=HERE)) for day in (28, 29)]
    assert days_in_a_row(leap_day, [], date(2028, 3, 1)) == 2


@pytest.mark.parametrize(("month", "day", "before", "after"), [(3, 29, 1, 2), (10, 25, 2, 1)])
def test_a_run_goes_on_where_the_clock_is_put_forward_or_back(month: int, day: int, before: int, after: int) -> None:
    changed = datetime(2026, month, day, 0, 30, tzinfo=timezone(timedelta(hours=before)))
    days = [
        changed - timedelta(days=1),
        changed,
        (changed + timedelta(days=1)).replace(tzinfo=timezone(timedelta(hours=after))),
    ]
    assert days_in_a_row(map(session_of, days), [], days[-1].date()) == 3
    assert walking.first_week_day([Walk("me", moment, 20) for moment in days], days[-1].date()) == 3


def test_a_run_goes_on_across_time_zones() -> None:
    far_west = timezone(timedelta(hours=-10))
    stored = [session_of(at(6, 7)), session_of(datetime(2026, 5, 7, 22, tzinfo=far_west))]
    assert days_in_a_row(stored, [], TODAY) == 2


@pytest.mark.parametrize(
    ("hour", "part"), [(3, "evening"), (4, "morning"), (10, "morning"), (11, "day"), (16, "day"), (17, "evening")]
)
def test_the_day_has_three_parts(hour: int, part: str) -> None:
    assert time_of_day(at(8, hour)) == part


def fitting(
    hour: int, done: tuple[str, ...] = (), left_out: frozenset[str] = frozenset(), at_hour: int = 8
) -> list[str]:
    exercises = catalog.all_exercises()
    stages = {exercise.id: Stage(3, 0.0) for exercise in exercises}
    sessions = [session_of(at(8, at_hour), exercise=name) for name in done]
    due = due_today(exercises, stages, sessions, TODAY, left_out=left_out)
    return [routine.id for routine in fitting_now(routines.all_routines(), due, sessions, at(8, hour))]


def test_the_routine_that_fits_now_is_that_of_this_part_of_the_day() -> None:
    assert fitting(8) == ["morning-floor"]
    assert fitting(13) == ["desk-break"]
    assert fitting(20) == ["evening-floor"]


def test_what_was_done_in_the_morning_waits_for_the_evening() -> None:
    floor = tuple(step.exercise for step in routines.find("morning-floor").step)
    assert fitting(9, floor) == ["full", "standing"]
    # Twice a day: the knees come to the chest again in the evening.
    assert fitting(20, floor) == ["evening-floor"]
    twice = tuple(name for name in floor if name.startswith("lying")) * 2
    assert "evening-floor" not in fitting(20, floor + twice)


def test_where_the_floor_is_left_out_another_routine_fits() -> None:
    floor = frozenset(step.exercise for step in routines.find("morning-floor").step)
    assert fitting(8, left_out=floor) == ["full", "standing"]
    assert fitting(8, left_out=frozenset(catalog.files())) == []


def test_each_side_is_said() -> None:
    assert [each.each_side for each in due_today(EXERCISES, STAGES, [], TODAY)] == [True, False, True]


def test_to_take_the_start_position_and_go_away_is_no_day_of_exercise() -> None:
    nothing = session_of(at(3), completed=False)
    tried = session_of(at(2), (StoredRep(rep_of(counted=False), low_back=True),), completed=False)
    by_hand = session_of(at(1), completed=True)
    assert exercised([nothing, tried, by_hand]) == {at(1).date(), at(2).date()}
    assert days_in_a_row([nothing, tried, by_hand], [], at(3).date()) == 2


@pytest.mark.parametrize(
    ("hour", "offered"), [(20, False), (23, False), (24, False), (27, False), (29, True), (44, True)]
)
def test_an_evening_goes_on_after_midnight(hour: int, offered: bool) -> None:
    """Truth: the routine was done at eight in the evening of the third; hour is counted from that day's midnight."""
    done = at(3, 20)
    assert same_part(done, at(3, 0) + timedelta(hours=hour)) is not offered
