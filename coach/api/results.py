"""What came of coaching, as plain values, arrays and data frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from numpy.typing import NDArray

from coach.api import tables
from coach.api.tables import Columns
from coach.errors import CoachError
from coach.events import Event
from coach.landmarks import COUNT
from coach.outputs.exports import reps_of
from coach.values import ExerciseCard, FloatArray, Output, Rep, Step

if TYPE_CHECKING:
    import pandas as pd

Figures = NDArray[np.float64]
Words = NDArray[np.str_]


class FrameArrays(TypedDict):
    """The part of a ``Result`` that has one entry for each frame."""

    times_s: Figures
    exercise: Words
    phase: Words
    measures: Mapping[str, Figures]
    landmarks: FloatArray
    world: FloatArray
    visibility: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """What came of a replay, or of poses that were fed.

    source: name of the file; model: of the pose model; empty for poses that were fed.
    exercises: what was done, in order, with dose and measure. events: all that happened, in order.
    trouble: what went wrong after the beginning, empty where nothing did.

    With one entry for each of N frames, in order of time (of each exercise, where several were recognised):
    times_s: (N,) seconds from the source's first frame. exercise, phase: (N,) the exercise's id, and the phase of its file.
    measures: name to (N,) values in the unit of the name's ending (``_deg`` degrees, ``_pct`` percent, ``_share`` 0 … 1,
    ``_s`` seconds), NaN where unknown. landmarks: (N, 33, 3), x and y 0 … 1 in the picture. world: (N, 33, 3) metres from
    midway between the hips. visibility: (N, 33) 0 … 1. All three as in ``coach.Pose``; NaN, and 0, where nobody was found.
    """

    source: str
    model: str
    exercises: tuple[ExerciseCard, ...]
    events: tuple[Event, ...]
    trouble: tuple[CoachError, ...]
    times_s: Figures
    exercise: Words
    phase: Words
    measures: Mapping[str, Figures]
    landmarks: FloatArray
    world: FloatArray
    visibility: FloatArray

    @property
    def reps(self) -> tuple[Rep, ...]:
        """Every repetition, counted or not, in the order in which they ended."""
        return tuple(reps_of(self.events))

    @property
    def counted(self) -> tuple[Rep, ...]:
        """The repetitions that count."""
        return tuple(rep for rep in self.reps if rep.counted)

    def rep_columns(self) -> Columns:
        """The repetitions as arrays of one length, by the columns of ``--export reps.csv``; figures to their last bit."""
        return tables.rep_columns(self.reps, {card.id: card.gauge_error for card in self.exercises})

    def event_columns(self) -> Columns:
        """The events as arrays of one length: ``event`` (its kind), ``time_s``, then each field that any event has.

        Where an event lacks a field, text is empty and a figure NaN; ``rep`` is the number of its repetition in ``reps``,
        else -1.
        """
        return tables.event_columns(self.events)

    def measure_columns(self) -> Columns:
        """The frames as arrays of one length: ``time_s``, ``exercise``, ``phase``, then every measure by its name."""
        return {"time_s": self.times_s, "exercise": self.exercise, "phase": self.phase, **self.measures}

    def rep_frame(self) -> pd.DataFrame:
        """``rep_columns`` as a pandas data frame. Raises ImportError, with what to do, where pandas is not installed."""
        return tables.data_frame(self.rep_columns())

    def event_frame(self) -> pd.DataFrame:
        """``event_columns`` as a pandas data frame; as ``rep_frame``."""
        return tables.data_frame(self.event_columns())

    def measure_frame(self) -> pd.DataFrame:
        """``measure_columns`` as a pandas data frame; as ``rep_frame``."""
        return tables.data_frame(self.measure_columns())

    def __repr__(self) -> str:
        """One line, since a notebook shows it."""
        done = ", ".join(card.id for card in self.exercises) or "nothing"
        told = f"{len(self.counted)} of {len(self.reps)} repetitions count"
        return f"<Result: {done}; {told}; {len(self.times_s)} frames; {len(self.trouble)} troubles>"


class FrameKeeper(Output):
    """An output that keeps of every step what a ``Result`` has of it, and drops the picture."""

    def __init__(self) -> None:
        self._times_s: list[float] = []
        self._exercise: list[str] = []
        self._phase: list[str] = []
        self._rows: list[Mapping[str, float]] = []
        self._poses: list[tuple[FloatArray, FloatArray, FloatArray]] = []

    def update(self, step: Step) -> None:
        """Keeps one frame."""
        pose = step.pose
        self._times_s.append(pose.time_s)
        self._exercise.append(step.exercise.id)
        self._phase.append(step.state.phase)
        self._rows.append(step.measures.values)
        self._poses.append((pose.image, pose.world, pose.visibility))

    def close(self) -> None:
        """Nothing is left open."""

    def arrays(self) -> FrameArrays:
        """All that was kept."""
        names = dict.fromkeys(name for row in self._rows for name in row)
        empty = (
            np.zeros((0, COUNT, 3), np.float32),
            np.zeros((0, COUNT, 3), np.float32),
            np.zeros((0, COUNT), np.float32),
        )
        image, world, visibility = map(np.stack, zip(*self._poses, strict=True)) if self._poses else empty
        return {
            "times_s": np.array(self._times_s, np.float64),
            "exercise": np.array(self._exercise, np.str_),
            "phase": np.array(self._phase, np.str_),
            "measures": {name: np.array([row.get(name, np.nan) for row in self._rows], np.float64) for name in names},
            "landmarks": image,
            "world": world,
            "visibility": visibility,
        }
