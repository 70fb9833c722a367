from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.engine.tally import Tally
from coach.events import (
    Event,
    ExerciseCompleted,
    FaultCleared,
    FaultRaised,
    HoldBroken,
    HoldCompleted,
    HoldStarted,
    PhaseEntered,
    RepAbandoned,
    RepCompleted,
    WrongSide,
)
from coach.reasons import FellShort, HeldShort, LostSight
from coach.values import Measures, Rep, Side
from coach.words.reasons import in_english
from tests.movements import there_and_back, times

TURN = "thoracic_rotation_deg"
PELVIS = "pelvis_rotation_deg"


def exercise(**changes: Any) -> Exercise:
    """Turning to 30° and holding for 2 s, alternating sides."""
    document: dict[str, Any] = {
        "id": "turn",
        "title": "Turn",
        "source": "chosen",
        "position": "seated",
        "view": "front",
        "sides": "alternate",
        "needs": ["shoulders"],
        "camera": "In front.",
        "instructions": ["Turn."],
        "dose": {"reps": 2, "hold_s": 2.0, "source": "chosen"},
        "gauge": {"measure": TURN, "target": 30},
        "phase": [
            {"name": "start", "enter": [{"measure": TURN, "below": 10, "either_way": True}]},
            {"name": "turning", "enter": [{"measure": TURN, "above": 14}]},
            {
                "name": "hold",
                "hold": True,
                "enter": [{"measure": TURN, "above": 30, "slower_than": 10}],
                "stay": [{"measure": TURN, "above": 26, "slower_than": 12}],
            },
            {"name": "returning"},
        ],
        "fault": [
            {
                "id": "pelvis",
                "when": [{"measure": PELVIS, "above": 10}],
                "for_s": 0.3,
                "severity": "void",
                "low_back": True,
                "cue": "Keep your hips still.",
                "why": "turned from the pelvis",
            }
        ],
    }
    return Exercise.model_validate(document | changes)


def run(
    course: Callable[[float], float],
    duration_s: float,
    *,
    fps: float = 15.0,
    pelvis: Callable[[float], float] = lambda _: 0.0,
    shift_s: float = 0.0,
    machine: Machine | None = None,
) -> list[Event]:
    machine = machine or Machine(exercise())
    events: list[Event] = []
    for t in times(duration_s, fps):
        events += machine.update(Measures(t + shift_s, {TURN: course(t), PELVIS: pelvis(t)}))
    return events


def reps(events: list[Event]) -> list[Rep]:
    return [event.rep for event in events if isinstance(event, RepCompleted | RepAbandoned)]


def test_full_turn_and_hold_counts_on_its_side() -> None:
    (rep,) = reps(run(there_and_back(40, 2.2), 8))
    assert rep.counted
    assert rep.side == "left"
    assert rep.reason is None
    assert rep.peak == pytest.approx(40, abs=0.5)
    assert rep.hold_s == pytest.approx(2.2, abs=0.2)
    assert 1.0 < rep.start_s < 1.7
    assert rep.start_s < rep.peak_s < rep.end_s < 7.0


def test_turn_to_the_right_counts_for_the_right() -> None:
    (rep,) = reps(run(lambda t: -there_and_back(40, 2.2)(t), 8))
    assert (rep.counted, rep.side) == (True, "right")


def test_half_turn_does_not_count_and_says_how_near_it_came() -> None:
    (rep,) = reps(run(there_and_back(22, 2.2), 8))
    assert not rep.counted
    assert in_english(rep.reason) == "reached 22° of 30°"


@pytest.mark.parametrize(("peak", "said"), [(29.96, "29.9"), (29.6, "29.6"), (29.4, "29"), (22.0, "22")])
def test_what_did_not_reach_the_target_never_reads_like_the_target(peak: float, said: str) -> None:
    assert in_english(FellShort(peak, 30.0, "°")) == f"reached {said}° of 30°"


