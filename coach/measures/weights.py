"""The shipped weights of the learned readings: constants that are too long to be written out.

The one place among the measures that touches a file, and it reads each once.
"""

from __future__ import annotations

from functools import cache

from coach import paths
from coach.measures.learned import LearnedView, TrunkReader


@cache
def reader_for(view: LearnedView) -> TrunkReader:
    """The reading trained for that view. Raises ModelError when its file is missing or damaged."""
    return TrunkReader.load(paths.models() / f"trunk_{view}.npz")
