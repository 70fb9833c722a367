"""The walk's timer ends with its goal, with Enter or with Ctrl-C, and notes every minute."""

from __future__ import annotations

import threading

from coach.app.walk_timer import timed_walk


class _Steps(threading.Event):
    """A clock that goes on by some seconds whenever somebody waits, and ends after so many waits."""

    def __init__(self, step_s: float, ends_after: int = 10_000, interrupts: bool = False) -> None:
        super().__init__()
        self.now = 100.0
        self._step_s = step_s
        self._left = ends_after
        self._interrupts = interrupts

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002
        self.now += self._step_s
        self._left -= 1
        if self._left == 0 and self._interrupts:
            raise KeyboardInterrupt
        return self._left == 0


def walked(steps: _Steps, goal_s: float) -> tuple[float, list[float], list[float]]:
    shown: list[float] = []
    noted: list[float] = []
    return timed_walk(goal_s, steps, shown.append, noted.append, lambda: steps.now), shown, noted


def test_it_ends_with_its_goal_and_notes_every_minute() -> None:
    seconds, shown, noted = walked(_Steps(20.0), 150.0)
    assert seconds == 150.0
    assert noted == [60.0, 120.0]
    assert shown == [20.0, 40.0, 60.0, 80.0, 100.0, 120.0, 140.0, 150.0]


def test_enter_and_ctrl_c_end_it_with_what_was_walked() -> None:
    for interrupts in (False, True):
        seconds, _, noted = walked(_Steps(30.0, ends_after=4, interrupts=interrupts), 1500.0)
        assert seconds == 120.0
        assert noted == [60.0]


def test_a_clock_that_was_set_back_is_no_walk() -> None:
    assert walked(_Steps(-20.0, ends_after=5), 1500.0)[0] == 0.0


def test_a_machine_that_slept_walks_no_further_than_the_goal() -> None:
    seconds, shown, _ = walked(_Steps(9000.0), 1500.0)
    assert seconds == 1500.0
    assert shown == [1500.0]
