"""Where everything goes, for any size of canvas and any shape of picture.

The picture stands on a stage, with the figures in a panel beside it (beneath it on an upright canvas). A place depends
on the canvas, the picture's shape, the exercise, and whether its warnings are on, which is settled with the start position;
never on what is said or counted, so nothing jumps while the person moves. All lengths are pixels of the canvas, x to the
right and y downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

SMALLEST: Final = (320, 240)
"""Below this nothing is laid out any smaller; chosen."""

PANEL_SHARE: Final = (0.25, 0.42)
"""Least and greatest share of a wide canvas that goes to the panel; chosen so that a 4:3 picture fills its stage."""

CUE_SHARE: Final = 0.25
"""Share of the stage's height for the cue: three lines of a fourteenth each, with air. Chosen."""

BANNER_SHARE: Final = 0.13
"""Share of the stage's height for the banner at its top; chosen."""


NOTE_SHARE: Final = 0.12
"""Share of the panel's height for the note: three lines to be read from afar. Chosen."""

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

    note: of what the coach cannot watch now, None where it watches everything.

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
    note: Box | None = None

    def demonstration(self, corner: Corner, aspect: float, *, large: bool) -> Box:
        """The place of the figure that shows the exercise. aspect: its width to its height; its area is always the same."""
        side = DEMONSTRATION_SHARE[large] * self.stage.height
        width = min(side * math.sqrt(aspect), 0.45 * self.stage.width)
        height = min(side / math.sqrt(aspect), self.cue.y - self.banner.bottom - 4 * self.unit)
        x = self.stage.x + 2 * self.unit if corner == "left" else self.stage.right - 2 * self.unit - round(width)
        return Box(x, self.banner.bottom + 2 * self.unit, round(width), round(height))


def lay_out(size: tuple[int, int], picture_size: tuple[int, int], *, has_hold: bool, has_note: bool = False) -> Layout:
    """The layout for a canvas of this width and height, with a picture of this shape."""
    width, height = max(SMALLEST[0], size[0]), max(SMALLEST[1], size[1])
    canvas = Box(0, 0, width, height)
    unit = max(2, min(width, height) // 100)
    upright = height > width
    if upright:
        stage, panel = canvas.rows(0.62, 0.38)
        title, gauge, ring, reps, hints, note = _upright_panel(panel.inset(3 * unit, 2 * unit), has_hold, has_note)
    else:
        panel_width = _panel_width(width, height, picture_size)
        stage = Box(0, 0, width - panel_width, height)
        panel = Box(stage.right, 0, panel_width, height)
        title, gauge, ring, reps, hints, note = _wide_panel(panel.inset(3 * unit, 2 * unit), has_hold, has_note)
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
        note=note if has_note else None,
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


def _wide_panel(panel: Box, has_hold: bool, has_note: bool) -> tuple[Box, Box, Box | None, Box, Box, Box]:
    noted = NOTE_SHARE if has_note else 0.0
    if has_hold:
        title, note, gauge, ring, _, reps, _, hints = panel.rows(
            0.12, noted, 0.36 - noted, 0.23, 0.02, 0.20, 0.02, 0.05
        )
        return title, gauge, ring, reps, hints, note
    title, note, gauge, _, reps, _, hints = panel.rows(0.12, noted, 0.49 - noted, 0.04, 0.28, 0.02, 0.05)
    return title, gauge, None, reps, hints, note


def _upright_panel(panel: Box, has_hold: bool, has_note: bool) -> tuple[Box, Box, Box | None, Box, Box, Box]:
    noted = NOTE_SHARE if has_note else 0.0
    title, note, figures, hints = panel.rows(0.15, noted, 0.79 - noted, 0.06)
    if has_hold:
        gauge, ring, reps = figures.columns(0.38, 0.24, 0.38)
        return title, gauge, ring, _no_taller_than_wide(reps), hints, note
    gauge, reps = figures.columns(0.55, 0.45)
    return title, gauge, None, _no_taller_than_wide(reps), hints, note


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
