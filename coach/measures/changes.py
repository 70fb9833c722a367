"""Joints against the start position: people differ in how they kneel and how straight their arms are, and keep to it."""

from __future__ import annotations

from coach.measures.neutral import Neutral
from coach.measures.registering import REGISTERED, measure
from coach.signals.body import Body
from coach.signals.framing import framed_as


def _change(name: str, body: Body, neutral: Neutral) -> float:
    joint = REGISTERED[name]
    return joint.of(framed_as(body, neutral.body), neutral) - joint.of(framed_as(neutral.body, neutral.body), neutral)


@measure("knee_bend_change_deg", "side")
def knee_bend_change(body: Body, neutral: Neutral) -> float:
    """How much more the nearer knee is bent than in neutral, bent further positive.

    On all fours rocking back over the heels bends it by 20° and more; real people kneel with 91 … 126°.
    """
    return _change("knee_flexion_near_deg", body, neutral)


@measure("elbow_bend_change_deg", "side")
def elbow_bend_change(body: Body, neutral: Neutral) -> float:
    """How much more the nearer elbow is bent than in neutral, bent further positive.

    Arms that look straight read 0 … 45°, as people differ; they keep to it within 8° while they move their backs.
    """
    return _change("elbow_flexion_near_deg", body, neutral)
