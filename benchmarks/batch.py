"""How much faster a batch is with more processes, against the ideal, and whether its tables stay the same.

python benchmarks/batch.py [--jobs 1 2] [--rounds 3] [--files 4]

Replays copies of a sample video through the real program, each round once with every number of jobs, in turn, so that what
else the computer does meets all of them alike. The ideal is that many times the speed of one job. A first round, not
counted, warms the disk. Processor time, of all processes together, tells what the work costs even where others take turns
on the same cores and the wall clock tells little; two jobs that cost no more than one can go twice as fast. Needs the pose
model, and a system that counts processor time of children (not Windows).
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.measuring.costs import batch_timed

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "chin-to-chest" / "good-female" / "clip.mp4"


def main() -> None:
    """Prints a line for each number of jobs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=4)
    wish = parser.parse_args()
    took: dict[int, list[float]] = {jobs: [] for jobs in wish.jobs}
    cost: dict[int, list[float]] = {jobs: [] for jobs in wish.jobs}
    tables: set[bytes] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clips"
        folder.mkdir()
        for number in range(wish.files):
            shutil.copy(SAMPLE, folder / f"{number}.mp4")
        for number in range(wish.rounds + 1):
            for jobs in wish.jobs:
                table = Path(name) / f"{number}-{jobs}.csv"
                seconds, processors = batch_timed(folder, table, jobs, SAMPLE.parent.parent.name)
                tables.add(table.read_bytes() + table.with_suffix(".files.csv").read_bytes())
                if number:
                    took[jobs].append(seconds)
                    cost[jobs].append(processors)
                words = f"{seconds:.1f} s, {processors:.1f} s of processors, load {os.getloadavg()[0]:.1f}"
                print(f"round {number}, jobs {jobs}: {words}", flush=True)
    print(f"{wish.files} files, median of {wish.rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    one = median(took[wish.jobs[0]]) * wish.jobs[0]
    for jobs, lasted in took.items():
        gain = one / median(lasted)
        share = median(cost[wish.jobs[0]]) / median(cost[jobs])
        print(
            f"jobs {jobs}: {median(lasted):.1f} s, {gain:.2f} times one, {gain / jobs:.2f} of the ideal; "
            f"processors {median(cost[jobs]):.1f} s, which allow {share:.2f} of the ideal"
        )
    print(f"tables: {'all the same, byte for byte' if len(tables) == 1 else f'{len(tables)} different ones'}")


if __name__ == "__main__":
    main()
