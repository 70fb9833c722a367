"""Where everything goes, for any size of canvas and any shape of picture.

The picture stands on a stage, with a panel beside it (beneath it on an upright canvas): until the start position is taken
it holds the title and which keys do what, from then on the figures, all of them to be read from afar. A place depends on
the canvas, the picture's shape and the exercise, never on what is said or counted, so nothing jumps while the person
moves. All lengths are pixels of the canvas, x to the right and y downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from coach.outputs.screen.typeface import capital_px

SMALLEST: Final = (320, 240)
"""Below this nothing is laid out any smaller; chosen."""

READABLE: Final = 0.0501
"""Least height of capitals and figures during an exercise, as a share of the canvas's height: 8.7 mm, which are 10 minutes of
arc at 3 m (the 20/40 line of an eye chart), on the 174 mm of a full 14-inch 16:9 screen."""

READABLE_NEAR: Final = 0.0161
"""The same on a page that is read from 60 cm: 2.8 mm, 16 minutes of arc, the least of ISO 9241-303 for reading."""

PANEL_SHARE: Final = (0.28, 0.42)
"""Least and greatest share of a wide canvas that goes to the panel; chosen so that "Right" and "Rechts" stand side by side
with "Left" and "Links" in letters of READABLE."""

CUE_SHARE: Final = 0.30
"""Share of the stage's height for the cue: three lines of READABLE, with air. Chosen."""

BANNER_SHARE: Final = 0.13
"""Share of the stage's height for the banner at its top: one large line. Chosen."""

DEMONSTRATION_SHARE: Final = (0.27, 0.46)
"""Share of the stage's height for the figure that shows the exercise, meanwhile and while waiting for the start position.
Chosen: seen from afar, and clear of somebody in the middle of the picture."""

Corner = Literal["left", "right"]
"""Upper left or upper right of the stage, under the banner."""


class Box(NamedTuple):
    """A rectangle: left and top edge, width and height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    def inset(self, across: int, down: int | None = None) -> Box:
        """The box without a margin on the left and right, and above and below (the same where none is given)."""
        over = across if down is None else down
        return Box(self.x + across, self.y + over, max(1, self.width - 2 * across), max(1, self.height - 2 * over))

    def rows(self, *shares: float) -> list[Box]:
        """Boxes on top of one another, as high as their shares of the whole."""
        edges = _edges(self.y, self.height, shares)
        return [Box(self.x, top, self.width, bottom - top) for top, bottom in pairwise(edges)]

    def columns(self, *shares: float) -> list[Box]:
        """Boxes side by side, as wide as their shares of the whole."""
        edges = _edges(self.x, self.width, shares)
        return [Box(left, self.y, right - left, self.height) for left, right in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places on one canvas. ring is None where the exercise asks for no hold; the gauge then has its room.

    title, hints: in the panel while nothing is counted yet; gauge, ring, reps: from then on, in the same room.
    readable_px: the least height of a line during an exercise.
    unit: a hundredth of the canvas's shorter side, at least 2: what margins and strokes are measured in.
    """

    canvas: Box
    stage: Box
    picture: Box
    banner: Box
    cue: Box
    panel: Box
    title: Box
    gauge: Box
    ring: Box | None
    reps: Box
    hints: Box
    unit: int
    readable_px: int

    def demonstration(self, corner: Corner, aspect: float, *, large: bool) -> Box:
        """The place of the figure that shows the exercise. aspect: its width to its height; its area is always the same."""
        side = DEMONSTRATION_SHARE[large] * self.stage.height
        width = min(side * math.sqrt(aspect), 0.45 * self.stage.width)
        height = min(side / math.sqrt(aspect), self.cue.y - self.banner.bottom - 4 * self.unit)
        x = self.stage.x + 2 * self.unit if corner == "left" else self.stage.right - 2 * self.unit - round(width)
        return Box(x, self.banner.bottom + 2 * self.unit, round(width), round(height))


