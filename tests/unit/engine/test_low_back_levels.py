"""The low-back warning is graded: a hint first, then a warning, neither of them flickering."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

import pytest
from pydantic import ValidationError

from coach.engine.faults import CLEAR_S
from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.events import PAUSED
from coach.values import Measures
from tests.movements import there_and_back, times

BEND, SHARE = "backward_bend_deg", "low_back_share"
LOW_BACK = {
    "id": "low-back",
    "when": [{"measure": SHARE, "above": 0.5}],
    "until": [{"measure": SHARE, "below": 0.4}],
    "hint": [{"measure": SHARE, "above": 0.3}],
    "during": ["start", "bending"],
    "for_s": 0.4,
    "low_back": True,
    "cue": "Higher up.",
    "why": "from the low back",
}


def exercise(**changed: object) -> Exercise:
    return Exercise.model_validate(
        {
            "id": "bend",
            "title": "Bend",
            "source": "chosen",
            "position": "standing",
            "view": "side",
            "needs": ["shoulders"],
            "camera": "At the side.",
            "instructions": ["Bend."],
            "dose": {"reps": 3, "source": "chosen"},
            "gauge": {"measure": BEND, "target": 15},
            "phase": [
                {"name": "start", "enter": [{"measure": BEND, "below": 4}]},
                {"name": "bending", "enter": [{"measure": BEND, "above": 7}]},
            ],
            "fault": [LOW_BACK | changed],
        }
    )


def levels(share: Callable[[float], float], seconds: Iterable[float]) -> list[str]:
    """The level in every frame of somebody who bends with that share."""
    machine = Machine(exercise())
    bend = there_and_back(20.0, 4.0)
    seen: list[str] = []
    for time_s in seconds:
        machine.update(Measures(time_s, {BEND: bend(time_s), SHARE: share(time_s)}))
        seen.append(machine.faults.low_back_level)
    return seen


def test_a_growing_share_gives_a_hint_then_a_warning_and_takes_both_back() -> None:
    course = there_and_back(0.8, 2.0, ramp_s=2.0)
    assert [level for level, _ in groupby(levels(course, times(9.0)))] == ["none", "hint", "warning", "hint", "none"]


def test_a_share_just_above_the_hint_is_never_a_warning() -> None:
    assert set(levels(there_and_back(0.45, 2.0), times(8.0))) == {"none", "hint"}


def test_a_small_share_is_nothing() -> None:
    assert set(levels(there_and_back(0.25, 2.0), times(8.0))) == {"none"}


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0])
def test_a_share_that_jumps_about_a_threshold_does_not_flicker(fps: float) -> None:
    share = there_and_back(0.5, 3.0)
    frames = list(times(8.0, fps))
    jumping = {time_s: share(time_s) + (0.04 if index % 2 else -0.04) for index, time_s in enumerate(frames)}
    runs = [(level, len(list(run)) / fps) for level, run in groupby(levels(jumping.__getitem__, frames))]
    assert len(runs) <= 5
    assert all(length_s >= CLEAR_S - 1 / fps for _, length_s in runs), runs


def test_an_interruption_takes_the_hint_away() -> None:
    machine = Machine(exercise())
    for time_s in times(3.0):
        machine.update(Measures(time_s, {BEND: 20.0 if time_s > 1 else 0.0, SHARE: 0.45}))
    assert machine.faults.low_back_level == "hint"
    machine.interrupt(3.1, PAUSED)
    assert machine.faults.low_back_level == "none"


def test_only_a_low_back_fault_can_hint() -> None:
    with pytest.raises(ValidationError, match="hint belongs to a fault with low_back = true"):
        exercise(low_back=False)
