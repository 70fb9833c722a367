from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import cv2
import films
import numpy as np
import pytest

from coach.errors import SourceError
from coach.sources.video import open_video


def frames_until_it_breaks_off(path: Path) -> tuple[list[int], str]:
    seen = []
    with open_video(path) as video:
        try:
            for frame in video:
                seen.append(films.index_of(frame.image))
        except SourceError as error:
            return seen, str(error)
    return seen, ""


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        open_video(path)
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    assert message.endswith(".")
    return message


@pytest.mark.parametrize("suffix", [".mp4", ".avi", ".mkv"])
def test_all_frames_come_in_order_and_at_their_times(tmp_path: Path, suffix: str) -> None:
    with open_video(films.shaded_film(tmp_path / f"even{suffix}", fps=25.0)) as video:
        frames = list(video)

    assert video.fps == pytest.approx(25.0)
    assert video.size == films.SIZE
    assert video.frame_count == 20
    assert video.duration_s == pytest.approx(0.8)
    assert [frame.index for frame in frames] == list(range(20))
    assert [films.index_of(frame.image) for frame in frames] == list(range(20))
    assert [frame.time_s for frame in frames] == [round(index / 25, 6) for index in range(20)]


def test_times_follow_a_variable_frame_rate(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "variable.mp4", frames=8)
    films.retime(path, ticks=[33, 33, 100, 250, 40, 20, 500, 33], ticks_a_second=1000)

    with open_video(path) as video:
        frames = list(video)

    assert [frame.time_s for frame in frames] == [0.0, 0.033, 0.066, 0.166, 0.416, 0.456, 0.476, 0.976]
    assert [films.index_of(frame.image) for frame in frames] == list(range(8))


