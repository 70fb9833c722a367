"""The saved video: the window's own picture, at the source's pace, whole or not at all."""

from __future__ import annotations

import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from screen_steps import PICTURE, picture, pose, step

from coach.errors import ExportError
from coach.outputs.film import Film, is_whole
from coach.outputs.screen.layout import lay_out
from coach.outputs.screen.overlay import Overlay
from coach.outputs.video import LONGEST_S, VideoSaver, usual_rate
from coach.values import Pose, Step

SIZE = (640, 360)
RED, GREEN, BLUE = (0, 0, 200), (0, 200, 0), (200, 0, 0)


def coloured(time_s: float, colour: tuple[int, int, int]) -> Step:
    """A step whose picture is in one colour, with nobody in it."""
    return step(time_s=time_s, image=picture(colour), body=Pose.nobody(time_s, PICTURE), watching="exercise")


def saved(path: Path, steps: list[Step], fps: float | None = None) -> None:
    saver = VideoSaver(path, SIZE, fps)
    for one in steps:
        saver.update(one)
    saver.close()


def frames(path: Path) -> list[NDArray[np.uint8]]:
    video = cv2.VideoCapture(str(path))
    read = []
    while True:
        there, image = video.read()
        if not there:
            break
        read.append(np.asarray(image, np.uint8))
    video.release()
    return read


def rate(path: Path) -> float:
    video = cv2.VideoCapture(str(path))
    fps = float(video.get(cv2.CAP_PROP_FPS))
    video.release()
    return fps


def colour_of(frame: NDArray[np.uint8]) -> str:
    place = lay_out(SIZE, PICTURE, has_hold=True).picture
    blue, green, red = frame[place.centre[1], place.centre[0]]
    return {red: "red", green: "green", blue: "blue"}[max(red, green, blue)]


