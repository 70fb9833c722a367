"""The record over weeks: one SQLite file in the user's own folder, written as things happen.

``open_for_writing`` and ``open_for_reading`` give a `Database`; `coach.record.store.sessions` and
`coach.record.store.diary` read and write what is in it; `Store` is the output of a run.
"""

from coach.record.store.database import (
    Database,
    is_kept,
    open_for_reading,
    open_for_writing,
    require_unlocked,
    standard_place,
)
from coach.record.store.writer import Store

__all__ = ["Database", "Store", "is_kept", "open_for_reading", "open_for_writing", "require_unlocked", "standard_place"]
