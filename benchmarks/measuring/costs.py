"""What else costs time or memory: recognising an exercise, commands that only write text, 20 minutes, several clips at once.

Used by ``benchmarks/speed.py``. Processor time is that of all threads, or of all processes that were started.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from coach.coaching.session import Session
from coach.engine import catalog
from coach.recognising.recogniser import Recogniser
from coach.values import Pose

MINUTES: Final = 20
SETTLED_MINUTES: Final = 3
"""What is kept on purpose, as the last 150 s, is full after so many."""

COMMANDS: Final = {
    "import coach": ("-c", "import coach"),
    "coach --version": ("-m", "coach", "--version"),
    "coach list": ("-m", "coach", "list"),
    "coach show": ("-m", "coach", "show", "sit-and-arch"),
    "coach settings": ("-m", "coach", "settings"),
    "coach today": ("-m", "coach", "today"),
    "coach --help": ("-m", "coach", "--help"),
    "coach check": ("-m", "coach", "check"),
}


def commands_s(rounds: int) -> dict[str, float]:
    """Processor time of each command, the least of so many rounds, in an empty folder of the user's.

    Compiled, as pip leaves a program that it installs, also where this process is told to keep no compiled files.
    """
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "COACH_HOME": home}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return {name: min(_of_child(words, environment) for _ in range(rounds + 1)) for name, words in COMMANDS.items()}


def _of_child(words: Sequence[str], environment: dict[str, str]) -> float:
    used = processors_s()
    subprocess.run([sys.executable, *words], check=False, capture_output=True, env=environment)
    return processors_s() - used


def recognising_ms(poses: Sequence[Pose]) -> tuple[float, int]:
    """Processor time a pose for recognising which exercise is done, ms, and of how many there are."""
    known = catalog.all_exercises()
    recogniser = Recogniser(known)
    began = time.process_time()
    for pose in poses:
        recogniser.update(pose)
    recogniser.sets()
    return 1000 * (time.process_time() - began) / len(poses), len(known)


def memory_mb(poses: Sequence[Pose], exercise: str) -> tuple[float, float]:
    """Memory of this process, MB, once what is kept on purpose is full and after ``MINUTES`` of these poses over and over."""
    session = Session(catalog.find(exercise).with_reps(200))
    settled = 0.0
    for pose in _over_and_over(poses):
        session.step(pose)
        if not settled and pose.time_s >= 60 * SETTLED_MINUTES:
            settled = _resident_mb()
    return settled, _resident_mb()


def _over_and_over(poses: Sequence[Pose]) -> Iterator[Pose]:
    length_s = poses[-1].time_s - poses[0].time_s + 1 / 30
    for turn in range(int(60 * MINUTES / length_s) + 1):
        for pose in poses:
            yield replace(pose, time_s=pose.time_s + turn * length_s)


def _resident_mb() -> float:
    """What this process holds now (Linux); NaN elsewhere."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def two_jobs(clip: Path, exercise: str, files: int = 2) -> tuple[float, float]:
    """How many times as fast two jobs are as one: by the wall clock, and as far as their processor time allows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "clips"
        folder.mkdir()
        for number in range(files):
            (folder / f"{number}.mp4").write_bytes(clip.read_bytes())
        one, two = (batch_timed(folder, Path(name) / f"{jobs}.csv", jobs, exercise) for jobs in (1, 2))
    return one[0] / two[0], 2 * one[1] / two[1]


def batch_timed(folder: Path, table: Path, jobs: int, exercise: str) -> tuple[float, float]:
    """Seconds of wall clock and of processors that one batch takes, start of the program included."""
    command = [sys.executable, "-m", "coach", "batch", str(folder), "-o", str(table), "--jobs", str(jobs)]
    began, used = time.perf_counter(), processors_s()
    subprocess.run([*command, "--exercise", exercise], check=True, capture_output=True)
    return time.perf_counter() - began, processors_s() - used


def processors_s() -> float:
    """Processor time of all finished children so far, and of theirs."""
    times = os.times()
    return times.children_user + times.children_system
