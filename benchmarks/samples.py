"""How well the coach does on the samples.

python benchmarks/samples.py [NAME ...]     for each exercise: repetitions, sides, holds, faults, visibility
    --each                                  a line for each sample instead
    --matrix                                every recording against every other exercise: what is counted falsely
    --angles                                measures against the true angles
    --markdown                              tables for a document
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.judging.angles import angle_rows
from benchmarks.judging.on_samples import Outcome, Verdict, coached, judge
from benchmarks.making.sample_files import Sample, chosen_samples
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import CoachError
from coach.landmarks import GROUPS, INDEX
from coach.values import Pose

Row = Sequence[str]


def main() -> int:
    """Prints the table that was asked for; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="beginnings of sample names; all without")
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--each", action="store_true", help="a line for each sample")
    kinds.add_argument("--matrix", action="store_true", help="every recording against every other exercise")
    kinds.add_argument("--angles", action="store_true", help="measures against the true angles")
    parser.add_argument("--markdown", action="store_true", help="write the table as Markdown")
    options = parser.parse_args()
    try:
        _print_table(options)
    except CoachError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    return 0


def _print_table(options: argparse.Namespace) -> None:
    samples = [sample for sample in chosen_samples(options.names) if sample.exercise in catalog.files()]
    if options.matrix:
        _show("Counted by another exercise's machine", _MATRIX_HEAD, _matrix(samples), options.markdown)
    elif options.angles:
        head, rows = angle_rows(samples)
        _show("Measures against the truth, degrees, all frames after the baseline", head, rows, options.markdown)
    else:
        _show("Samples", SCORE_HEAD, score_rows(samples, each=options.each), options.markdown)


# --- scores --------------------------------------------------------------------------------------------------------

SCORE_HEAD = (
    "exercise",
    "clips",
    "true",
    "counted",
    "not exact",
    "wrong side",
    "holds wrong",
    "worst error",
    "caught",
    "missed",
    "false",
    "where none is",
    "visibility",
)


@dataclass(frozen=True)
class _Score:
    sample: Sample
    verdict: Verdict
    visibility: float


def score_rows(samples: Iterable[Sample], *, each: bool = False) -> Iterable[Row]:
    """A row under ``SCORE_HEAD`` for each exercise and one for all, or one for each sample."""
    scores: dict[str, list[_Score]] = defaultdict(list)
    for sample in samples:
        exercise = sample.coached_as()
        poses = sample.poses()
        verdict = judge(coached(exercise, poses), sample.expected())
        scores[sample.name if each else sample.exercise].append(_Score(sample, verdict, _visibility(exercise, poses)))
    yield from (_score_row(name, group) for name, group in scores.items())
    if not each:
        yield _score_row("all", [score for group in scores.values() for score in group])


def _score_row(name: str, scores: Sequence[_Score]) -> Row:
    verdicts = [score.verdict for score in scores]
    errors_s = [error for verdict in verdicts for error in verdict.hold_errors_s]
    clean = [score.verdict for score in scores if not score.sample.truth()["faults"]]
    return (
        name,
        str(len(scores)),
        str(sum(len(verdict.expected_sides) for verdict in verdicts)),
        str(sum(len(verdict.counted_sides) for verdict in verdicts)),
        str(sum(not verdict.exact for verdict in verdicts)),
        str(sum(verdict.wrong_sides for verdict in verdicts)),
        f"{sum(verdict.wrong_holds for verdict in verdicts)} of {len(errors_s)}" if errors_s else "-",
        f"{max(errors_s, key=abs):+.2f}" if errors_s else "-",
        str(sum(len(verdict.caught) for verdict in verdicts)),
        str(sum(len(verdict.missed) for verdict in verdicts)),
        str(sum(len(verdict.false) for verdict in verdicts)),
        str(sum(len(verdict.false) for verdict in clean)),
        f"{min(score.visibility for score in scores):.2f}",
    )


def _visibility(exercise: Exercise, poses: Sequence[Pose]) -> float:
    """Visibility of the worst needed part in the worst frame; from the side the better one of a pair stands for it."""
    frames = np.stack([pose.visibility for pose in poses])
    take = np.max if exercise.view == "side" else np.min
    parts = [take(frames[:, [INDEX[name] for name in GROUPS[part]]], axis=1) for part in exercise.needs]
    return float(np.min(parts))


# --- matrix --------------------------------------------------------------------------------------------------------

_MATRIX_HEAD = ("what was done", "counted as", "clips", "reps", "cases", "runs")


def _matrix(samples: Iterable[Sample]) -> Iterable[Row]:
    """Only what is wrong: exercise done, exercise that counted it, in how many clips, how many repetitions."""
    machines = catalog.all_exercises()
    counted: dict[tuple[str, str], list[str]] = defaultdict(list)
    reps: dict[tuple[str, str], int] = defaultdict(int)
    clips = runs = 0
    for sample in samples:
        poses = sample.poses()
        clips += 1
        for machine in machines:
            if machine.id == sample.exercise:
                continue
            runs += 1
            outcome: Outcome = coached(sample.coached_as(machine), poses)
            if outcome.counted:
                counted[sample.exercise, machine.id].append(sample.case)
                reps[sample.exercise, machine.id] += len(outcome.counted)
    for (done, machine_id), cases in sorted(counted.items()):
        done_as = (done, machine_id)
        yield (done, machine_id, str(len(cases)), str(reps[done_as]), ", ".join(cases), "")
    yield ("all", f"{len(machines)} machines", str(clips), str(sum(reps.values())), "", f"{runs} runs")


# --- printing ------------------------------------------------------------------------------------------------------


def _show(title: str, head: Row, rows: Iterable[Row], markdown: bool) -> None:
    if markdown:
        print("| " + " | ".join(head) + " |")
        print("|" + "---|" * len(head))
        for row in rows:
            print("| " + " | ".join(row) + " |")
        return
    table = Table(title=title)
    for index, name in enumerate(head):
        table.add_column(name, no_wrap=index == 0)
    for row in rows:
        table.add_row(*row)
    Console(width=None if Console().is_terminal else 200).print(table)


if __name__ == "__main__":
    sys.exit(main())
