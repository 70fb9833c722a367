"""Whether a repetition that is over counts, and, where it does not, why."""

from __future__ import annotations

from collections.abc import Callable

from coach.engine.attempt import Attempt
from coach.engine.holds import TOLERANCE_S
from coach.engine.spec import Exercise, Phase
from coach.measures.names import unit_of
from coach.reasons import CameBack, FellShort, HeldShort, Reason, Voided

TimeHold = Callable[[float, float], float | None]
"""Given about when a hold began and ended, its exact length in seconds, or None where that is not known."""


def against(exercise: Exercise, attempt: Attempt, following: Phase | None) -> Reason | None:
    """Why the repetition does not count, with the figures reached; None when it does.

    following: the phase that was still to come when the movement was back at rest; None where it went through all.
    """
    if attempt.void:
        return Voided(tuple(attempt.void), tuple(attempt.void.values()))
    gauge = exercise.gauge
    hold_s = exercise.dose.hold_s
    if hold_s and attempt.hold_s > 0 and not attempt.held:
        return HeldShort(attempt.hold_s, hold_s)
    if following is None and (not hold_s or attempt.held):
        return None
    if attempt.peak < gauge.target:
        return FellShort(attempt.peak, gauge.target, unit_of(gauge.measure))
    if hold_s and not attempt.held:
        return HeldShort(attempt.hold_s, hold_s)
    assert following is not None
    return CameBack(following.name)


def time_again(exercise: Exercise, attempt: Attempt, time_hold: TimeHold | None) -> None:
    """Once the movement is over, its hold can be timed more exactly than while it went on."""
    by_body = any(phase.hold and phase.timed_by == "body" for phase in exercise.phase)
    if attempt.hold_span is None or time_hold is None or not by_body:
        return
    length_s = time_hold(*attempt.hold_span)
    if length_s is None:
        return
    enough = length_s >= exercise.dose.hold_s - TOLERANCE_S
    if attempt.held and not enough:
        # The person was told that the hold is over: a figure that says they held less would contradict the count.
        return
    attempt.hold_s = length_s
    attempt.held = enough
