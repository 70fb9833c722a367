"""Every bad input ends in one clear sentence and an exit code other than 0, through the real commands.

The checks before a run need no pose model; those that begin one are marked ``pipeline``.
"""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from coach import paths
from tests.commands import Outcome, outcome_of


@pytest.fixture
def coach(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Outcome]:
    """Runs one command in this process, in a folder of its own, with the user's files out of the way."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")

    def run(*words: object) -> Outcome:
        return outcome_of(capsys, *words)

    return run


def assert_one_sentence(outcome: Outcome, *parts: str) -> None:
    code, out, err = outcome
    assert code not in (0, 70), err
    assert "Traceback" not in out + err
    lines = [line for line in err.splitlines() if line.strip()]
    assert len(lines) == 1, err
    assert lines[0].startswith("coach: ")
    assert lines[0].endswith((".", "?"))
    for part in parts:
        assert part in lines[0]


@pytest.fixture
def empty_room(tmp_path: Path) -> Path:
    """A clip of a second in which nobody is."""
    return write_video(tmp_path / "sit-and-rotate.mp4", frames=15)


def write_video(path: Path, frames: int, rate: float = 15.0) -> Path:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), rate, (160, 120))
    noise = np.random.default_rng(1)
    for _ in range(frames):
        writer.write(noise.integers(90, 110, (120, 160, 3), np.uint8))
    writer.release()
    return path


# files that are no video


def test_missing_file(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    assert_one_sentence(coach("replay", tmp_path / "gone.mp4"), "gone.mp4", "does not exist")


def test_folder(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    assert_one_sentence(coach("replay", tmp_path), "is a folder")


def test_empty_file(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_bytes(b"")
    assert_one_sentence(coach("replay", tmp_path / "clip.mp4"), "clip.mp4", "is empty")


def test_text_file_named_as_a_video(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "clip.mp4").write_text("Not a video at all.\n" * 50, encoding="utf-8")
    assert_one_sentence(coach("replay", tmp_path / "clip.mp4"), "clip.mp4")


def test_sound_alone(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "clip.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))
    assert_one_sentence(coach("replay", tmp_path / "clip.wav"), "clip.wav")


def test_video_cut_off_before_its_index(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    whole = write_video(tmp_path / "whole.mp4", frames=15).read_bytes()
    (tmp_path / "clip.mp4").write_bytes(whole[: len(whole) // 2])
    assert_one_sentence(coach("replay", tmp_path / "clip.mp4"), "clip.mp4", "cut short")


def test_broken_recording(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "morning.coach").write_bytes(b"COACHREC\x01\x00")
    assert_one_sentence(coach("replay", tmp_path / "morning.coach"), "morning.coach", "breaks off")


@pytest.mark.parametrize("scale", [0, 1], ids=["zero", "absurd"])
def test_absurd_frame_rate(coach: Callable[..., Outcome], tmp_path: Path, scale: int) -> None:
    clip = write_avi_with_rate(tmp_path / "sit-and-rotate.avi", rate=0 if scale == 0 else 4_000_000_000, scale=1)
    code, out, err = coach("replay", clip)
    assert code != 0
    assert "Traceback" not in out + err
    assert err.count("coach: ") == 1


def write_avi_with_rate(path: Path, rate: int, scale: int) -> Path:
    """An AVI whose stream header declares rate / scale frames a second."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15.0, (160, 120))
    for _ in range(5):
        writer.write(np.full((120, 160, 3), 100, np.uint8))
    writer.release()
    content = bytearray(path.read_bytes())
    main_header = content.index(b"avih") + 8
    struct.pack_into("<I", content, main_header, 0)
    stream_header = content.index(b"strh") + 8
    struct.pack_into("<II", content, stream_header + 20, scale, rate)
    path.write_bytes(content)
    return path


# what is asked for


def test_unknown_exercise(coach: Callable[..., Outcome], empty_room: Path) -> None:
    assert_one_sentence(coach("replay", empty_room, "--exercise", "sit-and-rotat"), "sit-and-rotat", "sit-and-rotate")


