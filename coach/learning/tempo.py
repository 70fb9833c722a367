"""How fast a movement goes, and how long its end is held."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import inf
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.learning.leading_measures import Carrier, own_name
from coach.learning.movements import Movement
from coach.learning.pattern import Pattern
from coach.learning.shown_clip import Floats
from coach.measures import registry
from coach.signals.rate import Rate

NEAR_END: Final = 0.75
"""From this share of a repetition's own way on it is near its end (chosen) ..."""

SLOW: Final = 0.25
"""... and held while it changes by less than this share of the way a second (chosen)."""

HELD_S: Final = 1.2
"""An end kept for less is a turning round (chosen: people who turn round slowly linger for up to 1.1 s)."""

QUICK_S: Final = 1.0
"""Movements shorter than this follow each other as steps do (chosen)."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """held_s: how long the end was kept in the repetition that kept it shortest. top: the fastest change a second of the
    gauge, in any. whole_s: how long a repetition took from leaving the start position to being back, on average. apart_s: how
    long after one began the next did, as a rule. middle: the slowest change a second between two ends, infinite with one."""

    held_s: float
    top: float
    whole_s: float
    apart_s: float
    middle: float = inf

    @property
    def holds(self) -> bool:
        """Whether the end is held, in every repetition."""
        return self.held_s >= HELD_S

    @property
    def quick(self) -> bool:
        """Whether repetitions follow each other at once, as steps do."""
        return self.whole_s < QUICK_S


def tempo_of(pattern: Pattern, gauge: Carrier) -> Tempo:
    """Of all repetitions."""
    held, tops, whole = [], [], []
    movements = pattern.all if pattern.kind == "sides" else pattern.first
    for movement in movements:
        way = course_of(pattern, movement, gauge)
        times_s = movement.courses.times_s[movement.first : movement.last + 1]
        rates = _rates(times_s, way)
        peak = float(np.nanmax(way))
        at_end = (way > NEAR_END * peak) & (rates < SLOW * peak)
        held.append(_longest_s(times_s, at_end))
        tops.append(float(np.nanmax(rates)) if np.isfinite(rates).any() else 0.0)
        whole.append(movement.end_s - movement.start_s)
    begins = sorted((id(each.courses), each.start_s) for each in movements)
    apart = [then - now for (clip, now), (other, then) in itertools.pairwise(begins) if clip == other]
    apart_s = float(np.median(apart)) if apart else float(np.mean(whole))
    return Tempo(min(held), max(tops), float(np.mean(whole)), apart_s, _middle(pattern, gauge))


def _middle(pattern: Pattern, gauge: Carrier) -> float:
    if pattern.kind != "ends":
        return inf
    slowest = []
    for one, two in zip(pattern.first, pattern.second, strict=True):
        times_s, change = one.courses.times_s, one.courses.change(gauge.name)
        first, last = max(0, one.last - 4), min(len(times_s) - 1, two.first + 4)
        rates = _rates(times_s[first : last + 1], change[first : last + 1])
        slowest += [float(np.nanmin(rates))] if np.isfinite(rates).any() else []
    return min(slowest, default=0.0)


def course_of(pattern: Pattern, movement: Movement, gauge: Carrier) -> Floats:
    """The gauge's change in one movement, towards its end positive."""
    name = gauge.name
    if "{side}" in name:
        name = own_name(pattern, name.replace("{side}", "left"), 0 if movement in pattern.first else 1)
    change = movement.courses.change(name)[movement.first : movement.last + 1]
    if registry.require(name).signed or pattern.kind == "ends":
        return change if movement.ends[name] > 0 else -change
    return gauge.sign * change


def _rates(times_s: Floats, way: Floats) -> Floats:
    rate = Rate()
    slopes = np.array([rate.update(float(time_s), float(value)) for time_s, value in zip(times_s, way, strict=True)])
    return np.asarray(np.abs(slopes))


def _longest_s(times_s: Floats, true: NDArray[np.bool_]) -> float:
    longest, since = 0.0, None
    for time_s, each in zip(times_s, true, strict=True):
        if not each:
            since = None
            continue
        since = time_s if since is None else since
        longest = max(longest, float(time_s - since))
    return longest
