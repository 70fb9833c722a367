"""In which posture the exercise is done: what it begins in, and what holds all the while."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coach.engine.spec import ExerciseView, Position
from coach.landmarks import GROUPS, INDEX
from coach.learning.courses import Courses
from coach.learning.movements import Movement
from coach.learning.shown_clip import Floats
from coach.measures import registry
from coach.signals.body import Body
from coach.values import Pose

ROOM: Final = {
    "trunk_lean_deg": 22.0,
    "hip_flexion_near_deg": 28.0,
    "knee_flexion_near_deg": 32.0,
    "elbow_flexion_near_deg": 35.0,
    "elbow_height_pct": 25.0,
    "knee_drop_pct": 40.0,
    "knees_over_hips_pct": 35.0,
    "ankle_crossing_pct": 50.0,
    "arm_elevation_left_deg": 28.0,
    "arm_elevation_right_deg": 28.0,
    "elbow_flexion_left_deg": 38.0,
    "elbow_flexion_right_deg": 38.0,
    "head_turn_pct": 8.0,
}
"""How far others, and the same person on another day, may be from what was shown (chosen: a half more than the most by which
rendered people of other build differ in the same posture, seen from another height)."""

ARMS_UP: Final = -15.0
"""Height of the elbows over the shoulders from which on the hands are at the head (chosen, as in sit-and-arch)."""

SEEN: Final = 0.97
"""A measure describes the posture where it is known in so many of the frames (chosen)."""

KEPT: Final = 35.0
"""Of what changes more than this in the movement only the beginning is described (chosen)."""

LYING_BEYOND: Final = 55.0
"""From so far off the vertical on a trunk lies (chosen: getting up from a chair people bend by up to 50 degrees)."""

SEATED_HIP: Final = 40.0
"""Bend of the hips, from the side, from which on somebody sits (rendered people: standing 1 … 4, seated 63 … 79)."""

SEATED_KNEE: Final = 34.0
"""Bend of the knees in space, as the pose model has it, from which on somebody seen from the front sits (rendered people:
standing 15 … 24, seated 44 … 88)."""

FEET_END: Final = 135.0
"""From the feet's end the shanks, which are nearer, look so long in % of the trunk (rendered people: lying 160 … 190, seated or
standing 54 … 108)."""


@dataclass(frozen=True, slots=True)
class Window:
    """A measure between two values; None where that side is open."""

    measure: str
    above: float | None
    below: float | None


@dataclass(frozen=True, slots=True)
class Posture:
    """begins: what is true at rest. kept: what is true all the while."""

    position: Position
    view: ExerciseView
    needs: tuple[str, ...]
    begins: tuple[Window, ...]
    kept: tuple[Window, ...]


def posture_of(clips: Sequence[Courses], view: str, spans: Sequence[tuple[Courses, int, int]]) -> Posture:
    """spans: each repetition's clip, first and last frame. view: front or side."""
    position, seen_from = _position(clips, view)
    begins, kept = [], []
    for name, room in ROOM.items():
        if view not in registry.require(name).views or not all(_known(each, name) for each in clips):
            continue
        if name.startswith("elbow_flexion") and _arms_up(clips):
            continue
        rests = [each.rest[name] for each in clips]
        inside = np.concatenate([each.values[name][first : last + 1] for each, first, last in spans])
        inside = inside[np.isfinite(inside)]
        low, high = (float(each) for each in np.percentile(inside, (1, 99)))
        begins.append(_window(name, min(rests) - room, max(rests) + room))
        if high - low <= KEPT:
            kept.append(_window(name, min(low, *rests) - room, max(high, *rests) + room))
    return Posture(position, seen_from, _needs(clips, view), tuple(begins), tuple(kept))


def holds(window: Window, movements: Sequence[Movement]) -> bool:
    """Whether it is true throughout these movements, as far as is known."""
    for movement in movements:
        course = movement.courses.values.get(window.measure)
        inside = np.array([]) if course is None else course[movement.first : movement.last + 1]
        inside = inside[np.isfinite(inside)]
        if inside.size and not (
            (window.above is None or float(inside.min()) > window.above)
            and (window.below is None or float(inside.max()) < window.below)
        ):
            return False
    return True


def _known(courses: Courses, name: str) -> bool:
    return name in courses.values and float(np.isfinite(courses.values[name]).mean()) >= SEEN


def _arms_up(clips: Sequence[Courses]) -> bool:
    """Whether the hands are at the head or above it, where the bend of the elbows is guessed as much as seen."""
    return any(each.rest.get("elbow_height_pct", -100.0) > ARMS_UP for each in clips)


def _window(name: str, low: float, high: float) -> Window:
    """In whole units, open where nothing can lie beyond."""
    possible = registry.require(name).possible
    above = None if low <= possible.low + 1 else float(np.floor(low))
    below = None if high >= possible.high - 1 else float(np.ceil(high))
    return Window(name, above, below)


def _position(clips: Sequence[Courses], view: str) -> tuple[Position, ExerciseView]:
    rest = {name: float(np.median([each.rest[name] for each in clips if name in each.rest])) for name in clips[0].rest}
    if view == "front":
        if rest.get("ankles_below_knees_pct", 0.0) > FEET_END:
            return "lying", "feet-end"
        knees = float(np.median([_knee_in_space(pose) for each in clips for pose in _resting(each)]))
        return ("seated" if knees > SEATED_KNEE else "standing"), "front"
    lean = rest.get("trunk_lean_deg", 0.0)
    hip, knee = rest.get("hip_flexion_near_deg", 0.0), rest.get("knee_flexion_near_deg", 0.0)
    if abs(lean) > LYING_BEYOND:
        # On hands and knees the front faces down, hips and knees are bent.
        return ("all-fours" if lean > 0 and hip > SEATED_HIP and knee > SEATED_HIP else "lying"), "side"
    return ("seated" if hip > SEATED_HIP else "standing"), "side"


def _resting(courses: Courses) -> list[Pose]:
    first, last = courses.resting.spans[0]
    return list(courses.shown.poses[first : last + 1])


def _knee_in_space(pose: Pose) -> float:
    """Bend of the knees by the pose model's own points in space, degrees, the mean of both."""
    bends = []
    for side in ("left", "right"):
        hip, knee, ankle = (_world(pose, f"{side}_{part}") for part in ("hip", "knee", "ankle"))
        upper, lower = knee - hip, ankle - knee
        length = float(np.linalg.norm(upper) * np.linalg.norm(lower))
        if length > 0:
            bends.append(float(np.degrees(np.arccos(np.clip(float(upper @ lower) / length, -1, 1)))))
    return float(np.mean(bends)) if bends else 0.0


def _world(pose: Pose, name: str) -> Floats:
    return np.asarray(pose.world[INDEX[name]], np.float64)


def _needs(clips: Sequence[Courses], view: str) -> tuple[str, ...]:
    """The parts that were seen nearly all the time; from the side one of a pair is enough."""
    enough = any if view == "side" else all
    bodies: list[Body] = [body for each in clips for body in each.shown.bodies]
    parts = []
    for part in ("head", "shoulders", "elbows", "hips", "knees"):
        seen = [enough(body[name][0] == body[name][0] for name in GROUPS[part]) for body in bodies]
        if np.mean(seen) >= SEEN:
            parts.append(part)
    return tuple(parts)
