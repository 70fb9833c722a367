"""What every measure does in a clip, against the clip's own neutral."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.errors import LearnError
from coach.learning.resting import Resting, rest_in
from coach.learning.shown_clip import Floats, Shown
from coach.measures import registry

SMOOTHING_S: Final = 0.2
"""Over so long the middle value is taken: a landmark that jumps for a frame is no movement (chosen)."""

KNOWN: Final = 0.7
"""A measure that is unknown more often than in the rest of the frames says nothing about the clip (chosen)."""

WALKED_TRUNKS: Final = 0.7
"""Whose hips are farther from where they rest, in trunk lengths, is elsewhere: getting into place is no repetition (chosen)."""


@dataclass(frozen=True, eq=False)
class Courses:
    """One clip by its measures.

    values: each measure that can be told, smoothed, at every moment; rest: the same in the neutral.
    here: at which moments the person is where they rest.
    """

    shown: Shown
    resting: Resting
    values: dict[str, Floats]
    rest: dict[str, float]
    here: NDArray[np.bool_]

    @property
    def times_s(self) -> Floats:
        """When each value was."""
        return self.shown.times_s

    def change(self, name: str) -> Floats:
        """How far a measure is from where it rests, unknown where the person is elsewhere."""
        return np.where(self.here, self.values[name] - self.rest[name], np.nan)

    @classmethod
    def of(cls, shown: Shown) -> Courses:
        """Raises LearnError where no start position can be found."""
        resting = rest_in(shown)
        if resting is None:
            raise LearnError("learn_no_rest", clip=shown.name)
        rows = [registry.compute(body.afresh(), resting.neutral) for body in shown.bodies]
        own = registry.compute(resting.neutral.body.afresh(), resting.neutral)
        values, rest = {}, {}
        for name in registry.names():
            course = np.array([row[name] for row in rows])
            if np.isfinite(course).mean() < KNOWN:
                continue
            smooth = _smoothed(shown.times_s, course)
            at_rest = own[name]
            if at_rest != at_rest:
                inside = np.concatenate([smooth[first : last + 1] for first, last in resting.spans])
                if not np.isfinite(inside).any():
                    continue
                at_rest = float(np.nanmedian(inside))
            values[name], rest[name] = smooth, at_rest
        return cls(shown, resting, values, rest, _here(shown, resting))


def _here(shown: Shown, resting: Resting) -> NDArray[np.bool_]:
    x, y = resting.neutral.body.centre("hip")
    hips = np.array([body.centre("hip") for body in shown.bodies])
    away = np.hypot(hips[:, 0] - x, hips[:, 1] - y) / resting.neutral.trunk
    return np.asarray(~(away > WALKED_TRUNKS))


def _smoothed(times_s: Floats, values: Floats) -> Floats:
    smooth = np.full(values.shape, np.nan)
    firsts = np.searchsorted(times_s, times_s - SMOOTHING_S / 2 - 1e-9)
    ends = np.searchsorted(times_s, times_s + SMOOTHING_S / 2 + 1e-9)
    for at, (first, end) in enumerate(zip(firsts, ends, strict=True)):
        window = values[first:end]
        known = window[np.isfinite(window)]
        if known.size:
            smooth[at] = np.median(known)
    return smooth