def test_short_hold_does_not_count_and_says_how_long_it_was() -> None:
    events = run(there_and_back(40, 0.4), 8)
    (rep,) = reps(events)
    assert not rep.counted
    assert in_english(rep.reason).startswith("held 0.")
    assert in_english(rep.reason).endswith("of 2.0 s")
    assert rep.hold_s == pytest.approx(0.4, abs=0.2)
    assert any(isinstance(event, HoldBroken) for event in events)


def test_noise_below_the_threshold_is_no_repetition() -> None:
    events = run(lambda t: 12 * (-1) ** int(t * 15), 10)
    assert reps(events) == []
    assert not any(isinstance(event, PhaseEntered) for event in events)


def test_one_frame_above_the_threshold_is_noise() -> None:
    assert run(lambda t: 40.0 if abs(t - 3.0) < 0.01 else 0.0, 6) == []


def test_void_fault_keeps_a_repetition_from_counting_and_marks_the_low_back() -> None:
    events = run(there_and_back(40, 2.2), 8, pelvis=there_and_back(20, 2.2))
    (rep,) = reps(events)
    assert not rep.counted
    assert in_english(rep.reason) == "turned from the pelvis"
    assert rep.faults == ("pelvis",)
    raised = [event for event in events if isinstance(event, FaultRaised)]
    assert [event.low_back for event in raised] == [True]
    assert sum(isinstance(event, FaultCleared) for event in events) == 1


def test_short_flicker_of_a_fault_is_not_raised() -> None:
    events = run(there_and_back(40, 2.2), 8, pelvis=lambda t: 15.0 if 3.0 < t < 3.15 else 0.0)
    assert not any(isinstance(event, FaultRaised) for event in events)
    assert reps(events)[0].counted


def test_unknown_measure_keeps_the_phase_waiting() -> None:
    course = there_and_back(40, 2.2)
    events = run(lambda t: nan if 3.0 < t < 3.5 else course(t), 8)
    (rep,) = reps(events)
    assert rep.counted


def test_unknown_throughout_counts_nothing() -> None:
    assert run(lambda _: nan, 8) == []


def test_wobble_shorter_than_the_grace_does_not_break_a_hold() -> None:
    course = there_and_back(40, 2.4)
    (rep,) = reps(run(lambda t: course(t) - (16.0 if 3.4 < t < 3.6 else 0.0), 9))
    assert rep.counted


def test_hold_taken_up_again_counts_when_the_second_is_long_enough() -> None:
    first, second = there_and_back(10, 0.8, start_s=3.4, ramp_s=0.4), there_and_back(40, 6.0)
    events = run(lambda t: second(t) - 1.6 * first(t), 12)
    assert sum(isinstance(event, HoldStarted) for event in events) == 2
    (rep,) = reps(events)
    assert rep.counted


def test_same_side_again_is_said_where_sides_alternate() -> None:
    one, two = there_and_back(40, 2.2), there_and_back(40, 2.2, start_s=7.0)
    events = run(lambda t: one(t) + two(t), 14)
    assert [event.expected for event in events if isinstance(event, WrongSide)] == ["right"]


@pytest.mark.parametrize(
    ("left", "right", "last", "following"),
    [
        (0, 0, None, None),
        (1, 0, "left", "right"),
        (1, 1, "right", "left"),
        (1, 2, "right", "left"),
        (1, 2, "left", "left"),
        (3, 1, "left", "right"),
        (2, 2, "left", None),
    ],
)
def test_the_side_asked_for_next_still_lacks_repetitions(
    left: int, right: int, last: Side | None, following: Side | None
) -> None:
    tally = Tally(exercise())
    tally.reps, tally.last_side = {"left": left, "right": right}, last
    assert tally.next_side == following


def test_nobody_is_sent_to_a_side_that_has_its_dose_done() -> None:
    three = exercise(dose={"reps": 3, "hold_s": 2.0, "source": "chosen"})
    ways = [-1, 1, -1, -1, 1, 1]
    moves = [there_and_back(40 * way, 2.2, start_s=1 + 6 * k) for k, way in enumerate(ways)]
    events = run(lambda t: sum(move(t) for move in moves), 38, machine=Machine(three))
    assert [rep.counted for rep in reps(events)] == [True] * 6
    assert [event.expected for event in events if isinstance(event, WrongSide)] == ["left"]


