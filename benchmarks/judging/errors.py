"""How far off each measure is: pooled over clips, by view, against the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.judging.angles import Seen, series
from benchmarks.judging.comparisons import COMPARISONS, Comparison, Series
from coach.measures.visibility import NeededVisibility

FURTHEST_S: Final = 0.5
"""Lags are looked for up to this far both ways; chosen, no reading of one frame can be later."""

ENOUGH_CLIPS: Final = 2
ENOUGH_FRAMES: Final = 150
VISIBILITY_STEPS: Final = (0.9, 0.75, 0.5)
"""From which visibility of the worst needed part on errors are looked at together; chosen."""

MOVING_DEG: Final = 10.0
"""Clips in which the true angle changes by less say nothing about lag nor about the error in the movement; chosen."""

HEAD: Final = (
    "measure",
    "view",
    "truth",
    "as",
    "clips",
    "coverage",
    "MAE",
    "target",
    "p95",
    "bias",
    "MAE less bias",
    "MAE moved",
    "lag ms",
)

TARGETS: Final = {
    "thoracic_rotation_deg": 4.0,
    "upper_back_arch_deg": 3.0,
    "lumbar_extension_deg": 2.5,
    "pelvic_tilt_deg": 1.5,
    "knee_flexion_left_deg": 3.0,
    "knee_flexion_right_deg": 3.0,
    "neck_flexion_deg": 4.0,
}
"""The mean absolute errors in degrees that are aimed at; chosen."""

TARGETS_FROM_45: Final = {"knee_flexion_left_deg": 6.0, "knee_flexion_right_deg": 6.0}
"""The same where the person is seen from about 45°."""


@dataclass(frozen=True)
class Accuracy:
    """One comparison over all clips of one view; errors in degrees, None where it cannot be told.

    coverage: share of the frames after the baseline in which the reading is known. moved: mean absolute error over the
    frames in which the true angle is at least half way to the clip's farthest. lag_ms: median over clips, positive late.
    """

    comparison: Comparison
    view: str
    clips: int
    coverage: float
    mae: float
    p95: float
    bias: float
    scatter: float
    moved: float | None
    lag_ms: float | None

    def row(self) -> Sequence[str]:
        """As a row under ``HEAD``."""
        return (
            self.comparison.name,
            self.view,
            self.comparison.against,
            "change" if self.comparison.change else "absolute",
            str(self.clips),
            f"{self.coverage:.0%}",
            f"{self.mae:.{self._digits}f}",
            self._target(),
            f"{self.p95:.{self._digits}f}",
            f"{self.bias:+.{self._digits}f}",
            f"{self.scatter:.{self._digits}f}",
            "–" if self.moved is None else f"{self.moved:.1f}",
            "–" if self.lag_ms is None else f"{self.lag_ms:+.0f}",
        )

    @property
    def _digits(self) -> int:
        """Shares run from 0 to 1, angles to 90."""
        return 2 if self.comparison.name.endswith("_share") else 1

    def _target(self) -> str:
        target = (TARGETS_FROM_45 if self.view == "diagonal" else TARGETS).get(self.comparison.name)
        if target is None:
            return ""
        return f"≤ {target:g}" if self.mae <= target else f"≤ {target:g} **missed**"


def accuracies(seen: Iterable[Seen]) -> list[Accuracy]:
    """Every comparison in every view in which it is known at all."""
    views: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        views[one.view].append(one)
    found = []
    for comparison in COMPARISONS:
        for view, group in views.items():
            fitting = [one for one in group if comparison.fits(one.exercise, view)]
            accuracy = measured(comparison, view, fitting)
            if accuracy is not None:
                found.append(accuracy)
    return found


def measured(comparison: Comparison, view: str, group: Iterable[Seen]) -> Accuracy | None:
    """The errors of one comparison over these clips, None where it is unknown in all their frames."""
    clips = [(*series(comparison, one), _frame_s(one)) for one in group]
    errors = [read - true for read, true, _ in clips]
    known = [error[np.isfinite(error)] for error in errors]
    pooled = np.concatenate([np.empty(0), *known])
    if not pooled.size:
        return None
    moved = [error[_moved(true) & np.isfinite(error)] for error, (_, true, _) in zip(errors, clips, strict=True)]
    in_movement = np.abs(np.concatenate(moved))
    lags = [lag for lag in (lag_ms(read, true, frame_s) for read, true, frame_s in clips) if lag is not None]
    return Accuracy(
        comparison,
        view,
        clips=sum(error.size > 0 for error in known),
        coverage=pooled.size / sum(error.size for error in errors),
        mae=float(np.abs(pooled).mean()),
        p95=float(np.percentile(np.abs(pooled), 95)),
        bias=float(pooled.mean()),
        scatter=float(np.abs(pooled - pooled.mean()).mean()),
        moved=float(in_movement.mean()) if in_movement.size else None,
        lag_ms=median(lags) if lags else None,
    )


def lag_ms(read: Series, true: Series, frame_s: float) -> float | None:
    """By how much the reading comes later than the truth: the shift at which they correlate best, between frames too.

    None where the truth hardly moves, a tenth of the reading is unknown, or no shift within ``FURTHEST_S`` is best.
    """
    known = np.isfinite(read)
    if known.mean() < 0.9 or np.ptp(true) < MOVING_DEG:
        return None
    read = np.interp(np.arange(read.size), np.flatnonzero(known), read[known])
    reach = round(FURTHEST_S / frame_s)
    if read.size < 4 * reach or np.ptp(read) == 0:
        return None
    middle = true[reach : true.size - reach]
    shifts = np.arange(-reach, reach + 1)
    likeness = np.array(
        [np.corrcoef(read[reach + shift : true.size - reach + shift], middle)[0, 1] for shift in shifts]
    )
    best = int(np.argmax(likeness))
    if best in (0, shifts.size - 1) or not np.isfinite(likeness).all():
        return None
    before, at, after = likeness[best - 1 : best + 2]
    between = 0.5 * (before - after) / (before - 2 * at + after)
    return float((shifts[best] + between) * frame_s * 1000)


def _moved(true: Series) -> NDArray[np.bool_]:
    """The frames in which the truth is at least half way to its farthest from where the clip starts."""
    away = np.abs(true - true[0])
    farthest = float(away.max())
    moved: NDArray[np.bool_] = away >= (farthest / 2 if farthest >= MOVING_DEG else np.inf)
    return moved


def _frame_s(seen: Seen) -> float:
    return float(np.median(np.diff([pose.time_s for pose in seen.poses])))


def expected_errors(found: Iterable[Accuracy]) -> dict[str, dict[str, float]]:
    """View to measure to expected error: the mean absolute error in the movement, of our own measures alone."""
    errors: dict[str, dict[str, float]] = defaultdict(dict)
    for accuracy in found:
        error = accuracy.mae if accuracy.comparison.name.endswith("_share") else accuracy.moved
        if error is not None and not accuracy.comparison.naive:
            errors[accuracy.view][accuracy.comparison.name] = error
    return dict(sorted(errors.items()))


def exercises_errors(seen: Iterable[Seen]) -> dict[str, dict[str, float]]:
    """Exercise to measure to expected error in just that one, where at least ``ENOUGH_CLIPS`` of its clips tell it."""
    exercises: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        exercises[one.exercise].append(one)
    errors: dict[str, dict[str, float]] = {}
    for exercise, group in sorted(exercises.items()):
        found = (measured(comparison, one.view, group) for comparison in _fitting(group) for one in group[:1])
        own = [each for each in found if each is not None and each.clips >= ENOUGH_CLIPS]
        if known := expected_errors(own).get(group[0].view):
            errors[exercise] = known
    return errors


def _fitting(group: Sequence[Seen]) -> Iterable[Comparison]:
    return (comparison for comparison in COMPARISONS if comparison.fits(group[0].exercise, group[0].view))


def visibility_factors(seen: Iterable[Seen], needs: Callable[[str], tuple[str, ...]]) -> dict[str, float]:
    """How many times as large errors are as where all is well seen, by the least visibility of what an exercise needs.

    Every error is taken in parts of its comparison's mean error over all frames, so that large and small angles count
    alike. Never below 1, never smaller with less to see; a step with fewer than ``ENOUGH_FRAMES`` is as the one above.
    """
    steps: dict[float, list[NDArray[np.float64]]] = {least: [] for least in VISIBILITY_STEPS}
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for one in seen:
        groups[one.exercise, one.view].append(one)
    for (exercise, view), group in groups.items():
        sight = NeededVisibility(needs(exercise), view)
        for comparison in _fitting(group):
            if comparison.naive or (whole := measured(comparison, view, group)) is None or not whole.mae:
                continue
            for one in group:
                read, true = series(comparison, one)
                error = np.abs(read - true) / whole.mae
                visible = np.array([sight.visibility(pose.visibility) for pose in one.poses[one.baseline :]])
                for least, most in zip(VISIBILITY_STEPS, (2.0, *VISIBILITY_STEPS), strict=False):
                    steps[least].append(error[(visible >= least) & (visible < most) & np.isfinite(error)])
    return _rising({least: np.concatenate([*errors, np.empty(0)]) for least, errors in steps.items()})


def _rising(steps: dict[float, NDArray[np.float64]]) -> dict[str, float]:
    best = steps[VISIBILITY_STEPS[0]]
    usual = float(best.mean()) if best.size else 1.0
    factor, factors = 1.0, {}
    for least, errors in steps.items():
        if errors.size >= ENOUGH_FRAMES:
            factor = max(factor, float(errors.mean()) / usual)
        factors[f"{least:g}"] = factor
    return factors


def as_toml(errors: dict[str, dict[str, float]]) -> str:
    """The table that the coach reads."""
    lines = [
        "# How far off each measure is to be expected, in its own unit, by the view that the exercise needs:",
        "# the mean absolute error against the truth of rendered people while the movement is more than half done, or that",
        "# of real people with motion capture where it is larger (benchmarks/measuring/real_errors.py);",
        "# then the same in single exercises, and how many times as large errors are where the worst needed part is",
        "# no more visible than so.",
        "# Written by benchmarks/accuracy.py --write; see benchmarks/ACCURACY.md. Not to be edited by hand.",
    ]
    for view, measures in errors.items():
        lines += ["", f"[{view}]", *(f"{_key(name)} = {_figure(error)}" for name, error in sorted(measures.items()))]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return f'"{name}"' if "." in name else name


def _figure(error: float) -> str:
    """Two digits that count, and never 0: a share is as well told as an angle."""
    return f"{max(error, 0.01):.2f}" if error < 1 else f"{error:.1f}"
