"""A real clip through the whole program: video, landmarker, session, recorder; and then the recording of that run.

It is seen from the side; tests/app/test_replay.py replays the demonstration, which is seen from the front.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.judging.on_samples import coached, judge
from benchmarks.making.sample_files import SAMPLES, Sample
from coach.app.replay.replay import Replay, replay
from coach.app.running.results import RunOutputs
from coach.recording.reader import open_recording

pytestmark = pytest.mark.pipeline


@pytest.mark.parametrize(
    "name",
    [
        "pelvis-push/short-hold-heavy",
        # Read from the outline, and three times as long.
        pytest.param("sit-and-arch/short-hold-heavy", marks=pytest.mark.thorough),
    ],
)
def test_a_run_is_judged_rightly_and_its_recording_replays_to_the_same_bytes(name: str, tmp_path: Path) -> None:
    sample = Sample(SAMPLES / name)
    recording, ran, replayed = tmp_path / "run.coach", tmp_path / "ran.jsonl", tmp_path / "replayed.jsonl"
    run = replay(Replay(sample.clip, sample.exercise, run_outputs=RunOutputs(exports=(ran,), record=recording)))
    assert run.trouble == []
    again = replay(Replay(recording, run_outputs=RunOutputs(exports=(replayed,))))
    assert again.trouble == []
    assert replayed.read_bytes() == ran.read_bytes()
    assert len(ran.read_bytes().splitlines()) > 5
    verdict = judge(coached(sample.coached_as(), open_recording(recording)), sample.expected())
    assert verdict.exact
    assert verdict.silent == ()
