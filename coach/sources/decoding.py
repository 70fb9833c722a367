"""Decodes one video file with FFmpeg, through PyAV: what OpenCV's reader does not tell is known here.

That is each packet's own time stamp, which frames could not be decoded and that those behind them can, the size of every
frame, all tracks, and how the picture is to be turned.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.codec.context import Flags, ThreadType
from av.container import InputContainer
from av.packet import Packet
from av.sidedata.sidedata import Type as SideData
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from coach.errors import SourceError

MOST_PIXELS: Final = 1 << 26
"""Larger pictures are refused, since a few of them would fill the memory (chosen: 67 megapixels, twice a film of 8K)."""

_MANY_PIXELS: Final = 1280 * 720
"""From here on frames are decoded side by side: smaller ones are decoded fast enough, and always alike, one by one."""

_MOST_FAILURES: Final = 50
"""So many failures to read in a row, without a packet between them, are the end of the file (chosen)."""

_RAW: Final = frozenset({"h264", "hevc", "vvc", "m4v", "mpegvideo", "mjpeg", "cavsvideo", "vc1", "obu", "evc", "dirac"})
"""FFmpeg's names for streams without a container, whose frames have no times of their own."""

_ANIMATED: Final = frozenset({"gif", "apng"})
_PICTURES: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"avif"})
_NO_FILMS: Final = frozenset({"tty", "image2", "hls", "concat", "sdp", "rtsp", "lavfi"})
"""Not videos: texts that FFmpeg would draw, and lists that name other files."""


