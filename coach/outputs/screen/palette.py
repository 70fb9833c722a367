"""The colours. Nothing is told by colour alone: every meaning also has a word, a shape or a place of its own.

Hues follow Okabe and Ito's colour-blind-safe set ("Color Universal Design", 2008), lightened where they stand on dark;
the grounds and the warning red, which is told apart by its darkness, its triangle and its words, are chosen.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Colour(NamedTuple):
    """Red, green and blue, 0..255."""

    red: int
    green: int
    blue: int

    @property
    def bgr(self) -> tuple[int, int, int]:
        """The order in which OpenCV draws."""
        return self.blue, self.green, self.red


GROUND: Final = Colour(13, 16, 21)
"""Behind everything."""

PANEL: Final = Colour(24, 28, 35)
"""Behind the figures."""

TRACK: Final = Colour(98, 107, 122)
"""The part of a gauge or ring that is not filled, and floor and stool of a figure: 3:1 against PANEL."""

EDGE: Final = Colour(104, 114, 130)
"""Around tiles and panels, so that they stand off from what they lie on: at least 3:1 against GROUND and PANEL."""

TEXT: Final = Colour(245, 247, 250)
QUIET: Final = Colour(164, 173, 186)
"""Words that need not be read from afar."""

INK: Final = Colour(13, 16, 21)
"""Words on a light ground."""

PROGRESS: Final = Colour(86, 180, 233)
"""Sky blue: under way, next, and the parts of the body that matter."""

REACHED: Final = Colour(38, 204, 150)
"""Bluish green, lightened: the target is reached, the dose is done."""

TARGET: Final = Colour(240, 228, 66)
"""Yellow: the mark to reach."""

ATTENTION: Final = Colour(230, 159, 0)
"""Orange: the coach cannot see."""

RIGHT_SIDE: Final = Colour(222, 150, 190)
"""Reddish purple, lightened: the right side in a chart, where sky blue is the left."""

WARNING: Final = Colour(208, 20, 32)
"""Red: the movement has gone to the low back. Nothing else is red."""

PLAIN: Final = Colour(178, 186, 198)
"""The spine where its parts cannot be told apart."""

BONE: Final = Colour(226, 231, 238)
FAR: Final = Colour(122, 130, 144)
"""Limbs of the demonstration on the far side of the body."""

HALO: Final = Colour(13, 16, 21)
"""Around bones, so that they stand out on light clothes too."""

BODY: Final = Colour(58, 66, 80)
"""The silhouette where there is no picture."""
