"""What a sitting came to, exercise by exercise: the summary, the share of the lower back, left against right, and the change
since the last time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from statistics import mean, stdev

from coach.coaching.noise import Comparison, Sample, compare, error_sd
from coach.coaching.progress import PUBLISHED
from coach.coaching.summary import Summary
from coach.records import StoredSession
from coach.values import ExerciseCard, Rep


@dataclass(frozen=True, slots=True)
class Review:
    """One exercise for a person to read. well: the whole dose was done, and nothing shifted to the lower back."""

    heading: str
    lines: tuple[str, ...]
    well: bool


def review(
    summary: Summary,
    earlier: Sequence[StoredSession] = (),
    *,
    low_back: Collection[str] = (),
    today: date | None = None,
) -> Review:
    """What one exercise came to.

    earlier: what is stored of the same exercise and person from before, in any order. low_back: ids of the faults that mean a
    shift to the lower back. today: the day of the summary, for the comparison.
    """
    heading, *lines = (line.strip() for line in summary.lines(commands=False))
    shifted = sum(not set(low_back).isdisjoint(rep.faults) for rep in summary.reps)
    if shifted:
        lines.append(f"low back moved in {shifted} of {len(summary.reps)} repetitions")
    lines += _sides(summary)
    lines += _changes(summary, earlier, today or date.min)
    done = all(count >= summary.card.reps for count in summary.reps_by_side().values())
    return Review(heading, tuple(lines), done and not shifted)


def _sides(summary: Summary) -> list[str]:
    if summary.card.sides == "none":
        return []
    left, right = (_ranges(summary.counted, side) for side in ("left", "right"))
    if not left or not right:
        return []
    difference = mean(left) - mean(right)
    unit = summary.card.gauge_unit
    if abs(difference) < 1:
        return [f"left and right alike, within 1{unit}"]
    return [f"{abs(difference):.0f}{unit} further to the {'left' if difference > 0 else 'right'}"]


def _changes(summary: Summary, earlier: Sequence[StoredSession], today: date) -> list[str]:
    """For each side the change of the mean range since the last session that had one."""
    said = []
    _, published = PUBLISHED.get(summary.card.id, (0.0, 0.0))
    for side in summary.reps_by_side():
        now = _ranges(summary.counted, side)
        before = [(session.day, _ranges([each.rep for each in session.reps], side)) for session in earlier]
        known = sorted(((day, ranges) for day, ranges in before if ranges), key=lambda pair: pair[0])
        if now and known:
            day, ranges = known[-1]
            found = compare([_sample(day, ranges, summary.card), _sample(today, now, summary.card)], published)
            said.append(_change("" if side == "both" else f"{side}: ", found, day, summary.card))
    return said


def _change(side: str, found: Comparison, day: date, card: ExerciseCard) -> str:
    since = f"{side}{found.change:+.0f}{card.gauge_unit} since {day.day} {day:%B}"
    if isnan(found.detectable):
        return f"{since}; not measured yet how well this is seen"
    if abs(found.change) <= found.detectable:
        return f"{since}, which can be noise"
    return f"{since}, more than noise"


def _sample(day: date, ranges: Sequence[float], card: ExerciseCard) -> Sample:
    sd = stdev(ranges) if len(ranges) > 1 else nan
    return Sample(day, mean(ranges), sd, len(ranges), error_sd(nan if card.gauge_error is None else card.gauge_error))


def _ranges(reps: Sequence[Rep], side: str) -> list[float]:
    return [rep.peak_deg for rep in reps if rep.counted and (rep.side or "both") == side and not isnan(rep.peak_deg)]
