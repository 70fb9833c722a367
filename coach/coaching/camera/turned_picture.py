"""Notices a picture that is turned, or upside down, by whoever is in it: their head does not point up, and stays so."""

from __future__ import annotations

from collections import Counter
from math import atan2, cos, degrees, hypot, isnan, radians
from typing import Final, Literal

from coach.engine.spec import Exercise
from coach.errors import Said
from coach.signals.body import Body

Turn = Literal[0, 90, 180, 270]

UPRIGHT: Final = ("standing", "seated")
"""Positions that begin with the head above the hips; lying it may point anywhere."""

LOOKED_AT_S: Final = 3.0
"""So long nothing but a turned picture must be seen before it is told (chosen: nobody bends down that long to begin)."""

MOST: Final = 0.9
"""In so many of the poses the head must point the same wrong way (chosen)."""

WITHIN_DEG: Final = 30.0
"""How far from a quarter turn the trunk may point (chosen: people lean, cameras are tilted)."""

SHIN_WITHIN_DEG: Final = 60.0
"""How far a shin may be from pointing away from the trunk of whoever is upright (chosen: seated with the feet far forward or
under the chair 30 to 45, folded forward 90 and more)."""

WAYS: Final[dict[Turn, Said]] = {90: Said("head_left"), 180: Said("head_down"), 270: Said("head_right")}
"""Clockwise turn that puts a picture right, to what is said of the head in it before."""


class TurnedPicture:
    """Fed with the bodies that are seen before the start position is taken; ``clockwise_deg`` is by how much the picture is to
    be turned to be upright, 0 where it is, or where that cannot be told.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._tells = exercise.position in UPRIGHT
        self._seen: Counter[Turn] = Counter()
        self._first_s: float | None = None
        self._last_s = 0.0

    @property
    def clockwise_deg(self) -> Turn:
        """As it looks so far."""
        if self._first_s is None or self._last_s - self._first_s < LOOKED_AT_S:
            return 0
        turn, times = self._seen.most_common(1)[0]
        return turn if times >= MOST * self._seen.total() else 0

    def update(self, time_s: float, body: Body) -> None:
        """Go on by one pose."""
        turn = _turn_of(body) if self._tells else None
        if turn is not None:
            self._first_s = time_s if self._first_s is None else self._first_s
            self._last_s = time_s
            self._seen[turn] += 1


def told(clockwise_deg: Turn) -> Said:
    """What is to be said about it."""
    return Said("picture_turned", {"way": WAYS[clockwise_deg], "turn": clockwise_deg})


def _turn_of(body: Body) -> Turn | None:
    """By how much to turn the picture so that the head is above the shoulders and those above the hips; None where they do not
    lie in a line that tells."""
    hips, shoulders, nose = body.centre("hip"), body.centre("shoulder"), body["nose"]
    x, y = shoulders[0] - hips[0], shoulders[1] - hips[1]
    ahead = (nose[0] - shoulders[0]) * x + (nose[1] - shoulders[1]) * y
    if isnan(ahead) or ahead <= 0 or _bent_over(body, x, y):
        return None
    clockwise_from_up = degrees(atan2(x, -y)) % 360
    turns: tuple[Turn, ...] = (0, 90, 180, 270)
    for turn in turns:
        off = (clockwise_from_up + turn + 180) % 360 - 180
        if abs(off) <= WITHIN_DEG:
            return turn
    return None


def _bent_over(body: Body, x: float, y: float) -> bool:
    """Whether a shin does not point the other way than the trunk, as it would of whoever stands or sits upright.

    x, y: from the hips to the shoulders, pixels.
    """
    for side in ("left", "right"):
        knee, ankle = body.if_seen(f"{side}_knee"), body.if_seen(f"{side}_ankle")
        across, down = ankle[0] - knee[0], ankle[1] - knee[1]
        length = hypot(across, down) * hypot(x, y)
        if length > 0 and across * x + down * y > -cos(radians(SHIN_WITHIN_DEG)) * length:
            return True
    return False
