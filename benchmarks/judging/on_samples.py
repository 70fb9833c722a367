"""Runs a recording through the coach and compares what it says with the truth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.making.sample_files import Expected, TrueFault, TrueRep
from coach.coaching.session import Session
from coach.coaching.summary import Summary, summarise
from coach.engine.spec import Exercise
from coach.events import BaselineTaken, Event, FaultRaised
from coach.values import Pose, Rep, Side

FAULT_MARGIN_S: Final = 0.6
"""How far outside its true window a fault may be raised: it must last for a moment before it is said."""

HOLD_TOLERANCE_S: Final = 0.25
"""How exactly holds are to be timed."""


@dataclass(frozen=True)
class Outcome:
    """What the coach made of a recording."""

    exercise: Exercise
    events: tuple[Event, ...]
    summary: Summary

    @property
    def counted(self) -> tuple[Rep, ...]:
        """The repetitions that count, in order."""
        return self.summary.counted

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides of the repetitions that count."""
        return tuple(rep.side for rep in self.counted)

    @property
    def raised(self) -> tuple[FaultRaised, ...]:
        """The faults that were raised."""
        return tuple(event for event in self.events if isinstance(event, FaultRaised))

    @property
    def baseline_s(self) -> float | None:
        """When counting began, None when it never did."""
        return next((event.time_s for event in self.events if isinstance(event, BaselineTaken)), None)


def coached(exercise: Exercise, poses: Iterable[Pose]) -> Outcome:
    """Let the coach see all poses."""
    session = Session(exercise)
    events: list[Event] = []
    seen = False
    for pose in poses:
        events += session.step(pose).events
        seen = seen or pose.found
    events += session.finish()
    return Outcome(exercise, tuple(events), summarise(session.card, events, person_seen=seen))


@dataclass(frozen=True)
class Verdict:
    """How an outcome compares with the truth.

    expected_sides, counted_sides: of the repetitions that count, in order. strays: counted ones that do not overlap the
    true one whose turn it is. hold_errors_s: measured less true, of each counted repetition; empty without holds or
    where the counts differ. caught, missed: true faults. false: faults raised in no window of theirs.
    silent: repetitions that rightly do not count, but of which neither an event nor a fault says anything.
    """

    expected_sides: tuple[Side | None, ...]
    counted_sides: tuple[Side | None, ...]
    strays: tuple[Rep, ...]
    hold_errors_s: tuple[float, ...]
    caught: tuple[TrueFault, ...]
    missed: tuple[TrueFault, ...]
    false: tuple[FaultRaised, ...]
    silent: tuple[TrueRep, ...]

    @property
    def exact(self) -> bool:
        """Whether repetitions and sides are exactly the true ones."""
        return self.expected_sides == self.counted_sides and not self.strays

    @property
    def wrong_sides(self) -> int:
        """Repetitions that were counted on the wrong side; 0 where the counts themselves differ."""
        if len(self.expected_sides) != len(self.counted_sides):
            return 0
        pairs = zip(self.expected_sides, self.counted_sides, strict=True)
        return sum(true != counted for true, counted in pairs)

    @property
    def wrong_holds(self) -> int:
        """Holds that were timed worse than the tolerance."""
        return sum(abs(error_s) > HOLD_TOLERANCE_S for error_s in self.hold_errors_s)


def judge(outcome: Outcome, expected: Expected) -> Verdict:
    """Compare an outcome with what the truth asks."""
    sided = outcome.exercise.sides != "none"
    paired = len(outcome.counted) == len(expected.counted)
    pairs = list(zip(outcome.counted, expected.counted, strict=True)) if paired else []
    timed = outcome.exercise.dose.hold_s > 0
    caught = tuple(fault for fault in expected.faults if any(_within(raised, fault) for raised in outcome.raised))
    return Verdict(
        expected_sides=tuple(rep.side if sided else None for rep in expected.counted),
        counted_sides=outcome.sides,
        strays=tuple(rep for rep, true in pairs if not _overlap(rep, true)),
        hold_errors_s=tuple(rep.hold_s - true.hold_s for rep, true in pairs) if timed else (),
        caught=caught,
        missed=tuple(fault for fault in expected.faults if fault not in caught),
        false=tuple(
            raised for raised in outcome.raised if not any(_within(raised, fault) for fault in expected.faults)
        ),
        silent=tuple(true for true in expected.abandoned if not _explained(true, outcome, caught)),
    )


def _within(raised: FaultRaised, fault: TrueFault) -> bool:
    return (
        raised.fault == fault.fault and fault.start_s - FAULT_MARGIN_S <= raised.time_s <= fault.end_s + FAULT_MARGIN_S
    )


def _overlap(rep: Rep, true: TrueRep) -> bool:
    return rep.start_s < true.end_s and rep.end_s > true.start_s


def _explained(true: TrueRep, outcome: Outcome, caught: Sequence[TrueFault]) -> bool:
    """Whether it was said: by its own reason, by a fault raised meanwhile, or by one that was said and went on."""
    told: Sequence[Rep] = outcome.summary.abandoned
    return (
        any(rep.reason and _overlap(rep, true) for rep in told)
        or any(true.start_s <= raised.time_s <= true.end_s for raised in outcome.raised)
        or any(fault.start_s < true.end_s and fault.end_s > true.start_s for fault in caught)
    )
