"""From which view an exercise is coached: the view that the person is seen from, once they have been seen so for a while."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from math import isnan, nan
from typing import Final

from coach.engine.spec import Exercise
from coach.engine.viewpoint import SETTLED_S, TURNED_S, Viewpoint
from coach.events import SeenFrom
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Pose

RECENT_S: Final = 2.0
"""So much of what was seen last is looked at again when somebody turns out to be seen from another view (chosen: a little more
than it takes to know that)."""


class FollowedView:
    """Follows one exercise's views, and says once when counting begins from another one than before."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._viewpoint = Viewpoint(exercise)
        self._recent: deque[Pose] = deque()
        self._told_of: str = exercise.view

    def update(self, pose: Pose, body: Body, now: Exercise, *, in_position: bool) -> Exercise | None:
        """Go on by one pose; the exercise from another view than now, None where it stays.

        in_position: whether there is a start position, from which the person has to turn away for longer.
        """
        if len(self._viewpoint.seen) == 1 or not pose.found:
            return None
        self._recent.append(pose)
        while self._recent[0].time_s < pose.time_s - RECENT_S:
            self._recent.popleft()
        return self._viewpoint.update(pose.time_s, body, now, TURNED_S if in_position else SETTLED_S)

    def seen_before(self) -> Iterator[tuple[Pose, Body]]:
        """What was seen of late, but for the newest pose."""
        for pose in list(self._recent)[:-1]:
            yield pose, Body.of(pose)

    def told(self, time_s: float, neutral: Neutral | None, now: Exercise) -> list[SeenFrom]:
        """Counting begins from a view that has not been told of yet, or from the exercise's own again."""
        if neutral is None or now.view == self._told_of:
            return []
        self._told_of = now.view
        if now is self._exercise:
            return []
        low_back = any(fault.low_back for fault in now.fault if fault.id in now.unwatched)
        turned_deg = nan if isnan(neutral.turned_deg) else round(neutral.turned_deg, 1)
        return [SeenFrom(time_s, now.view, turned_deg, now.unwatched, low_back)]
