"""Steps are shown at their time at the speed asked for, and the keys hold, go on and stop."""

from __future__ import annotations

import math
import re

import pytest

from coach.app.replay.replay_window import LookingThrough, Player
from coach.outputs.window.window import Key
from coach.values import ExerciseCard, ExerciseState, Measures, Pose, Step
from coach.words.wording import ENGLISH

CARD = ExerciseCard(
    "sit-and-arch", "Sit and arch", "chosen", "seated", "side", "none", 3, 2.0, "upper_back_arch_deg", 10.0, "°"
)


def step_at(time_s: float) -> Step:
    state = ExerciseState("exercise", "start", 0.0, None, None, {"both": 0}, math.nan, 0.0, False)
    return Step(CARD, Pose.nobody(time_s, (640, 480)), Measures(time_s, {}), state)


class Stage:
    """A clock that only sleep moves, and a screen that notes when it showed what; keys: seconds to key."""

    def __init__(self, keys: dict[float, Key] | None = None) -> None:
        self.now_s = 100.0
        self.shown: list[tuple[float, float, str]] = []
        self.said: list[str] = []
        self.closed = False
        self._keys = dict(keys or {})

    def clock(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now_s += seconds

    def show(self, step: Step) -> None:
        self.shown.append((round(self.now_s - 100.0, 3), step.pose.time_s, step.state.watching))

    def poll(self) -> list[Key]:
        due = [at for at in self._keys if self.now_s - 100.0 >= at]
        return [self._keys.pop(at) for at in due]

    def notice(self, text: str) -> None:
        self.said.append(text)

    def close(self) -> None:
        self.closed = True

    def player(self, speed: float) -> Player:
        return Player(self, speed, self.clock, self.sleep)


@pytest.mark.parametrize(("speed", "last_s"), [(1.0, 1.0), (2.0, 0.5), (0.5, 2.0)])
def test_each_step_is_shown_at_its_time(speed: float, last_s: float) -> None:
    stage = Stage()
    player = stage.player(speed)
    assert all(player.show(step_at(time_s)) for time_s in (0.0, 0.5, 1.0))
    assert [at for at, _, _ in stage.shown] == pytest.approx([0.0, last_s / 2, last_s])


def test_hours_between_two_frames_are_cut() -> None:
    stage = Stage()
    player = stage.player(1.0)
    assert all(player.show(step_at(time_s)) for time_s in (0.0, 4.0, 36_004.0, 36_005.0))
    assert [at for at, _, _ in stage.shown] == pytest.approx([0.0, 4.0, 4.0, 5.0])


def test_quit_stops_while_waiting_for_the_next_step() -> None:
    stage = Stage({0.2: Key.QUIT})
    player = stage.player(1.0)
    assert player.show(step_at(0.0))
    assert not player.show(step_at(1.0))
    assert stage.now_s - 100.0 < 0.3


def test_space_holds_the_picture_and_the_clock_of_the_replay() -> None:
    stage = Stage({0.5: Key.PAUSE, 3.5: Key.PAUSE})
    player = stage.player(1.0)
    assert all(player.show(step_at(time_s)) for time_s in (0.0, 1.0, 2.0))
    assert {watching for _, _, watching in stage.shown if watching == "paused"} == {"paused"}
    at = [when for when, _, watching in stage.shown if watching == "exercise"]
    assert at[0] == 0.0
    assert at[1] >= 3.5
    assert at[2] - at[1] == pytest.approx(1.0, abs=0.05)


def test_steps_that_are_late_are_all_shown() -> None:
    stage = Stage()
    player = stage.player(1.0)
    assert player.show(step_at(0.0))
    stage.sleep(5.0)
    assert all(player.show(step_at(time_s)) for time_s in (0.1, 0.2, 0.3))
    assert [time_s for _, time_s, _ in stage.shown] == [0.0, 0.1, 0.2, 0.3]


class NoBar:
    asked = False

    def __init__(self) -> None:
        self.reached = 0

    def reach(self, done: int) -> None:
        self.reached = done


def test_the_window_says_how_far_the_clip_is_looked_through() -> None:
    stage, bar = Stage(), NoBar()
    looked = LookingThrough(stage, ENGLISH.pages, 200, stage.clock).beside(bar, bar)
    for done in range(0, 201, 50):
        stage.now_s += 1.0
        looked.reach(done)
    parts = [re.sub(r"\D", "", said) for said in stage.said]
    assert parts == ["0", "0", "25", "50", "75", "100"]
    assert bar.reached == 200
    assert not looked.asked


def test_a_clip_of_unknown_length_has_no_percentage() -> None:
    stage = Stage()
    LookingThrough(stage, ENGLISH.pages, None, stage.clock)
    (said,) = stage.said
    assert "%" not in said


@pytest.mark.parametrize("key", [Key.BACK, Key.QUIT, Key.CLOSE])
def test_who_leaves_while_it_is_looked_through_sees_the_window_go_at_once(key: Key) -> None:
    stage, bar = Stage({3.0: key}), NoBar()
    looked = LookingThrough(stage, ENGLISH.pages, 200, stage.clock).beside(bar, bar)
    for done in range(5):
        stage.now_s += 1.0
        looked.reach(done)
    assert (looked.asked, looked.left, looked.screen, stage.closed) == (True, True, None, True)
    assert len(stage.said) == 4, "nothing more is said in it"


def test_a_window_that_fails_meanwhile_ends_only_itself(capsys: pytest.CaptureFixture[str]) -> None:
    class Broken(Stage):
        def notice(self, text: str) -> None:
            raise RuntimeError(f"display is gone: {text}")

    looked = LookingThrough(Broken(), ENGLISH.pages, 200)
    assert (looked.screen, looked.left, looked.asked) == (None, False, False)
    assert len(looked.trouble) == 1
    assert "display is gone" in capsys.readouterr().err
