"""How right the measures are, how exactly the exercises are counted, and how far the picture may worsen, as one document.

python benchmarks/accuracy.py --studio-python PYTHON   renders what is missing first, with a Python that has the extra studio
python benchmarks/accuracy.py                          measures on what is there
    --write                                            writes benchmarks/ACCURACY.md and models/expected_errors.toml
    --clips DIR                                        where the clips are kept
"""

from __future__ import annotations

import argparse
import datetime
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from benchmarks.judging.angles import Seen, see, see_by_itself
from benchmarks.judging.errors import (
    HEAD,
    MOVING_DEG,
    accuracies,
    as_toml,
    exercises_errors,
    expected_errors,
    visibility_factors,
)
from benchmarks.judging.on_samples import coached, judge
from benchmarks.making.sample_files import Sample, all_samples
from benchmarks.making.unseen.clips import FOLDER, UnseenClips
from benchmarks.making.unseen.plan import MEASURED_ONLY
from benchmarks.measuring import robustness, targets
from benchmarks.measuring.real_errors import with_real
from benchmarks.measuring.targets import Judged
from benchmarks.samples import SCORE_HEAD, score_rows
from coach import __version__, paths
from coach.engine import catalog
from coach.errors import CoachError

DOCUMENT: Final = Path(__file__).with_name("ACCURACY.md")
TEMPLATE: Final = Path(__file__).parent / "measuring" / "accuracy_template.md"


def document(unseen: Sequence[Sample], tuned: Sequence[Sample], folder: Path) -> tuple[str, str]:
    """``ACCURACY.md``, and the table of expected errors: of the unseen clips, and of what only the samples have."""
    exercises = [sample for sample in unseen if sample.exercise not in MEASURED_ONLY]
    seen = _seen(unseen)
    found = accuracies(seen)
    on_samples = accuracies(_seen(tuned))
    text = TEMPLATE.read_text(encoding="utf-8").format(
        date=datetime.date.today().isoformat(),
        versions=", ".join(f"{name} {version(name)}" for name in ("mediapipe", "numpy")),
        coach=__version__,
        python=platform.python_version(),
        clips=len(unseen),
        exercises=len({sample.exercise for sample in exercises}),
        bodies=_counted(unseen, "body"),
        sample_clips=len(tuned),
        sample_bodies=_counted(tuned, "body"),
        sample_cameras=_counted(tuned, "camera"),
        targets=_table(targets.HEAD, targets.rows(seen, [_judged(sample) for sample in exercises])),
        measures=_table(HEAD, (accuracy.row() for accuracy in found)),
        scores=_table(SCORE_HEAD, score_rows(exercises)),
        curves=_table(robustness.HEAD, robustness.curves(folder)),
        sample_measures=_table(HEAD, (accuracy.row() for accuracy in on_samples)),
        sample_scores=_table(SCORE_HEAD, score_rows(tuned)),
        moving=MOVING_DEG,
    )
    known = {(one.view, one.comparison.name) for one in found}
    both = [*(one for one in on_samples if (one.view, one.comparison.name) not in known), *found]
    exercised = [one for one in seen if one.exercise not in MEASURED_ONLY]
    curves = [one for one in map(see, robustness.samples(folder)) if one is not None]
    errors = with_real(expected_errors(both) | exercises_errors(exercised), _view_of_standing)
    errors["visibility"] = visibility_factors([*exercised, *curves], lambda exercise: catalog.find(exercise).needs)
    return text, as_toml(errors)


def _view_of_standing(name: str) -> str | None:
    exercise = catalog.find(name) if name in catalog.files() else None
    return exercise.view if exercise is not None and exercise.position == "standing" else None


def _seen(samples: Iterable[Sample]) -> list[Seen]:
    each = (see_by_itself(one) if one.exercise in MEASURED_ONLY else see(one) for one in samples)
    return [one for one in each if one is not None]


def _judged(sample: Sample) -> Judged:
    outcome = coached(sample.coached_as(), sample.poses())
    return Judged(sample, outcome, judge(outcome, sample.expected()))


def _counted(samples: Sequence[Sample], key: str) -> str:
    counts = Counter(str(sample.truth()[key]) for sample in samples)
    return ", ".join(f"{word} ({count} clips)" for word, count in sorted(counts.items()))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """Prints the document, or writes it and the expected errors; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write ACCURACY.md and expected_errors.toml")
    parser.add_argument("--clips", type=Path, default=FOLDER, help="where the unseen clips are kept (%(default)s)")
    parser.add_argument(
        "--studio-python", type=Path, help="a Python with the extra studio; without it nothing is rendered"
    )
    options = parser.parse_args()
    try:
        unseen = UnseenClips(options.clips, options.studio_python).to_report_on()
        if not unseen:
            print(f"There are no clips in {options.clips}: say --studio-python to render them.", file=sys.stderr)
            return 1
        tuned = [sample for sample in all_samples() if sample.exercise in catalog.files()]
        text, errors = document(unseen, tuned, options.clips)
    except (CoachError, RuntimeError) as problem:
        print(problem, file=sys.stderr)
        return getattr(problem, "exit_code", 1)
    if not options.write:
        print(text, end="")
        return 0
    DOCUMENT.write_text(text, encoding="utf-8", newline="\n")
    (paths.models() / "expected_errors.toml").write_text(errors, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