def page_line_px(canvas_height: int) -> int:
    """The least height of a line on a page, which is read from a chair before it."""
    return math.ceil(canvas_height * READABLE_NEAR / capital_px(1.0))


def readable_line_px(canvas_height: int) -> int:
    """The least height of a line of which the capitals can be read from afar."""
    return math.ceil(canvas_height * READABLE / capital_px(1.0))


def lay_out(size: tuple[int, int], picture_size: tuple[int, int], *, has_hold: bool) -> Layout:
    """The layout for a canvas of this width and height, with a picture of this shape."""
    width, height = max(SMALLEST[0], size[0]), max(SMALLEST[1], size[1])
    canvas = Box(0, 0, width, height)
    unit = max(2, min(width, height) // 100)
    upright = height > width
    if upright:
        stage, panel = canvas.rows(0.62, 0.38)
        inner = panel.inset(3 * unit, 2 * unit)
        gauge, ring, reps = _upright_figures(inner, has_hold)
    else:
        panel_width = _panel_width(width, height, picture_size)
        stage = Box(0, 0, width - panel_width, height)
        panel = Box(stage.right, 0, panel_width, height)
        inner = panel.inset(2 * unit, 2 * unit)
        gauge, ring, reps = _wide_figures(inner, has_hold)
    title, _, hints = inner.rows(0.55, 0.05, 0.40)
    banner_height, cue_height = round(stage.height * BANNER_SHARE), round(stage.height * CUE_SHARE)
    return Layout(
        canvas=canvas,
        stage=stage,
        picture=_fit(stage, picture_size),
        banner=Box(stage.x, stage.y, stage.width, banner_height),
        cue=Box(stage.x, stage.bottom - cue_height, stage.width, cue_height),
        panel=panel,
        title=title,
        gauge=gauge,
        ring=ring,
        reps=reps,
        hints=hints,
        unit=unit,
        readable_px=readable_line_px(min(width, height)),
    )


def _panel_width(width: int, height: int, picture_size: tuple[int, int]) -> int:
    """What the picture leaves free at full height, within PANEL_SHARE."""
    left_free = width - round(height * picture_size[0] / max(1, picture_size[1]))
    least, greatest = (round(width * share) for share in PANEL_SHARE)
    return min(greatest, max(least, left_free))


def _fit(stage: Box, picture_size: tuple[int, int]) -> Box:
    """The largest whole picture on the stage, in the middle."""
    scale = min(stage.width / max(1, picture_size[0]), stage.height / max(1, picture_size[1]))
    width = min(stage.width, max(1, round(picture_size[0] * scale)))
    height = min(stage.height, max(1, round(picture_size[1] * scale)))
    return Box(stage.x + (stage.width - width) // 2, stage.y + (stage.height - height) // 2, width, height)


def _wide_figures(panel: Box, has_hold: bool) -> tuple[Box, Box | None, Box]:
    if has_hold:
        gauge, ring, _, reps = panel.rows(0.43, 0.25, 0.02, 0.30)
        return gauge, ring, reps
    gauge, _, reps = panel.rows(0.55, 0.05, 0.40)
    return gauge, None, reps


def _upright_figures(panel: Box, has_hold: bool) -> tuple[Box, Box | None, Box]:
    if has_hold:
        gauge, ring, reps = panel.columns(0.36, 0.28, 0.36)
        return gauge, ring, _no_taller_than_wide(reps)
    gauge, reps = panel.columns(0.55, 0.45)
    return gauge, None, _no_taller_than_wide(reps)


def _no_taller_than_wide(box: Box) -> Box:
    return box.inset(0, max(0, (box.height - box.width) // 2))


def _edges(start: int, length: int, shares: tuple[float, ...]) -> list[int]:
    whole = sum(shares)
    edges = [start]
    reached = 0.0
    for share in shares:
        reached += share
        edges.append(start + round(length * reached / whole))
    return edges
