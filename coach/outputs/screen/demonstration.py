"""A small moving figure that shows how an exercise is done, drawn from a recording of it done well.

``exercises/demonstrations/ID.npz`` holds it, made by ``benchmarks/making/demonstrations.py``; that of a learned exercise, made
by ``coach/learning/demonstrating.py``, lies beside its file. Its arrays:

=========  ===============================================================================================
exercise   the exercise's id, text
sample     of which sample or clip it is, text
fps        frames a second, whole number
times_s    (N,) float32, the moments of the sample's recording that the frames show
position   standing, seated, lying or all-fours, text
view       which way the figure is to the camera: front, side or feet-end, text
near       the side of the body nearer to the camera, text
highlight  (H,) groups of landmarks that matter most, text
changes    (N, 33 + S, 2) int16: landmarks, then S points of the spine from hips to shoulders (none but from the
           side), x and y in thousandths of the picture's height, each frame as the difference from the one before
reached    (N,) int16: how far the movement has come, in percent of the exercise's target
sides      (N,) int8: to which side the repetition under way goes, 1 left, -1 right, 0 none
=========  ===============================================================================================
"""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import pygame
from numpy.typing import NDArray

from coach.landmarks import COUNT, INDEX
from coach.moving_figures import STEPS, figure_of
from coach.outputs.screen.figure import Floats, draw_figure
from coach.outputs.screen.palette import EDGE, PANEL, Colour
from coach.outputs.screen.shapes import Pixels
from coach.values import Side

LARGEST: Final = 1 << 20
"""Bytes of the largest file that is read, and of the largest of its arrays (chosen: the shipped ones have 10 000)."""

DRAWN_PER_S: Final = 30
"""So often the figure moves: no camera is quicker, and each drawing takes from what the pose model needs. Chosen."""

ROOM: Final = 0.2
"""Of the figure's other extent, added for head and floor; chosen."""


@dataclass(frozen=True, eq=False)
class Demonstration:
    """One exercise's film, which runs in a circle.

    points: (N, 33 + S, 2) in picture heights, y downwards, mirrored as the screen's own picture is. reached: (N,) how far
    the movement has come, 1 at the target; sides: (N,) the side of the repetition under way, 1 left, -1 right, 0 none.
    """

    exercise: str
    position: str
    view: str
    near: Side
    highlight: tuple[str, ...]
    fps: float
    points: Floats
    reached: Floats
    sides: NDArray[np.int8]

    @classmethod
    def load(cls, exercise_id: str) -> Demonstration | None:
        """The demonstration of an exercise; None where there is none, or nothing that can be drawn."""
        path = figure_of(exercise_id)
        try:
            if path is None or not _is_small(path):
                return None
            with np.load(path, allow_pickle=False) as stored:
                return cls._of(dict(stored))
        except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error):
            return None

    @classmethod
    def _of(cls, stored: dict[str, NDArray[Any]]) -> Demonstration:
        points = np.cumsum(stored["changes"].astype(np.int64), axis=0) / STEPS
        if points.ndim != 3 or not len(points) or points.shape[1] < COUNT or points.shape[2] != 2:
            raise ValueError("these are no landmarks")
        if not (len(points) == len(stored["reached"]) == len(stored["sides"]) and 0 < stored["fps"] <= DRAWN_PER_S):
            raise ValueError("these belong to no film")
        points[:, :, 0] *= -1
        return cls(
            exercise=str(stored["exercise"]),
            position=str(stored["position"]),
            view=str(stored["view"]),
            near="left" if str(stored["near"]) == "left" else "right",
            highlight=tuple(str(name) for name in stored["highlight"]),
            fps=float(stored["fps"]),
            points=points,
            reached=stored["reached"] / 100.0,
            sides=stored["sides"],
        )

    @property
    def length_s(self) -> float:
        """How long it takes until it begins again."""
        return len(self.points) / self.fps

    @cached_property
    def aspect(self) -> float:
        """The width to the height of the rectangle that suits the figure, between 2:3 and 2:1.

        The same for every frame, and it looks at all of them.
        """
        width, height = np.ptp(self.points, axis=(0, 1))
        return float(np.clip((width + ROOM * height) / (height + ROOM * width), 2 / 3, 2.0))

    @property
    def faces_right(self) -> bool:
        """Which way it looks on the screen, where it is seen from the side; lying, to which side its head is."""
        ears = self.points[0, [INDEX["left_ear"], INDEX["right_ear"]], 0].mean()
        if self.position in ("lying", "all-fours"):
            return bool(ears > self.points[0, [INDEX["left_hip"], INDEX["right_hip"]], 0].mean())
        return bool(self.points[0, INDEX["nose"], 0] > ears)

    def at(self, time_s: float) -> Floats:
        """Where the points are so many seconds after the beginning, (33 + S, 2), between two frames where need be."""
        place = (time_s * self.fps) % len(self.points)
        frame = int(place)
        following = self.points[(frame + 1) % len(self.points)]
        return np.asarray(self.points[frame] + (place - frame) * (following - self.points[frame]))

    def picture(self, size: tuple[int, int], time_s: float, ground: Colour = PANEL) -> Pixels:
        """The figure on a plain ground, uint8 (height, width, 3) BGR."""
        width, height = size
        pixels = np.full((height, width, 3), ground.bgr, np.uint8)
        draw_figure(pixels, self, self.at(time_s), ground)
        return pixels

    def draw(
        self,
        surface: pygame.Surface,
        rect: tuple[int, int, int, int],
        time_s: float,
        ground: Colour = PANEL,
        *,
        edged: bool = True,
    ) -> None:
        """Draws the figure as it is time_s after its beginning into ``rect`` (x, y, width, height), on a plain ground.

        edged: with a fine line around it, which sets it off from a picture that it lies on.
        """
        x, y, width, height = rect
        if width > 0 and height > 0:
            pixels = _drawn(self, (width, height), round(time_s * DRAWN_PER_S), ground)
            surface.blit(pygame.image.frombuffer(pixels.data, (width, height), "BGR"), (x, y))
            if edged and ground == PANEL:
                pygame.draw.rect(surface, EDGE, rect, max(1, height // 150))


def _is_small(path: Path) -> bool:
    """A file beside an exercise from elsewhere can claim to hold anything."""
    if path.stat().st_size > LARGEST:
        return False
    with zipfile.ZipFile(path) as archive:
        return all(member.file_size <= LARGEST for member in archive.infolist())


@lru_cache(maxsize=1)
def _drawn(film: Demonstration, size: tuple[int, int], moment: int, ground: Colour) -> Pixels:
    """The figure's picture at a moment counted in ``DRAWN_PER_S``, kept until the next one is asked for."""
    return film.picture(size, moment / DRAWN_PER_S, ground)
