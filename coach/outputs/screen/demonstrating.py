"""The demonstration beside the user: in a corner of the picture where they are not."""

from __future__ import annotations

from typing import Final

import numpy as np

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstration import Demonstration
from coach.outputs.screen.layout import Box, Corner, Layout
from coach.outputs.screen.skeleton import mirrored_points
from coach.outputs.screen.steady import Lingering
from coach.values import Pose, Step

CORNER_S: Final = 3.0
"""How long the figure stays in its corner at least before it gives way to the person; chosen."""

CLEAR: Final = 0.04
"""How far the person's landmarks are to be from it, of the stage's height: a body reaches beyond them. Chosen."""


class Demonstrating:
    """Draws the demonstration of the exercise under way: large while waiting for the start position, else small.

    It stands upper left, and upper right while the person is there; where they are in both corners there is none.
    """

    def __init__(self) -> None:
        self._film: Demonstration | None = None
        self._exercise = ""
        self._corner: Lingering[Corner] = Lingering(CORNER_S)

    def draw(self, canvas: Canvas, step: Step, layout: Layout) -> None:
        """Draws it over the picture, as far as the recording or the camera has come."""
        if step.exercise.id != self._exercise:
            self._exercise = step.exercise.id
            self._film = Demonstration.load(step.exercise.id)
        film = self._film
        if film is None:
            return
        large = step.state.watching == "position"
        places: dict[Corner, Box] = {
            corner: layout.demonstration(corner, film.aspect, large=large) for corner in ("left", "right")
        }
        free = [corner for corner, place in places.items() if not _covers(place, step.pose, layout)]
        last = self._corner.shown
        wanted = last if last in free else next(iter(free), None)
        corner = self._corner.update(step.pose.time_s, wanted)
        if corner is not None:
            film.draw(canvas.surface, places[corner], step.pose.time_s)


def _covers(place: Box, pose: Pose, layout: Layout) -> bool:
    """Whether any landmark that is seen lies under the place or near to it."""
    points = mirrored_points(pose, layout.picture.width, layout.picture.height) + layout.picture[:2]
    clear = CLEAR * layout.stage.height
    low, high = (place.x - clear, place.y - clear), (place.right + clear, place.bottom + clear)
    return bool(((points > low) & (points < high)).all(axis=1).any()) if np.isfinite(points).any() else False
