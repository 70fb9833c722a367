"""Ends real runs at moments that chance chooses, and looks at what is left.

python benchmarks/kills.py 50                  runs that store: what was lost
python benchmarks/kills.py 50 --of everything  videos, recordings, exports, deletes: what is hidden, half or unreadable
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import kills, kills_anywhere


def main() -> int:
    """Returns 1 where something was lost, left or wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("runs", type=int, nargs="?", default=50, help="how many (%(default)s)")
    parser.add_argument(
        "--of", choices=("records", "everything"), default="records", help="what is ended (%(default)s)"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        of = of_records if options.of == "records" else of_everything
        return of(Path(name), options.runs)


def of_records(folder: Path, runs: int) -> int:
    """Runs that store: 1 where one lost more than the repetition in progress, or kept something wrong."""
    lost_in_all = wrong = worst = stored_in_all = 0
    recording = kills.prepare(folder / "home")
    whole = kills.run_whole(recording, folder / "whole")
    for number in range(runs):
        left = kills.kill_one(recording, folder / str(number), random.Random(number))
        lost = max(0, left.announced - len(left.stored))
        lost_in_all += lost
        worst = max(worst, lost)
        stored_in_all += len(left.stored)
        wrong += left.stored != whole[: len(left.stored)]
    print(f"{runs} runs killed, {stored_in_all} repetitions stored, {lost_in_all} announced ones lost (at most {worst}")
    print(f"in one run), {wrong} records wrong or damaged")
    return int(wrong > 0 or worst > 1)


def of_everything(folder: Path, runs: int) -> int:
    """Commands of every kind: 1 where one left something hidden, half or unreadable, or ended in anything but a good end."""
    recording = kills_anywhere.prepare(folder / "home")
    whole_s = {
        command: kills_anywhere.duration_s(command, recording, folder / command) for command in kills_anywhere.COMMANDS
    }
    ends: Counter[tuple[str, str]] = Counter()
    wrong = 0
    for number in range(runs):
        command = list(whole_s)[number % len(whole_s)]
        place, chance = folder / f"{command}-{number}", random.Random(number)
        ended = kills_anywhere.end_one(command, recording, place, chance, whole_s[command])
        ends[command, "over already" if ended.over else ended.how] += 1
        wrong += bool(ended.wrong)
        for each in ended.wrong:
            print(f"{number}, {command}, {ended.how} after {ended.after_s:.2f} s: {each}")
    for (command, how), count in sorted(ends.items()):
        print(f"{command:10} {how:13} {count}")
    print(f"{runs} commands ended, {wrong} of them left something wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
