"""Makes the moving figures of ``exercises/demonstrations/`` out of the samples' own recordings.

python benchmarks/making/demonstrations.py [NAME ...]     writes the demonstrations of these exercises, or of all
    --check                                               writes nothing; returns 1 where one is not what would be made

Of a sample that is done well it takes one repetition (one a side where there are sides), with a moment of rest before and
after it. Long holds are cut to PLATEAU_S. The landmarks are smoothed, and what is left between the last frame and the first
is spread over the whole, so that the film runs in a circle. Seen from the side, the back's curve is taken from the
silhouette, since no landmark lies on the spine. The layout is described in ``coach/outputs/screen/demonstration.py``.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.making.sample_files import GOOD, Sample, all_samples
from coach import paths
from coach.coaching.session import Session
from coach.engine import catalog
from coach.landmarks import INDEX
from coach.measures.silhouette import profile
from coach.outputs.screen.demonstration import FOLDER, STEPS
from coach.values import Pose

Floats = NDArray[np.float64]

FPS: Final = 12
REST_S: Final = 0.4
"""Rest before and after the repetition; chosen."""

PLATEAU_S: Final = 1.5
"""Longer holds are cut to this: a figure that stands still for ten seconds shows nothing. Chosen."""

SMOOTHING_S: Final = 0.10
"""Standard deviation of the bell over which the recording is averaged; chosen: tremble goes, the movement stays."""

SPINE: Final = np.array([0.17, 0.33, 0.50, 0.67, 0.83])
"""Where on the way from hips (0) to shoulders (1) the back's curve is kept."""

RESTING: Final = 5
"""Up to so many percent of the target the person is at rest; chosen."""

NEARLY: Final = 5.0
"""So many percent the movement may seem to have come elsewhere before a film is to be made anew; chosen."""

LONGEST_BEND: Final = 0.35
"""No part of the back is drawn further off the straight line, in lengths of the trunk; chosen."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown of a sample.

    case: which one, else a plain good one. reps: how many of its repetitions, from the one numbered ``first``; lead_s,
    tail_s: rest before and after. smoothing_s: less for what is quick. spine: whether the back's curve is in the
    silhouette; behind elbows it is not.
    """

    case: str = ""
    first: int = 0
    reps: int = 1
    lead_s: float = REST_S
    tail_s: float = REST_S
    smoothing_s: float = SMOOTHING_S
    spine: bool = True


CUTS: Final = {
    "walk-in-place": Cut("good-female", first=4, reps=4, lead_s=0.0, tail_s=0.0, smoothing_s=0.04),
    "shoulder-rolls": Cut(first=1, reps=2, lead_s=0.0, tail_s=0.0),
    "seated-crossed-leg-twist": Cut(reps=2, lead_s=2.0, tail_s=2.0),
    "pelvis-push": Cut(spine=False),
    "standing-backward-bend": Cut(spine=False),
    "shoulder-blade-squeeze": Cut(spine=False),
}
"""Where the usual is not right: steps and rolls follow each other, legs are crossed before the turn, elbows go back."""


def main() -> int:
    """Writes, or compares; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all without")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args()
    differing = 0
    for exercise in options.names or sorted(path.stem for path in paths.exercises().glob("*.toml")):
        path = paths.exercises() / FOLDER / f"{exercise}.npz"
        made = demonstration(exercise)
        if options.check:
            same = path.exists() and same_content(made, dict(np.load(path)))
            differing += not same
            print(f"{exercise:30} {'the same' if same else 'differs'}")
            continue
        path.parent.mkdir(exist_ok=True)
        np.savez_compressed(path, **made)
        print(
            f"{exercise:30} {len(made['times_s']) / FPS:5.1f} s {path.stat().st_size / 1000:5.1f} kB  {made['sample']}"
        )
    return 1 if differing else 0


def same_content(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two demonstrations hold the same figure, to the last bit; how far it has come, to NEARLY percent.

    The latter is read by the coach itself, whose measures become better from time to time.
    """
    drawn = [name for name in one if name not in ("reached", "sides")]
    return (
        one.keys() == other.keys()
        and all(np.array_equal(one[name], other[name]) for name in drawn)
        and float(np.abs(one["reached"] - other["reached"]).mean()) <= NEARLY
        and float(np.mean(one["sides"] != other["sides"])) <= NEARLY / 100
    )


