"""Steps: several in a row, alike, are walking in place; anything else that lifts a leg is not."""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sin

import pytest

from coach.engine.catalog import find
from coach.engine.machine import Machine
from coach.events import Event, RepAbandoned, RepCompleted
from coach.reasons import BegunBefore
from coach.values import Measures

LIFT = "leg_lift_pct"
STANDING = {"elbow_height_pct": -50.0, "knees_over_hips_pct": -80.0, "pelvis_shift_pct": 0.0}


def run(lift: Callable[[float], float], for_s: float, fps: float = 30.0) -> list[Event]:
    machine = Machine(find("walk-in-place"))
    events: list[Event] = []
    for index in range(int(for_s * fps)):
        events += machine.update(Measures(index / fps, {**STANDING, LIFT: lift(index / fps)}))
    return events


def sides(events: list[Event]) -> str:
    return "".join((event.rep.side or "-")[0] for event in events if isinstance(event, RepCompleted))


def test_running_on_the_spot_counts_from_the_first_whole_step_on() -> None:
    """A knee every 0.36 s, as real people run; the right one is up in the first picture."""
    events = run(lambda t: -90 * sin(2 * pi * (t + 0.1) / 0.72), 3.6)
    assert sides(events)[:4] == "lrlr"
    assert next(event.rep.start_s for event in events if isinstance(event, RepCompleted)) < 0.4


def test_one_leg_that_swings_is_no_walking() -> None:
    """While it swings, the landmarks of the other tremble by a tenth of it."""
    assert sides(run(lambda t: max(0.0, sin(2 * pi * t)) * 150 - max(0.0, -sin(2 * pi * t)) * 15, 10.0)) == ""


def test_half_high_steps_after_high_ones_are_steps() -> None:
    high_then_half = run(lambda t: (12.0 if t < 4 else 6.0) * sin(2 * pi * t / 1.0), 8.0)
    assert len(sides(high_then_half)) >= 14


def test_a_shift_of_the_weight_between_two_rows_of_steps_is_none() -> None:
    def lift(t: float) -> float:
        if 4.0 <= t < 8.0:
            return -15 * sin(pi * (t - 4) / 4)
        return 60 * sin(2 * pi * t / 1.0)

    counted = [event.rep for event in run(lift, 12.0) if isinstance(event, RepCompleted)]
    assert counted
    assert all(rep.end_s - rep.start_s < 1.0 for rep in counted)


@pytest.mark.parametrize("ends", [True, False])
def test_what_had_begun_before_it_could_be_seen_is_told(ends: bool) -> None:
    """A fold that is under way in the first picture, and of which the last picture may be the last that is seen."""
    machine = Machine(find("seated-forward-bend"))
    events: list[Event] = []
    for index in range(60):
        lean = 60.0 if index < 30 or not ends else max(0.0, 60.0 - 3 * (index - 30))
        events += machine.update(Measures(index / 15, {"trunk_lean_deg": lean}))
    events += machine.interrupt(4.0, BegunBefore())
    told = [event.rep.reason for event in events if isinstance(event, RepAbandoned)]
    assert told == [BegunBefore()]
