"""The shoulder girdle: lifted, drawn back, and turned."""

from __future__ import annotations

from math import acos, copysign, degrees, isnan, nan
from typing import Final

from coach.measures.near import near_side
from coach.measures.neutral import Neutral
from coach.measures.registering import measure
from coach.signals.body import Body, axis_frame, distance
from coach.values import Side

LEGS_ALIKE: Final = 0.033
"""By so much the nearer leg may look longer or shorter before a change of size is reckoned with (chosen: with 0.02 the slump of
one of three rendered people goes unseen, with 0.037 no picture that shrinks slowly is told to be a slump)."""


BY_SIZE_PCT: Final = 15.0
"""What is lifted or sunk by more is so by more than a size that is not sure yet (chosen: whoever squats sinks by 90)."""


def _rise(body: Body, neutral: Neutral, side: Side) -> float:
    """How far one shoulder went up in the picture, in % of the trunk's length."""
    return 100 * (neutral.body.of_side(side, "shoulder")[1] - body.of_side(side, "shoulder")[1]) / neutral.trunk


@measure("shoulder_lift_pct", "front", "side", "diagonal")
def shoulder_lift(body: Body, neutral: Neutral) -> float:
    """How far the shoulders went up in the picture, in % of the trunk's length, change from neutral; negative sunk.

    Against the picture and not the hips, whose landmarks slide by up to 7 % when a knee comes up or the arms go back.
    Shrugging lifts them, slumping lets them sink. Unknown of who has come nearer or gone further since: what is said of it
    turns on 3 %, and no size is known so well while somebody moves. The nearer leg tells of it before the size is sure: its
    bones keep their length when somebody slumps, and look shorter when the picture shrinks.
    """
    if body.resized:
        return nan
    lift = 100 * (neutral.body.centre("shoulder")[1] - body.centre("shoulder")[1]) / neutral.trunk
    return nan if abs(lift) < BY_SIZE_PCT and _leg_longer(body, neutral) > LEGS_ALIKE else lift


def _leg_longer(body: Body, neutral: Neutral) -> float:
    """By what share thigh and lower leg on the nearer side both look longer, or both shorter; 0 where unseen."""
    side = near_side(neutral.facing)
    ratios = []
    for upper, lower in (("hip", "knee"), ("knee", "ankle")):
        now, then = (distance(of.of_side(side, upper), of.of_side(side, lower)) for of in (body, neutral.body))
        if now > 0 and then > 0:
            ratios.append(now / then - 1)
    return max(min(ratios), -max(ratios), 0.0) if ratios else 0.0


@measure("elbow_back_pct", "side", widened=True)
def elbow_back(body: Body, neutral: Neutral) -> float:
    """How far the nearer elbow went back against the hips, in % of the trunk's length, change from neutral, back positive.

    Drawing the shoulder blades together takes bent elbows back by 44 … 54 % in rendered people, half of it by 25 … 32.
    """
    side = near_side(neutral.facing)

    def ahead(of: Body) -> float:
        return neutral.facing * (of.of_side(side, "elbow")[0] - of.centre("hip")[0])

    return 100 * (ahead(neutral.body) - ahead(body)) / neutral.trunk


@measure("elbow_lift_pct", "side", widened=True)
def elbow_lift(body: Body, neutral: Neutral) -> float:
    """How far the nearer elbow went up in the picture, in % of the trunk's length, change from neutral, up positive.

    A shrug lifts the whole arm. From the side it shows here more surely than in the shoulder, which the landmarker
    takes from the arm's outline: drawing the blades together reads 10 … 14 %, with a shrug 22 … 24 % (rendered people).
    """
    side = near_side(neutral.facing)
    return 100 * (neutral.body.of_side(side, "elbow")[1] - body.of_side(side, "elbow")[1]) / neutral.trunk


@measure("both_shoulders_lift_pct", "front", "diagonal")
def both_shoulders_lift(body: Body, neutral: Neutral) -> float:
    """How far both shoulders were raised together: the one that went less far from neutral; % of the trunk, up positive.

    0 while one goes up and the other down.
    """
    left, right = _rise(body, neutral, "left"), _rise(body, neutral, "right")
    if isnan(left) or isnan(right):
        return left + right
    if left * right <= 0:
        return 0.0
    return left if abs(left) < abs(right) else right


def _breadth(body: Body) -> float:
    return distance(body["left_shoulder"], body["right_shoulder"])


def shoulder_line_turn(body: Body, neutral: Neutral) -> float:
    """Turn of the shoulders against the camera whatever the arms do, change from neutral, left positive.

    acos(breadth of the shoulders / breadth at neutral), signed by the nose against the middle of the shoulders. Blind
    within about 10° of neutral, where it reads 0 … 10.
    """
    ratio = _breadth(body) / _breadth(neutral.body)
    size = degrees(acos(min(1.0, ratio))) if ratio == ratio else ratio
    return copysign(size, _nose_over_shoulders(body) - _nose_over_shoulders(neutral.body))


def _nose_over_shoulders(body: Body) -> float:
    _, normal, _ = axis_frame(body.centre("hip"), body.centre("shoulder"))
    nose, middle = body["nose"], body.centre("shoulder")
    return (nose[0] - middle[0]) * normal[0] + (nose[1] - middle[1]) * normal[1]
