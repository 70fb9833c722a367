"""Draws the first repetition of today and the best one over it, both moving, without any picture of the person."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import BONES, INDEX
from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.described import Compared
from coach.outputs.screen.palette import BODY, PANEL, PROGRESS, QUIET, TEXT, Colour
from coach.outputs.screen.shapes import Pixels, disc, polygon, rounded_box, stroke
from coach.values import Pose

LASTS_S: Final = 4.0
"""How long the movement takes on the page, whatever it took (chosen: slow enough to compare)."""

RESTS_S: Final = 1.2
"""How long both stand at their furthest (chosen)."""

SEEN_FROM: Final = 0.5
"""Landmarks of a lower visibility are not drawn; chosen."""

_MARGIN: Final = 0.06

_FACE: Final = frozenset(name for name in INDEX if any(part in name for part in ("eye", "ear", "mouth", "nose")))
"""A head is drawn in their place: bones between them look like spectacles."""

Points = NDArray[np.float64]


def draw_compared(canvas: Canvas, compared: Compared, box: Box, time_s: float) -> None:
    """The first as a grey shadow, the best in colour over it, each with its figure beneath."""
    rounded_box(canvas.pixels, box, box.height * 0.05, PANEL)
    stage, legend = box.inset(box.width // 30, box.height // 30).rows(0.86, 0.14)
    pixels = canvas.region(stage)
    first = [_squared(pose) for pose in compared.first]
    best = [_squared(pose) for pose in compared.best]
    place = _to_stage([*first, *best], stage)
    share = _share(time_s)
    at_first, at_best = (round(share * (len(poses) - 1)) for poses in (compared.first, compared.best))
    _draw_outline(pixels, compared.first[at_first], place)
    _draw_bones(pixels, place(first[at_first]), QUIET, 1.0)
    _draw_bones(pixels, place(best[at_best]), PROGRESS, 1.6)
    left, right = legend.columns(0.5, 0.5)
    for words, where, colour in ((compared.first_words, left, QUIET), (compared.best_words, right, PROGRESS)):
        disc(canvas.pixels, (where.x + where.height * 0.4, where.centre[1]), where.height * 0.16, colour)
        text = Box(where.x + where.height, where.y, where.width - where.height, where.height)
        canvas.write(words, text, round(where.height * 0.62), TEXT if colour is PROGRESS else QUIET, "left")


def _share(time_s: float) -> float:
    """How far the movement has come, 0..1; it goes on from the beginning, and stands a while at its end."""
    along = time_s % (LASTS_S + RESTS_S)
    return min(1.0, along / LASTS_S)


def _squared(pose: Pose) -> Points:
    """Where the landmarks are in pixels of the picture, mirrored, (33, 2), NaN where they are not seen."""
    width, height = pose.size
    points = np.column_stack([(1.0 - pose.image[:, 0]) * width, pose.image[:, 1] * height]).astype(np.float64)
    points[~(pose.visibility >= SEEN_FROM)] = np.nan
    return points


class _ToStage:
    """From pixels of the picture to pixels of the stage."""

    def __init__(self, low: Points, scale: float, offset: Points) -> None:
        self.low, self.scale, self.offset = low, scale, offset

    def __call__(self, points: Points) -> Points:
        return (points - self.low) * self.scale + self.offset


def _to_stage(all_points: list[Points], stage: Box) -> _ToStage:
    known = np.vstack(all_points)
    known = known[np.isfinite(known).all(axis=1)]
    if not len(known):
        return _ToStage(np.zeros(2), 1.0, np.zeros(2))
    low, high = known.min(axis=0), known.max(axis=0)
    size = np.maximum(high - low, 1.0)
    room = np.array([stage.width, stage.height]) * (1 - 2 * _MARGIN)
    scale = float(np.min(room / size))
    offset = (np.array([stage.width, stage.height]) - size * scale) / 2
    return _ToStage(low, scale, offset)


def _draw_outline(pixels: Pixels, pose: Pose, place: _ToStage) -> None:
    if pose.outline is None or len(pose.outline) < 3:
        return
    width, height = pose.size
    points = np.column_stack([(1.0 - pose.outline[:, 0]) * width, pose.outline[:, 1] * height]).astype(np.float64)
    if np.isfinite(points).all():
        polygon(pixels, place(points), BODY)


def _draw_bones(pixels: Pixels, points: Points, colour: Colour, weight: float) -> None:
    thickness = max(2.0, min(pixels.shape[:2]) / 110) * weight
    for start, end in BONES:
        if {start, end} & _FACE:
            continue
        a, b = points[INDEX[start]], points[INDEX[end]]
        if np.isfinite(a).all() and np.isfinite(b).all():
            stroke(pixels, (a[0], a[1]), (b[0], b[1]), thickness, colour)
    ears, shoulders = (points[[INDEX[f"left_{name}"], INDEX[f"right_{name}"]]] for name in ("ear", "shoulder"))
    head, neck = ears[np.isfinite(ears).all(axis=1)], shoulders[np.isfinite(shoulders).all(axis=1)]
    if len(head) and len(neck):
        (x, y), length = head.mean(axis=0), float(np.linalg.norm(head.mean(axis=0) - neck.mean(axis=0)))
        disc(pixels, (x, y), length * 0.5, colour)
