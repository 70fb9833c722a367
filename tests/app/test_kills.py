"""A run that is killed loses at most the repetition in progress, and leaves nothing hidden and nothing half.

benchmarks/kills.py does the same more often.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests import kills, kills_anywhere


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kills.prepare(tmp_path_factory.mktemp("kills") / "home")


@pytest.mark.thorough
def test_ten_killed_runs_keep_every_repetition_that_was_over(recording: Path, tmp_path: Path) -> None:
    whole = kills.run_whole(recording, tmp_path / "whole")
    assert len(whole) == kills.REPS
    chance = random.Random(5)
    for number in range(10):
        left = kills.kill_one(recording, tmp_path / str(number), chance)
        assert left.stored == whole[: len(left.stored)]
        # The last one may have been said in the very moment in which it was still being written.
        assert len(left.stored) >= left.announced - 1


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize("command", kills_anywhere.COMMANDS)
def test_whatever_is_ended_at_any_moment_leaves_nothing_hidden_and_nothing_half(command: str, tmp_path: Path) -> None:
    recording = kills_anywhere.prepare(tmp_path / "home")
    whole_s = kills_anywhere.duration_s(command, recording, tmp_path / "whole")
    for number in range(4):
        place, chance = tmp_path / str(number), random.Random(f"{command} {number}")
        assert kills_anywhere.end_one(command, recording, place, chance, whole_s).wrong == ()


def test_a_record_goes_on_after_a_kill(tmp_path: Path) -> None:
    recording = kills.prepare(tmp_path / "home", fps=60)  # so few pictures as a camera brings: two whole runs take long
    left = kills.kill_one(recording, tmp_path / "killed", random.Random(7))
    assert kills.run_again(recording, tmp_path / "killed") == len(left.stored) + kills.REPS
