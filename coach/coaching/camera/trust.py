"""Whether the angles can be trusted at all: not in the dark, not from afar, not when the person turned away in mid-set."""

from __future__ import annotations

from math import hypot, isnan, nan

from coach.coaching.camera import limits
from coach.coaching.camera.limits import Limit
from coach.coaching.camera.stance import trunk_px, turned_off_deg
from coach.engine.spec import Exercise
from coach.measures import desk
from coach.measures.neutral import Neutral
from coach.measures.view import away_deg, turn_deg, view_of
from coach.reasons import DoubtKind
from coach.signals.body import Body
from coach.values import Doubt, Pose, Side

TURNED_S = 1.5
"""How long the view must be wrong in mid-set before nothing is counted (chosen: no sample clip shows it in any frame)."""

PICTURE_S = 1.0
"""The same for a picture too dark or too coarse (chosen)."""

WELL_S = 0.5
"""How long all must be well again before counting goes on (chosen)."""

HIPS_TURNED = 0.6
"""Facing the camera: the hips' breadth, against neutral, below which the whole body has turned and not the upper body alone
(chosen: 53° away; turning from the hips, which is a fault and to be said as such, takes them 40° away)."""

TURNED_DEG = 30.0
"""How far off somebody must seem to have turned away (chosen: the estimate is off by up to 16° in 95 of 100 pictures)."""

HIPS_TURNED_BACK = 0.8
"""Above it they have turned back (chosen: 37° away), so that whoever is still turning is not told that all is well."""

HIPS_APART = 0.22
"""Side-on: the hips' breadth in trunk lengths from which the whole body has turned, and not a shoulder alone was guessed wrong,
as bending forward makes it (chosen: side-on people have up to 0.1, turned by 45° 0.25 and more)."""


class Trust:
    """Looks at one pose after the other; ``doubt`` stands until all has been well for a while."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._well: dict[str, bool | None] = {}
        self._kind: DoubtKind | None = None
        self._since_s = 0.0
        self.doubt: Doubt | None = None

    def update(self, pose: Pose, body: Body, neutral: Neutral | None) -> Doubt | None:
        """Go on by one pose. neutral: the start position once taken; before that a turn is not looked for."""
        found = self._picture(pose, body) or (self._turned(body, neutral) if neutral is not None else None)
        time_s = pose.time_s
        kind = found.kind if found else None
        if kind != self._kind:
            self._kind, self._since_s = kind, time_s
        lasted_s = time_s - self._since_s
        if found is None:
            if lasted_s >= WELL_S:
                self.doubt = None
        elif lasted_s >= (TURNED_S if kind == "turned" else PICTURE_S):
            self.doubt = self.doubt if self.doubt is not None and self.doubt.kind == kind else found
        return self.doubt

    def _within(self, what: str, limit: Limit, value: float) -> bool:
        well = limit.well(value, self._well.get(what))
        if well is not None:
            self._well[what] = well
        return well is not False

    def _picture(self, pose: Pose, body: Body) -> Doubt | None:
        if pose.light is not None and not self._within("dark", limits.LUMA_TRUSTED, pose.light.mean):
            return Doubt("dark", pose.light.mean)
        trunk = trunk_px(body, self._exercise.view) if pose.found else nan
        if not self._within("coarse", limits.TRUNK_PX_TRUSTED, trunk):
            return Doubt("coarse", round(trunk, 1))
        return None

    def _turned(self, body: Body, neutral: Neutral) -> Doubt | None:
        view = self._exercise.view
        if view == "diagonal":
            return _turned_from(body, neutral.turned_deg)
        expected = "side" if view == "side" else "front"
        seen = view_of(body)
        behind = expected == "front" and "back" in (seen, desk.view_of(body) if seen == "unknown" else seen)
        if seen in (expected, "unknown") and not behind:
            return None
        if not behind and not self._hips_show_it(body, neutral, expected):
            return None
        if self._exercise.position in ("lying", "all-fours"):
            return Doubt("turned", nan)
        off = turned_off_deg(body, view)
        if not abs(off) >= TURNED_DEG:
            return None
        side: Side = "right" if off > 0 else "left"
        return Doubt("turned", round(abs(off)), side)

    def _hips_show_it(self, body: Body, neutral: Neutral, expected: str) -> bool:
        if expected != "front":
            return not _hip_breadth(body) < HIPS_APART
        turned = self.doubt is not None and self.doubt.kind == "turned"
        return _hips_turned(body, neutral.body, HIPS_TURNED_BACK if turned else HIPS_TURNED)


def _turned_from(body: Body, then_deg: float) -> Doubt | None:
    """Whether somebody who is seen from half the side is turned further away from the camera than then, or less."""
    turn = turn_deg(body)
    off = away_deg(body) - then_deg
    if not abs(off) >= TURNED_DEG:
        return None
    side: Side = "right" if (off > 0) == (turn > 0) else "left"
    return Doubt("turned", round(abs(off)), side)


def _hips_turned(body: Body, neutral: Body, least: float) -> bool:
    now, then = _hip_breadth(body), _hip_breadth(neutral)
    return isnan(now) or isnan(then) or now < least * then


def _hip_breadth(body: Body) -> float:
    left, right = body["left_hip"], body["right_hip"]
    return hypot(left[0] - right[0], left[1] - right[1]) / body.trunk()
