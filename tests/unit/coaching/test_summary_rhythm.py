from __future__ import annotations

import pytest

from coach.coaching.summary import Summary, summarise
from coach.events import RepAbandoned, RepCompleted
from coach.record.store.old_reasons import read as why
from coach.values import ExerciseCard, Rep, Side


def card(hold_s: float = 0.0) -> ExerciseCard:
    return ExerciseCard(
        id="walk",
        title="Walk",
        source="chosen",
        position="standing",
        view="front",
        sides="either",
        reps=100,
        hold_s=hold_s,
        gauge="leg_lift_pct",
        gauge_target=3,
        gauge_unit="%",
    )


def step(start_s: float, side: Side, reason: str = "") -> Rep:
    return Rep(
        "walk", side, start_s, start_s + 0.2, start_s + 0.4, 9.0, 0.0, not reason, why(reason) if reason else None
    )


def walked(starts: list[float], hold_s: float = 0.0) -> Summary:
    sides: tuple[Side, Side] = ("left", "right")
    events = [RepCompleted(at + 0.4, step(at, sides[index % 2])) for index, at in enumerate(starts)]
    return summarise(card(hold_s), events)


def test_a_step_every_half_second_is_a_cadence_of_120() -> None:
    summary = walked([3.0 + 0.5 * index for index in range(20)])
    assert summary.cadence == pytest.approx(120)
    assert summary.minutes == pytest.approx((9.5 + 0.4) / 60)
    assert "  20 in 0.2 minutes, 120 a minute" in summary.lines()


def test_a_pause_takes_time_but_does_not_slow_the_cadence() -> None:
    summary = walked([3.0, 3.5, 4.0, 4.5, 9.5, 10.0, 10.5])
    assert summary.cadence == pytest.approx(120)
    assert summary.minutes == pytest.approx(7.9 / 60)


def test_what_does_not_count_is_no_step() -> None:
    events = [RepCompleted(3.4, step(3.0, "left")), RepAbandoned(3.6, step(3.2, "right", "too low"))]
    summary = summarise(card(), events)
    assert summary.cadence is None
    assert summary.as_record()["cadence_per_minute"] is None


def test_where_there_is_a_hold_the_lines_speak_of_it_alone() -> None:
    assert not any("a minute" in line for line in walked([1.0, 5.0], hold_s=2.0).lines())
