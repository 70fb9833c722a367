"""How a person stands to the camera: turned how far, the camera tilted how much, how large in the picture.

The figures come from 557 rendered stills of 24 bodies, sitting and standing, arms down, bent and behind the head, half of
them with the head turned to the camera, the camera all round them, 0.6 to 1.6 m high, 1.9 to 3.2 m away, tilted by up to
14°. Where they say to turn by more than 20°, the way was right in all of 287.
"""

from __future__ import annotations

from math import atan2, degrees, hypot, isnan, nan
from typing import Final, Literal

from coach.measures.view import turn_deg
from coach.signals.body import Body, turned

LEAST_LINE_TRUNKS: Final = 0.3
"""Shortest line across the body, in trunk lengths, of which a slope is taken (chosen: shorter ones are jitter)."""

MOST_DISAGREEMENT_DEG: Final = 9.0
"""How far the lines of a seated body may disagree on the camera's tilt before it is unknown (chosen)."""

SHOULDERS_TRUNKS: Final = 0.7
"""Breadth of the shoulders in trunk lengths, from the front (rendered people: 0.60 … 0.80)."""


UPRIGHT_TRUNKS: Final = 0.7
"""Whose shoulders are higher above the hips than this share of the trunk's length sits or stands (chosen: 45°)."""

SEATED_BELOW, STANDING_FROM = 0.58, 0.72
"""How far the knees are below the hips, in trunk lengths, up to which somebody upright sits and from which they stand (rendered
people: sitting 0.09 to 0.69, the most from a high camera, standing 0.73 to 0.88; chosen: between the two nothing is said)."""

Posture = Literal["standing", "seated", "down", "unknown"]
"""down: lying, or on all fours."""


def posture(body: Body) -> Posture:
    """How somebody holds the body, as far as trunk and knees tell; unknown where they are not seen, and between two of them."""
    shoulder, hip, knee = (body.centre(part) for part in ("shoulder", "hip", "knee"))
    trunk = hypot(shoulder[0] - hip[0], shoulder[1] - hip[1])
    if not trunk > 0:
        return "unknown"
    if hip[1] - shoulder[1] <= UPRIGHT_TRUNKS * trunk:
        return "down"
    below = (knee[1] - hip[1]) / trunk
    return "seated" if below < SEATED_BELOW else "standing" if below > STANDING_FROM else "unknown"


def turned_off_deg(body: Body, view: str) -> float:
    """How far an upright person is turned away from facing the camera (view "front"), or from the nearer side-on ("side").

    Degrees, to the own left positive: who reads +20 must turn 20° to the own right. NaN when unknown.
    """
    turn = turn_deg(body)
    return turned(turn - (90.0 if turn >= 0 else -90.0)) if view == "side" else turn


def roll_deg(body: Body, position: str, view: str) -> float:
    """How far the camera is tilted, to either side, from an upright person; the sign tells the side, and only that.

    Standing, from the line from ankles to shoulders: error 0.5° on average from the front, 0.9° from the side. Sitting and
    facing the camera, the mean of what shoulders, hips and trunk tell: 2.1°, 5.1° in 95 %. NaN otherwise.
    """
    if position == "standing":
        ankles = body.centre("ankle")
        return _slope(ankles, body.centre("shoulder")) if not isnan(ankles[0]) else nan
    if position != "seated" or view != "front":
        return nan
    trunk = body.trunk()
    slopes = [_slope(body.centre("hip"), body.centre("shoulder"))]
    for part in ("shoulder", "hip"):
        left, right = body.of_side("left", part), body.of_side("right", part)
        across, down = left[0] - right[0], left[1] - right[1]
        if isnan(across) or not across > LEAST_LINE_TRUNKS * trunk:
            return nan
        slopes.append(degrees(atan2(down, across)))
    if max(slopes) - min(slopes) > MOST_DISAGREEMENT_DEG:
        return nan
    return sum(slopes) / len(slopes)


def _slope(low: tuple[float, float], high: tuple[float, float]) -> float:
    """How far the line leans to the picture's right, as the tilted line through the shoulders does that falls there."""
    return turned(degrees(atan2(high[0] - low[0], low[1] - high[1])))


def trunk_px(body: Body, view: str) -> float:
    """Length of the trunk in pixels; NaN when unknown.

    From the shoulders' breadth where the hips are hidden in front of the camera, and where the trunk is foreshortened.
    """
    trunk = body.trunk()
    if view in ("side", "diagonal") or (view == "front" and not isnan(trunk)):
        return trunk
    left, right = body["left_shoulder"], body["right_shoulder"]
    return hypot(left[0] - right[0], left[1] - right[1]) / SHOULDERS_TRUNKS
