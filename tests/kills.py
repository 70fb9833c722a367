"""Kills real runs that store, at any moment, and looks at what is left. Also run by benchmarks/kills.py."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import numpy as np

from coach.record.store import open_for_reading
from coach.record.store.sessions import sessions_of
from coach.recording.layout import RecordingHeader
from coach.recording.pose_bytes import IMAGE_STEPS
from coach.recording.writer import Recorder
from coach.values import Rep
from tests.movements import SIZE, ease, pose_of, seated_from_the_front

EXERCISE = "raise-elbows"
REPS = 10
_FPS = 150
_REP_S = 1.6
_FIRST_S = 3.0

_FILE = f"""
id = "{EXERCISE}"
title = "Raise the elbows"
source = "chosen"
position = "seated"
view = "front"
needs = ["shoulders", "elbows"]
camera = "In front of you."
instructions = ["Raise the elbows."]
[dose]
reps = {REPS}
source = "chosen"
[gauge]
measure = "elbow_height_pct"
target = 5
[baseline]
when = [{{ measure = "elbow_height_pct", below = -20 }}]
[[phase]]
name = "start"
enter = [{{ measure = "elbow_height_pct", below = -20 }}]
[[phase]]
name = "raising"
enter = [{{ measure = "elbow_height_pct", above = 5 }}]
"""


@dataclass(frozen=True)
class Killed:
    """What was left of a killed run. announced: how many repetitions it had said. stored: what its record holds."""

    announced: int
    stored: list[Rep]


def prepare(home: Path, *, reps: int = REPS, fps: int = _FPS) -> Path:
    """Puts an exercise and a recording of it into a home folder; returns the recording. reps: how many are done."""
    (home / "exercises").mkdir(parents=True)
    (home / "exercises" / f"{EXERCISE}.toml").write_text(_FILE, encoding="utf-8")
    recording = home / "session.coach"
    recorder = Recorder(recording, RecordingHeader(EXERCISE, "made", SIZE, "none", "2026-05-01T09:00:00+00:00", "0"))
    for index in range(int((_FIRST_S + reps * _REP_S + 1) * fps)):
        time_s = round(index / fps, 6)
        since_s = time_s - _FIRST_S
        number, within = divmod(max(0.0, since_s), _REP_S)
        raised = ease(within / 0.5) - ease((within - 0.8) / 0.5) if since_s > 0 and number < reps else 0.0
        points = seated_from_the_front()
        for sign, side in ((1, "left"), (-1, "right")):
            points[f"{side}_elbow"] = (320.0 + 75 * sign, 230.0 - (60 + number / 10) * raised)
        pose = pose_of(points, time_s)
        grid = (np.rint(pose.image.astype(np.float64) * IMAGE_STEPS) / IMAGE_STEPS).astype(np.float32)
        recorder.take_pose(replace(pose, image=grid))
    recorder.close()
    return recording


def run_whole(recording: Path, database_home: Path) -> list[Rep]:
    """What a run that nobody kills stores."""
    done = subprocess.run(
        _command(recording), env=environment(recording.parent, database_home), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return stored_in(database_home)


def run_again(recording: Path, database_home: Path) -> int:
    """How many repetitions a record holds after one more run, which nobody kills."""
    environment = {**os.environ, "COACH_HOME": str(database_home), "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(_command(recording), env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return len(stored_in(database_home))


def kill_one(recording: Path, database_home: Path, chance: random.Random) -> Killed:
    """Starts the real program, kills it at a moment that chance chooses, and reads what it had stored."""
    wanted = chance.randrange(1, REPS - 1)
    announced = 0
    with subprocess.Popen(
        _command(recording),
        env=environment(recording.parent, database_home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as run:
        assert run.stdout is not None
        for line in run.stdout:
            announced += _announces(line)
            if announced == wanted:
                time.sleep(chance.uniform(0, 0.1))
                run.kill()
                announced += sum(_announces(line) for line in run.stdout)
                break
        else:
            raise RuntimeError("the run was over before it could be killed")
    return Killed(announced, stored_in(database_home))


def stored_in(database_home: Path) -> list[Rep]:
    """Every repetition of a home's record, in order; raises where it is damaged."""

    def refuse(sentence: str) -> None:
        raise RuntimeError(sentence)

    with open_for_reading(database_home / "coach.db", datetime.now().astimezone(), refuse) as database:
        return [stored.rep for session in sessions_of(database, "me") for stored in session.reps]


def _announces(line: str) -> bool:
    return ": reached" in line


def _command(recording: Path) -> list[str]:
    return [sys.executable, "-m", "coach", "replay", str(recording), "--store"]


def environment(home: Path, database_home: Path) -> dict[str, str]:
    """Of a program that is run. The exercises are everybody's; the record is each run's own."""
    shutil.copytree(home / "exercises", database_home / "exercises")
    return {**os.environ, "COACH_HOME": str(database_home), "PYTHONPATH": str(Path(__file__).parents[1])}
