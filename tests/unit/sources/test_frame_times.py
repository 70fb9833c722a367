from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sources.frame_times import AHEAD, LONGEST_GAP_S, FrameTimes, is_sane_rate


def all_times(interval_s: float, reported_s: list[float]) -> list[float]:
    times = FrameTimes(interval_s)
    return [times.next(reported, reported_s[at + 1 : at + 1 + AHEAD]) for at, reported in enumerate(reported_s)]


def test_good_times_are_followed_from_the_first_frame_on() -> None:
    assert all_times(0.04, [5.0, 5.1, 5.15, 7.0]) == [0.0, 0.1, 0.15, 2.0]


@pytest.mark.parametrize("nothing", [0.0, math.nan, math.inf, -1.0])
def test_without_usable_times_the_frame_rate_stands_in(nothing: float) -> None:
    assert all_times(0.04, [nothing] * 4) == [0.0, 0.04, 0.08, 0.12]


def test_a_missing_time_takes_the_interval_before_it() -> None:
    assert all_times(0.04, [0.0, 0.5, 0.0, math.nan, 2.0]) == [0.0, 0.5, 1.0, 1.5, 2.0]


EVEN = [round(0.1 * index, 6) for index in range(12)]


@pytest.mark.parametrize("bogus", [3600.0, 600.0, 5.0, 0.65, -40.0, 0.0, math.nan])
@pytest.mark.parametrize("at", [1, 4, 5])
def test_one_wrong_time_stamp_moves_no_other_frame(bogus: float, at: int) -> None:
    assert all_times(0.1, [*EVEN[:at], bogus, *EVEN[at + 1 :]]) == EVEN


def test_a_first_time_stamp_that_is_wrong_moves_no_other_frame() -> None:
    assert all_times(0.1, [3600.0, *EVEN[1:]]) == EVEN


@pytest.mark.parametrize("by", [3600.0, 10.5, -0.35, -3600.0])
def test_a_clock_that_is_set_anew_goes_on_from_where_it_was(by: float) -> None:
    assert all_times(0.1, [*EVEN[:5], *(time + by for time in EVEN[5:])]) == EVEN


@pytest.mark.parametrize("gap_s", [0.5, 3.0, LONGEST_GAP_S - 0.2])
def test_a_gap_in_which_nothing_was_filmed_stays(gap_s: float) -> None:
    with_gap = [*EVEN[:5], *(round(time + gap_s, 6) for time in EVEN[5:])]

    assert all_times(0.1, with_gap) == with_gap


def test_jumps_are_counted_and_small_disorder_is_not() -> None:
    times = FrameTimes(0.1)
    reported = [0.0, 0.1, 600.0, 0.3, 0.3, 0.5]
    for at, stamp in enumerate(reported):
        times.next(stamp, reported[at + 1 :])

    assert times.jumps == 1
    assert times.first_jump_s == 0.2


@given(st.floats(1e-3, 10.0), st.lists(st.floats(-1e6, 1e6) | st.sampled_from([math.nan, math.inf]), max_size=30))
def test_times_increase_whatever_is_reported(interval_s: float, reported_s: list[float]) -> None:
    times = all_times(interval_s, reported_s)

    assert times[:1] == [0.0] * len(times[:1])
    assert all(before < after for before, after in pairwise(times))
    assert all(time == round(time, 6) for time in times)


@pytest.mark.parametrize("rate", [5, 23.976, 30, 240, 1000])
def test_rates_that_cameras_have_are_sane(rate: float) -> None:
    assert is_sane_rate(rate)


@pytest.mark.parametrize("rate", [0, -25, 0.001, 1001, 90_000, math.nan, math.inf])
def test_rates_that_cannot_be_are_not(rate: float) -> None:
    assert not is_sane_rate(rate)
