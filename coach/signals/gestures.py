"""Hears two things said with the hands alone: "go on" and "that hurts".

Go on: both arms straight up, the hands well above the head, for a second. That hurts: both hands before the face, the
elbows hanging, for a second and a half; no exercise asks for either, and the second needs no strength and no reach.
From the side, where the far arm is hidden, the near one is looked at, and of the far one whether it may do the same.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isnan, nan
from typing import Final, Literal

from coach.landmarks import INDEX
from coach.signals.body import Body, Point, distance
from coach.values import Side

Gesture = Literal["go-on", "hurts"]

HELD_S: Final[dict[Gesture, float]] = {"go-on": 1.0, "hurts": 1.5}
"""How long each must be held, seconds (chosen: longer than hands pass there by chance, short enough to hold)."""

RELEASED_S: Final = 0.5
"""How long the hands must be elsewhere before the same gesture can be made again, seconds (chosen)."""

DRAIN: Final = 2.0
"""How much faster the time held runs out than it fills, so that a frame or two that miss the hands cost little (chosen)."""

GAP_S: Final = 0.5
"""Longest time between two poses that counts as held, seconds (chosen: three frames at 6 frames a second)."""

ABOVE_HEAD: Final = 0.45
"""How far both wrists must be above the nose, in trunk lengths (chosen: arms held high give 0.6 to 0.9 in rendered clips,
hands on the head about 0.25, hands behind it at most 0.35)."""

FOREARM_UP: Final = 0.2
"""How far the wrist must be above the elbow, in trunk lengths (chosen: half a forearm)."""

UPPER_ARM_UP: Final = 0.2
"""How far the elbow must be above the shoulder for an arm straight up, in trunk lengths (chosen: half an upper arm)."""

BEFORE_FACE: Final = 0.28
"""How far the wrist may be from the nose, in trunk lengths (chosen: palms before the eyes leave 0.1 to 0.22 in
rendered clips, with the chin in the hands it is 0.3)."""

KNUCKLES_BELOW_NOSE: Final = 0.1
"""How far the knuckles may be below the nose, in trunk lengths (chosen: before the eyes at most 0.05, with the
chin in the hands 0.13 and more)."""

ELBOW_DOWN: Final = 0.1
"""How far the elbow must be below the shoulder with the hand before the face, in trunk lengths (chosen: with the hands
behind the head it is above the shoulder in all exercises, and 0.03 below in a sit-up)."""

UPRIGHT: Final = 0.7
"""Least rise of the trunk for a length of one (chosen: leaning by up to 45°; lying and on all fours it is below 0.4)."""

NARROW: Final = 0.45
"""Width of the shoulders, in trunk lengths, below which one arm may hide behind the other (chosen: from the front it is
0.53 and more, from the side 0.2 and less)."""

FAR_HAND: Final = 0.65
"""How far from the nose a hidden hand is believed to be before the face, in trunk lengths (chosen: the landmarker's guess
of it is at most 0.42 away when it is there, and 0.94 and more when it rests on the thigh)."""

SHOULDER_WIDTHS: Final = 1.5
"""Length of the trunk in widths of the shoulders, for somebody at a desk whose hips are hidden (chosen: the rendered
bodies have 1.4 to 1.9)."""


class Gestures:
    """Watches the poses of one person in order of time.

    under_way: the gesture whose time is filling, None without. progress: how much of its time is over, 0 to 1; it stays 1
    while a gesture that was heard is still being held.
    """

    def __init__(self) -> None:
        self.under_way: Gesture | None = None
        self._held_s = 0.0
        self._last_s = nan
        self._last_shown: Gesture | None = None
        self._heard: Gesture | None = None
        self._released_s = 0.0

    def reset(self) -> None:
        """Begins anew, as for another page. A gesture that is being held must be released before it is heard."""
        self._heard = self._last_shown
        self.under_way, self._held_s, self._released_s = None, 0.0, 0.0
        self._last_s = nan

    @property
    def progress(self) -> float:
        """How much of the time that the gesture under way must be held is over, 0 to 1; 0 without one."""
        return 0.0 if self.under_way is None else min(1.0, self._held_s / HELD_S[self.under_way])

    def update(self, time_s: float, body: Body) -> Gesture | None:
        """Go on by one pose; returns a gesture once, in the frame in which it was held for long enough."""
        passed_s = 0.0 if isnan(self._last_s) else max(0.0, min(time_s - self._last_s, GAP_S))
        shown = shown_by(body)
        kept_on = shown is not None and shown == self._last_shown
        self._last_s, self._last_shown = time_s, shown
        if self._heard is not None:
            self._await_release(shown, passed_s)
            return None
        if shown is not None and (self.under_way is None or self.under_way == shown):
            self.under_way = shown
            self._held_s += passed_s if kept_on else 0.0
        else:
            self._held_s -= DRAIN * passed_s
            if self._held_s <= 0.0:
                self.under_way, self._held_s = shown, 0.0
        if self.under_way is None or self._held_s < HELD_S[self.under_way] - 1e-6:
            return None
        self._heard, self._released_s = self.under_way, 0.0
        return self._heard

    def _await_release(self, shown: Gesture | None, passed_s: float) -> None:
        self._released_s = 0.0 if shown == self._heard else self._released_s + passed_s
        if self._released_s >= RELEASED_S - 1e-6:
            self._heard, self.under_way, self._held_s = None, None, 0.0


def shown_by(body: Body) -> Gesture | None:
    """The gesture that one pose shows, held or not."""
    nose = body["nose"]
    scale = _scale(body)
    if isnan(nose[0]) or isnan(scale) or not _upright(body):
        return None
    if _both(
        body,
        scale,
        lambda side: _arm_up(body, side, nose, scale),
        hidden=lambda side: _landmark(body, side, "wrist")[1] < nose[1],
    ):
        return "go-on"
    if _both(
        body,
        scale,
        lambda side: _hand_before_face(body, side, nose, scale),
        hidden=lambda side: distance(_landmark(body, side, "wrist"), nose) <= FAR_HAND * scale,
    ):
        return "hurts"
    return None


def _scale(body: Body) -> float:
    """Length of the trunk in pixels; from the shoulders' width where the hips are hidden or the trunk is foreshortened.

    NaN where neither is seen.
    """
    lengths = (body.trunk(), SHOULDER_WIDTHS * _shoulder_width(body))
    return max((length for length in lengths if not isnan(length)), default=nan)


def _shoulder_width(body: Body) -> float:
    return distance(body["left_shoulder"], body["right_shoulder"])


def _upright(body: Body) -> bool:
    shoulder, hip = body.centre("shoulder"), body.centre("hip")
    return isnan(hip[1]) or hip[1] - shoulder[1] >= UPRIGHT * body.trunk()


def _both(body: Body, scale: float, does: Callable[[Side], bool | None], *, hidden: Callable[[Side], bool]) -> bool:
    """Whether both arms do it; from the side the one that is seen, where the other's hidden hand seems to do it too."""
    left, right = does("left"), does("right")
    if left is None or right is None:
        far: Side = "left" if left is None else "right"
        return bool(left or right) and _shoulder_width(body) < NARROW * scale and hidden(far)
    return left and right


