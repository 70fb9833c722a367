"""Coach's own sign, for the window and the task bar: a spine, its upper part reached, its lower part calm."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import cv2
import numpy as np
import pygame

from coach.outputs.screen.palette import PANEL, PROGRESS, REACHED, TEXT
from coach.outputs.screen.shapes import Pixels, stroke

ICON_PX: Final = 64
"""What the desktops that pygame runs on ask for at most in a title bar; they scale it down themselves."""

_COURSE: Final = ((0.47, 0.86), (0.42, 0.74), (0.43, 0.60), (0.50, 0.46), (0.56, 0.33), (0.55, 0.21))
"""The spine from the side, in parts of the icon: hollow in the low back, round in the upper."""

_UPPER_FROM: Final = 2


def icon(side_px: int = ICON_PX) -> pygame.Surface:
    """The sign on a rounded dark tile with a light edge, on nothing."""
    large = 4 * side_px
    pixels: Pixels = np.zeros((large, large, 3), np.uint8)
    pixels[:] = PANEL.bgr
    points = [(x * large, y * large) for x, y in _COURSE]
    for number, (start, end) in enumerate(pairwise(points)):
        upper = number >= _UPPER_FROM
        stroke(pixels, start, end, large * (0.11 if upper else 0.075), REACHED if upper else TEXT)
    for number, (x, y) in enumerate(points[1:-1]):
        reach = large * (0.15 if number >= _UPPER_FROM - 1 else 0.10)
        stroke(pixels, (x - reach, y), (x + reach, y), large * 0.030, TEXT)
    mask = np.zeros((large, large), np.uint8)
    edge = large // 5
    cv2.rectangle(mask, (edge, 0), (large - 1 - edge, large - 1), 255, -1)
    cv2.rectangle(mask, (0, edge), (large - 1, large - 1 - edge), 255, -1)
    for x in (edge, large - 1 - edge):
        for y in (edge, large - 1 - edge):
            cv2.circle(mask, (x, y), edge, 255, -1, cv2.LINE_AA)
    inside = cv2.erode(mask, np.ones((5, 5), np.uint8), iterations=large // 64)
    pixels[inside < 128] = PROGRESS.bgr
    rgba = cv2.merge([*cv2.split(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)), mask])
    small = np.ascontiguousarray(cv2.resize(rgba, (side_px, side_px), interpolation=cv2.INTER_AREA))
    return pygame.image.frombuffer(small.tobytes(), (side_px, side_px), "RGBA")
