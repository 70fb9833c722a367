"""Corrections that fade as the form holds, and praise for what was corrected; one exercise, faults at known times."""

from __future__ import annotations

from typing import Any

import pytest

from coach.coaching.cues import CueBoard
from coach.coaching.teaching import GOES_ON_S, LONGEST_S, SAME_AGAIN_S, SLIP_S
from coach.engine.catalog import find
from coach.engine.spec import Exercise
from coach.events import (
    Event,
    ExerciseCompleted,
    FaultCleared,
    FaultRaised,
    PhaseEntered,
    RepAbandoned,
    RepCompleted,
    WrongSide,
)
from coach.reasons import FellShort, Told
from coach.values import Cue, CuePriority, Rep

LEAN, FAST, LOW_BACK = "side-bend", "too-fast", "low-back"
PRAISE = {LEAN: "You stayed tall.", FAST: "Nice and slow.", LOW_BACK: "Your hips stayed still."}


def exercise() -> Exercise:
    turn = find("sit-and-rotate")
    faults = tuple(fault.model_copy(update={"praise": PRAISE.get(fault.id)}) for fault in turn.fault)
    return turn.model_copy(update={"fault": faults})


class Coaching:
    """Feeds events to a board at their times, and notes what it says."""

    def __init__(self) -> None:
        self._exercise = exercise()
        self._board = CueBoard(self._exercise)
        self._reps = {"left": 0, "right": 0}
        self._cues = {fault.id: fault.cue for fault in self._exercise.fault}
        self.said: list[Cue] = []

    def at(self, time_s: float, *events: Event) -> list[str]:
        cues, _ = self._board.update(time_s, events, self._reps)
        self.said += cues
        return [cue.text for cue in cues]

    def slip(self, time_s: float, fault: str, *, lasts_s: float = 0.5) -> list[float]:
        """A fault that comes and goes; returns when its correction was said meanwhile."""
        said = len(self.said)
        frames = [time_s + index / 10 for index in range(int(lasts_s * 10))]
        self.at(time_s, FaultRaised(time_s, fault, "warn", fault == LOW_BACK, "left"))
        for frame_s in frames[1:]:
            self.at(frame_s)
        self.at(time_s + lasts_s, FaultCleared(time_s + lasts_s, fault))
        return [cue.time_s for cue in self.said[said:] if cue.text == self._cues[fault]]

    def rep(self, end_s: float, *faults: str) -> list[str]:
        """A repetition of three seconds that counts."""
        self._reps["left"] += 1
        done = Rep("sit-and-rotate", "left", end_s - 3, end_s - 1.5, end_s, 35.0, 2.0, True, faults=faults)
        return self.at(end_s, RepCompleted(end_s, done))


@pytest.fixture
def coaching() -> Coaching:
    return Coaching()


def test_a_fault_is_said_when_it_is_raised_and_not_again_at_once(coaching: Coaching) -> None:
    assert coaching.slip(10.0, LEAN) == [10.0]
    assert coaching.slip(14.0, LEAN) == []
    assert coaching.slip(10.0 + SAME_AGAIN_S, LEAN) == [10.0 + SAME_AGAIN_S]


