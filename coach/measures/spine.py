"""How round the back is, seen from the side: read from the silhouette, since no landmark lies on the spine."""

from __future__ import annotations

from math import atan, degrees, isnan, nan
from typing import Final

import numpy as np

from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.measures.silhouette import profile_of
from coach.signals.body import Body

BACK = np.linspace(0.20, 0.80, 13)
"""Where the back's contour is read, in parts of hip–shoulder (chosen: clear of the seat below and the arm above; of three
spans tried on rendered people this one follows the spine best)."""


def back_gap(body: Body, facing: int) -> float:
    """Mean distance of the back's contour from the line hips–shoulders, in that line's length; NaN without an outline."""
    key = ("back_gap", facing)
    if key not in body.memory:
        body.memory[key] = _back_gap(body, facing)
    return body.memory[key]


def _back_gap(body: Body, facing: int) -> float:
    if body.outline is None:
        return nan
    _, back = profile_of(body, BACK, facing, body.centre("hip"), body.centre("shoulder"))
    return float(back.mean())


LOWER_BACK = np.linspace(0.10, 0.60, 11)
"""Where the bend of the back's contour is read, in parts of hip–shoulder (chosen: of six spans tried on rendered people
who roll down or hinge, this one parts them best)."""


def contour_bend(body: Body, facing: int) -> float:
    """By how many degrees the back's contour turns forward from 10 to 60 % of hip–shoulder; NaN without an outline."""
    if body.outline is None:
        return nan
    _, back = profile_of(body, LOWER_BACK, facing, body.centre("hip"), body.centre("shoulder"))
    if np.isnan(back).any():
        return nan
    bow, slope, _ = np.polyfit(LOWER_BACK, back, 2)
    low, high = (slope + 2 * bow * at for at in (LOWER_BACK[0], LOWER_BACK[-1]))
    return degrees(atan(low) - atan(high))


@measure("back_bend_deg", "side")
def back_bend(body: Body, neutral: Neutral) -> float:
    """By how much the contour of the lower and middle back bends more than in neutral: round positive, hollow negative.

    Unlike ``back_rounding_pct`` it does not mind the landmarks of hip and shoulder wandering when the trunk hangs, but it
    is noisier: it tells rolling down (38 … 62 in rendered people) from hinging with a flat back (-25 … 4).
    """
    f = neutral.facing
    return contour_bend(body, f) - contour_bend(neutral.body, f)


@measure("back_rounding_pct", "side")
def back_rounding(body: Body, neutral: Neutral) -> float:
    """How far the back bulges over the line hips–shoulders, in % of it, change from neutral: round positive, arched negative.

    Follows the bend of lumbar and thoracic spine together with r = 0.99 in rendered people; 1 % is about 4.4° on all
    fours, 3.3° rolling down, 2.5° sitting.
    """
    f = neutral.facing
    return 100 * (back_gap(body, f) - back_gap(neutral.body, f))


DEG_A_PERCENT: Final = 4.4
"""On all fours, the degrees by which low and upper back bend together for each percent of ``back_rounding_pct``."""


@measure("spine_flexion_deg", "side")
def spine_flexion(body: Body, neutral: Neutral) -> float:
    """By how many degrees low and upper back together bend on all fours, change from neutral: round positive, arched negative.

    It is ``back_rounding_pct`` in degrees, as measured on rendered people who do cat and cow.
    """
    return DEG_A_PERCENT * back_rounding(body, neutral)


@measure("head_lowering_pct", "side", "diagonal")
def head_lowering(body: Body, neutral: Neutral) -> float:
    """How far the nose came down towards the ankles, in % of the trunk's length, change from neutral, down positive.

    Rolling down, it goes on when the lean of the trunk hardly changes any more, and sees the knees bend as well: so it
    tells hanging from moving. Rendered people come down by 170 … 185. Where the ankles are out of the picture they are taken
    to stay where they are: whoever stands does not move them.
    """
    then, now = neutral.body.centre("ankle")[1], body.centre("ankle")[1]
    if isnan(then) or isnan(now):
        return 100 * (body["nose"][1] - neutral.body["nose"][1]) / neutral.trunk
    return 100 * ((then - neutral.body["nose"][1]) - (now - body["nose"][1])) / neutral.trunk
