"""An articulated trunk fitted to the landmarks of one pose: pelvis, low back, thorax, neck and arms as a chain.

What the learned readings are compared with: the same landmarks, the same neutral, no training. Lengths and widths come
from the person's neutral; what one camera cannot see (depths) is assumed. The angles are those that explain the
landmarks best and stay near 0 (a prior for each, degrees), found by Gauss and Newton's method.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX

Floats = NDArray[np.float64]
Chain = Callable[[Floats, Floats], Floats]

ROUNDS = 8
LANDMARK_ERROR = 0.03
"""How far off a landmark is usually, in trunk lengths."""
SHOULDERS_FOLLOW = 0.83
"""Part of the thoracic rotation that the shoulder line makes: the shoulder girdle hangs on T3."""
DEPTHS = {"nose": 0.22, "ear": 0.02, "elbow": -0.05}
"""How far in front of the trunk's middle a landmark is assumed, in trunk lengths."""
HIPS_PER_DEGREE = 1 / 730.0
"""How far the hips move sideways against the knees as the pelvis turns, in trunk lengths per degree."""

FRONT_PRIORS = np.array([20.0, 10.0, 8.0, 10.0, 12.0, 20.0])
SIDE_PRIORS = np.array([15.0, 10.0, 8.0, 15.0])


def fitted(view: str, xy: Floats, neutral_xy: Floats) -> Floats:
    """(N, 3) angles as change from neutral, degrees.

    From the front: thoracic, pelvis and lumbar rotation (the last always 0: no landmark tells it); from the side: thoracic
    extension, lumbar extension and pelvic tilt, in a picture in which the person faces the right. xy: (N, 33, 2) landmarks,
    neutral_xy: (33, 2), square pixels, y downwards.
    """
    then = _scaled(neutral_xy, neutral_xy)
    now = np.stack([_scaled(pose, neutral_xy) for pose in xy])
    chain, priors, take = (_front, FRONT_PRIORS, (0, 1)) if view == "front" else (_side, SIDE_PRIORS, (0, 1, 2))
    start = chain(np.zeros(len(priors)), then)
    out = np.zeros((len(xy), 3))
    for at, pose in enumerate(now):
        angles = _solve(chain, priors, then, _seen(view, pose) - _seen(view, then) + start)
        out[at, : len(take)] = angles[list(take)]
    return out


def _scaled(xy: Floats, neutral_xy: Floats) -> Floats:
    hips = xy[[INDEX["left_hip"], INDEX["right_hip"]]].mean(0)
    spine = neutral_xy[[INDEX["left_shoulder"], INDEX["right_shoulder"]]].mean(0) - neutral_xy[
        [INDEX["left_hip"], INDEX["right_hip"]]
    ].mean(0)
    trunk = float(np.hypot(*spine))
    return np.asarray((xy - hips) / trunk * [1.0, -1.0])


def _solve(chain: Chain, priors: Floats, then: Floats, seen: Floats) -> Floats:
    angles = np.zeros(len(priors))
    step = 0.5
    for _ in range(ROUNDS):
        here = chain(angles, then)
        slopes = np.stack([(chain(angles + step * one, then) - here) / step for one in np.eye(len(priors))], axis=1)
        weight = 1 / LANDMARK_ERROR**2
        normal = weight * slopes.T @ slopes + np.diag(priors**-2.0)
        angles = angles + np.linalg.solve(normal, weight * slopes.T @ (seen - here) - angles / priors**2)
        angles = np.clip(angles, -70, 70)
    return angles


_FRONT_POINTS = ("shoulder", "elbow", "hip", "knee", "ear")
_SIDE_POINTS = ("shoulder", "ear", "nose")


def _pair(pose: Floats, part: str) -> Floats:
    return pose[[INDEX[f"left_{part}"], INDEX[f"right_{part}"]]]


def _seen(view: str, pose: Floats) -> Floats:
    if view == "front":
        return np.concatenate([_pair(pose, part).ravel() for part in _FRONT_POINTS] + [pose[INDEX["nose"]]])
    return np.concatenate([_pair(pose, "shoulder").mean(0), _pair(pose, "ear").mean(0), pose[INDEX["nose"]]])


def _turned(x: Floats, depth: Floats | float, degrees: Floats | float) -> Floats:
    """Where points beside and in front of a vertical axis are seen after a turn to the person's left (picture's right)."""
    angle = np.radians(degrees)
    return x * np.cos(angle) + depth * np.sin(angle)


def _front(angles: Floats, then: Floats) -> Floats:
    thoracic, pelvis, side, forward, opened, head = angles
    turn = pelvis + SHOULDERS_FOLLOW * thoracic
    lean = np.array([np.sin(np.radians(side)), np.cos(np.radians(side)) * np.cos(np.radians(forward)) - 1])
    sign = np.array([1.0, -1.0])
    shoulder, elbow, hip, knee, ear = (_pair(then, part) for part in _FRONT_POINTS)
    arm = elbow - shoulder
    shoulders = np.stack([_turned(shoulder[:, 0], 0.0, turn), shoulder[:, 1]], 1) + lean
    elbows = shoulders + np.stack([_turned(arm[:, 0], DEPTHS["elbow"], turn + sign * opened), arm[:, 1]], 1)
    hips = np.stack([_turned(hip[:, 0], 0.0, pelvis), hip[:, 1]], 1)
    knees = knee - [HIPS_PER_DEGREE * pelvis, 0]
    ears = np.stack([_turned(ear[:, 0], DEPTHS["ear"], turn + head), ear[:, 1]], 1) + lean
    nose = then[INDEX["nose"]] + [DEPTHS["nose"] * np.sin(np.radians(turn + head)), 0] + lean
    return np.concatenate([part.ravel() for part in (shoulders, elbows, hips, knees, ears)] + [nose])


def _side(angles: Floats, then: Floats) -> Floats:
    """The chain hips, low back (0.35 of the trunk), thorax (0.65), neck and head; facing the picture's right."""
    thoracic, lumbar, tilt, neck = angles
    base = np.radians(-tilt)
    low, high = base + np.radians(lumbar), base + np.radians(lumbar + 0.6 * thoracic)
    top = base + np.radians(lumbar + thoracic + neck)
    shoulder, ear = _pair(then, "shoulder").mean(0), _pair(then, "ear").mean(0)
    bent = 0.15 * _back(shoulder, base) + 0.35 * _back(shoulder, low) + 0.5 * _back(shoulder, high)
    ears = bent + _back(ear - shoulder, 0.5 * (high + top))
    return np.concatenate([bent, ears, ears + _back(then[INDEX["nose"]] - ear, top)])


def _back(vector: Floats, angle: float) -> Floats:
    """Turned backwards: against the picture's right, where the person faces."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([cosine * vector[0] - sine * vector[1], sine * vector[0] + cosine * vector[1]])
