"""The guide to the camera's place: what is well, what is not, and the one thing to do next."""

from __future__ import annotations

from math import inf
from typing import Final, NamedTuple

from coach.coaching.camera import limits
from coach.coaching.camera.limits import Limit
from coach.coaching.camera.stance import posture, roll_deg, trunk_px, turned_off_deg
from coach.engine.spec import Exercise
from coach.engine.viewpoint import is_seen
from coach.landmarks import GROUPS, INDEX
from coach.measures.view import view_of
from coach.signals.body import Body, distance
from coach.signals.follow import Follow, Following
from coach.values import Cue, Placed, Pose, Side, Tick, TickName, TickState
from coach.words.wording import ENGLISH, Wording

READY_S: Final = 2.0
"""For how long all must be well before the exercise begins by itself (chosen)."""

WITHOUT_HIPS_S: Final = 6.0
"""The same where only something that is not needed is missing: time enough to hear what, and to mend it (chosen)."""

SETTLE_S: Final = 0.4
"""How long something must be otherwise before its tick changes (chosen: no flicker, and still at once to the eye)."""

SAY_AGAIN_S: Final = 8.0
"""How long the same sentence is not said again (chosen)."""

SAY_APART_S: Final = 4.0
"""How far two sentences are apart when said aloud: as corrections are in the exercise (chosen)."""

OVERHEAD_DEG: Final = 120.0
"""An exercise that asks for an arm raised farther than this lifts the hand above the head (chosen)."""

OUTSIDE: Final = 0.01
"""How far outside the picture a landmark is cut off, as a share of its size (chosen)."""

LITTLE_DEG: Final = 50.0
"""Up to here a turn is "a little" (chosen)."""

ORDER: Final[tuple[TickName, ...]] = ("light", "person", "body", "turn", "far", "near", "level", "hips")
"""As they are shown: without light nothing is seen, without the whole body nothing else can be told."""

MENDED: Final[tuple[TickName, ...]] = ("light", "person", "far", "body", "turn", "near", "level", "hips")
"""What is asked for first: whoever is too near is cut off by the picture's edge, and seems turned because of that."""


class _Found(NamedTuple):
    state: TickState
    sentence: str = ""


_DOWN: Final = {"lying": "down", "all-fours": "down"}

_OK, _UNKNOWN = _Found("ok"), _Found("unknown")


class _Settled:
    """One tick over time: it changes only when the new state has lasted."""

    def __init__(self) -> None:
        self.now = _UNKNOWN
        self._other: _Found | None = None
        self._since_s = 0.0

    def update(self, time_s: float, found: _Found) -> _Found:
        if found.state == self.now.state:
            self._other = None
            self.now = found
        elif self.now.state == "unknown" and self._other is None and self.now is _UNKNOWN:
            self.now = found
        elif self._other is None or self._other.state != found.state:
            self._other, self._since_s = found, time_s
        elif time_s - self._since_s >= SETTLE_S:
            self.now, self._other = found, None
        return self.now


