"""The shipped weights of the learned readings; each file is read once."""

from __future__ import annotations

from functools import cache
from typing import Literal

from coach import paths
from coach.measures.learned import TrunkReader
from coach.measures.networks import Networks, load

TaughtBy = Literal["front", "twist", "side"]
"""What the weights were taught by: people who turn, seen from the front; who twist with the hands down and the legs crossed;
who arch, lean or squeeze the blades, seen from the side."""


@cache
def reader_for(taught_by: TaughtBy) -> TrunkReader:
    """The reading taught by that. Raises ModelError when its file is missing or damaged."""
    return TrunkReader.load(paths.models() / f"trunk_{taught_by}.npz")


@cache
def knees_diagonal() -> Networks:
    """The reading of a knee from 45°. Raises ModelError when its file is missing or damaged."""
    return load(paths.models() / "knees_diagonal.npz", Networks)
