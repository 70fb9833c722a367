"""A person as a rounded figure with head, hands and feet, on a floor, a stool or a mat; the parts that matter in colour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import COUNT, GROUPS, INDEX
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import BONE, FAR, PROGRESS, TRACK, Colour
from coach.outputs.screen.shapes import Pixels, disc, polygon, rounded_box, stroke
from coach.values import Side

if TYPE_CHECKING:
    from coach.outputs.screen.demonstration import Demonstration

_SIDES: Final[tuple[Side, Side]] = ("left", "right")

Floats = NDArray[np.float64]

LIMB: Final = 0.13
"""A limb's thickness in lengths of the trunk; chosen, as are the shares below."""

TRUNK: Final = 0.30
HEAD: Final = 0.24
NOSE_SEEN: Final = 0.55
"""From here on, in radii of the head off its middle, the nose stands out at the edge; nearer it is a dot in the face."""

MARGIN: Final = 0.09
"""Of the rectangle's shorter side, left free around the figure."""

FLOOR: Final = 0.025
"""Thickness of floor and stool, of the rectangle's shorter side."""

EDGE: Final = 0.05
"""Ground left around each limb, in lengths of the trunk, so that an arm stands out from the trunk behind it."""


def draw_figure(pixels: Pixels, film: Demonstration, points: Floats, ground: Colour) -> None:
    """Draws the figure with its points (33 + S, 2) at these places of the film, as large as the picture allows."""
    _Drawing(pixels, film, points, ground).draw()


class _Drawing:
    """One frame of the figure on one picture."""

    def __init__(self, pixels: Pixels, film: Demonstration, points: Floats, ground: Colour) -> None:
        self._film = film
        self._pixels = pixels
        self._ground_colour = ground
        place = _place(film, pixels.shape[1], pixels.shape[0])
        self._place = place
        self._points = place.onto(points)
        self._spine = self._points[COUNT:]
        self._matters = {name for group in film.highlight for name in GROUPS.get(group, ())}
        self._far: Side = "right" if film.near == "left" else "left"
        self._limb_px = max(2.0, LIMB * place.trunk_px)
        self._edge_px = 2 * EDGE * place.trunk_px

    def draw(self) -> None:
        """Ground first, then from the far side of the body to the near one."""
        self._ground()
        near, far = self._film.near, self._far
        if self._film.view == "side":
            self._leg(far, far=True)
            self._arm(far, far=True)
            self._back()
            self._leg(near)
        else:
            self._leg(far)
            self._leg(near)
            self._front()
            self._arm(far)
            self._arm(near)
        self._joints()
        self._head()
        if self._film.view == "side":
            self._arm(near)

    def _ground(self) -> None:
        place, thick = self._place, max(2, round(FLOOR * min(self._pixels.shape[:2])))
        width = self._pixels.shape[1]
        if self._film.view == "feet-end":
            rounded_box(self._pixels, place.mat, 0.2 * place.trunk_px, TRACK)
            return
        stroke(self._pixels, (width * 0.06, place.floor_y), (width * 0.94, place.floor_y), thick, TRACK)
        if self._film.position == "seated":
            half = 0.45 * place.trunk_px
            stroke(self._pixels, (place.seat_x - half, place.seat_y), (place.seat_x + half, place.seat_y), thick, TRACK)
            for leg in (place.seat_x - 0.75 * half, place.seat_x + 0.75 * half):
                stroke(self._pixels, (leg, place.seat_y), (leg, place.floor_y), thick, TRACK)

    def _leg(self, side: Side, *, far: bool = False) -> None:
        self._chain([f"{side}_{part}" for part in ("ankle", "heel", "foot_index")], far, 0.8)
        self._chain([f"{side}_{part}" for part in ("hip", "knee", "ankle")], far, 1.15)

    def _arm(self, side: Side, *, far: bool = False) -> None:
        self._chain([f"{side}_{part}" for part in ("shoulder", "elbow", "wrist")], far, 0.9)
        hand = np.mean([self._at(f"{side}_{part}") for part in ("wrist", "index", "pinky")], axis=0)
        disc(self._pixels, _pair(hand), self._limb_px * 0.62, self._colour((f"{side}_wrist",), far))

    def _chain(self, names: Sequence[str], far: bool, weight: float) -> None:
        thick = self._limb_px * weight
        bones = list(pairwise(names))
        for start, end in bones:
            self._stroke(self._at(start), self._at(end), thick + self._edge_px, self._ground_colour)
        for start, end in bones:
            self._stroke(self._at(start), self._at(end), thick, self._colour((start, end), far))

    def _back(self) -> None:
        """The trunk from the side: one thick line along the spine."""
        shoulders, hips = self._middle("shoulder"), self._middle("hip")
        colour, thick = self._trunk_colour(), TRUNK * self._place.trunk_px
        course = list(pairwise(_curve([hips, *self._spine, shoulders])))
        for start, end in course:
            self._stroke(start, end, thick + self._edge_px, self._ground_colour)
        for start, end in course:
            self._stroke(start, end, thick, colour)
        self._stroke(shoulders, self._head_centre(), self._limb_px * 0.8, colour)

    def _front(self) -> None:
        """The trunk from the front: a plate between shoulders and hips."""
        corners = [self._at(name) for name in ("left_shoulder", "right_shoulder", "right_hip", "left_hip")]
        edges = list(pairwise([*corners, corners[0]]))
        colour, thick = self._trunk_colour(), self._limb_px * 1.1
        for start, end in edges:
            self._stroke(start, end, thick + self._edge_px, self._ground_colour)
        polygon(self._pixels, np.array(corners), colour)
        for start, end in edges:
            self._stroke(start, end, thick, colour)
        self._stroke(corners[0], corners[1], thick, self._colour(("left_shoulder", "right_shoulder"), False))
        self._stroke(self._middle("shoulder"), self._head_centre(), self._limb_px * 0.8, colour)

    def _joints(self) -> None:
        """The joints that matter, also where no whole limb between them does."""
        for side in (self._film.near,) if self._film.view == "side" else _SIDES:
            for part in ("shoulder", "hip", "knee", "ankle"):
                if f"{side}_{part}" in self._matters:
                    disc(self._pixels, _pair(self._at(f"{side}_{part}")), self._limb_px * 0.62, PROGRESS)

    def _head(self) -> None:
        centre, radius = self._head_centre(), HEAD * self._place.trunk_px
        colour = self._colour(("nose",), False)
        disc(self._pixels, _pair(centre), radius + self._edge_px / 2, self._ground_colour)
        disc(self._pixels, _pair(centre), radius, colour)
        nose = self._at("nose") - centre
        away = float(np.hypot(*nose))
        if away > NOSE_SEEN * radius:
            disc(self._pixels, _pair(centre + nose / away * radius * 0.98), radius * 0.26, colour)
        else:
            disc(self._pixels, _pair(self._at("nose")), radius * 0.20, self._ground_colour)

    def _head_centre(self) -> Floats:
        return np.asarray((self._at("left_ear") + self._at("right_ear")) / 2)

    def _trunk_colour(self) -> Colour:
        return self._colour([f"{side}_{part}" for side in _SIDES for part in ("shoulder", "hip")], False)

    def _stroke(self, start: Floats, end: Floats, thick: float, colour: Colour) -> None:
        stroke(self._pixels, _pair(start), _pair(end), thick, colour)

    def _colour(self, names: Iterable[str], far: bool) -> Colour:
        if set(names) <= self._matters:
            return PROGRESS
        return FAR if far else BONE

    def _at(self, name: str) -> Floats:
        return np.asarray(self._points[INDEX[name]])

    def _middle(self, part: str) -> Floats:
        return np.asarray((self._at(f"left_{part}") + self._at(f"right_{part}")) / 2)


