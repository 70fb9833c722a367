"""Cuts a clip into movements, each from the start position and back to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coach.learning.courses import Courses
from coach.learning.reliability import NEVER_LEADS, error_of, mirrored
from coach.learning.shown_clip import Floats
from coach.measures import registry

LEAVES: Final = 0.4
"""From this share of its way on a measure has left the start position, and ..."""

RETURNS: Final = 0.25
"""... at this share it is back (chosen)."""

PLAIN: Final = 3.0
"""A measure moves where it goes farther than so many times its error (chosen)."""

SHORTEST_S: Final = 0.2
"""What is shorter is a jump of the landmarks (chosen)."""

STEP_S: Final = 1.0
"""Movements shorter than this follow each other as steps do (chosen)."""

OVERLAP: Final = 0.25
"""Two stretches that share more of the shorter one are the same movement (chosen)."""

ALIKE: Final = 0.75
"""Cosine of the changes of all measures from which on two movements are the same (chosen)."""

MOST_ERRORS: Final = 20.0
"""No measure says more than this in comparing movements, or the largest would be all (chosen)."""


@dataclass(frozen=True, eq=False)
class Movement:
    """One way from the start position and back. first, last: frames; ends: each measure's largest change, signed."""

    courses: Courses
    first: int
    last: int
    ends: dict[str, float]

    @property
    def start_s(self) -> float:
        """When it begins."""
        return float(self.courses.times_s[self.first])

    @property
    def end_s(self) -> float:
        """When it is over."""
        return float(self.courses.times_s[self.last])


Span = tuple[int, int]


def movements_in(courses: Courses, view: str) -> list[Movement]:
    """All movements of a clip, in order, those that the beginning or the end of the clip cuts left out."""
    found: list[tuple[float, list[Span]]] = []
    for name in courses.values:
        if name in NEVER_LEADS:
            continue
        change, error = courses.change(name), error_of(name, view)
        for sign in (1.0, -1.0):
            spans, peaks = _spans(sign * change, courses.times_s, PLAIN * error)
            if spans:
                found.append((float(np.min(peaks) / (error + np.std(peaks))), spans))
    found.sort(key=lambda each: -each[0])
    spans = _together([each for _, each in found], courses.times_s)
    return [Movement(courses, first, last, _ends(courses, first, last)) for first, last in spans]


def _spans(change: Floats, times_s: Floats, least: float) -> tuple[list[Span], list[float]]:
    """Where a measure goes up from rest and comes back, and how far. Nothing where it goes less far than least."""
    known = change[np.isfinite(change)]
    if not known.size:
        return [], []
    level = float(np.percentile(known, 97))
    spans: list[Span] = []
    for _ in range(2):
        if level < least:
            return [], []
        spans = _crossings(change, LEAVES * level, RETURNS * level)
        spans = [(first, last) for first, last in spans if times_s[last] - times_s[first] >= SHORTEST_S]
        if not spans:
            return [], []
        level = float(np.median([_peak(change, span) for span in spans]))
    spans = [span for span in spans if _peak(change, span) >= least]
    return spans, [_peak(change, span) for span in spans]


def _crossings(change: Floats, leaves: float, returns: float) -> list[Span]:
    spans: list[Span] = []
    begun: int | None = None
    low = -1
    left = False
    for at, value in enumerate(change):
        if value != value:
            continue
        if value < returns:
            if left and begun is not None:
                spans.append((begun, at))
            low, left, begun = at, False, None
        elif value > leaves and not left and low >= 0:
            left, begun = True, low
    return spans


def _peak(change: Floats, span: Span) -> float:
    inside = change[span[0] : span[1] + 1]
    return float(np.nanpercentile(inside, 95))


def _together(found: Sequence[Sequence[Span]], times_s: Floats) -> list[Span]:
    """The stretches of the surest measure, and those of others that lie between them, as a measure of the other side has.

    Of steps the surest measure is the one that sees the highest alone: one that sees the same and more of them adds those.
    """
    taken: list[Span] = []
    groups: list[Sequence[Span]] = []
    for spans in found:
        new = [span for span in spans if not any(_share(span, other) > OVERLAP for other in taken)]
        apart = (len(new) >= 2 and len(new) == len(spans)) or (len(spans) == len(new) == 1 and len(taken) == 1)
        if not taken or apart:
            groups.append(spans)
        elif not (new and _are_steps(spans, times_s) and any(_sees_all(spans, group) for group in groups)):
            continue
        taken += new
    return sorted(taken)


def _are_steps(spans: Sequence[Span], times_s: Floats) -> bool:
    return float(np.median([times_s[last] - times_s[first] for first, last in spans])) < STEP_S


def _sees_all(spans: Sequence[Span], group: Sequence[Span]) -> bool:
    """Whether each stretch of a group is one of these, and each of these that is in it only once."""
    return len(group) >= 3 and all(sum(_share(span, other) > OVERLAP for span in spans) == 1 for other in group)


def _share(one: Span, other: Span) -> float:
    """How much two stretches share of the shorter one, without the frame of rest at either end of each: of steps that follow
    each other at once, seen a few times each, those would be a third."""
    common = min(one[1], other[1]) - max(one[0], other[0]) - 1
    return max(0, common) / max(1, min(one[1] - one[0], other[1] - other[0]) - 1)


def _ends(courses: Courses, first: int, last: int) -> dict[str, float]:
    ends = {}
    for name in courses.values:
        inside = courses.change(name)[first : last + 1]
        inside = inside[np.isfinite(inside)]
        if inside.size:
            low, high = np.percentile(inside, (5, 95))
            ends[name] = float(high if high >= -low else low)
    return ends


def alike(one: Movement, other: Movement, view: str) -> float:
    """The cosine of the changes of all measures: 1 for the same movement, -1 for the opposite one."""
    names = [name for name in one.ends if name in other.ends and name not in NEVER_LEADS]
    return _cosine([_in_errors(one, name, view) for name in names], [_in_errors(other, name, view) for name in names])


def mirrors(one: Movement, other: Movement, view: str) -> float:
    """The same with left and right of the other exchanged, by the measures that have sides."""
    signed = {name: registry.require(name).signed for name in one.ends}
    names = [
        name
        for name in one.ends
        if name not in NEVER_LEADS and (signed[name] or mirrored(name) != name) and mirrored(name) in other.ends
    ]
    theirs = [(-1 if signed[name] else 1) * _in_errors(other, mirrored(name), view) for name in names]
    return _cosine([_in_errors(one, name, view) for name in names], theirs)


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    length = float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(np.dot(one, other)) / length if length > 0 else 0.0


def _in_errors(movement: Movement, name: str, view: str) -> float:
    value = movement.ends.get(name, 0.0) / error_of(name, view)
    return max(-MOST_ERRORS, min(MOST_ERRORS, value)) if abs(value) >= 1 else 0.0
