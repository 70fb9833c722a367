"""What a workout came to: figures known by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from coach.coaching.summary import summarise
from coach.engine.catalog import find
from coach.events import BaselineTaken, Event, FaultRaised, RepCompleted
from coach.record.entries import StoredRep, StoredSession
from coach.values import Rep, Side
from coach.weeks.review import review

TURN = find("sit-and-rotate").with_reps(2)
TODAY = date(2026, 11, 21)


def rep(side: Side, peak_deg: float, *faults: str) -> Rep:
    return Rep(TURN.id, side, 1.0, 2.0, 3.0, peak_deg, 2.0, True, faults=faults)


def summed(*reps: Rep) -> list[Event]:
    faults = {fault for each in reps for fault in each.faults}
    raised = [FaultRaised(2.0, fault, "warn", True, None) for fault in sorted(faults)]
    return [BaselineTaken(0.0), *raised, *(RepCompleted(each.end_s, each) for each in reps)]


def before(*reps: Rep, day: int = 12) -> StoredSession:
    stored = tuple(StoredRep(each, False) for each in reps)
    started = datetime(2026, 11, day, 8, 0, tzinfo=UTC)
    return StoredSession("me", started, "camera", TURN.id, "alternate", "°", 2, 2.0, True, stored)


DONE = summarise(TURN.card(), summed(rep("left", 40), rep("left", 44), rep("right", 36), rep("right", 38)))


def test_left_and_right_are_compared() -> None:
    found = review(DONE)
    assert found.heading == "Sit and rotate: 2 of 2 left, 2 of 2 right counted"
    assert any(line.startswith("left: range 42° ±") and "best 44°" in line for line in found.lines)
    assert "5° further to the left" in found.lines
    assert found.well


def test_sides_within_a_degree_are_alike() -> None:
    alike = summarise(TURN.card(), summed(rep("left", 40), rep("right", 40.4)))
    assert "left and right alike, within 1°" in review(alike).lines


def test_the_share_of_the_low_back_is_said() -> None:
    shifted = summarise(TURN.card(), summed(rep("left", 40, "low-back"), rep("right", 40)))
    found = review(shifted, low_back=["low-back"])
    assert "low back moved in 1 of 2 repetitions" in found.lines
    assert not found.well


@pytest.mark.parametrize(
    ("earlier_deg", "words"), [(41.0, "+1° since 12 November, which can be noise"), (17.0, "+25°")]
)
def test_the_change_since_the_last_time_is_told_apart_from_noise(earlier_deg: float, words: str) -> None:
    sessions = [before(rep("left", earlier_deg), rep("left", earlier_deg + 0.5)), before(rep("left", 5), day=3)]
    (line,) = [line for line in review(DONE, sessions, today=TODAY).lines if "since" in line]
    assert line.startswith(f"left: {words}") or words in line
    assert ("more than noise" in line) == (earlier_deg == 17.0)


def test_a_change_that_nobody_knows_how_well_to_see_is_not_praised() -> None:
    card = replace(DONE.card, id="lying-knee-rotation", gauge_error=None)
    lines = review(replace(DONE, card=card), [before(rep("left", 10), rep("left", 10.5))], today=TODAY).lines
    (line,) = [line for line in lines if "since" in line]
    assert line.endswith("not measured yet how well this is seen")


def test_without_a_record_nothing_is_compared() -> None:
    assert not [line for line in review(DONE, today=TODAY).lines if "since" in line]
