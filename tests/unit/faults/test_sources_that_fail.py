"""Whatever a camera, a file or the pose model does in the midst: what was counted until then is kept, told and written."""

from __future__ import annotations

import csv
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import numpy as np
import pytest

from coach.app.live.live import Live, WorkoutEnd, run_workout
from coach.app.live.workout_setup import Devices
from coach.app.replay.replay import Replay, replay
from coach.app.running.pose_sources import Seen, _Recording
from coach.app.running.results import RunOutputs
from coach.engine import catalog
from coach.errors import ModelError, SourceError, StreamStopped
from coach.landmarks import COUNT, INDEX
from coach.outputs.screen.pages.described import Exercising, Page
from coach.outputs.window.window import Asked, Key
from coach.recording.layout import RecordingHeader
from coach.recording.reader import open_recording
from coach.recording.writer import Recorder
from coach.sources import pose_models
from coach.sources.landmarker import Landmarker
from coach.sources.outside_picture import Sightings
from coach.values import Frame, Pose
from tests import kills

REPS: Final = 2
PICTURE: Final = np.random.default_rng(1).integers(60, 120, (48, 64, 3), np.uint8)
PATIENCE_S: Final = 60.0
"""How long a busy computer may take for one step before it counts as stuck."""


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kills.prepare(tmp_path_factory.mktemp("made") / "home", reps=REPS, fps=10)


@pytest.fixture(scope="module")
def poses(recording: Path) -> list[Pose]:
    return list(open_recording(recording))


@pytest.fixture
def home(recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    shutil.copytree(recording.parent / "exercises", home / "exercises")
    monkeypatch.setenv("COACH_HOME", str(home))
    return home


def counted_in(export: Path) -> int:
    with export.open(encoding="utf-8", newline="") as file:
        return sum(row["counted"] == "true" for row in csv.DictReader(file))


AFTER_ONE: Final = 52
"""So many poses show one repetition, and the next one not yet whole."""

PROBLEMS: Final = [
    (ModelError("model_failed", seconds="5.2", why="the graph has stopped"), 4, "The pose model failed at 5.2 s"),
    (SourceError("broken_from", file="clip.mp4", seconds="5.2"), 3, "clip.mp4 is broken from 5.2 s on"),
    (IndexError("out of range"), 70, "a bug in Coach (IndexError: out of range)"),
]


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "as live"])
@pytest.mark.parametrize(("problem", "code", "sentence"), PROBLEMS, ids=lambda value: type(value).__name__)
def test_a_replay_that_fails_in_the_midst_keeps_what_was_counted(
    recording: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    problem: Exception,
    code: int,
    sentence: str,
    whole: bool,
) -> None:
    look = _Recording.look

    def breaking(self: _Recording, *asked: Any, **how: Any) -> Iterator[Seen]:
        for number, seen in enumerate(look(self, *asked, **how)):
            if number == AFTER_ONE:
                raise problem
            yield seen

    monkeypatch.setattr(_Recording, "look", breaking)
    run_outputs = RunOutputs((home / "reps.csv",), record=home / "again.coach", profile="me")
    results = replay(Replay(recording, run_outputs=run_outputs, whole=whole))

    (told,) = results.trouble
    assert told.exit_code == code
    assert sentence in str(told)
    assert counted_in(home / "reps.csv") == 1
    assert len(kills.stored_in(home)) >= 1
    again = open_recording(home / "again.coach")
    assert (len(list(again)), again.truncated) == (AFTER_ONE, False)


def test_a_recording_that_is_emptied_while_it_is_replayed(poses: list[Pose], tmp_path: Path) -> None:
    path = tmp_path / "long.coach"
    recorder = Recorder(path, RecordingHeader("sit-and-arch", "made", (640, 480), "none", "2026-05-01T09:00:00Z", "0"))
    lasted_s = poses[-1].time_s + 0.1
    for turn in range(10):
        for pose in poses:
            recorder.take_pose(replace(pose, time_s=round(pose.time_s + turn * lasted_s, 6)))
    recorder.close()
    seen = iter(open_recording(path))
    next(seen)
    path.write_bytes(b"")
    with pytest.raises(SourceError, match=r"long\.coach changed while it was being read"):
        list(seen)


