"""Sums up what was done, and says why something was not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import mean, median
from typing import Any, Final

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
    TrackingLost,
    WrongSide,
    WrongView,
)
from coach.values import ExerciseCard, Rep


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

    def lines(self, *, commands: bool = True) -> list[str]:
        """For a person to read. commands: whether to name the command that does what is advised, as on a terminal."""
        lines = [f"{self.card.title}: {self._counts()}"]
        lines += self._ranges()
        lines += [f"  not counted, {self._when(rep)}: {rep.reason}" for rep in self.abandoned]
        for fault, times in sorted(self.faults.items()):
            lines.append(f"  {self.card.faults[fault]}: {_times(times)}")
        if self.low_back_warnings:
            lines.append(f"  warned of the lower back {_times(self.low_back_warnings)}")
        elif self.counted and self.card.watches_low_back and not self._low_back_off:
            lines.append("  no shift to the lower back was seen")
        lines += self._placing()
        if self.wrong_sides:
            lines.append(f"  the same side twice running: {_times(self.wrong_sides)}")
        if self.person_changes:
            lines.append(f"  somebody else came into view {_times(self.person_changes)}; nothing was counted meanwhile")
        if self.hurt:
            how = ", with 'coach leave-out'" if commands else ""
            lines.append(f"  it hurt: warm up before the next time, or leave it out for good{how}")
        if not self.counted:
            lines.append(f"  {self.why_nothing()}")
        return lines

    def _placing(self) -> list[str]:
        """What the camera's place, or the light, took away."""
        lines = []
        if self.unwatched:
            named = "; ".join(self.card.faults[fault] for fault in self.unwatched)
            off = "the low-back warning was off" if self._low_back_off else "some warnings were off"
            lines.append(f"  {off}, since the {' and '.join(self.hidden)} could not be seen; not watched: {named}")
        if self.baseline_taken:
            lines += [f"  {_DOUBTS[kind].format(figure=figure)}" for kind, figure in self.doubts.items()]
        lines += [f"  {_FLAWS[flaw].format(figure=figure)}" for flaw, figure in self.flaws.items()]
        return lines

    @property
    def _low_back_off(self) -> bool:
        return any(fault in self.card.low_back_faults for fault in self.unwatched)

    def why_nothing(self) -> str:
        """What was missing when nothing was counted."""
        if self.hurt:
            return "Nothing was counted: it hurt before a repetition was over."
        if not self.person_seen and "dark" in self.doubts:
            return f"Nothing was counted: {_DOUBTS['dark'].format(figure=self.doubts['dark'])}"
        if not self.person_seen:
            return "Nothing was counted: nobody was seen. Is the whole person in the picture, and is it bright enough?"
        if not self.baseline_taken:
            if self.doubts:
                kind, figure = next(iter(self.doubts.items()))
                return f"Nothing was counted: {_DOUBTS[kind].format(figure=figure)}"
            if self.missing:
                return f"Nothing was counted: I could not see the {' and '.join(self.missing)}."
            if self.wrong_view:
                return (
                    f"Nothing was counted: this exercise needs the {self.card.view} view, "
                    f"but the person was seen from the {self.wrong_view}."
                )
            return "Nothing was counted: the start position was not held still for long enough."
        if self.faults and not self.abandoned:
            wrong = " and ".join(self.card.faults[fault] for fault in sorted(self.faults))
            return f"Nothing was counted: {wrong}, without the movement of this exercise itself."
        if self.abandoned:
            return "Nothing was counted: no repetition was complete; the lines above say how near each came."
        return (
            f"Nothing was counted: no movement of this exercise began "
            f"(its target is {self.card.gauge_target:.0f}{self.card.gauge_unit})."
        )

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
                side: _rounded([rep.peak_deg for rep in counted if (rep.side or "both") == side])
                for side in self.reps_by_side()
            },
            "peak_error_deg": None if self.card.gauge_error is None else round(self.card.gauge_error, 1),
            "hold_s": _rounded([rep.hold_s for rep in counted]) if self.card.hold_s else None,
            "minutes": round(self.minutes, 2),
            "cadence_per_minute": None if self.cadence is None else round(self.cadence, 1),
            "faults": dict(sorted(self.faults.items())),
            "low_back_warnings": self.low_back_warnings,
            "wrong_sides": self.wrong_sides,
            "unwatched": list(self.unwatched),
            "hurt": self.hurt,
            "picture_flaws": dict(self.flaws),
            "nothing_counted_because": "" if counted else self.why_nothing(),
        }

    def _counts(self) -> str:
        by_side = self.reps_by_side()
        dose = self.card.reps
        if "both" in by_side:
            return f"{by_side['both']} of {dose} counted"
        return ", ".join(f"{count} of {dose} {side}" for side, count in by_side.items()) + " counted"

    def _ranges(self) -> list[str]:
        lines = []
        unit = self.card.gauge_unit
        for side in self.reps_by_side():
            peaks = [rep.peak_deg for rep in self.counted if (rep.side or "both") == side]
            if peaks:
                where = "" if side == "both" else f"{side}: "
                about = f"{mean(peaks):.0f}{unit}{self._plus_minus()}"
                lines.append(f"  {where}range {about} on average, best {max(peaks):.0f}{unit}")
        holds = [rep.hold_s for rep in self.counted]
        if holds and self.card.hold_s:
            lines.append(f"  held {mean(holds):.1f} s on average (asked: {self.card.hold_s:.1f} s)")
        elif self.cadence is not None:
            lines.append(f"  {len(self.counted)} in {self.minutes:.1f} minutes, {self.cadence:.0f} a minute")
        return lines

    def _plus_minus(self) -> str:
        error = self.card.gauge_error
        return "" if error is None else f" ± {max(1.0, error):.0f}{self.card.gauge_unit}"

    def _when(self, rep: Rep) -> str:
        side = f"{rep.side} " if rep.side else ""
        return f"{side}at {rep.start_s:.1f} s"


_DOUBTS: Final = {
    "dark": "It was too dark to trust the angles (mean brightness {figure:.0f} of 255): put a light in front of you.",
    "coarse": "The person was too small to trust the angles (a trunk of {figure:.0f} pixels): come nearer, or take a "
    "higher resolution.",
    "turned": "The person turned away from the camera's view; nothing was counted meanwhile.",
}
"""By the kind of doubt."""

_FLAWS: Final = {
    "tilted": "The camera was tilted by about {figure:.0f}°, so angles are less exact: set it level.",
    "pale": "The picture was too pale (contrast {figure:.0f} of 255), so angles are less exact: turn the camera away from "
    "the window or lamp.",
}
"""By the flaw of the picture."""


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


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
        doubts=doubts,
        hurt=hurt,
        flaws=flaws,
    )