def test_no_hold_runs_under_a_low_back_warning() -> None:
    def slipping(t: float) -> float:
        return 15.0 if 3.0 < t < 4.5 else 0.0

    events = run(there_and_back(40, 4.0), 12, pelvis=slipping)
    warned_s = next(event.time_s for event in events if isinstance(event, FaultRaised))
    (broken,) = [event for event in events if isinstance(event, HoldBroken) and event.time_s < 4.4]
    assert broken.time_s == pytest.approx(warned_s, abs=0.05)
    cleared_s = next(event.time_s for event in events if isinstance(event, FaultCleared))
    assert not any(isinstance(event, HoldStarted) and warned_s < event.time_s < cleared_s for event in events)
    assert [in_english(rep.reason) for rep in reps(events)] == ["turned from the pelvis"]


@pytest.mark.parametrize(("said", "counted"), [({}, False), ({"severity": "warn"}, True)])
def test_what_comes_from_the_low_back_counts_only_where_the_file_says_so(said: dict[str, str], counted: bool) -> None:
    fault = {
        "id": "pelvis",
        "when": [{"measure": PELVIS, "above": 10}],
        "low_back": True,
        "cue": "Still.",
        "why": "slip",
    }
    machine = Machine(exercise(fault=[fault | said]))
    slipping = run(there_and_back(40, 2.4), 9, machine=machine, pelvis=lambda _: 15.0)
    (rep,) = reps(slipping)
    assert (rep.counted, rep.faults) == (counted, ("pelvis",))
    assert any(isinstance(event, HoldCompleted) for event in slipping) == counted


def test_dose_done_is_said_once_after_both_sides() -> None:
    moves = [there_and_back(40 * (-1) ** k, 2.2, start_s=1 + 6 * k) for k in range(6)]
    events = run(lambda t: sum(move(t) for move in moves), 40)
    assert [rep.side for rep in reps(events)] == ["left", "right"] * 3
    done = [event for event in events if isinstance(event, ExerciseCompleted)]
    assert len(done) == 1
    assert done[0].time_s == next(e.time_s for e in events if isinstance(e, RepCompleted) and e.rep.start_s > 19)


def test_interruption_abandons_with_its_reason_and_forgets() -> None:
    machine = Machine(exercise())
    run(there_and_back(40, 5), 4, machine=machine)
    (rep,) = reps(machine.interrupt(4.1, LostSight(("elbows",))))
    assert in_english(rep.reason) == "lost sight of the elbows"
    assert machine.phase == "start"
    assert machine.interrupt(4.2, LostSight(())) == []


def test_hold_completes_when_its_time_has_come_not_at_its_end() -> None:
    events = run(there_and_back(40, 5.0), 12)
    (done,) = [event for event in events if isinstance(event, HoldCompleted)]
    assert done.time_s == pytest.approx(1.0 + 1.4 + 2.0, abs=0.35)


@settings(max_examples=15)
@given(shift_s=st.floats(0, 1e5), fps=st.sampled_from([8.0, 10.0, 15.0, 24.0, 30.0]))
def test_time_shift_and_frame_rate_do_not_change_what_counts(shift_s: float, fps: float) -> None:
    moves = [there_and_back(38, 2.3), there_and_back(-38, 0.4, start_s=8.0), there_and_back(-38, 2.3, start_s=13.0)]
    found = reps(run(lambda t: sum(move(t) for move in moves), 20, fps=fps, shift_s=shift_s))
    assert [(rep.side, rep.counted) for rep in found] == [("left", True), ("right", False), ("right", True)]
    assert found[0].start_s - shift_s == pytest.approx(1.5, abs=0.25)


