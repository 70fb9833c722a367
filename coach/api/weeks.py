"""What is kept over weeks, for a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

from coach.api import tables
from coach.api.tables import Columns
from coach.moments import now
from coach.outputs.console import warn
from coach.record.default_profile import DEFAULT_PROFILE
from coach.record.entries import PainScore, PainStop, StoredSession, Walk
from coach.record.store import diary, open_for_reading, standard_place
from coach.record.store.sessions import sessions_of

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of one person, each list oldest first. Moments are local times with their offset."""

    profile: str
    sessions: tuple[StoredSession, ...]
    walks: tuple[Walk, ...]
    pain: tuple[PainScore, ...]
    pain_stops: tuple[PainStop, ...]

    def rep_columns(self) -> Columns:
        """Every repetition of every session as arrays of one length: ``session`` (its number in ``sessions``, from 0),
        ``started`` (a ``datetime``), the columns of ``coach.Result.rep_columns``, and ``low_back``, whether it had shifted to
        the lower back.
        """
        stored = [(number, each, rep) for number, each in enumerate(self.sessions) for rep in each.reps]
        plain = tables.rep_columns([rep.rep for _, _, rep in stored], {})
        errors = [nan if each.error is None else each.error for _, each, _ in stored]
        return {
            "session": tables.column([number for number, _, _ in stored], "whole"),
            "started": tables.column([each.started for _, each, _ in stored], "moment"),
            **plain,
            "peak_error_deg": tables.column(errors, "figure"),
            "low_back": tables.column([rep.low_back for _, _, rep in stored], "flag"),
        }

    def rep_frame(self) -> pd.DataFrame:
        """``rep_columns`` as a pandas data frame. Raises ImportError, with what to do, where pandas is not installed."""
        return tables.data_frame(self.rep_columns())


def read_record(profile: str = DEFAULT_PROFILE, place: str | Path | None = None) -> Record:
    """Reads what Coach keeps of a person; an empty record where there is none.

    profile: whose; place: the file, without the one that ``coach check`` names.
    Raises StoreError where the file cannot be read. Rows that cannot be are left out, and named on stderr.
    """
    with open_for_reading(standard_place() if place is None else Path(place), now(), warn) as database:
        return Record(
            profile=profile,
            sessions=tuple(sessions_of(database, profile)),
            walks=tuple(diary.walks_of(database, profile)),
            pain=tuple(diary.pain_of(database, profile)),
            pain_stops=tuple(diary.pain_stops_of(database, profile)),
        )
