"""Sessions as they are stored, for tests."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from coach.reasons import Voided
from coach.record.entries import StoredRep, StoredSession
from coach.values import Rep, Side

HERE = timezone(timedelta(hours=2))


def at(day: int, hour: int = 9) -> datetime:
    """That hour of that day of a May, two hours east of Greenwich."""
    return datetime(2026, 5, day, hour, tzinfo=HERE)


def rep_of(
    side: Side | None = "left",
    peak: float = 40.0,
    *,
    hold_s: float = 2.0,
    counted: bool = True,
    faults: tuple[str, ...] = (),
    start_s: float = 5.0,
    exercise: str = "sit-and-rotate",
) -> Rep:
    """One repetition that lasts four seconds."""
    reason = None if counted else Voided(("low-back",), ("turned from the pelvis",))
    return Rep(exercise, side, start_s, start_s + 1.5, start_s + 4.0, peak, hold_s, counted, reason, faults)


def session_of(
    started: datetime,
    reps: tuple[StoredRep, ...] = (),
    *,
    exercise: str = "sit-and-rotate",
    sides: str = "alternate",
    reps_asked: int = 3,
    hold_asked_s: float = 2.0,
    completed: bool = True,
    profile: str = "me",
    unit: str = "°",
) -> StoredSession:
    """A session of an exercise."""
    return StoredSession(profile, started, "camera 0", exercise, sides, unit, reps_asked, hold_asked_s, completed, reps)


def clean(started: datetime, reps_asked: int = 3, left: float = 40.0, right: float = 40.0) -> StoredSession:
    """A session in which the dose was done without a fault."""
    reps = tuple(
        StoredRep(rep_of(side, peak), low_back=False)
        for _ in range(reps_asked)
        for side, peak in (("left", left), ("right", right))
    )
    return session_of(started, reps, reps_asked=reps_asked)
