"""Faults that so few poses a second cannot show are not told."""

from __future__ import annotations

from math import inf

import pytest

from coach.engine.catalog import find
from coach.engine.machine import Machine
from coach.engine.pace import Pace
from coach.engine.spec import LEAST_FOR_SPEED
from coach.events import FaultRaised, RepCompleted
from coach.values import Measures


def paced(per_s: float, for_s: float = 3.0) -> Pace:
    pace = Pace()
    for number in range(round(for_s * per_s) + 1):
        pace.update(number / per_s)
    return pace


@pytest.mark.parametrize("per_s", [5.0, 8.0, 15.0, 30.0])
def test_it_counts_the_poses_of_a_second(per_s: float) -> None:
    assert paced(per_s).per_s == pytest.approx(per_s, rel=0.02)


def test_nothing_is_known_at_first_and_a_pause_is_no_slowness() -> None:
    assert paced(5.0, 1.0).per_s == inf
    pace = paced(30.0)
    pace.update(60.0)
    assert pace.per_s == pytest.approx(30.0, rel=0.02)


def test_what_was_left_untold_needs_a_little_more_to_be_told_again() -> None:
    pace = paced(10.5)
    assert pace.shows(10.0, shown=True)
    assert not pace.shows(10.0, shown=False)


def test_what_rests_on_a_speed_needs_ten_poses_a_second_unless_the_file_says_otherwise() -> None:
    needed = {fault.id: fault.needed_per_s for fault in find("sit-and-rotate").fault}
    assert needed == {"low-back": 0.0, "side-bend": 0.0, "too-fast": LEAST_FOR_SPEED}
    (shrug,) = (fault for fault in find("shoulder-rolls").fault if fault.id == "shrug")
    assert shrug.needed_per_s == LEAST_FOR_SPEED
    assert shrug.model_copy(update={"least_per_s": 7.0}).needed_per_s == 7.0


def turned_fast(per_s: float) -> tuple[list[str], tuple[str, ...], int]:
    """Three seconds of rest, then 45 degrees there and back in half a second each: what is told, and what cannot be."""
    machine, raised, counted = Machine(find("sit-and-rotate").with_hold(0.1)), [], 0
    for number in range(round(8 * per_s)):
        time_s = number / per_s
        there = min(max(0.0, time_s - 3.0) / 0.35, 1.0) - min(max(0.0, time_s - 5.0) / 2.0, 1.0)
        values = {"thoracic_rotation_deg": 45.0 * there, "low_back_share": 0.1, "trunk_side_lean_deg": 0.0}
        events = machine.update(Measures(time_s, values))
        raised += [event.fault for event in events if isinstance(event, FaultRaised)]
        counted += sum(isinstance(event, RepCompleted) for event in events)
    return raised, machine.faults.too_slow, counted


def test_too_fast_is_told_where_it_can_be_seen_and_only_there() -> None:
    assert turned_fast(30.0)[:2] == (["too-fast"], ())
    raised, too_slow, counted = turned_fast(7.0)
    assert (raised, too_slow) == ([], ("too-fast",))
    assert counted == 1
