"""The side of the body that is nearer to the camera, seen from the side: the one whose limbs are not hidden."""

from __future__ import annotations

from coach.values import Side


def near_side(facing: int) -> Side:
    """The person's own nearer side. facing: +1 when the front of the trunk is to the right of it as seen, -1 left.

    Who sits or stands facing the picture's left shows the left side, who lies face up with the head to the left shows
    the right one; both follow from the way the front points.
    """
    return "left" if facing < 0 else "right"
