"""Days and sides are summed up, with what is not known left unknown."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from coach.engine import catalog
from coach.record.entries import PainScore, StoredRep
from coach.weeks.history import PAINS_SHOWN, by_month, by_week, pain_lines, rows
from tests.stored import at, clean, rep_of, session_of


def test_a_row_a_day_and_side() -> None:
    reps = (
        StoredRep(rep_of("left", 30.0, hold_s=2.0), False),
        StoredRep(rep_of("left", 40.0, hold_s=3.0), False),
        StoredRep(rep_of("left", 90.0, counted=False, faults=("pelvis",)), True),
        StoredRep(rep_of("right", 35.0), False),
    )
    left, right = rows([session_of(at(1, 9), reps[:2]), session_of(at(1, 18), reps[2:])])
    assert (left.day, left.side, left.counted, left.attempted) == (at(1).date(), "left", 2, 3)
    assert (left.range_mean, left.range_best, left.hold_s) == (35.0, 40.0, 2.5)
    assert (left.range_sd, left.hold_sd) == (pytest.approx(7.071, abs=0.001), pytest.approx(0.7071, abs=0.0001))
    assert (left.low_back, left.low_backs) == (pytest.approx(1 / 3), 1)
    assert (right.range_mean, right.low_back) == (35.0, 0.0)
    assert math.isnan(right.range_sd)


def test_what_is_unknown_is_not_made_up() -> None:
    reps = (StoredRep(rep_of(None, math.nan, counted=False), False), StoredRep(rep_of(None, math.nan), False))
    (row,) = rows([session_of(at(1), reps, hold_asked_s=0.0)])
    assert (row.side, row.counted, row.attempted, row.intervals) == ("both", 1, 2, 0)
    unknown = (row.range_mean, row.range_best, row.hold_s, row.error, row.cadence)
    assert all(math.isnan(figure) for figure in unknown)


def test_the_expected_error_is_that_of_the_day_or_else_todays_of_the_same_unit() -> None:
    card = replace(catalog.find("sit-and-rotate").card(), gauge_error=3.0)
    cards = {card.id: card}
    assert rows([replace(clean(at(1)), error=2.5)], cards)[0].error == 2.5
    assert rows([clean(at(1))], cards)[0].error == 3.0
    assert math.isnan(rows([replace(clean(at(1)), unit="%")], cards)[0].error)


def test_the_lower_back_is_not_judged_where_it_is_not_watched() -> None:
    card = replace(catalog.find("sit-and-rotate").card(), watches_low_back=False)
    row = rows([clean(at(1))], {card.id: card})[0]
    assert math.isnan(row.low_back)


def test_cadence_counts_both_sides_and_a_pause_does_not_slow_it() -> None:
    starts = (0.0, 4.0, 8.0, 12.0, 60.0, 64.0)
    reps = tuple(
        StoredRep(rep_of("left" if number % 2 else "right", start_s=start), False)
        for number, start in enumerate(starts)
    )
    left, right = rows([session_of(at(1), reps)])
    assert (left.cadence, left.intervals) == (15.0, 5)
    assert right.cadence == 15.0


def test_longer_periods_are_taken_together() -> None:
    sessions = [clean(at(day)) for day in (1, 4, 5, 11)]  # a Friday, then the Monday after it
    assert [row.day.day for row in rows(sessions, period=by_week) if row.side == "left"] == [27, 4, 11]
    (row,) = (row for row in rows(sessions, period=by_month) if row.side == "left")
    assert (row.day, row.counted) == (at(1).date(), 12)


def test_pain_is_shown_by_its_moment_oldest_first() -> None:
    assert pain_lines([]) == []
    mixed = [
        PainScore("me", at(1, 8), 5, "before"),
        PainScore("me", at(1, 9), 4, "after"),
        PainScore("me", at(2), 3, "before"),
    ]
    assert pain_lines(mixed) == ["Pain before exercising, 0 to 10: 5, 3.", "Pain after exercising, 0 to 10: 4."]
    (long,) = pain_lines([PainScore("me", at(1), number % 10) for number in range(PAINS_SHOWN + 1)])
    assert long.startswith("Pain otherwise, 0 to 10: … 1, 2,")
