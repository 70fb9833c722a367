"""One workout: exercises one after the other, with the camera's guide before them and a rest between them.

A state machine without window, camera or clock. It is driven by the times of the poses, by what was seen in them, and by
what the person asks for with a key, the mouse or a gesture; whoever drives it looks at ``now`` and acts upon it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

Stage = Literal["guide", "exercise", "rest", "over"]
"""guide: camera and person find their places. exercise: it is coached. rest: between two. over: nothing is left to do."""

Wish = Literal["go-on", "skip", "repeat", "hurts", "end"]
"""What a person can ask for at any moment; see ``Workout.ask`` for what it means when."""

REST_S: Final = 15.0
"""How long to rest between two exercises where nobody says otherwise (chosen)."""

DONE_S: Final = 4.0
"""How long the end of an exercise is shown before the rest begins (chosen: the praise is said to its end)."""

LAST_S: Final = 30.0
"""The least rest after the last exercise, where a picture shows what was reached and no time is counted down (chosen)."""

HURT_S: Final = 12.0
"""The least rest after an exercise that hurt, so that the advice can be read (chosen)."""


@dataclass(frozen=True, slots=True)
class Place:
    """How an exercise needs camera and person. With another place than before, the guide leads there first.

    rest_s: how long to rest behind it, in seconds; None for what the workout says.
    """

    position: str
    view: str
    rest_s: float | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen in one pose.

    ready: camera and person are in their places, for long enough. done: the exercise under way is over, as its dose is
    done. gesture: what was asked for with the hands.
    """

    time_s: float
    ready: bool = False
    done: bool = False
    gesture: Literal["go-on", "hurts"] | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """Where the workout is.

    index: which exercise is under way, or was done last while resting. attempt: counts the beginnings, so that an exercise
    that is repeated can be told from its first time. paused: the exercise stands still.
    hurt: the exercise was ended because it hurt. left_s, of_s: of the rest, in seconds.
    """

    stage: Stage
    index: int
    attempt: int = 0
    paused: bool = False
    hurt: bool = False
    left_s: float = 0.0
    of_s: float = 0.0


class Workout:
    """The stages of one workout. Times must not go back.

    places: of the exercises, in their order. rest_s: after each, 0 for none; so the last one can be repeated too.
    guided: whether the guide comes at all.
    """

    def __init__(self, places: Sequence[Place], rest_s: float = REST_S, *, guided: bool = True) -> None:
        self._places = tuple(places)
        self._rest_s = rest_s
        self._guided = guided
        self._time_s: float | None = None
        self._since_s: float | None = None
        self._ending = False
        self.now = Now("over", 0)
        if self._places:
            self._begin(0, guided=guided)

    @property
    def next_index(self) -> int | None:
        """Which exercise comes after this one, None after the last."""
        following = self.now.index + 1
        return following if following < len(self._places) else None

    def update(self, seen: Seen) -> Now:
        """Goes on by one pose. A gesture in it is heard after what the pose itself brings."""
        self._time_s = seen.time_s
        match self.now.stage:
            case "guide" if seen.ready:
                self._exercise()
            case "exercise" if self._ending or self._shown_for(DONE_S, since=seen.done):
                self._rest()
            case "rest":
                self._count_down(seen.time_s)
            case _:
                pass
        if seen.gesture is not None:
            self.ask(seen.gesture)
        return self.now

    def _count_down(self, time_s: float) -> None:
        if self._since_s is None:
            self._since_s = time_s
        left_s = self.now.of_s - (time_s - self._since_s)
        self.now = replace(self.now, left_s=max(0.0, left_s))
        if left_s <= 0:
            self._next()

    def ask(self, wish: Wish) -> Now:
        """Takes a wish.

        go-on: begins although the guide is not content; pauses and resumes; leaves a finished exercise; ends the rest.
        skip: leaves this exercise, or the rest. repeat: does the exercise again from its beginning, also out of the rest.
        hurts: ends the exercise at the next pose, so that the kind word is still said; in the rest it is about the exercise
        just done. end: nothing more.
        """
        stage = self.now.stage
        if stage == "over":
            return self.now
        if wish == "end":
            self.now = replace(self.now, stage="over", paused=False)
        elif stage == "guide":
            self._ask_guide(wish)
        elif stage == "exercise":
            self._ask_exercise(wish)
        else:
            self._ask_rest(wish)
        return self.now

    def _ask_guide(self, wish: Wish) -> None:
        if wish == "go-on":
            self._exercise()
        elif wish == "skip":
            self._next()

    def _ask_exercise(self, wish: Wish) -> None:
        if self._ending:
            return
        if wish == "hurts":
            self._ending = True
            self.now = replace(self.now, paused=False, hurt=True)
        elif wish == "skip" or (wish == "go-on" and self._since_s is not None):
            self._rest()
        elif wish == "repeat":
            self._begin(self.now.index, guided=False)
        elif wish == "go-on":
            self.now = replace(self.now, paused=not self.now.paused)

    def _ask_rest(self, wish: Wish) -> None:
        if wish in ("go-on", "skip"):
            self._next()
        elif wish == "repeat":
            self._begin(self.now.index, guided=False)
        elif wish == "hurts" and not self.now.hurt:
            self._since_s = None
            of_s = max(self.now.of_s, HURT_S)
            self.now = replace(self.now, hurt=True, of_s=of_s, left_s=of_s)

    def _shown_for(self, least_s: float, *, since: bool) -> bool:
        """Whether what began to be shown when ``since`` was first true has been shown long enough."""
        if not since or self._time_s is None:
            return False
        if self._since_s is None:
            self._since_s = self._time_s
        return self._time_s - self._since_s >= least_s

    def _begin(self, index: int, *, guided: bool) -> None:
        attempt = self.now.attempt + 1
        self._since_s = None
        self._ending = False
        self.now = Now("guide" if guided else "exercise", index, attempt)

    def _exercise(self) -> None:
        self._since_s = None
        self.now = Now("exercise", self.now.index, self.now.attempt)

    def _rest(self) -> None:
        self._since_s = None
        self._ending = False
        own_s = self._places[self.now.index].rest_s
        rest_s = self._rest_s if own_s is None else own_s
        rest_s = max(rest_s, HURT_S) if self.now.hurt else rest_s
        rest_s = max(rest_s, LAST_S) if rest_s > 0 and self.next_index is None else rest_s
        if rest_s <= 0:
            self._next()
            return
        self.now = replace(self.now, stage="rest", paused=False, left_s=rest_s, of_s=rest_s)

    def _next(self) -> None:
        following = self.next_index
        if following is None:
            self.now = replace(self.now, stage="over", paused=False)
            return
        here, there = self._places[self.now.index], self._places[following]
        moved = (here.position, here.view) != (there.position, there.view) or self.now.stage == "guide"
        self._begin(following, guided=self._guided and moved)
