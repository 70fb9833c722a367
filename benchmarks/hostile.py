"""Tries thousands of hostile inputs on the real commands, and counts how many ended in anything but a sentence.

    python benchmarks/hostile.py                 all kinds, 3,800 inputs
    python benchmarks/hostile.py --kind names --count 500 --seed 3

Each input is made by chance from a seed and its number: an exercise, routine, plan, language or settings file with something
changed in it, a recording with bits flipped or a header that Coach never writes, a record with wrong values in its rows or
wrong bytes, a name. It is run through the command line in this process, whose memory is limited. A good end is exit code 0, or
one that docs/people/use.md documents with a sentence on stderr: no traceback, no exit code 70, nothing that hangs, nothing
that acts in a terminal.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.hostile import KINDS, Tried, try_one

COUNTS = {
    "exercise files": 900,
    "routine files": 300,
    "plan files": 400,
    "settings": 400,
    "language files": 100,
    "recordings": 700,
    "rows of the record": 500,
    "bytes of the record": 100,
    "names": 400,
}
"""How many of each kind are tried unless something else is asked."""

MEMORY_GB = 4
"""Address space that the process may use, libraries included."""


def main() -> None:
    """Tries them, and prints the table and each bad end."""
    options = _options()
    _limit_memory()
    kinds = [options.kind] if options.kind else list(KINDS)
    print(f"seed {options.seed}, {MEMORY_GB} GB of address space")
    print(f"{'kind':22} {'tried':>6} {'fine':>6} {'refused':>8} {'wrong':>6} {'slowest':>9} {'all':>7}")
    wrong: list[tuple[int, Tried]] = []
    every = 0
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds:
            began = time.monotonic()
            tried = [
                (number, try_one(kind, random.Random(f"{options.seed} {kind} {number}"), Path(folder) / "one"))
                for number in range(options.first, options.first + (options.count or COUNTS[kind]))
            ]
            bad = [(number, each) for number, each in tried if each.wrong]
            ends = Counter("wrong" if each.wrong else "refused" if each.code else "fine" for _, each in tried)
            slowest = max(each.seconds for _, each in tried)
            took_s = time.monotonic() - began
            figures = f"{ends['fine']:6} {ends['refused']:8} {ends['wrong']:6} {slowest:7.1f} s {took_s:5.0f} s"
            print(f"{kind:22} {len(tried):6} {figures}", flush=True)
            wrong += bad
            every += len(tried)
    print(f"{every} inputs, {len(wrong)} ended in anything but a sentence")
    for number, each in wrong[: options.show]:
        print(f"  {each.kind} {number} ({each.what}): {each.wrong}")
    raise SystemExit(bool(wrong))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--kind", choices=list(KINDS), help="this kind alone")
    parser.add_argument("--count", type=int, help="so many of each kind")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=13, help="what chance begins with (13)")
    parser.add_argument("--show", type=int, default=20, help="how many bad ends are shown (20)")
    return parser.parse_args()


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_GB << 30, MEMORY_GB << 30))


if __name__ == "__main__":
    main()
