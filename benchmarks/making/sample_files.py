"""The samples on disk: where they lie, what was truly done in them, and the exercise each is judged with."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.recording.reader import open_recording
from coach.values import Pose, Side

OWN: Final = Path(__file__).resolve().parents[2] / "samples"
"""The samples of this repository, and how the studio's faults and holds are named."""

SAMPLES: Final = Path(os.environ.get("COACH_SAMPLES") or OWN)
"""The folder that holds ``EXERCISE/CASE/``: that one, or for clips of one's own the one that COACH_SAMPLES names."""

GOOD: Final = "good"
"""The variant in which everything is done right."""


@dataclass(frozen=True, slots=True)
class TrueRep:
    """One repetition as it was truly done.

    side: as the studio has it, None where there are none. hold_s: length of the plateau at the peak.
    why: the reason for which it must not count, empty where it must.
    """

    side: Side | None
    start_s: float
    end_s: float
    hold_s: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class TrueFault:
    """A fault of the exercise file, by its id, and when it is plainly there."""

    fault: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Expected:
    """What the truth asks of the coach.

    counted: repetitions that must count, in order. abandoned: those that must not, each with its reason.
    faults: what must be raised, once in each window at least. unmapped: studio faults that ``faults.toml`` lacks.
    """

    counted: tuple[TrueRep, ...]
    abandoned: tuple[TrueRep, ...]
    faults: tuple[TrueFault, ...]
    unmapped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One clip with everything beside it."""

    folder: Path

    @property
    def exercise(self) -> str:
        """The id of the exercise that is done."""
        return self.folder.parent.name

    @property
    def case(self) -> str:
        """What sets it apart from the exercise's other samples."""
        return self.folder.name

    @property
    def name(self) -> str:
        """Exercise and case."""
        return f"{self.exercise}/{self.case}"

    @property
    def clip(self) -> Path:
        """The video."""
        return self.folder / "clip.mp4"

    @property
    def recording(self) -> Path:
        """The poses of the video, as the landmarker found them."""
        return self.folder / "recording.coach"

    @property
    def variant(self) -> str:
        """``good``, a fault, ``partial`` or ``short-hold``."""
        return _variant_of(self.folder)

    def poses(self) -> list[Pose]:
        """The recorded poses."""
        return list(open_recording(self.recording))

    def truth(self) -> dict[str, Any]:
        """``truth.json`` as it is."""
        return _read_object(self.folder / "truth.json")

    def angles(self) -> dict[str, NDArray[np.float64]]:
        """True angles by the studio's name, degrees, one for each frame of the clip."""
        truth = self.truth()
        return {
            name: np.broadcast_to(np.asarray(column, np.float64), (truth["frames"],))
            for name, column in truth["angles"].items()
        }

    def expected(self) -> Expected:
        """``expected.json``."""
        read = _read_object(self.folder / "expected.json")
        return Expected(
            counted=tuple(TrueRep(**rep) for rep in read["counted"]),
            abandoned=tuple(TrueRep(**rep) for rep in read["abandoned"]),
            faults=tuple(TrueFault(**fault) for fault in read["faults"]),
            unmapped=tuple(read["unmapped"]),
        )

    def coached_as(self, exercise: Exercise | None = None) -> Exercise:
        """The exercise (the sample's own, or another) as this sample is judged with.

        Where its dose asks for a longer hold than the person in the clip was asked for, it asks for that one instead:
        nobody is filmed for half a minute at rest.
        """
        exercise = exercise or catalog.find(self.exercise)
        asked_s = float(self.truth()["asked_hold_s"])
        if 0 < asked_s < exercise.dose.hold_s:
            return exercise.with_hold(asked_s)
        return exercise


def all_samples(exercise: str = "*") -> list[Sample]:
    """Every sample, or those of one exercise, in the order of their names."""
    return [Sample(path.parent) for path in sorted(SAMPLES.glob(f"{exercise}/*/truth.json"))]


def chosen_samples(words: list[str]) -> Iterator[Sample]:
    """The samples whose name begins with one of the words; all where there are none."""
    for sample in all_samples():
        if not words or any(sample.name.startswith(word) for word in words):
            yield sample


@cache
def _variant_of(folder: Path) -> str:
    """Asked for again and again while tests are collected, and the truth is long."""
    return str(_read_object(folder / "truth.json")["variant"])


def _read_object(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read
