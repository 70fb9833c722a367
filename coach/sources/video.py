"""Video files: upright frames with the times that the file gives them, and what is wrong with the file, in sentences."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
from av.video.frame import VideoFrame

from coach.errors import Figure, Said, SourceError, because
from coach.files.bounded_reading import is_folder, is_ordinary, is_there
from coach.sources import upright
from coach.sources.containers import breaks_off, declares_no_rate, end_is_doubtful
from coach.sources.decoding import Decoder, NoVideo, display_matrix, time_of
from coach.sources.frame_times import AHEAD, FASTEST_HZ, SLOWEST_HZ, FrameTimes, is_sane_rate
from coach.sources.frozen_picture import Stills
from coach.sources.read_ahead import ReadAhead
from coach.sources.upright import Orientation, Picture
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Frame

LEAST_HZ: Final = 6.0
"""Fewer frames a second show no hold and no quick movement (chosen: samples thinned to 8 are judged as at the full rate)."""

_FRAMES_AHEAD: Final = 3
"""How many frames are decoded before they are asked for (chosen: evens out slow ones, and keeps the memory small)."""

_LONGEST_COUNT: Final = 1e9
"""From here on a declared number of frames is taken for rubbish (chosen: a year of film)."""

_BROKEN_S: Final = 0.5
"""Where so much at the end cannot be decoded the file is broken from there on, and not only damaged in places (chosen)."""

_MANY_TORN: Final = 5
"""From so many damaged frames on they are told; fewer are hardly seen (chosen)."""

_SLOWED: Final = 1.5
_MOST_SLOWED: Final = 64.0
"""From how many to how many times as fast as it plays a film must have been captured to be slow motion (chosen)."""


class VideoFile:
    """An open video file. Iterating gives its frames once, decoded a few ahead in a thread that ends with ``close``.

    Frames are upright, of square pixels and of one size, and timed by the file's own time stamps as ``FrameTimes`` reads
    them: 0 at the first frame, strictly increasing, in whole microseconds, at the pace of life.

    fps: frames a second of life, as declared or else as the first two frames have it. size: width and height of the first
    picture in pixels. frame_count, duration_s: as far as the file declares them; estimates in some containers.

    Frames that cannot be decoded are left out, and the film goes on behind them. ``remarks`` says so, once all is read.
    Iterating raises SourceError after the last frame that could be read when the file breaks off before its end.
    """

    def __init__(self, path: Path, decoder: Decoder, how: Viewing) -> None:
        self.path = path
        self._decoder = decoder
        self._how = how
        self._remarks: list[Figure] = []
        self._broken = False
        decoded = iter(decoder)
        first_two = list(islice(decoded, 2))
        if not first_two:
            raise _nothing_of(path)
        if len(first_two) == 1 and decoder.animated:
            raise SourceError("is_picture", file=path.name)
        self._way = upright.declared_orientation(display_matrix(first_two[0]))
        rate = how.fps or _rate(decoder, first_two, path)
        self._slowed = self._slow_motion(rate)
        self.fps: float = rate * self._slowed
        first = self._picture(first_two[0], None)
        self.size: tuple[int, int] = (first.shape[1], first.shape[0])
        count = decoder.count
        self.frame_count: int | None = round(count) if 0 < count < _LONGEST_COUNT else None
        self.duration_s: float | None = None if self.frame_count is None else self.frame_count / self.fps
        if self.fps < LEAST_HZ:
            raise _too_few(path, self.fps, self._slowed)
        self._first_s = time_of(first_two[0])
        self._times = FrameTimes(1.0 / rate)
        self._stills = Stills()
        self._frames = ReadAhead(self._read(chain(first_two, decoded)), _FRAMES_AHEAD)

    def __iter__(self) -> Iterator[Frame]:
        return iter(self._frames)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop decoding and let go of the file; a second call does nothing."""
        self._frames.close()
        self._decoder.close()

    def remarks(self) -> tuple[Figure, ...]:
        """What was found wrong with the file and did not end it, a sentence each; complete once all frames were read."""
        return (
            *self._remarks,
            *self._about_tracks(),
            *self._about_damage(),
            *self._about_times(),
            *self._about_stills(),
        )

    def _read(self, decoded: Iterator[VideoFrame]) -> Iterator[Frame]:
        index = -1
        time_s = 0.0
        size = None
        for index, (frame, reported_s, ahead) in enumerate(_looking_ahead(decoded)):
            time_s = self._time(index, reported_s, ahead)
            if size is not None and size != (frame.width, frame.height):
                self._note_new_size(time_s, size, (frame.width, frame.height))
            size = (frame.width, frame.height)
            picture = self._picture(frame, self.size)
            yield Frame(index, time_s, picture, still=self._stills.update(time_s, picture))
        self._end(time_s)

    def _time(self, index: int, reported_s: float, ahead: list[float]) -> float:
        if self._how.fps:
            return round(index / self.fps, 6)
        time_s = self._times.next(reported_s, ahead)
        return time_s if self._slowed == 1.0 else round(time_s / self._slowed, 6)

    def _picture(self, frame: VideoFrame, size: tuple[int, int] | None) -> Picture:
        picture = upright.squared(
            np.asarray(frame.to_ndarray(format="bgr24", threads=1), np.uint8), self._decoder.pixel_shape
        )
        if self._way != Orientation():
            picture = upright.oriented(picture, self._way)
        picture = upright.turned(picture, self._how.turn)
        if self._how.mirrored:
            picture = upright.mirrored(picture)
        return picture if size is None else upright.fitted(picture, size)

    def _slow_motion(self, rate: float) -> float:
        """How many times slower than life the film plays, which is told where the file alone says so."""
        if self._how.slow_motion is not None:
            return self._how.slow_motion
        captured = self._decoder.captured_rate
        if self._how.fps or not _SLOWED <= captured / rate <= _MOST_SLOWED:
            return 1.0
        factor = round(captured / rate, 3)
        name, shown = self.path.name, f"{captured:g}"
        told = Said("slow_motion", {"file": name, "captured": shown, "rate": f"{rate:g}", "factor": f"{factor:g}"})
        self._remarks.append(told)
        return factor

    def _note_new_size(self, time_s: float, before: tuple[int, int], now: tuple[int, int]) -> None:
        name, seconds = self.path.name, f"{time_s:.1f}"
        first, then = f"{before[0]}×{before[1]}", f"{now[0]}×{now[1]}"
        self._remarks.append(Said("new_size", {"file": name, "seconds": seconds, "before": first, "now": then}))

    def _end(self, time_s: float) -> None:
        decoder, name = self._decoder, self.path.name
        missing_s = decoder.last_bad_s - decoder.last_good_s
        if breaks_off(self.path):
            raise SourceError("breaks_off_at", file=name, seconds=f"{time_s:.1f}")
        if decoder.broke or missing_s >= _BROKEN_S:
            self._broken = True
            raise SourceError("broken_from", file=name, seconds=f"{time_s:.1f}")
        if end_is_doubtful(self.path):
            self._remarks.append(Said("end_doubtful", {"file": name, "seconds": f"{time_s:.1f}"}))

    def _about_tracks(self) -> list[Figure]:
        if self._decoder.tracks < 2:
            return []
        stream = self._decoder.stream
        size = f"{stream.width}×{stream.height}"
        return [Said("several_films", {"file": self.path.name, "count": self._decoder.tracks, "size": size})]

    def _about_damage(self) -> list[Figure]:
        decoder = self._decoder
        if self._broken:
            return []
        name, said = self.path.name, list[Figure]()
        every = decoder.frames_bad + decoder.frames_good
        if decoder.frames_bad:
            said.append(Said("frames_bad", {"count": decoder.frames_bad, "all": every, "file": name}))
        if decoder.frames_torn >= _MANY_TORN:
            since_s = self._life_s(decoder)
            torn = decoder.frames_torn
            said.append(Said("frames_torn", {"count": torn, "all": every, "file": name, "seconds": since_s}))
        return said

    def _life_s(self, decoder: Decoder) -> str:
        since_s = decoder.first_torn_s - (self._first_s if math.isfinite(self._first_s) else 0.0)
        return f"{since_s / self._slowed:.1f}"

    def _about_times(self) -> list[Figure]:
        jumps = self._times.jumps
        if not jumps or self._how.fps:
            return []
        first_s = self._times.first_jump_s / self._slowed
        name, seconds = self.path.name, f"{first_s:.1f}"
        if jumps == 1:
            return [Said("time_untrue", {"file": name, "seconds": seconds})]
        return [Said("times_untrue", {"count": jumps, "file": name, "seconds": seconds})]

    def _about_stills(self) -> list[Figure]:
        stills = self._stills
        if not stills.lost_s:
            return []
        seconds, from_s = f"{stills.longest_s:.1f}", f"{stills.longest_from_s:.1f}"
        return [Said("stands_still", {"file": self.path.name, "seconds": seconds, "from_s": from_s})]


