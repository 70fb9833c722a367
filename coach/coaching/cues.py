"""What the coach says, and when: one thing at a time, and corrections less and less (see ``teaching``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, inf
from typing import Final

from coach.coaching.lines import Line, Lines
from coach.coaching.teaching import SAME_AGAIN_S, Teaching
from coach.engine.spec import Exercise
from coach.events import (
    BaselineTaken,
    CountingDoubted,
    Event,
    ExerciseCompleted,
    ExerciseStarted,
    FaultCleared,
    FaultRaised,
    FaultsUnwatched,
    HoldCompleted,
    HoldStarted,
    PainReported,
    PersonChanged,
    PhaseEntered,
    RepAbandoned,
    RepCompleted,
    SeenFrom,
    TrackingLost,
    TrackingRegained,
    WrongSide,
    WrongView,
)
from coach.values import CUE_ORDER, Cue, CuePriority
from coach.words.wording import ENGLISH, Wording

SHOWN_S: Final = 3.0
"""How long a cue stays to be read unless a more urgent one comes (chosen: a short line read twice)."""

READ_S: Final = 1.5
"""How long a count stays although the next repetition begins (chosen: read once)."""

LASTING: Final[tuple[CuePriority, ...]] = ("safety", "instruction")
"""What stays to be read until something else is said: it goes on being true."""

WARNED: Final = frozenset({"safety", "low-back", "count"})
"""While the low back is warned of, nothing else is said or left to be read: no "Hold." stands under that warning. What
counts is still told."""

LONG_HOLD_S: Final = 5.0
"""Holds at least this long are counted down (chosen: time for "Hold.", a breath, and the last three seconds)."""

COUNTED_DOWN_S: Final = 3
"""How many of a long hold's last seconds are said."""


