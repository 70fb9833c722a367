"""Days and sides are summed up, and noise is not praised as progress."""

from __future__ import annotations

import math

import pytest

from coach.coaching.history import PAINS_SHOWN, pain_lines, rows, symmetry, verdicts
from coach.records import PainScore, StoredRep
from tests.stored import at, clean, rep_of, session_of


def course(*means: float) -> list[str]:
    """The verdicts on a left side that reaches these ranges on days running."""
    return verdicts(
        [row for row in rows(clean(at(day + 1), left=mean) for day, mean in enumerate(means)) if row.side == "left"]
    )


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
    assert left.range_sd == pytest.approx(7.071, abs=0.001)
    assert left.low_back == pytest.approx(1 / 3)
    assert (right.range_mean, right.low_back) == (35.0, 0.0)
    assert math.isnan(right.range_sd)


def test_what_is_unknown_is_not_made_up() -> None:
    reps = (StoredRep(rep_of(None, math.nan, counted=False), False), StoredRep(rep_of(None, math.nan), False))
    (row,) = rows([session_of(at(1), reps, hold_asked_s=0.0)])
    assert (row.side, row.counted, row.attempted) == ("both", 1, 2)
    assert all(math.isnan(figure) for figure in (row.range_mean, row.range_best, row.hold_s))
    assert verdicts([row]) == []


@pytest.mark.parametrize(
    ("means", "verdict"),
    [
        ((30.0, 32.5), "no change that could be told from noise"),
        ((30.0, 35.0), "perhaps a change, perhaps noise"),
        ((30.0, 37.0), "a real gain"),
        ((37.0, 30.0), "a real loss"),
        ((28, 30, 32, 36, 38, 40), "a real gain"),
        ((30, 30, 30, 30, 30, 45), "perhaps a change, perhaps noise"),
    ],
)
def test_a_change_is_real_only_beyond_what_noise_can_make(means: tuple[float, ...], verdict: str) -> None:
    (said,) = course(*means)
    assert verdict in said
    assert f"from 2026-05-01 to 2026-05-{len(means):02}" in said


def test_one_day_is_no_change() -> None:
    assert course(30.0) == []


def test_an_exercise_without_a_published_figure_is_not_judged() -> None:
    sessions = [
        session_of(at(day), (StoredRep(rep_of(None, peak, exercise="sit-and-arch"), False),), exercise="sit-and-arch")
        for day, peak in ((1, 8.0), (2, 20.0))
    ]
    (said,) = verdicts(rows(sessions))
    assert "+12.0°" in said
    assert "nobody has published" in said


def test_sides_count_as_equal_within_noise() -> None:
    assert any("count as equal" in line for line in verdicts(rows([clean(at(1), left=40, right=36)])))
    said = verdicts(rows([clean(at(1), left=40, right=30)]))
    assert any("10.0° further to the left; more than" in line for line in said)
    assert symmetry(rows([clean(at(1), left=30, right=37), clean(at(2), left=30, right=35)])) == -6.0


def test_sides_of_different_days_are_not_compared() -> None:
    sessions = [
        session_of(at(1), (StoredRep(rep_of("left", 40.0), False),)),
        session_of(at(2), (StoredRep(rep_of("right", 20.0), False),)),
    ]
    assert any("not compared" in line for line in verdicts(rows(sessions)))


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
