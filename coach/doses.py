"""How much of an exercise is asked, and why that much: facts, of which ``coach/words/doses.py`` makes sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Stage:
    """How much: repetitions (per side where there are sides) and seconds of hold (0 without one)."""

    reps: int
    hold_s: float


@dataclass(frozen=True, slots=True)
class FirstStep:
    """Nothing has led away from the first step of the exercise's file."""


@dataclass(frozen=True, slots=True)
class SetByHand:
    """The person set it on that day."""

    day: date


@dataclass(frozen=True, slots=True)
class PlanAsks:
    """A therapist's plan asks for it."""


@dataclass(frozen=True, slots=True)
class HurtOn:
    """It hurt in the exercise."""

    day: date


@dataclass(frozen=True, slots=True)
class PainWorseOn:
    """The pain became worse on a day of the exercise or the day after."""

    day: date


@dataclass(frozen=True, slots=True)
class FaultsOn:
    """So many of a day's repetitions had a fault or did not count."""

    day: date
    faulty: int
    count: int


@dataclass(frozen=True, slots=True)
class CleanOn:
    """The dose was done and every repetition was clean, on both days."""

    first: date
    second: date


Cause: TypeAlias = FirstStep | SetByHand | PlanAsks | HurtOn | PainWorseOn | FaultsOn | CleanOn


@dataclass(frozen=True, slots=True)
class FullDose:
    """There is no higher step. of_plan: since a plan asks for no more."""

    of_plan: bool = False


@dataclass(frozen=True, slots=True)
class MoreCleanDays:
    """So many more days running, with the dose done and every repetition clean, lead to the next step."""

    days: int
    to: Stage


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in an exercise.

    stage: how much is asked. cause: what made it that much. steps: 1 where that led a step up, -1 where it led down, 0
    where the step stayed the same. next: what leads on.
    """

    stage: Stage
    cause: Cause
    next: FullDose | MoreCleanDays
    steps: int = 0
