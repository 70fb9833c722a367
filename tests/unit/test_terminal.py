"""Standard streams that are closed, full or gone: whoever prints goes on, and it is known that it got lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.plain import shown

PRINTS = """
import os, sys
from coach import terminal
terminal.open_streams()
print("one", flush=True)
print("two", file=sys.stderr, flush=True)
sys.stdin.read()
report = os.open(os.environ["REPORT"], os.O_WRONLY | os.O_CREAT)
os.write(report, f"{report > 2} {terminal.lost()} {terminal.lost('stderr')}".encode())
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")


def report_of(redirections: str, tmp_path: Path, **environment: str) -> str:
    report = tmp_path / "report"
    program_file = tmp_path / "prints.py"
    program_file.write_text(PRINTS, encoding="utf-8")
    command = f"{sys.executable} {program_file} {redirections}"
    program = subprocess.run(
        ["/bin/sh", "-c", command],
        env={**os.environ, "PYTHONPATH": str(Path.cwd()), "REPORT": str(report), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert program.returncode == 0, program.stderr
    return report.read_text(encoding="utf-8")


def test_streams_that_are_well_lose_nothing(tmp_path: Path) -> None:
    assert report_of("", tmp_path) == "True None None"


@pytest.mark.parametrize("environment", [{}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.parametrize(
    ("redirections", "lost"),
    [
        (">&-", "[Errno 9] Bad file descriptor None"),
        ("2>&-", "None [Errno 9] Bad file descriptor"),
        ("<&-", "None None"),
        ("<&- >&- 2>&-", "[Errno 9] Bad file descriptor [Errno 9] Bad file descriptor"),
    ],
)
def test_closed_streams_lose_what_is_printed_and_no_file_takes_their_place(
    tmp_path: Path, redirections: str, lost: str, environment: dict[str, str]
) -> None:
    assert report_of(redirections, tmp_path, **environment) == f"True {lost}"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux alone has a device that is always full")  # noqa: PTH110
def test_a_full_device_loses_what_is_printed(tmp_path: Path) -> None:
    assert report_of(">/dev/full", tmp_path) == "True [Errno 28] No space left on device None"


def test_libraries_that_advise_are_not_heard_and_those_that_fail_are(tmp_path: Path) -> None:
    advises = (
        "import logging, sys, warnings\n"
        "from coach import __main__ as program\n"
        "from coach.files import under_way\n"
        "def advise():\n"
        "    logging.getLogger('some.library').warning('set a variable')\n"
        "    warnings.warn('get a newer one', FutureWarning)\n"
        "    logging.getLogger('some.library').error('it is broken')\n"
        "under_way.sweep = advise\n"
        "sys.argv = ['coach', '--version']\n"
        "program.main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "COACH_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", advises], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert done.stderr.splitlines() == ["it is broken"]


def test_a_closed_pipe_loses_what_is_printed(tmp_path: Path) -> None:
    assert report_of("3>&1 | true", tmp_path) in ("True [Errno 32] Broken pipe None", "True None None")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Übung – 30°, ≤ 5 s\n", "Übung – 30°, ≤ 5 s\n"),
        ("a\x1b]0;owned\x07b\rc", "a\\x1b]0;owned\\x07b\\x0dc"),
        (os.fsdecode(b"R\xfccken.mp4"), "R\\xfccken.mp4"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\x9b2J", "\\x9b2J"),
        ("\u2066abc\u2069", "\\u2066abc\\u2069"),
    ],
)
def test_what_could_act_in_a_terminal_is_written_out(text: str, written: str) -> None:
    assert shown(text, in_lines=True) == written
