"""The real program, a real recording, and a speech engine that writes down what it is asked to say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.sample_files import all_samples
from coach import languages
from coach.engine.catalog import find

LIMIT_S = 120
SPEAKER = Path(__file__).parents[1] / "unit" / "outputs" / "speech_engine.py"

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the engine is a script on the PATH, and Ctrl-C is sent"
)


def test_a_replay_is_spoken_along_with_in_the_language_that_is_set(tmp_path: Path) -> None:
    log = tmp_path / "said.txt"
    engine = tmp_path / "espeak-ng"
    engine.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{SPEAKER}" "{log}"\n', encoding="utf-8")
    engine.chmod(0o755)
    (tmp_path / "settings.toml").write_text('language = "de"\n', encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "COACH_HOME": str(tmp_path),
        "SDL_VIDEODRIVER": "dummy",
    }
    (sample,) = [sample for sample in all_samples("sit-and-rotate") if sample.case == "mix-male"]
    words = ["replay", sample.folder / "recording.coach", "--window", "--voice"]
    command = [sys.executable, "-m", "coach", *map(str, words)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        expected = expected_lines()
        ends_s = time.monotonic() + LIMIT_S
        while time.monotonic() < ends_s and not expected <= lines_of(log) and run.poll() is None:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=LIMIT_S)
    assert expected <= lines_of(log), err
    assert run.returncode == 130, err


def expected_lines() -> set[str]:
    """What is said in the first seconds."""
    words = languages.wording("de")
    turn = words.exercise["sit-and-rotate"]
    low_back = find("sit-and-rotate").fault[0].id
    return {f"began {text}" for text in (turn.instructions[0], words.phrases.begin, turn.fault[low_back].cue)}


def lines_of(log: Path) -> set[str]:
    return set(log.read_text(encoding="utf-8").splitlines()) if log.exists() else set()
