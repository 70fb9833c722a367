"""The user's own neutral: the start position that every change is measured against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import nan, radians, sin
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from coach.measures.silhouette import HEIGHTS
from coach.signals.body import Body, axis_frame

if TYPE_CHECKING:
    from coach.measures.learned import Against

SeenView = Literal["front", "side", "diagonal", "back", "unknown"]


@dataclass(frozen=True, slots=True, eq=False)
class Neutral:
    """The median body over the time in which the start position was held.

    trunk: length of hip midpoint to shoulder midpoint, pixels.
    facing: +1 when the front of the trunk is to the right of the line from hips to shoulders as seen, -1 to the left.
    view: how the person is to the camera.
    reaches: (2, 32) how far the outline reached to the picture's right and left of the trunk, NaN without an outline.
    readings: the learned readings against it by what they were taught, each made once, by whoever asks first.
    turned_deg: how far the person is turned away from the camera, to either side, where they are seen from half the side.
    """

    body: Body
    trunk: float
    facing: int
    view: SeenView
    reaches: NDArray[np.float64] = field(default_factory=lambda: np.full((2, HEIGHTS.size), np.nan))
    readings: dict[str, Against] = field(default_factory=dict)
    turned_deg: float = nan
    _widened: list[Neutral] = field(default_factory=list)

    @property
    def wider(self) -> float:
        """How many times as wide the person would look from the side; NaN where they are not seen from half the side."""
        return 1.0 / sin(radians(self.turned_deg))

    def as_from_the_side(self) -> Neutral:
        """It as it would look from the side, without the outline and what rests on that; worked out once."""
        if not self._widened:
            body = self.body.as_from_the_side(self.wider)
            # The learned readings know people whom the camera saw from the side, not such a picture.
            body.memory["learned"] = 0.0
            self._widened.append(replace(self, body=body, trunk=body.trunk(), view="side", _widened=[]))
        return self._widened[0]


def facing_of(body: Body) -> int:
    """Which side of the line from hips to shoulders the front of the body is on, as seen: +1 right, -1 left.

    Read from the nose against the ears, which works sitting, standing and lying.
    """
    _, normal, _ = axis_frame(body.centre("hip"), body.centre("shoulder"))
    ear, nose = body.centre("ear"), body["nose"]
    across = (nose[0] - ear[0]) * normal[0] + (nose[1] - ear[1]) * normal[1]
    return -1 if across < 0 else 1


def median_body(bodies: Sequence[Body]) -> Body:
    """Landmark by landmark the median of several bodies; one is seen when it was in more than half of them.

    The outline is that of the last body, whose landmarks are close to the median's when the person holds still.
    """
    if len(bodies) == 1:
        return Body(bodies[0].xy, bodies[0].seen, bodies[0].outline)
    seen = np.array([body.seen for body in bodies])
    # Body by body along the last axis, where sorting is quick. What is unknown comes last, and the middle is counted off
    # among what is known: numpy's nanmedian takes ten times as long.
    values = np.array([body.xy for body in bodies]).transpose(1, 2, 0)
    values = np.where((seen | ~seen.any(axis=0)).T[:, np.newaxis], values, np.nan)
    known = np.count_nonzero(~np.isnan(values), axis=-1, keepdims=True)
    values.sort(axis=-1)
    if known.min() == len(bodies):
        low, high = values[..., (len(bodies) - 1) // 2], values[..., len(bodies) // 2]
    else:
        places = (known - 1) // 2, known // 2 % len(bodies)
        low, high = (np.take_along_axis(values, at, axis=-1)[..., 0] for at in places)
    xy = (low + high) / 2
    often = seen.mean(axis=0) > 0.5
    outline = next((body.outline for body in reversed(bodies) if body.outline is not None), None)
    return Body(xy, often, outline)