class Decoder:
    """An open file and its largest picture track. Iterating gives its frames once, as FFmpeg does, in their order.

    frames_bad, first_bad_s, last_bad_s: how many could not be decoded, and the times that the file gives the first and the
    last of them. frames_torn, first_torn_s: how many could be decoded in part, or out of others that are missing, and the time
    of the first of them. last_good_s: of the last frame that could be decoded. broke: whether reading failed before the end
    of the file.
    """

    def __init__(self, path: Path) -> None:
        """Raises SourceError where it is no video."""
        self._path = path
        try:
            # Local files alone: a list of addresses that calls itself a video must not reach out for them.
            self._container = _open(path)
        except (av.error.FFmpegError, OSError, ValueError) as problem:
            raise NoVideo(path) from problem
        try:
            self.stream = self._largest_track()
            self._prepare()
        except BaseException:
            self._container.close()
            raise
        self.frames_bad = 0
        self.frames_good = 0
        self.frames_torn = 0
        self.first_torn_s = math.nan
        self.first_bad_s = math.nan
        self.last_bad_s = math.nan
        self.last_good_s = math.nan
        self.broke = False

    @property
    def tracks(self) -> int:
        """How many tracks of moving pictures there are."""
        return len(_moving(self._container))

    @property
    def raw(self) -> bool:
        """Whether it is a stream without a container, whose frames have no times; some declare a rate all the same."""
        return self._container.format.name in _RAW

    @property
    def animated(self) -> bool:
        """Whether the format is one of pictures that may move."""
        return self._container.format.name in _ANIMATED

    @property
    def rate(self) -> float:
        """Frames a second as declared, NaN where nothing is."""
        declared = (
            self.stream.codec_context.framerate if self.raw else self.stream.guessed_rate or self.stream.average_rate
        )
        return float(declared) if declared else math.nan

    @property
    def count(self) -> float:
        """How many frames the file declares or lets expect, NaN when neither."""
        if self.stream.frames > 0:
            return float(self.stream.frames)
        stream = self.stream
        if stream.duration and stream.time_base:
            return round(float(stream.duration * stream.time_base) * self.rate) if self.rate > 0 else math.nan
        if self._container.duration:
            return round(self._container.duration / av.time_base * self.rate) if self.rate > 0 else math.nan
        return math.nan

    @property
    def captured_rate(self) -> float:
        """How many frames a second were captured, where a phone wrote that down; NaN where none did."""
        for tags in (self._container.metadata, self.stream.metadata):
            for key in ("com.android.capture.fps", "com.apple.quicktime.capture.fps"):
                try:
                    return float(tags[key])
                except (KeyError, ValueError):
                    continue
        return math.nan

    @property
    def pixel_shape(self) -> Fraction | None:
        """Width over height of a pixel, None where it is not declared."""
        return self.stream.sample_aspect_ratio

    def __iter__(self) -> Iterator[VideoFrame]:
        packets = self._container.demux(self.stream)
        failures = 0
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except (av.error.FFmpegError, OSError, ValueError):
                failures += 1
                if failures > _MOST_FAILURES:
                    self.broke = True
                    yield from self._decoded(None)
                    return
                packets = self._container.demux(self.stream)
                continue
            failures = 0
            yield from self._decoded(packet)

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _decoded(self, packet: Packet[VideoStream] | None) -> Iterator[VideoFrame]:
        try:
            frames = self.stream.codec_context.decode(packet)
        except (av.error.FFmpegError, OSError, ValueError):
            if packet is not None and packet.size:
                self._note_bad(packet)
            return
        for frame in frames:
            if frame.is_corrupt and not self.frames_good:
                continue  # what a stream that was begun in its midst shows before its first whole picture
            if frame.width * frame.height > MOST_PIXELS:
                raise _too_large(self._path, frame.width, frame.height)
            self.frames_good += 1
            time_s = time_of(frame)
            self._note_torn(frame, time_s)
            if not time_s <= self.last_good_s:
                self.last_good_s = time_s
            yield frame

    def _note_torn(self, frame: VideoFrame, time_s: float) -> None:
        if frame.is_corrupt:
            self.frames_torn += 1
            if not time_s >= self.first_torn_s:
                self.first_torn_s = time_s

    def _note_bad(self, packet: Packet[VideoStream]) -> None:
        stamp = packet.pts if packet.pts is not None else packet.dts
        time_s = math.nan if stamp is None or not packet.time_base else float(stamp * packet.time_base)
        self.frames_bad += 1
        if not time_s >= self.first_bad_s:
            self.first_bad_s = time_s
        if not time_s <= self.last_bad_s:
            self.last_bad_s = time_s

    def _largest_track(self) -> VideoStream:
        """The largest moving picture: a preview may come first, and a cover picture may be larger than the film."""
        if self._container.format.name in _NO_FILMS:
            raise NoVideo(self._path)
        if self._is_picture():
            raise SourceError("is_picture", file=self._path.name)
        tracks = _moving(self._container)
        if not tracks:
            raise NoVideo(self._path)
        return max(tracks, key=lambda track: (track.width * track.height, -track.index))

    def _is_picture(self) -> bool:
        name = self._container.format.name
        brand = self._container.metadata.get("major_brand", "").encode("ascii", "replace")
        return name.endswith("_pipe") or brand in _PICTURES

    def _prepare(self) -> None:
        width, height = self.stream.width, self.stream.height
        if width * height > MOST_PIXELS:
            raise _too_large(self._path, width, height)
        context = self.stream.codec_context
        # What follows a damaged frame is shown as far as it can be made out.
        context.flags |= Flags.output_corrupt
        context.thread_type = ThreadType.AUTO if width * height >= _MANY_PIXELS else ThreadType.SLICE


class NoVideo(SourceError):
    """The file holds nothing that can be played."""

    def __init__(self, path: Path) -> None:
        super().__init__("no_video", file=path.name)


def time_of(frame: VideoFrame) -> float:
    """The time in seconds that the file gives a frame, NaN when it gives none."""
    if frame.pts is None or not frame.time_base:
        return math.nan
    return float(frame.pts * frame.time_base)


def display_matrix(frame: VideoFrame) -> bytes | None:
    """How the file asks for the frame to be turned, None where it does not."""
    try:
        return bytes(frame.side_data[SideData.DISPLAYMATRIX])  # type: ignore[typeddict-item]  # its stubs give the class a namesake
    except KeyError:
        return None


def _open(path: Path) -> InputContainer:
    return av.open(str(path.resolve()), "r", options={"protocol_whitelist": "file"}, metadata_errors="replace")


def _moving(container: InputContainer) -> list[VideoStream]:
    def moves(stream: VideoStream) -> bool:
        return not stream.disposition & av.stream.Disposition.attached_pic and stream.codec_context is not None

    return [stream for stream in container.streams.video if moves(stream)]


def _too_large(path: Path, width: int, height: int) -> SourceError:
    return SourceError("pictures_too_large", file=path.name, size=f"{width}×{height}")
