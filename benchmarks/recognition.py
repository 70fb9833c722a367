"""How well it is recognised what somebody does.

python benchmarks/recognition.py [SAMPLE ...]    the samples whose names begin so (all), joined in random order
    --seed N --length N                          of the order; how many samples a sequence has (6)
    --single                                     each sample by itself instead
    --every N                                    one sample in N, the same each time
    --real FOLDER ...                            the clips of real people that lie there, and nothing else
    --jobs N                                     how many sequences side by side (2)
    --write                                      writes benchmarks/RECOGNITION.md instead of printing

A sequence is several samples one behind the other. Between two of them somebody stands or sits still as at the end of the
first, for 3 to 8 s, then the picture jumps by 2 to 5 s. No two samples of one exercise follow each other.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.making import real_facts, real_recordings
from benchmarks.making.sample_files import Sample, chosen_samples
from coach.coaching.whole_clip import WholeClip
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.events import RepCompleted
from coach.recognising.recogniser import RecognisedSet, recognised, stretches
from coach.recording.reader import open_recording
from coach.values import Pose

TARGET: Final = Path(__file__).with_name("RECOGNITION.md")
FPS: Final = 15.0
"""Poses a second of a pause."""


@dataclass(frozen=True)
class TrueSet:
    """What is done from when to when, and how many repetitions must count; exercise None where nothing of ours is done.

    more: how many may count besides, of which the facts say that either is right.
    """

    exercise: str | None
    start_s: float
    end_s: float
    counted: int
    more: int = 0


@dataclass
class Figures:
    """Added up. wanted: sets with at least one repetition that must count. found: something was recognised in their time.

    named: rightly. exact: with just as many repetitions. false: sets of something that is not done then.
    """

    wanted: int = 0
    found: int = 0
    named: int = 0
    exact: int = 0
    false: int = 0
    seconds: float = 0.0
    frames: int = 0
    work_s: float = 0.0

    def add(self, other: Figures) -> None:
        """Adds another's."""
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


