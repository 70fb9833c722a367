"""Train the reading of a knee from 45° on rendered people, measure it on bodies left out, write its weights.

    python benchmarks/training/train_knees.py --renders DIR [--folds 5] [--write]

Fixed seed: the same renders give the same weights.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from math import atan2, degrees
from pathlib import Path

import numpy as np

from benchmarks.training import networks
from benchmarks.training.networks import Floats
from coach.measures.knees import features, mirrored

HIDDEN, NETWORKS, SEED = (48, 24), 4, 0
NOISE = 0.1
"""Added to every scaled input in training. Of 0.1, 0.15 and 0.35 the last drew every answer towards the middle: straight
legs were read as bent by 8°, and deep bends as less deep. 0.1 is off by least on left-out bodies."""
LIMIT_PERCENTILE, LIMIT_MARGIN = 99.9, 1.3
BANDS = {"front (18-25°)": (0, 25), "about 45° (25-65°)": (25, 65), "side (65-104°)": (65, 180)}


@dataclass
class Legs:
    """One body: from how far off the front it was seen, degrees, and inputs (N, 62) and true bends (N,) of each knee."""

    turn: float
    inputs: dict[str, Floats]
    bends: dict[str, Floats]


def legs(folder: Path) -> Legs | None:
    about, found = json.loads((folder / "truth.json").read_text()), np.load(folder / "found.npz")
    xy = found["image"][:, :, :2].astype(float) * found["size"].astype(float)
    neutral = np.nanmedian(xy[: about["neutrals"]], axis=0)
    known = np.isfinite(xy).all(axis=(1, 2))
    if not np.isfinite(neutral).all():
        return None
    camera = np.subtract(about["camera"]["eye"], about["camera"]["target"])
    inputs = {
        "left": np.stack([features(pose, neutral) for pose in xy[known]]),
        "right": np.stack([features(mirrored(pose), mirrored(neutral)) for pose in xy[known]]),
    }
    frames = [frame for frame, is_known in zip(about["frames"], known, strict=True) if is_known]
    bends = {side: np.array([frame[f"knee_flexion_{side}"] for frame in frames]) for side in inputs}
    return Legs(degrees(atan2(camera[0], camera[2])), inputs, bends)


def fit(bodies: list[Legs]) -> dict[str, np.ndarray]:
    inputs = np.concatenate([rows for one in bodies for rows in one.inputs.values()])
    bends = np.concatenate([rows for one in bodies for rows in one.bends.values()])[:, None]
    weights = networks.fit(inputs, bends, HIDDEN, NETWORKS, SEED, odd=False, noise=NOISE)
    weights |= networks.range_of((inputs - weights["mean"]) / weights["scale"], LIMIT_PERCENTILE, LIMIT_MARGIN)
    return {key: value.astype(np.float16 if key.startswith("hidden") else np.float32) for key, value in weights.items()}


def report(bodies: list[Legs], folds: int) -> None:
    """Errors of both legs by the camera's turn, each body read by networks that never saw it."""
    errors: dict[str, list[Floats]] = {}
    for fold in range(folds):
        weights = fit([one for at, one in enumerate(bodies) if at % folds != fold])
        for one in bodies[fold::folds]:
            band = next(name for name, (low, high) in BANDS.items() if low <= abs(one.turn) < high)
            for side, inputs in one.inputs.items():
                near = "nearer" if (one.turn > 0) == (side == "left") else "farther"
                read = networks.answer(weights, inputs)[:, 0]
                errors.setdefault(f"{band}, {near} leg", []).append(read - one.bends[side])
    for name, parts in sorted(errors.items()):
        size = np.abs(np.concatenate(parts))
        print(f"{name:34} {size.size:5} knees  MAE {size.mean():.1f}  p95 {np.percentile(size, 95):.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--renders", required=True, help="what render.py and detect.py wrote")
    parser.add_argument("--folds", type=int, default=5, help="0 trains without measuring (default %(default)s)")
    parser.add_argument("--write", action="store_true", help="write models/knees_diagonal.npz")
    options = parser.parse_args()
    folders = sorted(path.parent for path in (Path(options.renders) / "legs").glob("*/found.npz"))
    bodies = [one for folder in folders if (one := legs(folder)) is not None]
    if options.folds:
        report(bodies, options.folds)
    if options.write:
        path = Path(__file__).parents[2] / "models" / "knees_diagonal.npz"
        np.savez_compressed(path, allow_pickle=True, **fit(bodies))
        print(f"{path.name}: {len(bodies)} bodies, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