@pytest.mark.parametrize(
    ("clockwise_deg", "bright", "size"),
    [(90, "top right", (48, 64)), (180, "bottom right", (64, 48)), (270, "bottom left", (48, 64))],
)
def test_pictures_are_upright_whatever_way_the_phone_was_held(
    tmp_path: Path, clockwise_deg: int, bright: str, size: tuple[int, int]
) -> None:
    path = films.film(tmp_path / "phone.mp4", [films.with_bright_corner()] * 3)
    films.turn(path, clockwise_deg)

    with open_video(path) as video:
        image = next(iter(video)).image

    height, width = image.shape[:2]
    corners = {
        "top left": image[height // 4, width // 4],
        "top right": image[height // 4, -width // 4],
        "bottom right": image[-height // 4, -width // 4],
        "bottom left": image[-height // 4, width // 4],
    }
    assert video.size == (width, height) == size
    assert [name for name, colour in corners.items() if colour.mean() > 127] == [bright]


@pytest.mark.parametrize(("clockwise_deg", "size"), [(0, (128, 48)), (90, (48, 128))])
def test_pixels_that_are_not_square_are_made_so(tmp_path: Path, clockwise_deg: int, size: tuple[int, int]) -> None:
    path = films.shaded_film(tmp_path / "wide.mp4")
    films.stretch(path, 2, 1)
    if clockwise_deg:
        films.turn(path, clockwise_deg)

    with open_video(path) as video:
        frames = list(video)

    assert video.size == size
    assert {(frame.image.shape[1], frame.image.shape[0]) for frame in frames} == {size}
    assert [films.index_of(frame.image) for frame in frames] == list(range(20))


def test_names_may_hold_any_letters(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "plain.mp4").rename(tmp_path / "Übung 50% – früh.mp4")

    with open_video(path) as video:
        assert len(list(video)) == 20


def test_a_video_of_one_frame_has_one(tmp_path: Path) -> None:
    with open_video(films.shaded_film(tmp_path / "short.avi", frames=1)) as video:
        assert [frame.time_s for frame in video] == [0.0]


def test_iterating_again_goes_on(tmp_path: Path) -> None:
    with open_video(films.shaded_film(tmp_path / "even.avi")) as video:
        first = [frame.index for frame, _ in zip(video, range(5), strict=False)]
        rest = [frame.index for frame in video]

    assert first == [0, 1, 2, 3, 4]
    assert rest == list(range(6, 20))  # zip had taken one more


def test_nothing_is_left_running_after_closing_halfway(tmp_path: Path) -> None:
    with open_video(films.shaded_film(tmp_path / "even.avi")) as video:
        next(iter(video))
        assert any(thread.name == "read-ahead" for thread in threading.enumerate())

    assert not any(thread.name == "read-ahead" for thread in threading.enumerate())
    assert list(video) == []
    video.close()


def test_a_program_that_never_closes_ends_all_the_same(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "even.avi")
    program = (
        "import pathlib, sys; from coach.sources.video import open_video; "
        "print(next(iter(open_video(pathlib.Path(sys.argv[1])))).index)"
    )

    ended = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, timeout=60)

    assert (ended.returncode, ended.stdout.strip(), ended.stderr) == (0, "0", "")


@pytest.mark.parametrize("suffix", [".mp4", ".avi", ".mkv"])
def test_a_file_cut_short_gives_what_is_there_and_then_says_where_it_breaks_off(tmp_path: Path, suffix: str) -> None:
    path = films.shaded_film(tmp_path / f"cut{suffix}")
    if suffix == ".mp4":
        films.put_index_first(path)
    films.cut(path, 0.8)

    seen, complaint = frames_until_it_breaks_off(path)

    assert 3 <= len(seen) < 20
    assert seen == list(range(len(seen)))
    assert f"cut{suffix} breaks off after {(len(seen) - 1) / 30:.1f} s" in complaint


def test_a_whole_file_with_its_index_first_is_not_taken_for_a_cut_one(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "web.mp4")
    films.put_index_first(path)

    assert frames_until_it_breaks_off(path) == (list(range(20)), "")


def test_an_mp4_cut_off_before_its_index_is_refused(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "cut.mp4")
    films.cut(path, 0.5)

    assert "is cut short" in refusal(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "does not exist" in refusal(tmp_path / "missing.mp4")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.mp4"
    path.touch()

    assert "is empty" in refusal(path)


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="nothing is unreadable for root, and Windows has no such file modes",
)
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "private.mp4")
    path.chmod(0)

    assert "cannot be read" in refusal(path)


def test_a_text_is_refused_without_a_word_from_the_video_reader(tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("Once upon a time. " * 100)
    program = (
        "import pathlib, sys; from coach.errors import SourceError; from coach.sources.video import open_video\n"
        "try: open_video(pathlib.Path(sys.argv[1]))\n"
        "except SourceError as error: print(error)"
    )

    said = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, timeout=60)

    assert said.stdout == "text.mp4 holds no video that can be played: it is something else, only sound, or damaged.\n"
    assert said.stderr == ""


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    assert "only sound" in refusal(films.sound(tmp_path / "speech.wav"))


@pytest.mark.parametrize("suffix", [".png", ".jpg"])
def test_a_picture_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"photo{suffix}"
    assert cv2.imwrite(str(path), np.zeros((48, 64, 3), np.uint8))

    assert "is a picture" in refusal(path)


@pytest.mark.parametrize(("rate", "scale"), [(100_000, 1), (1, 1_000_000)])
def test_an_absurd_frame_rate_is_refused(tmp_path: Path, rate: int, scale: int) -> None:
    path = films.shaded_film(tmp_path / "absurd.avi")
    films.declare_rate(path, rate, scale)

    assert f"declares {rate / scale:g} frames a second" in refusal(path)


@pytest.mark.parametrize(("rate", "scale"), [(0, 1), (30, 0)])
def test_a_frame_rate_of_zero_is_refused(tmp_path: Path, rate: int, scale: int) -> None:
    path = films.shaded_film(tmp_path / "zero.avi")
    films.declare_rate(path, rate, scale)

    assert "declares 0 frames a second" in refusal(path)


def test_an_mp4_whose_clock_stands_still_is_refused(tmp_path: Path) -> None:
    path = films.shaded_film(tmp_path / "zero.mp4")
    films.retime(path, ticks=[512] * 20, ticks_a_second=0)

    assert "frames a second" in refusal(path)
