"""Train the trunk readings on rendered people, measure them on bodies left out, write ``models/trunk_*.npz``.

    python benchmarks/training/train.py --renders DIR [--reading front twist side] [--folds 5] [--wandering 2] [--write]

Every body is another body and another camera, so a body left out is both. The printed errors come from networks that
never saw the body; the written weights are trained on all of them. Fixed seed: the same renders give the same weights.
--wandering N: besides, every body N times more with its landmarks off as those of real people are, see
``benchmarks.making.landmark_noise``; the errors are then told of both.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from benchmarks.making.landmark_noise import off_as_of_real_people
from benchmarks.training import networks
from benchmarks.training.networks import Floats
from coach.measures.learned import faces_left, features, mirrored, trunk_profile

View = Literal["front", "side"]

OUTPUTS = {
    "front": ("thoracic_rotation", "pelvis_rotation", "lumbar_rotation", "shoulder_line_yaw", "trunk_side_lean"),
    "side": ("thoracic_extension", "lumbar_extension", "pelvic_tilt", "neck_flexion", "chin_tuck"),
}
READINGS: dict[str, tuple[View, *tuple[str, ...]]] = {
    "front": ("front", "front"),
    "twist": ("front", "front", "twist"),
    "side": ("side", "side", "squeeze"),
}
"""Each reading with the view it is of and the bodies that teach it. Legs crossed in a twist have a reading of their own:
taught together with the rest they cost the others half a degree."""
HIDDEN = (64, 32)
NETWORKS = 4
LIMIT_PERCENTILE, LIMIT_MARGIN = 99.9, 1.3


@dataclass
class Stills:
    """One body and camera: inputs (N, F) with the mirror image or the neutral beside it, and the true change (N, O)."""

    name: str
    about: dict[str, Any]
    inputs: Floats
    other: Floats
    change: Floats


def stills_of(folder: Path, view: View, wandering: int | None = None) -> Stills | None:
    """wandering: the seed of errors as of real people that are put on the landmarks; None for those that were found."""
    about = json.loads((folder / "truth.json").read_text())
    found = np.load(folder / "found.npz")
    size = found["size"].astype(float)
    xy = found["image"][:, :, :2].astype(float) * size
    outlines = found["outline"].astype(float) * size
    if wandering is not None:
        xy = off_as_of_real_people(xy, [wandering, *folder.name.encode()])
    return prepared(folder.name, about, view, xy, outlines, about["neutrals"], about["frames"])


def family_of(folder: Path, view: View, seeds: list[int | None]) -> list[Stills]:
    """The stills of one body, once for each seed of errors (None: as they were found); empty where its neutral is unknown."""
    found = [stills_of(folder, view, seed) for seed in seeds]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else []


def prepared(
    name: str, about: dict[str, Any], view: View, xy: Floats, outlines: Floats, neutrals: int, frames: list[Any]
) -> Stills | None:
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
    return Stills(name, about, inputs[known], other[known], change[known])


def fit(view: str, bodies: list[Stills], seed: int) -> dict[str, np.ndarray]:
    """The weights that ``TrunkReader`` takes."""
    if view == "front":
        inputs = np.concatenate([rows for one in bodies for rows in (one.inputs, one.other)])
        change = np.concatenate([rows for one in bodies for rows in (one.change, -one.change)])
    else:
        inputs = np.concatenate([one.inputs for one in bodies])
        change = np.concatenate([one.change for one in bodies])
    weights = networks.fit(inputs, change, HIDDEN, NETWORKS, seed, odd=view == "front")
    weights |= networks.range_of((inputs - weights["mean"]) / weights["scale"], LIMIT_PERCENTILE, LIMIT_MARGIN)
    weights |= {"view": np.array(view), "outputs": np.array(OUTPUTS[view])}
    return {key: value.astype(_stored_as(key)) if value.dtype.kind == "f" else value for key, value in weights.items()}


def _stored_as(name: str) -> type[np.floating]:
    """Half precision for the large matrices: a hundredth of a degree, and half the file."""
    return np.float16 if name.startswith("hidden") else np.float32


def predict(view: str, weights: dict[str, np.ndarray], one: Stills) -> Floats:
    answers = [networks.answer(weights, rows) for rows in (one.inputs, one.other)]
    return (answers[0] - answers[1]) * (0.5 if view == "front" else 1.0)


def cross_validated(
    view: str, taught: list[list[Stills]], tried: list[list[Stills]], folds: int, seed: int
) -> list[list[Floats]]:
    """The error of every pose tried, read by networks trained on the other folds.

    taught: of each body all that is taught of it; tried: several readings of all bodies, each in the same order.
    """
    errors: list[list[Floats]] = [[np.empty(0)] * len(taught) for _ in tried]
    for fold in range(folds):
        others = [each for at, family in enumerate(taught) if at % folds != fold for each in family]
        weights = fit(view, others, seed)
        for found, bodies in zip(errors, tried, strict=True):
            for at in range(fold, len(taught), folds):
                found[at] = predict(view, weights, bodies[at]) - bodies[at].change
    return errors


def report(view: str, bodies: list[Stills], errors: list[Floats]) -> None:
    groups: dict[str, list[int]] = {"all": list(range(len(bodies)))}
    for at, one in enumerate(bodies):
        groups.setdefault(("standing " if one.about.get("standing") else "") + one.about["arms"], []).append(at)
    print(f"{'':18}{'bodies':>9}{'poses':>7}" + "".join(f"{name:>22}" for name in OUTPUTS[view]))
    for name, members in groups.items():
        joined = np.abs(np.concatenate([errors[at] for at in members]))
        cells = [
            f"{a:.1f} (p95 {b:.0f})" for a, b in zip(joined.mean(0), np.percentile(joined, 95, axis=0), strict=True)
        ]
        print(f"{name:18}{len(members):9}{len(joined):7}" + "".join(f"{cell:>22}" for cell in cells))


def told_apart(view: str, bodies: list[Stills], errors: list[Floats]) -> None:
    """How well one frame tells the low back's part (area under the ROC curve)."""
    true = np.concatenate([one.change for one in bodies])
    read = true + np.concatenate(errors)
    if view == "front":
        turned = np.abs(true[:, :3].sum(1)) > 15
        share_true, share_read = (_pelvis_share(angles[turned]) for angles in (true, read))
        low, high = share_read[share_true < 0.1], share_read[share_true >= 0.3]
        print(f"pelvis >= 30 % of a turn of 15° or more against < 10 %: {_area_under(low, high):.3f}")
        pelvis = np.abs(true[:, 1])
        low, high = np.abs(read[pelvis < 5, 1]), np.abs(read[pelvis > 15, 1])
        print(f"pelvis > 15° against < 5°: {_area_under(low, high):.3f}")
    else:
        good = (true[:, 0] > 8) & (np.abs(true[:, 1]) < 4) & (np.abs(true[:, 2]) < 4)
        print(f"lumbar > 8° against a good arch: {_area_under(read[good, 1], read[true[:, 1] > 8, 1]):.3f}")


