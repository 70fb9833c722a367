"""How well the needed parts are seen, and what that does to errors and to thresholds."""

from __future__ import annotations

import numpy as np
import pytest

from coach.engine.machine import Machine
from coach.events import FaultRaised
from coach.landmarks import COUNT, INDEX
from coach.measures import visibility
from coach.measures.registry import expected_error
from coach.measures.visibility import NeededVisibility, doubt
from coach.values import Measures
from tests.movements import times
from tests.unit.engine.test_holds_and_faults import exercise

BEND = "backward_bend_deg"


def seen_but(**hidden: float) -> np.ndarray:
    seen = np.ones(COUNT)
    for name, how_much in hidden.items():
        seen[INDEX[name]] = how_much
    return seen


def test_in_front_the_worse_hip_counts_and_from_the_side_the_better_one() -> None:
    one_hidden = seen_but(left_hip=0.3)
    assert NeededVisibility(("hips",), "front").visibility(one_hidden) == pytest.approx(0.3)
    assert NeededVisibility(("hips",), "side").visibility(one_hidden) == 1.0


def test_what_is_not_needed_does_not_count() -> None:
    assert NeededVisibility(("hips", "shoulders"), "front").visibility(seen_but(left_ankle=0.0)) == 1.0


def test_errors_are_doubted_more_the_less_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility, "expected_errors", lambda: {"visibility": {"0.9": 1.0, "0.7": 1.5, "0.5": 2.5}})
    assert [doubt(at) for at in (1.0, 0.9, 0.8, 0.6, 0.2)] == [1.0, 1.0, 1.5, 2.5, 2.5]


def test_without_a_table_nothing_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility, "expected_errors", dict)
    assert doubt(0.1) == 1.0


@pytest.mark.parametrize(("size", "doubted", "raised"), [(22.0, 1.0, True), (22.0, 4.0, False), (40.0, 4.0, True)])
def test_a_threshold_does_not_fire_inside_a_wider_error(size: float, doubted: float, raised: bool) -> None:
    """The bend's expected error times three is more than the 2 degrees by which it is too far."""
    error = expected_error(BEND, "side")
    assert error is not None
    assert 3 * error > 2.0
    machine = Machine(exercise({"enter": [{"measure": BEND, "above": 15}]}, {"when": [{"measure": BEND, "above": 20}]}))
    events = [
        event
        for time_s in times(3.0)
        for event in machine.update(Measures(time_s, {BEND: size if time_s > 1 else 0.0}, doubted))
    ]
    assert any(isinstance(event, FaultRaised) for event in events) is raised
