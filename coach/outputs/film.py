"""A film as every browser and phone plays it: H.264 in an mp4 file whose index comes first."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from av.video.stream import VideoStream
from numpy.typing import NDArray

CODECS: Final = ("libx264", "libopenh264", "mpeg4")
"""The first of these that there is; the wheels of PyAV bring the first on every platform. The last plays in fewer programs."""

_HOW: Final = {"libx264": {"preset": "veryfast", "crf": "23"}}
"""Chosen: as fast as the drawing, and small."""

_HD_COLOURS: Final = 1
"""What FFmpeg calls BT.709: what players take for granted in pictures of this size."""

_LIMITED: Final = 1
"""What FFmpeg calls the range of values that films have (16 to 235)."""


class Film:
    """Writes pictures at a constant rate. The file is whole after ``finish``; until then it is of no use.

    path: the file. size: width and height in pixels, even. fps: frames a second. sound_rate: samples a second of its sound,
    None for a silent one. Raises OSError or FFmpegError.
    """

    def __init__(self, path: Path, size: tuple[int, int], fps: float, sound_rate: int | None = None) -> None:
        codec = next(name for name in CODECS if name in av.codecs_available)
        rate = Fraction(fps).limit_denominator(1000)
        self._file = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        stream = self._file.add_stream(codec, rate=rate, options=_HOW.get(codec, {}))
        assert isinstance(stream, VideoStream)
        self._stream = stream
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        context = stream.codec_context
        context.colorspace = context.color_primaries = context.color_trc = _HD_COLOURS
        context.color_range = _LIMITED
        self._step = 1 / rate
        self._count = 0
        self._sound = None if sound_rate is None else self._file.add_stream("aac", rate=sound_rate, layout="mono")
        self._sounded = 0
        self._open = True

    def add(self, picture: NDArray[np.uint8]) -> None:
        """One picture more, uint8 (H, W, 3) BGR."""
        frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
        frame = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
        frame.pts, frame.time_base = self._count, self._step
        self._count += 1
        self._file.mux(self._stream.encode(frame))

    def sound(self, samples: NDArray[np.float32]) -> None:
        """The samples that follow, (N,), -1..1; nothing where the film is silent."""
        if self._sound is None or not len(samples):
            return
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="flt", layout="mono")
        frame.sample_rate, frame.pts = self._sound.rate, self._sounded
        frame.time_base = Fraction(1, self._sound.rate)
        self._sounded += len(samples)
        self._file.mux(self._sound.encode(frame))

    def finish(self) -> None:
        """Writes what is left, and the index."""
        if self._open:
            self._file.mux(self._stream.encode(None))
            if self._sound is not None:
                self._file.mux(self._sound.encode(None))
            self.close()

    def close(self) -> None:
        """Lets the file go, whole or not; a second call does nothing."""
        if self._open:
            self._open = False
            self._file.close()


def is_whole(path: Path) -> bool:
    """Whether an mp4 file has all of its boxes, its table of contents (moov) among them."""
    kinds = set()
    with path.open("rb") as file:
        length = file.seek(0, 2)
        at = 0
        while at < length:
            file.seek(at)
            header = file.read(16)
            if len(header) < 8:
                return False
            size, kind = struct.unpack(">I4s", header[:8])
            if size == 1 and len(header) == 16:
                size = struct.unpack(">Q", header[8:])[0]
            if size < 8:
                return False
            kinds.add(kind)
            at += size
    return at == length and b"moov" in kinds
