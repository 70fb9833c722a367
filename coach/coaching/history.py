"""What weeks of sessions come to: a row a day and side, and whether a change is more than noise.

A change counts as real only beyond the minimal detectable change: what the same person, unchanged, may differ by from one
measurement to the next. It is published for seated thoracic rotation alone; other exercises are shown without a verdict.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, stdev
from typing import Final

from coach.records import PainScore, StoredRep, StoredSession

DETECTABLE: Final = {"sit-and-rotate": (2.8, 6.3)}
"""Minimal detectable change in degrees by exercise, the best and the worst method's (seated rotation, PubMed 22488230).
Coach's own reading adds its error to either, so only what passes the larger one is called real."""

DAYS_COMPARED: Final = 3
"""How many days at each end are compared, fewer where there are not so many (chosen)."""

PAINS_SHOWN: Final = 14
"""How many pain scores are shown in a line (chosen)."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One exercise on one day, one side ("both" where it has none).

    counted of attempted repetitions; range_mean, range_sd, range_best of those counted, in the exercise's unit (NaN where
    none, sd also with one alone); hold_s their mean hold, NaN without a hold; low_back: share 0..1 of all repetitions in
    which the movement had shifted to the lower back.
    """

    day: date
    exercise: str
    side: str
    unit: str
    counted: int
    attempted: int
    range_mean: float
    range_sd: float
    range_best: float
    hold_s: float
    low_back: float


def rows(sessions: Iterable[StoredSession]) -> list[DayRow]:
    """One row for each day, exercise and side with a repetition, oldest first."""
    groups: dict[tuple[date, str, str], list[StoredRep]] = defaultdict(list)
    units: dict[str, str] = {}
    holds: set[str] = set()
    for session in sessions:
        units[session.exercise] = session.unit
        if session.hold_asked_s:
            holds.add(session.exercise)
        for stored in session.reps:
            groups[session.day, session.exercise, stored.rep.side or "both"].append(stored)
    return [
        _row(day, exercise, side, units[exercise], reps, has_hold=exercise in holds)
        for (day, exercise, side), reps in sorted(groups.items())
    ]


def verdicts(day_rows: Sequence[DayRow]) -> list[str]:
    """For each exercise: how range changed on each side and how the sides differ, told apart from noise."""
    said = []
    for exercise in sorted({row.exercise for row in day_rows}):
        of_exercise = [row for row in day_rows if row.exercise == exercise and math.isfinite(row.range_mean)]
        sides = sorted({row.side for row in of_exercise})
        for side in sides:
            said += _change(exercise, [row for row in of_exercise if row.side == side])
        if "left" in sides and "right" in sides:
            said.append(_symmetry(exercise, of_exercise))
    return said


def pain_lines(pains: Sequence[PainScore]) -> list[str]:
    """The pain scores of each moment, oldest first, the newest PAINS_SHOWN of them."""
    said = []
    for moment, words in (("before", "before exercising"), ("after", "after exercising"), ("any", "otherwise")):
        scores = [str(pain.score) for pain in pains if pain.moment == moment]
        if scores:
            earlier = "… " if len(scores) > PAINS_SHOWN else ""
            said.append(f"Pain {words}, 0 to 10: {earlier}{', '.join(scores[-PAINS_SHOWN:])}.")
    return said


def symmetry(day_rows: Sequence[DayRow]) -> float:
    """Mean range to the left less that to the right over the last days that have both; NaN when none has."""
    left = {row.day: row.range_mean for row in day_rows if row.side == "left"}
    right = {row.day: row.range_mean for row in day_rows if row.side == "right"}
    both = [left[day] - right[day] for day in sorted(left) if day in right]
    return mean(both[-DAYS_COMPARED:]) if both else math.nan


def _row(day: date, exercise: str, side: str, unit: str, stored: Sequence[StoredRep], *, has_hold: bool) -> DayRow:
    counted = [each.rep for each in stored if each.rep.counted]
    ranges = [rep.peak_deg for rep in counted if math.isfinite(rep.peak_deg)]
    return DayRow(
        day=day,
        exercise=exercise,
        side=side,
        unit=unit,
        counted=len(counted),
        attempted=len(stored),
        range_mean=mean(ranges) if ranges else math.nan,
        range_sd=stdev(ranges) if len(ranges) > 1 else math.nan,
        range_best=max(ranges, default=math.nan),
        hold_s=mean(rep.hold_s for rep in counted) if counted and has_hold else math.nan,
        low_back=mean(each.low_back for each in stored),
    )


def _change(exercise: str, of_side: Sequence[DayRow]) -> list[str]:
    compared = min(DAYS_COMPARED, len(of_side) // 2)
    if not compared:
        return []
    first, last = of_side[:compared], of_side[-compared:]
    change = mean(row.range_mean for row in last) - mean(row.range_mean for row in first)
    side = "" if of_side[0].side == "both" else f" {of_side[0].side}"
    span = f"from {first[0].day} to {last[-1].day}"
    return [f"{exercise}{side}: range {change:+.1f}{of_side[0].unit} {span}; {_judged(exercise, change)}."]


def _judged(exercise: str, change: float) -> str:
    if exercise not in DETECTABLE:
        return "nobody has published how much must change before it is more than noise"
    least, most = DETECTABLE[exercise]
    if abs(change) <= least:
        return f"no change that could be told from noise (it takes {least}–{most}°)"
    if abs(change) <= most:
        return f"perhaps a change, perhaps noise (it takes {least}–{most}°)"
    return f"a real {'gain' if change > 0 else 'loss'}: more than the {most}° that noise can make"


def _symmetry(exercise: str, of_exercise: Sequence[DayRow]) -> str:
    difference = symmetry(of_exercise)
    if not math.isfinite(difference):
        return f"{exercise}: left and right were not done on the same day, so they are not compared."
    unit = of_exercise[0].unit
    further = "left" if difference > 0 else "right"
    said = f"{exercise}: lately {abs(difference):.1f}{unit} further to the {further}"
    if exercise not in DETECTABLE:
        return said + "."
    most = DETECTABLE[exercise][1]
    if abs(difference) <= most:
        return f"{said}; within the {most}° of noise, so the sides count as equal."
    return f"{said}; more than the {most}° that noise can make."
