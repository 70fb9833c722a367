"""What a repetition is held against, and by which measure its hold is known to be still."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.events import FaultRaised, RepAbandoned, RepCompleted
from coach.values import Measures, Rep
from coach.words.reasons import in_english
from tests.movements import there_and_back, times

BEND = "backward_bend_deg"
KNEE = "knee_flexion_near_deg"
HEAD = "neck_flexion_deg"


def exercise(hold: dict[str, Any], fault: dict[str, Any]) -> Exercise:
    """Bending back to 15° and holding for 2 s."""
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
            "dose": {"reps": 3, "hold_s": 2.0, "source": "chosen"},
            "gauge": {"measure": BEND, "target": 15},
            "phase": [
                {"name": "start", "enter": [{"measure": BEND, "below": 4}]},
                {"name": "leaning", "enter": [{"measure": BEND, "above": 7}]},
                {"name": "hold", "hold": True, "timed_by": "gauge"} | hold,
                {"name": "returning"},
            ],
            "fault": [
                {"id": "knees", "cue": "Knees straight.", "why": "bent the knees", "severity": "void", "for_s": 0.2}
                | fault
            ],
        }
    )


BY_THE_GAUGE = {
    "enter": [{"measure": BEND, "above": 15, "slower_than": 5}],
    "stay": [{"measure": BEND, "above": 13, "slower_than": 6}],
}
BY_THE_HEAD = {
    "enter": [{"measure": BEND, "above": 15}, {"measure": HEAD, "slower_than": 5}],
    "stay": [{"measure": BEND, "above": 13}, {"measure": HEAD, "slower_than": 6}],
}
BENT_KNEES = {"when": [{"measure": KNEE, "above": 18}]}


def one_rep(machine: Machine, courses: dict[str, Callable[[float], float]]) -> tuple[Rep, list[FaultRaised]]:
    events = []
    for t in times(9):
        events += machine.update(Measures(t, {name: course(t) for name, course in courses.items()}))
    (rep,) = [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]
    return rep, [event for event in events if isinstance(event, FaultRaised)]


@pytest.mark.parametrize("bent_from_s", [0.9, 3.5])
def test_a_fault_counts_against_a_repetition_whether_it_began_before_or_in_it(bent_from_s: float) -> None:
    during = ["start", "leaning", "hold", "returning"]
    machine = Machine(exercise(BY_THE_GAUGE, BENT_KNEES | {"during": during}))
    knees = lambda t: 30.0 if t > bent_from_s else 0.0  # noqa: E731
    rep, raised = one_rep(machine, {BEND: there_and_back(24, 2.2), KNEE: knees})
    assert [fault.fault for fault in raised] == ["knees"]
    assert (raised[0].time_s < rep.start_s) == (bent_from_s < 1)
    assert (rep.counted, in_english(rep.reason), rep.faults) == (False, "bent the knees", ("knees",))


def test_a_fault_that_is_over_before_the_repetition_does_not_count_against_it() -> None:
    machine = Machine(exercise(BY_THE_GAUGE, BENT_KNEES | {"during": ["start", "leaning", "hold"]}))
    knees = lambda t: 30.0 if t < 0.5 else 0.0  # noqa: E731
    rep, raised = one_rep(machine, {BEND: there_and_back(24, 2.2), KNEE: knees})
    assert len(raised) == 1
    assert (rep.counted, rep.faults) == (True, ())


@pytest.mark.parametrize("hold", [BY_THE_GAUGE, BY_THE_HEAD], ids=["gauge", "head"])
def test_a_hold_is_timed_by_the_measure_that_must_be_still(hold: dict[str, Any]) -> None:
    course = there_and_back(24, 2.2)
    rep, _ = one_rep(Machine(exercise(hold, BENT_KNEES)), {BEND: course, HEAD: course, KNEE: lambda _: 0.0})
    assert rep.counted
    assert rep.hold_s == pytest.approx(2.2, abs=0.25)


def test_a_head_that_moves_on_does_not_let_the_hold_begin() -> None:
    swaying = {BEND: there_and_back(24, 2.2), HEAD: lambda t: 20.0 * t, KNEE: lambda _: 0.0}
    rep, _ = one_rep(Machine(exercise(BY_THE_HEAD, BENT_KNEES)), swaying)
    assert not rep.counted
    assert rep.hold_s == 0
