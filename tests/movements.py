"""Movements with known figures, for tests: courses over time, and people drawn as 33 points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import cos, pi, radians, sin

import numpy as np

from coach.landmarks import COUNT, INDEX
from coach.values import Pose

SIZE = (640, 480)


def ease(x: float) -> float:
    """The minimum-jerk course from 0 to 1 (Flash and Hogan 1985)."""
    x = min(1.0, max(0.0, x))
    return x**3 * (10 - 15 * x + 6 * x * x)


def there_and_back(
    peak: float, hold_s: float, *, start_s: float = 1.0, ramp_s: float = 1.4
) -> Callable[[float], float]:
    """A course over time: 0, up to peak in ramp_s, held for hold_s, and back in ramp_s."""

    def at(time_s: float) -> float:
        up = ease((time_s - start_s) / ramp_s)
        down = ease((time_s - start_s - ramp_s - hold_s) / ramp_s)
        return peak * (up - down)

    return at


def times(duration_s: float, fps: float = 15.0) -> Iterable[float]:
    """Frame times."""
    return (index / fps for index in range(int(duration_s * fps) + 1))


Points = dict[str, tuple[float, float]]


def seated_from_the_front(*, turn_deg: float = 0.0, head_turn: float = 0.0) -> Points:
    """Somebody who sits facing the camera with the hands behind the head; square pixels.

    turn_deg turns the elbows' line and the head to the person's left; in the picture the left is on the right.
    """
    centre, hips_y, trunk = 320.0, 300.0, 120.0
    half = 75.0 * cos(radians(turn_deg))
    nose = centre + 14 * sin(radians(turn_deg + head_turn))
    points: Points = {"nose": (nose, 160.0)}
    for side, sign in (("left", 1), ("right", -1)):
        points[f"{side}_ear"] = (centre + 12 * sign, 158.0)
        points[f"{side}_shoulder"] = (centre + 38 * sign, hips_y - trunk)
        points[f"{side}_elbow"] = (centre + half * sign, 165.0)
        points[f"{side}_wrist"] = (centre + 10 * sign, 150.0)
        points[f"{side}_hip"] = (centre + 22 * sign, hips_y)
        points[f"{side}_knee"] = (centre + 30 * sign, 330.0)
        points[f"{side}_ankle"] = (centre + 30 * sign, 420.0)
        points[f"{side}_heel"] = (centre + 30 * sign, 428.0)
        points[f"{side}_foot_index"] = (centre + 34 * sign, 432.0)
    return points


def seated_from_the_side(*, facing: int = -1, lean_deg: float = 0.0, head_deg: float = 0.0) -> Points:
    """Somebody who sits sideways, facing the picture's left (-1) or right (+1), leaning forward by lean_deg.

    head_deg pitches the face down further than the trunk leans.
    """
    hip = (320.0, 300.0)

    def along(start: tuple[float, float], length: float, angle_deg: float) -> tuple[float, float]:
        """From start in a direction: 0 up, 90 the way the person faces."""
        a = radians(angle_deg)
        return start[0] + facing * length * sin(a), start[1] - length * cos(a)

    shoulder = along(hip, 130.0, lean_deg)
    ear = along(shoulder, 40.0, lean_deg)
    nose = along(ear, 20.0, 90 + lean_deg + head_deg)
    knee = along(hip, 95.0, 90)
    ankle = along(knee, 95.0, 180)
    elbow = along(shoulder, 60.0, lean_deg + 20)
    wrist = along(ear, 10.0, lean_deg + 180)
    points: Points = {"nose": nose}
    for side in ("left", "right"):
        points |= {
            f"{side}_ear": ear,
            f"{side}_shoulder": shoulder,
            f"{side}_elbow": elbow,
            f"{side}_wrist": wrist,
            f"{side}_hip": hip,
            f"{side}_knee": knee,
            f"{side}_ankle": ankle,
            f"{side}_heel": along(ankle, 8.0, -90),
            f"{side}_foot_index": along(ankle, 25.0, 90),
        }
    return points


STEP_HIGH = 70.0
"""How high a knee comes, square pixels; the trunk has 120."""

TRUNK = 120.0


def stepping(left: float, right: float, swing: float = 0.0) -> Points:
    """Somebody who stands facing the camera with the arms hanging, each leg lifted by so much; square pixels.

    swing: how far the elbows are aside of where they hang.
    """
    points: Points = {"nose": (320.0, 70.0)}
    for side, sign, lift in (("left", 1, left), ("right", -1, right)):
        points[f"{side}_ear"] = (320.0 + 12 * sign, 68.0)
        points[f"{side}_shoulder"] = (320.0 + 38 * sign, 120.0)
        points[f"{side}_elbow"] = (320.0 + 46 * sign + swing, 175.0)
        points[f"{side}_wrist"] = (320.0 + 46 * sign + 2 * swing, 225.0)
        points[f"{side}_hip"] = (320.0 + 22 * sign, 240.0)
        points[f"{side}_knee"] = (320.0 + 22 * sign, 335.0 - lift)
        points[f"{side}_ankle"] = (320.0 + 22 * sign, 430.0 - lift)
        points[f"{side}_heel"] = (320.0 + 22 * sign, 436.0 - lift)
        points[f"{side}_foot_index"] = (320.0 + 24 * sign, 442.0 - lift)
    return points


def in_turn(first_s: float, step_s: float, pause_s: float, count: int) -> Callable[[float], tuple[float, float]]:
    """How high left and right are at a time, of so many steps, the right leg first."""

    def at(time_s: float) -> tuple[float, float]:
        number, into_s = divmod(time_s - first_s, step_s + pause_s)
        up = STEP_HIGH * sin(pi * into_s / step_s) if 0 <= number < count and into_s < step_s else 0.0
        return (up, 0.0) if number % 2 else (0.0, up)

    return at


def pose_of(
    points: Points,
    time_s: float = 0.0,
    *,
    hidden: Iterable[str] = (),
    shift: tuple[float, float] = (0.0, 0.0),
    outline: np.ndarray | None = None,
) -> Pose:
    """A pose with these landmarks fully visible, all others not. outline: (K, 2) square pixels."""
    image = np.zeros((COUNT, 3), np.float32)
    visibility = np.zeros(COUNT, np.float32)
    for name, (x, y) in points.items():
        image[INDEX[name], :2] = (x + shift[0]) / SIZE[0], (y + shift[1]) / SIZE[1]
        visibility[INDEX[name]] = 0.0 if name in set(hidden) else 1.0
    edge = None if outline is None else (outline / SIZE).astype(np.float32)
    return Pose(time_s, SIZE, image, np.zeros((COUNT, 3), np.float32), visibility, edge)
