from __future__ import annotations

from math import isnan, nan

import pytest

from coach.signals.rate import Rate


def test_slope_of_a_straight_line_is_exact() -> None:
    rate = Rate()
    values = [rate.update(k / 15, 3.0 * k / 15 + 7) for k in range(20)]
    assert values[-1] == pytest.approx(3.0)


def test_unknown_until_half_the_window_is_there_and_while_the_value_is() -> None:
    rate = Rate(window_s=0.4)
    assert isnan(rate.update(0.0, 1.0))
    assert isnan(rate.update(0.1, 2.0))
    assert rate.update(0.2, 3.0) == pytest.approx(10.0)
    assert isnan(rate.update(0.3, nan))


def test_goes_on_over_a_moment_without_a_value() -> None:
    rate = Rate(window_s=0.4)
    for k in range(5):
        rate.update(k / 10, float(k))
    assert isnan(rate.update(0.5, nan))
    assert rate.update(0.6, 6.0) == pytest.approx(10.0)


def test_begins_again_after_a_long_time_without_a_value() -> None:
    rate = Rate(window_s=0.4)
    for k in range(5):
        rate.update(k / 10, float(k))
    assert isnan(rate.update(0.5, nan))
    assert isnan(rate.update(0.6, nan))
    assert isnan(rate.update(0.7, 7.0))
    assert isnan(rate.update(0.8, 8.0))
    assert rate.update(0.9, 9.0) == pytest.approx(10.0)


def test_old_values_are_forgotten() -> None:
    rate = Rate(window_s=0.4)
    for k in range(10):
        rate.update(k / 10, 100.0 * k)
    for k in range(10, 16):
        rate.update(k / 10, 900.0)
    assert rate.now == pytest.approx(0.0)
