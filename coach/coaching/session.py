"""Pose in, step out: the whole of the coach between seeing and showing, pure, without input, output or clock.

A session runs one exercise. Fed with the same poses it gives the very same steps, live, from a video or from
a recording.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan, nan
from typing import Final

from coach.coaching.attention import FORGET_S, LOST_S, Attention
from coach.coaching.camera.picture import PictureCheck
from coach.coaching.cues import CueBoard
from coach.coaching.neutral.counting import Counting
from coach.coaching.neutral.measuring import Measuring
from coach.coaching.neutral.provisional import Provisional
from coach.coaching.neutral.start_position import StartPosition
from coach.coaching.spine import SpineSight
from coach.engine.machine import Machine
from coach.engine.spec import Exercise
from coach.engine.viewpoint import SETTLED_S, TURNED_S, Viewpoint
from coach.events import (
    ENDED,
    PAUSED,
    BaselineTaken,
    Event,
    ExerciseStarted,
    PainReported,
    RepAbandoned,
    RepCompleted,
    SeenFrom,
)
from coach.measures.neutral import Neutral
from coach.reasons import Doubted, Hurt, NothingSeen, OtherPerson, Reason
from coach.signals.body import Body
from coach.values import ExerciseState, Frame, Measures, Pose, Step, Watching
from coach.words.wording import ENGLISH, Wording

__all__ = ["FORGET_S", "LOST_S", "Known", "Session"]

RECENT_S: Final = 2.0
"""So much of what was seen last is looked at again when somebody turns out to be seen from another view (chosen: a little more
than it takes to know that)."""

FRESH_S: Final = 1.0
"""What happened longer ago than this is written down and no longer spoken of (chosen)."""

REPLACED_S: Final = 0.5
"""So soon after another a start position takes its place without a word (chosen: a few poses)."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A start position that is known for a part of what will be seen, in seconds from when until when.

    without: the parts of the body that the neutral does without.
    """

    from_s: float
    until_s: float
    neutral: Neutral
    without: tuple[str, ...] = ()


class Session:
    """Runs one exercise from the first pose to the last.

    wording: the language of its cues and of the card's title and instructions; all else is the same in any.
    every_measure: take all measures of the registry, as a table of them needs, instead of those that the exercise asks
    about; nothing else changes by it. known: start positions that need not be looked for, in order of time.
    quiet: for whoever wants the events alone: no cues and no spine, which take time and change nothing of what is counted.
    gaps: how often what was under way was given up, so that what came before is not looked back upon.
    """

    def __init__(
        self,
        exercise: Exercise,
        wording: Wording = ENGLISH,
        *,
        every_measure: bool = False,
        known: Sequence[Known] = (),
        quiet: bool = False,
    ) -> None:
        self.exercise = exercise
        self._wording, self._every_measure = wording, every_measure
        self._viewpoint = Viewpoint(exercise)
        self._recent: deque[Pose] = deque()
        self._told_of: str = exercise.view
        self._see_from(exercise)
        self._attention = Attention(exercise, self._start, self._interrupt)
        self._cues = CueBoard(exercise, wording)
        self._started = False
        self._paused = False
        self._hurt = False
        self._quiet = quiet
        self._stranger = False
        self._known = tuple(known)
        self._last: tuple[Event, ...] | None = None
        self.gaps = 0
        self._pending: list[Event] = []
        self._time_s = 0.0
        self._counted_s = -inf

    def _see_from(self, exercise: Exercise) -> None:
        """From here on the person is coached as they are seen now: the exercise as it is from one of its views."""
        self._seen = exercise
        self.card = self._wording.card(exercise)
        measuring = Measuring(exercise, every_measure=self._every_measure)
        self._start = StartPosition(exercise, measuring)
        self._counting = Counting(exercise, self._start.in_position, measuring)
        self._provisional = Provisional(exercise, self._start.in_position, every_measure=self._every_measure)
        self._picture = PictureCheck(exercise)
        self._spine = SpineSight(exercise)

    def _go_over_to(self, seen: Exercise, events: list[Event]) -> None:
        counted = self._machine
        events += counted.interrupt(self._time_s, Doubted("turned"))
        self._see_from(seen)
        self._machine.carry_on(counted)
        self._attention.see_from(seen, self._start)
        self._provisional.forget(counted)

    def _follow_the_view(self, pose: Pose, body: Body, events: list[Event]) -> None:
        """Whether the person, who has no start position or has turned away from it, is seen from another view by now."""
        if len(self._viewpoint.seen) == 1 or not pose.found:
            return
        self._recent.append(pose)
        while self._recent[0].time_s < pose.time_s - RECENT_S:
            self._recent.popleft()
        settled_s = SETTLED_S if self._start.neutral is None else TURNED_S
        seen = self._viewpoint.take(pose.time_s, body, self._seen, settled_s)
        if seen is None:
            return
        self._go_over_to(seen, events)
        # They have been seen so for a moment already: what they did in it is not lost.
        for earlier in list(self._recent)[:-1]:
            was = Body.of(earlier)
            self._start.look_for(earlier, was)
            self._start.neutral = None
            self._provisional.take(earlier, was, ())

    @property
    def done(self) -> bool:
        """Whether the exercise is over: the dose is done, or it hurt."""
        return self._machine.done or self._hurt

    @property
    def hurts(self) -> bool:
        """Whether the person said that it hurts."""
        return self._hurt

    @property
    def paused(self) -> bool:
        """Whether counting is paused."""
        return self._paused

    @property
    def exercising(self) -> bool:
        """Whether a repetition has begun and is not over."""
        return self._machine.exercising

    @property
    def seen(self) -> Exercise:
        """The exercise as it is coached from the view that the person is seen from."""
        return self._seen

    @property
    def known(self) -> Known | None:
        """The start position that counts now, from now on."""
        start = self._start
        return None if start.neutral is None else Known(self._time_s, inf, start.neutral, start.without)

    def in_position(self, body: Body, neutral: Neutral, without: tuple[str, ...]) -> bool:
        """Whether a body is as the exercise begins, against a neutral that does without these parts."""
        return self._start.in_position(body, neutral, without)

    @property
    def _machine(self) -> Machine:
        return self._counting.machine

    def _interrupt(self, time_s: float, reason: Reason) -> list[Event]:
        """Give up what is under way; what was seen before is not looked back upon."""
        self.gaps += 1
        own, without = self._start.neutral, self._start.without
        looked_for = own is None or self._stranger
        told = self._last_look() if looked_for else []
        told += self._machine.interrupt(time_s, reason)
        if looked_for:
            # What the end of it showed is enough to tell of it, and too little to go on with.
            self._start.neutral = own if without == self._start.without else None
        self._provisional.forget(self._machine)
        return told

    def _last_look(self) -> list[Event]:
        """What can be told of what was seen since the last gap, of which no more will be seen."""
        self._provisional.finish()
        return self._take_over() if self._provisional.sure and self._may_take_over else []

    def pause(self) -> None:
        """Stop counting; a repetition under way is given up."""
        if not self._paused:
            self._pending += self._interrupt(self._time_s, PAUSED)
            self._paused = True

    def resume(self) -> None:
        """Go on counting."""
        self._paused = False

    def hurt(self) -> None:
        """The person says that it hurts: the exercise is over, and a repetition under way is given up without penalty.

        The next step carries the events and one calm cue; nothing is counted any more. A second call does nothing.
        """
        if not self._hurt:
            self._pending += self._interrupt(self._time_s, Hurt())
            self._pending.append(PainReported(self._time_s, self.exercise.id))
            self._hurt = True

    def step(self, pose: Pose, frame: Frame | None = None, body: Body | None = None) -> Step:
        """Go on by one pose. Times must not go back. Raises ValueError when they do.

        body: the pose's own, where somebody has it already.
        """
        if pose.time_s < self._time_s:
            raise ValueError(f"poses must come in order of time; {pose.time_s} s came after {self._time_s} s")
        events, self._pending = self._pending, []
        if self._started:
            self._bridge(pose.time_s - self._time_s, events)
        self._time_s = pose.time_s
        if not self._started:
            self._started = True
            events.insert(0, ExerciseStarted(pose.time_s, self.exercise.id))
        self._counting.measuring.look(pose)
        body = Body.of(pose) if body is None else body
        counted = self._start.neutral is not None
        measures = self._see(pose, body, events)
        self._attention.see_again(pose.time_s, events, counting=not self._paused and not self._hurt)
        if not counted:
            self._tell_once(events)
        if self._start.neutral is not None and not self._attention.lost and not self._stranger:
            self._counted_s = pose.time_s
        if self._quiet:
            return Step(self.card, pose, measures, self._state(), tuple(events), frame=frame)
        hold_s = self._machine.hold_s if self._machine.holding else None
        cues, shown = self._cues.take(pose.time_s, self._fresh(events), self._machine.reps, hold_s)
        spine = self._spine.of(pose.size, body, self._start.neutral, self._start.unwatched)
        return Step(self.card, pose, measures, self._state(), tuple(events), cues, shown, frame, spine)

    def finish(self) -> tuple[Event, ...]:
        """The end of the source: a repetition under way is abandoned. Nothing may be fed after it."""
        if self._last is not None:
            return self._last
        told = self._last_look() if self._start.neutral is None or self._stranger else []
        self._last = (*self._pending, *told, *self._machine.interrupt(self._time_s, ENDED))
        return self._last

    def _tell_once(self, events: list[Event]) -> None:
        """A start position that takes the place of a doubtful one at once is no news to whoever was told of that one."""
        if self._time_s - self._counted_s <= REPLACED_S:
            events[:] = [event for event in events if not isinstance(event, BaselineTaken)]

    def _fresh(self, events: Sequence[Event]) -> list[Event]:
        """Those of which something may be said now: of what was counted afterwards only the last count."""
        late = [event for event in events if event.time_s < self._time_s - FRESH_S]
        counts = [event for event in late if isinstance(event, RepCompleted)][-1:]
        return [event for event in events if event not in late or event in counts or isinstance(event, BaselineTaken)]

    def _bridge(self, gap_s: float, events: list[Event]) -> None:
        """After a gap in the source (a pause, a camera that stopped) nothing is known of what happened in it."""
        if gap_s > LOST_S:
            events += self._interrupt(self._time_s, NothingSeen(gap_s))
        if gap_s > FORGET_S or (gap_s > LOST_S and self._start.neutral is None):
            self._start.set_aside()

    def _see(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s = pose.time_s
        if self._paused or self._hurt:
            return self._start.measures(time_s, body)
        attention = self._attention
        if attention.somebody_else(time_s, body, events):
            if attention.glimpsed:
                return self._counting.measuring.measures(time_s, body, None)
            # Who stays, or does a whole repetition, is taken for the person; what they did until then counts, too.
            self._stranger = True
            self._provisional.take(pose, body, ())
            if self._provisional.sure and self._may_take_over:
                self._stranger = False
                attention.accept()
                events += self._take_over()
            return self._counting.measuring.measures(time_s, body, None)
        if self._stranger and self._start.neutral is not None:
            events += self._interrupt(time_s, OtherPerson())
        self._stranger = False
        if attention.doubted(pose, body, events):
            if attention.doubt is not None and attention.doubt.kind == "turned":
                self._follow_the_view(pose, body, events)
            return self._counting.measuring.measures(time_s, body, None)
        if self._start.neutral is None and (known := self._known_at(time_s)) is not None and pose.found:
            if known.neutral.view in self.exercise.views and known.neutral.view != self._seen.view:
                self._go_over_to(self.exercise.seen_from(known.neutral.view), events)
            events.append(BaselineTaken(time_s))
            events += self._start.take_over(time_s, known.neutral, known.without, self._counting.measuring)
        if self._start.neutral is None:
            self._follow_the_view(pose, body, events)
            measures = self._get_into_position(pose, body, events)
            self._tell_the_view(events)
            return measures
        return self._count(pose, body, events)

    def _tell_the_view(self, events: list[Event]) -> None:
        """Counting begins from a view that has not been told of yet, or from the exercise's own again."""
        neutral, view = self._start.neutral, self._seen.view
        if neutral is None or view == self._told_of:
            return
        self._told_of = view
        if self._seen is not self.exercise:
            off = self._seen.unwatched
            low_back = any(fault.low_back for fault in self._seen.fault if fault.id in off)
            turned_deg = nan if isnan(neutral.turned_deg) else round(neutral.turned_deg, 1)
            events.append(SeenFrom(self._time_s, view, turned_deg, off, low_back))

    def _known_at(self, time_s: float) -> Known | None:
        return next((known for known in self._known if known.from_s <= time_s <= known.until_s), None)

    def _get_into_position(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s, start = pose.time_s, self._start
        self._picture.take(pose, body)
        found = start.look_for(pose, body)
        self._attention.track(time_s, start.missing, events)
        still, start.neutral = start.neutral, None
        if still is None:
            events += found if not self._provisional.settled else []
            if not self._attention.lost and (back := start.come_back(time_s, body)):
                events += back
                self._provisional.forget(self._machine)
        else:
            events += [event for event in found if not isinstance(event, BaselineTaken)]
            if not self._provisional.settled:
                self._provisional.settle(time_s, still, start.without_of_found)
        if start.neutral is None:
            self._provisional.take(pose, body, start.hidden_now)
            if self._provisional.sure and self._may_take_over:
                events += self._take_over()
                events += self._picture.flaws(time_s)
        self._machine.faults.unwatched = start.unwatched
        return start.measures(time_s, body)

    @property
    def _may_take_over(self) -> bool:
        """Seen from another view than the exercise's own, only a start position that was held still is believed.

        Much that people do looks like its movement from there: in a clip of somebody who stretches the legs on the floor, a
        rest of 0.4 s made two knee raises.
        """
        return self._seen.turned is None or self._provisional.settled

    def _take_over(self) -> list[Event]:
        """The neutral is sure: go on with what was counted against it."""
        found = self._provisional.counting
        assert found is not None
        assert found.neutral is not None
        told = self._provisional.told()
        doubt = self._counting.measuring.doubt
        self._counting = found
        found.measuring.doubt = doubt
        told += self._start.take_over(self._time_s, found.neutral, found.without, found.measuring)
        self._provisional.taken_over()
        return told

    def _count(self, pose: Pose, body: Body, events: list[Event]) -> Measures:
        time_s, start, counting = pose.time_s, self._start, self._counting
        counting.course.take(time_s, body)
        events += start.follow_the_spared(pose, body, exercising=self._machine.exercising)
        self._machine.faults.unwatched = start.unwatched
        counting.neutral, counting.without = start.neutral, start.without
        measures = start.measures(time_s, body)
        missing = start.unseen(body)
        self._attention.track(time_s, missing if missing and counting.unknown(measures) else (), events)
        if start.neutral is not None and not self._attention.lost:
            happened = counting.update(pose, body, measures)
            events += happened
            if any(isinstance(event, RepAbandoned) and event.rep.faults for event in happened):
                self._provisional.told_whole(self._machine)
            start.neutral = counting.neutral
            if self._provisional.doubts(pose, body, start.hidden_now, counting):
                start.neutral = None
        return measures

    def _watching(self) -> Watching:
        if self._hurt:
            return "hurt"
        if self._paused:
            return "paused"
        if self._attention.away:
            return "lost"
        if self._start.neutral is None:
            return "position"
        return "done" if self._machine.done else "exercise"

    def _state(self) -> ExerciseState:
        machine, attention, start = self._machine, self._attention, self._start
        known = start.neutral is not None
        return ExerciseState(
            watching=self._watching(),
            phase=machine.phase,
            since_s=machine.since_s,
            side=machine.side,
            next_side=None if self._hurt else machine.next_side,
            reps=dict(machine.reps),
            gauge=machine.gauge if known and not attention.unknown else nan,
            hold_s=machine.hold_s,
            holding=machine.holding,
            active_faults=machine.faults.active,
            low_back=machine.faults.low_back,
            low_back_level=machine.faults.low_back_level,
            gauge_error=None
            if self.card.gauge_error is None
            else self.card.gauge_error * self._counting.measuring.doubt,
            missing=attention.missing,
            unwatched=(*start.unwatched, *machine.faults.too_slow) if known else (),
            hidden=start.hidden if known else (),
            doubt=attention.doubt,
        )
