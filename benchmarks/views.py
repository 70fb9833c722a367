"""From which directions each exercise can be coached: counts and errors by the direction of the camera, in 15° steps.

python benchmarks/views.py [NAME ...]      prints the table; all exercises where none is named
    --bodies male heavy --directions 45    which people, and from where
    --steady                               without the landmarks' wandering
    --write                                writes benchmarks/VIEWS.md

The joints are exact, of the studio's people (its files must be there, see studio/README.md), projected as a camera sees them
that goes round the person at the exercise's own height and distance: 0° in front, 90° at the side. What the pose model adds is
added as it was measured: hips a tenth of the trunk higher, depth that makes the turn read as it is read of rendered people
(``coach.measures.view.AWAY``), and landmarks that wander as those of real people do (``landmark_noise``). No outline is seen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, Final

import numpy as np

from benchmarks.making.landmark_noise import wandering
from benchmarks.making.view_samples import turned_camera
from benchmarks.measuring.views_table import Row, document, text
from coach.coaching.session import Session
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.events import RepAbandoned, RepCompleted, SeenFrom, WrongView
from coach.measures.view import AWAY, turn_deg
from coach.signals.body import Body
from coach.values import Pose
from studio import motions
from studio.body import Human
from studio.truth import pixels

TARGET: Final = Path(__file__).with_name("VIEWS.md")
DIRECTIONS: Final = tuple(range(0, 91, 15))
SIZE: Final = (640, 480)
FPS: Final = 8
HOLD_S: Final = 3.0
"""Longest hold that is asked for; nobody is looked at for half a minute at rest."""

HIPS_HIGHER: Final = 0.1
"""How much higher the pose model puts a hip than the joint is, in trunk lengths (studio/README.md: 10 to 13 %)."""

MUST_NOT: Final = ("partial", "short-hold")
"""Variants of which nothing may count; the second where a hold is asked for."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One movement as it is seen from one direction, and what was done in it."""

    exercise: str
    variant: str
    direction: int
    reps: tuple[Any, ...]
    hold_s: float
    poses: list[Pose]


def shots(
    exercise: str, variant: str, body: str, directions: Sequence[int] = DIRECTIONS, seed: int = 1
) -> Iterator[Shot]:
    """A movement of the studio, seen from each direction."""
    human = Human.named(body)
    entry = motions.REGISTRY[exercise]
    sided = catalog.find(exercise).sides == "alternate"
    reps = {"walk-in-place": 16, "shoulder-rolls": 4}.get(exercise, 1 if sided else 2)
    hold_s = min(entry.hold_s or 0.0, HOLD_S)
    motion = motions.make(exercise, human, variant, reps, hold_s or None, None, seed)
    seen: dict[int, list[Any]] = {direction: [] for direction in directions}
    cameras = {direction: turned_camera(motion, direction, SIZE) for direction in directions}
    for index in range(int(motion.duration_s * FPS) + 1):
        posture, _ = motion.pose_at(index / FPS)
        rotations, places = human.pose(posture)
        for direction, each in cameras.items():
            landmarks = human.landmarks(rotations, places)
            depth = {name: float(np.linalg.norm(place - each.eye)) for name, place in landmarks.items()}
            seen[direction].append((pixels(human, rotations, places, each)[0], depth))
    for direction, frames in seen.items():
        yield Shot(exercise, variant, direction, tuple(motion.reps), hold_s, _poses(frames, direction))


_DEEP: Final = {11: "sh.L", 12: "sh.R", 23: "hip.L", 24: "hip.R"}


def _poses(frames: Sequence[Any], direction: int) -> list[Pose]:
    """What the pose model would make of exact joints, the depth of shoulders and hips such that the turn reads as it does."""
    reads = float(np.interp(direction, AWAY[1], AWAY[0]))
    likely = [_pose(frames[0], 0, deep) for deep in np.geomspace(0.05, 6.0, 60)]
    at = int(np.argmin([abs(abs(turn_deg(Body.of(pose))) - reads) for pose in likely]))
    return [_pose(frame, index, float(np.geomspace(0.05, 6.0, 60)[at])) for index, frame in enumerate(frames)]