@dataclass(frozen=True, slots=True)
class _Place:
    """How a film's own coordinates lie in a rectangle: the same for all of its frames, so that the figure stands still.

    trunk_px: the trunk's greatest length. floor_y, seat_x, seat_y: where floor and seat are drawn; mat: what somebody lies
    on who is seen from the feet.
    """

    scale: float
    left: float
    top: float
    trunk_px: float
    floor_y: float
    seat_x: float
    seat_y: float
    mat: Box

    @classmethod
    def of(cls, film: Demonstration, width: int, height: int) -> _Place:
        body = film.points
        trunk = _trunk_length(film)
        around = 0.35 * trunk
        low, high = body.min(axis=(0, 1)) - around, body.max(axis=(0, 1)) + np.array([around, 0.16 * trunk])
        margin = MARGIN * min(width, height)
        room = np.array([width, height]) - 2 * margin
        scale = float(min(room / np.maximum(high - low, 1e-6)))
        left, top = (np.array([width, height]) - scale * (low + high)) / 2
        hips = (body[0, INDEX["left_hip"]] + body[0, INDEX["right_hip"]]) / 2
        mat_low, mat_high = (
            scale * (body[0].min(axis=0) - around) + (left, top),
            scale * body[0].max(axis=0) + (left, top),
        )
        return cls(
            scale=scale,
            left=float(left),
            top=float(top),
            trunk_px=scale * trunk,
            floor_y=float(scale * (body[0, :, 1].max() + 0.10 * trunk) + top),
            seat_x=float(scale * hips[0] + left),
            seat_y=float(scale * (hips[1] + 0.22 * trunk) + top),
            mat=Box(*(round(float(edge)) for edge in (*mat_low, *(mat_high - mat_low)))),
        )

    def onto(self, points: Floats) -> Floats:
        return np.asarray(points * self.scale + (self.left, self.top))


@lru_cache(maxsize=16)
def _place(film: Demonstration, width: int, height: int) -> _Place:
    """The place is the same for a film's every frame, and costs more than drawing one."""
    return _Place.of(film, width, height)


def _trunk_length(film: Demonstration) -> float:
    """The longest that the trunk is seen, which is its length where it does not lie towards the camera."""
    sides = [film.points[:, INDEX[f"{side}_shoulder"]] - film.points[:, INDEX[f"{side}_hip"]] for side in _SIDES]
    return float(max(math.hypot(*span) for span in np.concatenate(sides)))


def _curve(points: Sequence[Floats], parts: int = 4) -> list[Floats]:
    """A smooth line through the points (Catmull-Rom), with so many parts between two of them."""
    padded = [2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]]
    course = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for t in np.arange(parts) / parts:
            course.append(
                0.5
                * (
                    2 * start
                    + (end - before) * t
                    + (2 * before - 5 * start + 4 * end - after) * t**2
                    + (3 * start - before - 3 * end + after) * t**3
                )
            )
    return [*course, points[-1]]


def _pair(point: Floats) -> tuple[float, float]:
    return float(point[0]), float(point[1])
