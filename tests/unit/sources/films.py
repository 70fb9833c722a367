"""Makes small video files whose every frame is known, and files that containers allow but cameras seldom write."""

from __future__ import annotations

import struct
import wave
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

SIZE = (64, 48)
SHADE_STEP = 12

TIMES_OF_A_SAMPLE = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def shaded(index: int) -> NDArray[np.uint8]:
    """An even picture that tells its index by its brightness."""
    return np.full((SIZE[1], SIZE[0], 3), index * SHADE_STEP, np.uint8)


def index_of(image: NDArray[np.uint8]) -> int:
    """Which picture this was, also after lossy compression."""
    return round(float(image.mean()) / SHADE_STEP)


def with_bright_corner() -> NDArray[np.uint8]:
    """A dark picture with a bright quarter at the top left."""
    picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    picture[: SIZE[1] // 2, : SIZE[0] // 2] = 255
    return picture


def film(path: Path, pictures: Sequence[NDArray[np.uint8]], fps: float = 30.0) -> Path:
    """A video of these pictures; MPEG-4 in an .mp4, motion JPEG in an .avi or .mkv."""
    codec = cv2.VideoWriter_fourcc(*("mp4v" if path.suffix == ".mp4" else "MJPG"))
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, codec, fps, SIZE)
    assert writer.isOpened()
    for picture in pictures:
        writer.write(picture)
    writer.release()
    return path


def shaded_film(path: Path, frames: int = 20, fps: float = 30.0) -> Path:
    """A video whose frames tell their index."""
    return film(path, [shaded(index) for index in range(frames)], fps)


def coded(
    path: Path,
    pictures: Sequence[NDArray[np.uint8]],
    *,
    fps: int = 30,
    key_every: int = 10,
    stamps: Mapping[int, float] | None = None,
    options: Mapping[str, str] | None = None,
    tags: Mapping[str, str] | None = None,
    codec: str = "libx264",
) -> Path:
    """An H.264 video of these pictures, in the container of the path's ending.

    stamps: index to the later time in seconds that the frame is given instead of its own. options, tags: of the container.
    codec: another one than that of H.264.
    """
    with av.open(str(path), "w", options=dict(options or {})) as file:
        file.metadata.update(tags or {})
        height, width = pictures[0].shape[:2]
        stream = file.add_stream(
            codec,
            rate=fps,
            options={
                "bf": "0",
                "g": str(key_every),
                "sc_threshold": "0",
                "crf": "10",
                "x265-params": "log-level=none:bframes=0:pools=none:frame-threads=1",
            },
        )
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, 1000)
        stream.codec_context.time_base = Fraction(1, 1000)
        for index, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = round(1000 * index / fps), Fraction(1, 1000)
            for packet in stream.encode(frame):
                _stamped(packet, stamps or {}, fps)
                file.mux(packet)
        for packet in stream.encode(None):
            _stamped(packet, stamps or {}, fps)
            file.mux(packet)
    return path


def _stamped(packet: Any, stamps: Mapping[int, float], fps: int) -> None:
    assert packet.pts is not None
    index = round(packet.pts * float(packet.time_base) * fps)
    if index in stamps:
        packet.pts = round(stamps[index] / float(packet.time_base))


def coded_shades(path: Path, frames: int = 20, **how: object) -> Path:
    """An H.264 video whose frames tell their index."""
    return coded(path, [shaded(index) for index in range(frames)], **how)  # type: ignore[arg-type]


def places(path: Path) -> list[tuple[int, int]]:
    """Where in the file the data of each frame of a video begins, and how long it is."""
    content = path.read_bytes()
    with av.open(str(path)) as file:
        datas = [bytes(packet) for packet in file.demux(video=0) if packet.size]
    return [(content.index(data), len(data)) for data in datas]


def spoil(path: Path, frames: Sequence[int]) -> Path:
    """Overwrite the data of these frames of a video with zeros."""
    content = bytearray(path.read_bytes())
    where = places(path)
    for frame in frames:
        begin, length = where[frame]
        content[begin : begin + length] = bytes(length)
    path.write_bytes(content)
    return path


def boxes(content: bytes) -> list[tuple[int, bytes]]:
    """Where each outermost box of an MP4 begins, and its name."""
    found, position = [], 0
    while position < len(content):
        size, name = struct.unpack_from(">I4s", content, position)
        found.append((position, name))
        position += size
    return found


