"""The demonstration beside the user: in a corner of the picture where they are not."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from coach.moving_figures import figure_of
from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstration import Demonstration
from coach.outputs.screen.in_time import InTime
from coach.outputs.screen.layout import Box, Corner, Layout
from coach.outputs.screen.skeleton import mirrored_points
from coach.outputs.screen.steady import Lingering
from coach.values import Pose, Step

CORNER_S: Final = 3.0
"""How long the figure stays in its corner at least before it gives way to the person; chosen."""

CLEAR: Final = 0.04
"""How far the person's landmarks are to be from it, of the stage's height: a body reaches beyond them. Chosen."""


def demonstration_of(exercise_id: str) -> Demonstration | None:
    """The demonstration, read from its file once as long as that stays as it is."""
    return _of_file(exercise_id, _stamp(figure_of(exercise_id)))


@lru_cache(maxsize=8)
def _of_file(exercise_id: str, stamp: tuple[str, int] | None) -> Demonstration | None:
    return None if stamp is None else Demonstration.load(exercise_id)


def _stamp(path: Path | None) -> tuple[str, int] | None:
    """What changes where another figure is learned in its place."""
    try:
        return None if path is None else (str(path), path.stat().st_mtime_ns)
    except OSError:
        return None


def draw_demonstration(canvas: Canvas, exercise_id: str, box: Box, time_s: float) -> None:
    """Draws an exercise's demonstration on a page, as large as the box allows; nothing where there is none."""
    film = demonstration_of(exercise_id)
    if film is not None:
        width = min(box.width, round(box.height * film.aspect))
        height = min(box.height, round(width / film.aspect))
        place = (box.x + (box.width - width) // 2, box.y + (box.height - height) // 2, width, height)
        film.draw(canvas.surface, place, time_s, edged=False)


class Demonstrating:
    """Draws the demonstration of the exercise under way: large while waiting for the start position, else small.

    It stands upper left, and upper right while the person is there; where they are in both corners there is none. It is
    beside the person and not over them, where it would lie on the spine that is looked at; and it goes in time with them.
    """

    def __init__(self) -> None:
        self._corner: Lingering[Corner] = Lingering(CORNER_S)
        self._in_time: tuple[Demonstration, InTime] | None = None

    def draw(self, canvas: Canvas, step: Step, layout: Layout) -> None:
        """Draws it over the picture, as far as the recording or the camera has come."""
        film = demonstration_of(step.exercise.id)
        if film is None:
            return
        if self._in_time is None or self._in_time[0] is not film:
            self._in_time = film, InTime(film)
        film_s = self._in_time[1].at(step.pose.time_s, step.state, step.exercise.gauge_target)
        large = step.state.watching == "position"
        places: dict[Corner, Box] = {
            corner: layout.demonstration(corner, film.aspect, large=large) for corner in ("left", "right")
        }
        free = [corner for corner, place in places.items() if not _covers(place, step.pose, layout)]
        last = self._corner.shown
        wanted = last if last in free else next(iter(free), None)
        corner = self._corner.update(step.pose.time_s, wanted)
        if corner is not None:
            film.draw(canvas.surface, places[corner], film_s)


def _covers(place: Box, pose: Pose, layout: Layout) -> bool:
    """Whether any landmark that is seen lies under the place or near to it."""
    points = mirrored_points(pose, layout.picture.width, layout.picture.height) + layout.picture[:2]
    clear = CLEAR * layout.stage.height
    low, high = (place.x - clear, place.y - clear), (place.right + clear, place.bottom + clear)
    return bool(((points > low) & (points < high)).all(axis=1).any()) if np.isfinite(points).any() else False
