"""What a camera and a picture must at least be, for the angles to be trusted: every limit of the program, in one place.

Each has two values: from ``bad`` on it is wrong, up to ``good`` it is well again; between the two what was said stands, so
that nothing flickers.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Final


@dataclass(frozen=True, slots=True)
class Limit:
    """A value that is wrong from bad on. Where bad is above good large values are wrong, else small ones."""

    good: float
    bad: float

    def well(self, value: float, before: bool | None) -> bool | None:
        """Whether the value is well, given whether it was; None when it is unknown (NaN)."""
        if isnan(value):
            return None
        towards = 1.0 if self.bad > self.good else -1.0
        if towards * value >= towards * self.bad:
            return False
        if towards * value <= towards * self.good:
            return True
        return before if before is not None else True


TURN_DEG: Final = Limit(good=16.0, bad=22.0)
"""How far the person may be turned from facing, or from side-on. With the camera turned by 15 and 30° the readings are hardly
worse, at 45° they are wrong or gone (benchmarks/ACCURACY.md); the estimate of the turn is off by up to 16°."""

ROLL_DEG: Final = Limit(good=8.0, bad=10.5)
"""How far the camera may be tilted: at ± 10° the readings are no worse (benchmarks/ACCURACY.md), more was not tried."""

TRUNK_SHARE_LEAST: Final = Limit(good=0.14, bad=0.12)
"""Length of the trunk as a share of the picture's height: below, the person is too far. At 0.17 the readings are no worse, at
0.10 turns are read 1.6° worse (benchmarks/ACCURACY.md, 1.5 and 2.5 times as far)."""

TRUNK_SHARE_MOST: Final = Limit(good=0.50, bad=0.55)
"""Above, the camera is too near: its perspective bends the angles (chosen)."""

TRUNK_PX_LEAST: Final = Limit(good=40.0, bad=34.0)
"""Length of the trunk in pixels: below, the picture is too coarse. 32 of them, a picture of 120 lines, still read alike on
rendered people (benchmarks/ACCURACY.md); real cameras of so few lines blur more, so this asks for a little more."""

LUMA_LEAST: Final = Limit(good=45.0, bad=40.0)
"""Mean luma, of 255: below, it is too dark. At a quarter of the usual light, 30 or so, the readings are no worse; at an eighth
hardly anybody is found (benchmarks/ACCURACY.md)."""

CONTRAST_LEAST: Final = Limit(good=12.0, bad=9.0)
"""Standard deviation of luma, of 255: below, the picture is too pale to find edges in (chosen)."""

LUMA_TRUSTED: Final = Limit(good=19.0, bad=15.0)
"""Mean luma, of 255, below which nothing is counted. A sitting clip darkened to 22 counts all six turns within 2°, darkened
to 12 the landmarker finds nobody in it."""

TRUNK_PX_TRUSTED: Final = Limit(good=22.0, bad=18.0)
"""Length of the trunk in pixels below which nothing is counted (chosen)."""
