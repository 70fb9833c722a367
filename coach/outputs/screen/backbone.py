"""Draws the spine over the person: one smooth curve, the upper back filling with the range, the low back calm unless it moves.

Each meaning has a shape as well as a colour. Not yet reached is a thin line, what has been reached a thick one, all of it a
tick beside it. A low back that moves is cut into blocks beside a warning triangle, red for a warning, amber and without
the blocks for a hint. Where the parts cannot be told apart there is one plain grey curve.
"""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np

from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import ATTENTION, BONE, HALO, INK, PLAIN, PROGRESS, REACHED, TEXT, WARNING, Colour
from coach.outputs.screen.shapes import Pixels, disc, polygon, tick, warning_triangle
from coach.outputs.screen.spine import HEIGHTS, LUMBAR, Floats, SpineScene

FULL: Final = 0.072
"""Thickness of a filled part in lengths of the trunk; the others are parts of it. Chosen, as are all shares below."""

THIN, CALM, ALARMED = 0.45, 0.75, 1.5

RIBS: Final = ((0.50, 0.215), (0.60, 0.240), (0.70, 0.250), (0.80, 0.240), (0.90, 0.205))
"""Ribs by their height on the trunk and half their width, in its lengths."""

LOINS: Final = ((0.16, 0.135), (0.28, 0.135))
PELVIS: Final = (0.0, 0.225)

DEPTH: Final = 0.75
"""How deep the chest is for its width."""

FROM_ABOVE: Final = 0.40
"""The ribs are drawn as if seen a little from above (sine of the angle), so that a turn shows as a turn."""

AROUND_DEG: Final = 78.0
"""A rib is drawn so far to either side of its front."""

BARS: Final = (0.12, 0.22, 0.32, 0.48, 0.58, 0.68, 0.78, 0.88)
"""Where short bars stand across the curve from the side: they part where it bends."""

BAR: Final = 0.075
"""Half their length, in lengths of the trunk."""

BLOCKS, BLOCK_WIDE = 4, 1.3
"""Into how many blocks a low back that moves is cut, and how wide they are for the line behind them."""

_AROUND: Final = np.radians(np.linspace(-AROUND_DEG, AROUND_DEG, 9))
_ACROSS: Final = np.array([PELVIS, *LOINS, *RIBS])
_BITS: Final = 4


def draw_backbone(pixels: Pixels, scene: SpineScene) -> None:
    """Draws the spine on the mirrored picture, all of which ``pixels`` is."""
    _Drawing(pixels, scene).draw()


