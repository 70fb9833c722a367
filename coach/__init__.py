"""Coach: a webcam form coach for upper-back pain.

In a notebook or a script::

    import coach

    result = coach.replay("clip.mp4", "sit-and-rotate")
    result.rep_frame()

``coach.api`` holds what can be had so; it is imported when it is first asked for, so that ``import coach`` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.api import (
        CoachError,
        Exercise,
        Pose,
        Record,
        Rep,
        Result,
        Session,
        describe_measures,
        feed,
        list_exercises,
        load_exercise,
        make_pose,
        read_poses,
        read_record,
        replay,
    )

__version__ = "1.0.0"

__all__ = [
    "CoachError",
    "Exercise",
    "Pose",
    "Record",
    "Rep",
    "Result",
    "Session",
    "__version__",
    "describe_measures",
    "feed",
    "list_exercises",
    "load_exercise",
    "make_pose",
    "read_poses",
    "read_record",
    "replay",
]


def __getattr__(name: str) -> object:
    """What the API offers, fetched when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module("coach.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
