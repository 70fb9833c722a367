"""Whether the one person is there, wholly seen and well enough to be counted; what stops counting is said, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from coach.coaching.camera.trust import WELL_S, Trust
from coach.coaching.neutral.start_position import StartPosition
from coach.engine.spec import Exercise
from coach.events import BaselineTaken, CountingDoubted, Event, PersonChanged, TrackingLost, TrackingRegained
from coach.reasons import Doubted, LostSight, OtherPerson, Reason
from coach.signals.body import Body
from coach.signals.follow import Follow, Following
from coach.values import Doubt, Pose

LOST_S: Final = 1.0
"""How long a needed part must be unseen before tracking is lost (chosen: MediaPipe drops single frames)."""

FORGET_S: Final = 4.0
"""How long tracking must be lost before it has to be seen whether the start position still holds (chosen: time enough to
have moved)."""

GLIMPSE_S: Final = 0.06
"""A jump that is over sooner, or with the next pose, is a slip of the model and nobody else (chosen: two frames of 30 a second;
a person, and a shot of a clip, stay longer)."""

Interrupt = Callable[[float, Reason], Iterable[Event]]
"""Gives up what is under way at a time, for a reason."""


class Attention:
    """interrupt: gives up what is under way. start: the start position, set aside or forgotten where it may hold no more.

    missing: the needed parts that are not seen. lost: for so long that nothing is counted.
    """

    def __init__(self, exercise: Exercise, start: StartPosition, interrupt: Interrupt) -> None:
        self._start = start
        self._interrupt = interrupt
        self._follow = Follow()
        self._trust = Trust(exercise)
        self._other_person = False
        self._jumped_s: float | None = None
        self._unsure = False
        self._unsure_since_s = 0.0
        self._unseen_since_s: float | None = None
        self._blind = False
        self._clear_since_s: float | None = None
        self.missing: tuple[str, ...] = ()
        self.lost = False

    def see_from(self, exercise: Exercise, start: StartPosition) -> None:
        """From here on the person is looked at as the exercise wants it from another view, with that start position."""
        self._start, self._trust = start, Trust(exercise)
        self._unsure, self._unseen_since_s, self.lost, self.missing = False, None, False, ()

    @property
    def away(self) -> bool:
        """Whether nothing is counted now: something is out of sight, somebody else is there, or the angles are doubted."""
        return self.lost or self._other_person or self._unsure

    @property
    def glimpsed(self) -> bool:
        """Whether somebody else has been seen for a moment only, which may be a slip of the model."""
        return self._jumped_s is not None

    @property
    def unknown(self) -> bool:
        """Whether nothing can be measured of the person now."""
        return self.lost or self._unsure

    @property
    def doubt(self) -> Doubt | None:
        """Why the angles cannot be trusted, None where they can."""
        return self._trust.doubt

    def somebody_else(self, time_s: float, body: Body, events: list[Event]) -> bool:
        """Go on by one pose; whether it is another person's than the one who is coached. Adds to the events."""
        following = self._follow.update(time_s, body)
        if following is Following.JUMPED:
            self._jumped_s = time_s
        elif following is Following.SLIPPED:
            self._jumped_s = None
        elif following is Following.BACK:
            self._other_person, self._jumped_s = False, None
        elif following is Following.SETTLED:
            self._other_person, self._jumped_s = False, None
            self._blind = False
            self._start.forget()
        elif self._jumped_s is not None and time_s - self._jumped_s >= GLIMPSE_S:
            self._jumped_s, self._other_person = None, True
            events += self._interrupt(time_s, OtherPerson())
            events.append(PersonChanged(time_s))
        return self._other_person or self.glimpsed

    def accept(self) -> None:
        """Whoever is seen now exercises, and is the person to be coached."""
        self._follow.settle()
        self._other_person, self._jumped_s = False, None

    def doubted(self, pose: Pose, body: Body, events: list[Event]) -> bool:
        """Whether the angles cannot be trusted now; what was under way is then given up, with the reason."""
        doubt = self._trust.update(pose, body, self._start.neutral)
        if doubt is None:
            if self._unsure and pose.time_s - self._unsure_since_s >= FORGET_S:
                self._start.set_aside()
            self._unsure = False
            return False
        if not self._unsure:
            self._unsure, self._unsure_since_s = True, pose.time_s
            self._unseen_since_s = None
            events += self._interrupt(pose.time_s, Doubted(doubt.kind))
            events.append(CountingDoubted(pose.time_s, doubt.kind, doubt.figure, doubt.turn))
        return True

    def track(self, time_s: float, missing: tuple[str, ...], events: list[Event]) -> None:
        """Go on by one pose in which these needed parts are not seen. Adds to the events."""
        self.missing = missing
        if not missing:
            self._unseen_since_s = None
            self.lost = False
            return
        if self._unseen_since_s is None:
            self._unseen_since_s = time_s
        unseen_s = time_s - self._unseen_since_s
        if unseen_s >= LOST_S and not self.lost:
            self.lost = True
            events += self._interrupt(time_s, LostSight(missing))
            events.append(TrackingLost(time_s, missing))
        if unseen_s >= FORGET_S and self._start.neutral is not None:
            self._start.set_aside()

    def see_again(self, time_s: float, events: list[Event], *, counting: bool) -> None:
        """Once all has been well for a moment it is said, and only once, whatever had been wrong.

        counting: neither paused nor over. events: those of this pose, which this may add to.
        """
        self._blind = self._blind or self.away
        if self.away or self.missing:
            self._clear_since_s = None
        elif self._blind and counting:
            self._clear_since_s = time_s if self._clear_since_s is None else self._clear_since_s
            ready = any(isinstance(event, BaselineTaken) for event in events)
            if ready or time_s - self._clear_since_s >= WELL_S:
                self._blind, self._clear_since_s = False, None
                events.append(TrackingRegained(time_s))