@settings(max_examples=25)
@given(peak=st.floats(34, 60), hold_s=st.floats(2.05, 6), ramp_s=st.floats(0.8, 2.5))
def test_hold_length_is_right_to_a_quarter_of_a_second(peak: float, hold_s: float, ramp_s: float) -> None:
    (rep,) = reps(run(there_and_back(peak, hold_s, ramp_s=ramp_s), 4 + hold_s + 2 * ramp_s))
    assert rep.counted
    assert rep.hold_s == pytest.approx(hold_s, abs=0.25)


@settings(max_examples=40, derandomize=True)
@given(peak=st.floats(31, 60), hold_s=st.floats(1.2, 2.4), ramp_s=st.floats(0.5, 2.5))
def test_no_hold_that_counts_is_told_as_shorter_than_one_that_is_refused(
    peak: float, hold_s: float, ramp_s: float
) -> None:
    for rep in reps(run(there_and_back(peak, hold_s, ramp_s=ramp_s), 4 + hold_s + 2 * ramp_s)):
        if rep.counted:
            assert f"{rep.hold_s:.1f}" >= "1.8"
        elif isinstance(rep.reason, HeldShort):
            assert in_english(rep.reason) < "held 1.8"


def test_a_counted_repetition_never_shows_less_than_the_hold_it_was_counted_for() -> None:
    machine = Machine(exercise(), lambda _start_s, _end_s: 0.0)
    (rep,) = reps(run(there_and_back(40, 2.4), 9, machine=machine))
    assert rep.counted
    assert rep.hold_s == pytest.approx(2.4, abs=0.25)


def steps(*beginnings: tuple[float, str]) -> Callable[[float], float]:
    """Short lifts of 40° that begin at these times, to the left positive, to the right negative."""

    def course(t: float) -> float:
        for start_s, side in beginnings:
            if start_s <= t < start_s + 0.2:
                return 40.0 if side == "left" else -40.0
        return 0.0

    return course


def stepping(again_s: float) -> Machine:
    phases = [
        {"name": "down", "enter": [{"measure": TURN, "below": 10, "either_way": True}], "dwell_s": 0},
        {"name": "lifted", "enter": [{"measure": TURN, "above": 30}], "dwell_s": 0, "again_s": again_s},
    ]
    return Machine(exercise(phase=phases, dose={"reps": 9, "hold_s": 0, "source": "chosen"}, fault=[]))


def test_the_same_leg_does_not_step_again_at_once_but_the_other_may() -> None:
    walked = steps((1.0, "left"), (1.4, "left"), (1.8, "right"), (2.2, "left"))
    sides = [rep.side for rep in reps(run(walked, 4, machine=stepping(0.6)))]
    assert sides == ["left", "right", "left"]
    assert len(reps(run(walked, 4, machine=stepping(0.0)))) == 4


@pytest.mark.parametrize(
    ("moving", "hold_s"),
    [
        ((0.0, 0.2), 4.0),  # the turn alone: held from 2.4 to 6.4 s
        ((0.0, 4.0), 2.4),  # the pelvis came to rest last
        ((4.5, 9.0), 2.1),  # the pelvis ended it while the turn was still at rest
    ],
)
def test_a_hold_lasts_from_where_all_is_still_to_where_anything_moves(
    moving: tuple[float, float], hold_s: float
) -> None:
    hold = {
        "name": "hold",
        "hold": True,
        "enter": [{"measure": TURN, "above": 30, "slower_than": 10}, {"measure": PELVIS, "slower_than": 5}],
        "stay": [{"measure": TURN, "above": 26, "slower_than": 12}, {"measure": PELVIS, "slower_than": 8}],
    }
    start, turning = (
        {"name": "start", "enter": [{"measure": TURN, "below": 10, "either_way": True}]},
        {"name": "turning", "enter": [{"measure": TURN, "above": 14}]},
    )
    machine = Machine(exercise(phase=[start, turning, hold, {"name": "returning"}], fault=[]))
    begins_s, ends_s = moving
    drifting = run(there_and_back(40, 4.0), 10, machine=machine, pelvis=lambda t: 20 * min(max(t, begins_s), ends_s))
    (rep,) = reps(drifting)
    assert rep.counted
    assert rep.hold_s == pytest.approx(hold_s, abs=0.25)
