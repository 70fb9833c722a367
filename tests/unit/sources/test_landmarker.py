"""The landmarker on the shipped sample: what it returns, that it repeats itself, what it says when it cannot load."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach import paths
from coach.errors import ModelError
from coach.sources import pose_models as models
from coach.sources.landmarker import Landmarker
from coach.values import Frame, Pose

pytestmark = pytest.mark.pipeline

RATE = 15.0
EMPTY = np.full((480, 640, 3), 90, np.uint8)


@pytest.fixture(scope="module")
def model() -> Path:
    return models.ensure("full")


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    """The first second of the sample."""
    capture = cv2.VideoCapture(str(paths.demo_sample() / "clip.mp4"))
    pictures = itertools.takewhile(lambda read: read[0], iter(capture.read, None))
    return [Frame(i, i / RATE, image) for i, (_, image) in enumerate(itertools.islice(pictures, int(RATE)))]


@pytest.fixture(scope="module")
def poses(model: Path, frames: list[Frame]) -> list[Pose]:
    with Landmarker(model) as landmarker:
        return [landmarker.detect(frame) for frame in frames]


def arrays(pose: Pose) -> Iterator[np.ndarray]:
    assert pose.outline is not None
    yield from (pose.image, pose.world, pose.visibility, pose.outline)


def test_a_seated_person_is_found_in_every_frame(poses: list[Pose], frames: list[Frame]) -> None:
    assert all(pose.found for pose in poses)
    for pose, frame in zip(poses, frames, strict=True):
        assert pose.time_s == frame.time_s
        assert pose.size == (frame.image.shape[1], frame.image.shape[0])
        assert [a.shape for a in arrays(pose)] == [(33, 3), (33, 3), (33,), (192, 2)]
        assert {a.dtype for a in arrays(pose)} == {np.dtype(np.float32)}


def test_the_outline_goes_round_the_joints(poses: list[Pose]) -> None:
    for pose in poses:
        assert pose.outline is not None
        shoulders_and_hips = pose.image[[11, 12, 23, 24], :2]
        for point in shoulders_and_hips:
            assert cv2.pointPolygonTest(pose.outline, (float(point[0]), float(point[1])), False) > 0


def test_poses_are_rounded_so_that_a_recording_loses_nothing(poses: list[Pose]) -> None:
    for pose in poses:
        for values, steps in zip(arrays(pose), (1e4, 1e3, 1e2, 1e4), strict=True):
            whole = np.round(values.astype(np.float64) * steps)
            np.testing.assert_array_equal(values, (whole / steps).astype(np.float32))


def test_the_same_frames_give_the_same_poses(model: Path, frames: list[Frame], poses: list[Pose]) -> None:
    with Landmarker(model) as landmarker:
        again = [landmarker.detect(frame) for frame in frames]
    for one, other in zip(poses, again, strict=True):
        for first, second in zip(arrays(one), arrays(other), strict=True):
            np.testing.assert_array_equal(first, second)


def test_frames_that_share_a_millisecond_or_go_back_are_taken(model: Path, frames: list[Frame]) -> None:
    with Landmarker(model, outline=False) as landmarker:
        for time_s in (0.0, 0.0, 0.0004, 2.0, 1.0):
            pose = landmarker.detect(Frame(0, time_s, frames[0].image))
            assert pose.found
            assert pose.time_s == time_s
            assert pose.outline is None


def test_an_empty_room_is_nobody(model: Path) -> None:
    with Landmarker(model) as landmarker:
        pose = landmarker.detect(Frame(0, 3.5, EMPTY))
    assert not pose.found
    assert (pose.time_s, pose.size, pose.outline) == (3.5, (640, 480), None)


def test_closing_twice_is_harmless(model: Path) -> None:
    landmarker = Landmarker(model)
    landmarker.close()
    landmarker.close()


def test_a_file_that_is_no_model_is_said_in_one_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.task"
    wrong.write_bytes(b"not a model" * 100)
    with pytest.raises(ModelError, match=r"The pose model .*wrong\.task cannot be loaded \(.*\); run: coach models"):
        Landmarker(wrong)
    with pytest.raises(ModelError, match=r"The pose model .*missing\.task cannot be read"):
        Landmarker(tmp_path / "missing.task")
    assert "Traceback" not in capfd.readouterr().err


def test_a_program_that_uses_it_keeps_a_clean_terminal(model: Path, tmp_path: Path) -> None:
    picture = tmp_path / "picture.npy"
    np.save(picture, EMPTY)
    program = (
        "import sys; from pathlib import Path; import numpy as np\n"
        "from coach.sources.landmarker import Landmarker; from coach.values import Frame\n"
        "with Landmarker(Path(sys.argv[1])) as landmarker:\n"
        "    landmarker.detect(Frame(0, 0.0, np.load(sys.argv[2])))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, model, picture], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