class _Drawing:
    """One moment's spine on one picture."""

    def __init__(self, pixels: Pixels, scene: SpineScene) -> None:
        self._pixels = pixels
        self._scene = scene
        height, width = pixels.shape[:2]
        self._course = np.clip(scene.course * height, (-width, -height), (2 * width, 2 * height))
        self._trunk_px = scene.trunk * height
        self._full_px = max(4.0, FULL * self._trunk_px)
        tangent = np.gradient(self._course, axis=0)
        self._up = tangent / np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-6)[:, None]
        self._right = np.column_stack([-self._up[:, 1], self._up[:, 0]])

    def draw(self) -> None:
        """Ribs behind, the curve over them, the signs beside it."""
        self._neck()
        if not self._scene.told_apart:
            self._plain()
            return
        if self._scene.turns_deg is not None:
            self._ribs(self._scene.turns_deg)
        else:
            self._bars()
        self._upper()
        self._lower()
        self._signs()

    def _plain(self) -> None:
        """One curve; where the gauge is of the whole back, it fills from the pelvis up."""
        self._line(self._course, self._full_px * CALM, PLAIN)
        if self._scene.share > 0:
            colour = REACHED if self._scene.reached else PROGRESS
            self._line(self._part(0.0, min(1.0, self._scene.share)), self._full_px, colour)

    def _neck(self) -> None:
        if self._scene.neck is not None:
            end = np.clip(self._scene.neck, -2, 4) * self._pixels.shape[0]
            colour = BONE if self._scene.told_apart else PLAIN
            self._line(np.array([self._course[-1], end]), self._full_px * THIN, colour)

    def _upper(self) -> None:
        self._line(self._part(LUMBAR[1], 1.0), self._full_px * THIN, BONE)
        share = 1.0 if self._scene.reached else min(1.0, max(0.0, self._scene.share or 0.0))
        if share > 0.02:
            top = LUMBAR[1] + share * (1.0 - LUMBAR[1])
            self._line(self._part(LUMBAR[1], top), self._full_px, self._upper_colour)

    def _lower(self) -> None:
        low = self._part(0.0, LUMBAR[1])
        if self._scene.level == "none":
            self._line(low, self._full_px * CALM, BONE)
        elif self._scene.level == "hint":
            self._line(low, self._full_px * (CALM + ALARMED) / 2, ATTENTION)
        else:
            self._line(low, self._full_px * ALARMED, TEXT)
            for place in np.arange(0.5, BLOCKS) * LUMBAR[1] / BLOCKS:
                self._block(float(place))

    def _block(self, height: float) -> None:
        """One vertebra of a low back that moves: a block across the curve, apart from the next."""
        centre, right, up = self._at(height)
        half = 0.34 * LUMBAR[1] / BLOCKS * self._trunk_px * up
        reach = 0.5 * BLOCK_WIDE * ALARMED * self._full_px * right
        corners = np.array([centre - half - reach, centre - half + reach, centre + half + reach, centre + half - reach])
        polygon(self._pixels, corners, WARNING)

    def _signs(self) -> None:
        side = self._scene.behind or 1
        away = 0.40 if self._scene.behind == 0 else 0.27
        if self._scene.level != "none":
            size = (0.30 if self._scene.level == "warning" else 0.22) * self._trunk_px
            place = self._beside(sum(LUMBAR) / 2, side * away)
            if self._scene.level == "warning":
                warning_triangle(self._pixels, _square(place, size * 1.22), TEXT, TEXT)
                warning_triangle(self._pixels, _square(place, size), WARNING, TEXT)
            else:
                warning_triangle(self._pixels, _square(place, size * 1.22), INK, INK)
                warning_triangle(self._pixels, _square(place, size), ATTENTION, INK)
        elif self._scene.reached:
            place, size = self._beside(0.78, side * away), 0.20 * self._trunk_px
            disc(self._pixels, (place[0], place[1]), size * 0.62, HALO)
            disc(self._pixels, (place[0], place[1]), size * 0.54, REACHED)
            tick(self._pixels, _square(place, size * 0.8), INK)

    def _ribs(self, turns_deg: tuple[float, float, float]) -> None:
        """Each rib turned as far as the spine has at its height, the ones below first; a dot marks its front."""
        pelvis, loin, chest = turns_deg
        turns = np.radians(np.interp(_ACROSS[:, 0], (0.0, LUMBAR[0], LUMBAR[1], 1.0), (pelvis, pelvis, loin, chest)))
        around = np.append(_AROUND, 0.0) + turns[:, None]
        half = _ACROSS[:, 1:]
        beside, near = -half * np.sin(around), half * DEPTH * FROM_ABOVE * (np.cos(around) - 0.6)
        at = [self._at(height) for height in _ACROSS[:, 0].tolist()]
        centre, right, up = (np.array([each[part] for each in at])[:, None, :] for part in range(3))
        points = centre + self._trunk_px * (beside[..., None] * right - near[..., None] * up)
        thin = max(2.0, self._full_px * 0.26)
        below = len(LOINS) + 1
        groups = (
            (points[:1], self._lower_colour, 1.6 * thin),
            (points[1:below], self._lower_colour, thin),
            (points[below:], self._upper_rib_colour, thin),
        )
        for lines, _, thickness in groups:
            _polylines(self._pixels, lines[:, :-1], thickness + 2.0, HALO)
        for lines, colour, thickness in groups:
            _polylines(self._pixels, lines[:, :-1], thickness, colour)
            for x, y in lines[:, -1].tolist():
                disc(self._pixels, (x, y), thin * 1.5, HALO)
                disc(self._pixels, (x, y), thin * 1.1, colour)

    def _bars(self) -> None:
        thin = max(2.0, self._full_px * 0.34)
        for upper in (False, True):
            colour = self._upper_rib_colour if upper else self._lower_colour
            at = [self._at(height) for height in BARS if (height > LUMBAR[1]) is upper]
            reach = BAR * self._trunk_px
            lines = np.array([(centre - reach * right, centre + reach * right) for centre, right, _ in at])
            _polylines(self._pixels, lines, thin + max(3.0, 0.35 * self._full_px), HALO)
            _polylines(self._pixels, lines, thin, colour)

    @property
    def _upper_colour(self) -> Colour:
        return REACHED if self._scene.reached else PROGRESS

    @property
    def _upper_rib_colour(self) -> Colour:
        return REACHED if self._scene.reached else BONE

    @property
    def _lower_colour(self) -> Colour:
        return {"none": BONE, "hint": ATTENTION, "warning": WARNING}[self._scene.level]

    def _at(self, height: float) -> tuple[Floats, Floats, Floats]:
        """The place on the curve, and the directions to its right and up along it."""
        index = round(height * (len(HEIGHTS) - 1))
        centre = np.array([np.interp(height, HEIGHTS, self._course[:, axis]) for axis in (0, 1)])
        return centre, self._right[index], self._up[index]

    def _beside(self, height: float, away: float) -> tuple[float, float]:
        centre, right, _ = self._at(height)
        x, y = centre + away * self._trunk_px * right
        return float(x), float(y)

    def _part(self, low: float, high: float) -> Floats:
        """The curve between two heights, both ends exactly."""
        inside = HEIGHTS[(low < HEIGHTS) & (high > HEIGHTS)]
        heights = np.concatenate([[low], inside, [high]])
        return np.column_stack([np.interp(heights, HEIGHTS, self._course[:, axis]) for axis in (0, 1)])

    def _line(self, points: Floats, thickness: float, colour: Colour, *, halo: bool = True) -> None:
        if halo:
            _polyline(self._pixels, points, thickness + max(3.0, 0.35 * self._full_px), HALO)
        _polyline(self._pixels, points, thickness, colour)


def _polyline(pixels: Pixels, points: Floats, thickness: float, colour: Colour) -> None:
    _polylines(pixels, points[None], thickness, colour)


def _polylines(pixels: Pixels, lines: Floats, thickness: float, colour: Colour) -> None:
    """Several lines of as many points, (L, N, 2) in pixels, in one call."""
    fixed = np.round(lines * (1 << _BITS)).astype(np.int32)
    cv2.polylines(pixels, list(fixed), False, colour.bgr, max(1, round(thickness)), cv2.LINE_AA, _BITS)


def _square(place: tuple[float, float], size: float) -> Box:
    return Box(round(place[0] - size / 2), round(place[1] - size / 2), round(size), round(size))