def test_a_fault_that_goes_on_is_said_as_soon_as_it_may_be(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    assert coaching.slip(16.0, LEAN, lasts_s=4.0) == pytest.approx([18.0])


def test_clean_repetitions_let_a_correction_fade(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    coaching.rep(15.0)
    coaching.rep(19.0)
    assert coaching.slip(30.0, LEAN) == [], "two clean repetitions: 32 s"


def test_after_the_longer_time_it_is_said_at_once(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    coaching.rep(15.0)
    coaching.rep(19.0)
    assert coaching.slip(10.0 + 4 * SAME_AGAIN_S, LEAN) == [42.0]


def test_a_second_slip_is_said(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    coaching.rep(15.0)
    coaching.rep(19.0)
    assert coaching.slip(24.0, LEAN) == []
    assert coaching.slip(27.0, LEAN) == [27.0]


def test_a_slip_that_goes_on_is_said(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    coaching.rep(15.0)
    coaching.rep(19.0)
    assert coaching.slip(24.0, LEAN, lasts_s=SLIP_S + 1) == pytest.approx([24.0 + SLIP_S])


def test_fading_ends_somewhere(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    for index in range(12):
        coaching.rep(14.0 + 4 * index)
    assert coaching.slip(10.0 + LONGEST_S, LEAN) == [10.0 + LONGEST_S]


def test_repetitions_with_the_fault_do_not_let_it_fade(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    coaching.rep(15.0, LEAN)
    assert coaching.slip(19.0, LEAN) == [19.0]


def test_the_low_back_warning_does_not_fade(coaching: Coaching) -> None:
    coaching.slip(10.0, LOW_BACK)
    coaching.rep(15.0)
    coaching.rep(19.0)
    assert coaching.slip(22.0, LOW_BACK) == [22.0]


def test_the_low_back_warning_is_said_again_only_if_it_goes_on(coaching: Coaching) -> None:
    assert coaching.slip(10.0, LOW_BACK, lasts_s=2 * GOES_ON_S - 1) == pytest.approx([10.0, 10.0 + GOES_ON_S])
    assert coaching.slip(60.0, LOW_BACK, lasts_s=GOES_ON_S - 1) == [60.0]


def test_corrections_keep_their_distance_and_the_low_back_does_not_wait(coaching: Coaching) -> None:
    assert coaching.slip(10.0, LEAN) == [10.0]
    assert coaching.slip(11.0, FAST) == []
    assert coaching.slip(12.0, LOW_BACK) == [12.0]
    assert coaching.slip(13.0, FAST, lasts_s=4.0) == [16.0]


def test_the_wrong_side_keeps_its_distance_too(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    assert coaching.at(12.0, WrongSide(12.0, "left", "right")) == []
    assert coaching.at(15.0, WrongSide(15.0, "left", "right")) == ["Now the right side."]
    assert coaching.at(20.0, WrongSide(20.0, "left", "right")) == []


def test_the_first_clean_repetition_after_a_correction_is_praised_for_just_that(coaching: Coaching) -> None:
    coaching.slip(10.0, LOW_BACK)
    assert coaching.rep(11.0, LOW_BACK) == ["Left 1 of 3"]
    assert coaching.rep(15.0) == ["Left 2 of 3. Your hips stayed still."]
    assert coaching.rep(19.0) == ["Left 3 of 3"]


def test_a_repetition_that_had_begun_before_the_correction_is_not_praised(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    assert coaching.rep(12.0) == ["Left 1 of 3"]


def test_another_fault_leaves_nothing_to_praise(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    assert coaching.rep(15.0, FAST) == ["Left 1 of 3"]


def test_how_it_is_done_is_said_until_it_is_known_and_again_when_one_does_not_count(coaching: Coaching) -> None:
    how = find("sit-and-rotate").cue[0]
    assert how.priority == "instruction"

    def turning(time_s: float) -> list[str]:
        return coaching.at(time_s, PhaseEntered(time_s, how.at, "left", time_s))

    assert turning(5.0) == [how.text]
    coaching.rep(9.0)
    assert turning(10.0) == [how.text]
    coaching.rep(14.0)
    assert turning(15.0) == []
    short = Rep("sit-and-rotate", "left", 15.0, 16.0, 18.0, 12.0, 0.0, False, FellShort(12.0, 27.0, "°"))
    coaching.at(18.0, RepAbandoned(18.0, short))
    assert turning(20.0) == [how.text]


def test_nothing_is_praised_without_words_for_it() -> None:
    board = CueBoard(find("sit-and-rotate").model_copy(update={"fault": (_without_praise(),)}))
    board.update(10.0, [FaultRaised(10.0, LEAN, "warn", False, "left")], {"left": 0, "right": 0})
    done = Rep("sit-and-rotate", "left", 12.0, 13.0, 15.0, 35.0, 2.0, True)
    (cue,), _ = board.update(15.0, [RepCompleted(15.0, done)], {"left": 1, "right": 0})
    assert cue.text == "Left 1 of 3"


def _without_praise() -> Any:
    (lean,) = [fault for fault in find("sit-and-rotate").fault if fault.id == LEAN]
    return lean.model_copy(update={"praise": None})


def test_the_end_is_praise_enough(coaching: Coaching) -> None:
    coaching.slip(10.0, LEAN)
    done = Rep("sit-and-rotate", "right", 12.0, 13.0, 15.0, 35.0, 2.0, True)
    said = coaching.at(15.0, RepCompleted(15.0, done), ExerciseCompleted(15.0, "sit-and-rotate"))
    assert said == ["Right 0 of 3. That's all of them. Well done."]


def test_one_thing_at_a_time(coaching: Coaching) -> None:
    bad = Rep(
        "sit-and-rotate", "left", 12.0, 13.0, 15.0, 35.0, 2.0, False, Told("leaned to the side instead of turning")
    )
    at_once: list[Event] = [
        RepAbandoned(15.0, bad),
        FaultRaised(15.0, LEAN, "void", False, "left"),
        FaultRaised(15.0, LOW_BACK, "void", True, "left"),
    ]
    coaching.at(15.0, *at_once)
    expected: CuePriority = "low-back"
    assert [cue.priority for cue in coaching.said] == [expected]
