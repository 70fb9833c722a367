"""Nothing flickers: what appears stays half a second of frame time, and figures do not tremble."""

from __future__ import annotations

import math

from coach.outputs.screen.steady import HoldSeconds, Lingering, SteadyFigure


def test_what_appears_stays_half_a_second() -> None:
    lingering: Lingering[str] = Lingering()
    assert lingering.update(1.0, "up") == "up"
    assert lingering.update(1.4, None) == "up"
    assert lingering.update(1.5, None) is None


def test_another_word_waits_for_the_one_before_it() -> None:
    lingering: Lingering[str] = Lingering()
    lingering.update(1.0, "up")
    assert lingering.update(1.2, "down") == "up"
    assert lingering.update(1.6, "down") == "down"


def test_an_urgent_word_does_not_wait() -> None:
    lingering: Lingering[str] = Lingering()
    lingering.update(1.0, "up")
    assert lingering.update(1.1, "stop", at_once=True) == "stop"


def test_time_that_runs_back_begins_anew() -> None:
    lingering: Lingering[str] = Lingering()
    lingering.update(50.0, "up")
    assert lingering.update(0.0, None) is None


def test_a_number_is_still_while_the_measure_trembles() -> None:
    reading = SteadyFigure()
    numbers = {reading.update(0.1 * tick, 30.5 + 0.3 * (-1) ** tick)[1] for tick in range(20)}
    assert len(numbers) == 1


def test_a_number_follows_a_movement() -> None:
    reading = SteadyFigure()
    for degree in range(40):
        value, number = reading.update(degree / 30, float(degree))
        assert (value, number) == (degree, degree)


def test_a_short_gap_is_bridged_and_a_long_one_is_unknown() -> None:
    reading = SteadyFigure()
    reading.update(1.0, 25.0)
    assert reading.update(1.3, math.nan) == (25.0, 25)
    value, number = reading.update(1.6, math.nan)
    assert math.isnan(value)
    assert number is None


def test_a_finished_hold_stays_full_for_a_second() -> None:
    hold = HoldSeconds()
    for tick in range(31):
        hold.update(tick / 10, tick / 10, 3.0)
    assert hold.update(3.5, 0.0, 3.0) == 3.0
    assert hold.update(4.1, 0.0, 3.0) == 0.0


def test_a_hold_that_was_let_go_is_gone_and_the_next_begins_at_once() -> None:
    hold = HoldSeconds()
    for tick in range(11):
        hold.update(tick / 10, tick / 10, 3.0)
    assert hold.update(1.1, 0.0, 3.0) == 0.0
    assert hold.update(1.2, 0.1, 3.0) == 0.1


def test_a_moment_of_holding_does_not_flash() -> None:
    hold = HoldSeconds()
    hold.update(1.0, 0.1, 3.0)
    assert hold.update(1.2, 0.0, 3.0) == 0.1
    assert hold.update(1.6, 0.0, 3.0) == 0.0
