"""Ends real commands at any moment, by force or by asking, and looks at what is left. Also run by benchmarks/kills.py."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coach.errors import CoachError
from coach.outputs.film import is_whole
from coach.recording.reader import open_recording
from tests import kills

COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "video": ("replay", "{recording}", "--save-video", "{out}/seen.mp4"),
    "recording": ("replay", "{recording}", "--record", "{out}/again.coach", "--store"),
    "exports": (
        *("replay", "{recording}", "--store", "--export", "{out}/reps.csv", "--export", "{out}/reps.json"),
        *("--export", "{out}/events.jsonl", "--export", "{out}/reps.parquet", "--export", "{out}/walk.trc"),
        *("--export", "{out}/turn.sto", "--measures", "{out}/frames.csv"),
    ),
    "delete": ("delete", "--yes"),
}
"""What is ended. Before ``delete`` there is a record to be deleted."""

REPS: Final = 2

FROM_HERE_TO: Final = 1.1
"""The moment lies between the start and so many times what the whole command takes."""

_PATIENCE_S: Final = 120


@dataclass(frozen=True)
class Ended:
    """One command that was ended. how: by which signal. wrong: what is not as it should be, empty where all is well.

    over: whether it had come to its end before.
    """

    command: str
    how: str
    after_s: float
    over: bool
    wrong: tuple[str, ...]


def prepare(home: Path) -> Path:
    """A small recording and its exercise; returns the recording."""
    return kills.prepare(home, reps=REPS, fps=20)


def duration_s(command: str, recording: Path, place: Path) -> float:
    """How long a command takes that nobody ends."""
    program = _begun(command, recording, place)
    began = time.monotonic()
    _, complaints = program.communicate(timeout=_PATIENCE_S)
    if program.returncode:
        raise RuntimeError(complaints)
    return time.monotonic() - began


def end_one(command: str, recording: Path, place: Path, chance: random.Random, whole_s: float) -> Ended:
    """Ends a command at a moment that chance chooses, runs another one, and looks at what is left of both."""
    number = chance.choice((signal.SIGKILL, signal.SIGTERM))
    after_s = chance.uniform(0, FROM_HERE_TO * whole_s)
    program = _begun(command, recording, place)
    time.sleep(after_s)
    program.send_signal(number)
    _, complaints = program.communicate(timeout=_PATIENCE_S)
    wrong = list(_wrong_end(program.returncode, number, complaints))
    # Whatever is run next sweeps what was left.
    next_one = subprocess.run(
        [sys.executable, "-m", "coach", "list"], env=_environment(place), capture_output=True, timeout=_PATIENCE_S
    )
    if next_one.returncode:
        wrong.append(f"the next run ended with {next_one.returncode}")
    wrong += _wrong_files(place)
    with suppress_into(wrong, "the record"):
        stored = len(_reps(place))
        if command == "delete" and stored not in (0, REPS):
            wrong.append(f"{stored} of {REPS} repetitions are left after half a delete")
    return Ended(command, number.name, after_s, program.returncode == 0, tuple(wrong))


def _begun(command: str, recording: Path, place: Path) -> subprocess.Popen[str]:
    out = place / "out"
    out.mkdir(parents=True)
    home = place / "home"
    environment = kills.environment(recording.parent, home)
    if command == "delete":
        subprocess.run(
            [sys.executable, "-m", "coach", "replay", str(recording), "--store"],
            env=environment,
            check=True,
            capture_output=True,
        )
    words = [word.format(recording=recording, out=out) for word in COMMANDS[command]]
    return subprocess.Popen(
        [sys.executable, "-m", "coach", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _environment(place: Path) -> dict[str, str]:
    return {**os.environ, "COACH_HOME": str(place / "home"), "PYTHONPATH": str(Path(__file__).parents[1])}


def _reps(place: Path) -> list[object]:
    return list(kills.stored_in(place / "home")) if (place / "home" / "coach.db").exists() else []


def _wrong_end(code: int, number: signal.Signals, complaints: str) -> list[str]:
    wrong = []
    # Before the program has come so far as to answer signals, Python's own answer stands.
    # Where it was importing, Python itself leaves by SIGINT, which a shell tells as 130, too.
    fine = {0, -number} if number == signal.SIGKILL else {0, 130, -number, -signal.SIGINT}
    if code not in fine:
        wrong.append(f"{number.name} gave exit code {code}")
    if "Traceback" in complaints or "bug in Coach" in complaints:
        wrong.append(complaints[-300:])
    return wrong


def _wrong_files(place: Path) -> list[str]:
    out, parts = place / "out", place / "home" / "parts"
    wrong = [f"{path.name} is left" for path in [*out.glob(".*"), *parts.glob("*")]]
    for path in out.glob("[!.]*"):
        with suppress_into(wrong, path.name):
            if not READERS[path.suffix](path):
                wrong.append(f"{path.name} is not whole")
    return wrong


class suppress_into(suppress):  # noqa: N801 - used as contextlib's own is
    """Notes what went wrong with something, and goes on."""

    def __init__(self, wrong: list[str], what: str) -> None:
        super().__init__(Exception)
        self._wrong = wrong
        self._what = what

    def __exit__(self, kind: object, problem: object, trace: object) -> bool:
        if problem is not None:
            self._wrong.append(f"{self._what}: {problem!r}")
        return super().__exit__(kind, problem, trace)  # type: ignore[arg-type]


def _is_whole_csv(path: Path) -> bool:
    with path.open(encoding="utf-8", newline="") as file:
        return len({len(row) for row in csv.reader(file)}) == 1


def _is_whole_json(path: Path) -> bool:
    return bool(json.loads(path.read_text("utf-8")))


def _is_whole_lines(path: Path) -> bool:
    text = path.read_text("utf-8")
    return text.endswith("\n") and all(json.loads(line) for line in text.splitlines())


def _is_whole_parquet(path: Path) -> bool:
    import pyarrow.parquet

    return bool(pyarrow.parquet.read_table(path).num_columns)


def _is_whole_motion(path: Path) -> bool:
    lines = path.read_text("utf-8").splitlines()
    if path.suffix == ".trc":
        return int(lines[2].split("\t")[2]) == len(lines) - 6
    rows = next(int(line.partition("=")[2]) for line in lines if line.lower().startswith("nrows"))
    return rows == len(lines) - lines.index("endheader") - 2


def _is_readable_recording(path: Path) -> bool:
    """What is there can be replayed, or is told to hold nothing; a killed run leaves its end out."""
    try:
        return all(pose.time_s >= 0 for pose in open_recording(path))
    except CoachError:
        return path.stat().st_size < 1_000


READERS: Final[dict[str, Callable[[Path], bool]]] = {
    ".mp4": is_whole,
    ".csv": _is_whole_csv,
    ".json": _is_whole_json,
    ".jsonl": _is_whole_lines,
    ".parquet": _is_whole_parquet,
    ".trc": _is_whole_motion,
    ".sto": _is_whole_motion,
    ".coach": _is_readable_recording,
}
"""Whether a file of a kind is whole, read with code that did not write it where there is some."""
