"""The neutral: the still posture that is come back to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.coaching.neutral.baseline import neutral_of
from coach.coaching.neutral.counting import REST_S
from coach.learning.shown_clip import Floats, Shown
from coach.measures.neutral import Neutral

STILL_TRUNKS: Final = (0.05, 0.1, 0.16)
"""How far a part may move in it, in trunk lengths: the strictest of these by which somebody rests at all (chosen: landmarks
jitter by 0.03, and people sway)."""

ALIKE: Final = 0.3
"""Two rests are one posture where they are nearer than this share of the way to the posture farthest away (chosen)."""

SAME: Final = 0.1
"""... or nearer than this, in trunk lengths (chosen: less is no other posture but a sway)."""

PAUSE_S: Final = 0.8
"""A shorter rest is taken for a turning round rather than the start position, where there are longer ones (chosen: between two
steps a leg stands for half a second)."""

TAKEN_S: Final = 1.0
"""So much of a rest, where it is stillest, makes the neutral (chosen)."""


@dataclass(frozen=True, eq=False)
class Resting:
    """Where somebody rests in the start position. spans: first and last frame of each rest there, in order.

    sure: whether it is come back to more often than any other posture that is kept.
    """

    neutral: Neutral
    spans: tuple[tuple[int, int], ...]
    sure: bool


def rest_in(shown: Shown) -> Resting | None:
    """The start position of a clip; None where nobody ever rests."""
    spans = next((found for still in STILL_TRUNKS if (found := _still_spans(shown, still))), [])
    if not spans:
        return None
    places = shown.places
    postures = np.array([_median(places[first : last + 1]) for first, last in spans])
    limit = max(SAME, ALIKE * max(_reach(places, posture) for posture in postures))
    groups = [
        _visits(places, _median(postures[group]), [spans[number] for number in group], limit)
        for group in _groups(postures, limit)
    ]
    visits = [_long_enough(shown, group) for group in groups]
    most = max(len(group) for group in visits)
    often = [group for group, long in zip(groups, visits, strict=True) if len(long) == most]
    chosen = min(often, key=lambda each: each[0])
    return Resting(_neutral(shown, chosen), tuple(chosen), len(often) == 1)


def _still_spans(shown: Shown, still: float) -> list[tuple[int, int]]:
    """First and last frame of every stretch of at least REST_S within which no part goes farther than still."""
    at_rest: NDArray[np.bool_] = np.zeros(len(shown.times_s), bool)
    for first, last, moved in _windows(shown, REST_S):
        if moved <= still:
            at_rest[first : last + 1] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([0], at_rest.astype(int), [0]))))
    return [(int(first), int(end) - 1) for first, end in zip(edges[::2], edges[1::2], strict=True)]


def _windows(shown: Shown, length_s: float) -> Iterator[tuple[int, int, float]]:
    """First and last frame of every stretch of that length, and how far the part goes that goes farthest in it."""
    times, places = shown.times_s, shown.places
    for last in range(len(times)):
        first = int(np.searchsorted(times, times[last] - length_s - 1e-9))
        if first == last or (times[first] - times[0] < 1e-9 and times[last] - times[0] < length_s - 1e-9):
            continue
        with np.errstate(invalid="ignore"):
            extent = np.hypot(*np.moveaxis(np.ptp(places[first : last + 1], axis=0), -1, 0))
        if np.isfinite(extent).any():
            yield first, last, float(np.nanmax(extent))


def _visits(places: Floats, posture: Floats, spans: list[tuple[int, int]], limit: float) -> list[tuple[int, int]]:
    """The rests without those that nobody left the posture between."""
    visits = [spans[0]]
    for span in spans[1:]:
        before = visits[-1]
        between = places[before[1] : span[0] + 1]
        if _reach(between, posture) < limit:
            visits[-1] = (before[0], span[1])
        else:
            visits.append(span)
    return visits


def _long_enough(shown: Shown, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    times = shown.times_s
    return [(first, last) for first, last in spans if times[last] - times[first] >= PAUSE_S]


def _median(places: Floats) -> Floats:
    known = np.isfinite(places).any(axis=0)
    middle = np.full(places.shape[1:], np.nan)
    middle[known] = np.nanmedian(places[:, known], axis=0)
    return middle


def _apart(one: Floats, other: Floats) -> float:
    distance = np.hypot(*np.moveaxis(one - other, -1, 0))
    return float(np.nanmax(distance)) if np.isfinite(distance).any() else 0.0


def _reach(places: Floats, posture: Floats) -> float:
    distance = np.hypot(*np.moveaxis(places - posture, -1, 0))
    return float(np.nanpercentile(distance, 98)) if np.isfinite(distance).any() else 0.0


def _groups(postures: Floats, limit: float) -> list[list[int]]:
    """The rests that are one posture, each group in order of time."""
    groups: list[list[int]] = []
    for number, posture in enumerate(postures):
        # A limb that is hidden in one rest may be seen in the next: all of a group must agree.
        far = [max(_apart(postures[other], posture) for other in group) for group in groups]
        if far and min(far) < limit:
            groups[far.index(min(far))].append(number)
        else:
            groups.append([number])
    return groups


def _neutral(shown: Shown, spans: list[tuple[int, int]]) -> Neutral:
    """Out of the stillest moment of these rests."""
    inside = [
        (moved, first, last)
        for length_s in (TAKEN_S, REST_S)
        for first, last, moved in _windows(shown, length_s)
        if any(begin <= first and last <= end for begin, end in spans)
    ]
    _, first, last = min(inside) if inside else (0.0, *spans[0])
    return neutral_of(shown.bodies[first : last + 1])
