"""Noise is not praised as progress: what is called real, what is not, and how sure each figure is."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.record.entries import StoredRep, StoredSession
from coach.record.trends import Trend, What
from coach.weeks.history import by_week, rows
from coach.weeks.progress import trends
from tests.stored import at, clean, rep_of, session_of


def of(sessions: Sequence[StoredSession], what: What, side: str = "left") -> Trend:
    """The one trend of that kind and side."""
    (found,) = (trend for trend in trends(rows(sessions)) if (trend.what, trend.side) == (what, side))
    return found


def course(*means: float, error: float | None = None) -> Trend:
    """The range of a left side that reaches these on days running."""
    return of([replace(clean(at(day + 1), left=mean), error=error) for day, mean in enumerate(means)], "range")


@pytest.mark.parametrize(
    ("means", "verdict"),
    [
        ((30.0, 32.5), "no change that could be told from noise"),
        ((30.0, 35.0), "perhaps a change, perhaps noise"),
        ((30.0, 37.0), "a real gain"),
        ((37.0, 30.0), "a real loss"),
        ((28, 30, 32, 36, 38, 40), "a real gain"),
        ((30, 30, 30, 30, 30, 45), "perhaps a change, perhaps noise"),
        ((22, 42, 24, 40, 28, 50), "perhaps a change, perhaps noise"),
    ],
)
def test_a_change_is_real_only_beyond_what_noise_can_make(means: tuple[float, ...], verdict: str) -> None:
    said = course(*means).said
    assert verdict in said
    assert f"from 1 May 2026 to {len(means)} May 2026" in said


def test_a_reading_that_is_further_off_needs_a_larger_change() -> None:
    assert course(30.0, 37.0, error=3.5).judgement == "perhaps"
    assert course(30.0, 37.0, error=3.5).detectable == pytest.approx(1.96 * math.sqrt(2 * math.pi / 2) * 3.5)
    assert course(30, 30, 30, 38, 38, 38, error=3.5).judgement == "perhaps"
    assert course(30, 30, 30, 42, 42, 42, error=3.5).judgement == "real"


def test_people_who_did_not_change_are_hardly_ever_told_that_they_did() -> None:
    chance = random.Random(4)
    told = 0
    for _ in range(150):
        sessions = [
            session_of(
                at(day + 1),
                tuple(StoredRep(rep_of("left", 20 + off + chance.gauss(0, 2)), False) for _ in range(5)),
                exercise="another",
            )
            for day, off in enumerate(chance.gauss(0, 3.0 * math.sqrt(math.pi / 2)) for _ in range(10))
        ]
        told += of([replace(session, error=3.0) for session in sessions], "range").judgement == "real"
    assert told <= 0.05 * 150


@pytest.mark.thorough
def test_among_many_figures_that_did_not_change_hardly_one_is_praised() -> None:
    chance = random.Random(7)
    looks = 20
    told = 0
    for _ in range(looks):
        sessions = [
            replace(
                session_of(
                    at(day + 1),
                    tuple(
                        StoredRep(rep_of("left", 20 + off + chance.gauss(0, 2), exercise=name), False) for _ in range(3)
                    ),
                    exercise=name,
                ),
                error=3.0,
            )
            for name in map(str, range(25))
            for day, off in enumerate(chance.gauss(0, 3.0 * math.sqrt(math.pi / 2)) for _ in range(8))
        ]
        told += any(trend.judgement == "real" for trend in trends(rows(sessions)) if trend.what == "range")
    assert told <= 0.15 * looks


def test_one_day_is_no_change() -> None:
    trend = course(30.0)
    assert (trend.judgement, math.isnan(trend.change)) == ("early", True)


def test_what_nobody_has_measured_is_not_judged() -> None:
    sessions = [
        session_of(at(day), (StoredRep(rep_of(None, peak, exercise="sit-and-arch"), False),), exercise="sit-and-arch")
        for day, peak in ((1, 8.0), (2, 20.0))
    ]
    trend = of(sessions, "range", "both")
    assert "+12.0°" in trend.said
    assert "not measured yet how well this is seen" in trend.said
    assert math.isnan(trend.newest.low)


def test_days_that_agree_do_not_prove_a_reading_that_nobody_has_measured() -> None:
    def day(number: int, left: float, right: float, exercise: str) -> StoredSession:
        reps = [StoredRep(rep_of("left", left, exercise=exercise), False)] * 3
        reps += [StoredRep(rep_of("right", right, exercise=exercise), False)] * 3
        return session_of(at(number), tuple(reps), exercise=exercise)

    means = (60, 61, 60, 61, 60, 90, 91, 90, 91, 90)
    unmeasured = [day(number, mean, 40, "lying-knee-rotation") for number, mean in enumerate(means, 1)]
    assert of(unmeasured, "range").judgement == "unjudged"
    assert "real" not in of(unmeasured, "range").said
    assert "the sides are not compared" in of(unmeasured, "symmetry", "both").said
    published = [day(number, mean, 40, "sit-and-rotate") for number, mean in enumerate(means, 1)]
    assert of(published, "range").judgement == "real"
    assert of(published, "range").detectable > 6.3


def test_two_repetitions_a_day_tell_no_change_of_cadence() -> None:
    def day(number: int, every_s: float) -> StoredSession:
        reps = tuple(StoredRep(rep_of(start_s=every_s * index), False) for index in range(2))
        return session_of(at(number), reps)

    assert not [trend for trend in trends(rows([day(1, 5.0), day(2, 4.0)])) if trend.what == "cadence"]


def test_more_repetitions_make_a_day_surer_and_a_reading_error_stays() -> None:
    def band(count: int, error: float) -> float:
        peaks = (38.0, 42.0) * count
        reps = tuple(StoredRep(rep_of("left", peak), False) for peak in peaks)
        point = of([replace(session_of(at(1), reps), error=error)], "range").newest
        return point.high - point.value

    assert band(1, 0.0) > band(4, 0.0) > band(50, 0.0)
    assert band(1, 3.0) > band(50, 3.0) > 1.96 * 3.0


def test_sides_count_as_equal_within_noise() -> None:
    assert "count as equal" in of([clean(at(1), left=40, right=36)], "symmetry", "both").said
    lopsided = replace(clean(at(1), left=40, right=30), error=1.0)
    assert "10.0° further to the left; more than the 6.3°" in of([lopsided], "symmetry", "both").said
    both = of([clean(at(1), left=30, right=37), clean(at(2), left=30, right=35)], "symmetry", "both")
    assert (both.change, [point.value for point in both.points]) == (-6.0, [-7.0, -5.0])


def test_sides_of_different_days_are_not_compared() -> None:
    sessions = [
        session_of(at(1), (StoredRep(rep_of("left", 40.0), False),)),
        session_of(at(2), (StoredRep(rep_of("right", 20.0), False),)),
    ]
    assert "not compared" in of(sessions, "symmetry", "both").said


def test_three_of_three_are_no_certainty_about_the_lower_back() -> None:
    def day(number: int, shifted: int, count: int) -> StoredSession:
        return session_of(at(number), tuple(StoredRep(rep_of(), index < shifted) for index in range(count)))

    few = of([day(1, 2, 3), day(2, 0, 3)], "low-back")
    assert few.judgement != "real"
    assert (few.points[1].low, few.points[1].high) == (0.0, pytest.approx(56.1, abs=0.1))
    many = of([day(number, 7 if number < 4 else 0, 10) for number in range(1, 7)], "low-back")
    assert "low back −70 percentage points" in many.said
    assert "really better" in many.said


def test_a_longer_hold_and_another_cadence_are_no_gain_but_a_change() -> None:
    def day(number: int, hold_s: float, every_s: float) -> StoredSession:
        reps = (StoredRep(rep_of(hold_s=hold_s, start_s=every_s * index), False) for index in range(6))
        return session_of(at(number), tuple(reps))

    sessions = [day(1, 2.0, 5.0), day(2, 2.2, 5.0)]
    assert of(sessions, "hold").judgement == "noise"
    sessions = [day(1, 2.0, 5.0), day(2, 3.0, 4.0)]
    assert "hold +1.0 s from 1 May 2026 to 2 May 2026; a real change" in of(sessions, "hold").said
    cadence = of(sessions, "cadence", "both")
    assert [point.value for point in cadence.points] == [12.0, 15.0]


def test_what_is_drawn_in_weeks_is_judged_by_days() -> None:
    sessions = [clean(at(day), left=30.0 + day) for day in range(1, 25)]
    by_days = of(sessions, "range")
    weeks = trends(rows(sessions), drawn=rows(sessions, period=by_week))
    weekly = next(trend for trend in weeks if (trend.what, trend.side) == ("range", "left"))
    assert weekly.said == by_days.said
    assert (len(weekly.points), len(by_days.points)) == (4, 24)


def test_a_steady_rise_over_weeks_is_a_change_though_the_reading_is_off_by_four_degrees() -> None:
    chance = random.Random(3)
    steady = [30 + 9 * day / 23 + chance.gauss(0, 1.0) for day in range(24)]
    trend = course(*steady, error=4.0)
    assert trend.change == pytest.approx(9.0, abs=1.5)
    assert trend.judgement == "real"


def test_what_the_reading_is_off_by_on_every_day_cancels() -> None:
    chance = random.Random(5)
    steady = [30 + 9 * day / 23 + chance.gauss(0, 1.0) for day in range(24)]
    off = course(*(value - 12 for value in steady), error=4.0)
    assert off.change == pytest.approx(course(*steady, error=4.0).change)
    assert off.judgement == "real"


def test_one_day_far_off_hardly_tilts_the_line() -> None:
    chance = random.Random(6)
    days = [30 + 9 * day / 23 + chance.gauss(0, 1.0) for day in range(24)]
    days[12] = 70.0
    assert course(*days, error=4.0).change == pytest.approx(9.0, abs=3.0)


def test_a_camera_that_was_moved_once_is_no_gain() -> None:
    """Truth: the person never changed; from the twelfth day on the reading is off by seven degrees more."""
    chance = random.Random(8)
    days = [30 + chance.gauss(0, 1.0) + 7 * (day >= 12) for day in range(24)]
    assert course(*days, error=4.0).judgement != "real"


def test_a_share_of_the_lower_back_is_told_by_all_days() -> None:
    def day(number: int, shifted: int) -> StoredSession:
        return session_of(at(number), tuple(StoredRep(rep_of(), index < shifted) for index in range(6)))

    fewer = of([day(number, round(5 - 5 * number / 20)) for number in range(1, 21)], "low-back")
    assert fewer.judgement == "real"
    assert fewer.change == pytest.approx(-80, abs=8)
    same = of([day(number, 2 + number % 2) for number in range(1, 21)], "low-back")
    assert same.judgement == "noise"


def test_weeks_below_the_target_show_how_far_the_person_came() -> None:
    def day(number: int, peak: float, counted: bool) -> StoredSession:
        reps = tuple(StoredRep(rep_of("left", peak, counted=counted), False) for _ in range(3))
        return replace(session_of(at(number), reps), error=2.0)

    trend = of([*(day(number, 14.0 + number, False) for number in range(1, 10)), day(10, 28.0, True)], "range")
    assert [point.value for point in trend.points][:2] == [15.0, 16.0]
    assert [point.tried for point in trend.points] == [True] * 9 + [False]
    assert trend.judgement == "real"
