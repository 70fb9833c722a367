"""The sentences of each event, how long they stay to be read, and the count-down of long holds."""

from __future__ import annotations

import pytest

from coach.coaching.cues import SHOWN_S, CueBoard
from coach.engine.catalog import find
from coach.engine.spec import Exercise
from coach.events import (
    BaselineTaken,
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultCleared,
    FaultRaised,
    HoldCompleted,
    HoldStarted,
    PersonChanged,
    PhaseEntered,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
    TrackingRegained,
    WrongSide,
    WrongView,
)
from coach.record.store.old_reasons import read as why
from coach.values import Rep

TURN = find("sit-and-rotate")
REPS = {"left": 2, "right": 0}


def rep(reason: str = "") -> Rep:
    return Rep("sit-and-rotate", "left", 1.0, 2.0, 4.0, 22.0, 0.4, not reason, why(reason) if reason else None)


SENTENCES = [
    (ExerciseStarted(0, "sit-and-rotate"), TURN.instructions[0]),
    (BaselineTaken(0), "Good. Begin when you are ready."),
    (WrongView(0, "side", "front"), "Turn sideways to the camera."),
    (TrackingLost(0, ("head", "hips")), "I can't see your head or hips. Nothing is counted until I do."),
    (TrackingRegained(0), "I can see you again."),
    (PersonChanged(0), "Somebody else is in view. Nothing is counted until I see you again."),
    (PhaseEntered(0, "turning", "left", 0), TURN.cue[0].text),
    (HoldStarted(0, "left"), "Hold."),
    (HoldCompleted(0, "left", 2.0), "And slowly back."),
    (RepCompleted(0, rep()), "Left 2 of 3"),
    (RepAbandoned(0, rep("reached 22° of 27°")), "Not counted: reached 22° of 27°."),
    (RepAbandoned(0, rep("held 0.4 of 2.0 s")), "Not counted: held 0.4 of 2.0 seconds."),
    (RepAbandoned(0, rep("lost sight of the head and hips")), "Not counted: lost sight of the head and hips."),
    (RepAbandoned(0, rep("turned too fast; paused")), "Not counted: turned too fast; paused."),
]


@pytest.fixture
def board() -> CueBoard:
    return CueBoard(find("sit-and-rotate"))


@pytest.mark.parametrize(("event", "sentence"), SENTENCES, ids=[type(event).__name__ for event, _ in SENTENCES])
def test_every_event_has_its_sentence(board: CueBoard, event: Event, sentence: str) -> None:
    (cue,), shown = board.update(0.0, [event], REPS)
    assert cue.text == sentence
    assert shown is cue


def test_events_that_need_no_word_have_none(board: CueBoard) -> None:
    assert board.update(0.0, [PhaseEntered(0, "returning", "left", 0)], REPS) == ((), None)


def test_the_most_urgent_is_said_and_shown(board: CueBoard) -> None:
    lost = TrackingLost(0, ("hips",))
    cues, shown = board.update(0.0, [RepAbandoned(0, rep("lost sight of the hips")), lost], REPS)
    assert [cue.priority for cue in cues] == ["safety"]
    assert shown in cues


def test_what_is_shown_gives_way_only_to_something_as_urgent(board: CueBoard) -> None:
    _, lost = board.update(0.0, [TrackingLost(0, ("hips",))], REPS)
    _, later = board.update(1.0, [RepCompleted(1, rep())], REPS)
    assert later is lost
    _, after = board.update(1.0 + SHOWN_S, [RepCompleted(4, rep())], REPS)
    assert after is not None
    assert after.text == "Left 2 of 3"


def test_a_count_goes_and_a_warning_stays(board: CueBoard) -> None:
    board.update(0.0, [RepCompleted(0, rep())], REPS)
    assert board.update(SHOWN_S + 0.1, [], REPS)[1] is None
    _, lost = board.update(10.0, [TrackingLost(10, ("hips",))], REPS)
    assert board.update(60.0, [], REPS)[1] is lost


def held(hold_s: float, *lengths_s: float) -> list[tuple[float, str]]:
    """What is said while a hold of hold_s lasts as long as each of these, and what of it is shown."""
    arch = find("sit-and-arch")
    exercise: Exercise = arch.with_hold(hold_s)
    board = CueBoard(exercise)
    said = []
    for length_s in lengths_s:
        cues, shown = board.update(length_s, [], {"both": 0}, length_s)
        said += [(length_s, cue.text) for cue in cues]
        assert shown is None
    return said


def test_the_last_seconds_of_a_long_hold_are_counted_down() -> None:
    lengths = [index / 8 for index in range(20 * 8 + 1)]
    assert held(20.0, *lengths) == [(17.0, "Three."), (18.0, "Two."), (19.0, "One.")]


def test_missed_seconds_are_not_caught_up_on() -> None:
    assert held(20.0, 16.0, 18.4, 18.5, 19.5) == [(18.4, "Two."), (19.5, "One.")]


def test_short_holds_are_not_counted_down() -> None:
    assert held(2.0, 0.5, 1.0, 1.5) == []


