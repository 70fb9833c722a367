"""What ``import coach`` offers a notebook, held against the truth of samples and against what the commands write."""

from __future__ import annotations

import builtins
import doctest
import inspect
import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import coach
from coach.api import tables
from coach.errors import ExerciseFileError, SourceError
from coach.outputs.exports import REP_COLUMNS
from coach.record.entries import PainScore, StoredRep, StoredSession
from coach.record.store import diary, open_for_writing
from coach.record.store.sessions import add_rep, add_session

SAMPLE = Path(__file__).parents[3] / "samples" / "sit-and-rotate" / "short-hold-male"
TRUTH = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def result() -> coach.Result:
    return coach.replay(SAMPLE / "recording.coach")


def test_importing_it_imports_nothing_else_and_offers_the_names() -> None:
    code = "import sys, coach; print(len(coach.__all__), 'numpy' in sys.modules, set(coach.__all__) <= set(dir(coach)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.split() == [str(len(coach.__all__)), "False", "True"]


def test_every_name_is_there_and_is_explained() -> None:
    assert set(coach.__all__) - {"__version__"} == set(import_module("coach.api").__all__)
    for name in set(coach.__all__) - {"__version__"}:
        assert inspect.getdoc(getattr(coach, name)), name
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = coach.nothing_such


@pytest.mark.parametrize("module", ["exercises", "poses", "tables", "weeks", "results", "replays"])
def test_the_examples_of_the_docstrings_say_what_happens(module: str) -> None:
    assert doctest.testmod(import_module(f"coach.api.{module}")).failed == 0


def test_a_replay_tells_every_repetition_and_why_it_does_not_count(result: coach.Result) -> None:
    true = TRUTH["abandoned"]
    assert (result.counted, TRUTH["counted"]) == ((), [])
    assert [rep.side for rep in result.reps] == [rep["side"] for rep in true]
    columns = result.rep_columns()
    assert tuple(columns) == REP_COLUMNS
    assert {len(values) for values in columns.values()} == {len(true)}
    for reason, start_s, end_s, rep in zip(columns["reason"], columns["start_s"], columns["end_s"], true, strict=True):
        assert reason.startswith("held")
        assert abs(start_s - rep["start_s"]) < 1
        assert abs(end_s - rep["end_s"]) < 1.5


def test_frames_are_arrays_of_one_length(result: coach.Result) -> None:
    frames = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))["frames"]
    assert result.times_s.shape == result.phase.shape == result.exercise.shape == (frames,)
    assert result.landmarks.shape == result.world.shape == (frames, 33, 3)
    assert result.visibility.shape == (frames, 33)
    assert set(result.measures) == {each.name for each in coach.describe_measures()}
    turn = result.measures["thoracic_rotation_deg"]
    assert turn.shape == (frames,)
    # To the person's left is positive, and both turns go beyond 30° (the truth: about 40°).
    assert np.nanmax(turn) > 30
    assert np.nanmin(turn) < -30


def test_events_are_columns_and_name_their_repetition(result: coach.Result) -> None:
    columns = result.event_columns()
    assert tuple(columns) == tuple(tables.EVENT_KINDS)
    assert {len(values) for values in columns.values()} == {len(result.events)}
    numbers = [int(number) for number in columns["rep"] if number >= 0]
    assert numbers == list(range(len(result.reps)))
    assert columns["event"][0] == "ExerciseStarted"


def test_data_frames_have_the_same_columns(result: coach.Result) -> None:
    pytest.importorskip("pandas")
    for frame, columns in (
        (result.rep_frame(), result.rep_columns()),
        (result.event_frame(), result.event_columns()),
        (result.measure_frame(), result.measure_columns()),
    ):
        assert list(frame.columns) == list(columns)
        assert len(frame) == len(next(iter(columns.values())))
    assert result.rep_frame()["counted"].sum() == 0


def test_without_pandas_it_says_what_to_install(result: coach.Result, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ImportError, match="pip install pandas"):
        result.rep_frame()


def test_poses_that_are_fed_give_the_same_events_as_the_replay(result: coach.Result) -> None:
    poses = list(coach.read_poses(SAMPLE / "recording.coach"))
    assert coach.feed("sit-and-rotate", poses, all_measures=False, as_live=False).events == result.events


def test_landmarks_from_elsewhere_can_be_fed_one_by_one() -> None:
    """As from another pose model: without depth and outline."""
    session = coach.Session(coach.load_exercise("sit-and-rotate"))
    events: list[object] = []
    for pose in coach.read_poses(SAMPLE / "recording.coach"):
        found = coach.make_pose(
            pose.time_s, pose.image[:, :2].tolist(), size=pose.size, visibility=pose.visibility.tolist()
        )
        events += session.step(found).events
    assert {"BaselineTaken", "RepAbandoned"} <= {type(event).__name__ for event in (*events, *session.finish())}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"image": np.zeros((32, 3))}, "image must have the shape"),
        ({"image": np.full((33, 3), np.nan)}, "finite"),
        ({"visibility": np.full(33, 2.0)}, "between 0 and 1"),
        ({"world": np.zeros((33, 2))}, "world must have the shape"),
        ({"outline": np.zeros(4)}, "outline must have the shape"),
        ({"time_s": -1.0}, "seconds"),
        ({"size": (0, 480)}, "pixels"),
    ],
)
def test_a_pose_that_is_none_is_refused(wrong: dict[str, Any], said: str) -> None:
    given: dict[str, Any] = {"time_s": 0.0, "image": np.full((33, 3), 0.5), "size": (640, 480), **wrong}
    time_s, image = given.pop("time_s"), given.pop("image")
    with pytest.raises(ValueError, match=said):
        coach.make_pose(time_s, image, **given)


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        coach.replay(tmp_path / "none.mp4")
    with pytest.raises(ExerciseFileError, match="sit-and-rotate"):
        coach.load_exercise("sit-and-rotat")
    broken = tmp_path / "mine.toml"
    broken.write_text('id = "mine"\n', encoding="utf-8")
    with pytest.raises(coach.CoachError, match=r"mine\.toml"):
        coach.load_exercise(broken)
    assert {each.id for each in coach.list_exercises()} >= {"sit-and-rotate", "cat-cow"}


def test_the_dose_of_an_exercise_that_is_given_holds() -> None:
    exercise = coach.load_exercise("sit-and-rotate").with_hold(0.2)
    told = coach.replay(SAMPLE / "recording.coach", exercise, all_measures=False)
    assert len(told.counted) == len(TRUTH["abandoned"])


def test_a_record_is_read_as_it_was_written(result: coach.Result, tmp_path: Path) -> None:
    began = datetime(2026, 5, 3, 8, tzinfo=UTC)
    place = tmp_path / "coach.db"
    with open_for_writing(place, began, pytest.fail) as database:
        session = StoredSession("me", began, "clip.mp4", "sit-and-rotate", "alternate", "°", 3, 2.0, False, error=3.0)
        with database.writing() as connection:
            number = add_session(connection, session)
            for rep in result.reps:
                add_rep(connection, number, StoredRep(rep, low_back=False))
        diary.log_pain(database, PainScore("me", began, 4, "before"))
    record = coach.read_record(place=place)
    assert [stored.rep for stored in record.sessions[0].reps] == list(result.reps)
    assert [each.score for each in record.pain] == [4]
    columns = record.rep_columns()
    assert set(REP_COLUMNS) < set(columns)
    assert list(columns["peak_error_deg"]) == [3.0] * len(result.reps)
    assert list(columns["started"]) == [began] * len(result.reps)
    assert coach.read_record("somebody-else", place).sessions == ()
