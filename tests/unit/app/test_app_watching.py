"""Live: exercises follow each other, a pause hides what is seen, a stopped camera costs nothing that was counted."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from coach.app.live import watching
from coach.app.live.controls import show_until_ended
from coach.app.live.watching import Watcher
from coach.app.live.workout_run import WorkoutRun
from coach.app.running.results import Fanout, Results
from coach.app.running.run import ExerciseRun
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import StreamStopped
from coach.outputs.narrator import Narrator
from coach.outputs.screen.pages.described import Page
from coach.outputs.window.window import Asked, Key
from coach.values import Frame, Output, Pose, Step

PICTURE = np.zeros((48, 64, 3), np.uint8)
PATIENCE_S = 20.0


class Camera:
    """Gives frames as the test lets them pass, and stops when told to."""

    def __init__(self) -> None:
        self._count = itertools.count()
        self._allowed = threading.Semaphore(0)
        self._stops = threading.Event()
        self.closed = False
        self.reopened = 0
        self.may_reopen = threading.Event()

    def read(self) -> Frame:
        self._allowed.acquire()
        if self.closed:
            raise StreamStopped("The camera was closed.")
        if self._stops.is_set():
            self._stops.clear()
            raise StreamStopped("The camera stopped sending pictures.")
        index = next(self._count)
        return Frame(index, index / 10, PICTURE)

    def reopen(self) -> None:
        if not self.may_reopen.is_set():
            raise StreamStopped("The camera is still away.")
        self.reopened += 1

    def let_pass(self, frames: int) -> None:
        self._allowed.release(frames)

    def stop(self) -> None:
        self._stops.set()
        self._allowed.release()

    def close(self) -> None:
        self.closed = True
        self._allowed.release()


class Blind:
    """An eye that finds nobody."""

    def detect(self, frame: Frame) -> Pose:
        return Pose.nobody(frame.time_s, (64, 48))


class Noting(Output):
    """An output that notes what it took."""

    def __init__(self) -> None:
        self.steps: list[Step] = []

    def update(self, step: Step) -> None:
        self.steps.append(step)

    def close(self) -> None:
        pass


class Live:
    """Everything of a live run but the devices."""

    def __init__(self, *names: str) -> None:
        self.camera = Camera()
        self.noting = Noting()
        self.said: list[str] = []
        self.results = Results("camera", "full")
        outputs = Fanout([self.noting], self.said.append)

        def begin(exercise: Exercise) -> ExerciseRun:
            narrator = Narrator(self.said.append)
            return ExerciseRun(exercise, outputs, Fanout([], self.said.append), narrator, self.results)

        self.workout = WorkoutRun([catalog.find(name) for name in names], begin, rest_s=0, guided=False)
        self.watcher = Watcher(self.camera, Blind(), self.workout)

    def until(self, true: Callable[[], bool]) -> None:
        waited = threading.Event()
        for _ in range(int(PATIENCE_S / 0.01)):
            if true():
                return
            waited.wait(0.01)
        raise AssertionError("it never became true")


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    monkeypatch.setattr(watching, "REOPEN_EVERY_S", 0.02)
    run = Live("sit-and-rotate", "sit-and-arch")
    yield run
    run.camera.close()


def test_next_leads_through_the_exercises_to_the_end(live: Live) -> None:
    with live.watcher as watcher:
        live.camera.let_pass(3)
        live.until(lambda: len(live.noting.steps) == 3)
        watcher.ask("skip")
        live.camera.let_pass(2)
        live.until(lambda: len(live.noting.steps) == 5)
        watcher.ask("skip")
        assert watcher.ended
        live.camera.close()
    assert [step.exercise.id for step in live.noting.steps] == ["sit-and-rotate"] * 3 + ["sit-and-arch"] * 2
    assert [summary.card.id for summary in live.results.summaries] == ["sit-and-rotate", "sit-and-arch"]


def test_paused_shows_the_picture_and_feeds_nothing(live: Live) -> None:
    with live.watcher as watcher:
        live.camera.let_pass(1)
        live.until(lambda: len(live.noting.steps) == 1)
        watcher.ask("go-on")
        live.camera.let_pass(3)
        live.until(lambda: watcher.newest is not None and watcher.newest.pose.time_s == 0.3)
        assert watcher.newest is not None
        assert watcher.newest.now.paused
        watcher.ask("go-on")
        live.camera.let_pass(1)
        live.until(lambda: len(live.noting.steps) == 2)
        live.camera.close()
    assert [step.pose.time_s for step in live.noting.steps] == [0.0, 0.4]


def test_a_stopped_camera_is_said_and_tried_again_by_itself(live: Live) -> None:
    with live.watcher as watcher:
        live.camera.let_pass(2)
        live.until(lambda: len(live.noting.steps) == 2)
        live.camera.stop()
        live.until(lambda: watcher.notice == "The camera is still away.")
        live.camera.may_reopen.set()
        live.until(lambda: watcher.notice is None)
        live.camera.let_pass(2)
        live.until(lambda: len(live.noting.steps) == 4)
        live.camera.close()
    assert live.camera.reopened == 1
    assert [step.exercise.id for step in live.noting.steps] == ["sit-and-rotate"] * 4


class Still:
    """A voice that says nothing."""

    muted = True

    def mute_or_unmute(self) -> None: ...

    def louder(self, by: int) -> int:
        return 80 + by


class Screen:
    """A window that notes its notices and gives the keys it was told, once something was noticed."""

    def __init__(self, *keys: Asked) -> None:
        self.notices: list[str] = []
        self._keys = list(keys)

    def page(self, page: Page) -> None: ...

    def notice(self, text: str) -> None:
        self.notices.append(text)

    def poll(self) -> list[Asked]:
        return [self._keys.pop(0)] if self.notices and self._keys else []


@pytest.mark.parametrize(("key", "closes"), [(Key.QUIT, False), (Key.BACK, False), (Key.CLOSE, True)])
def test_ending_while_the_camera_is_away_keeps_what_was_done(live: Live, key: Key, closes: bool) -> None:
    screen = Screen(key)
    with live.watcher as watcher:
        live.camera.let_pass(2)
        live.until(lambda: len(live.noting.steps) == 2)
        live.camera.stop()
        assert show_until_ended(watcher, screen, live.results, Still()) is closes
    assert "What was counted is kept" in screen.notices[0]
    assert [summary.card.id for summary in live.results.summaries] == ["sit-and-rotate"]


def test_pain_said_while_the_camera_is_away_is_kept(live: Live) -> None:
    with live.watcher as watcher:
        live.camera.let_pass(2)
        live.until(lambda: len(live.noting.steps) == 2)
        live.camera.stop()
        show_until_ended(watcher, Screen(Key.HURTS, Key.QUIT), live.results, Still())
    assert [summary.hurt for summary in live.results.summaries] == [True]


def test_a_bug_in_the_watching_reaches_the_main_thread(live: Live) -> None:
    class Broken(Blind):
        def detect(self, frame: Frame) -> Pose:
            raise ZeroDivisionError(f"at {frame.index}")

    watcher = Watcher(live.camera, Broken(), live.workout)
    live.camera.let_pass(1)
    with watcher, pytest.raises(ZeroDivisionError, match="at 0"):
        show_until_ended(watcher, Screen(), live.results, Still())
