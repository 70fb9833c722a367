"""Coming through the start position, pausing between repetitions, and signs that lapse for a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import pytest

from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.events import Event, FaultRaised, RepAbandoned, RepCompleted
from coach.values import Measures
from coach.words.reasons import in_english
from tests.movements import ease, times

BACK = "back_rounding_pct"
KNEE = "knee_flexion_near_deg"


def exercise(**changes: Any) -> Exercise:
    """Round by more than 10, then arch by more than 5, and come back."""
    rest = {"measure": BACK, "above": -3, "below": 4}
    document: dict[str, Any] = {
        "id": "round-and-arch",
        "title": "Round and arch",
        "source": "chosen",
        "position": "all-fours",
        "view": "side",
        "needs": ["shoulders"],
        "camera": "At the side.",
        "instructions": ["Round, then arch."],
        "dose": {"reps": 2, "source": "chosen"},
        "gauge": {"measure": BACK, "target": 10},
        "phase": [
            {"name": "start", "enter": [rest], "give_up": [rest | {"slower_than": 4}], "dwell_s": 0.3},
            {"name": "round", "enter": [{"measure": BACK, "above": 10}]},
            {"name": "arch", "enter": [{"measure": BACK, "below": -5}]},
        ],
    }
    return Exercise.model_validate(document | changes)


def course(*corners: tuple[float, float]) -> Callable[[float], float]:
    """Smoothly from each (time, value) to the next."""

    def at(time_s: float) -> float:
        value = corners[0][1]
        for (start_s, low), (end_s, high) in pairwise(corners):
            value += (high - low) * ease((time_s - start_s) / (end_s - start_s))
        return value

    return at


def run(exercise: Exercise, duration_s: float, **courses: Callable[[float], float]) -> list[Event]:
    machine = Machine(exercise)
    events: list[Event] = []
    for time_s in times(duration_s):
        events += machine.update(Measures(time_s, {name: at(time_s) for name, at in courses.items()}))
    return events


def kinds(events: Iterable[Event], *wanted: type) -> list[Event]:
    return [event for event in events if isinstance(event, wanted)]


@pytest.mark.parametrize("way_s", [1.5, 3.0, 5.0])
def test_passing_through_the_middle_is_not_turning_back(way_s: float) -> None:
    back = course((1, 0), (3, 16), (4, 16), (4 + way_s, -10), (5 + way_s, -10), (7 + way_s, 0), (9 + way_s, 0))
    events = run(exercise(), 9 + way_s, **{BACK: back})
    assert len(kinds(events, RepCompleted)) == 1
    assert not kinds(events, RepAbandoned)


def test_resting_in_the_middle_gives_the_repetition_up() -> None:
    events = run(exercise(), 9, **{BACK: course((1, 0), (3, 16), (4, 16), (6, 0), (9, 0))})
    (given_up,) = kinds(events, RepAbandoned)
    assert isinstance(given_up, RepAbandoned)
    assert in_english(given_up.rep.reason) == "came back before 'arch'"
    assert given_up.rep.end_s == pytest.approx(6, abs=0.5)


def test_from_end_to_end_without_resting_every_cycle_counts() -> None:
    back = course((1, 0), (3, 16), (5.5, -10), (8, 16), (10.5, -10), (12.5, 0), (14, 0))
    assert len(kinds(run(exercise(), 14, **{BACK: back}), RepCompleted)) == 2


def test_only_the_first_phase_can_be_given_up_to() -> None:
    phases = [{"name": "start", "enter": [{"measure": BACK, "below": 3}]}]
    phases.append({"name": "up", "enter": [{"measure": BACK, "above": 9}], "give_up": [{"measure": BACK, "below": 3}]})
    with pytest.raises(ValueError, match="give_up belongs to the first phase"):
        exercise(phase=phases)


PAUSE = {
    "id": "pause",
    "when": [{"measure": BACK, "below": 3, "either_way": True}],
    "during": ["start"],
    "for_s": 2.0,
    "once_begun": True,
    "cue": "Go on.",
    "why": "paused",
}
PHASES = [
    {"name": "start", "enter": [{"measure": BACK, "below": 3}]},
    {"name": "up", "enter": [{"measure": BACK, "above": 9}]},
]


def up_at(*starts: float) -> Callable[[float], float]:
    def at(time_s: float) -> float:
        return sum(16 * (ease((time_s - s) / 0.5) - ease((time_s - s - 1) / 0.5)) for s in starts)

    return at


def pauses(starts: tuple[float, ...], duration_s: float, reps: int = 5) -> list[float]:
    document = exercise(phase=PHASES, fault=[PAUSE], dose={"reps": reps, "source": "chosen"})
    return [event.time_s for event in kinds(run(document, duration_s, **{BACK: up_at(*starts)}), FaultRaised)]


def test_a_pause_between_repetitions_is_a_fault() -> None:
    (raised_s,) = pauses((1, 3, 10), 12)
    assert raised_s == pytest.approx(4.5 + 2.0, abs=0.4)


def test_waiting_before_the_first_repetition_is_no_pause() -> None:
    assert pauses((8,), 9.5) == []


def test_resting_after_the_dose_is_no_pause() -> None:
    assert pauses((1, 3), 12, reps=2) == []


def swaying(grace_s: float, lapse_s: float) -> list[float]:
    """A sign that is there but for one lapse, asked for 1 s."""
    fault = {
        "id": "bent",
        "when": [{"measure": KNEE, "above": 20}],
        "during": ["start"],
        "for_s": 1.0,
        "grace_s": grace_s,
        "cue": "Straight.",
        "why": "bent",
    }

    def knee(time_s: float) -> float:
        return 30.0 if 1.0 <= time_s < 2.5 and not 1.5 <= time_s < 1.5 + lapse_s else 0.0

    events = run(exercise(phase=PHASES, fault=[fault]), 4, **{BACK: lambda _: 0.0, KNEE: knee})
    return [event.time_s for event in kinds(events, FaultRaised)]


def test_a_lapse_within_the_grace_does_not_break_the_signs() -> None:
    (raised_s,) = swaying(grace_s=0.3, lapse_s=0.2)
    assert raised_s == pytest.approx(2.0, abs=0.1)


def test_a_lapse_beyond_the_grace_does() -> None:
    assert swaying(grace_s=0.3, lapse_s=0.6) == []
    assert swaying(grace_s=0.0, lapse_s=0.6) == []
