"""The real program, a real recording of somebody with a fault, and a speech engine that writes down what it has to say.

Where espeak-ng is installed, it speaks every sentence, into no device.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.making.sample_files import Sample, all_samples
from coach import languages
from coach.coaching.session import Session

LIMIT_S = 120
SPEED = 1.0
"""As live: twice as fast, a busy computer drops a sentence as no longer true."""
HEARD_S = 8.0
"""So much of the recording is listened to: a start, a turn from the hips, and that it does not count."""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the engine is a script on the PATH, and Ctrl-C is sent"
)


def sample() -> Sample:
    (found,) = [sample for sample in all_samples("sit-and-rotate") if sample.case == "mix-male"]
    return found


@pytest.mark.thorough
def test_a_replay_is_spoken_along_with_in_its_order_and_in_the_language_that_is_set(tmp_path: Path) -> None:
    log = tmp_path / "said.txt"
    put_engine(tmp_path / "espeak-ng", log)
    (tmp_path / "settings.toml").write_text('language = "de"\n', encoding="utf-8")
    environment = {
        **os.environ,
        "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
        "COACH_HOME": str(tmp_path),
        "SDL_VIDEODRIVER": "dummy",
    }
    words = ["replay", sample().folder / "recording.coach", "--window", "--voice", "--speed", SPEED]
    command = [sys.executable, "-m", "coach", *map(str, words)]
    expected = expected_lines("de")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        ends_s = time.monotonic() + LIMIT_S
        while time.monotonic() < ends_s and expected[-1] not in lines_of(log) and run.poll() is None:
            time.sleep(0.05)
        run.send_signal(signal.SIGINT)
        _, err = run.communicate(timeout=LIMIT_S)
    assert lines_of(log)[: len(expected)] == expected, err
    assert run.returncode == 130, err


def put_engine(path: Path, log: Path) -> None:
    """A program of espeak-ng's name: notes the text from stdin, and lets the real one speak it where there is one."""
    real = shutil.which("espeak-ng")
    speak = f'printf "%s\\n" "$text" | {shlex.quote(real)} "$@" -w /dev/null' if real else ":"
    lines = ["#!/bin/sh", "text=$(cat)", '[ -n "$text" ] || exit 0', speak, f'printf "%s\\n" "$text" >> "{log}"']
    path.write_text("\n".join([*lines[:3], "set -e", *lines[3:]]) + "\n", encoding="utf-8")
    path.chmod(0o755)


def expected_lines(language: str) -> list[str]:
    """What a session with nobody to listen says in the first seconds."""
    words = languages.wording(language)
    chosen = sample()
    session = Session(chosen.coached_as(), words)
    heard = [pose for pose in chosen.poses() if pose.time_s < HEARD_S]
    cues = [cue for pose in heard for cue in session.step(pose).cues]
    *before, warning, last = [cue.priority for cue in cues]
    assert set(before) == {"instruction"}
    assert (warning, last) == ("low-back", "count")
    assert words.exercise["sit-and-rotate"].fault["low-back"].cue == cues[-2].text
    return [cue.text for cue in cues]


def lines_of(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []
