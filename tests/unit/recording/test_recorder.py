from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from coach.errors import ExportError, SourceError
from coach.recording import layout
from coach.recording.layout import RecordingHeader
from coach.recording.reader import is_recording, open_recording
from coach.recording.writer import Recorder
from coach.values import ExerciseCard, ExerciseState, FloatArray, Frame, Light, Measures, Pose, Step

HEADER = RecordingHeader(
    exercise="sit-and-rotate",
    source="Übung.mp4",
    size=(640, 480),
    model="full",
    created="2026-01-31T18:00:00+01:00",
    coach_version="0.1.0",
)

Drawn = np.random.Generator


def on_grid(drawn: Drawn, shape: tuple[int, ...], steps: int, reach: int) -> FloatArray:
    """Random values in whole steps, at most ``reach`` of them from zero."""
    return (drawn.integers(-reach, reach + 1, shape) / steps).astype(np.float32)


def pose(time_s: float, seed: int = 0, reach: int = 12_000, outline: int | None = 48) -> Pose:
    """A pose with random landmarks, also outside of the picture, and an outline of so many points."""
    drawn = np.random.default_rng(seed)
    return Pose(
        time_s,
        (640, 480),
        on_grid(drawn, (33, 3), 10_000, reach),
        on_grid(drawn, (33, 3), 1_000, reach),
        (drawn.integers(0, 101, 33) / 100).astype(np.float32),
        None if outline is None else on_grid(drawn, (outline, 2), 10_000, reach),
    )


def step_of(shown: Pose) -> Step:
    card = ExerciseCard("x", "X", "", "seated", "front", "none", 1, 0.0, "lean_deg", 10.0, "°")
    state = ExerciseState("exercise", "start", 0.0, None, None, {"both": 0}, 0.0, 0.0, False)
    return Step(card, shown, Measures(shown.time_s, {}), state)


def record(path: Path, poses: list[Pose], overwrite: bool = False) -> Path:
    recorder = Recorder(path, HEADER, overwrite)
    for one in poses:
        recorder.update(step_of(one))
    recorder.close()
    return path


def assert_same(read: list[Pose], recorded: list[Pose]) -> None:
    """Bit for bit, so that a replay cannot but bring the same events."""
    assert len(read) == len(recorded)
    for one, other in zip(read, recorded, strict=True):
        assert (one.time_s, one.size, one.found, one.light) == (other.time_s, other.size, other.found, other.light)
        for name in ("image", "world", "visibility"):
            assert getattr(one, name).dtype == np.float32
            assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True)
            if other.found:
                assert getattr(one, name).tobytes() == getattr(other, name).tobytes()
        assert (one.outline is None) == (other.outline is None)
        if one.outline is not None and other.outline is not None:
            assert one.outline.dtype == np.float32
            assert one.outline.shape == other.outline.shape
            assert one.outline.tobytes() == other.outline.tobytes()


tenths = st.integers(0, 2550).map(lambda steps: steps / 10)


@st.composite
def sessions(draw: DrawFn) -> list[Pose]:
    """Poses of changing pictures, outlines and reach, with people coming and going."""
    poses, time_us = [], draw(st.integers(0, 10**12))
    for _ in range(draw(st.integers(0, 12))):
        size = draw(st.sampled_from([(640, 480), (1080, 1920), (1, 1)]))
        reach = draw(st.sampled_from([0, 1, 12_000, 40_000, 10**9]))
        outline = draw(st.sampled_from([None, 0, 1, 5, 6]))
        made = pose(time_us / 1_000_000, draw(st.integers(0, 9)), reach, outline)
        if draw(st.booleans()):
            made = Pose(made.time_s, size, made.image, made.world, made.visibility, made.outline)
        else:
            nobody = Pose.nobody(made.time_s, size)
            made = Pose(made.time_s, size, nobody.image, nobody.world, nobody.visibility, made.outline)
        light = draw(st.none() | st.builds(Light, tenths, tenths))
        poses.append(replace(made, light=light))
        time_us += draw(st.integers(1, 1_500_000))
    return poses


