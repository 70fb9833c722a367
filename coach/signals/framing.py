"""How large and where somebody stands in the picture against another pose of theirs, and how they would look framed like it.

Whoever rolls the chair back, steps nearer, or has a camera that frames by itself looks larger or smaller and stands
elsewhere, without having moved any part. Movement changes single lengths, and mostly shortens them, since a limb that turns
towards the camera or away from it looks shorter; nearness changes all of them alike. So the size is taken from many lengths
at once, a little above their middle, and the place from where most of the body is.

Small differences are left as they are, since they are as likely movement as nearness.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, hypot, inf, isfinite, isnan, log, nan
from typing import Final, NamedTuple

import numpy as np

from coach.signals.body import Body, Point, distance, middle

Weighted = tuple[float, float]

FRONT_ABOVE: Final = 0.45
"""Breadth of the shoulders in trunk lengths from which somebody is taken to face the camera, as ``coach.measures.view``
has it."""

MIDDLE: Final = 0.6
"""Which of the ratios, in order and by weight, is taken as the size: somewhat above the middle, since movement shortens
more lengths than it makes longer. Of 0.4 to 0.7 the nearest to 1 on 139 clips of rendered people who stay where they are."""

SAME: Final = (0.04, 0.08)
"""Up to the first, a difference of size (as a share) or of place (in trunk lengths) is taken as movement, from the second on
as real; in between for a part of it (chosen: of 139 clips of rendered people who stay where they are, 1 in 100 frames read
5 % and more in shoulder rolls, backward bends and knee raises, where nothing else tells it from nearness)."""

SAME_WHILE_MOVED: Final = (0.20, 0.28)
"""The same of a size on which the lengths do not agree, since some of them have moved (chosen: rolling down makes people
look up to 20 % smaller)."""

AT_REST: Final = 0.85
"""Share of all lengths that closely agree on one size from which on somebody is at rest (chosen)."""

FOLLOWED: Final = 0.65
FOLLOWS_S: Final = 0.7
"""From the first share of closely agreeing lengths on the size is followed, too, with this time constant, the sooner the more
of them agree (chosen: who pushes the pelvis forward and holds it while the picture shrinks reads 0.81 to 0.83)."""

SAME_AT_REST: Final = (0.025, 0.05)
"""As ``SAME``, of somebody at rest: the size is then found within 1 % (chosen)."""

ALL_AT_REST: Final = 0.97
"""Share of all lengths from which on none has moved (chosen)."""

SAME_PLACE_AT_REST: Final = (0.005, 0.015)
"""As ``SAME`` for the place, where no length has moved: all parts tell it (chosen: circles of the shoulders turn on 1.2 %)."""

RESIZED: Final = 0.006
"""Whoever looks larger or smaller by more than this share is seen at another size (chosen: with 0.01 one person who raises a
knee while the picture shrinks by a tenth is told to slump, with 0 a slump of another goes untold)."""

SETTLES_S: Final = 0.3
"""The kept place goes to the exact one with this time constant, so that nothing seems to have moved fast (chosen)."""

AGREED: Final = (0.5, 0.8)
PLACES_AGREED: Final = (0.35, 0.55)
"""Up to which share of all the weight lengths, and places, do not agree, and from which on they do (chosen on the same clips:
with these nobody who stays there is moved or resized by more than 1 % in 16 of 21 exercises, by 10 % at the most in any)."""

SIZES_APART: Final = (0.02, 0.06)
SIZES_APART_AT_REST: Final = (0.012, 0.03)
PLACES_APART: Final = (0.03, 0.09)
"""Up to the first, two sizes (as a share) or places (in trunk lengths) agree, from the second on they do not: the landmarks'
own jitter is about the first (chosen)."""

LEAST_WEIGHT: Final = 3.0
"""Lengths of less weight in sight than this tell no size (chosen: the trunk and one other, or three others)."""

_FRONT_LENGTHS: Final = (
    (("hip", "shoulder"), 2.0),
    (("shoulder", "ear"), 1.0),
    (("eye", "mouth"), 1.0),
    (("left_shoulder", "right_shoulder"), 1.0),
    (("left_ear", "right_ear"), 1.0),
    (("left_knee", "left_ankle"), 1.0),
    (("right_knee", "right_ankle"), 1.0),
)
_SIDE_LENGTHS: Final = (
    (("hip", "shoulder"), 2.0),
    (("shoulder", "ear"), 1.0),
    (("ear", "nose"), 1.0),
    (("left_hip", "left_knee"), 1.0),
    (("right_hip", "right_knee"), 1.0),
    (("left_knee", "left_ankle"), 1.0),
    (("right_knee", "right_ankle"), 1.0),
)
"""From where to where, and with what weight. Single names stand for the middle of both sides."""

_PLACES: Final = (
    ("nose", 1.0),
    ("left_shoulder", 1.0),
    ("right_shoulder", 1.0),
    ("left_hip", 1.0),
    ("right_hip", 1.0),
    ("left_knee", 0.5),
    ("right_knee", 0.5),
    ("left_ankle", 0.5),
    ("right_ankle", 0.5),
)
"""What tells the place, and with what weight: head and shoulders, hips, and legs about alike, so that no exercise moves most
of it."""

_BOTH_SIDES: Final = {
    "hip": ("left_hip", "right_hip"),
    "shoulder": ("left_shoulder", "right_shoulder"),
    "ear": ("left_ear", "right_ear"),
    "eye": ("left_eye", "right_eye"),
    "mouth": ("mouth_left", "mouth_right"),
}


def framed_as(body: Body, then: Body) -> Body:
    """The body as it would look at the size and the place that it had then; the body itself where they are the same.

    Angles are the same in both; lengths and places are those of then.
    """
    known = body.framed
    if known is not None and known[0] is then:
        return known[1]
    framed = body if body is then else _framed(body, then)
    body.framed = (then, framed)
    return framed


def size(body: Body, then: Body) -> float:
    """How many times as large as then the body looks, 1 where it is as likely movement that makes it look so.

    NaN where hardly anything is seen of it.
    """
    if body is then:
        return 1.0
    found = _found(body, then)
    return nan if found is None else exp(_real(*found[:2]))


class Framing:
    """Frames one body after the other as then, and keeps size and place of the last moment at rest over the movements that
    follow.

    At rest all lengths tell the size, and exactly, and all parts the place; in a movement some tell something else.
    """

    def __init__(self) -> None:
        self._then: Body | None = None
        self._kept = 0.0
        self._middle: Point = (0.0, 0.0)
        self._time_s = inf

    def reframe(self, body: Body, then: Body, time_s: float = inf) -> Body:
        """The body as it would look at the size and the place that it had then; ``framed_as`` gives it ever after.

        time_s: when it was seen, in seconds; between two bodies of no known time only a moment at rest tells anything.
        """
        if then is not self._then:
            self._then, self._kept = then, 0.0
            self._middle = _middle_of(then)
        passed_s = max(0.0, time_s - self._time_s) if isfinite(time_s) and isfinite(self._time_s) else 0.0
        self._time_s = time_s
        found = None if body is then else _found(body, then)
        if found is None:
            return framed_as(body, then)
        ratio, agreed, closely = found
        follows = _following(closely, passed_s)
        self._kept += follows * (ratio - self._kept)
        kept = self._kept * _rising(abs(self._kept), SAME_AT_REST)
        times = exp(kept + _real(ratio - kept, agreed))
        # The middle of the body stays where it is kept while the size becomes known better.
        x, y = _middle_of(then)
        kept_place = self._middle[0] / times - x, self._middle[1] / times - y
        moved = _moved(body, then, times)
        place = kept_place if moved is None else moved.beside(kept_place)
        kept_place = _towards(kept_place, place, follows)
        if moved is not None and closely >= ALL_AT_REST:
            exact = moved.beside(kept_place, SAME_PLACE_AT_REST)
            kept_place = _towards(kept_place, exact, 1.0 - exp(-passed_s / SETTLES_S))
        self._middle = (x + kept_place[0]) * times, (y + kept_place[1]) * times
        framed = _placed(body, times, place)
        body.framed = (then, framed)
        return framed


def _middle_of(body: Body) -> Point:
    """The middle of the trunk, or where that is hidden of the shoulders."""
    shoulder = _seen(body, "shoulder")
    trunk = middle(_seen(body, "hip"), shoulder)
    known = shoulder if isnan(trunk[0]) else trunk
    return (0.0, 0.0) if isnan(known[0]) else known


def _towards(place: Point, to: Point, share: float) -> Point:
    return place[0] + share * (to[0] - place[0]), place[1] + share * (to[1] - place[1])


def _following(closely: float, passed_s: float) -> float:
    """How much of the way the kept size goes to the one that is seen now: all of it at rest, some of it near to that."""
    if closely >= AT_REST:
        return 1.0
    if closely <= FOLLOWED:
        return 0.0
    part = (closely - FOLLOWED) / (AT_REST - FOLLOWED)
    return 1.0 - exp(-passed_s * part / (FOLLOWS_S * (1.0 - part)))


def _found(body: Body, then: Body) -> tuple[float, float, float] | None:
    """The logarithm of the size in times, and the shares of all lengths that agree on it and closely; None of too few."""
    ratios = _ratios(body, then)
    whole = sum(weight for _, weight in ratios)
    if whole < LEAST_WEIGHT:
        return None
    found = log(_at(MIDDLE, ratios))
    off = [(log(ratio) - found, weight) for ratio, weight in ratios]
    agreed, closely = (
        sum(weight * _alike(each, apart) for each, weight in off) / whole
        for apart in (SIZES_APART, SIZES_APART_AT_REST)
    )
    return found, agreed, closely


def _real(difference: float, agreed: float) -> float:
    """What of a difference of size is no movement."""
    still = _rising(agreed, AGREED)
    low, high = (still * same + (1 - still) * moved for same, moved in zip(SAME, SAME_WHILE_MOVED, strict=True))
    return difference * _rising(abs(difference), (low, high))


def _framed(body: Body, then: Body) -> Body:
    times = size(body, then)
    if isnan(times):
        return body
    moved = _moved(body, then, times)
    return _placed(body, times, (0.0, 0.0) if moved is None else moved.beside((0.0, 0.0)))


def _placed(body: Body, times: float, place: Point) -> Body:
    x, y = place
    if times == 1.0 and x == 0.0 and y == 0.0:
        return body
    shift = np.array([x, y])
    outline = None if body.outline is None else body.outline / times - shift
    placed = body.placed(body.xy / times - shift, outline)
    placed.resized = abs(log(times)) > RESIZED
    return placed


def believed(times: float, same: tuple[float, float]) -> float:
    """A size in times, 1 where it differs by no more than the first share, all of it from the second share on."""
    if not times > 0:
        return nan
    return exp(log(times) * _rising(abs(log(times)), same))


def _ratios(body: Body, then: Body) -> list[Weighted]:
    """Of each length that is seen both times how many times as long it is, and its weight."""
    lengths = _FRONT_LENGTHS if _faces_camera(then) else _SIDE_LENGTHS
    ratios = []
    for ends, weight in lengths:
        now, before = _length(body, ends), _length(then, ends)
        if now > 0 and before > 0:
            ratios.append((now / before, weight))
    return ratios


class _Place(NamedTuple):
    """Where most parts of a body are beside where they were then, pixels, and how much of all the weight agrees on it."""

    x: float
    y: float
    agreed: float
    trunk: float

    def beside(self, kept: Point, same: tuple[float, float] = SAME) -> Point:
        """How far the body is to the right and below, as it was at rest, kept, where its parts moved each by itself.

        same: as ``SAME``.
        """
        x, y = self.x - kept[0], self.y - kept[1]
        share = _rising(self.agreed, PLACES_AGREED) * _rising(hypot(x, y) / self.trunk, same)
        return kept[0] + share * x, kept[1] + share * y


def _moved(body: Body, then: Body, times: float) -> _Place | None:
    """How far the body, brought to the size of then, is from where it was then; None where nothing tells it."""
    trunk = then.trunk()
    if not trunk > 0 or isnan(_seen(body, "hip")[0]) or isnan(_seen(then, "hip")[0]):
        # Head and shoulders alone tell no place: lifting them is what some exercises are about.
        return None
    shifts = []
    for name, weight in _PLACES:
        now, before = body.if_seen(name), then.if_seen(name)
        if not (isnan(now[0]) or isnan(before[0])):
            shifts.append((now[0] / times - before[0], now[1] / times - before[1], weight))
    # What most parts agree on, and not what lies in the middle of them, which may be no part's place.
    alike = _all_alike(shifts, trunk)
    agreeing = max(
        ([(a, b, weight * share) for (a, b, weight), share in zip(shifts, row, strict=True)] for row in alike),
        key=_weight,
    )
    agreed = _weight(agreeing)
    x, y = (sum(each[axis] * each[2] for each in agreeing) / agreed for axis in (0, 1))
    return _Place(x, y, agreed / _weight(shifts), trunk)


def _all_alike(shifts: Sequence[tuple[float, float, float]], trunk: float) -> list[list[float]]:
    """How much each agrees with each; most of what a session costs is asked here, so each pair is asked once."""
    alike = [[1.0] * len(shifts) for _ in shifts]
    close, far = (trunk * end for end in PLACES_APART)
    for one, (a, b, _) in enumerate(shifts):
        for other in range(one):
            apart = hypot(a - shifts[other][0], b - shifts[other][1])
            if apart > close:
                share = 0.0 if apart >= far else _alike(apart / trunk, PLACES_APART)
                alike[one][other] = alike[other][one] = share
    return alike


def _weight(shifts: Sequence[tuple[float, float, float]]) -> float:
    return sum(weight for _, _, weight in shifts)


def _rising(value: float, ends: tuple[float, float]) -> float:
    """0 up to the first end, 1 from the second on, smoothly in between."""
    part = min(1.0, max(0.0, (value - ends[0]) / (ends[1] - ends[0])))
    return part * part * (3 - 2 * part)


def _alike(difference: float, ends: tuple[float, float]) -> float:
    """1 where two values agree, 0 where they do not."""
    return 1.0 - _rising(abs(difference), ends)


def _at(share: float, values: Sequence[Weighted]) -> float:
    """The value at that share of all the weight, the values in order; between two of them in a straight line."""
    ordered = sorted(values)
    target, passed = share * sum(weight for _, weight in ordered), 0.0
    before: Weighted | None = None
    for value, weight in ordered:
        at = passed + weight / 2
        if at >= target:
            return (
                value if before is None else before[1] + (value - before[1]) * (target - before[0]) / (at - before[0])
            )
        before, passed = (at, value), passed + weight
    return ordered[-1][0]


def _faces_camera(body: Body) -> bool:
    key = "faces the camera"
    if key not in body.memory:
        breadth = abs(_seen(body, "left_shoulder")[0] - _seen(body, "right_shoulder")[0])
        body.memory[key] = float(breadth >= FRONT_ABOVE * body.trunk())
    return bool(body.memory[key])


def _length(body: Body, ends: tuple[str, str]) -> float:
    found = body.memory.get(ends)
    if found is None:
        found = body.memory[ends] = distance(_seen(body, ends[0]), _seen(body, ends[1]))
    return found


def _seen(body: Body, name: str) -> Point:
    """A landmark, or the middle of both sides, as far as it is really seen."""
    if name not in _BOTH_SIDES:
        return body.if_seen(name)
    left, right = _BOTH_SIDES[name]
    return middle(body.if_seen(left), body.if_seen(right))
