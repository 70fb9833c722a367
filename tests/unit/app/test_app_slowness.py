"""A machine that is too slow for its model is told so once; a slow camera or a hiccup is not."""

from __future__ import annotations

import numpy as np
import pytest

from coach import terminal
from coach.app.live.slowness import SETTLING, Paced, advice, note, said
from coach.values import Frame, Pose
from coach.words.pages import PagePhrases
from coach.words.workout import WorkoutPhrases

WORDS = PagePhrases()


class Machine:
    """A landmarker on a clock of its own, on which a pose takes as long as it is told."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.takes_s = 0.1

    def clock(self) -> float:
        return self.now_s

    def detect(self, frame: Frame) -> Pose:
        self.now_s += self.takes_s
        return Pose.nobody(frame.time_s, (64, 48))


def told(takes_s: list[float], waits_s: float = 0.0) -> list[tuple[float, float]]:
    """What is told while poses take so long one after the other; the camera lets wait before each."""
    machine, heard = Machine(), []
    eye = Paced(machine, lambda time_s, per_s: heard.append((time_s, per_s)), machine.clock)
    image = np.zeros((48, 64, 3), np.uint8)
    for number, seconds in enumerate(takes_s):
        machine.now_s += waits_s
        machine.takes_s = seconds
        assert not eye.detect(Frame(number, machine.now_s, image)).found
    return heard


def test_ten_poses_a_second_are_told_once_after_five_seconds() -> None:
    ((time_s, per_s),) = told([0.1] * 300)
    assert per_s == pytest.approx(10.0)
    assert time_s == pytest.approx(SETTLING * 0.1 + 5.0, abs=0.2)


@pytest.mark.parametrize("per_s", [13.0, 20.0, 46.0])
def test_a_machine_that_keeps_up_is_not_told_anything(per_s: float) -> None:
    assert told([1 / per_s] * 600) == []


def test_a_slow_camera_is_not_a_slow_machine() -> None:
    assert told([0.02] * 100, waits_s=0.2) == []


def test_a_hiccup_and_a_slow_beginning_are_not_told() -> None:
    assert told([1.5] * SETTLING + [0.03] * 200 + [2.0, 2.0] + [0.03] * 400) == []


def test_a_machine_that_becomes_slow_later_is_told_then() -> None:
    ((_, per_s),) = told([0.04] * 500 + [0.2] * 100)
    assert per_s < 12


def test_the_lighter_model_is_taken_where_there_is_one_and_that_is_said() -> None:
    assert terminal.told(advice("full", 8.4)).startswith(
        "Only 8 poses a second with the model 'full': I change to 'lite' now"
    )
    assert note("full", WORDS) == "Too slow: taking the model lite"
    assert note("heavy", WORDS) == "Too slow: taking the model full"
    assert said("full", WorkoutPhrases()) == "This computer is too slow for this model. I take a faster one."


def test_where_there_is_no_lighter_one_it_is_said_what_that_means() -> None:
    assert note("lite", WORDS) == "Too slow: close other programs"
    assert terminal.told(advice("lite", 8.4)).endswith("faults that need more are not told; close other programs.")
    assert said("lite", WorkoutPhrases()) == "This computer is too slow to see quick movements. Close other programs."


def test_another_model_is_judged_anew() -> None:
    machine, heard = Machine(), []
    eye = Paced(machine, lambda _, per_s: heard.append(per_s), machine.clock)
    image = np.zeros((48, 64, 3), np.uint8)

    def look(times: int) -> None:
        for number in range(times):
            eye.detect(Frame(number, machine.now_s, image))

    look(200)
    assert len(heard) == 1
    eye.begin_anew()
    machine.takes_s = 0.125
    look(200)
    assert heard == [pytest.approx(10.0), pytest.approx(8.0)]
    eye.begin_anew()
    machine.takes_s = 0.03
    look(600)
    assert len(heard) == 2
