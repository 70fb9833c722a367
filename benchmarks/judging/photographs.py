"""Photographs of the two ends of an exercise, drawn out to two slow repetitions, as somebody would do them.

The landmarks of both ends are found once; between them runs a smooth ramp, and each end is held for a second longer than
the exercise asks. The silhouette is that of the nearer end. So bodies, clothes, rooms and cameras are real, the movement
is not.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, pi
from pathlib import Path
from typing import Final

import cv2
import numpy as np

from benchmarks.judging.on_footage import Said, said_of
from benchmarks.making import real_facts, real_recordings
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import SourceError
from coach.recording.reader import open_recording
from coach.sources import pose_models as models
from coach.sources.landmarker import Landmarker
from coach.values import Frame, Pose

RAMP_S: Final = 1.8
"""From one end to the other."""

LONGER_S: Final = 1.0
"""How much longer than asked either end is held."""

_HZ: Final = 30.0
_LOOKS: Final = 12
"""How often the model looks at the still picture: it trusts its own last look, and has settled by then."""

_STEPS: Final = 10_000
_WORLD_STEPS: Final = 1_000
_VISIBILITY_STEPS: Final = 100


@dataclass(frozen=True, slots=True)
class Photograph:
    """The two ends of an exercise. files: rest and end. because: reasons that are true where it may be told.

    expected: "counted", "told" (a true fault or reason is said, and nothing is counted that it forbids), "counted or told",
    or "nothing" (no exercise may count it).
    """

    name: str
    files: tuple[tuple[str, int], tuple[str, int]]
    shows: str
    exercise: str | None
    expected: str
    because: tuple[str, ...]


def photographs() -> list[Photograph]:
    """All of which facts are known."""
    return [
        Photograph(
            name=read["name"],
            files=tuple((end["sha256"], end["bytes"]) for end in read["ends"]),  # type: ignore[arg-type]
            shows=read["shows"],
            exercise=read["exercise"],
            expected=read["expected"],
            because=tuple(read["because"]),
        )
        for read in real_facts.read_list(real_facts.FACTS / "photographs.json")
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of a pair. said: with each exercise that was tried."""

    photograph: Photograph
    said: tuple[Said, ...]

    @property
    def counted(self) -> int:
        """Repetitions that were counted."""
        return sum(len(said.counted) for said in self.said)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Whatever was said against a repetition."""
        return tuple(sorted({reason for said in self.said for reason in said.reasons}))

    @property
    def right(self) -> bool:
        """Whether that is what the facts ask for: both repetitions, or a reason that is true."""
        told = bool(set(self.reasons) & set(self.photograph.because))
        match self.photograph.expected:
            case "counted":
                return self.counted == 2
            case "told":
                return told and (self.counted == 0 or not any(said.void_reasons for said in self.said))
            case "counted or told":
                return self.counted == 2 or told
        return self.counted == 0


def shown(photograph: Photograph, ends: tuple[Path, Path], model: str) -> Shown:
    """Draws a pair out and replays it: with its own exercise, or with all where it shows none."""
    found = [_pose(path, sha256, model) for path, (sha256, _) in zip(ends, photograph.files, strict=True)]
    exercises = [catalog.find(photograph.exercise)] if photograph.exercise else catalog.all_exercises()
    with tempfile.TemporaryDirectory() as folder:
        said = []
        for exercise in exercises:
            recording = Path(folder) / f"{exercise.id}.coach"
            real_recordings.write(recording, drawn_out(found[0], found[1], exercise), model)
            said.append(said_of(recording, exercise.id))
    return Shown(photograph, tuple(said))


def drawn_out(rest: Pose, end: Pose, exercise: Exercise) -> Iterable[Pose]:
    """Two repetitions: rest, end, rest, end, rest."""
    for frame, share in enumerate(_course(exercise)):
        yield _between(rest, end, share, round(frame / _HZ, 6))


def _course(exercise: Exercise) -> Sequence[float]:
    """How far from rest (0) to the end (1), frame by frame."""
    still = round((1.5 + LONGER_S) * _HZ)
    held = round((exercise.dose.hold_s + LONGER_S) * _HZ)
    ramp = [(1 - cos(pi * step / (RAMP_S * _HZ))) / 2 for step in range(round(RAMP_S * _HZ))]
    repetition = [*ramp, *[1.0] * held, *reversed(ramp), *[0.0] * still]
    return [*[0.0] * still, *repetition, *repetition]


def _between(rest: Pose, end: Pose, share: float, time_s: float) -> Pose:
    near = end if share > 0.5 else rest

    def mixed(one: np.ndarray, other: np.ndarray, steps: int) -> np.ndarray:
        return real_recordings.in_steps(one.astype(np.float64) * (1 - share) + other.astype(np.float64) * share, steps)

    return replace(
        near,
        time_s=time_s,
        size=rest.size,
        image=mixed(rest.image, end.image, _STEPS),
        world=mixed(rest.world, end.world, _WORLD_STEPS),
        visibility=mixed(rest.visibility, end.visibility, _VISIBILITY_STEPS),
    )


def _pose(path: Path, sha256: str, model: str) -> Pose:
    """The landmarks of a photograph, found once and kept beside it."""
    recording = real_recordings.recording_of(path, sha256, model)
    if not recording.exists():
        picture = cv2.imread(str(path))
        if picture is None:
            raise SourceError(f"{path} is no picture that can be read.")
        image = picture.astype(np.uint8)
        with Landmarker(models.ensure(model), outline=True) as landmarker:
            looks = [landmarker.detect(Frame(look, round(look / _HZ, 6), image)) for look in range(_LOOKS)]
        recording.parent.mkdir(exist_ok=True)
        real_recordings.write(recording, looks[-1:], model)
    return list(open_recording(recording))[-1]
