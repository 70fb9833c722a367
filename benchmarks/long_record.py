"""Times the commands on the record of many years."""

from __future__ import annotations

import argparse
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from coach.engine import catalog
from coach.record.entries import StoredRep, StoredSession
from coach.record.store import open_for_writing
from coach.record.store.curves import POINTS
from coach.record.store.sessions import add_rep, add_session
from coach.values import Rep, Side

_A_DAY = 5


def main() -> int:
    """Returns 1 where a command failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "sessions", type=int, nargs="?", default=10_000, help="of 6 repetitions each, with their curves (%(default)s)"
    )
    sessions: int = parser.parse_args().sessions
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        _fill(home / "coach.db", sessions)
        size_mb = (home / "coach.db").stat().st_size / 1e6
        print(f"{sessions} sessions, {size_mb:.1f} MB")
        environment = {**os.environ, "COACH_HOME": name, "PYTHONPATH": str(Path(__file__).parents[1])}
        page = str(home / "report.html")
        for words in (
            ["--version"],
            ["history"],
            ["history", "--since", "2026-06-01"],
            ["history", "--exercise", "sit-and-rotate"],
            ["report", "-o", page],
            ["report", "--since", "2026-06-01", "-o", page],
            ["today"],
            ["dose", "cat-cow"],
        ):
            began = time.perf_counter()
            done = subprocess.run([sys.executable, "-m", "coach", *words], env=environment, capture_output=True)
            written = f", {Path(page).stat().st_size / 1e6:.2f} MB" if "-o" in words else ""
            said = " ".join(word for word in words if word not in ("-o", page))
            print(f"coach {said:36} {time.perf_counter() - began:.2f} s{written}")
            if done.returncode:
                print(done.stderr.decode())
                return 1
    return 0


def _fill(path: Path, sessions: int) -> None:
    chance = random.Random(1)
    exercises = [exercise.card() for exercise in catalog.all_exercises()]
    last = datetime.fromisoformat("2026-06-30T08:00:00+02:00")
    with open_for_writing(path, last, print) as database, database.writing() as connection:
        for number in range(sessions):
            card = exercises[number % len(exercises)]
            sided = card.sides != "none"
            started = last - timedelta(days=(sessions - 1 - number) // _A_DAY, minutes=-number % _A_DAY)
            session = StoredSession(
                "me",
                started,
                "camera 0",
                card.id,
                card.sides,
                card.gauge_unit,
                card.reps,
                card.hold_s,
                True,
                target=card.gauge_target,
                error=card.gauge_error,
            )
            key = add_session(connection, session)
            for index in range(6):
                side: Side | None = None if not sided else "left" if index % 2 else "right"
                peak = chance.gauss(35, 4)
                rep = Rep(card.id, side, 5.0 * index, 5.0 * index + 2, 5.0 * index + 4, peak, 2.1, True)
                curve = tuple(round(peak * math.sin(math.pi * point / POINTS), 1) for point in range(POINTS))
                add_rep(connection, key, StoredRep(rep, False, curve))


if __name__ == "__main__":
    sys.exit(main())
