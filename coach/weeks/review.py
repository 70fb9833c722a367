"""What a workout came to, exercise by exercise: the summary, the share of the lower back, left against right, and the change
since the last time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan, nan
from statistics import mean, stdev

from coach.coaching.summary import Summary
from coach.record.entries import StoredSession
from coach.record.trends import error_sd
from coach.values import ExerciseCard, Rep
from coach.weeks.noise import MINUS, Comparison, Sample, compare
from coach.weeks.progress import PUBLISHED
from coach.words.summary import SummaryPhrases
from coach.words.wording import ENGLISH, Wording


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
    wording: Wording = ENGLISH,
) -> Review:
    """What one exercise came to.

    earlier: what is stored of the same exercise and person from before, in any order. low_back: ids of the faults that mean a
    shift to the lower back. today: the day of the summary, for the comparison.
    """
    heading, *lines = (line.strip() for line in summary.lines(commands=False, wording=wording))
    shifted = sum(not set(low_back).isdisjoint(rep.faults) for rep in summary.reps)
    if shifted:
        lines.append(wording.summary.low_back_moved.format(count=shifted, attempted=len(summary.reps)))
    lines += _sides(summary, wording.summary)
    lines += _changes(summary, earlier, today or date.min, wording.summary)
    done = all(count >= summary.card.reps for count in summary.reps_by_side().values())
    return Review(heading, tuple(lines), done and not shifted)


def _sides(summary: Summary, words: SummaryPhrases) -> list[str]:
    if summary.card.sides == "none":
        return []
    left, right = (_ranges(summary.counted, side) for side in ("left", "right"))
    if not left or not right:
        return []
    difference = mean(left) - mean(right)
    unit = summary.card.gauge_unit
    if abs(difference) < 1:
        return [words.alike.format(difference=f"1{unit}")]
    further = words.further_left if difference > 0 else words.further_right
    return [further.format(difference=f"{abs(difference):.0f}{unit}")]


def _changes(summary: Summary, earlier: Sequence[StoredSession], today: date, words: SummaryPhrases) -> list[str]:
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
            change = _change(found, day, summary.card, words)
            name = words.left if side == "left" else words.right
            said.append(change if side == "both" else words.change_side.format(side=name, change=change))
    return said


def _change(found: Comparison, day: date, card: ExerciseCard, words: SummaryPhrases) -> str:
    on = words.day.format(day=day.day, month=words.months.split()[day.month - 1])
    change = f"{found.change:+.0f}".replace("-", MINUS)
    since = words.change.format(change=f"{change}{card.gauge_unit}", day=on)
    if isnan(found.detectable):
        return words.not_measured_yet.format(change=since)
    noise = abs(found.change) <= found.sure
    return (words.perhaps_noise if noise else words.more_than_noise).format(change=since)


def _sample(day: date, ranges: Sequence[float], card: ExerciseCard) -> Sample:
    sd = stdev(ranges) if len(ranges) > 1 else nan
    return Sample(day, mean(ranges), sd, len(ranges), error_sd(nan if card.gauge_error is None else card.gauge_error))


def _ranges(reps: Sequence[Rep], side: str) -> list[float]:
    return [rep.peak for rep in reps if rep.counted and (rep.side or "both") == side and not isnan(rep.peak)]
