"""Runs an exercise over poses as the coach would, to see what it counts."""

from __future__ import annotations

from collections.abc import Iterable

from coach.coaching.session import Session
from coach.engine.spec import Exercise
from coach.events import RepAbandoned, RepCompleted
from coach.values import Pose, Rep


def counted(exercise: Exercise, poses: Iterable[Pose]) -> tuple[list[Rep], list[Rep]]:
    """The repetitions that count, and those that do not."""
    session = Session(exercise)
    events = [event for pose in poses for event in session.step(pose).events]
    events += session.finish()
    done = [event.rep for event in events if isinstance(event, RepCompleted)]
    return done, [event.rep for event in events if isinstance(event, RepAbandoned)]