def demonstration(exercise_id: str) -> dict[str, Any]:
    """The arrays of one exercise's demonstration, by the names in which they are stored."""
    exercise = catalog.find(exercise_id)
    cut = CUTS.get(exercise_id, Cut(reps=1 if exercise.sides == "none" else 2))
    sample = _sample(exercise_id, cut)
    poses = [pose for pose in sample.poses() if pose.found]
    times_s = _times(sample, cut)
    with_spine = exercise.view == "side" and cut.spine
    spine = _spine(poses) if with_spine else np.zeros((len(poses), 0, 2))
    landmarks = np.array([_square(pose) for pose in poses])
    recorded_s = np.array([pose.time_s for pose in poses])
    film = _film(recorded_s, np.concatenate([landmarks, spine], axis=1), times_s, cut.smoothing_s)
    whole = np.round(film * STEPS).astype(np.int16)
    reached, sides = _course(sample, times_s)
    return {
        "exercise": np.array(exercise_id),
        "sample": np.array(sample.name),
        "fps": np.array(FPS),
        "times_s": np.round(times_s, 3).astype(np.float32),
        "position": np.array(exercise.position),
        "view": np.array(exercise.view),
        "near": np.array(_near_side(poses)),
        "highlight": np.array(exercise.highlight or exercise.needs),
        "changes": np.diff(whole, axis=0, prepend=np.zeros_like(whole[:1])),
        "reached": reached,
        "sides": sides,
    }


def _course(sample: Sample, times_s: Floats) -> tuple[NDArray[np.int16], NDArray[np.int8]]:
    """How far the person of the sample is at these moments, in percent of the target, and to which side: 1 left, -1 right."""
    session, poses = Session(sample.coached_as()), sample.poses()
    again_s = poses[-1].time_s + (poses[1].time_s - poses[0].time_s)
    for pose in poses:
        session.step(pose)
    # Gone through twice: in the first time it is only found out where the person is at rest.
    states = [session.step(replace(pose, time_s=pose.time_s + again_s)).state for pose in poses]
    recorded_s = np.array([pose.time_s for pose in poses])
    gauge = _filled(np.array([[state.gauge] for state in states]))[:, 0]
    sides = np.array([{"left": 1, "right": -1, None: 0}[state.side] for state in states], np.int8)
    reached = np.round(100 * np.interp(times_s, recorded_s, gauge) / session.card.gauge_target).astype(np.int16)
    shown = sides[np.abs(recorded_s[:, None] - times_s).argmin(axis=0)]
    for way in (1, -1):
        # A repetition is known a moment after it began: its side holds from rest to rest.
        for at in range(len(shown))[::way]:
            before = at - way
            if 0 <= before < len(shown) and not shown[at] and shown[before] and reached[at] > RESTING:
                shown[at] = shown[before]
    return reached, shown


def _sample(exercise_id: str, cut: Cut) -> Sample:
    good = [sample for sample in all_samples(exercise_id) if sample.variant == GOOD]
    chosen = [sample for sample in good if sample.case == cut.case]
    plain = [sample for sample in good if sample.case in ("good-male", "good-male-side")]
    return (chosen or plain or good)[0]


def _times(sample: Sample, cut: Cut) -> Floats:
    """The moments of the recording that make the film, FPS a second of showing."""
    reps = sample.truth()["reps"][cut.first : cut.first + cut.reps]
    begin_s, end_s = reps[0]["start_s"] - cut.lead_s, reps[-1]["end_s"] + cut.tail_s
    times_s = np.arange(begin_s, end_s, 1 / FPS)
    keep = np.ones(times_s.shape, bool)
    for rep in reps:
        spare_s = rep["peak_end_s"] - rep["peak_start_s"] - PLATEAU_S
        middle_s = (rep["peak_start_s"] + rep["peak_end_s"]) / 2
        keep &= np.abs(times_s - middle_s) >= max(0.0, spare_s) / 2
    return np.asarray(times_s[keep], np.float64)


