"""Several readings of the same stills side by side, each on bodies and cameras left out of its training.

    python benchmarks/training/compare.py --renders DIR [--view front side] [--folds 4]

Nothing read at all, an articulated trunk fitted to the landmarks, a ridge regression, and the small networks that the coach
carries, all from one frame and the person's neutral.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.training import networks
from benchmarks.training.fitted_trunk import fitted
from benchmarks.training.networks import Floats
from benchmarks.training.train import HIDDEN, NETWORKS, OUTPUTS, Stills, stills_of
from coach.landmarks import MIRROR
from coach.measures.learned import faces_left

RIDGE = 300.0
"""Penalty on standardised inputs; of 30, 100, 300 and 1000 the best on left-out bodies."""
COMPARED = 3
"""The first outputs of either view: thorax, pelvis and low back; thorax, low back and pelvis."""

Predictor = Callable[[Stills], Floats]


def ridge(_view: str, bodies: list[Stills]) -> Predictor:
    """The change from neutral as a linear function of the features, and of nothing else."""
    inputs = np.concatenate([one.inputs - one.other for one in bodies])
    change = np.concatenate([one.change for one in bodies])
    scale = inputs.std(0) + 1e-6
    scaled = inputs / scale
    slopes = np.linalg.solve(scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1]), scaled.T @ change)
    return lambda one: np.asarray(((one.inputs - one.other) / scale) @ slopes)


def small_networks(view: str, bodies: list[Stills]) -> Predictor:
    """Those that the coach carries, trained alike."""
    rows = [rows for one in bodies for rows in ((one.inputs, one.other) if view == "front" else (one.inputs,))]
    answers = [rows for one in bodies for rows in ((one.change, -one.change) if view == "front" else (one.change,))]
    weights = networks.fit(np.concatenate(rows), np.concatenate(answers), HIDDEN, NETWORKS, 0, odd=view == "front")
    half = 0.5 if view == "front" else 1.0
    return lambda one: (networks.answer(weights, one.inputs) - networks.answer(weights, one.other)) * half


def left_out(view: str, bodies: list[Stills], folds: int, train: Callable[[str, list[Stills]], Predictor]) -> Floats:
    """(N, O) errors of every pose."""
    errors: list[Floats] = [np.empty(0)] * len(bodies)
    for fold in range(folds):
        read = train(view, [one for at, one in enumerate(bodies) if at % folds != fold])
        for at in range(fold, len(bodies), folds):
            errors[at] = read(bodies[at]) - bodies[at].change
    return np.concatenate(errors)


def fitted_errors(view: str, folders: list[Path]) -> Floats:
    """(N, 3) errors of the articulated trunk."""
    errors = []
    for folder in folders:
        about, found = json.loads((folder / "truth.json").read_text()), np.load(folder / "found.npz")
        xy = found["image"][:, :, :2].astype(float) * found["size"].astype(float)
        neutral = np.nanmedian(xy[: about["neutrals"]], axis=0)
        if not np.isfinite(neutral).all():
            continue
        if view == "side" and faces_left(neutral):
            xy, neutral = (points[..., list(MIRROR), :] * [-1.0, 1.0] for points in (xy, neutral))
        angles = np.array([[frame[key] for key in OUTPUTS[view][:COMPARED]] for frame in about["frames"]])
        known = np.isfinite(xy).all(axis=(1, 2))
        change = angles - np.median(angles[: about["neutrals"]], axis=0)
        errors.append(fitted(view, xy[known], neutral) - change[known])
    return np.concatenate(errors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--renders", required=True, help="what render.py and detect.py wrote")
    parser.add_argument("--view", nargs="+", default=["front", "side"], choices=["front", "side"])
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args()
    for view in options.view:
        folders = sorted(path.parent for path in (Path(options.renders) / view).glob("*/found.npz"))
        bodies = [one for folder in folders if (one := stills_of(folder, view)) is not None]
        rows = {
            "nothing read": -np.concatenate([one.change for one in bodies]),
            "articulated trunk fitted": fitted_errors(view, folders),
            "ridge": left_out(view, bodies, options.folds, ridge),
            "small networks": left_out(view, bodies, options.folds, small_networks),
        }
        print(f"| {view}, {len(bodies)} bodies | " + " | ".join(OUTPUTS[view][:COMPARED]) + " |")
        for name, errors in rows.items():
            size = np.abs(errors[:, :COMPARED])
            cells = zip(size.mean(0), np.percentile(size, 95, axis=0), strict=True)
            print(f"| {name} | " + " | ".join(f"{mean:.1f} ({high:.0f})" for mean, high in cells) + " |")


if __name__ == "__main__":
    main()
