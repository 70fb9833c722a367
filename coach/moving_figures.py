"""Where the moving figures lie that show how exercises are done, and in which steps their places are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coach import paths
from coach.files.bounded_reading import is_ordinary

FOLDER: Final = "demonstrations"
ENDING: Final = ".npz"

STEPS: Final = 1000
"""Steps of a stored coordinate in the picture's height."""


def beside(exercise_file: Path) -> Path:
    """Where the figure of an exercise of one's own lies: beside its file."""
    return exercise_file.with_suffix(ENDING)


def figure_of(exercise_id: str) -> Path | None:
    """The figure's file: beside the user's own exercise of that id, else the shipped one; None where there is neither."""
    own = paths.user_exercises() / f"{exercise_id}.toml"
    found = beside(own) if is_ordinary(own) else paths.exercises() / FOLDER / f"{exercise_id}{ENDING}"
    return found if is_ordinary(found) else None
