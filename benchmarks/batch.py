"""How much faster a batch is with more processes, against the ideal, and whether its tables stay the same.

python benchmarks/batch.py [--jobs 1 2] [--rounds 3] [--files 4]

Replays copies of a sample video through the real program, each round once with every number of jobs, in turn, so that what
else the computer does meets all of them alike. The ideal is that many times the speed of one job. A first round, not
counted, warms the disk. Needs the pose model.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "chin-to-chest" / "good-female" / "clip.mp4"


def timed(folder: Path, table: Path, jobs: int) -> float:
    """Seconds of wall clock that one batch takes, start of the program included."""
    command = [sys.executable, "-m", "coach", "batch", str(folder), "-o", str(table), "--jobs", str(jobs)]
    began = time.perf_counter()
    subprocess.run([*command, "--exercise", "chin-to-chest"], check=True, capture_output=True)
    return time.perf_counter() - began


def main() -> None:
    """Prints a line for each number of jobs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--files", type=int, default=4)
    wish = parser.parse_args()
    took: dict[int, list[float]] = {jobs: [] for jobs in wish.jobs}
    tables: set[bytes] = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clips"
        folder.mkdir()
        for number in range(wish.files):
            shutil.copy(SAMPLE, folder / f"{number}.mp4")
        for number in range(wish.rounds + 1):
            for jobs in wish.jobs:
                table = Path(name) / f"{number}-{jobs}.csv"
                seconds = timed(folder, table, jobs)
                tables.add(table.read_bytes() + table.with_suffix(".files.csv").read_bytes())
                if number:
                    took[jobs].append(seconds)
    print(f"{wish.files} files, median of {wish.rounds} rounds, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    one = median(took[wish.jobs[0]]) * wish.jobs[0]
    for jobs, seconds in took.items():
        gain = one / median(seconds)
        rounds = ", ".join(f"{each:.1f}" for each in seconds)
        print(f"jobs {jobs}: {median(seconds):.1f} s ({rounds}), {gain:.2f} times one, {gain / jobs:.2f} of the ideal")
    print(f"tables: {'all the same, byte for byte' if len(tables) == 1 else f'{len(tables)} different ones'}")


if __name__ == "__main__":
    main()