def test_exercise_that_no_name_tells(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    folder = tmp_path / "holiday"
    folder.mkdir()
    clip = write_video(folder / "beach.mp4", frames=5)
    assert_one_sentence(coach("replay", clip), "--exercise", "sit-and-arch", "sit-and-rotate")


@pytest.mark.parametrize("option", ["--export", "--measures", "--record"])
def test_output_in_a_folder_that_is_not_there(
    coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path, option: str
) -> None:
    assert_one_sentence(coach("replay", empty_room, option, tmp_path / "gone" / "out.csv"), "there is no folder")


def test_output_that_is_a_folder(coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path) -> None:
    (tmp_path / "reps.csv").mkdir()
    assert_one_sentence(coach("replay", empty_room, "--export", tmp_path / "reps.csv"), "is a folder")


def test_export_of_unknown_kind(coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path) -> None:
    assert_one_sentence(coach("replay", empty_room, "--export", tmp_path / "reps.xls"), ".csv, .json, .jsonl")


def test_saved_video_of_unknown_kind(coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path) -> None:
    assert_one_sentence(coach("replay", empty_room, "--save-video", tmp_path / "out.gif"), "ends in .mp4")


def test_output_over_the_video_itself(coach: Callable[..., Outcome], empty_room: Path) -> None:
    before = empty_room.read_bytes()
    assert_one_sentence(coach("replay", empty_room, "--save-video", empty_room), "used twice")
    assert empty_room.read_bytes() == before


def test_live_checks_its_outputs_before_the_camera(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    assert_one_sentence(coach("live", "--export", tmp_path / "gone" / "reps.csv"), "there is no folder")


def test_no_camera(coach: Callable[..., Outcome]) -> None:
    assert_one_sentence(coach("live", "sit-and-rotate", "--camera", "97", "--skip-safety"), "97")


def test_no_such_camera_by_name(coach: Callable[..., Outcome]) -> None:
    assert_one_sentence(
        coach("live", "sit-and-rotate", "--camera", "No Such Camera", "--skip-safety"), "No Such Camera"
    )


def test_live_with_an_unknown_exercise(coach: Callable[..., Outcome]) -> None:
    assert_one_sentence(coach("live", "handstand"), "handstand")


# exercise files


def test_validate_a_missing_file(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    assert_one_sentence(coach("validate", tmp_path / "gone.toml"), "gone.toml")


def test_validate_broken_toml(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('id = "mine\n', encoding="utf-8")
    outcome = coach("validate", tmp_path / "mine.toml")
    assert_one_sentence(outcome, "mine.toml", "not valid TOML")
    assert outcome[0] == 2


def test_validate_misspelt_key(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    from coach import paths

    text = (paths.exercises() / "sit-and-rotate.toml").read_text(encoding="utf-8")
    (tmp_path / "sit-and-rotate.toml").write_text(text.replace("title =", "titel ="), encoding="utf-8")
    assert_one_sentence(coach("validate", tmp_path / "sit-and-rotate.toml"), "titel", "title")


def test_replay_with_a_broken_exercise_of_the_users(
    coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path
) -> None:
    own = tmp_path / "home" / "exercises"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("id = [", encoding="utf-8")
    assert_one_sentence(coach("replay", empty_room, "--exercise", "mine"), "mine.toml", "not valid TOML")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_refused_at_once_and_not_waited_for(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sit-and-rotate.mp4")
    assert_one_sentence(coach("replay", tmp_path / "sit-and-rotate.mp4"), "is no ordinary file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="Windows has no such files")
def test_a_device_is_refused(coach: Callable[..., Outcome]) -> None:
    assert_one_sentence(coach("replay", "/dev/zero", "--exercise", "sit-and-rotate"), "is no ordinary file")


@pytest.mark.parametrize("option", ["--export", "--measures", "--save-video", "--record"])
def test_a_name_that_is_too_long_is_refused_before_the_run(
    coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path, option: str
) -> None:
    suffix = {"--save-video": ".mp4", "--record": ".coach"}.get(option, ".csv")
    path = tmp_path / ("x" * 255 + suffix)
    assert_one_sentence(coach("replay", empty_room, option, path), "cannot be written")


@pytest.mark.parametrize("who", ["middle", "0", "-1"])
def test_a_person_who_cannot_be_is_refused(coach: Callable[..., Outcome], empty_room: Path, who: str) -> None:
    code, _, err = coach("replay", empty_room, f"--person={who}")
    assert code == 2
    assert "left, right, 1, 2 or 3" in " ".join(err.split())


def test_a_recording_cannot_be_turned(coach: Callable[..., Outcome]) -> None:
    recording = next(Path("samples/sit-and-rotate").glob("*/recording.coach"))
    assert_one_sentence(coach("replay", recording, "--turn", "90"), "is a recording, without pictures")


# runs that begin


@pytest.mark.pipeline
def test_video_without_a_person(coach: Callable[..., Outcome], empty_room: Path, tmp_path: Path) -> None:
    outcome = coach("replay", empty_room, "--export", tmp_path / "reps.csv")
    assert_one_sentence(outcome, "Nobody was seen in any of the 15 frames")
    assert (tmp_path / "reps.csv").read_text(encoding="utf-8").count("\n") == 1


@pytest.mark.pipeline
def test_video_that_breaks_off_keeps_what_came_before(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    clip = write_broken_off(tmp_path / "sit-and-rotate.mkv")
    code, out, err = coach("replay", clip, "--measures", tmp_path / "frames.csv")
    assert code == 3
    assert "Traceback" not in out + err
    assert "breaks off after" in err
    assert (tmp_path / "frames.csv").read_text(encoding="utf-8").count("\n") > 5


def write_broken_off(path: Path) -> Path:
    """A Matroska file without its last third: it plays until there."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed")
    source = "testsrc=size=160x120:rate=15:duration=4"
    subprocess.run([ffmpeg, "-loglevel", "error", "-f", "lavfi", "-i", source, "-g", "5", path], check=True)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    return path


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are letters there, never mere bytes")
def test_a_name_that_is_no_letters_is_told_by_its_bytes(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"R\xfccken") / "sit-and-rotate.toml"
    path.parent.mkdir()
    path.write_bytes((paths.exercises() / path.name).read_bytes())
    code, out, _ = coach("validate", path)
    assert (code, "R\\xfccken" in out) == (0, True)
