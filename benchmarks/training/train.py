"""Train the trunk readings on rendered people, measure them on sittings left out, write ``models/trunk_*.npz``.

    python benchmarks/training/train.py --renders DIR [--view front side] [--folds 5] [--write]

Every sitting is another body and another camera, so a sitting left out is both. The printed errors come from networks that
never saw the sitting; the written weights are trained on all of them. Fixed seed: the same renders give the same weights.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import networks
import numpy as np
from networks import Floats

from coach.measures.learned import TrunkReader, faces_left, features, mirrored, trunk_profile

OUTPUTS = {
    "front": ("thoracic_rotation", "pelvis_rotation", "lumbar_rotation", "shoulder_line_yaw", "trunk_side_lean"),
    "side": ("thoracic_extension", "lumbar_extension", "pelvic_tilt", "neck_flexion", "chin_tuck"),
}
HIDDEN = {"front": (32, 16), "side": (32, 16)}
NETWORKS = 4
LIMIT_PERCENTILE, LIMIT_MARGIN = 99.9, 1.3


@dataclass
class Sitting:
    """One body and camera: inputs (N, F) with the mirror image or the neutral beside it, and the true change (N, O)."""

    name: str
    about: dict
    inputs: Floats
    other: Floats
    change: Floats


def sitting(folder: Path, view: str) -> Sitting | None:
    about = json.loads((folder / "truth.json").read_text())
    found = np.load(folder / "found.npz")
    size = found["size"].astype(float)
    xy = found["image"][:, :, :2].astype(float) * size
    outlines = found["outline"].astype(float) * size
    return prepared(folder.name, about, view, xy, outlines, about["neutrals"], about["frames"])


def prepared(
    name: str, about: dict, view: str, xy: Floats, outlines: Floats, neutrals: int, frames: list
) -> Sitting | None:
    """Features of all poses against the median of the first ``neutrals``."""
    reaches = np.stack([trunk_profile(a, b) for a, b in zip(xy, outlines, strict=True)])
    then = np.nanmedian(xy[:neutrals], axis=0), np.nanmedian(reaches[:neutrals], axis=0)
    if not (np.isfinite(then[0]).all() and np.isfinite(then[1]).all()):
        return None
    if view == "side" and faces_left(then[0]):
        then, (xy, reaches) = mirrored(*then), mirrored(xy, reaches)
    inputs = np.stack([features(view, a, b, *then) for a, b in zip(xy, reaches, strict=True)])
    if view == "front":
        turned = mirrored(*then)
        other = np.stack([features(view, *mirrored(a, b), *turned) for a, b in zip(xy, reaches, strict=True)])
    else:
        other = np.repeat(features(view, *then, *then)[None], len(inputs), 0)
    angles = np.array([[frame[key] for key in OUTPUTS[view]] for frame in frames])
    change = angles - np.median(angles[:neutrals], axis=0)
    known = np.isfinite(inputs).all(axis=1)
    return Sitting(name, about, inputs[known], other[known], change[known])


def fit(view: str, sittings: list[Sitting], seed: int) -> dict[str, np.ndarray]:
    """The weights that ``TrunkReader`` takes."""
    if view == "front":
        inputs = np.concatenate([rows for one in sittings for rows in (one.inputs, one.other)])
        change = np.concatenate([rows for one in sittings for rows in (one.change, -one.change)])
    else:
        inputs = np.concatenate([one.inputs for one in sittings])
        change = np.concatenate([one.change for one in sittings])
    weights = networks.fit(inputs, change, HIDDEN[view], NETWORKS, seed, odd=view == "front")
    weights |= networks.range_of((inputs - weights["mean"]) / weights["scale"], LIMIT_PERCENTILE, LIMIT_MARGIN)
    weights |= {"view": np.array(view), "outputs": np.array(OUTPUTS[view])}
    return {key: value.astype(np.float32) if value.dtype.kind == "f" else value for key, value in weights.items()}


def predict(weights: dict[str, np.ndarray], one: Sitting) -> Floats:
    reader = TrunkReader(weights)
    answers = [networks.answer(weights, rows) for rows in (one.inputs, one.other)]
    return (answers[0] - answers[1]) * (0.5 if reader.view == "front" else 1.0)


def cross_validated(view: str, sittings: list[Sitting], folds: int, seed: int) -> list[Floats]:
    """The error of every pose, read by networks trained on the other folds."""
    errors: list[Floats] = [np.empty(0)] * len(sittings)
    for fold in range(folds):
        weights = fit(view, [one for at, one in enumerate(sittings) if at % folds != fold], seed)
        for at in range(fold, len(sittings), folds):
            errors[at] = predict(weights, sittings[at]) - sittings[at].change
    return errors


def report(view: str, sittings: list[Sitting], errors: list[Floats]) -> None:
    groups: dict[str, list[int]] = {"all": list(range(len(sittings)))}
    for at, one in enumerate(sittings):
        groups.setdefault(("standing " if one.about.get("standing") else "") + one.about["arms"], []).append(at)
    print(f"{'':18}{'sittings':>9}{'poses':>7}" + "".join(f"{name:>22}" for name in OUTPUTS[view]))
    for name, members in groups.items():
        joined = np.abs(np.concatenate([errors[at] for at in members]))
        cells = [
            f"{a:.1f} (p95 {b:.0f})" for a, b in zip(joined.mean(0), np.percentile(joined, 95, axis=0), strict=True)
        ]
        print(f"{name:18}{len(members):9}{len(joined):7}" + "".join(f"{cell:>22}" for cell in cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--renders", required=True, help="what render.py and detect.py wrote")
    parser.add_argument("--view", nargs="+", default=["front", "side"], choices=["front", "side"])
    parser.add_argument("--folds", type=int, default=5, help="0 trains without measuring (default %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true", help="write models/trunk_VIEW.npz")
    options = parser.parse_args()
    for view in options.view:
        folders = sorted(path.parent for path in (Path(options.renders) / view).glob("*/found.npz"))
        sittings = [one for folder in folders if (one := sitting(folder, view)) is not None]
        if options.folds:
            report(view, sittings, cross_validated(view, sittings, options.folds, options.seed))
        if options.write:
            path = Path(__file__).parents[2] / "models" / f"trunk_{view}.npz"
            np.savez_compressed(path, **fit(view, sittings, options.seed))
            print(f"{path}: {len(sittings)} sittings, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
