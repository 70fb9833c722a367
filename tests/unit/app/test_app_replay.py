"""Which exercise a file shows, and what a replay keeps when its source breaks off or is stopped."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest

from coach.app.replay import replay as replaying
from coach.app.replay.replay import Replay, exercise_named_in, replay
from coach.app.running.pose_sources import Seen
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.app.running.run import ExerciseRun
from coach.errors import ExerciseFileError, SourceError
from coach.values import Pose


@pytest.mark.parametrize(
    ("file", "exercise"),
    [
        ("sit-and-arch.mp4", "sit-and-arch"),
        ("monday sit-and-rotate 2.mov", "sit-and-rotate"),
        ("sit-and-rotate/good.mp4", "sit-and-rotate"),
        ("sit-and-rotate/sit-and-arch.mp4", "sit-and-arch"),
    ],
)
def test_the_name_of_the_file_comes_before_that_of_its_folder(tmp_path: Path, file: str, exercise: str) -> None:
    assert exercise_named_in(tmp_path / file) == exercise


@pytest.mark.parametrize("file", ["Sit and Rotate.mp4", "SIT-AND-ROTATE.MP4", "2026-05-03_sit_and_rotate (2).mov"])
def test_a_name_is_known_however_it_is_written(tmp_path: Path, file: str) -> None:
    assert exercise_named_in(tmp_path / file) == "sit-and-rotate"
    assert exercise_named_in(tmp_path / file.rpartition(".")[0] / "IMG_0001.mp4") == "sit-and-rotate"


def test_a_name_that_tells_nothing_leaves_it_to_be_recognised(tmp_path: Path) -> None:
    assert exercise_named_in(tmp_path / "beach.mp4") == ""


def test_where_nothing_is_recognised_the_names_there_are_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = PoseSource(3, None)
    nobody.exercise = ""
    monkeypatch.setattr(replaying, "open_pose_source", lambda *_, **__: nobody)
    with pytest.raises(ExerciseFileError, match=r"No exercise was recognised.*--exercise, which may be .*sit-and-arch"):
        replay(Replay(Path("beach.mp4")))


class PoseSource:
    """A source of poses in which nobody is, with something that happens behind the last."""

    exercise = "sit-and-rotate"
    reps = 0
    hold_s = 0.0
    hurt_after_s: float | None = None
    paused_after_s: tuple[float, ...] = ()
    size = (640, 480)
    frame_count: int | None = None
    model = "full"
    whole = True

    def __init__(self, poses: int, then: Exception | signal.Signals | None) -> None:
        self._poses = poses
        self._then = then

    def remarks(self) -> tuple[str, ...]:
        return ("The file is odd.",)

    def look(self, position: str = "", *, pictures: bool = True) -> Iterable[Seen]:  # noqa: ARG002
        assert not pictures, "the pictures of a clip that is looked through are decoded again"
        return self._look()

    def pictures(self) -> Iterator[None]:
        return repeat(None)

    def _look(self) -> Iterator[Seen]:
        for index in range(self._poses):
            if index == self._poses // 2 and isinstance(self._then, signal.Signals):
                signal.raise_signal(self._then)
            yield None, Pose.nobody(index / 10, self.size)
        if isinstance(self._then, Exception):
            raise self._then


def run(monkeypatch: pytest.MonkeyPatch, sight: PoseSource, run_outputs: RunOutputs) -> Results:
    monkeypatch.setattr(replaying, "open_pose_source", lambda *_, **__: sight)
    return replay(Replay(Path("clip.mp4"), run_outputs=run_outputs))


def test_what_came_before_the_break_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_outputs = RunOutputs((tmp_path / "reps.csv", tmp_path / "events.jsonl"), tmp_path / "frames.csv")
    results = run(monkeypatch, PoseSource(12, SourceError("It breaks off.")), run_outputs)
    assert "The file is odd.\n" in capsys.readouterr().err
    assert [str(problem) for problem in results.trouble] == ["It breaks off."]
    assert (tmp_path / "frames.csv").read_text(encoding="utf-8").count("\n") == 13
    assert (tmp_path / "reps.csv").exists()
    assert "ExerciseStarted" in (tmp_path / "events.jsonl").read_text(encoding="utf-8")


def test_nobody_in_any_frame_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    results = run(monkeypatch, PoseSource(7, None), RunOutputs())
    assert len(results.trouble) == 1
    assert "Nobody was seen in any of the 7 frames of clip.mp4" in str(results.trouble[0])
    assert not results.summaries[0].person_seen


def test_stopping_keeps_what_came_before(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    results = run(monkeypatch, PoseSource(10, signal.SIGINT), RunOutputs(measures=tmp_path / "frames.csv"))
    assert results.interrupted
    assert results.trouble == []
    assert (tmp_path / "frames.csv").read_text(encoding="utf-8").count("\n") == 7


@pytest.mark.parametrize("moment", ["finish", "close", "write"])
def test_whoever_asks_while_the_end_is_told_and_written_asked_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, moment: str
) -> None:
    place = {"finish": ExerciseRun, "close": Fanout, "write": Results}[moment]
    real = getattr(place, moment)

    def asked_in(*given: Any) -> None:
        signal.raise_signal(signal.SIGTERM)
        real(*given)

    monkeypatch.setattr(place, moment, asked_in)
    results = run(monkeypatch, PoseSource(10, None), RunOutputs((tmp_path / "events.jsonl",)))
    assert results.interrupted
    assert "ExerciseStarted" in (tmp_path / "events.jsonl").read_text(encoding="utf-8")


def test_what_came_before_a_bug_is_kept_and_the_bug_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    results = run(monkeypatch, PoseSource(4, ZeroDivisionError("by zero")), RunOutputs((tmp_path / "events.jsonl",)))
    (told,) = results.trouble
    assert told.exit_code == 70
    assert "a bug in Coach (ZeroDivisionError: by zero)" in str(told)
    assert isinstance(told.__cause__, ZeroDivisionError)
    assert "ExerciseStarted" in (tmp_path / "events.jsonl").read_text(encoding="utf-8")
