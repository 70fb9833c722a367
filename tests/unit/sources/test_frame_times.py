from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.sources.frame_times import FrameTimes, is_sane_rate


def all_times(interval_s: float, reported_s: list[float]) -> list[float]:
    times = FrameTimes(interval_s)
    return [times.next(reported) for reported in reported_s]


def test_good_times_are_followed_from_the_first_frame_on() -> None:
    assert all_times(0.04, [5.0, 5.1, 5.15, 7.0]) == [0.0, 0.1, 0.15, 2.0]


@pytest.mark.parametrize("nothing", [0.0, math.nan, math.inf, -1.0])
def test_without_usable_times_the_frame_rate_stands_in(nothing: float) -> None:
    assert all_times(0.04, [nothing] * 4) == [0.0, 0.04, 0.08, 0.12]


def test_a_missing_time_takes_the_interval_before_it() -> None:
    assert all_times(0.04, [0.0, 0.5, 0.0, math.nan, 2.0]) == [0.0, 0.5, 1.0, 1.5, 2.0]


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