@settings(max_examples=60)
@given(poses=sessions())
def test_whatever_was_recorded_is_read_back_bit_for_bit(
    tmp_path_factory: pytest.TempPathFactory, poses: list[Pose]
) -> None:
    path = record(tmp_path_factory.mktemp("session") / "session.coach", poses)

    recording = open_recording(path)

    assert recording.header == HEADER
    assert not recording.truncated
    assert recording.frame_count == len(poses)
    assert recording.duration_s == (poses[-1].time_s if poses else 0.0)
    assert_same(list(recording), poses)


def test_a_picture_never_gets_into_a_recording(tmp_path: Path) -> None:
    poses = [pose(index / 10, index, 40_000, 1) for index in range(30)]
    picture = np.random.default_rng(1).integers(0, 255, (480, 640, 3), np.uint8)
    contents = []
    for name, image in (("with", picture), ("without", None)):
        recorder = Recorder(tmp_path / name, HEADER)
        for index, one in enumerate(poses):
            frame = None if image is None else Frame(index, one.time_s, image)
            recorder.update(replace(step_of(one), frame=frame))
        recorder.close()
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]


def test_a_recording_may_be_read_more_than_once(tmp_path: Path) -> None:
    recording = open_recording(record(tmp_path / "session.coach", [pose(0.0), pose(1.0)]))

    assert_same(list(recording), list(recording))


def test_a_calm_person_takes_little_room(tmp_path: Path) -> None:
    still = pose(0.0, outline=192)
    poses = [Pose(i / 25, still.size, still.image, still.world, still.visibility, still.outline) for i in range(250)]

    assert record(tmp_path / "session.coach", poses).stat().st_size < 250 * 120


def test_cut_anywhere_the_groups_before_are_read(tmp_path: Path) -> None:
    poses = [pose(round(index * 0.9, 6), index, reach=1, outline=4) for index in range(6)]
    whole = record(tmp_path / "whole.coach", poses).read_bytes()
    first_group = len(layout.opening(HEADER))
    path = tmp_path / "cut.coach"
    counts = []

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        if length < first_group:
            with pytest.raises(SourceError, match=r"^cut\.coach .*\.$"):
                open_recording(path)
            continue
        recording = open_recording(path)
        assert recording.truncated
        if recording.frame_count not in counts:
            assert_same(list(recording), poses[: recording.frame_count])
        counts.append(recording.frame_count)

    assert sorted(set(counts)) == [0, 2, 4, 6]
    assert counts == sorted(counts)


def test_zeros_behind_a_crash_are_cut_off(tmp_path: Path) -> None:
    poses = [pose(round(index * 0.3, 6), index) for index in range(8)]
    path = record(tmp_path / "session.coach", poses)
    path.write_bytes(path.read_bytes()[:-400] + bytes(400))

    recording = open_recording(path)

    assert recording.truncated
    assert_same(list(recording), poses[:4])


def test_a_killed_program_leaves_all_but_the_last_second(tmp_path: Path) -> None:
    path = tmp_path / "killed.coach"
    program = (
        "import os, pathlib, sys; from test_recorder import HEADER, pose; from coach.recording.writer import Recorder\n"
        "recorder = Recorder(pathlib.Path(sys.argv[1]), HEADER)\n"
        "for index in range(100): recorder.take_pose(pose(round(index / 25, 6), index))\n"
        "os._exit(9)"
    )
    folders = os.pathsep.join([str(Path(__file__).parent), *sys.path])

    killed = subprocess.run([sys.executable, "-c", program, path], env={**os.environ, "PYTHONPATH": folders})

    recording = open_recording(path)
    assert killed.returncode == 9
    assert recording.truncated
    assert recording.duration_s >= 99 / 25 - 1.0
    assert_same(list(recording), [pose(round(index / 25, 6), index) for index in range(recording.frame_count)])


def test_an_existing_file_stays_unless_it_is_to_be_overwritten(tmp_path: Path) -> None:
    path = record(tmp_path / "session.coach", [pose(0.0)])

    with pytest.raises(ExportError, match=r"session\.coach is there already"):
        Recorder(path, HEADER)
    assert open_recording(path).frame_count == 1

    record(path, [pose(0.0), pose(0.1)], overwrite=True)
    assert open_recording(path).frame_count == 2


