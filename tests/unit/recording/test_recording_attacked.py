"""Recordings from elsewhere: a flipped bit takes one group with it; no header opens a file, no group fills the memory."""

from __future__ import annotations

import json
import os
import random
import stat
import struct
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.errors import SourceError
from coach.recording import layout, pose_bytes
from coach.recording.layout import RecordingHeader, StoredGroup
from coach.recording.reader import is_recording, open_recording
from coach.recording.writer import Recorder
from coach.values import Pose

HEADER = RecordingHeader("sit-and-rotate", "clip.mp4", (640, 480), "full", "2026-01-31T18:00:00+01:00", "0.1.0")
GROUPS = 8
IN_A_GROUP = 9


def pose(time_s: float) -> Pose:
    drawn = np.random.default_rng(int(time_s * 1000))
    image = (drawn.integers(0, 10_000, (33, 3)) / 10_000).astype(np.float32)
    world = (drawn.integers(-900, 900, (33, 3)) / 1_000).astype(np.float32)
    return Pose(time_s, (640, 480), image, world, (drawn.integers(0, 101, 33) / 100).astype(np.float32))


@pytest.fixture(scope="module")
def poses() -> list[Pose]:
    return [pose(round(index / 10, 6)) for index in range(GROUPS * IN_A_GROUP)]


@pytest.fixture(scope="module")
def whole(poses: list[Pose], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "whole.coach"
    recorder = Recorder(path, HEADER)
    for each in poses:
        recorder.take_pose(each)
    recorder.close()
    return path.read_bytes()


def read(content: bytes, folder: Path) -> tuple[list[Pose], str]:
    """The poses that can be read, and what is said behind them."""
    path = folder / "session.coach"
    path.write_bytes(content)
    found: list[Pose] = []
    try:
        for each in open_recording(path):
            found.append(each)
    except SourceError as problem:
        return found, str(problem)
    return found, ""


def test_a_flipped_bit_takes_one_group_with_it_and_is_told(whole: bytes, poses: list[Pose], tmp_path: Path) -> None:
    chance = random.Random(13)
    begins = len(layout.opening(HEADER))
    ends = len(whole) - len(layout.ending(1))
    for _ in range(100):
        place = chance.randrange(begins, ends)
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        found, said = read(bytes(flipped), tmp_path)
        assert len(found) >= len(poses) - IN_A_GROUP - 1
        assert {each.time_s for each in found} <= {each.time_s for each in poses}
        assert said.startswith("session.coach is damaged at ")
        assert said.count(".\n") == 0


def test_a_group_in_the_middle_is_told_by_its_time(whole: bytes, tmp_path: Path) -> None:
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    found, said = read(bytes(flipped), tmp_path)
    times = [each.time_s for each in found]
    gap = max(range(len(times) - 1), key=lambda index: times[index + 1] - times[index])
    assert said == (
        f"session.coach is damaged at {times[gap]:.1f} s; what could be read before and behind was replayed."
    )


def test_a_recording_that_is_cut_off_is_not_called_damaged(whole: bytes, tmp_path: Path) -> None:
    for length in range(len(layout.opening(HEADER)), len(whole), 97):
        assert read(whole[:length], tmp_path)[1] == ""


def with_header(text: bytes) -> bytes:
    start = struct.pack("<8sHI", b"COACHREC", 1, len(text)) + text
    return start + struct.pack("<I", zlib.crc32(start)) + layout.ending(0)


def header(**changed: object) -> bytes:
    good = {
        "exercise": "sit-and-rotate",
        "source": "clip.mp4",
        "size": [640, 480],
        "model": "full",
        "created": "2026-01-31T18:00:00+01:00",
        "coach_version": "0.1.0",
        "reps": 3,
        "hold_s": 2.0,
    }
    return json.dumps(good | changed).encode()


HEADERS = {
    "a path": header(exercise="/any/x.toml"),
    "a path beside": header(exercise="../x"),
    "a network share": header(exercise="\\\\host\\share\\x.toml"),
    "a file": header(exercise="x.toml"),
    "no exercise": header(exercise=""),
    "an exercise with an end of line": header(exercise="sit-and-rotate\n"),
    "a list of exercises": header(exercise=["sit-and-rotate"]),
    "size inf": header(size=[float("inf"), 480]),
    "size NaN": header(size=[float("nan"), 480]),
    "size negative": header(size=[-640, 480]),
    "size zero": header(size=[0, 480]),
    "size 10^30": header(size=[10**30, 480]),
    "size of three": header(size=[640, 480, 3]),
    "size of gigabytes": header(size=[16_384, 16_384]),
    "size as text": header(size="ab"),
    "reps -5": header(reps=-5),
    "reps 10^30": header(reps=10**30),
    "reps inf": header(reps=float("inf")),
    "reps as text": header(reps="3"),
    "hold -3": header(hold_s=-3.0),
    "hold NaN": header(hold_s=float("nan")),
    "hold 1e300": header(hold_s=1e300),
    "hold as a list": header(hold_s=[]),
    "4,400 digits": header().replace(b'"reps": 3', b'"reps": ' + b"9" * 4400),
    "no object": b"[1, 2]",
    "nothing": b"",
    "no JSON": b"{",
    "no UTF-8": header().replace(b"clip", b"\xff\xfe"),
    "nested deeply": b'{"exercise": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
    "a long text": header(source="x" * 100_000),
}


@pytest.mark.parametrize("text", HEADERS.values(), ids=HEADERS.keys())
def test_a_header_that_coach_never_writes_is_refused_in_one_sentence(tmp_path: Path, text: bytes) -> None:
    found, said = read(with_header(text), tmp_path)
    assert found == []
    assert "has a header that this Coach does not understand" in said
    assert "Error(" not in said, "a reader of the sentence need not know Python"
    assert said.count("\n") == 0
    assert len(said) < 500


def test_what_would_act_in_a_terminal_is_escaped(tmp_path: Path) -> None:
    path = tmp_path / "session.coach"
    path.write_bytes(with_header(header(source="\x1b[2Jclip.mp4")))
    assert open_recording(path).header.source == "\\x1b[2Jclip.mp4"


def recorded(*groups: bytes) -> bytes:
    return layout.opening(HEADER) + b"".join(groups) + layout.ending(0)


def packed(*times: float) -> bytes:
    return layout.group(pose_bytes.encode([pose(time_s) for time_s in times]))


def test_a_group_that_unpacks_to_gigabytes_is_refused_at_a_stated_limit(tmp_path: Path) -> None:
    import resource

    if sys.platform == "win32":
        pytest.skip("no such limit there")
    packer = zlib.compressobj(9)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(64)) + packer.flush()
    group = layout.group(StoredGroup(1_000, 1_000_000, bomb))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    found, said = read(recorded(packed(0.0, 0.1), *[group] * 8, packed(2.0)), tmp_path)
    took_s = time.process_time() - began
    assert [each.time_s for each in found] == [0.0, 0.1, 2.0]
    assert "is damaged at 0.1 s" in said
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kB; unpacked it were 0.5 GB
    assert took_s < 60