def test_the_video_shows_the_very_screen(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    shown = step(cue="Turn further", low_back=True, hold_s=2.0, image=picture(GREEN))
    saved(path, [shown])
    (frame,) = frames(path)
    screen = Overlay(SIZE).draw(shown)
    assert frame.shape == screen.shape
    assert np.abs(frame.astype(int) - screen.astype(int)).mean() < 6


def test_the_video_holds_the_figure_that_does_the_exercise(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    shown = step(image=picture(GREEN), body=Pose.nobody(0.0, PICTURE))
    shown = replace(shown, exercise=replace(shown.exercise, id="sit-and-rotate"))
    saved(path, [shown])
    (frame,) = frames(path)
    place = lay_out(SIZE, PICTURE, has_hold=True).demonstration("left", 2 / 3, large=False)
    corner = (slice(place.y, place.bottom), slice(place.x, place.right))
    without, figure = (Overlay(SIZE, demonstration=each).draw(shown)[corner].copy() for each in (False, True))
    assert np.abs(frame[corner].astype(int) - figure.astype(int)).mean() < 12
    assert np.abs(frame[corner].astype(int) - without.astype(int)).mean() > 40


def test_each_picture_lasts_as_long_as_it_did(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    steps = [coloured(5.0, RED), coloured(5.1, GREEN), coloured(5.8, BLUE), coloured(5.9, RED)]
    saved(path, steps, fps=10)
    assert [colour_of(frame) for frame in frames(path)] == ["red", *["green"] * 7, "blue", "red"]


def test_pictures_of_one_moment_are_dropped_but_the_last(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    times = [0.0, 0.1, 0.101, 0.102, 0.2]
    saved(path, [coloured(t, c) for t, c in zip(times, [RED, RED, RED, BLUE, GREEN], strict=True)], fps=10)
    assert [colour_of(frame) for frame in frames(path)] == ["red", "blue", "green"]


@pytest.mark.parametrize("source_rate", [15, 25, 30])
def test_the_sources_own_rate_is_kept_frame_by_frame(tmp_path: Path, source_rate: int) -> None:
    path = tmp_path / "out.mp4"
    saved(path, [coloured(round(n / source_rate, 3), RED) for n in range(40)])
    assert rate(path) == pytest.approx(source_rate)
    assert len(frames(path)) == 40


def test_another_rate_keeps_the_duration(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saved(path, [coloured(n / 15, RED) for n in range(15)], fps=30)
    assert len(frames(path)) == 30


def test_one_late_frame_does_not_decide_the_rate() -> None:
    assert usual_rate([0.0, 0.5, 0.533, 0.567, 0.6, 0.633]) == 30
    assert usual_rate([3.0]) == 30
    assert usual_rate([0.0, 60.0, 120.0]) == 5


def test_a_recording_without_pictures_can_be_saved(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    outline = np.array([(0.3, 0.1), (0.7, 0.1), (0.7, 0.9), (0.3, 0.9)], np.float32)
    saved(path, [step(time_s=n / 10, recorded=True, body=pose(outline=outline)) for n in range(3)])
    assert len(frames(path)) == 3


def test_odd_sizes_are_made_even(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saver = VideoSaver(path, (641, 363))
    saver.update(step())
    saver.close()
    assert frames(path)[0].shape == (362, 640, 3)


def test_the_file_appears_when_it_is_finished_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saver = VideoSaver(path, SIZE, 10)
    for n in range(20):
        saver.update(coloured(n / 10, RED))
    assert not path.exists()
    saver.close()
    saver.close()
    assert [file.name for file in tmp_path.iterdir()] == ["out.mp4"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_the_pictures_of_somebody_are_for_their_owner_alone_also_while_they_are_written(tmp_path: Path) -> None:
    saver = VideoSaver(tmp_path / "out.mp4", SIZE, 15.0)
    for index in range(40):
        saver.update(coloured(index / 15, RED))
    (part,) = tmp_path.iterdir()
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    saver.close()
    assert stat.S_IMODE((tmp_path / "out.mp4").stat().st_mode) == 0o600


def test_without_a_step_there_is_no_file_and_an_older_one_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_bytes(b"older")
    VideoSaver(path, SIZE).close()
    assert path.read_bytes() == b"older"
    assert [file.name for file in tmp_path.iterdir()] == ["out.mp4"]


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing/out.mp4", "there is no folder"), ("folder.mp4", "is a folder"), ("out.txt", "ends in .mp4")],
)
def test_a_place_that_cannot_be_written_is_refused_at_once(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "folder.mp4").mkdir()
    with pytest.raises(ExportError, match=words):
        VideoSaver(tmp_path / name, SIZE)


def test_a_broken_off_video_is_not_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saved(path, [coloured(n / 10, RED) for n in range(5)])
    whole = path.read_bytes()
    assert is_whole(path)
    for kept in (0, 5, 40, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:kept])
        assert not is_whole(path)


_ON_A_FULL_DISK = """
import resource, sys
sys.dont_write_bytecode = True  # Python keeps a compiled module that it could write only in part
from pathlib import Path
from screen_steps import step
from coach.errors import ExportError
from coach.outputs.video import VideoSaver

resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
saver = VideoSaver(Path(sys.argv[1]), (640, 360), 10)
try:
    for n in range(80):
        saver.update(step(time_s=n / 10, gauge=n / 2, hold_s=n / 20))
except ExportError as problem:
    print(problem)
try:
    saver.close()
except ExportError as problem:
    print(problem)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to stand for a full disk")
@pytest.mark.thorough
def test_a_full_disk_is_told_once_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    path.write_bytes(b"older")
    ran = subprocess.run(
        [sys.executable, "-c", _ON_A_FULL_DISK, str(path)],
        env={"PYTHONPATH": ":".join([str(Path(__file__).parent), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.count("could not be written") == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert path.read_bytes() == b"older"
    assert [file.name for file in tmp_path.iterdir()] == ["out.mp4"]


def test_a_time_far_ahead_does_not_make_the_file_grow(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saved(path, [coloured(time_s, RED) for time_s in (0.0, 0.1, 36_000.0, 36_000.1)], fps=10)
    assert len(frames(path)) == 10 * LONGEST_S + 3


def test_it_plays_in_browsers_and_on_phones_and_begins_before_all_of_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    saved(path, [coloured(n / 10, GREEN) for n in range(5)], fps=10)
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.name, stream.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert stream.duration is not None
        assert stream.time_base is not None
        assert float(stream.duration * stream.time_base) == pytest.approx(0.5)
    content = path.read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")


def test_colours_come_out_as_they_were_drawn(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    film = Film(path, (64, 48), 10)
    for colour in (RED, GREEN, BLUE):
        film.add(np.full((48, 64, 3), colour, np.uint8))
    film.finish()
    with av.open(str(path)) as file:
        for frame, colour in zip(file.decode(video=0), (RED, GREEN, BLUE), strict=True):
            shown = frame.reformat(format="bgr24", src_colorspace="ITU709").to_ndarray()
            assert shown.mean(axis=(0, 1)) == pytest.approx(colour, abs=6)
