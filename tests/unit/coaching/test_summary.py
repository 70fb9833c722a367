from __future__ import annotations

from dataclasses import replace

import pytest

from coach.coaching.session import Session
from coach.coaching.summary import summarise
from coach.engine.catalog import find
from coach.events import (
    BaselineTaken,
    Event,
    FaultRaised,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
    WrongSide,
    WrongView,
)
from coach.record.store.old_reasons import read as why
from coach.values import Rep, Side
from tests.movements import pose_of, seated_from_the_front, there_and_back, times

TURN = find("sit-and-rotate").card()


def done(side: Side, peak_deg: float = 40.0, start_s: float = 3.0) -> RepCompleted:
    rep = Rep("sit-and-rotate", side, start_s, start_s + 2, start_s + 5, peak_deg, 2.1, counted=True)
    return RepCompleted(start_s + 6, rep)


def abandoned(reason: str) -> RepAbandoned:
    rep = Rep("sit-and-rotate", "right", 3.0, 5.0, 8.0, 22.0, 0.0, counted=False, reason=why(reason))
    return RepAbandoned(9.0, rep)


def text(*events: Event, card: object = TURN, person_seen: bool = True) -> str:
    return "\n".join(summarise(card, events, person_seen=person_seen).lines())  # type: ignore[arg-type]


def test_counts_and_ranges_are_told_by_side() -> None:
    summary = summarise(TURN, [BaselineTaken(1.5), done("left", 40), done("right", 36, 9.0), done("left", 44, 15.0)])
    assert summary.reps_by_side() == {"left": 2, "right": 1}
    assert "left: range 42°" in "\n".join(summary.lines())
    assert summary.as_record()["peak_deg"]["left"] == {"mean": 42.0, "best": 44.0}


def test_what_does_not_count_is_told_with_its_reason_and_when() -> None:
    told = text(BaselineTaken(1.5), abandoned("reached 22° of 27°"))
    assert "not counted, right at 3.0 s: reached 22° of 27°" in told
    assert "no repetition was complete" in told


def test_a_quiet_low_back_is_told_only_where_it_is_watched() -> None:
    assert "no shift to the low back" in text(BaselineTaken(1.5), done("left"))
    walking = replace(find("walk-in-place").card(), sides="alternate")
    assert not walking.watches_low_back
    assert "low back" not in text(BaselineTaken(1.5), done("left"), card=walking)


def test_a_low_back_warning_is_told() -> None:
    told = text(BaselineTaken(1.5), FaultRaised(4.0, "low-back", "void", True, "left"), done("right"))
    assert "warned of the low back once" in told
    assert "no shift" not in told


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ((TrackingLost(2.0, ("hips",)),), "I could not see the hips"),
        ((WrongView(2.0, "front", "side"),), "seen from the side"),
        ((), "never seen in the start position: "),
        ((BaselineTaken(1.5),), "no movement of this exercise began (its target is 27°)"),
        ((BaselineTaken(1.5), FaultRaised(4.0, "low-back", "void", True, None)), "turned from the hips"),
    ],
)
def test_nothing_counted_says_what_was_missing(events: tuple[Event, ...], words: str) -> None:
    assert words in text(*events)
    assert words in summarise(TURN, events).as_record()["nothing_counted_because"]


def test_nobody_seen_is_said_before_anything_else() -> None:
    assert "nobody was seen" in text(person_seen=False)


def asked_for_the_left(times: int, *others: RepCompleted) -> str:
    """Somebody who turned to the right so often although the left was asked for."""
    again = [WrongSide(9.0 + 6 * number, "right", "left") for number in range(times)]
    return text(BaselineTaken(1.5), done("right"), *others, *again)


def test_who_is_always_seen_on_the_side_that_was_not_asked_for_is_asked_whether_the_picture_is_mirrored() -> None:
    told = asked_for_the_left(3)
    assert "asked for the left and seen on the right each time" in told
    assert "'coach settings mirrored on'" in told


@pytest.mark.parametrize("told", [asked_for_the_left(2), asked_for_the_left(3, done("left", 40.0, 30.0))])
def test_who_does_both_sides_or_missed_it_twice_is_not(told: str) -> None:
    assert "mirrored" not in told


def test_on_the_screen_no_command_is_named() -> None:
    again = [WrongSide(9.0 + 6 * number, "right", "left") for number in range(3)]
    lines = summarise(TURN, [BaselineTaken(1.5), done("right"), *again]).lines(commands=False)
    assert any("mirrored: switch that on in the settings" in line for line in lines)


def test_somebody_who_obeys_before_a_mirrored_camera_is_asked() -> None:
    """They turn to their left whenever the left is asked for; the picture shows each of those turns as one to the right."""
    session, reps = Session(find("sit-and-rotate")), 5
    turns = [there_and_back(-40, 2.3, start_s=3.0 + 8.0 * number) for number in range(reps)]
    events: list[Event] = []
    for time_s in times(3.0 + 8.0 * reps, fps=15):
        shown = pose_of(seated_from_the_front(turn_deg=sum(turn(time_s) for turn in turns)), time_s)
        events += session.step(shown).events
    assert {event.expected for event in events if isinstance(event, WrongSide)} == {"left"}
    assert "asked for the left and seen on the right each time" in text(*events)