class Camera:
    """Shows the first pose until the exercise has begun, then all of them, with what ``happens`` before some of them."""

    name = "camera 0"
    size = (640, 480)

    def __init__(self, poses: list[Pose], happens: dict[int, Callable[[], None]]) -> None:
        self._poses = poses
        self._happens = dict(happens)
        self.begins = threading.Event()
        self.all_shown = threading.Event()
        self.reopened = 0
        self._index = 0
        self._time_s = 0.0

    def read(self) -> Frame:
        self._time_s = round(self._time_s + 0.1, 6)
        if not self.begins.wait(0.002):
            return Frame(0, self._time_s, PICTURE)
        while (happens := self._happens.pop(self._index, None)) is not None:
            happens()
        if self._index == len(self._poses):
            self.all_shown.set()
            threading.Event().wait(0.002)
            return Frame(self._index - 1, self._time_s, PICTURE)
        self._index += 1
        return Frame(self._index - 1, self._time_s, PICTURE)

    def reopen(self) -> None:
        self.reopened += 1


@dataclass
class Eye:
    """Sees the poses that the camera shows."""

    poses: list[Pose]

    def detect(self, frame: Frame) -> Pose:
        return replace(self.poses[frame.index], time_s=frame.time_s)

    def expect(self, position: str, tell: object) -> None:
        pass


class Screen:
    """A window whose user goes on past the guide, and does what is asked once all was shown or the camera is away."""

    def __init__(self, camera: Camera, then: Key) -> None:
        self._camera = camera
        self._then = then
        self._asked = False
        self.page_fails = False
        self.away = threading.Event()

    def page(self, page: Page) -> None:
        if isinstance(page, Exercising):
            if self.page_fails:
                raise RuntimeError("the display is gone")
            self._camera.begins.set()

    def notice(self, text: str) -> None:
        if "What was counted is kept" in text:
            self.away.set()

    def poll(self) -> list[Asked]:
        if not self._camera.begins.is_set() and not self._asked:
            self._asked = True
            return [Key.PAUSE]
        ends = self._camera.all_shown.is_set() or (self.away.is_set() and self._then is Key.CLOSE)
        return [self._then] if ends else []


@dataclass
class Workout:
    """One workout before the camera, and what came of it."""

    home: Path
    poses: list[Pose]

    def run(self, happens: dict[int, Callable[[], None]] | None = None, then: Key = Key.QUIT, **eye: Any) -> WorkoutEnd:
        self.camera = Camera(self.poses, happens or {})
        self.screen = Screen(self.camera, then)
        self.eye = Eye(self.poses)
        for name, value in eye.items():
            setattr(self.eye, name, value)
        run_outputs = RunOutputs((self.home / "reps.csv",), profile="me")
        wish = Live(run_outputs=run_outputs, mute=True)
        planned = [catalog.find(kills.EXERCISE)]
        return run_workout(wish, planned, self.screen, Devices(self.camera, self.eye))  # type: ignore[arg-type]

    def assert_kept(self, end: WorkoutEnd, reps: int) -> None:
        assert [len(summary.counted) for summary in end.results.summaries] == [reps]
        assert counted_in(self.home / "reps.csv") == reps
        assert sum(rep.reason is None for rep in kills.stored_in(self.home)) == reps


@pytest.fixture
def workout(home: Path, poses: list[Pose]) -> Workout:
    # Hands behind the head could be taken for those that say it hurts.
    without_hands = poses[0].visibility.copy()
    without_hands[[INDEX["left_wrist"], INDEX["right_wrist"]]] = 0.0
    return Workout(home, [replace(pose, visibility=without_hands) for pose in poses])


def raising(problem: Exception) -> Callable[[], None]:
    def happens() -> None:
        raise problem

    return happens


def test_a_workout_in_which_nothing_fails(workout: Workout) -> None:
    end = workout.run()
    workout.assert_kept(end, REPS)
    assert (end.closed, end.results.trouble, end.results.interrupted) == (False, [], False)


