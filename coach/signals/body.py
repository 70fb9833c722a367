"""One pose in square pixels, with what is not seen made NaN, so that every measure of it becomes unknown by itself."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, degrees, hypot, isnan, nan, radians
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import INDEX, NAMES
from coach.values import Pose, Side

if TYPE_CHECKING:
    from coach.signals.contour import Contour

VISIBLE: Final = 0.5
"""Least visibility of a landmark that is used (chosen: MediaPipe's own default for detection confidence)."""

MARGIN: Final = 0.02
"""How far outside the picture, as a share of its size, a landmark is still believed (chosen)."""

NOWHERE: Final = 10.0
"""So many pictures away a landmark is at no place at all (chosen: a body reaches a few pictures out of a near one)."""

Point = tuple[float, float]
"""x to the right and y down, square pixels; NaN when not seen."""

UNSEEN: Final[Point] = (nan, nan)

_PAIRS: Final = {
    name.removeprefix("left_"): (INDEX[name], INDEX[name.replace("left_", "right_", 1)])
    for name in NAMES
    if name.startswith("left_")
}
"""The indices of left and right by the name of the part."""


def middle(a: Point, b: Point) -> Point:
    """Midpoint; the other point where one is not seen."""
    if isnan(a[0]):
        return b
    if isnan(b[0]):
        return a
    return ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)


def distance(a: Point, b: Point) -> float:
    """Length of a to b, pixels."""
    return hypot(b[0] - a[0], b[1] - a[1])


def bend(a: Point, joint: Point, b: Point) -> float:
    """How far the joint between a and b is bent: 0° straight … 180° folded, unsigned."""
    ax, ay = joint[0] - a[0], joint[1] - a[1]
    bx, by = b[0] - joint[0], b[1] - joint[1]
    return abs(degrees(atan2(ax * by - ay * bx, ax * bx + ay * by)))


def turned(angle_deg: float) -> float:
    """The angle brought to -180 … 180°."""
    return (angle_deg + 180.0) % 360.0 - 180.0


