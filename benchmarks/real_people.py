"""How well the coach does on real people.

python benchmarks/real_people.py FOLDER ...      every clip, photograph and motion capture that is known and lies there
    --matching                                   only the exercise that each shows; without, clips against all exercises
    --only NAME ... --exercise NAME ...          only these clips, photographs or captures; only these exercises
    --each                                       what became of every single repetition
    --model NAME --jobs N                        the pose model (full), and how many replays side by side (2)
    --write                                      writes benchmarks/REAL_PEOPLE.md instead of printing

The footage stays outside the repository; benchmarks/real/README.md says where it is public. The first run looks at it with
the pose model and keeps the landmarks beside it, in a folder called "recordings"; later ones take minutes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from benchmarks.judging import motion_capture, photographs
from benchmarks.judging.on_footage import said_of
from benchmarks.making import real_facts, real_recordings
from benchmarks.measuring import real_tables
from benchmarks.measuring.real_tables import Captured, Found, Watched
from coach.engine import catalog
from coach.errors import CoachError
from coach.sources import privacy

TARGET: Final = Path(__file__).with_name("REAL_PEOPLE.md")


def main() -> int:
    """Prints or writes the tables; returns what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER", type=Path)
    parser.add_argument("--matching", action="store_true")
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--exercise", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--each", action="store_true")
    parser.add_argument("--model", default="full")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    for folder in options.folders:
        if not folder.is_dir():
            parser.error(f"{folder} is no folder")
    privacy.block_usage_reporting()
    try:
        found = look(options)
    except CoachError as problem:
        print(problem, file=sys.stderr)
        return problem.exit_code
    if not (found.clips or found.photographs or found.captures):
        parser.error("nothing that is known lies in these folders; benchmarks/real/README.md says where it is public")
    if options.write:
        TARGET.write_text(real_tables.document(found), encoding="utf-8")
        print(f"wrote {TARGET}")
    else:
        print(real_tables.text(found, each=options.each))
    return 0


def look(options: argparse.Namespace) -> Found:
    """Finds what is there, makes the recordings that are missing, and replays all of it."""
    with ProcessPoolExecutor(max(1, options.jobs)) as pool:
        captures = [] if options.matching else _captures(options, pool)
        return Found(_clips(options, pool), _photographs(options, pool), captures)


def _clips(options: argparse.Namespace, pool: ProcessPoolExecutor) -> list[Watched]:
    wanted = [clip for clip in real_facts.clips() if not options.only or clip.name in options.only]
    files = real_facts.find(((clip.sha256, clip.bytes) for clip in wanted), options.folders)
    _name_missing([clip.name for clip in wanted if clip.sha256 not in files], len(wanted))
    there = [clip for clip in wanted if clip.sha256 in files]
    recordings = [real_recordings.ensure(files[clip.sha256], clip.sha256, options.model) for clip in there]
    watched = [Watched(clip, {}) for clip in there]
    tasks = [
        (one, recording, exercise)
        for one, recording in zip(watched, recordings, strict=True)
        for exercise in _exercises(options)
        if not options.matching or exercise == one.clip.exercise
    ]
    said = pool.map(said_of, [task[1] for task in tasks], [task[2] for task in tasks])
    for (one, _, exercise), what in zip(tasks, said, strict=True):
        one.said[exercise] = what
        if exercise != one.clip.exercise and len(what.counted) > one.clip.also.get(exercise, 0):
            # A whole run takes an hour; what must not be is seen at once.
            print(f"counted  {len(what.counted)} of {exercise} in {one.clip.name}", file=sys.stderr)
    return watched


def _photographs(options: argparse.Namespace, pool: ProcessPoolExecutor) -> list[photographs.Shown]:
    wanted = [
        one
        for one in photographs.photographs()
        if (not options.only or one.name in options.only)
        and (one.exercise is not None or not options.matching)
        and (not options.exercise or one.exercise is None or one.exercise in options.exercise)
    ]
    files = real_facts.find((end for one in wanted for end in one.files), options.folders)
    there = [one for one in wanted if all(sha256 in files for sha256, _ in one.files)]
    _name_missing([one.name for one in wanted if one not in there], len(wanted))
    ends = [(files[one.files[0][0]], files[one.files[1][0]]) for one in there]
    return list(pool.map(photographs.shown, there, ends, [options.model] * len(there)))


def _captures(options: argparse.Namespace, pool: ProcessPoolExecutor) -> list[Captured]:
    wanted = [one for one in motion_capture.sequences() if not options.only or one.name in options.only]
    files = real_facts.find((end for one in wanted for end in (one.landmarks, one.capture)), options.folders)
    there = [one for one in wanted if one.landmarks[0] in files and one.capture[0] in files]
    _name_missing([one.name for one in wanted if one not in there], len(wanted))
    recordings = [motion_capture.recording(files[one.landmarks[0]], one.landmarks[0]) for one in there]
    tasks = [(path, exercise) for path in recordings for exercise in _exercises(options)]
    said = iter(pool.map(said_of, [path for path, _ in tasks], [exercise for _, exercise in tasks]))
    captures = [motion_capture.Capture.read(files[one.capture[0]]) for one in there]
    return [
        Captured(one.name, tuple(next(said) for _ in _exercises(options)), capture)
        for one, capture in zip(there, captures, strict=True)
    ]


def _exercises(options: argparse.Namespace) -> Iterator[str]:
    return (exercise.id for exercise in catalog.all_exercises() if exercise.id in (options.exercise or [exercise.id]))


def _name_missing(names: Sequence[str], wanted: int) -> None:
    """Says what is not there, where some of its kind is."""
    if 0 < len(names) < wanted:
        print(
            f"missing  {len(names)} of {wanted}: {', '.join(names[:8])}{' ...' if len(names) > 8 else ''}",
            file=sys.stderr,
        )


if __name__ == "__main__":
    sys.exit(main())
