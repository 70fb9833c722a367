"""Replays recordings of real people as ``coach replay`` does, and compares what is said with what was truly done."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.making.real_facts import TrueRepetition
from coach.app.replay.replay import Replay, replay
from coach.engine import catalog
from coach.events import (
    BaselineTaken,
    CountingDoubted,
    Event,
    FaultRaised,
    RepAbandoned,
    RepCompleted,
    TrackingLost,
    WrongView,
)
from coach.reasons import (
    BegunBefore,
    CameBack,
    Ended,
    FellShort,
    HeldShort,
    LostSight,
    NothingSeen,
    OtherPerson,
    Voided,
)
from coach.values import Rep

MARGIN_S: Final = 0.5
"""How far beside the true one a repetition may lie, and how late a fault may be raised: times by eye are no better."""

_SHORT: Final[dict[type, str]] = {
    HeldShort: "hold",
    FellShort: "range",
    CameBack: "came back",
    Ended: "cut",
    BegunBefore: "cut",
    OtherPerson: "cut",
    LostSight: "unseen",
    NothingSeen: "unseen",
}
"""The short names that the facts have for the engine's reasons; any other goes by its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the coach made of one recording with one exercise, in plain values that pass between processes.

    start_known_s: when the start position was known, None when it never was. faults: what was raised, and when.
    notices: why nothing could be counted from a moment on: "view", "unseen", "turned", "dark", "coarse", or, where the whole
        ends with saying which start position was never seen, "start".
    """

    exercise: str
    counted: tuple[Rep, ...]
    told: tuple[Rep, ...]
    faults: tuple[tuple[float, str], ...]
    start_known_s: float | None
    notices: tuple[tuple[float, str], ...] = ()

    @property
    def reasons(self) -> frozenset[str]:
        """All that was said against anything, by short names."""
        told = {reason for rep in self.told for reason in _reasons_of(rep)}
        return frozenset(told | {name for _, name in (*self.faults, *self.notices)})

    @property
    def void_reasons(self) -> frozenset[str]:
        """The faults raised for which a repetition must not count."""
        void = {fault.id for fault in catalog.find(self.exercise).fault if fault.severity == "void"}
        return frozenset(void & {fault for _, fault in self.faults})


def said_of(recording: Path, exercise: str) -> Said:
    """Replays the recording as the command does the clip that it was made of."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        events = replay(Replay(recording, exercise, whole=True)).events
    return Said(
        exercise=exercise,
        counted=tuple(event.rep for event in events if isinstance(event, RepCompleted)),
        told=tuple(event.rep for event in events if isinstance(event, RepAbandoned)),
        faults=tuple((event.time_s, event.fault) for event in events if isinstance(event, FaultRaised)),
        start_known_s=next((event.time_s for event in events if isinstance(event, BaselineTaken)), None),
        notices=tuple(_notices(events)),
    )


def _notices(events: Sequence[Event]) -> Iterator[tuple[float, str]]:
    if not any(isinstance(event, BaselineTaken) for event in events):
        yield 0.0, "start"
    for event in events:
        match event:
            case WrongView():
                yield event.time_s, "view"
            case TrackingLost():
                yield event.time_s, "unseen"
            case CountingDoubted():
                yield event.time_s, event.kind


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one true repetition: it was counted, or told with these reasons, or nothing was said of it."""

    true: TrueRepetition
    counted: Rep | None
    reasons: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether that is what the facts ask for."""
        told = bool(self.reasons & set(self.true.because))
        match self.true.expected:
            case "counted":
                return self.counted is not None
            case "told":
                return self.counted is None and told
            case "counted or told":
                return self.counted is not None or told
            case "not counted":
                return self.counted is None

    @property
    def words(self) -> str:
        """In a few words."""
        if self.counted is not None:
            off = "" if self.true.peak is None else f" ({self.counted.peak:.0f}, true {self.true.peak:.0f})"
            return f"counted{off}"
        return f"told ({', '.join(sorted(self.reasons))})" if self.reasons else "silent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How what was said compares with the truth. too_many: counted repetitions that nobody did.

    unfounded: faults raised in a repetition that was counted and that does not have them, or outside any.
    """

    answers: tuple[Answer, ...]
    too_many: tuple[Rep, ...]
    unfounded: tuple[tuple[float, str], ...]

    @property
    def exact(self) -> bool:
        """Whether every repetition was answered rightly, each once, and nothing else was counted."""
        return all(answer.right for answer in self.answers) and not self.too_many


def judge(said: Said, truth: Sequence[TrueRepetition]) -> Verdict:
    """Compare. A repetition belongs to the true one of its side that it overlaps most; of the counted ones, one to each."""
    counted: dict[int, Rep] = {}
    too_many = []
    for rep in said.counted:
        free = [
            i for i, true in enumerate(truth) if i not in counted and _same_side(rep, true) and _shared(rep, true) > 0
        ]
        if free:
            counted[max(free, key=lambda i: _shared(rep, truth[i]))] = rep
        else:
            too_many.append(rep)
    told: dict[int, list[Rep]] = {}
    for rep in said.told:
        near = [i for i, true in enumerate(truth) if _same_side(rep, true) and _shared(rep, true) > 0]
        if near:
            told.setdefault(max(near, key=lambda i: _shared(rep, truth[i])), []).append(rep)
    answers = tuple(
        Answer(true, counted.get(i), frozenset() if i in counted else _reasons(said, true, told.get(i, [])))
        for i, true in enumerate(truth)
    )
    open_to = [true for true in truth if true.expected in ("told", "not counted")]
    unfounded = tuple(
        (time_s, fault)
        for time_s, fault in said.faults
        if not any(_during(time_s, true) for true in open_to)
        and not any(fault in (*true.because, *true.faults) and _during(time_s, true) for true in truth)
    )
    return Verdict(answers, tuple(too_many), unfounded)


def _reasons(said: Said, true: TrueRepetition, told: Sequence[Rep]) -> frozenset[str]:
    raised = {name for time_s, name in said.faults if _during(time_s, true)}
    noticed = {name for time_s, name in said.notices if time_s <= true.end_s + MARGIN_S}
    return frozenset(raised | noticed | {reason for rep in told for reason in _reasons_of(rep)})


def _reasons_of(rep: Rep) -> set[str]:
    reason = rep.reason
    own = reason.faults if isinstance(reason, Voided) else (_SHORT.get(type(reason), type(reason).__name__),)
    return {*own, *rep.faults}


def _same_side(rep: Rep, true: TrueRepetition) -> bool:
    return true.side is None or rep.side is None or rep.side == true.side


def _shared(rep: Rep, true: TrueRepetition) -> float:
    """Seconds that both have in common, the margin included; not above 0 where they lie apart."""
    return min(rep.end_s, true.end_s) - max(rep.start_s, true.start_s) + MARGIN_S


def _during(time_s: float, true: TrueRepetition) -> bool:
    return true.start_s - MARGIN_S <= time_s <= true.end_s + MARGIN_S
