"""Chatter written straight to the file descriptor is dropped; errors and everything else come through, in order."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from coach.sources.chatter import without_chatter

CHATTER = [
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n",
    b"WARNING: Logging before InitGoogle() is written to STDERR\n",
    b"W0000 00:00:1795227597.138990    8153 inference_feedback_manager.cc:121] Feedback manager requires ...\n",
    b"I20251121 02:15:01.123456  8153 gl_context.cc:357] GL version: 3.2\n",
]
ERRORS = [
    b"E0000 00:00:1795227597.138990    8153 graph.cc:11] it failed\n",
    b"F0000 00:00:1795227597.138990    8153 graph.cc:12] it failed for good\n",
    b"ERROR: could not apply the delegate\n",
    b"Inside is no chatter\n",
    b"W is a letter\n",
]


@pytest.mark.parametrize("line", CHATTER)
def test_chatter_is_dropped(line: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with without_chatter():
        os.write(2, line)
    assert capfd.readouterr().err == ""


def test_errors_come_through_in_order(capfd: pytest.CaptureFixture[str]) -> None:
    with without_chatter():
        for error in ERRORS:
            os.write(2, CHATTER[0] + error)
    assert capfd.readouterr().err.encode() == b"".join(ERRORS)


def test_python_and_c_output_both_arrive_when_the_block_fails(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with without_chatter():
            os.write(2, b"from below\n")
            print("from above", file=sys.stderr)
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    os.write(2, b"and after\n")
    said = capfd.readouterr().err
    assert "from below\n" in said
    assert "from above\n" in said
    assert said.endswith("and after\n")


def test_a_program_without_standard_error_goes_on() -> None:
    program = (
        "import os; os.close(2)\nfrom coach.sources.chatter import without_chatter\nwith without_chatter(): print('on')"
    )
    done = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "on\n"