def main() -> int:
    """Prints or writes the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", nargs="*", metavar="SAMPLE")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, default=6)
    parser.add_argument("--single", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--real", nargs="+", type=Path, default=[], metavar="FOLDER")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    total, remarks = Figures(), list[str]()
    with ProcessPoolExecutor(max(1, options.jobs)) as pool:
        if options.real:
            done = pool.map(of_real_clip, *zip(*_real(options.real), strict=True))
        else:
            length = 1 if options.single else max(1, options.length)
            orders = sequences(list(chosen_samples(options.samples))[:: max(1, options.every)], length, options.seed)
            done = pool.map(partial(of_sequence, seed=options.seed), orders)
        for figures, said in done:
            total.add(figures)
            remarks += said
            print(*said, sep="\n", end="\n" if said else "", file=sys.stderr, flush=True)
    text = table(total, remarks)
    if options.write:
        TARGET.write_text(f"# What is recognised\n\nBy `python benchmarks/recognition.py`.\n\n{text}", encoding="utf-8")
    else:
        print(text)
    return 0


def sequences(samples: list[Sample], length: int, seed: int) -> list[list[Sample]]:
    """The samples in random order, cut into sequences in which no two of one exercise follow each other."""
    random.Random(seed).shuffle(samples)
    found: list[list[Sample]] = []
    while samples:
        order: list[Sample] = []
        for sample in list(samples):
            if len(order) < length and (not order or order[-1].exercise != sample.exercise):
                order.append(sample)
                samples.remove(sample)
        found.append(order)
    return found


def joined(order: Sequence[Sample], seed: int) -> tuple[list[Pose], list[TrueSet]]:
    """One sequence, with what is truly done in it."""
    chance = random.Random(f"{seed} {order[0].name}")
    poses, truth, at_s = list[Pose](), list[TrueSet](), 0.0
    for sample in order:
        own = sample.poses()
        poses += [replace(pose, time_s=at_s + pose.time_s) for pose in own]
        counted = sample.expected().counted
        truth.append(TrueSet(sample.exercise, at_s, at_s + own[-1].time_s, len(counted)))
        pause = int(chance.uniform(3, 8) * FPS)
        last = poses[-1]
        poses += [replace(last, time_s=last.time_s + (number + 1) / FPS) for number in range(pause)]
        at_s = poses[-1].time_s + chance.uniform(2, 5)
    return poses, truth


def of_sequence(order: Sequence[Sample], seed: int) -> tuple[Figures, list[str]]:
    """The figures of one sequence, and what went wrong in it. Holds are asked for as long as in the samples."""
    poses, truth = joined(order, seed)
    asked = {sample.exercise: sample.coached_as() for sample in order}
    exercises = [asked.get(each.id, each) for each in catalog.all_exercises()]
    return judged(poses, truth, exercises, " + ".join(sample.name for sample in order))


def of_real_clip(recording: Path, clip: real_facts.Clip) -> tuple[Figures, list[str]]:
    """The figures of one clip of a real person."""
    poses = list(open_recording(recording))
    counted = sum(rep.expected == "counted" for rep in clip.repetitions)
    more = sum(rep.expected == "counted or told" for rep in clip.repetitions)
    truth = [TrueSet(clip.exercise, 0.0, poses[-1].time_s, counted, more)]
    return judged(poses, truth, catalog.all_exercises(), clip.name, also=clip.also)


def judged(
    poses: list[Pose], truth: list[TrueSet], exercises: list[Exercise], name: str, *, also: Collection[str] = ()
) -> tuple[Figures, list[str]]:
    """What is recognised against what is done. also: exercises that may rightly be found, too."""
    began = time.process_time()
    sets = recognised(poses, exercises)
    figures = Figures(seconds=poses[-1].time_s, frames=len(poses), work_s=time.process_time() - began)
    counts = dict(zip(map(id, sets), counted_again(sets, poses, exercises), strict=True))
    said: list[str] = []
    explained: set[int] = set()
    for true in truth:
        meanwhile = [each for each in sets if each.start_s < true.end_s and each.end_s > true.start_s]
        right = [each for each in meanwhile if each.exercise == true.exercise]
        explained |= {id(each) for each in right}
        if true.exercise is None or not true.counted:
            continue
        count = sum(counts[id(each)] for each in right)
        figures.wanted += 1
        figures.found += bool(meanwhile)
        figures.named += bool(right)
        exact = true.counted <= count <= true.counted + true.more
        figures.exact += bool(right) and exact
        if not exact:
            others = ", ".join(each.exercise for each in meanwhile if each not in right)
            said.append(f"{name}: {true.exercise}: {count} of {true.counted} counted {others}".rstrip())
    for each in sets:
        if id(each) not in explained and each.exercise not in also:
            figures.false += 1
            said.append(f"{name}: false {each.exercise} at {each.start_s:.0f} s, sure {each.sure:.2f}")
    return figures, said


def counted_again(sets: list[RecognisedSet], poses: list[Pose], exercises: list[Exercise]) -> list[int]:
    """How many repetitions count when each set is coached by itself, as ``coach replay`` does it."""
    named = {exercise.id: exercise for exercise in exercises}
    counts = []
    for each, own in zip(sets, stretches(sets, poses), strict=True):
        clip = WholeClip(named[each.exercise])
        for pose in own:
            clip.update(pose)
        events = [event for step in clip.steps() for event in step.events]
        counts.append(sum(isinstance(event, RepCompleted) for event in [*events, *clip.session.finish()]))
    return counts


def _real(folders: Sequence[Path]) -> list[tuple[Path, real_facts.Clip]]:
    known = real_facts.clips()
    files = real_facts.find(((clip.sha256, clip.bytes) for clip in known), folders)
    return [
        (real_recordings.ensure(files[clip.sha256], clip.sha256, "full"), clip)
        for clip in known
        if clip.sha256 in files
    ]


def table(figures: Figures, remarks: Sequence[str]) -> str:
    """The figures, then every set that is not right."""
    wanted = max(1, figures.wanted)
    lines = [
        "| sets | found | right name | repetitions exact | false sets | false a minute | minutes | ms a frame |",
        "|---|---|---|---|---|---|---|---|",
        f"| {figures.wanted} | {figures.found / wanted:.1%} | {figures.named / wanted:.1%} | {figures.exact / wanted:.1%} "
        f"| {figures.false} | {60 * figures.false / max(1.0, figures.seconds):.2f} | {figures.seconds / 60:.1f} "
        f"| {1000 * figures.work_s / max(1, figures.frames):.1f} |",
        "",
        *(f"* {remark}" for remark in remarks),
    ]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main())
