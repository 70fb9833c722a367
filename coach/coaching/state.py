"""Where an exercise stands, put together for whoever shows it."""

from __future__ import annotations

from math import nan

from coach.coaching.attention import Attention
from coach.coaching.neutral.start_position import StartPosition
from coach.engine.machine import Machine
from coach.values import ExerciseCard, ExerciseState, Watching


def state_of(
    card: ExerciseCard,
    machine: Machine,
    start: StartPosition,
    attention: Attention,
    doubt: float,
    *,
    hurt: bool,
    paused: bool,
) -> ExerciseState:
    """The state behind one pose. doubt: times as large as usual is the error of the measures."""
    known = start.neutral is not None
    return ExerciseState(
        watching=_watching(machine, attention, known=known, hurt=hurt, paused=paused),
        phase=machine.phase,
        since_s=machine.since_s,
        side=machine.side,
        next_side=None if hurt else machine.next_side,
        reps=dict(machine.reps),
        gauge=machine.gauge if known and not attention.unknown else nan,
        hold_s=machine.hold_s,
        holding=machine.holding,
        active_faults=machine.faults.active,
        low_back=machine.faults.low_back,
        low_back_level=machine.faults.low_back_level,
        gauge_error=None if card.gauge_error is None else card.gauge_error * doubt,
        missing=attention.missing,
        unwatched=(*start.unwatched, *machine.faults.too_slow) if known else (),
        hidden=start.hidden if known else (),
        doubt=attention.doubt,
    )


def _watching(machine: Machine, attention: Attention, *, known: bool, hurt: bool, paused: bool) -> Watching:
    if hurt:
        return "hurt"
    if paused:
        return "paused"
    if attention.away:
        return "lost"
    if not known:
        return "position"
    return "done" if machine.done else "exercise"