def test_a_hold_taken_up_again_is_counted_down_again() -> None:
    board = CueBoard(find("sit-and-arch").with_hold(10.0))
    said = []
    for time_s, hold_s in ((0.0, 7.5), (1.0, 8.5), (2.0, None), (3.0, 0.0), (11.0, 7.5)):
        cues, _ = board.update(time_s, [], {"both": 0}, hold_s)
        said += [cue.text for cue in cues]
    assert said == ["Three.", "Two.", "Three."]


def test_nobody_is_led_on_after_all_of_them_are_done(board: CueBoard) -> None:
    board.update(0.0, [RepCompleted(0, rep()), ExerciseCompleted(0, "sit-and-rotate")], REPS)
    for event in (HoldStarted(1, "left"), HoldCompleted(3, "left", 2.0), PhaseEntered(4, "turning", "left", 0)):
        assert board.update(event.time_s, [event], REPS)[0] == ()


SHIFT = FaultRaised(1.0, "low-back", "void", True, "left")
OVER = FaultCleared(5.0, "low-back")
HIPS = "Keep your hips still: turn only above the waist."


def test_the_low_back_warning_cancels_what_was_to_be_read(board: CueBoard) -> None:
    _, shown = board.update(0.9, [HoldStarted(0.9, "left")], REPS)
    assert shown is not None
    assert shown.text == "Hold."
    (cue,), shown = board.update(1.0, [SHIFT], REPS)
    assert (cue.text, shown) == (HIPS, cue)


def test_a_slip_that_is_not_said_again_cancels_it_too(board: CueBoard) -> None:
    """Its sentence was said a moment ago; the banner is back all the same, and "Hold." must not stand under it."""
    board.update(1.0, [SHIFT], REPS)
    board.update(2.0, [FaultCleared(2.0, "low-back")], REPS)
    _, shown = board.update(5.0, [HoldStarted(5.0, "left")], REPS)
    assert shown is not None
    assert shown.text == "Hold."
    cues, shown = board.update(5.5, [FaultRaised(5.5, "low-back", "void", True, "left")], REPS)
    assert (cues, shown) == ((), None)


@pytest.mark.parametrize(
    "event", [HoldStarted(4.0, "left"), HoldCompleted(4.0, "left", 2.0), PhaseEntered(4.0, "turning", "left", 0)]
)
def test_nobody_is_led_on_while_the_low_back_is_warned_of(board: CueBoard, event: Event) -> None:
    board.update(1.0, [SHIFT], REPS)
    assert board.update(4.0, [event], REPS) == ((), board.update(4.0, [], REPS)[1])
    board.update(5.0, [OVER], REPS)
    (cue,), _ = board.update(9.0, [event], REPS)
    assert cue.text


def test_another_correction_waits_until_the_warning_is_over(board: CueBoard) -> None:
    board.update(1.0, [SHIFT], REPS)
    lean = FaultRaised(2.0, "side-bend", "void", False, "left")
    assert [board.update(t, [lean] if t == 2.0 else [], REPS)[0] for t in (2.0, 6.0, 8.0)] == [(), (), ()]
    (cue,), _ = board.update(9.0, [OVER], REPS)
    assert cue.text == "Stay tall: turn, don't lean."


def test_what_counts_is_told_under_a_warning_too(board: CueBoard) -> None:
    board.update(1.0, [SHIFT], REPS)
    (cue,), _ = board.update(3.0, [RepAbandoned(3.0, rep("turned from the hips or the low back"))], REPS)
    assert cue.text.startswith("Not counted")


def test_the_side_that_is_next_is_said(board: CueBoard) -> None:
    (cue,), _ = board.update(1.0, [WrongSide(1.0, "left", "right")], {"left": 1, "right": 2})
    assert cue.text == "Now the right side."


def test_what_was_said_of_a_movement_goes_with_it(board: CueBoard) -> None:
    def shown(time_s: float, *events: Event, hold_s: float | None = None) -> str | None:
        cue = board.update(time_s, events, REPS, hold_s)[1]
        return None if cue is None else cue.text

    assert shown(1.0, HoldStarted(1.0, "left"), hold_s=0.0) == "Hold."
    assert shown(1.5) is None, "it was let go"
    assert shown(2.0, HoldStarted(2.0, "left"), hold_s=0.0) == "Hold."
    assert shown(4.0, HoldCompleted(4.0, "left", 2.0), hold_s=2.0) == "And slowly back."
    assert shown(4.5) == "And slowly back."
    assert shown(5.0, RepCompleted(5.0, rep())) == "Left 2 of 3"
    assert shown(6.0, PhaseEntered(6.0, "turning", "right", 0)) == "Left 2 of 3", "nobody has read it yet"
    assert shown(6.8, PhaseEntered(6.8, "turning", "right", 0)) == TURN.cue[0].text
    assert shown(7.0, RepAbandoned(7.0, rep("reached 22° of 27°"))) == "Not counted: reached 22° of 27°."
    assert shown(9.9) == "Not counted: reached 22° of 27°."
    assert shown(10.1) is None
