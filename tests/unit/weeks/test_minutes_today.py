"""The few minutes of today: what is chosen, in which order, and what never is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from coach.engine import catalog, routines
from coach.engine.routine_spec import minutes
from coach.record.entries import PainStop, StoredRep, StoredSession
from coach.weeks.minutes_today import AT_MOST, MINUTES, Candidate, MinutesToday, changes, minutes_today, why
from coach.weeks.today import WARM_UP
from tests.stored import at, rep_of, session_of

EXERCISES = catalog.all_exercises()
MARCH = routines.march(2.0)


def done(
    exercise: str, day: int, hour: int = 9, *, faults: tuple[str, ...] = (), low_back: bool = False
) -> StoredSession:
    reps = (StoredRep(rep_of(exercise=exercise, faults=faults), low_back),)
    return session_of(at(day, hour), reps, exercise=exercise)


def chosen_on(
    day: int,
    hour: int = 9,
    sessions: Sequence[StoredSession] = (),
    stops: Sequence[PainStop] = (),
    left_out: Sequence[str] = (),
    *,
    warm: bool = False,
) -> MinutesToday:
    candidates = [
        Candidate(
            each,
            [session for session in sessions if session.exercise == each.id],
            [stop for stop in stops if stop.exercise == each.id],
        )
        for each in EXERCISES
        if each.id not in left_out
    ]
    return minutes_today(candidates, at(day, hour), done=sessions, warm_up=MARCH, warm=warm)


def ids(chosen: MinutesToday) -> list[str]:
    return [each.exercise.id for each in chosen.chosen]


@pytest.mark.parametrize("hour", [7, 13, 20, 23])
def test_the_first_day_is_a_warm_up_and_four_or_five_exercises_in_eight_minutes(hour: int) -> None:
    chosen = chosen_on(1, hour)
    assert chosen.exercises[0].id == WARM_UP
    assert 4 <= len(chosen.chosen) <= AT_MOST
    assert {"sit-and-rotate", "sit-and-arch"} <= set(ids(chosen))
    assert chosen.minutes <= MINUTES
    assert chosen.minutes == round(minutes(chosen.exercises, chosen.rests_s))


def test_camera_and_position_change_little_and_never_up_again() -> None:
    order = ("standing", "seated", "all-fours", "lying")
    sessions: list[StoredSession] = []
    for day in range(1, 22):
        chosen = chosen_on(day, 8 if day % 2 else 20, sessions)
        assert changes(chosen.exercises) <= 3
        places = [order.index(each.position) for each in chosen.exercises]
        assert places == sorted(places)
        assert chosen.minutes <= MINUTES
        sessions += [done(name, day) for name in ids(chosen)]
    assert len({session.exercise for session in sessions}) >= 15, "over three weeks most exercises have their turn"


@pytest.mark.parametrize("hour", [8, 13, 20])
@pytest.mark.parametrize("known", [1, 2, 4, 8, 20])
def test_however_many_are_known_there_are_four_or_five(known: int, hour: int) -> None:
    """After a month of the same four, all that is new was worth more, and two new ones were the whole day."""
    names = ["sit-and-rotate", "sit-and-arch", "cat-cow", "shoulder-rolls"]
    names += [each for each in catalog.files() if each not in (*names, WARM_UP)]
    sessions = [done(name, day) for day in range(1, 29) for name in names[:known]]
    chosen = chosen_on(29, hour, sessions)
    assert 4 <= len(chosen.chosen) <= AT_MOST
    assert chosen.minutes <= MINUTES
    new = sum(each.reason == "new" for each in chosen.chosen)
    assert new <= max(2, 4 - known)


def test_nobody_is_sent_to_the_floor_at_noon() -> None:
    for day in range(1, 15):
        floor = {each.exercise.position for each in chosen_on(day, 13).chosen} & {"lying", "all-fours"}
        assert not floor


def test_the_long_holds_are_offered_at_night() -> None:
    assert any(each.exercise.position == "lying" for each in chosen_on(1, 21).chosen)


def test_what_slipped_last_time_is_practised_again() -> None:
    usual = [done(each.id, 1) for each in EXERCISES if each.id != "pelvis-push"]
    slipped = chosen_on(2, 13, [*usual, done("pelvis-push", 1, low_back=True)])
    assert "pelvis-push" in ids(slipped)
    reason = next(each for each in slipped.chosen if each.exercise.id == "pelvis-push")
    assert why(reason) == "last time the low back moved along"


def test_what_hurt_waits_two_days() -> None:
    stops = [PainStop("me", at(3), "sit-and-rotate")]
    assert "sit-and-rotate" not in ids(chosen_on(3, 18, stops=stops))
    assert "sit-and-rotate" not in ids(chosen_on(4, stops=stops))
    assert "sit-and-rotate" in ids(chosen_on(5, stops=stops))


def test_what_is_left_out_is_not_chosen() -> None:
    without = chosen_on(1, left_out=("sit-and-rotate", "sit-and-arch", WARM_UP))
    assert not {"sit-and-rotate", "sit-and-arch"} & set(ids(without))
    assert len(without.chosen) >= 3


def test_new_ones_come_two_a_day() -> None:
    sessions = [done(name, 1) for name in ids(chosen_on(1))]
    for day in range(2, 9):
        chosen = chosen_on(day, 9, sessions)
        known = {session.exercise for session in sessions}
        assert len(set(ids(chosen)) - known) <= 2
        sessions += [done(name, day) for name in ids(chosen)]


def test_the_choice_stays_all_day_while_it_is_being_done() -> None:
    morning = chosen_on(5, 8)
    sessions: list[StoredSession] = []
    for number, name in enumerate(ids(morning), 1):
        sessions.append(done(name, 5, 8))
        later = chosen_on(5, 14 if number % 2 else 21, sessions)
        assert ids(later) == ids(morning)
        assert len(later.done & set(ids(later))) == number
    assert chosen_on(5, 21, sessions).exercises == ()
    assert chosen_on(5, 21, sessions).minutes == 0


def test_grown_doses_make_fewer_exercises_and_not_more_minutes() -> None:
    grown = [Candidate(each.with_reps(max(each.dose.progression or (each.dose.reps,)))) for each in EXERCISES]
    chosen = minutes_today(grown, at(1), warm_up=MARCH)
    assert len(chosen.chosen) >= 3
    assert chosen.minutes <= MINUTES


def test_with_nothing_to_choose_from_there_is_nothing() -> None:
    assert minutes_today([], at(1), warm_up=MARCH) == MinutesToday((), MARCH)
    assert minutes_today([], at(1), warm_up=MARCH).exercises == ()


def test_who_is_warm_does_the_same_without_the_march() -> None:
    warm, cold = chosen_on(1, warm=True), chosen_on(1)
    assert ids(warm) == ids(cold)
    assert warm.exercises == cold.exercises[1:]
    assert warm.minutes < cold.minutes