def open_video(path: Path, how: Viewing = AS_IT_IS) -> VideoFile:
    """Open a video file; use it as a context, or close it.

    Raises SourceError, naming the file, when it is missing, a folder, unreadable, empty, cut off before its first
    frame, no video (sound alone, a picture, anything else), without any usable times, or of too few frames a second.
    """
    _require_readable(path)
    try:
        decoder = Decoder(path)
    except NoVideo as problem:
        raise _nothing_of(path) from problem
    try:
        return VideoFile(path, decoder, how)
    except BaseException:
        decoder.close()
        raise


def _looking_ahead(decoded: Iterator[VideoFrame]) -> Iterator[tuple[VideoFrame, float, list[float]]]:
    """Each frame with the time that the file gives it, and with those of the frames behind it."""
    waiting: deque[tuple[VideoFrame, float]] = deque()
    for frame in decoded:
        waiting.append((frame, time_of(frame)))
        if len(waiting) > AHEAD:
            first, reported_s = waiting.popleft()
            yield first, reported_s, [later_s for _, later_s in waiting]
    while waiting:
        first, reported_s = waiting.popleft()
        yield first, reported_s, [later_s for _, later_s in waiting]


def _require_readable(path: Path) -> None:
    if is_folder(path):
        raise SourceError("is_folder", file=str(path))
    try:
        ordinary = is_ordinary(path) or not is_there(path)
        if ordinary:
            with path.open("rb") as file:
                empty = not file.read(1)
    except FileNotFoundError as error:
        raise SourceError("is_not_there", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise SourceError("may_not_be_read", file=str(path), why=because(error)) from error
    if not ordinary:
        raise SourceError("no_file_to_read", file=str(path))
    if empty:
        raise SourceError("is_empty", file=path.name)


def _nothing_of(path: Path) -> SourceError:
    if breaks_off(path):
        return SourceError("cut_short", file=path.name)
    return NoVideo(path)


def _too_few(path: Path, fps: float, slowed: float) -> SourceError:
    rate, least = f"{fps:g}", f"{LEAST_HZ:g}"
    if slowed == 1.0:
        return SourceError("too_few_frames", file=path.name, rate=rate, least=least)
    return SourceError("too_few_of_life", file=path.name, rate=rate, least=least)


def _rate(decoder: Decoder, first_two: list[VideoFrame], path: Path) -> float:
    """The declared frame rate if it can be true, else that of the first two time stamps."""
    timed = not declares_no_rate(path)
    declared = decoder.rate if timed else 0.0
    if is_sane_rate(declared):
        return declared
    if decoder.raw:
        raise SourceError("raw_stream", file=path.name)
    interval_s = time_of(first_two[-1]) - time_of(first_two[0])
    if timed and interval_s > 0 and is_sane_rate(1 / interval_s):
        return 1 / interval_s
    rate = f"{0.0 if math.isnan(declared) else declared:g}"
    raise SourceError("no_rate", file=path.name, rate=rate, slowest=f"{SLOWEST_HZ:g}", fastest=f"{FASTEST_HZ:g}")