def _pelvis_share(angles: Floats) -> Floats:
    return angles[:, 1] / np.abs(angles[:, :3]).sum(1) * np.sign(angles[:, :3].sum(1))


def _area_under(low: Floats, high: Floats) -> float:
    return float((high[:, None] > low[None]).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--renders", required=True, help="what render.py and detect.py wrote")
    parser.add_argument("--reading", nargs="+", default=list(READINGS), choices=list(READINGS))
    parser.add_argument("--folds", type=int, default=5, help="0 trains without measuring (default %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--wandering", type=int, default=0, help="how often more, with landmarks off as of real people")
    parser.add_argument("--write", action="store_true", help="write models/trunk_VIEW.npz")
    options = parser.parse_args()
    for reading in options.reading:
        view, *taught_by = READINGS[reading]
        made = (sorted((Path(options.renders) / name).glob("*/found.npz")) for name in taught_by)
        folders = [path.parent for paths in made for path in paths]
        seeds = [None, *range(options.wandering)]
        taught = [family for folder in folders if (family := family_of(folder, view, seeds))]
        bodies = [family[0] for family in taught]
        if options.folds:
            # Wandering as in none of those that are taught.
            wandered = [family_of(folder, view, [None, options.wandering]) for folder in folders]
            tried = [bodies, [family[1] for family in wandered if family]]
            for each, errors in zip(
                tried, cross_validated(view, taught, tried, options.folds, options.seed), strict=True
            ):
                report(view, each, errors)
                told_apart(view, each, errors)
        if options.write:
            path = Path(__file__).parents[2] / "models" / f"trunk_{reading}.npz"
            weights = fit(view, [each for family in taught for each in family], options.seed)
            np.savez_compressed(path, allow_pickle=True, **weights)
            print(f"{path}: {len(bodies)} bodies, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
