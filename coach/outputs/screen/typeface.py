"""The typeface: Lato, from the package fontpkg-lato, in three of its own weights; its figures are all equally wide.

Lato is set loosely enough to be read from afar, tells I, l and 1 apart, has every letter of European languages, and comes
as one file a weight, which pygame can open. Open licence (OFL 1.1).
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Final, Literal

import fontpkg
import pygame

Weight = Literal["medium", "semibold", "bold"]
"""How heavy letters are: quiet words; what is read in passing; figures, titles and warnings."""

_WEIGHTS: Final[dict[Weight, int]] = {"medium": 500, "semibold": 600, "bold": 800}

EM: Final = 0.80
"""The type's size as a share of the line it stands in; from the highest accent to the lowest tail it takes 1.2 of its size,
so lines one under the other never touch. Chosen."""

CAPITAL: Final = 0.72
"""Height of capitals and figures as a share of the type's size: 1433 to 1457 of 2000 in Lato's own tables."""

X_HEIGHT: Final = 0.51
"""Height of letters like x, likewise: 1013 to 1037 of 2000."""

SMALLEST_LINE_PX: Final = 9
"""No letters are drawn smaller; chosen."""

_one_at_a_time = threading.Lock()
"""FreeType may not open fonts in two threads at once, and the window and a saved video draw in two."""


def capital_px(line_px: float) -> float:
    """How high capitals and figures are in a line of that height, in pixels."""
    return CAPITAL * EM * line_px


def opened(line_px: int, weight: Weight) -> pygame.font.Font:
    """A font whose letters stand in a line of that height."""
    with _one_at_a_time:
        pygame.font.init()
        return pygame.font.Font(_file(_WEIGHTS[weight]), max(1, round(EM * max(SMALLEST_LINE_PX, line_px))))


def raised_px(font: pygame.font.Font, line_px: int) -> float:
    """How far the middle of capitals and figures lies above the middle of what the font renders; below it negative."""
    return font.get_height() / 2 - (font.get_ascent() - capital_px(max(SMALLEST_LINE_PX, line_px)) / 2)


@lru_cache
def _file(weight: int) -> str:
    return str(fontpkg.path("Lato", weight))
