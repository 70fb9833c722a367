"""Makes the moving figures of ``exercises/demonstrations/`` out of the samples' own recordings.

python benchmarks/making/demonstrations.py [NAME ...]     writes the demonstrations of these exercises, or of all
    --check                                               writes nothing; returns 1 where one is not what would be made

Of a sample that is done well it takes one repetition (one a side where there are sides), with a moment of rest before and
after it. Long holds are cut to PLATEAU_S. ``coach/learning/demonstrating.py`` makes the film of it.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from benchmarks.making.sample_files import GOOD, Sample, all_samples
from coach import paths
from coach.engine import catalog
from coach.learning.demonstrating import FPS, PLATEAU_S, REST_S, SMOOTHING_S, film_of
from coach.moving_figures import FOLDER

Floats = NDArray[np.float64]

NEARLY: Final = 5.0
"""So many percent the movement may seem to have come elsewhere before a film is to be made anew; chosen."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What is shown of a sample.

    case: which one, else a plain good one. reps: how many of its repetitions, from the one numbered ``first``; lead_s,
    tail_s: rest before and after. smoothing_s: less for what is quick. spine: whether the back's curve is in the
    silhouette; behind elbows it is not.
    """

    case: str = ""
    first: int = 0
    reps: int = 1
    lead_s: float = REST_S
    tail_s: float = REST_S
    smoothing_s: float = SMOOTHING_S
    spine: bool = True


CUTS: Final = {
    "walk-in-place": Cut("good-female", first=4, reps=4, lead_s=0.0, tail_s=0.0, smoothing_s=0.04),
    "shoulder-rolls": Cut(first=1, reps=2, lead_s=0.0, tail_s=0.0),
    "seated-crossed-leg-twist": Cut(reps=2, lead_s=2.0, tail_s=2.0),
    "pelvis-push": Cut(spine=False),
    "standing-backward-bend": Cut(spine=False),
    "shoulder-blade-squeeze": Cut(spine=False),
}
"""Where the usual is not right: steps and rolls follow each other, legs are crossed before the turn, elbows go back."""


def main() -> int:
    """Writes, or compares; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all without")
    parser.add_argument("--check", action="store_true", help="write nothing, compare")
    options = parser.parse_args()
    differing = 0
    for exercise in options.names or sorted(path.stem for path in paths.exercises().glob("*.toml")):
        path = paths.exercises() / FOLDER / f"{exercise}.npz"
        made = demonstration(exercise)
        if options.check:
            same = path.exists() and same_content(made, dict(np.load(path)))
            differing += not same
            print(f"{exercise:30} {'the same' if same else 'differs'}")
            continue
        path.parent.mkdir(exist_ok=True)
        np.savez_compressed(path, **made)
        print(
            f"{exercise:30} {len(made['times_s']) / FPS:5.1f} s {path.stat().st_size / 1000:5.1f} kB  {made['sample']}"
        )
    return 1 if differing else 0


def same_content(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two demonstrations hold the same figure, to the last bit; how far it has come, to NEARLY percent.

    The latter is read by the coach itself, whose measures become better from time to time.
    """
    drawn = [name for name in one if name not in ("reached", "sides")]
    return (
        one.keys() == other.keys()
        and all(np.array_equal(one[name], other[name]) for name in drawn)
        and float(np.abs(one["reached"] - other["reached"]).mean()) <= NEARLY
        and float(np.mean(one["sides"] != other["sides"])) <= NEARLY / 100
    )


def demonstration(exercise_id: str) -> dict[str, Any]:
    """The arrays of one exercise's demonstration, by the names in which they are stored."""
    exercise = catalog.find(exercise_id)
    cut = CUTS.get(exercise_id, Cut(reps=1 if exercise.sides == "none" else 2))
    sample = _sample(exercise_id, cut)
    return film_of(
        exercise,
        sample.coached_as(),
        sample.poses(),
        _times(sample, cut),
        sample.name,
        smoothing_s=cut.smoothing_s,
        spine=cut.spine,
    )


def _sample(exercise_id: str, cut: Cut) -> Sample:
    good = [sample for sample in all_samples(exercise_id) if sample.variant == GOOD]
    chosen = [sample for sample in good if sample.case == cut.case]
    plain = [sample for sample in good if sample.case in ("good-male", "good-male-side")]
    return (chosen or plain or good)[0]


def _times(sample: Sample, cut: Cut) -> Floats:
    """The moments of the recording that make the film, FPS a second of showing."""
    reps = sample.truth()["reps"][cut.first : cut.first + cut.reps]
    begin_s, end_s = reps[0]["start_s"] - cut.lead_s, reps[-1]["end_s"] + cut.tail_s
    times_s = np.arange(begin_s, end_s, 1 / FPS)
    keep = np.ones(times_s.shape, bool)
    for rep in reps:
        spare_s = rep["peak_end_s"] - rep["peak_start_s"] - PLATEAU_S
        middle_s = (rep["peak_start_s"] + rep["peak_end_s"]) / 2
        keep &= np.abs(times_s - middle_s) >= max(0.0, spare_s) / 2
    return np.asarray(times_s[keep], np.float64)


if __name__ == "__main__":
    sys.exit(main())
