"""What a library logs to the file descriptor is held back whatever it says; its errors and Python's words come through."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from coach.sources.chatter import without_chatter

CHATTER = [
    b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n",
    b"INFO: [accelerator_registry.cc:43] DestroyAccelerator: ptr=0x7f1530003520, name=CpuAccelerator\n",
    b"WARNING: Logging before InitGoogle() is written to STDERR\n",
    b"WARNING: [model_load.cc:402] Sparsity tensors may not yet be fully supported.\n",
    b"W0000 00:00:1795227597.138990    8153 inference_feedback_manager.cc:121] Feedback manager requires ...\n",
    b"I20251121 02:15:01.123456  8153 gl_context.cc:357] GL version: 3.2\n",
    b"[ WARN:0@0.012] global cap.cpp:1 open\n",
    b"a wording that nobody has seen yet\n",
    b"E is a letter\n",
]
ERRORS = [
    b"E0000 00:00:1795227597.138990    8153 graph.cc:11] it failed\n",
    b"F0000 00:00:1795227597.138990    8153 graph.cc:12] it failed for good\n",
    b"ERROR: could not apply the delegate\n  because of this\n",
    b"ERROR: [model_load.cc:403] broken\n",
    b"[ERROR:0@0.012] global cap.cpp:2 broken\n",
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


def test_an_error_comes_through_while_the_block_goes_on(capfd: pytest.CaptureFixture[str]) -> None:
    with without_chatter():
        os.write(2, ERRORS[0])
        arrived = threading.Event()
        said = ""
        while not said:
            said = capfd.readouterr().err
            arrived.wait(0.01)
        assert said.encode() == ERRORS[0]


def fail_after(*lines: bytes) -> None:
    with without_chatter():
        for line in lines:
            os.write(2, line)
        print("from above", file=sys.stderr)
        raise ValueError("failed")


def test_when_the_block_fails_lines_of_no_severity_are_shown_after_all(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="failed"):
        fail_after(CHATTER[3], b"from below\n")
    os.write(2, b"and after\n")
    said = capfd.readouterr().err
    assert "Sparsity" not in said
    assert "from below\n" in said
    assert "from above\n" in said
    assert said.endswith("and after\n")


def test_blocks_may_overlap(capfd: pytest.CaptureFixture[str]) -> None:
    first, second = without_chatter(), without_chatter()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    os.write(2, CHATTER[1])
    second.__exit__(None, None, None)
    os.write(2, b"now it is on again\n")
    assert capfd.readouterr().err == "now it is on again\n"


def program(text: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True, timeout=60)


def test_what_python_says_to_standard_error_is_said_whatever_it_is() -> None:
    done = program(
        "import os, sys\nfrom coach.sources.chatter import without_chatter\n"
        "with without_chatter():\n"
        "    os.write(2, b'INFO: from below\\n')\n"
        "    print('INFO: from above', file=sys.stderr)\n"
        "print('after', file=sys.stderr)\n"
    )
    assert done.stderr == "INFO: from above\nafter\n"


def test_a_program_that_ends_in_the_middle_ends_quietly() -> None:
    done = program("import os\nfrom coach.sources import chatter\nchatter.begin()\nos.write(2, b'INFO: x\\n')\n")
    assert done.stderr == ""


def test_a_program_without_standard_error_goes_on() -> None:
    done = program(
        "import os; os.close(2)\nfrom coach.sources.chatter import without_chatter\nwith without_chatter(): print('on')"
    )
    assert done.stdout == "on\n"
