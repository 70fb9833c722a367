"""Runs that are ended from outside, or whose terminal goes away: what was counted is written, and nothing else is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

RECORDING = Path("samples/sit-and-rotate/good-female/recording.coach").resolve()

SLOWLY = """
import signal, sys, time
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests under nohup has it ignored
import coach.app.replay.replay as replaying
from coach.app.running.pose_sources import _Recording
look = _Recording.look
def slowly(self, *asked, **how):
    for number, seen in enumerate(look(self, *asked, **how)):
        if number == 130:
            print("under way", file=sys.stderr, flush=True)
        if number > 130:
            time.sleep(0.2)
        yield seen
_Recording.look = slowly
from coach.__main__ import main
main()
"""
"""Replays 130 poses at once, and the rest so slowly that there is time to end it."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


def begun(home: Path, *words: object, slowly: bool = True) -> subprocess.Popen[str]:
    start = ["-c", SLOWLY] if slowly else ["-m", "coach"]
    return subprocess.Popen(
        [sys.executable, *start, *map(str, words)],
        env={**os.environ, "COACH_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until_under_way(program: subprocess.Popen[str]) -> None:
    assert program.stderr is not None
    for line in program.stderr:
        if line == "under way\n":
            return
    raise AssertionError("it ended before")


@pytest.mark.parametrize(
    "signals",
    [
        pytest.param([signal.SIGTERM], id="term"),
        pytest.param([signal.SIGINT, signal.SIGINT, signal.SIGTERM], id="again and again", marks=pytest.mark.thorough),
        pytest.param([signal.SIGHUP], id="hangup", marks=pytest.mark.thorough),
        # By default ``test_replay.py`` tries Ctrl-C, on a video.
        pytest.param([signal.SIGINT], id="ctrl-c", marks=pytest.mark.thorough),
    ],
)
def test_what_was_counted_is_written_and_nothing_else_is_left(tmp_path: Path, signals: list[signal.Signals]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    program = begun(
        tmp_path / "home",
        *("replay", RECORDING, "--export", out / "reps.csv", "--measures", out / "frames.csv"),
        *("--save-video", out / "seen.mp4"),
    )
    until_under_way(program)
    for number in signals:
        program.send_signal(number)
        time.sleep(0.02)
    said, complaints = program.communicate(timeout=120)

    assert program.returncode == 130
    assert "Traceback" not in complaints
    assert "Wrote" in said
    assert {path.name for path in out.iterdir()} == {"reps.csv", "frames.csv", "frames.columns.csv", "seen.mp4"}
    assert (out / "reps.csv").read_text(encoding="utf-8").count("sit-and-rotate") >= 1
    assert list((tmp_path / "home" / "parts").iterdir()) == []


@pytest.mark.thorough
def test_pictures_that_a_killed_run_left_are_swept_at_the_next_start(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    program = begun(tmp_path / "home", "replay", RECORDING, "--save-video", out / "seen.mp4")
    until_under_way(program)
    program.kill()
    program.communicate()
    left = [path.name for path in out.iterdir()]
    assert all(name.startswith(".coach-") and name.endswith(".part.mp4") for name in left)

    begun(tmp_path / "home", "list", slowly=False).communicate(timeout=60)

    assert list(out.iterdir()) == []


@pytest.mark.parametrize("after_s", [0.3, *(pytest.param(s, marks=pytest.mark.thorough) for s in (0.15, 0.5, 0.8))])
def test_ctrl_c_in_the_first_moments_ends_without_a_word(tmp_path: Path, after_s: float) -> None:
    program = begun(tmp_path / "home", "replay", RECORDING, "--export", tmp_path / "reps.csv", slowly=False)
    time.sleep(after_s)
    program.send_signal(signal.SIGINT)
    _, complaints = program.communicate(timeout=60)
    # Python itself may not have come to the program yet; once it has, there is no traceback.
    assert "main()" not in complaints
    assert program.returncode in (0, 130, -signal.SIGINT, 1)


# By default ``tests/unit/test_terminal.py`` tries the others, without a whole run.
@pytest.mark.parametrize(
    "stream", ["| head -1", *(pytest.param(stream, marks=pytest.mark.thorough) for stream in (">&-", ">/dev/full"))]
)
def test_a_run_whose_output_nobody_takes_goes_on_to_its_end(tmp_path: Path, stream: str) -> None:
    if stream == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("Linux alone has a device that is always full")
    command = f"{sys.executable} -m coach replay {RECORDING} --export {tmp_path}/reps.csv --store"
    program = subprocess.run(
        ["/bin/sh", "-c", f"{{ {command}; echo $? >{tmp_path}/code; }} {stream}"],
        env={**os.environ, "COACH_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=120,
    )
    reps = (tmp_path / "reps.csv").read_text(encoding="utf-8").splitlines()

    assert (tmp_path / "code").read_text() == "11\n"
    assert "Traceback" not in program.stderr
    assert len(reps) > 3
    assert (tmp_path / "home" / "coach.db").exists()
    if stream != "| head -1":
        assert "what was to be printed could not be" in program.stderr
