"""What is kept over weeks: sessions, repetitions, walks, pain, safety answers, wishes.

Dates are local times with their offset (aware ``datetime``), so that a day is the user's own day wherever that was.
A profile keeps people who share a computer apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from coach.values import Rep

DEFAULT_PROFILE: Final = "me"
"""Whose record it is where nobody says."""

Moment = Literal["before", "after", "any"]
"""When a pain score was given: before or after exercising, or at any other moment."""


@dataclass(frozen=True, slots=True)
class StoredRep:
    """A repetition as it was done. low_back: whether the movement had shifted to the lower back in it.

    curve: the exercise's measure at even times from the repetition's start to its end, towards its side positive, in the
    session's unit; NaN where it was not known, empty where nothing was kept.
    """

    rep: Rep
    low_back: bool
    curve: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredSession:
    """One exercise, done once.

    sides, unit, reps_asked (per side) and hold_asked_s are the exercise card's of that day. completed: the dose was done.
    target, error: what the exercise's measure was to reach, and how far off it was to be expected to be, in that unit; None
    where that is not known.
    """

    profile: str
    started: datetime
    source: str
    exercise: str
    sides: str
    unit: str
    reps_asked: int
    hold_asked_s: float
    completed: bool
    reps: tuple[StoredRep, ...] = ()
    target: float | None = None
    error: float | None = None

    @property
    def day(self) -> date:
        """The user's own day on which it began."""
        return self.started.date()


@dataclass(frozen=True, slots=True)
class Walk:
    """A real walk. minutes > 0."""

    profile: str
    started: datetime
    minutes: float

    @property
    def day(self) -> date:
        """The user's own day on which it ended, which is when it is logged: a walk over midnight belongs to the new day."""
        return (self.started + timedelta(minutes=self.minutes)).date()


@dataclass(frozen=True, slots=True)
class PainScore:
    """Pain on the scale from 0 (none) to 10 (the worst imaginable)."""

    profile: str
    scored: datetime
    score: int
    moment: Moment = "any"


@dataclass(frozen=True, slots=True)
class PainStop:
    """An exercise that was ended because it hurt."""

    profile: str
    reported: datetime
    exercise: str

    @property
    def day(self) -> date:
        """The user's own day on which it hurt."""
        return self.reported.date()


@dataclass(frozen=True, slots=True)
class Screening:
    """Answers to the safety questions: question id to yes (True) or no."""

    profile: str
    answered: datetime
    answers: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class DoseWish:
    """A dose that the user set by hand; None leaves that figure to the rule."""

    profile: str
    exercise: str
    wished: datetime
    reps: int | None
    hold_s: float | None
