"""Whether a reading of the trunk gets better when it is fused over time, on the clips to tune on.

    python benchmarks/over_time.py [--clips DIR]

Each filter knows only the past, as the coach does. The reading itself rests on landmarks that the pose model has already
smoothed over time.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks.judging.angles import Seen, see, series
from benchmarks.judging.comparisons import COMPARISONS, Series
from benchmarks.judging.errors import lag_ms
from benchmarks.making.unseen.clips import FOLDER, UnseenClips

MEASURES: Final = ("thoracic_rotation_deg", "pelvis_rotation_deg", "upper_back_arch_deg", "lumbar_extension_deg")
FORMULA: Final = "(elbow span acos)"
Filter = Callable[[Series, Series, float], Series]


def mean_of(length_s: float) -> Filter:
    """The mean of the last so many seconds."""

    def smoothed(read: Series, _formula: Series, frame_s: float) -> Series:
        count = max(1, round(length_s / frame_s))
        windows = (read[max(0, at - count + 1) : at + 1] for at in range(read.size))
        return np.array([np.nanmean(window) if np.isfinite(window).any() else np.nan for window in windows])

    return smoothed


def moving_body(jitter_deg: float, push_deg_per_s2: float, share_of_formula: float) -> Filter:
    """A Kalman filter of angle and speed; a second reading of the turn is taken in by its share of the weight."""

    def smoothed(read: Series, formula: Series, frame_s: float) -> Series:
        step = np.array([[1, frame_s], [0, 1]])
        push = push_deg_per_s2**2 * np.array([[frame_s**4 / 4, frame_s**3 / 2], [frame_s**3 / 2, frame_s**2]])
        state, spread = np.array([read[0], 0.0]), np.diag([jitter_deg**2, 100.0])
        found = np.empty(read.size)
        for at, value in enumerate(read):
            state, spread = step @ state, step @ spread @ step.T + push
            if np.isfinite(formula[at]) and share_of_formula:
                value = (1 - share_of_formula) * value + share_of_formula * formula[at]
            if np.isfinite(value):
                gain = spread[:, 0] / (spread[0, 0] + jitter_deg**2)
                state, spread = state + gain * (value - state[0]), spread - np.outer(gain, spread[0])
            found[at] = state[0]
        return found

    return smoothed


FILTERS: Final[dict[str, Filter]] = {
    "as read": lambda read, _formula, _frame_s: read,
    "mean of 0.2 s": mean_of(0.2),
    "mean of 0.4 s": mean_of(0.4),
    "Kalman, angle and speed": moving_body(3.0, 120.0, 0.0),
    "the same, a fifth of the elbow formula": moving_body(3.0, 120.0, 0.2),
    "the same, half of the elbow formula": moving_body(3.0, 120.0, 0.5),
}


def row(name: str, smooth: Filter, seen: list[Seen]) -> str:
    known = {comparison.name: comparison for comparison in COMPARISONS}
    cells = []
    for measure in MEASURES:
        errors, lags = [], []
        for one in seen:
            if not known[measure].fits(one.exercise, one.view):
                continue
            read, true = series(known[measure], one)
            frame_s = float(np.median(np.diff([pose.time_s for pose in one.poses])))
            formula = np.full(read.size, np.nan)
            if measure == "thoracic_rotation_deg":
                formula = series(known[FORMULA], one)[0]
            fused = smooth(read, formula, frame_s)
            errors.append(np.abs(fused - true))
            lags.append(lag_ms(fused, true, frame_s))
        if not errors:
            cells.append("–")
            continue
        late = [lag for lag in lags if lag is not None]
        cells.append(f"{np.nanmean(np.concatenate(errors)):.2f} ({np.median(late):+.0f} ms)" if late else "–")
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--clips", type=Path, default=FOLDER, help="where the clips are kept (%(default)s)")
    samples = UnseenClips(parser.parse_args().clips).to_tune_on()
    trunk = [sample for sample in samples if sample.exercise.startswith("sit-and-")]
    seen = [one for sample in trunk if (one := see(sample)) is not None]
    print(f"| {len(seen)} clips | {' | '.join(MEASURES)} |\n|---|{'---|' * len(MEASURES)}")
    for name, smooth in FILTERS.items():
        print(row(name, smooth, seen))


if __name__ == "__main__":
    main()