@pytest.mark.parametrize(("problem", "code", "sentence"), PROBLEMS[::2], ids=lambda value: type(value).__name__)
def test_a_model_that_fails_live_ends_the_workout_with_all_that_was_counted(
    workout: Workout, problem: Exception, code: int, sentence: str
) -> None:
    end = workout.run({AFTER_ONE: raising(problem)})
    workout.assert_kept(end, 1)
    (told,) = end.results.trouble
    assert (told.exit_code, sentence in str(told)) == (code, True)


def test_a_window_that_fails_live_ends_the_workout_with_all_that_was_counted(workout: Workout) -> None:
    def fails() -> None:
        workout.screen.page_fails = True

    end = workout.run({AFTER_ONE: fails})
    assert len(end.results.summaries[0].counted) >= 1
    assert counted_in(workout.home / "reps.csv") == len(end.results.summaries[0].counted)
    assert [told.exit_code for told in end.results.trouble] == [70]


def test_a_camera_that_stalls_between_two_repetitions_costs_nothing(
    workout: Workout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.app.live.watching.REOPEN_EVERY_S", 0.01)
    end = workout.run({AFTER_ONE - 5: raising(StreamStopped("stalled", camera="camera 0", seconds="5"))})
    workout.assert_kept(end, REPS)
    assert workout.camera.reopened == 1


def test_a_window_that_is_closed_while_the_camera_is_away_loses_nothing(workout: Workout) -> None:
    def stays_away() -> None:
        workout.camera.reopen = raising(StreamStopped("closed", camera="camera 0"))  # type: ignore[method-assign]
        raise StreamStopped("stalled", camera="camera 0", seconds="5")

    end = workout.run({AFTER_ONE: stays_away}, Key.CLOSE)
    workout.assert_kept(end, 1)
    assert end.closed


def point(x: float = 0.5, y: float = 0.5, z: float = 0.0, visibility: float = 1.0) -> Any:
    return SimpleNamespace(x=x, y=y, z=z, visibility=visibility)


@pytest.fixture(scope="module")
def landmarker() -> Iterator[Landmarker]:
    with Landmarker(pose_models.ensure("full"), outline=False) as landmarker:
        yield landmarker


@pytest.mark.pipeline
@pytest.mark.parametrize(
    "nowhere",
    [
        {"x": np.nan},
        {"y": np.inf},
        {"z": -np.inf},
        {"visibility": np.nan},
        {"x": 1e30},
        {"x": np.nan, "y": np.nan, "z": np.nan, "visibility": np.nan},
    ],
    ids=str,
)
def test_a_landmark_that_is_nowhere_is_not_seen_and_a_recording_can_hold_it(
    landmarker: Landmarker, nowhere: dict[str, float], tmp_path: Path
) -> None:
    landmarker._sightings = Sightings()
    for wrong in (1, COUNT):
        people = [[point(**nowhere)] * wrong + [point()] * (COUNT - wrong)]
        found = SimpleNamespace(pose_landmarks=people, pose_world_landmarks=people, segmentation_masks=None)
        landmarker._detect = lambda *_, found=found: found
        pose = landmarker.detect(Frame(0, float(wrong), PICTURE))
        assert pose.found == (wrong < COUNT)
        assert list(np.flatnonzero(pose.visibility)) == list(range(wrong, COUNT))
        path = tmp_path / f"{wrong}.coach"
        recorder = Recorder(
            path, RecordingHeader("sit-and-arch", "made", (64, 48), "none", "2026-05-01T09:00:00Z", "0")
        )
        recorder.take_pose(pose)
        recorder.close()
        assert len(list(open_recording(path))) == 1


@pytest.mark.pipeline
def test_what_the_model_raises_is_one_sentence(landmarker: Landmarker) -> None:
    def fails(*_: Any) -> None:
        raise RuntimeError("Graph has errors:\nCalculator::Process() failed")

    landmarker._detect = fails
    with pytest.raises(ModelError, match=r"^The pose model failed at 7\.5 s \(Graph has errors:\); what was counted"):
        landmarker.detect(Frame(0, 7.5, PICTURE))
