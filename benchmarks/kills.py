"""Kills real runs that store at random moments, and counts what was lost."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests import kills


def main() -> int:
    """Returns 1 where a run lost more than the repetition in progress, or kept something wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=50, help="how many (%(default)s)")
    runs: int = parser.parse_args().runs
    lost_in_all = wrong = worst = stored_in_all = 0
    with tempfile.TemporaryDirectory() as name:
        recording = kills.prepare(Path(name) / "home")
        whole = kills.run_whole(recording, Path(name) / "whole")
        for number in range(runs):
            left = kills.kill_one(recording, Path(name) / str(number), random.Random(number))
            lost = max(0, left.announced - len(left.stored))
            lost_in_all += lost
            worst = max(worst, lost)
            stored_in_all += len(left.stored)
            wrong += left.stored != whole[: len(left.stored)]
    print(f"{runs} runs killed, {stored_in_all} repetitions stored, {lost_in_all} announced ones lost (at most {worst}")
    print(f"in one run), {wrong} records wrong or damaged")
    return int(wrong > 0 or worst > 1)


if __name__ == "__main__":
    sys.exit(main())