def test_a_path_that_cannot_be_written_is_refused_before_the_first_frame(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="there is no folder"):
        Recorder(tmp_path / "missing" / "session.coach", HEADER)
    with pytest.raises(ExportError, match="is a folder"):
        Recorder(tmp_path, HEADER, overwrite=True)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_told() -> None:
    with pytest.raises(ExportError, match="free some space"):
        Recorder(Path("/dev/full"), HEADER, overwrite=True)


def finer_than_the_grid(axis: str) -> Pose:
    good = pose(1.0)
    image, world, visibility, outline = good.image.copy(), good.world.copy(), good.visibility.copy(), good.outline
    assert outline is not None
    outline = outline.copy()
    time_s = good.time_s
    if axis == "image":
        image[3, 1] += 0.00003
    elif axis == "world":
        world[3, 1] += 0.0003
    elif axis == "visibility":
        visibility[3] += 0.003
    elif axis == "outline":
        outline[3, 1] += 0.00003
    elif axis == "time":
        time_s += 1e-8
    elif axis == "negative zero":
        world[3, 1] = -0.0
    elif axis == "unknown":
        world[3, 1] = np.nan
    elif axis == "shape":
        outline = outline.reshape(-1)
    else:
        image[3, 1] = 3e5
    return Pose(time_s, good.size, image, world, visibility, outline)


@pytest.mark.parametrize(
    "axis", ["image", "world", "visibility", "outline", "time", "negative zero", "unknown", "shape", "far away"]
)
def test_what_cannot_be_kept_bit_for_bit_is_refused_and_what_was_written_stays(tmp_path: Path, axis: str) -> None:
    path = tmp_path / "session.coach"
    recorder = Recorder(path, HEADER)
    recorder.update(step_of(pose(0.0)))
    recorder.update(step_of(pose(0.9)))
    recorder.update(step_of(finer_than_the_grid(axis)))

    with pytest.raises(ValueError, match=r"time|image|world|visibility|outline"):
        recorder.update(step_of(pose(2.0)))
    recorder.update(step_of(pose(3.0)))
    recorder.close()

    recording = open_recording(path)
    assert recording.truncated
    assert_same(list(recording), [pose(0.0), pose(0.9)])


def test_closing_twice_is_as_good_as_once(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "session.coach", HEADER)
    recorder.update(step_of(pose(0.0)))
    recorder.close()
    recorder.close()

    assert open_recording(tmp_path / "session.coach").frame_count == 1


def complaint_about(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        open_recording(path)
    return str(caught.value)


def test_files_that_are_no_recordings_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.coach"
    other.write_bytes(b"RIFF and so on, but no recording")
    empty = tmp_path / "empty.coach"
    empty.touch()

    assert complaint_about(other) == ("other.coach is not a recording of Coach; recordings are made with --record.")
    assert complaint_about(empty) == "empty.coach is empty: nothing was recorded into it."
    assert "does not exist" in complaint_about(tmp_path / "missing.coach")
    assert "is a folder" in complaint_about(tmp_path)


def test_a_newer_format_asks_for_an_update(tmp_path: Path) -> None:
    path = record(tmp_path / "session.coach", [pose(0.0)])
    content = bytearray(path.read_bytes())
    content[len(layout.MAGIC)] += 1
    path.write_bytes(content)

    assert complaint_about(path) == (
        "session.coach was recorded by a newer Coach (format 2, this one reads up to 1): update Coach."
    )


def test_a_damaged_header_is_told(tmp_path: Path) -> None:
    path = record(tmp_path / "session.coach", [pose(0.0)])
    content = bytearray(path.read_bytes())
    content[30] ^= 1
    path.write_bytes(content)

    assert "damaged header" in complaint_about(path)


def test_a_recording_is_known_by_its_first_bytes_or_its_name(tmp_path: Path) -> None:
    recording = record(tmp_path / "session.coach", [])
    renamed = record(tmp_path / "renamed.bin", [])
    other = tmp_path / "film.mp4"
    other.write_bytes(b"anything else")

    assert is_recording(recording)
    assert is_recording(renamed)
    assert is_recording(tmp_path / "missing.coach")
    assert not is_recording(other)
    assert not is_recording(tmp_path / "missing.mp4")
    assert not is_recording(tmp_path)