def _pose(frame: Any, index: int, deep: float) -> Pose:
    places, depth = frame
    xy = np.zeros((33, 2))
    for number, place in places.items():
        xy[number] = place
    xy[[1, 3]], xy[[4, 6]] = xy[2], xy[5]
    xy[[9, 10]] = xy[0] + 0.6 * (xy[0] - (xy[2] + xy[5]) / 2)
    for wrist in (15, 16):
        xy[[wrist + 2, wrist + 4, wrist + 6]] = xy[wrist]
    trunk = xy[[11, 12]].mean(0) - xy[[23, 24]].mean(0)
    xy[[23, 24]] += HIPS_HIGHER * trunk
    z = np.zeros(33)
    nearest = sum(depth[name] for name in _DEEP.values()) / len(_DEEP)
    for number, name in _DEEP.items():
        # A metre away is about as many pixels as the trunk's half a metre twice.
        z[number] = deep * (depth[name] - nearest) * 2 * float(np.linalg.norm(trunk)) / SIZE[0]
    image = np.column_stack((xy / SIZE, z)).astype(np.float32)
    return Pose(round(index / FPS, 6), SIZE, image, np.zeros((33, 3), np.float32), np.ones(33, np.float32))


def coached(shot: Shot, exercise: Exercise, *, steady: bool) -> tuple[list[float], str, tuple[str, ...]]:
    """The peaks of the repetitions that counted, the view that was taken ("" for none), and the faults unwatched."""
    spec = exercise.with_hold(shot.hold_s) if exercise.dose.hold_s > shot.hold_s > 0 else exercise
    session = Session(spec, quiet=True)
    poses = shot.poses if steady else wandering(shot.poses, seed=7)
    events = [event for pose in poses for event in session.step(pose).events]
    events += session.finish()
    told = [event for event in events if isinstance(event, SeenFrom)]
    peaks = [event.rep.peak for event in events if isinstance(event, RepCompleted)]
    taken = any(isinstance(event, RepCompleted | RepAbandoned) for event in events) or session.known is not None
    asked_to_turn = any(isinstance(event, WrongView) for event in events) and not peaks
    view = (told[-1].view if told else exercise.view) if taken and not asked_to_turn else ""
    return peaks, view, told[-1].faults if told else ()


def row(name: str, direction: int, seen: Sequence[tuple[Shot, Shot]], *, steady: bool) -> Row:
    """One exercise from one direction. seen: each movement from there, and from where its own view is."""
    exercise = catalog.find(name)
    asked = counted = must_not = falsely = 0
    off: list[float] = []
    views: list[str] = []
    for shot, own in seen:
        peaks, view, _ = coached(shot, exercise, steady=steady)
        views.append(view)
        if shot.variant in MUST_NOT:
            must_not += len(shot.reps)
            falsely += len(peaks)
            continue
        asked += sum(rep.counts for rep in shot.reps)
        counted += len(peaks)
        best, _, _ = coached(own, exercise, steady=True)
        if peaks and best:
            off.append(abs(mean(peaks) - mean(best)))
    view = max(set(views), key=views.count)
    return Row(name, direction, view, counted, asked, falsely, must_not, mean(off) if off else float("nan"))


def _must_not(name: str) -> tuple[str, ...]:
    asked = MUST_NOT if catalog.find(name).dose.hold_s else MUST_NOT[:1]
    return tuple(each for each in asked if each in motions.REGISTRY[name].variants)


def main() -> int:
    """Prints or writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--bodies", nargs="+", default=["male"])
    parser.add_argument("--directions", nargs="+", type=int, default=[*DIRECTIONS], metavar="DEGREES")
    parser.add_argument("--steady", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows: list[Row] = []
    for name in options.names or sorted(motions.REGISTRY):
        own = 90 if catalog.find(name).view == "side" else 0
        directions = sorted({*options.directions, own})
        seen: dict[int, list[tuple[Shot, Shot]]] = {direction: [] for direction in directions}
        for body in options.bodies:
            for variant in ("good", *_must_not(name)):
                found = {shot.direction: shot for shot in shots(name, variant, body, directions)}
                for direction, shot in found.items():
                    seen[direction].append((shot, found[own]))
        for direction in directions:
            rows.append(row(name, direction, seen[direction], steady=options.steady))
            print(text(rows[-1:]), file=sys.stderr, flush=True)
    if options.write:
        TARGET.write_text(document(rows), encoding="utf-8")
        print(f"wrote {TARGET}")
    else:
        print(text(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
