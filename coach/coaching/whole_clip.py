"""Looks at a whole clip before any of it is told, so that what was done before the start position could be known counts, too.

Live, a start position is known only after it was seen. A clip can be looked through: it is coached once as live; then, where
that came to nothing, or went over from one start position to another, the postures of the clip are tried from its beginning on.
What shows more of what was done is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isnan, nan
from typing import Final

import numpy as np

from coach.coaching.neutral.baseline import posture_of
from coach.coaching.neutral.provisional import KEPT_S, Provisional
from coach.coaching.session import Known, Session
from coach.engine.spec import Exercise
from coach.events import BaselineTaken, Event, RepAbandoned, RepCompleted
from coach.measures import registry
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Pose, Step
from coach.words.wording import ENGLISH, Wording

LONGEST_S: Final = 600.0
"""How much of a clip is looked through, seconds; what comes behind it is coached as live (chosen: about 60 MB of poses)."""

SHORTEST_S: Final = 1.0
"""A stretch between two gaps that is shorter holds no repetition (chosen)."""

LOOKED_AT: Final = 60
"""How many poses of a stretch are looked at for postures to try (chosen: a second of work)."""

OWN_SHARE: Final = 0.2
"""In so many of the poses looked at somebody must be as the exercise begins for anything to count (chosen: in real
clips of which a stretch is looked through and counts, 22 to 100 of 100 are; of a standing woman who lifts her knees 14 look
seated)."""

PERCENTILES: Final = (0.0, 25.0, 50.0, 75.0, 100.0)
"""The postures that are tried: those at these places between both ends of the movement (chosen: both ends and between)."""


@dataclass(slots=True)
class _Stretch:
    """What was seen between two gaps, and the start positions with which it was coached."""

    poses: list[Pose] = field(default_factory=list)
    used: list[Known] = field(default_factory=list)


class WholeClip:
    """Feed it every pose in order, then ask for the steps.

    session: the one whose steps they are, to go on with or to finish. live_known_s: when, live, the start position would first
    have been known, None where the steps are those of live; NaN where it never would. live_counted_a_walk: whether live would
    have counted steps of somebody who, as was seen later, came nearer or went away.
    """

    def __init__(self, exercise: Exercise, wording: Wording = ENGLISH, *, every_measure: bool = False) -> None:
        self._exercise, self._wording, self._every_measure = exercise, wording, every_measure
        self.session = Session(exercise, wording, every_measure=every_measure)
        self._steps: list[Step] = []
        self._stretches = [_Stretch()]
        self._gaps = 0
        self.live_known_s: float | None = None
        self.live_counted_a_walk = False

    @property
    def full(self) -> bool:
        """Whether no more can be looked through."""
        return bool(self._steps) and self._steps[-1].pose.time_s - self._steps[0].pose.time_s >= LONGEST_S

    def update(self, pose: Pose) -> None:
        """Go on by one pose."""
        self._steps.append(self.session.step(pose))
        if self.session.gaps != self._gaps:
            self._gaps = self.session.gaps
            self._stretches.append(_Stretch())
        stretch, known = self._stretches[-1], self.session.known
        stretch.poses.append(pose)
        if known is None or not _takes_baseline(self._steps[-1].events):
            return
        if not stretch.used or stretch.used[-1].neutral is not known.neutral:
            stretch.used.append(known)

    def steps(self) -> list[Step]:
        """The steps of all that was looked through; call once. More poses may follow only where it was full."""
        if self.full:
            return self._steps
        known = [found for stretch in self._stretches if (found := self._better(stretch)) is not None]
        # What live counted before it could see that somebody walks up is not counted with hindsight.
        walked = self.session.approach is not None and self.session.approach.seen
        if not known and not walked:
            return self._steps
        again = Session(
            self._exercise,
            self._wording,
            every_measure=self._every_measure,
            known=known,
            approach=self.session.approach,
        )
        steps = [again.step(step.pose) for step in self._steps]
        shown, live = _shown(steps, again.finish()), _shown(self._steps, self.session.finish())
        if shown == live or (shown < live and not walked):
            return self._steps
        if shown < live:
            self.live_counted_a_walk = True
            self.session, self._steps = again, steps
            return steps
        self.live_known_s = next((step.pose.time_s for step in self._steps if _takes_baseline(step.events)), nan)
        self.session, self._steps = again, steps
        return steps

    def _better(self, stretch: _Stretch) -> Known | None:
        """A start position for all of a stretch, where live has none or came to it late."""
        poses, used = stretch.poses, stretch.used
        if not poses or poses[-1].time_s - poses[0].time_s < SHORTEST_S:
            return None
        until_s = poses[-1].time_s
        if used:
            late = len(used) > 1 or used[0].from_s - poses[0].time_s > KEPT_S
            return Known(poses[0].time_s, until_s, used[-1].neutral, used[-1].without) if late else None
        best: tuple[tuple[int, int], Known] | None = None
        postures, share = self._postures(poses)
        for neutral, without in postures:
            tried = Provisional(self.session.seen, self.session.in_position, self.session.approach)
            told = tried.try_on(poses, neutral, without)
            worth = _worth(told)
            if worth[0] and share < OWN_SHARE:
                continue
            if tried.sure and worth > (best[0] if best else (0, 0)):
                best = worth, Known(poses[0].time_s, until_s, neutral, without)
        return best[1] if best else None

    def _postures(self, poses: Sequence[Pose]) -> tuple[list[tuple[Neutral, tuple[str, ...]]], float]:
        """Postures of the exercise's own, from one end of its movement to the other, and how many of all poses are such.

        None where the person is seen from another view than its own: from there only what was held still is believed.
        """
        if self.session.seen.turned is not None:
            return [], 0.0
        found: list[tuple[Neutral, tuple[str, ...]]] = []
        seen = 0
        for pose in poses[:: max(1, len(poses) // LOOKED_AT)]:
            if not pose.found:
                continue
            seen += 1
            neutral, without = posture_of(self.session.seen, [Body.of(pose)])
            if not isnan(neutral.trunk) and self.session.in_position(neutral.body, neutral, without):
                found.append((neutral, without))
        if not found:
            return [], 0.0
        measure = registry.sides_of(self.session.seen.gauge.measure)[0]
        values = [registry.compute(each.body.afresh(), found[0][0], (measure,))[measure] for each, _ in found]
        order = [int(i) for i in np.argsort(values) if not isnan(values[i])] or [0]
        places = sorted({round(share / 100 * (len(order) - 1)) for share in PERCENTILES})
        return [found[order[place]] for place in places], len(found) / seen


def _worth(events: Sequence[Event]) -> tuple[int, int]:
    """How many repetitions were counted, and how many told, in this order of importance."""
    counted = sum(isinstance(event, RepCompleted) for event in events)
    return counted, sum(isinstance(event, RepAbandoned) for event in events)


def _shown(steps: Sequence[Step], last: Sequence[Event]) -> tuple[int, int]:
    return _worth([*(event for step in steps for event in step.events), *last])


def _takes_baseline(events: Sequence[Event]) -> bool:
    return any(isinstance(event, BaselineTaken) for event in events)