def _square(pose: Pose) -> Floats:
    """Landmarks in picture heights, (33, 2)."""
    width, height = pose.size
    return np.asarray(pose.image[:, :2], np.float64) * (width / height, 1.0)


def _film(recorded_s: Floats, points: Floats, times_s: Floats, smoothing_s: float) -> Floats:
    """The points at the film's moments, smoothed, and without a jump from the last to the first, (N, P, 2)."""
    weights = np.exp(-0.5 * ((times_s[:, None] - recorded_s) / smoothing_s) ** 2)
    film = np.tensordot(weights / weights.sum(axis=1, keepdims=True), points, axes=1)
    drift = film[-1] - film[0]
    film -= np.linspace(0.0, 1.0, len(film))[:, None, None] * drift
    before, after = np.roll(film, 1, axis=0), np.roll(film, -1, axis=0)
    return np.asarray((before + 2 * film + after) / 4)


def _spine(poses: list[Pose]) -> Floats:
    """The middle of the back seen from the side, (N, S, 2) in picture heights.

    It runs as the silhouette's back contour does, moved inwards so that at the beginning it is the straight line.
    """
    reaches, chords = [], []
    for pose in poses:
        square = _square(pose)
        hips, shoulders = (_middle(square, part) for part in ("hip", "shoulder"))
        facing = _facing(square)
        outline = None if pose.outline is None else pose.outline * (pose.size[0] / pose.size[1], 1.0)
        unknown = np.full(SPINE.shape, np.nan)
        reaches.append(unknown if outline is None else profile(outline, hips, shoulders, SPINE, facing=facing)[1])
        along = shoulders - hips
        chords.append((hips, along, -facing * np.array([-along[1], along[0]])))
    known = _filled(np.array(reaches))
    rest = np.median(known[: max(1, len(known) // 10)], axis=0)
    bends = np.clip(known - rest, -LONGEST_BEND, LONGEST_BEND)
    return np.array(
        [
            hips + SPINE[:, None] * along + bend[:, None] * backwards
            for (hips, along, backwards), bend in zip(chords, bends, strict=True)
        ]
    )


def _middle(square: Floats, part: str) -> Floats:
    return np.asarray((square[INDEX[f"left_{part}"]] + square[INDEX[f"right_{part}"]]) / 2)


def _facing(square: Floats) -> int:
    """+1 where the front of the trunk lies to the right of the way from hips to shoulders turned upright, else -1."""
    hips, shoulders = _middle(square, "hip"), _middle(square, "shoulder")
    along = shoulders - hips
    across = np.array([-along[1], along[0]])
    ears, knees = (_middle(square, part) for part in ("ear", "knee"))
    ahead = (square[INDEX["nose"]] - ears) @ across + 0.5 * (knees - hips) @ across
    return 1 if ahead > 0 else -1


def _filled(columns: Floats) -> Floats:
    """Unknown values between the known ones beside them in time; 0 throughout where nothing is known."""
    filled = columns.copy()
    for column in filled.T:
        known = np.isfinite(column)
        column[:] = np.interp(np.arange(len(column)), np.nonzero(known)[0], column[known]) if known.any() else 0.0
    return filled


def _near_side(poses: list[Pose]) -> str:
    """The side of the body that is nearer to the camera."""
    depth = np.mean([pose.world[:, 2] for pose in poses], axis=0)
    left, right = (sum(depth[INDEX[f"{side}_{part}"]] for part in ("shoulder", "hip")) for side in ("left", "right"))
    return "left" if left < right else "right"


if __name__ == "__main__":
    sys.exit(main())
