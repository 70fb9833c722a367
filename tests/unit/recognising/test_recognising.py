"""What is done in a clip of which nobody says what it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from pathlib import Path

import pytest

from benchmarks.making.sample_files import Sample, all_samples
from coach import __version__
from coach.app.batch import batch_work
from coach.app.replay import recognition as recognising
from coach.app.replay import replay as replaying
from coach.app.replay.recognition import Recognition, coach_each
from coach.app.replay.replay import Replay, replay
from coach.app.running.results import Results, RunOutputs
from coach.engine import catalog
from coach.errors import ExerciseFileError
from coach.recognising.recogniser import RecognisedSet, chosen, recognised
from coach.values import Frame, Pose, Rep
from coach.words.wording import ENGLISH
from tests.movements import in_turn, pose_of, seated_from_the_front, stepping, times

TRIED = ("stretch-upwards", "elbows-on-thighs", "seated-forward-bend")


def sample(exercise: str) -> Sample:
    return next(each for each in all_samples(exercise) if each.variant == "good")


def one_after_the_other(*samples: Sample) -> list[Pose]:
    poses: list[Pose] = []
    for each in samples:
        at_s = poses[-1].time_s + 3.0 if poses else 0.0
        poses += [replace(pose, time_s=pose.time_s + at_s) for pose in each.poses()]
    return poses


@pytest.fixture(scope="module")
def two() -> list[Pose]:
    return one_after_the_other(sample("elbows-on-thighs"), sample("stretch-upwards"))


class PoseSource:
    """A source that does not tell its exercise."""

    exercise = ""
    reps = 0
    hold_s = 0.0
    hurt_after_s: float | None = None
    paused_after_s: tuple[float, ...] = ()
    model = "full"
    whole = True

    def __init__(self, poses: list[Pose]) -> None:
        self._poses = poses
        self.size = poses[0].size
        self.frame_count = len(poses)

    def look(self, position: str = "", *, pictures: bool = True) -> Iterator[tuple[None, Pose]]:  # noqa: ARG002
        return ((None, pose) for pose in self._poses)

    def pictures(self) -> Iterator[Frame | None]:
        return repeat(None)

    def remarks(self) -> tuple[str, ...]:
        return ()


@pytest.fixture
def unnamed(monkeypatch: pytest.MonkeyPatch, two: list[Pose]) -> None:
    """A file of both, of which nothing tells what it shows; few exercises are tried, which takes less time."""
    monkeypatch.setattr(replaying, "open_pose_source", lambda *_, **__: PoseSource(two))
    asked = [sample(each).coached_as() for each in TRIED]
    monkeypatch.setattr(recognising.catalog, "all_exercises", lambda _report=None: asked)


@pytest.mark.usefixtures("unnamed")
def test_two_exercises_in_one_file_are_told_in_order_and_each_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / "done.json"
    results = replay(Replay(tmp_path / "beach.mp4", run_outputs=RunOutputs((export,))))
    truth = {name: len(sample(name).expected().counted) for name in ("elbows-on-thighs", "stretch-upwards")}
    assert {each.card.id: len(each.counted) for each in results.summaries} == truth
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("0:")]
    assert [line.split("  ")[1].split(":")[0] for line in lines] == ["Elbows on thighs", "Stretch upwards"]
    counted = [rep["exercise"] for rep in json.loads(export.read_text())["reps"] if rep["counted"]]
    assert counted == [name for name, count in truth.items() for _ in range(count)]


@pytest.mark.usefixtures("unnamed")
def test_a_batch_notes_what_was_recognised_when_and_how_sure_that_is(tmp_path: Path) -> None:
    outcome = batch_work._replayed(batch_work.Task(str(tmp_path / "beach.mp4"), None, "full", True, __version__, ""))
    assert outcome.exercise == "elbows-on-thighs;stretch-upwards"
    assert "Elbows on thighs: 1 counted; " in outcome.notes
    assert "sure. 0:1" in outcome.notes, "then the other, with its time"


def test_what_only_one_exercise_can_have_asks_which(two: list[Pose]) -> None:
    exercises = [catalog.find("sit-and-arch"), catalog.find("cat-cow")]
    found = Recognition([a_set("sit-and-arch", (0, 1)), a_set("cat-cow", (2, 3))], two, exercises)
    run_outputs, results = RunOutputs(record=Path("new.coach")), Results("beach.mp4", "full")
    with pytest.raises(
        ExerciseFileError, match="--window, --record: that shows one exercise, and several were recognised"
    ):
        coach_each(found, run_outputs, results, PoseSource(two), ENGLISH, window=True)


def test_a_file_whose_name_tells_is_taken_for_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two: list[Pose]
) -> None:
    monkeypatch.setattr(replaying, "open_pose_source", lambda *_, **__: PoseSource(two[:20]))
    results = replay(Replay(tmp_path / "stretch-upwards.mp4"))
    assert [each.card.id for each in results.summaries] == ["stretch-upwards"]


def test_nothing_is_recognised_of_somebody_who_sits_still() -> None:
    poses = [pose_of(seated_from_the_front(), time_s) for time_s in times(8)]
    assert recognised(poses, [catalog.find("sit-and-rotate"), catalog.find("shoulder-rolls")]) == []


def a_set(exercise: str, *spans: tuple[float, float]) -> RecognisedSet:
    return RecognisedSet(
        exercise, tuple(Rep(exercise, None, start, start, end, 30.0, 0.0, counted=True) for start, end in spans)
    )


def test_of_two_at_the_same_time_the_one_that_explains_more_is_taken() -> None:
    """The other's repetition behind it stays, and so does less surety where they are nearly equal."""
    more, less = a_set("bend", (0, 5), (6, 11)), a_set("walk", (1, 2), (2, 3), (20, 24))
    first, second = chosen([less, more], {})
    assert (first.exercise, second.exercise, second.start_s) == ("bend", "walk", 20)
    (alone,) = chosen([more], {})
    (doubted,) = chosen([more, a_set("other", (0, 4), (6, 10))], {})
    assert alone.sure == pytest.approx(0.75)
    assert doubted.sure == pytest.approx(0.75 * 10 / 18)


def test_single_repetitions_of_an_exercise_of_many_are_no_set() -> None:
    assert chosen([a_set("walk", (0, 1), (1, 2))], {"walk": 6}) == []


def test_nine_quick_steps_from_the_first_picture_on_are_recognised() -> None:
    """While a start position is looked for, too few pictures of them would be seen."""
    lifted = in_turn(0.0, 0.28, 0.0, 9)
    poses = [pose_of(stepping(*lifted(t)), t) for t in times(3.0, fps=30)]
    found = recognised(poses, [catalog.find(each) for each in ("walk-in-place", "stretch-upwards")])
    assert [each.exercise for each in found] == ["walk-in-place"]
