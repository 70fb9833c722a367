"""How well the coach does on real people.

python benchmarks/real_people.py FOLDER ...      every clip of benchmarks/real/*.json that lies in the folders or below
    --matching                                   only the exercise that each clip shows; without, all exercises
    --clip NAME ... --exercise NAME ...          only these
    --each                                       what became of every single repetition
    --model NAME --jobs N                        the pose model (full), and how many replays side by side (2)
    --write                                      writes benchmarks/REAL_PEOPLE.md

The footage stays outside the repository; benchmarks/real/README.md says where it is public. The first run looks at it with
the pose model and keeps the landmarks beside it, in a folder called "recordings"; later ones take a minute or two.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks import real_facts, real_recordings
from benchmarks.real_facts import Clip
from benchmarks.real_judging import Said, judge, said_of
from coach.engine import catalog
from coach.errors import CoachError
from coach.sources import privacy

Row = Sequence[str]


@dataclass(frozen=True)
class Seen:
    """A clip that was found, its recording, and what the coach said of it with each exercise."""

    clip: Clip
    recording: Path
    said: dict[str, Said]


def main() -> int:
    """Prints the tables; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER", type=Path)
    parser.add_argument("--matching", action="store_true")
    parser.add_argument("--clip", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--exercise", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--model", default="full")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    privacy.block_usage_reporting()
    try:
        seen = look(options)
    except CoachError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    matching = [one for one in seen if one.clip.exercise in one.said]
    _print(MATCHING_HEAD, [matching_row(one) for one in matching])
    if options.each:
        _print(EACH_HEAD, [row for one in matching for row in each_rows(one)])
    _print(FALSE_HEAD, list(false_rows(seen)))
    print("\n".join(sums(seen)))
    return 0


def look(options: argparse.Namespace) -> list[Seen]:
    """Finds the clips, makes the recordings that are missing, and replays them."""
    wanted = [clip for clip in real_facts.clips() if not options.clip or clip.name in options.clip]
    exercises = [exercise.id for exercise in catalog.all_exercises()]
    found = real_facts.find(((clip.sha256, clip.bytes) for clip in wanted), options.folders)
    for clip in wanted:
        if clip.sha256 not in found:
            print(f"missing  {clip.name} ({clip.repository}, {clip.path})", file=sys.stderr)
    there = [clip for clip in wanted if clip.sha256 in found]
    recordings = [real_recordings.ensure(found[clip.sha256], clip.sha256, options.model) for clip in there]
    seen = [Seen(clip, recording, {}) for clip, recording in zip(there, recordings, strict=True)]
    tasks = [
        (one, exercise)
        for one in seen
        for exercise in exercises
        if (exercise == one.clip.exercise if options.matching else not options.exercise or exercise in options.exercise)
    ]
    with ProcessPoolExecutor(options.jobs) as pool:
        said = pool.map(said_of, [one.recording for one, _ in tasks], [exercise for _, exercise in tasks], chunksize=4)
        for (one, exercise), what in zip(tasks, said, strict=True):
            one.said[exercise] = what
    return seen


MATCHING_HEAD = (
    "clip",
    "exercise",
    "to count",
    "counted",
    "to tell",
    "told right",
    "too many",
    "exact",
    "start known",
    "in time",
    "unfounded",
)


def matching_row(one: Seen) -> Row:
    """A clip against the exercise that it shows."""
    said = one.said[str(one.clip.exercise)]
    verdict = judge(said, one.clip.repetitions)
    count = [answer for answer in verdict.answers if answer.true.expected == "counted"]
    tell = [answer for answer in verdict.answers if answer.true.expected in ("told", "counted or told")]
    known = said.start_known_s
    return (
        one.clip.name,
        str(one.clip.exercise),
        str(len(count)),
        str(sum(answer.right for answer in count)),
        str(len(tell)),
        str(sum(answer.right for answer in tell)),
        str(len(verdict.too_many)),
        "yes" if verdict.exact else "no",
        "never" if known is None else f"{known:.1f} s",
        "yes" if in_time(one) else "no",
        ", ".join(f"{fault} {time_s:.1f} s" for time_s, fault in verdict.unfounded) or "-",
    )


def in_time(one: Seen) -> bool:
    """Whether the start position was known before the second repetition was over."""
    known = one.said[str(one.clip.exercise)].start_known_s
    ends = [rep.end_s for rep in one.clip.repetitions if rep.cut != "begin"] or [one.clip.seconds]
    return known is not None and known <= ends[:2][-1]


EACH_HEAD = ("clip", "side", "from", "to", "expected", "was", "right")


def each_rows(one: Seen) -> Iterable[Row]:
    """Every true repetition of a clip, and what was counted beside."""
    said = one.said[str(one.clip.exercise)]
    verdict = judge(said, one.clip.repetitions)
    for answer in verdict.answers:
        true = answer.true
        times = (f"{true.start_s:.1f}", f"{true.end_s:.1f}")
        yield (one.clip.name, true.side or "-", *times, true.expected, answer.words, "yes" if answer.right else "NO")
    for rep in verdict.too_many:
        yield (one.clip.name, rep.side or "-", f"{rep.start_s:.1f}", f"{rep.end_s:.1f}", "nothing", "counted", "NO")


FALSE_HEAD = ("clip", "counted as", "repetitions", "at")


def false_rows(seen: Iterable[Seen]) -> Iterable[Row]:
    """Only what is wrong: what exercises counted in clips that do not show them."""
    for one in seen:
        for exercise, said in one.said.items():
            if exercise != one.clip.exercise and len(said.counted) > one.clip.also.get(exercise, 0):
                at = ", ".join(f"{rep.start_s:.1f} to {rep.end_s:.1f} s" for rep in said.counted[:4])
                yield (one.clip.name, exercise, str(len(said.counted)), at)


def sums(seen: Sequence[Seen]) -> list[str]:
    """The figures of the whole."""
    matching = [one for one in seen if one.clip.exercise in one.said]
    verdicts = [judge(one.said[str(one.clip.exercise)], one.clip.repetitions) for one in matching]
    count = [answer for verdict in verdicts for answer in verdict.answers if answer.true.expected == "counted"]
    others = sum(exercise != one.clip.exercise for one in seen for exercise in one.said)
    wrong = list(false_rows(seen))
    return [
        f"exact: {sum(verdict.exact for verdict in verdicts)} of {len(matching)} matching clips",
        f"repetitions to count: {sum(answer.right for answer in count)} of {len(count)}",
        f"start position known before the second repetition ends: {sum(map(in_time, matching))} of {len(matching)}",
        f"counted that nobody did: {sum(int(row[2]) for row in wrong)} in {len(wrong)} of {others} runs of other exercises, "
        f"{sum(len(verdict.too_many) for verdict in verdicts)} in the matching ones",
    ]


def _print(head: Row, rows: Sequence[Row]) -> None:
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for row in [head, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print()


if __name__ == "__main__":
    sys.exit(main())