class CueBoard:
    """Turns events into cues, in the words of one language."""

    def __init__(self, exercise: Exercise, wording: Wording = ENGLISH) -> None:
        self._lines = Lines(exercise, wording)
        self._low_back = {fault.id for fault in exercise.fault if fault.low_back}
        self._hold_target_s = exercise.dose.hold_s
        self._teaching = Teaching(exercise.fault)
        self._side_said_s = -inf
        self._counted_down = 0
        self._shown: Cue | None = None
        self._finished = False
        self._shifted: set[str] = set()

    def update(
        self, time_s: float, events: Iterable[Event], reps: Mapping[str, int], hold_s: float | None = None
    ) -> tuple[tuple[Cue, ...], Cue | None]:
        """The cue of this frame, if there is one (the most urgent where there were several), and the one to be read now.

        reps: counted so far by side, this frame included. hold_s: how long the hold under way has lasted, None without.
        """
        happened = tuple(events)
        self._take_away_what_is_over(happened, hold_s)
        wanted = self._lines_of(happened, reps)
        warned = bool(self._shifted)
        correction = self._teaching.correction(time_s, low_back_only=warned)
        if correction is not None:
            priority: CuePriority = "low-back" if correction in self._low_back else "correction"
            wanted.append((self._lines.correction(correction), priority))
        count_down = self._count_down(hold_s)
        if warned:
            wanted = [line for line in wanted if line[1] in WARNED]
            count_down = None
            if self._shown is not None and self._shown.priority not in WARNED:
                self._shown = None
        if wanted:
            cue = Cue(time_s, *min(wanted, key=lambda line: CUE_ORDER.index(line[1])))
            if self._overrules(cue):
                self._shown = cue
            cues: tuple[Cue, ...] = (cue,)
        else:
            # Not to be read: letters that change every second are unrest, and the ring shows the seconds anyway.
            cues = (Cue(time_s, count_down, "hold"),) if count_down else ()
        if self._shown is not None and self._shown.priority not in LASTING and time_s - self._shown.time_s > SHOWN_S:
            self._shown = None
        return cues, self._shown

    def _take_away_what_is_over(self, events: tuple[Event, ...], hold_s: float | None) -> None:
        """What was said of a movement is not to be read any more once that is over: "Hold." of a hold that was let go, how to
        move of a repetition that has ended, and the count of the last one once the next is under way."""
        if self._shown is None:
            return
        ended = any(isinstance(event, RepCompleted | RepAbandoned) for event in events)
        let_go = hold_s is None and self._shown.text == self._lines.phrases.hold
        moves = [event.time_s for event in events if isinstance(event, PhaseEntered)]
        counted = bool(moves) and self._shown.priority == "count" and max(moves) - self._shown.time_s > READ_S
        if let_go or counted or (ended and self._shown.priority in ("hold", "instruction")):
            self._shown = None

    def _overrules(self, cue: Cue) -> bool:
        shown = self._shown
        if shown is None or cue.time_s - shown.time_s > SHOWN_S:
            return True
        return CUE_ORDER.index(cue.priority) <= CUE_ORDER.index(shown.priority)

    def _lines_of(self, events: tuple[Event, ...], reps: Mapping[str, int]) -> list[Line]:
        wanted = []
        counted = any(isinstance(event, RepCompleted) for event in events)
        finished = any(isinstance(event, ExerciseCompleted) for event in events)
        for event in events:
            self._teaching.hear(event)
            self._follow_the_low_back(event)
            if self._finished and isinstance(event, HoldStarted | HoldCompleted | PhaseEntered):
                # "That's all of them" was said; whatever is moved after it is not led on.
                continue
            if isinstance(event, RepCompleted):
                wanted.append(self._counted(event, reps, finished))
            elif isinstance(event, ExerciseCompleted):
                wanted += [] if counted else [self._done()]
            elif isinstance(event, WrongSide):
                if self._may_say_side(event.time_s):
                    wanted.append((self._lines.now(event.expected), "correction"))
            elif line := self._line_of(event):
                wanted.append(line)
        self._finished = self._finished or finished
        return wanted

    def _follow_the_low_back(self, event: Event) -> None:
        """Which of its faults are there now."""
        if isinstance(event, FaultRaised) and event.low_back:
            self._shifted.add(event.fault)
        elif isinstance(event, FaultCleared):
            self._shifted.discard(event.fault)

    def _line_of(self, event: Event) -> Line | None:
        lines, phrases = self._lines, self._lines.phrases
        match event:
            case ExerciseStarted():
                return lines.instruction(), "instruction"
            case BaselineTaken():
                return lines.at("start") or (phrases.begin, "instruction")
            case WrongView(expected=expected):
                return lines.turn(expected), "safety"
            case TrackingLost(missing=missing):
                return lines.unseen(missing), "safety"
            case CountingDoubted(kind=kind, turn=turn):
                return lines.doubted(kind, turn), "safety"
            case FaultsUnwatched(hidden=hidden, low_back=low_back):
                return lines.unwatched(hidden, low_back=low_back), "safety"
            case SeenFrom(faults=faults, low_back=low_back):
                return (lines.seen_from(low_back=low_back), "safety") if faults else None
            case TrackingRegained():
                return phrases.seen_again, "instruction"
            case PersonChanged():
                return phrases.somebody_else, "safety"
            case PainReported():
                return phrases.hurt, "safety"
            case HoldStarted():
                return phrases.hold, "hold"
            case HoldCompleted():
                return phrases.let_go, "hold"
            case RepAbandoned(rep=rep):
                return (lines.not_counted(rep.reason), "count") if rep.reason else None
            case PhaseEntered(phase=phase):
                line = lines.at(phase)
                return line if line and (line[1] != "instruction" or self._teaching.guides) else None
            case _:
                return None

    def _counted(self, done: RepCompleted, reps: Mapping[str, int], finished: bool) -> Line:
        """The count, and in the same breath what there is to praise: two cues would be in each other's way."""
        count = self._lines.count(done.rep.side, reps)
        fault = self._teaching.praise(done)
        praise = self._done()[0] if finished else self._lines.praise(fault) if fault else None
        if praise is None:
            return count, "count"
        return f"{count}{'' if count.endswith('.') else '.'} {praise}", "count"

    def _done(self) -> Line:
        return self._lines.at("done") or (self._lines.phrases.done, "praise")

    def _may_say_side(self, time_s: float) -> bool:
        if time_s - self._side_said_s < SAME_AGAIN_S or not self._teaching.may_correct(time_s):
            return False
        self._side_said_s = time_s
        return True

    def _count_down(self, hold_s: float | None) -> str | None:
        """The number to say, once each, in the last seconds of a long hold."""
        if hold_s is None or self._hold_target_s < LONG_HOLD_S:
            self._counted_down = 0
            return None
        left = ceil(self._hold_target_s - hold_s)
        if not 0 < left <= COUNTED_DOWN_S or left == self._counted_down:
            return None
        self._counted_down = left
        return (self._lines.phrases.one, self._lines.phrases.two, self._lines.phrases.three)[left - 1]
