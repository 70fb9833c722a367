"""The real program on the shipped sample: real decoding, real pose estimation, every output, the same events again."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import pytest

from coach.measures import registry
from coach.outputs.exports import REP_COLUMNS
from tests.short_clips import demo_clip

pytestmark = pytest.mark.pipeline

LIMIT_S = 300


def coach(*words: object) -> subprocess.CompletedProcess[str]:
    """Runs one command as a user would."""
    command = [sys.executable, "-m", "coach", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=LIMIT_S, check=False)


@dataclass(frozen=True)
class Run:
    """A replay of the sample with every output there is."""

    folder: Path
    clip: Path
    stdout: str
    stderr: str
    code: int


@pytest.fixture(scope="module")
def clip(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_clip(request.config, tmp_path_factory.mktemp("demo") / "clip.mp4")


@pytest.fixture(scope="module")
def run(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("replay")
    kept = ("--export", folder / "reps.csv", "--export", folder / "reps.json", "--export", folder / "events.jsonl")
    more = ("--measures", folder / "frames.csv", "--record", folder / "r.coach", "--save-video", folder / "out.mp4")
    done = coach("replay", clip, "--exercise", "sit-and-rotate", *kept, *more)
    return Run(folder, clip, done.stdout, done.stderr, done.returncode)


def test_it_ends_well_and_says_each_rep_and_the_summary(run: Run) -> None:
    assert run.code == 0, run.stderr
    assert run.stderr == ""
    reps = [line for line in run.stdout.splitlines() if " s  rep " in line]
    assert len(reps) == len([rep for rep in rows(run.folder / "reps.csv") if rep["counted"] == "true"])
    assert any(line.startswith("Sit and rotate:") for line in run.stdout.splitlines())


def test_every_rep_is_exported_in_the_documented_columns(run: Run) -> None:
    reps = rows(run.folder / "reps.csv")
    assert reps
    assert tuple(reps[0]) == REP_COLUMNS
    for rep in reps:
        assert float(rep["start_s"]) <= float(rep["peak_s"]) <= float(rep["end_s"])
        assert rep["side"] in ("left", "right")


def test_json_and_csv_tell_the_same(run: Run) -> None:
    whole = json.loads((run.folder / "reps.json").read_text(encoding="utf-8"))
    reps = rows(run.folder / "reps.csv")
    assert [rep["peak_deg"] for rep in whole["reps"]] == [float(rep["peak_deg"]) for rep in reps]
    (exercise,) = whole["summary"]["exercises"]
    assert whole["summary"]["source"] == "clip.mp4"
    counted = [rep for rep in whole["reps"] if rep["counted"]]
    assert sum(exercise["reps"].values()) == len(counted)


def test_measures_have_a_row_for_every_frame(run: Run) -> None:
    measures = rows(run.folder / "frames.csv")
    assert list(measures[0]) == ["time_s", "phase", *registry.names()]
    assert len(measures) == frame_count(run.clip)
    times = [float(row["time_s"]) for row in measures]
    assert times == sorted(set(times))


def test_the_saved_video_has_every_frame(run: Run) -> None:
    assert frame_count(run.folder / "out.mp4") == frame_count(run.clip)


def test_the_recording_replays_to_the_very_same_events(run: Run, tmp_path: Path) -> None:
    again = coach("replay", run.folder / "r.coach", "--export", tmp_path / "e.jsonl", "--measures", tmp_path / "m.csv")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "e.jsonl").read_bytes() == (run.folder / "events.jsonl").read_bytes()
    assert (tmp_path / "m.csv").read_bytes() == (run.folder / "frames.csv").read_bytes()


@pytest.mark.thorough
def test_a_second_recording_never_overwrites_the_first(run: Run, clip: Path) -> None:
    before = (run.folder / "r.coach").read_bytes()
    again = coach("replay", clip, "--exercise", "sit-and-rotate", "--record", run.folder / "r.coach")
    assert again.returncode == 6
    assert (run.folder / "r.coach").read_bytes() == before


@pytest.mark.thorough
def test_demo_shows_a_bar_the_reps_and_a_summary() -> None:
    demo = coach("demo")
    assert demo.returncode == 0, demo.stderr
    assert "100 %" in demo.stderr
    assert " s  rep " in demo.stdout
    # The person in it truly turns once to the left and once to the right (samples/README.md).
    assert "Sit and rotate: 1 of 3 left, 1 of 3 right counted" in demo.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_writes_what_was_counted(clip: Path, tmp_path: Path) -> None:
    export = tmp_path / "reps.csv"
    # As live, so that seconds of work lie behind the first repetition: a clip that was looked through is told at once.
    asked = ["--exercise", "sit-and-rotate", "--as-live", "--export", export]
    command = [sys.executable, "-m", "coach", "replay", clip, *asked]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8") as run:
        assert run.stdout is not None
        for line in until_rep(run.stdout):
            assert "Traceback" not in line
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=LIMIT_S)
    assert run.returncode == 130, err
    assert "Traceback" not in out + err
    reps = rows(export)
    assert reps[0]["counted"] == "true"


def until_rep(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if " s  rep " in line:
            return


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def frame_count(path: Path) -> int:
    capture = cv2.VideoCapture(str(path))
    count = 0
    while capture.grab():
        count += 1
    capture.release()
    return count