def test_groups_that_are_doubled_or_reversed_are_left_out_and_told(tmp_path: Path) -> None:
    first, second, third = packed(0.0, 0.1), packed(1.0, 1.1), packed(2.0, 2.1)
    found, said = read(recorded(first, second, second, third), tmp_path)
    assert [each.time_s for each in found] == [0.0, 0.1, 1.0, 1.1, 2.0, 2.1]
    assert "damaged at 1.1 s" in said
    found, said = read(recorded(third, second, first), tmp_path)
    assert [each.time_s for each in found] == [2.0, 2.1]
    assert "damaged at 2.1 s" in said


def spoiled(poses: list[Pose], column: int, numbers: np.ndarray) -> bytes:
    """A group with its checksum right and one column replaced by other numbers."""
    stored = pose_bytes.encode(poses)
    columns, content, place = [], zlib.decompress(stored.body), 0
    while place < len(content):
        width, count = struct.unpack_from("<BI", content, place)
        columns.append(content[place : place + 5 + width * count])
        place += 5 + width * count
    columns[column] = pose_bytes._column(numbers.astype(np.int64))
    return layout.group(replace(stored, body=zlib.compress(b"".join(columns))))


WRONG = {
    "time backwards": (0, np.array([1_000_000, -500_000, 10])),
    "time for ever": (0, np.array([0, 1, 1 << 60])),
    "size negative": (1, np.array([-640, -480, 0, 0, 0, 0])),
    "size huge": (1, np.array([1 << 40, 480, 0, 0, 0, 0])),
    "somebody twice": (2, np.array([2, 1, 1])),
    "outline of many points": (3, np.array([1 << 40, 0, 0])),
    "outline of fewer than none": (3, np.array([-7, 0, 0])),
    "too few landmarks": (5, np.zeros(9)),
    "landmarks far outside": (5, np.full(3 * 99, 1 << 50)),
    "world far outside": (6, np.full(3 * 99, -(1 << 50))),
    "visibility beyond one": (4, np.full(3 * 33, 1 << 40)),
}


@pytest.mark.parametrize(("column", "numbers"), WRONG.values(), ids=WRONG.keys())
@pytest.mark.filterwarnings("error")
def test_a_group_whose_numbers_cannot_be_is_left_out_and_told(tmp_path: Path, column: int, numbers: np.ndarray) -> None:
    bad = spoiled([pose(1.0), pose(1.1), pose(1.2)], column, numbers)
    found, said = read(recorded(packed(0.0, 0.1), bad, packed(2.0)), tmp_path)
    assert [each.time_s for each in found] == [0.0, 0.1, 2.0]
    assert "damaged at 0.1 s" in said


def test_a_recording_of_years_is_read_for_a_day(tmp_path: Path) -> None:
    found, said = read(recorded(packed(0.0), packed(3600.0), packed(90_000.0)), tmp_path)
    assert [each.time_s for each in found] == [0.0, 3600.0]
    assert "longer than 24 h" in said


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.coach")
    os.mkfifo(tmp_path / "pipe")
    assert not is_recording(tmp_path / "pipe")
    assert not is_recording(Path("/dev/zero"))
    (tmp_path / "zero.coach").symlink_to("/dev/zero")
    for name in ("pipe.coach", "zero.coach"):
        with pytest.raises(SourceError, match="is no ordinary file"):
            open_recording(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="files are protected in another way there")
def test_a_recording_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        Recorder(tmp_path / "session.coach", HEADER).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "session.coach").stat().st_mode) == 0o600


@pytest.mark.thorough
def test_a_file_that_is_looked_at_for_parts_ends(tmp_path: Path) -> None:
    began = time.process_time()
    chance = random.Random(5)
    group = struct.pack("<cHqI", b"G", 100, 0, 900_000)
    for content in (b"H" * 3_000_000, b"E" * 3_000_000, group * 120_000, chance.randbytes(3_000_000)):
        found, said = read(layout.opening(HEADER) + b"?" + content + b"!" * 80, tmp_path)
        assert (found, "damaged" in said) == ([], True)
    assert time.process_time() - began < 120


@pytest.mark.parametrize("name", ["x" * 400, "x" * 5000, "a\x00b"])
def test_a_name_that_no_file_can_have_is_one_sentence(name: str) -> None:
    with pytest.raises(SourceError, match="No file can be called"):
        is_recording(Path(name))
