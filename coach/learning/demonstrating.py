"""Makes the moving figure of an exercise out of poses in which somebody does it. No picture is needed, and none is kept.

The landmarks are smoothed, and what is left between the last frame and the first is spread over the whole, so that the film
runs in a circle. Seen from the side, the back's curve is taken from the silhouette, since no landmark lies on the spine.
``coach/outputs/screen/demonstration.py`` describes the layout.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from coach.coaching.session import Session
from coach.engine.spec import Exercise
from coach.events import RepCompleted
from coach.landmarks import INDEX
from coach.learning.lesson import Lesson
from coach.measures.silhouette import profile
from coach.moving_figures import STEPS
from coach.values import Pose, Rep

Floats = NDArray[np.float64]

FPS: Final = 12
REST_S: Final = 0.4
"""Rest before and after the repetition; chosen."""

PLATEAU_S: Final = 1.5
"""Longer holds are cut to this: a figure that stands still for ten seconds shows nothing. Chosen."""

SMOOTHING_S: Final = 0.10
"""Standard deviation of the bell over which the poses are averaged; chosen: tremble goes, the movement stays."""

SPINE: Final = np.array([0.17, 0.33, 0.50, 0.67, 0.83])
"""Where on the way from hips (0) to shoulders (1) the back's curve is kept."""

RESTING: Final = 5
"""Up to so many percent of the target the person is at rest; chosen."""

LONGEST_BEND: Final = 0.35
"""No part of the back is drawn further off the straight line, in lengths of the trunk; chosen."""

LONGEST_S: Final = 20.0
"""No film of what somebody showed is longer (chosen: a repetition to each side, with room)."""


def figure_of_lesson(lesson: Lesson) -> dict[str, Any] | None:
    """The arrays of the figure of what was learned, out of the clip that showed it; None where it shows no repetition."""
    exercise, shown = lesson.exercise, lesson.plan.pattern.first[0].courses.shown
    poses = list(shown.poses)
    reps, holding = _counted(exercise, poses)
    chosen = _shown_best(reps)
    if not chosen:
        return None
    first_s, last_s = poses[0].time_s, poses[-1].time_s
    begin_s, end_s = max(first_s, chosen[0].start_s - REST_S), min(last_s, chosen[-1].end_s + REST_S)
    times_s = np.arange(begin_s, min(end_s, begin_s + LONGEST_S), 1 / FPS)
    keep = np.ones(times_s.shape, bool)
    for rep in chosen:
        held = [time_s for time_s in holding if rep.start_s <= time_s <= rep.end_s]
        if held and held[-1] - held[0] > PLATEAU_S:
            spare_s, middle_s = held[-1] - held[0] - PLATEAU_S, (held[0] + held[-1]) / 2
            keep &= np.abs(times_s - middle_s) >= spare_s / 2
    return film_of(exercise, exercise, poses, np.asarray(times_s[keep]), shown.name)


def film_of(
    exercise: Exercise,
    coached_as: Exercise,
    poses: Sequence[Pose],
    times_s: Floats,
    name: str,
    *,
    smoothing_s: float = SMOOTHING_S,
    spine: bool = True,
) -> dict[str, Any]:
    """The arrays of a figure, by the names in which they are stored.

    coached_as: the exercise in the dose in which the poses show it. poses: all that there are; those in which nobody is found
    are left out of the picture. times_s: the moments that make the film, FPS a second of showing. name: what they are of.
    """
    found = [pose for pose in poses if pose.found]
    backs = _spine(found) if exercise.view == "side" and spine else np.zeros((len(found), 0, 2))
    landmarks = np.array([_square(pose) for pose in found])
    found_s = np.array([pose.time_s for pose in found])
    film = _film(found_s, np.concatenate([landmarks, backs], axis=1), times_s, smoothing_s)
    whole = np.round(film * STEPS).astype(np.int16)
    reached, sides = _course(coached_as, poses, times_s)
    return {
        "exercise": np.array(exercise.id),
        "sample": np.array(name),
        "fps": np.array(FPS),
        "times_s": np.round(times_s, 3).astype(np.float32),
        "position": np.array(exercise.position),
        "view": np.array(exercise.view),
        "near": np.array(_near_side(found)),
        "highlight": np.array(exercise.highlight or exercise.needs),
        "changes": np.diff(whole, axis=0, prepend=np.zeros_like(whole[:1])),
        "reached": reached,
        "sides": sides,
    }


def _counted(exercise: Exercise, poses: Sequence[Pose]) -> tuple[list[Rep], list[float]]:
    """The repetitions that count, and the moments in which a hold is under way."""
    session = Session(exercise)
    steps = [session.step(pose) for pose in poses]
    events = [event for step in steps for event in step.events]
    events += session.finish()
    reps = [event.rep for event in events if isinstance(event, RepCompleted)]
    return reps, [step.pose.time_s for step in steps if step.state.holding]


def _shown_best(reps: Sequence[Rep]) -> list[Rep]:
    """The repetition that is most like all, with the one to the other side beside it where there are sides."""
    if not reps:
        return []
    usual = float(np.median([rep.peak for rep in reps]))
    pairs = [[one, other] for one, other in itertools.pairwise(reps) if one.side != other.side]
    alone = [[rep] for rep in reps]
    return min(pairs or alone, key=lambda chosen: max(abs(rep.peak - usual) for rep in chosen))


def _course(exercise: Exercise, poses: Sequence[Pose], times_s: Floats) -> tuple[NDArray[np.int16], NDArray[np.int8]]:
    """How far the person is at these moments, in percent of the target, and to which side: 1 left, -1 right."""
    session = Session(exercise)
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
