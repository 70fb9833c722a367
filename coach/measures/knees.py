"""How far the knees are bent: from the side by the landmarks' angle, from 45° by networks trained on rendered people."""

from __future__ import annotations

from math import isnan, nan
from typing import Final

import numpy as np

from coach.landmarks import INDEX, MIRROR
from coach.measures.near import near_side
from coach.measures.networks import Floats
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.measures.weights import knees_diagonal
from coach.signals.body import Body, bend
from coach.values import Side

KNEE_READS_LESS_DEG = 0.8
KNEE_READS_LESS_PER_DEG = 0.07
KNEE_READS_LESS_MOST_DEG = 6.0
KNEE_READS_LESS_ON_THE_FLOOR_DEG = 2.0
"""By how much the 2-D angle of a knee falls short of the true one: the model puts the hip and the knee off the leg's middle.
The first is between what is best for rendered people, 1.5, and for two real ones with motion capture, 0 (11 345 frames: mean
error 3.5° with 1.5, 3.3 with 0.8, 3.1 with nothing added at all, which is 8° off on rendered people who sit). The next two are
within 0.02° of the least mean error on 72 standing and 158 sitting rendered people of the training. Of people whose trunk
lies or who are on all fours it falls short by 0 to 2.4°, on average by exercise, however far the knee is bent (20 clips)."""


def flexion_from_the_side(body: Body, neutral: Neutral, side: Side) -> float:
    """Bend of one knee, 0° straight … 180°, unsigned, from the side: the 2-D angle hip–knee–ankle, what it falls short added.

    From the front it means nothing.
    """
    read = bend(body.of_side(side, "hip"), body.of_side(side, "knee"), body.of_side(side, "ankle"))
    if isnan(read):
        return nan
    most = KNEE_READS_LESS_ON_THE_FLOOR_DEG if _trunk_lies(neutral) else KNEE_READS_LESS_MOST_DEG
    return min(180.0, read + min(most, KNEE_READS_LESS_DEG + KNEE_READS_LESS_PER_DEG * read))


def _trunk_lies(neutral: Neutral) -> bool:
    """Whether the trunk was nearer to level than to upright in neutral: lying, or on all fours."""
    hip, shoulder = neutral.body.centre("hip"), neutral.body.centre("shoulder")
    return abs(shoulder[0] - hip[0]) > abs(shoulder[1] - hip[1])


_LEGS: Final = ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")
LANDMARKS: Final = [INDEX[f"{side}_{part}"] for part in _LEGS for side in ("left", "right")] + [
    INDEX[name] for name in ("nose", "left_ear", "right_ear")
]
"""What the reading from 45° rests on."""

NEEDED: Final = [INDEX[f"{side}_{part}"] for part in ("shoulder", "hip", "knee", "ankle") for side in ("left", "right")]
"""What must be seen for it."""

LOOKS_STRAIGHT_DEG: Final = 20.0
"""A knee that is bent by less in the picture is straight or nearly so from wherever it is seen (chosen)."""

STRAIGHT_WITHIN_DEG: Final = 12.0
"""How far from what the picture shows straight legs may be read in neutral; beyond, nothing is told of that person and camera.

Two real people with motion capture, before cameras 2.3 to 2.5 m high, were read as bent by 24° with straight legs, and were
13.8° (95th percentile 30) off the truth in movement. In the fifth in which it was within 12° the error was 7.9° (20)."""

_MIRROR: Final = list(MIRROR)
_HIPS = [INDEX["left_hip"], INDEX["right_hip"]]
_SHOULDERS = [INDEX["left_shoulder"], INDEX["right_shoulder"]]
_LEFT_LEG = [INDEX["left_hip"], INDEX["left_knee"], INDEX["left_ankle"]]
_RIGHT_LEG = [INDEX["right_hip"], INDEX["right_knee"], INDEX["right_ankle"]]
_ANGLE_DEG = 60.0


def features(xy: Floats, neutral_xy: Floats) -> Floats:
    """What the networks are given to tell the left knee: the landmarks now and in neutral, and both knees' 2-D angles.

    xy, neutral_xy: (33, 2) square pixels. Lengths are in trunks of the neutral, from the hips' midpoint. Returns (62,).
    """
    length = float(np.hypot(*(neutral_xy[_SHOULDERS].mean(0) - neutral_xy[_HIPS].mean(0))))
    now, then = ((pose[LANDMARKS] - pose[_HIPS].mean(0)) / length for pose in (xy, neutral_xy))
    angles = [bend(*((float(x), float(y)) for x, y in xy[leg])) / _ANGLE_DEG for leg in (_LEFT_LEG, _RIGHT_LEG)]
    return np.concatenate([now.ravel(), then.ravel(), angles])


def mirrored(xy: Floats) -> Floats:
    """The same pose as a mirror shows it: left and right change places."""
    return np.asarray(xy[..., _MIRROR, :] * [-1.0, 1.0])


def flexion_from_45(body: Body, neutral: Neutral, side: Side) -> float:
    """Bend of one knee, 0° straight … 180°, unsigned, seen from about 45°; NaN outside of what it was shown to work for.

    That is what it was trained on, and people whose straight legs in neutral it reads as such.
    """
    if not (body.seen[NEEDED].all() and neutral.body.seen[NEEDED].all()):
        return nan
    networks = knees_diagonal()
    now, then = _inputs(body, neutral, side), _inputs(neutral.body, neutral, side)
    steps = np.zeros((2, now.size))
    steps[0, : 2 * len(LANDMARKS)], steps[1, : 2 * len(LANDMARKS)] = (
        now[: 2 * len(LANDMARKS)],
        then[: 2 * len(LANDMARKS)],
    )
    sizes = networks.likely_sizes(networks.placed(np.stack([now, then])), networks.step(steps))
    sized = networks.placed(np.stack([now + (sizes[0] / sizes[1] - 1) * steps[0], then]))
    if not networks.know(sized):
        return nan
    read, in_neutral = networks.answers(sized)[:, 0].tolist()
    looks = float(then[-2]) * _ANGLE_DEG
    if looks < LOOKS_STRAIGHT_DEG and abs(in_neutral - looks) > STRAIGHT_WITHIN_DEG:
        return nan
    return min(180.0, max(0.0, float(read)))


def _inputs(body: Body, neutral: Neutral, side: Side) -> Floats:
    if side == "left":
        return features(body.xy, neutral.body.xy)
    return features(mirrored(body.xy), mirrored(neutral.body.xy))


def _flexion(body: Body, neutral: Neutral, side: Side) -> float:
    return (
        flexion_from_45(body, neutral, side)
        if neutral.view == "diagonal"
        else flexion_from_the_side(body, neutral, side)
    )


@measure("knee_flexion_left_deg", "side", "diagonal")
def knee_flexion_left(body: Body, neutral: Neutral) -> float:
    """Bend of the left knee, 0° straight … 180°, unsigned."""
    return _flexion(body, neutral, "left")


@measure("knee_flexion_right_deg", "side", "diagonal")
def knee_flexion_right(body: Body, neutral: Neutral) -> float:
    """Bend of the right knee, 0° straight … 180°, unsigned."""
    return _flexion(body, neutral, "right")


@measure("knee_flexion_near_deg", "side", widened=True)
def knee_flexion_near(body: Body, neutral: Neutral) -> float:
    """Bend of the knee nearer to the camera, 0° straight … 180°, unsigned."""
    return flexion_from_the_side(body, neutral, near_side(neutral.facing))