def sound(path: Path) -> Path:
    """A tenth of a second of silence."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(1600))
    return path


def retime(path: Path, ticks: Sequence[int], ticks_a_second: int) -> None:
    """Give each frame of an MP4 its own duration."""
    table = b"".join(struct.pack(">II", 1, duration) for duration in ticks)
    _change(path, (*TIMES_OF_A_SAMPLE, b"stts"), lambda _: struct.pack(">II", 0, len(ticks)) + table)
    _change(path, (b"moov", b"trak", b"mdia", b"mdhd"), lambda old: _put(old, 12, struct.pack(">I", ticks_a_second)))
    _drop_edit_list(path)


def show_mirrored(path: Path) -> None:
    """Let an MP4 say that left and right of its pictures are to be swapped for showing."""
    one = 1 << 16
    matrix = struct.pack(">9i", -one, 0, 0, 0, one, 0, 0, 0, 1 << 30)
    _change(path, (b"moov", b"trak", b"tkhd"), lambda old: _put(old, 40, matrix))


def trim(path: Path, first_s: float, length_s: float) -> None:
    """Let an MP4 say that only a part of it is to be shown, as programs do that trim without coding anew."""
    content = path.read_bytes()
    ticks = struct.unpack_from(">I", content, content.index(b"mdhd") + 16)[0]
    movie_ticks = struct.unpack_from(">I", content, content.index(b"mvhd") + 16)[0]
    edit = struct.pack(">IIIII", 0, 1, round(length_s * movie_ticks), round(first_s * ticks), 1 << 16)
    _change(path, (b"moov", b"trak", b"edts", b"elst"), lambda _: edit)


def turn(path: Path, clockwise_deg: int) -> None:
    """Let an MP4 say that its pictures are to be turned for showing."""
    cosine, sine = {90: (0, 1), 180: (-1, 0), 270: (0, -1)}[clockwise_deg]
    one = 1 << 16
    matrix = struct.pack(">9i", cosine * one, sine * one, 0, -sine * one, cosine * one, 0, 0, 0, 1 << 30)
    _change(path, (b"moov", b"trak", b"tkhd"), lambda old: _put(old, 40, matrix))


def stretch(path: Path, width: int, height: int) -> None:
    """Let an MP4 say that its pixels are of this shape."""
    box = struct.pack(">I4sII", 16, b"pasp", width, height)

    def describe(old: bytes) -> bytes:
        return old[:8] + struct.pack(">I", len(old) - 8 + len(box)) + old[12:] + box

    _change(path, (*TIMES_OF_A_SAMPLE, b"stsd"), describe)


def put_index_first(path: Path) -> None:
    """Move the index of an MP4 to its front, as for the web, so that it plays while its end is missing."""
    content = path.read_bytes()
    start = content.index(b"moov") - 4
    length = struct.unpack_from(">I", content, start)[0]
    index = _changed(content[start : start + length], (*TIMES_OF_A_SAMPLE, b"stco"), lambda old: _shifted(old, length))
    first = struct.unpack_from(">I", content)[0]
    path.write_bytes(content[:first] + index + content[first:start] + content[start + length :])


def declare_rate(path: Path, rate: int, scale: int) -> None:
    """Let an AVI declare rate / scale frames a second, and nothing else about its rate."""
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.index(b"avih") + 8, 0)
    struct.pack_into("<II", content, content.index(b"strh") + 8 + 20, scale, rate)
    path.write_bytes(content)


def cut(path: Path, share: float) -> None:
    """Keep only this share of a file."""
    content = path.read_bytes()
    path.write_bytes(content[: round(len(content) * share)])


def _drop_edit_list(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"edts", b"free"))


def _shifted(table: bytes, by: int) -> bytes:
    count = struct.unpack_from(">I", table, 4)[0]
    places = struct.unpack_from(f">{count}I", table, 8)
    return table[:8] + struct.pack(f">{count}I", *(place + by for place in places))


def _put(old: bytes, at: int, new: bytes) -> bytes:
    return old[:at] + new + old[at + len(new) :]


def _change(path: Path, names: tuple[bytes, ...], change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(_changed(path.read_bytes(), names, change))


def _changed(content: bytes, names: tuple[bytes, ...], change: Callable[[bytes], bytes]) -> bytes:
    """The boxes in content with the named one, inside its parents, changed; all sizes follow."""
    boxes, position = [], 0
    while position < len(content):
        size, name = struct.unpack_from(">I4s", content, position)
        inside = content[position + 8 : position + size]
        if name == names[0]:
            inside = change(inside) if len(names) == 1 else _changed(inside, names[1:], change)
        boxes.append(struct.pack(">I4s", len(inside) + 8, name) + inside)
        position += size
    return b"".join(boxes)
