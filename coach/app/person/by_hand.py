"""Exercises that were done without a camera, logged by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from coach.engine.spec import Exercise
from coach.errors import Figure
from coach.record.entries import StoredSession
from coach.record.store import open_for_writing, standard_place
from coach.record.store.sessions import add_session

BY_HAND: Final = "by hand"
"""What the source of such a session is called in the record: nothing was seen, so there are no repetitions in it."""


def log_by_hand(profile: str, exercise: Exercise, at: datetime, report: Callable[[Figure], None]) -> None:
    """Keeps that an exercise was done with its whole dose. Raises StoreError where it cannot be kept."""
    card = exercise.card()
    session = StoredSession(
        profile=profile,
        started=at,
        source=BY_HAND,
        exercise=exercise.id,
        sides=card.sides,
        unit=card.gauge_unit,
        reps_asked=card.reps,
        hold_asked_s=card.hold_s,
        completed=True,
    )
    with open_for_writing(standard_place(), at, report) as database, database.writing() as connection:
        add_session(connection, session)
