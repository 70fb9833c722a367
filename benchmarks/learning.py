"""Learns each shipped exercise from one sample of one body, and tries it on the samples of the others.

python benchmarks/learning.py [NAME ...]    prints the tables; all exercises without names
    --quick                                 other exercises by one good sample each, and of the same view, only
    --alone                                 no other exercises at all
    --write                                 writes benchmarks/LEARNING.md
    --show                                  prints each learned file, too

The sample to learn from is chosen by rule and not by result: of the good ones at the usual speed and with the most repetitions
the first by name that shows two. What is counted is compared with the samples' truth, which no part of Coach made.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.judging.on_samples import coached
from benchmarks.making.sample_files import GOOD, Sample, all_samples
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.errors import LearnError
from coach.learning.lesson import Lesson, learn
from coach.learning.shown_clip import Shown
from coach.values import Pose, Side
from coach.words.reasons import in_english

WRITTEN: Final = Path(__file__).with_name("LEARNING.md")

HALF: Final = ("partial", "short-hold")
"""Variants in which the movement is the right one and not whole."""


@dataclass
class Score:
    """What one learned exercise counts. Each pair is (right, of how many).

    own: clips learned from, exact. others: clips of other bodies done well, exact; repetitions: those in them. half: clips of
    half the way or half the hold, in which nothing was counted. faults: clips with a fault, in which the right way has no say.
    false: what was counted in clips of other exercises: exercise/case and how many.
    """

    exercise: str
    learned_from: str
    says: str
    own: tuple[int, int] = (0, 0)
    others: tuple[int, int] = (0, 0)
    repetitions: tuple[int, int] = (0, 0)
    half: tuple[int, int] = (0, 0)
    false: dict[str, int] = field(default_factory=dict)
    runs: int = 0
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Prints or writes; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="exercises; all without")
    parser.add_argument("--quick", action="store_true", help="other exercises by one good sample each only")
    parser.add_argument("--alone", action="store_true", help="no other exercises at all")
    parser.add_argument("--write", action="store_true", help="write benchmarks/LEARNING.md")
    parser.add_argument("--show", action="store_true", help="print each learned file, too")
    options = parser.parse_args()
    samples = [sample for sample in all_samples() if sample.exercise in catalog.files()]
    poses = {sample.name: sample.poses() for sample in samples}
    scores = []
    for exercise in options.names or sorted({sample.exercise for sample in samples}):
        began = time.perf_counter()
        tried = [sample for sample in samples if sample.exercise == exercise] if options.alone else samples
        score = scored(exercise, tried, poses, quick=options.quick, show=options.show)
        scores.append(score)
        print(_line(score), f"  {time.perf_counter() - began:.0f} s", flush=True)
        for each in score.wrong:
            print("      ", each)
        for name, count in score.false.items():
            print(f"       counts {count} in {name}", flush=True)
    print(_totals(scores))
    if options.write:
        WRITTEN.write_text(_written(scores), encoding="utf-8")
    return 0


def learned_from(exercise: str, samples: Sequence[Sample]) -> list[Sample]:
    """The sample to learn from; both good ones where none shows two repetitions."""
    good = [each for each in samples if each.exercise == exercise and each.variant == GOOD]
    usual = [each for each in good if each.truth()["speed"] == 1] or good
    most = max(len(each.expected().counted) for each in usual)
    if most < 2:
        return usual
    return [next(each for each in usual if len(each.expected().counted) == most)]


def scored(
    exercise: str, samples: Sequence[Sample], poses: dict[str, list[Pose]], *, quick: bool, show: bool = False
) -> Score:
    """Learns one exercise and tries it on all samples."""
    shown = learned_from(exercise, samples)
    score = Score(exercise, " + ".join(each.case for each in shown), "")
    try:
        lesson = learn(
            f"learned-{exercise}", f"Learned {exercise}", [Shown.of(each.name, poses[each.name]) for each in shown]
        )
    except LearnError as problem:
        score.says = str(problem)
        score.wrong.append(str(problem))
        return score
    score.says = _says(lesson)
    bodies = {str(each.truth()["body"]) for each in shown}
    for sample in samples:
        made = sample.coached_as(lesson.exercise)
        if sample.exercise != exercise:
            if quick and not _stands_for_its_exercise(sample, samples, lesson):
                continue
            _try_false(score, made, sample, poses[sample.name])
        elif sample in shown:
            _try_own(score, made, sample, poses[sample.name])
        elif str(sample.truth()["body"]) not in bodies:
            _try_other(score, made, sample, poses[sample.name])
    if show:
        print(lesson.exercise.model_dump_json(indent=1, exclude_defaults=True))
    return score


def _stands_for_its_exercise(sample: Sample, samples: Sequence[Sample], lesson: Lesson) -> bool:
    """Whether it is the first good one of an exercise that is seen from the same way."""
    first = next(each for each in samples if each.exercise == sample.exercise and each.variant == GOOD)
    return sample is first and catalog.find(sample.exercise).view == lesson.exercise.view


def _says(lesson: Lesson) -> str:
    made = lesson.exercise
    held = f", held {made.dose.hold_s:g} s" if made.dose.hold_s else ""
    return f"{made.position}, {made.view}, sides {made.sides}, {made.gauge.measure} to {made.gauge.target:g}{held}"


def _sides(made: Exercise, sample: Sample) -> list[Side | None]:
    return [rep.side if made.sides != "none" else None for rep in sample.expected().counted]


def _try_own(score: Score, made: Exercise, sample: Sample, poses: list[Pose]) -> None:
    counted = coached(made, poses).sides
    exact = len(counted) == len(sample.expected().counted)
    score.own = _added(score.own, exact)
    if not exact:
        score.wrong.append(f"own {sample.case}: {len(counted)} of {len(sample.expected().counted)}")


def _try_other(score: Score, made: Exercise, sample: Sample, poses: list[Pose]) -> None:
    if sample.variant == GOOD:
        wanted = _sides(made, sample)
        outcome = coached(made, poses)
        exact = list(outcome.sides) == wanted
        score.others = _added(score.others, exact)
        right = sum(one == other for one, other in zip(outcome.sides, wanted, strict=False))
        score.repetitions = (score.repetitions[0] + right, score.repetitions[1] + len(wanted))
        if not exact:
            reasons = sorted({in_english(rep.reason) or "" for rep in outcome.summary.abandoned})
            score.wrong.append(f"{sample.case}: {outcome.sides} for {wanted} {reasons}")
    elif sample.variant in HALF and not (sample.variant == "short-hold" and not made.dose.hold_s):
        counted = len(coached(made, poses).counted)
        score.half = _added(score.half, counted == 0)
        if counted:
            score.wrong.append(f"{sample.case}: counts {counted} of what is not whole")


def _try_false(score: Score, made: Exercise, sample: Sample, poses: list[Pose]) -> None:
    score.runs += 1
    counted = len(coached(made, poses).counted)
    if counted:
        score.false[sample.name] = counted


def _added(pair: tuple[int, int], right: bool) -> tuple[int, int]:
    return pair[0] + right, pair[1] + 1


def _of(pair: tuple[int, int]) -> str:
    return f"{pair[0]} of {pair[1]}" if pair[1] else "–"


def _line(score: Score) -> str:
    return (
        f"{score.exercise:28} own {_of(score.own)}  others {_of(score.others)}  reps {_of(score.repetitions)}  "
        f"half {_of(score.half)}  false {len(score.false)} of {score.runs}  [{score.says}]"
    )


def _summed(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def _percent(pair: tuple[int, int]) -> str:
    return f"{_of(pair)} ({100 * pair[0] / pair[1]:.1f} %)" if pair[1] else "–"


def _totals(scores: Sequence[Score]) -> str:
    false = (sum(len(score.false) for score in scores), sum(score.runs for score in scores))
    return (
        f"own clips exact {_percent(_summed([score.own for score in scores]))}; "
        f"clips of other bodies exact {_percent(_summed([score.others for score in scores]))}, "
        f"repetitions {_percent(_summed([score.repetitions for score in scores]))}; "
        f"half ones not counted {_percent(_summed([score.half for score in scores]))}; "
        f"clips of other exercises in which something was counted {_percent(false)}"
    )


def _written(scores: Sequence[Score]) -> str:
    lines = [
        "# How well an exercise is learned from one clip",
        "",
        "Written by `python benchmarks/learning.py --write`; not to be edited by hand. Rendered people throughout.",
        "",
        _totals(scores) + ".",
        "",
        "| exercise | learned from | as | its own clips exact | clips of other bodies exact | their repetitions | half ones "
        "not counted | counts in clips of other exercises |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for score in scores:
        false = ", ".join(f"{name} ({count})" for name, count in score.false.items()) or "–"
        lines.append(
            f"| {score.exercise} | {score.learned_from} | {score.says} | {_of(score.own)} | {_of(score.others)} | "
            f"{_of(score.repetitions)} | {_of(score.half)} | {len(score.false)} of {score.runs}: {false} |"
        )
    wrong = [f"* {score.exercise}: {each}" for score in scores for each in score.wrong]
    return "\n".join([*lines, "", "What went wrong:", "", *wrong, ""])


if __name__ == "__main__":
    sys.exit(main())
