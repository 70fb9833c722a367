"""A record of two people with something in each table, for tests."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from coach.record.entries import DoseWish, PainScore, PainStop, Screening, StoredRep, StoredWarning, Walk
from coach.record.store import diary, open_for_writing
from coach.record.store.sessions import add_rep, add_session, add_warning
from coach.values import Side
from tests.stored import at, rep_of, session_of

SIDES: tuple[Side, ...] = ("left", "right")


def fill_record(path: Path) -> None:
    """Puts such a record there."""
    shutil.copyfile(_made(), path)


@cache
def _made() -> Path:
    path = Path(tempfile.mkdtemp()) / "coach.db"
    with open_for_writing(path, at(9), _refuse) as database:
        for profile in ("me", "Zoë"):
            for day in range(1, 5):
                with database.writing() as connection:
                    number = add_session(connection, session_of(at(day), profile=profile))
                    for side in SIDES:
                        add_rep(connection, number, StoredRep(rep_of(side, 40.0 + day), False, (0.0, 40.0, 0.0)))
                    add_warning(connection, number, StoredWarning(3.0, "pelvis", "void", True, "left"))
            diary.log_walk(database, Walk(profile, at(2), 25.5))
            diary.log_pain(database, PainScore(profile, at(2), 4, "after"))
            diary.log_pain_stop(database, PainStop(profile, at(2), "cat-cow"))
            diary.keep_screening(database, Screening(profile, at(1), {"disc": False, "arthritis": False}))
            diary.leave_out(database, profile, "cat-cow", at(2))
            diary.wish_dose(database, DoseWish(profile, "sit-and-rotate", at(2), 5, None))
    return path


def _refuse(sentence: str) -> None:
    raise AssertionError(sentence)
