"""Files that are damaged, broken off, or whose times or sizes change: what can be shown is shown, and the rest is said."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path

import cv2
import films
import numpy as np
import pytest

from coach.errors import SourceError
from coach.sources.video import VideoFile, open_video
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Frame
from coach.words.problems import ProblemPhrases


def watched(path: Path, how: Viewing = AS_IT_IS) -> tuple[list[Frame], tuple[str, ...], str]:
    """The frames, the remarks, and the error at the end."""
    frames: list[Frame] = []
    with open_video(path, how) as video:
        try:
            frames.extend(video)
        except SourceError as error:
            return frames, told(video), str(error)
        return frames, told(video), ""


def told(video: VideoFile) -> tuple[str, ...]:
    return tuple(map(ProblemPhrases.english().told, video.remarks()))


def shades(frames: list[Frame]) -> list[int]:
    return [films.index_of(frame.image) for frame in frames]


def test_a_whole_film_is_remarked_on_by_nothing(tmp_path: Path) -> None:
    for suffix in (".mp4", ".mkv", ".ts", ".flv", ".avi"):
        frames, remarks, error = watched(films.coded_shades(tmp_path / f"whole{suffix}"))

        assert (shades(frames), remarks, error) == (list(range(20)), (), ""), suffix


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_frames_that_cannot_be_decoded_are_left_out_and_the_film_goes_on(tmp_path: Path, suffix: str) -> None:
    path = films.spoil(films.coded_shades(tmp_path / f"spoilt{suffix}"), range(13, 20 - 10 + 3 + 2))

    frames, remarks, error = watched(path)

    assert error == ""
    assert remarks == (f"2 of 20 frames of spoilt{suffix} cannot be decoded and are left out.",)
    assert len(frames) == 18
    times = [frame.time_s for frame in frames]
    assert times[12:14] == pytest.approx([12 / 30, 15 / 30], abs=0.002)
    assert times[-1] == pytest.approx(19 / 30, abs=0.002)
    assert shades(frames)[:13] == list(range(13))


def test_frames_that_lack_what_they_are_made_of_are_shown_and_told_from_the_first_on(tmp_path: Path) -> None:
    path = films.coded_shades(tmp_path / "torn.mp4", codec="libx265", key_every=100)
    films.spoil(path, [6])

    frames, remarks, error = watched(path)

    assert (len(frames), error) == (19, "")
    assert remarks == (
        "1 of 20 frames of torn.mp4 cannot be decoded and are left out.",
        "13 of 20 frames of torn.mp4 are damaged, the first at 0.2 s: what they show may be grey or torn, and what was done "
        "there may not be counted.",
    )


def test_a_film_whose_rest_cannot_be_decoded_says_from_where_on_it_is_broken(tmp_path: Path) -> None:
    path = films.spoil(films.coded_shades(tmp_path / "tail.mp4"), range(12, 20))
    films.retime(path, [50] * 20, 500)

    frames, remarks, error = watched(path)

    assert shades(frames) == list(range(12))
    assert error == "tail.mp4 is broken from 1.1 s on: nothing behind that can be read, so copy or download it again."
    assert remarks == ()


def test_a_last_frame_that_cannot_be_decoded_is_left_out_alone(tmp_path: Path) -> None:
    frames, remarks, error = watched(films.spoil(films.coded_shades(tmp_path / "last.mp4"), [19]))

    assert (shades(frames), error) == (list(range(19)), "")
    assert remarks == ("1 of 20 frames of last.mp4 cannot be decoded and are left out.",)


def test_a_film_in_fragments_that_lacks_its_last_ones_says_so(tmp_path: Path) -> None:
    path = films.coded_shades(tmp_path / "parts.mp4", options={"movflags": "frag_keyframe+empty_moov"})
    assert watched(path)[1:] == ((), "")
    content = path.read_bytes()
    last_part = max(at for at, name in films.boxes(content) if name == b"moof")
    path.write_bytes(content[:last_part])

    frames, remarks, error = watched(path)

    assert (shades(frames), error) == (list(range(10)), "")
    assert remarks == ("parts.mp4 seems to break off at 0.3 s: what closes such a file is missing.",)


@pytest.mark.parametrize("suffix", [".ts", ".flv", ".mkv", ".mp4"])
def test_a_film_that_was_cut_short_breaks_off(tmp_path: Path, suffix: str) -> None:
    path = films.coded_shades(tmp_path / f"cut{suffix}", options={"movflags": "faststart"} if suffix == ".mp4" else {})
    films.cut(path, 0.93 if suffix == ".mp4" else 0.8)
    if suffix == ".ts":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 188 * 188 + 50])

    frames, _, error = watched(path)

    assert 3 <= len(frames) < 20
    assert f"cut{suffix} breaks off after" in error


def test_a_film_that_was_trimmed_shows_its_part_and_nothing_is_missed(tmp_path: Path) -> None:
    path = films.coded_shades(tmp_path / "trimmed.mp4")
    films.trim(path, 0.4, 0.2)

    frames, remarks, error = watched(path)

    assert (remarks, error) == ((), "")
    assert shades(frames) == list(range(12, 18))
    assert [frame.time_s for frame in frames] == pytest.approx([index / 30 for index in range(6)], abs=0.002)


def test_one_time_stamp_far_ahead_moves_no_other_frame(tmp_path: Path) -> None:
    frames, remarks, error = watched(films.coded_shades(tmp_path / "bogus.mkv", stamps={9: 600.0}))

    assert error == ""
    assert remarks == ("A time stamp of bogus.mkv cannot be true (at 0.3 s); the rate of the frames stands in.",)
    assert [frame.time_s for frame in frames] == pytest.approx([index / 30 for index in range(20)], abs=0.002)


def test_a_clock_an_hour_ahead_from_the_middle_on_moves_nothing(tmp_path: Path) -> None:
    stamps = {index: 3600 + index / 30 for index in range(10, 20)}
    frames, remarks, error = watched(films.coded_shades(tmp_path / "hour.mkv", stamps=stamps))

    assert error == ""
    assert [frame.time_s for frame in frames] == pytest.approx([index / 30 for index in range(20)], abs=0.002)
    assert len(remarks) == 1


def test_two_films_in_one_stream_are_shown_in_the_size_of_the_first(tmp_path: Path) -> None:
    wide = films.coded(tmp_path / "wide.ts", [films.shaded(index) for index in range(10)])
    high = [np.ascontiguousarray(np.rot90(films.shaded(index))) for index in range(10, 20)]
    both = tmp_path / "both.ts"
    both.write_bytes(wide.read_bytes() + films.coded(tmp_path / "high.ts", high).read_bytes())

    frames, remarks, error = watched(both)

    assert error == ""
    assert {frame.image.shape[:2] for frame in frames} == {(48, 64)}
    assert len(frames) == 20
    assert all(0 < later.time_s - earlier.time_s < 0.2 for earlier, later in pairwise(frames))
    assert "changes its size at 0.3 s from 64×48 to 48×64 pixels" in " ".join(remarks)
    last = frames[-1].image
    assert last[24, 32].mean() == pytest.approx(19 * films.SHADE_STEP, abs=4)
    assert last[:, :10].max() == 0


def test_the_largest_of_several_films_in_a_file_is_taken(tmp_path: Path) -> None:
    import av

    path = tmp_path / "tracks.mp4"
    with av.open(str(path), "w") as file:
        streams = []
        for width, height in ((16, 16), (64, 48)):
            stream = file.add_stream("libx264", rate=30)
            stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
            streams.append(stream)
        for index in range(20):
            for stream in streams:
                picture = cv2.resize(films.shaded(index), (stream.width, stream.height))
                frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
                frame.pts = index
                file.mux(stream.encode(frame))
        for stream in streams:
            file.mux(stream.encode(None))

    frames, remarks, error = watched(path)

    assert {frame.image.shape for frame in frames} == {(48, 64, 3)}
    assert (len(frames), error) == (20, "")
    assert remarks == ("tracks.mp4 holds 2 films; the largest, 64×48 pixels, is taken.",)


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are letters there, never mere bytes")
def test_a_name_may_be_bytes_that_are_no_letters(tmp_path: Path) -> None:
    path = films.coded_shades(tmp_path / "plain.mp4").rename(tmp_path / os.fsdecode(b"R\xfccken.mp4"))

    assert shades(watched(path)[0]) == list(range(20))


def raw_stream(path: Path) -> Path:
    encoded = [cv2.imencode(".jpg", films.shaded(index))[1].tobytes() for index in range(20)]
    path.write_bytes(b"".join(encoded))
    return path


def test_a_raw_stream_asks_for_its_rate(tmp_path: Path) -> None:
    path = raw_stream(tmp_path / "stream.mjpeg")

    with pytest.raises(SourceError, match=r"raw stream that does not say .* give it with --fps, as --fps 25\.$"):
        open_video(path)

    frames, remarks, error = watched(path, Viewing(fps=20.0))
    assert (remarks, error) == ((), "")
    assert [frame.time_s for frame in frames] == [round(index / 20, 6) for index in range(20)]


def test_slow_motion_is_known_by_the_rate_that_was_captured(tmp_path: Path) -> None:
    path = films.coded_shades(
        tmp_path / "slow.mp4", options={"movflags": "use_metadata_tags"}, tags={"com.android.capture.fps": "120"}
    )

    frames, remarks, _ = watched(path)
    assert frames[-1].time_s == pytest.approx(19 / 120, abs=0.001)
    assert "slow.mp4 is slow motion" in remarks[0]
    assert "taken 4 times as fast" in remarks[0]

    frames, remarks, _ = watched(path, Viewing(slow_motion=1.0))
    assert frames[-1].time_s == pytest.approx(19 / 30, abs=0.001)
    assert remarks == ()

    plain = films.coded_shades(tmp_path / "plain.mp4")
    assert watched(plain, Viewing(slow_motion=2.0))[0][-1].time_s == pytest.approx(19 / 60, abs=0.001)


def test_a_film_of_too_few_frames_a_second_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"few\.mp4 has 3 frames a second, too few to judge a movement by"):
        open_video(films.coded_shades(tmp_path / "few.mp4", fps=3))


def corner_of(image: np.ndarray) -> str:
    """Which quarter is bright."""
    height, width = image.shape[:2]
    quarters = {
        "top left": image[: height // 2, : width // 2],
        "top right": image[: height // 2, width // 2 :],
        "bottom left": image[height // 2 :, : width // 2],
        "bottom right": image[height // 2 :, width // 2 :],
    }
    return max(quarters, key=lambda name: float(quarters[name].mean()))


@pytest.mark.parametrize(
    ("how", "bright"),
    [
        (Viewing(), "top left"),
        (Viewing(turn=90), "top right"),
        (Viewing(turn=180), "bottom right"),
        (Viewing(turn=270), "bottom left"),
        (Viewing(mirrored=True), "top right"),
        (Viewing(turn=90, mirrored=True), "top left"),
    ],
)
def test_the_picture_is_turned_and_mirrored_as_asked(tmp_path: Path, how: Viewing, bright: str) -> None:
    path = films.coded(tmp_path / "corner.mp4", [films.with_bright_corner()] * 3)

    with open_video(path, how) as video:
        image = next(iter(video)).image

    assert video.size == (image.shape[1], image.shape[0]) == ((48, 64) if how.turn % 180 else (64, 48))
    assert corner_of(image) == bright


def test_a_file_that_says_it_is_mirrored_is_shown_so(tmp_path: Path) -> None:
    path = films.film(tmp_path / "selfie.mp4", [films.with_bright_corner()] * 3)
    films.show_mirrored(path)

    assert corner_of(watched(path)[0][0].image) == "top right"


def test_a_picture_that_stands_still_is_marked_and_told(tmp_path: Path) -> None:
    dice = np.random.default_rng(1)
    moving = [cv2.resize(dice.integers(0, 255, (6, 8, 3), np.uint8), films.SIZE) for _ in range(15)]
    path = films.coded(tmp_path / "still.mp4", [*moving[:5], *[moving[5]] * 20, *moving[6:]], fps=10, key_every=100)

    frames, remarks, _ = watched(path)

    assert [frame.index for frame in frames if frame.still] == list(range(11, 25))
    assert remarks == (
        "The picture of still.mp4 stands still for 1.9 s from 0.5 s on, the same again and again; nothing is counted "
        "meanwhile.",
    )