class Placing:
    """Looks at one pose after the other before an exercise begins. Pure: the same poses give the same answers."""

    def __init__(self, exercise: Exercise, wording: Wording = ENGLISH) -> None:
        self._exercise = exercise
        self._wording = wording
        self._other_views = tuple(exercise.seen_from(view) for view in exercise.views[1:])
        self._phrases = wording.placing
        self._reaches_overhead = any(
            condition.measure.startswith("arm_elevation") and (condition.above or 0) >= OVERHEAD_DEG
            for phase in exercise.phase
            for condition in phase.enter
        )
        self._ticks = {name: _Settled() for name in ORDER}
        self._well: dict[str, bool | None] = {}
        self._follow = Follow()
        self._other_person = False
        self._well_since_s: float | None = None
        self._said: dict[str, float] = {}
        self._said_s = -inf

    def update(self, pose: Pose) -> Placed:
        """Go on by one pose; times must not go back."""
        time_s = pose.time_s
        found = self._look(pose, Body.of(pose))
        settled = {name: self._ticks[name].update(time_s, found[name]) for name in ORDER}
        hips_needed = "hips" in self._exercise.needs and "hips" not in self._exercise.can_spare
        needed = {name: name != "hips" or hips_needed for name in ORDER}
        wrong = [name for name in MENDED if settled[name].state == "wrong"]
        sentence = settled[wrong[0]].sentence if wrong else ""
        well = settled["person"].state == "ok" and not any(needed[name] for name in wrong)
        well = well and all(found[name].state != "wrong" for name in ORDER if needed[name])
        if not well:
            self._well_since_s = None
        elif self._well_since_s is None:
            self._well_since_s = time_s
        well_s = 0.0 if self._well_since_s is None else time_s - self._well_since_s
        wanted_s = WITHOUT_HIPS_S if wrong else READY_S
        return Placed(
            time_s=time_s,
            position=self._exercise.position,
            view=self._exercise.view,
            ticks=tuple(Tick(name, self._word(name), settled[name].state, needed[name]) for name in ORDER),
            sentence=sentence,
            well_s=well_s,
            wanted_s=wanted_s,
            ready=well_s >= wanted_s,
            cue=self._say(time_s, sentence),
        )

    def _say(self, time_s: float, sentence: str) -> Cue | None:
        if not sentence or time_s - self._said_s < SAY_APART_S:
            return None
        if time_s - self._said.get(sentence, -inf) < SAY_AGAIN_S:
            return None
        self._said[sentence] = self._said_s = time_s
        return Cue(time_s, sentence, "safety")

    def _word(self, name: TickName) -> str:
        if name == "turn":
            view = self._exercise.view
            return {"front": self._phrases.facing, "side": self._phrases.side_on}.get(view, self._phrases.feet_end)
        return str(getattr(self._phrases, name))

    def _look(self, pose: Pose, body: Body) -> dict[TickName, _Found]:
        nothing = dict.fromkeys(ORDER, _UNKNOWN)
        nothing["light"] = self._light(pose)
        if not pose.found:
            return nothing | {"person": _Found("wrong", self._phrases.nobody)}
        return {
            "light": nothing["light"],
            "person": self._person(pose.time_s, body),
            "body": self._body(pose, body),
            "hips": self._hips(pose, body),
            "turn": self._turn(body),
            "far": self._far(pose, body),
            "near": self._near(pose, body),
            "level": self._level(body),
        }

    def _within(self, what: str, limit: Limit, value: float) -> bool | None:
        well = limit.well(value, self._well.get(what))
        if well is not None:
            self._well[what] = well
        return well

    def _light(self, pose: Pose) -> _Found:
        if pose.light is None:
            return _UNKNOWN
        if self._within("luma", limits.LUMA_LEAST, pose.light.mean) is False:
            return _Found("wrong", self._phrases.too_dark)
        if self._within("contrast", limits.CONTRAST_LEAST, pose.light.contrast) is False:
            return _Found("wrong", self._phrases.too_flat)
        return _OK

    def _person(self, time_s: float, body: Body) -> _Found:
        following = self._follow.update(time_s, body)
        if following in (Following.JUMPED, Following.OTHER):
            return _Found("wrong", self._phrases.one_only)
        return _OK

    def _body(self, pose: Pose, body: Body) -> _Found:
        may_be_hidden = ("hips", *self._exercise.can_spare)
        seen = self._seen(pose, body, tuple(part for part in self._exercise.needs if part not in may_be_hidden))
        if seen.state == "ok":
            seen = self._posture(body)
        return self._overhead(body) if seen.state == "ok" and self._reaches_overhead else seen

    def _posture(self, body: Body) -> _Found:
        """Whether somebody is as the exercise begins: nobody is told to stay who sits where it is done standing."""
        found, phrases = posture(body), self._phrases
        wanted = {_DOWN.get(each, each) for each in (self._exercise.position, *self._exercise.also)}
        if found == "unknown" or found in wanted or self._exercise.view == "feet-end":
            # From the feet's end somebody who lies looks upright.
            return _OK
        down = phrases.all_fours if self._exercise.position == "all-fours" else phrases.lie_down
        return _Found(
            "wrong", {"standing": phrases.stand_up, "seated": phrases.sit_down}.get(self._exercise.position, down)
        )

    def _overhead(self, body: Body) -> _Found:
        """Whether the hands will still be in the picture when they are raised."""
        sides: tuple[Side, ...] = ("left", "right")
        arms = [[body.of_side(side, part) for part in ("shoulder", "elbow", "wrist")] for side in sides]
        tops = [arm[0][1] - distance(arm[0], arm[1]) - distance(arm[1], arm[2]) for arm in arms]
        return _Found("wrong", self._phrases.overhead) if min(tops) < 0 else _OK

    def _hips(self, pose: Pose, body: Body) -> _Found:
        return self._seen(pose, body, ("hips",))

    def _seen(self, pose: Pose, body: Body, parts: tuple[str, ...]) -> _Found:
        """Whether these parts are seen, and where they went when they are not."""
        enough = any if self._exercise.view == "side" else all
        lost = [part for part in parts if not enough(body.seen[INDEX[name]] for name in GROUPS[part])]
        if not lost:
            return _OK
        sides: dict[str, list[str]] = {}
        for part in lost:
            sides.setdefault(_side_of(pose, part), []).append(part)
        where = "below" if "below" in sides else next(iter(sides))
        if "above" in sides and "below" in sides:
            return _Found("wrong", self._phrases.all_around)
        sentence = getattr(self._phrases, where)
        return _Found("wrong", sentence.format(parts=self._parts(sides[where])))

    def _parts(self, parts: list[str]) -> str:
        named = [self._wording.parts.get(part, part) for part in parts[-2:]]
        if len(named) == 1:
            return named[0]
        return self._wording.phrases.part_or.format(first=named[0], second=named[1])

    def _turn(self, body: Body) -> _Found:
        phrases, view = self._phrases, self._exercise.view
        seen = view_of(body)
        if any(is_seen(other, body) for other in self._other_views):
            return _OK
        expected = "side" if view == "side" else "front"
        if self._exercise.position in ("lying", "all-fours"):
            # Lying, the depth that the model guesses is worth nothing: 20° off on average.
            if seen == "unknown":
                return _UNKNOWN
            wrong = phrases.lie_sideways if view == "side" else phrases.feet_to_the_camera
            return _OK if seen == expected else _Found("wrong", wrong)
        off = turned_off_deg(body, view)
        well = self._within("turn", limits.TURN_DEG, abs(off))
        if well is None:
            return _UNKNOWN
        if well and seen in (expected, "unknown"):
            return _OK
        if abs(off) > LITTLE_DEG:
            return _Found("wrong", phrases.face_the_camera if view == "front" else phrases.sideways)
        return _Found("wrong", phrases.a_little_right if off > 0 else phrases.a_little_left)

    def _far(self, pose: Pose, body: Body) -> _Found:
        well = self._within("far", limits.TRUNK_SHARE_MOST, trunk_px(body, self._exercise.view) / pose.size[1])
        return _UNKNOWN if well is None else _OK if well else _Found("wrong", self._phrases.step_back)

    def _near(self, pose: Pose, body: Body) -> _Found:
        trunk = trunk_px(body, self._exercise.view)
        well = self._within("near", limits.TRUNK_SHARE_LEAST, trunk / pose.size[1])
        if well is None:
            return _UNKNOWN
        if not well:
            return _Found("wrong", self._phrases.step_near)
        if self._within("coarse", limits.TRUNK_PX_LEAST, trunk) is False:
            return _Found("wrong", self._phrases.coarse)
        return _OK

    def _level(self, body: Body) -> _Found:
        roll = roll_deg(body, self._exercise.position, self._exercise.view)
        well = self._within("level", limits.ROLL_DEG, abs(roll))
        if well is None:
            return _UNKNOWN
        return _OK if well else _Found("wrong", self._phrases.tilted)


def _side_of(pose: Pose, part: str) -> str:
    """On which side of the picture the model puts a part that is not seen: above, below, beside it, or hidden in it."""
    points = pose.image[[INDEX[name] for name in GROUPS[part]], :2]
    x, y = (float(value) for value in points.mean(axis=0))
    if y > 1 - OUTSIDE:
        return "below"
    if y < OUTSIDE:
        return "above"
    if x < OUTSIDE or x > 1 - OUTSIDE:
        return "beside"
    return "hidden"