class Body:
    """Landmarks of one pose in square pixels.

    Points are looked up by name; a landmark that is not visible enough or outside the picture is NaN.
    """

    __slots__ = (
        "_centres",
        "_points",
        "_points_of",
        "contours",
        "deep",
        "framed",
        "learned_angles",
        "memory",
        "outline",
        "reaches",
        "resized",
        "seen",
        "widened",
        "xy",
    )

    def __init__(
        self,
        xy: NDArray[np.float64],
        seen: NDArray[np.bool_],
        outline: NDArray[np.float64] | None,
        points_of: tuple[str, ...] = (),
        deep: NDArray[np.float64] | None = None,
    ) -> None:
        """xy: (33, 2) square pixels, NaN where a landmark is at no place. seen: (33,). outline: (K, 2) square pixels or None.

        points_of: landmarks to be looked up by name although they are not seen. deep: (33,) how far away each is as the model
        guesses it, pixels; None where nobody has told.

        memory, learned_angles and framed hold what several measures read from the same body, so that it is worked out once;
        the last two with the neutral's body that it was read against; reaches: how far its outline reaches from the trunk,
        and contours: the outline as seen from a chord of the body, by its ends, worked out once.
        resized: whether it was seen at another size. widened: the body as it would look from the side, with how much wider.
        """
        self.xy = xy
        self.seen = seen
        self.outline = outline
        self.deep = deep
        self.memory: dict[object, float] = {}
        self.learned_angles: tuple[Body, Mapping[str, float]] | None = None
        self.framed: tuple[Body, Body] | None = None
        self.reaches: NDArray[np.float64] | None = None
        self.contours: dict[tuple[Point, Point], Contour] = {}
        self.resized = False
        self.widened: tuple[float, Body] | None = None
        self._centres: dict[str, Point] = {}
        self._points_of = points_of
        self._points: list[Point] = [
            (x, y) if ok else UNSEEN for (x, y), ok in zip(xy.tolist(), seen.tolist(), strict=True)
        ]
        for name in points_of:
            x, y = xy[INDEX[name]].tolist()
            self._points[INDEX[name]] = (x, y)

    @classmethod
    def of(cls, pose: Pose) -> Body:
        """The body of a pose; everything unseen where nobody was found."""
        image = pose.image[:, :2].astype(np.float64)
        # Plain floats: of so few numbers numpy takes far longer to begin than to compare them.
        seen = [
            -MARGIN < x < 1 + MARGIN and -MARGIN < y < 1 + MARGIN and visible >= VISIBLE
            for (x, y), visible in zip(image.tolist(), pose.visibility.tolist(), strict=True)
        ]
        size = np.array(pose.size, np.float64)
        outline = None if pose.outline is None else pose.outline.astype(np.float64) * size
        somewhere = np.where(np.abs(image) < NOWHERE, image, nan)
        return cls(somewhere * size, np.array(seen, np.bool_), outline, deep=pose.image[:, 2] * size[0])

    def afresh(self) -> Body:
        """The same body without what was read from it against one neutral."""
        same = object.__new__(type(self))
        same.xy, same.seen, same.outline, same.deep = self.xy, self.seen, self.outline, self.deep
        same.memory, same.contours, same.reaches = self.memory, self.contours, self.reaches
        same._points, same._points_of, same._centres = self._points, self._points_of, self._centres
        same.learned_angles = same.framed = same.widened = None
        same.resized = False
        return same

    def as_from_the_side(self, wider: float) -> Body:
        """The body as it would look from the side: so many times as wide, without its outline, worked out once.

        What lies in the plane in which somebody walks straight on looks narrower by the sine of how far they are turned away
        from the camera, so that a picture taken from half the side is made wider by as much.
        """
        if self.widened is None or self.widened[0] != wider:
            same = Body(self.xy * (wider, 1.0), self.seen, None, self._points_of)
            same.resized = self.resized
            self.widened = wider, same
        return self.widened[1]

    def placed(self, xy: NDArray[np.float64], outline: NDArray[np.float64] | None) -> Body:
        """The same body, as well seen, elsewhere in the picture or of another size there."""
        return Body(xy, self.seen, outline, self._points_of)

    def if_seen(self, name: str) -> Point:
        """The landmark of that name, NaN also where it is looked up although it is not seen."""
        return UNSEEN if name in self._points_of else self._points[INDEX[name]]

    def __getitem__(self, name: str) -> Point:
        return self._points[INDEX[name]]

    def of_side(self, side: Side, part: str) -> Point:
        """The landmark of one side, as ``of_side("left", "knee")``."""
        return self._points[INDEX[f"{side}_{part}"]]

    def centre(self, part: str) -> Point:
        """Midway between left and right, or the one that is seen."""
        found = self._centres.get(part)
        if found is None:
            left, right = _PAIRS[part]
            found = self._centres[part] = middle(self._points[left], self._points[right])
        return found

    def trunk(self) -> float:
        """Length of hip midpoint to shoulder midpoint, pixels."""
        return distance(self.centre("hip"), self.centre("shoulder"))


def direction(a: Point, b: Point, facing: int) -> float:
    """Which way a to b points in the picture: 0° up, 90° the way the person faces, -90° behind, ±180° down.

    facing: +1 when the person faces the picture's right, -1 the left.
    """
    return degrees(atan2(facing * (b[0] - a[0]), a[1] - b[1]))


def axis_frame(lower: Point, upper: Point) -> tuple[Point, Point, float]:
    """Unit vector from lower to upper, its normal to the right of it as seen (x right, y down), and the length."""
    length = distance(lower, upper)
    if not length > 0:
        return UNSEEN, UNSEEN, nan
    u = ((upper[0] - lower[0]) / length, (upper[1] - lower[1]) / length)
    return u, (-u[1], u[0]), length


def cosine(angle_deg: float) -> float:
    """Cosine of an angle in degrees."""
    return float(np.cos(radians(angle_deg)))
