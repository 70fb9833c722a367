"""Sums up what was done, and says why something was not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median
from typing import Any

from coach.coaching.summary_lines import SummaryTeller
from coach.events import (
    BaselineTaken,
    CountingDoubted,
    Event,
    FaultRaised,
    FaultsUnwatched,
    PainReported,
    PersonChanged,
    PictureFlawed,
    RepAbandoned,
    RepCompleted,
    SeenFrom,
    TrackingLost,
    TrackingRegained,
    WrongSide,
    WrongView,
)
from coach.values import ExerciseCard, Rep
from coach.words.wording import ENGLISH, Wording


@dataclass(frozen=True, slots=True)
class Summary:
    """One exercise, from its events."""

    card: ExerciseCard
    reps: tuple[Rep, ...]
    faults: dict[str, int]
    low_back_warnings: int
    wrong_sides: int
    baseline_taken: bool
    missing: tuple[str, ...]
    wrong_view: str
    person_changes: int
    person_seen: bool = True
    hidden: tuple[str, ...] = ()
    unwatched: tuple[str, ...] = ()
    seen_from: str = ""
    unwatched_from_there: tuple[str, ...] = ()
    doubts: Mapping[str, float] = field(default_factory=dict)
    hurt: bool = False
    flaws: Mapping[str, float] = field(default_factory=dict)

    @property
    def counted(self) -> tuple[Rep, ...]:
        """The repetitions that count."""
        return tuple(rep for rep in self.reps if rep.counted)

    @property
    def abandoned(self) -> tuple[Rep, ...]:
        """The others."""
        return tuple(rep for rep in self.reps if not rep.counted)

    def reps_by_side(self) -> dict[str, int]:
        """Counted repetitions, keyed "left" and "right", or "both" where the exercise has no sides."""
        sides = ("both",) if self.card.sides == "none" else ("left", "right")
        counts: Counter[str] = Counter(rep.side or "both" for rep in self.counted)
        return {side: counts[side] for side in sides}

    @property
    def minutes(self) -> float:
        """From the beginning of the first counted repetition to the end of the last one, pauses included; 0 without."""
        counted = self.counted
        return (counted[-1].end_s - counted[0].start_s) / 60 if counted else 0.0

    @property
    def cadence(self) -> float | None:
        """Counted repetitions a minute, of either side: steps a minute where each step is one; None with fewer than two.

        From the median time between two, so that a pause does not slow it.
        """
        starts = [rep.start_s for rep in self.counted]
        if len(starts) < 2:
            return None
        return 60 / median(after - before for before, after in pairwise(starts))

    def lines(self, *, commands: bool = True, wording: Wording = ENGLISH) -> list[str]:
        """For a person to read. commands: whether to name the command that does what is advised, as on a terminal."""
        return SummaryTeller(self, wording).lines(commands=commands)

    @property
    def low_back_off(self) -> bool:
        """Whether a shift to the lower back could not be seen."""
        return not set(self.card.low_back_faults).isdisjoint((*self.unwatched, *self.unwatched_from_there))

    def why_nothing(self, wording: Wording = ENGLISH) -> str:
        """What was missing when nothing was counted."""
        return SummaryTeller(self, wording).why_nothing()

    def as_record(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        counted = self.counted
        return {
            "exercise": self.card.id,
            "title": self.card.title,
            "reps": self.reps_by_side(),
            "reps_counted": len(counted),
            "reps_abandoned": len(self.abandoned),
            "peak_deg": {
                side: _rounded([rep.peak for rep in counted if (rep.side or "both") == side])
                for side in self.reps_by_side()
            },
            "peak_error_deg": None if self.card.gauge_error is None else round(self.card.gauge_error, 1),
            "hold_s": _rounded([rep.hold_s for rep in counted]) if self.card.hold_s else None,
            "minutes": round(self.minutes, 2),
            "cadence_per_minute": None if self.cadence is None else round(self.cadence, 1),
            "faults": dict(sorted(self.faults.items())),
            "low_back_warnings": self.low_back_warnings,
            "wrong_sides": self.wrong_sides,
            "unwatched": [*self.unwatched, *self.unwatched_from_there],
            "hurt": self.hurt,
            "picture_flaws": dict(self.flaws),
            "nothing_counted_because": "" if counted else self.why_nothing(),
        }


def _rounded(values: list[float]) -> dict[str, float] | None:
    return {"mean": round(mean(values), 1), "best": round(max(values), 1)} if values else None


def summarise(card: ExerciseCard, events: Iterable[Event], *, person_seen: bool = True) -> Summary:
    """Sum up the events of one exercise. person_seen: whether anybody was found in any frame at all."""
    reps: list[Rep] = []
    faults: Counter[str] = Counter()
    low_back = wrong_sides = changes = 0
    baseline = hurt = False
    missing: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    unwatched: tuple[str, ...] = ()
    seen_from, unseen_there = "", tuple[str, ...]()
    doubts: dict[str, float] = {}
    flaws: dict[str, float] = {}
    wrong_view = ""
    for event in events:
        match event:
            case RepCompleted(rep=rep) | RepAbandoned(rep=rep):
                reps.append(rep)
            case FaultRaised(fault=fault, low_back=is_low_back):
                faults[fault] += 1
                low_back += is_low_back
            case WrongSide():
                wrong_sides += 1
            case FaultsUnwatched(hidden=parts, faults=off):
                hidden, unwatched = parts, off
            case SeenFrom(view=view, faults=off):
                seen_from, unseen_there = view, off
            case CountingDoubted(kind=kind, figure=figure):
                doubts[kind] = min(figure, doubts.get(kind, figure))
            case PictureFlawed(flaw=flaw, figure=figure):
                flaws[flaw] = figure
            case PersonChanged():
                changes += 1
            case BaselineTaken():
                baseline = True
            case PainReported():
                hurt = True
            case TrackingLost(missing=parts):
                missing = parts
            case TrackingRegained() if wrong_view:
                # Whoever was asked to turn hides parts for moments because of that.
                missing = ()
            case WrongView(seen=seen):
                wrong_view = seen
            case _:
                pass
    return Summary(
        card=card,
        reps=tuple(reps),
        faults=dict(faults),
        low_back_warnings=low_back,
        wrong_sides=wrong_sides,
        baseline_taken=baseline,
        missing=missing,
        wrong_view=wrong_view,
        person_changes=changes,
        person_seen=person_seen,
        hidden=hidden,
        unwatched=unwatched,
        seen_from=seen_from,
        unwatched_from_there=unseen_there,
        doubts=doubts,
        hurt=hurt,
        flaws=flaws,
    )