def _arm_up(body: Body, side: Side, nose: Point, scale: float) -> bool | None:
    """Whether the arm is straight up; None where it is not seen."""
    shoulder, elbow, wrist = body.of_side(side, "shoulder"), body.of_side(side, "elbow"), _wrist(body, side)
    if isnan(elbow[1]) or isnan(wrist[1]):
        return None
    return (
        nose[1] - wrist[1] >= ABOVE_HEAD * scale
        and elbow[1] - wrist[1] >= FOREARM_UP * scale
        and (isnan(shoulder[1]) or shoulder[1] - elbow[1] >= UPPER_ARM_UP * scale)
    )


def _wrist(body: Body, side: Side) -> Point:
    """The wrist; also where it left the picture at its upper edge, as hands held high do."""
    seen, believed = body.of_side(side, "wrist"), _landmark(body, side, "wrist")
    return believed if isnan(seen[1]) and believed[1] < 0 else seen


def _landmark(body: Body, side: Side, part: str) -> Point:
    """Where the landmarker believes a part to be, seen or not."""
    x, y = body.xy[INDEX[f"{side}_{part}"]]
    return float(x), float(y)


def _hand_before_face(body: Body, side: Side, nose: Point, scale: float) -> bool | None:
    """Whether the hand is at the face with the elbow hanging; None where the arm is not seen."""
    shoulder, elbow, wrist = (body.of_side(side, part) for part in ("shoulder", "elbow", "wrist"))
    if isnan(wrist[1]) or isnan(elbow[1]):
        return None
    knuckles = _landmark(body, side, "index")
    return (
        distance(wrist, nose) <= BEFORE_FACE * scale
        and knuckles[1] - nose[1] <= KNUCKLES_BELOW_NOSE * scale
        and elbow[1] - wrist[1] >= FOREARM_UP * scale
        and elbow[1] - shoulder[1] >= ELBOW_DOWN * scale
    )
