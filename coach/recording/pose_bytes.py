"""The poses inside one group of a recording, to bytes and back; the layout is described in `coach.recording.layout`."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.landmarks import COUNT
from coach.recording.layout import LATEST_US, StoredGroup
from coach.values import FloatArray, Light, Pose

MICROSECONDS: Final = 1_000_000
"""Steps of time in a second."""

IMAGE_STEPS: Final = 10_000
"""Steps of image landmarks and outlines in the picture's width or height."""

WORLD_STEPS: Final = 1_000
"""Steps of world landmarks in a metre."""

LIGHT_STEPS: Final = 10
"""Steps of brightness and contrast in one of the 255 levels."""

VISIBILITY_STEPS: Final = 100
"""Steps of visibility between 0 and 1."""

MOST_POINTS: Final = 2_000
"""How many points an outline has at most (chosen: ten times those that Coach draws)."""

_COLUMN = struct.Struct("<BI")
_LARGEST = 1 << 30
_LARGEST_SIDE: Final = 16_384
_MOST_COLUMNS: Final = 9
_LARGEST_POSE: Final = 8 * (1 + 2 + 1 + 1 + COUNT * 7 + MOST_POINTS * 2 + 2)
"""Bytes of a pose where each number takes the most."""

Integers = NDArray[np.int64]


def encode(poses: Sequence[Pose]) -> StoredGroup:
    """The group that holds these poses.

    Raises ValueError when a pose does not lie on the grid (time 1e-6 s, image and outline 1e-4, world 1e-3 m,
    visibility 1e-2) or is not finite: rounding here would make a replay differ from the run that was recorded.
    """
    found = [pose for pose in poses if pose.found or not _is_empty(pose)]
    times = np.array([_on_time_grid(pose.time_s) for pose in poses], np.int64)
    outlines = [pose.outline for pose in poses if pose.outline is not None]
    columns: tuple[Integers, ...] = (
        _change(times),
        _change(np.array([pose.size for pose in poses], np.int64)),
        np.array([pose.found for pose in poses], np.int64),
        np.array([0 if pose.outline is None else len(pose.outline) + 1 for pose in poses], np.int64),
        _changes([_on_grid(pose.visibility, (COUNT,), VISIBILITY_STEPS, "visibility") for pose in found]),
        _changes([_on_grid(pose.image, (COUNT, 3), IMAGE_STEPS, "image") for pose in found]),
        _changes([_on_grid(pose.world, (COUNT, 3), WORLD_STEPS, "world") for pose in found]),
        _outline_changes([_on_grid(outline, (len(outline), 2), IMAGE_STEPS, "outline") for outline in outlines]),
    )
    if any(pose.light is not None for pose in poses):
        columns = (*columns, _change(np.array([_light_steps(pose.light) for pose in poses], np.int64)))
    # Filtered is meant for small, scattered numbers: 3 % smaller here than the default, and faster.
    compressor = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_FILTERED)
    body = compressor.compress(b"".join(_column(numbers) for numbers in columns)) + compressor.flush()
    return StoredGroup(len(poses), int(times[-1]), body)


def decode(group: StoredGroup) -> list[Pose]:
    """The poses of a group, bit for bit as they were recorded.

    Raises ValueError when the body does not hold what the format promises.
    """
    columns = _Columns(_unpacked(group))
    times = _within(np.cumsum(columns.next_column(group.poses)), -LATEST_US, LATEST_US, "time")
    if (np.diff(times) <= 0).any() or times[-1] != group.last_us:
        raise ValueError("times that do not go on")
    sizes = np.cumsum(columns.next_column(group.poses * 2).reshape(-1, 2), axis=0)
    _within(sizes, 1, _LARGEST_SIDE, "size")
    found = _within(columns.next_column(group.poses), 0, 1, "somebody").astype(bool)
    outline_lengths = _within(columns.next_column(group.poses), 0, MOST_POINTS + 1, "outline") - 1
    count = int(found.sum())
    seen = np.cumsum(columns.next_column(count * COUNT).reshape(-1, COUNT), axis=0)
    visibility = _floats(_within(seen, 0, VISIBILITY_STEPS, "visibility"), VISIBILITY_STEPS)
    image = _near(np.cumsum(columns.next_column(count * COUNT * 3).reshape(-1, COUNT, 3), axis=0), IMAGE_STEPS)
    world = _near(np.cumsum(columns.next_column(count * COUNT * 3).reshape(-1, COUNT, 3), axis=0), WORLD_STEPS)
    lengths = [int(length) for length in outline_lengths if length >= 0]
    outlines = iter(_outlines(columns.next_column(sum(lengths) * 2).reshape(-1, 2), lengths))
    lights = np.cumsum(columns.next_column(group.poses * 2).reshape(-1, 2), axis=0).tolist() if columns.left else None
    landmarks = iter(zip(image, world, visibility, strict=True))
    poses = []
    for time_us, size, somebody, length in zip(times, sizes, found, outline_lengths, strict=True):
        pose = Pose.nobody(int(time_us) / MICROSECONDS, (int(size[0]), int(size[1])))
        if somebody:
            pose = Pose(pose.time_s, pose.size, *next(landmarks))
        poses.append(replace(pose, outline=next(outlines)) if length >= 0 else pose)
    return poses if lights is None else [_lit(pose, *steps) for pose, steps in zip(poses, lights, strict=True)]


def _unpacked(group: StoredGroup) -> bytes:
    """The columns' bytes, as far as that many poses can need; a few kB can unpack to gigabytes."""
    most = group.poses * _LARGEST_POSE + _COLUMN.size * _MOST_COLUMNS
    unpacking = zlib.decompressobj()
    try:
        content = unpacking.decompress(group.body, most)
    except zlib.error as error:
        raise ValueError(f"not a zlib stream ({error})") from error
    if unpacking.unconsumed_tail:
        raise ValueError("a group that unpacks to more than its poses can need")
    if not unpacking.eof:
        raise ValueError("a group that breaks off")
    return content


def _within(numbers: Integers, least: int, most: int, name: str) -> Integers:
    if numbers.size and (int(numbers.min()) < least or int(numbers.max()) > most):
        raise ValueError(f"{name} that cannot be")
    return numbers


def _near(steps: Integers, in_one: int) -> FloatArray:
    """The numbers behind the steps, which are never further from zero than what may be written."""
    return _floats(_within(steps, -_LARGEST, _LARGEST, "place"), in_one)


def _light_steps(light: Light | None) -> tuple[int, int]:
    if light is None:
        return -1, -1
    steps = round(light.mean * LIGHT_STEPS), round(light.contrast * LIGHT_STEPS)
    if (steps[0] / LIGHT_STEPS, steps[1] / LIGHT_STEPS) != (light.mean, light.contrast):
        raise ValueError(f"{light} is not in steps of {1 / LIGHT_STEPS:g}")
    return steps


def _lit(pose: Pose, mean: int, contrast: int) -> Pose:
    return pose if mean < 0 else replace(pose, light=Light(mean / LIGHT_STEPS, contrast / LIGHT_STEPS))


def _is_empty(pose: Pose) -> bool:
    """Whether the arrays are those of a frame with nobody in it, and so need no storing."""
    return bool(np.all(np.isnan(pose.image)) and np.all(np.isnan(pose.world)) and not np.any(pose.visibility))


def _on_time_grid(time_s: float) -> int:
    steps = round(time_s * MICROSECONDS)
    if steps / MICROSECONDS != time_s:
        raise ValueError(f"time {time_s!r} s is not a whole number of microseconds")
    return steps


def _on_grid(values: FloatArray, shape: tuple[int, ...], steps: int, name: str) -> Integers:
    """The values in whole steps, checked to come back bit for bit; so a negative zero is refused as well."""
    if values.shape != shape:
        raise ValueError(f"{name} has the shape {values.shape}")
    scaled = np.rint(values.astype(np.float64) * steps)
    if not np.all(np.abs(scaled) < _LARGEST):
        raise ValueError(f"{name} holds a value that is not finite or beyond {_LARGEST / steps:g}")
    numbers = scaled.astype(np.int64)
    if values.dtype != np.float32 or _floats(numbers, steps).tobytes() != values.tobytes():
        raise ValueError(f"{name} is not float32 in steps of {1 / steps:g} (a negative zero is none)")
    return numbers


def _floats(numbers: Integers, steps: int) -> FloatArray:
    return (numbers / steps).astype(np.float32)


def _changes(rows: list[Integers]) -> Integers:
    return _change(np.stack(rows)) if rows else np.zeros(0, np.int64)


def _change(numbers: Integers) -> Integers:
    """Each row as the difference from the row before, the first as it is."""
    changes = numbers.copy()
    changes[1:] -= numbers[:-1]
    return changes


def _outline_changes(outlines: list[Integers]) -> Integers:
    """All outlines as small numbers: against the outline before where that is as long, then point by point."""
    changes = []
    before: Integers | None = None
    for outline in outlines:
        against_before = outline - before if before is not None and len(before) == len(outline) else outline
        changes.append(_change(against_before))
        before = outline
    return np.concatenate(changes) if changes else np.zeros(0, np.int64)


def _outlines(changes: Integers, lengths: list[int]) -> list[FloatArray]:
    """The outlines out of what `_outline_changes` made of them."""
    outlines: list[Integers] = []
    start = 0
    for length in lengths:
        outline = np.cumsum(changes[start : start + length], axis=0)
        if outlines and len(outlines[-1]) == length:
            outline += outlines[-1]
        outlines.append(outline)
        start += length
    return [_near(outline, IMAGE_STEPS) for outline in outlines]


def _column(numbers: Integers) -> bytes:
    """One column: signs folded into the lowest bit, then byte by byte, lowest bytes first."""
    folded = ((numbers << 1) ^ (numbers >> 63)).ravel().astype("<u8")
    largest = int(folded.max(initial=0))
    width = next(width for width in (1, 2, 4, 8) if largest < 1 << 8 * width)
    planes = folded.view(np.uint8).reshape(-1, 8)[:, :width].T
    return _COLUMN.pack(width, folded.size) + planes.tobytes()


class _Columns:
    """Takes one column after the other out of a group's body."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._position = 0

    @property
    def left(self) -> bool:
        """Whether there is another column, as in recordings that tell how bright the pictures were."""
        return self._position < len(self._content)

    def next_column(self, expected: int) -> Integers:
        """The next column, which must hold exactly the expected count of numbers."""
        if len(self._content) < self._position + _COLUMN.size:
            raise ValueError("a column is missing")
        width, count = _COLUMN.unpack_from(self._content, self._position)
        start = self._position + _COLUMN.size
        self._position = start + width * count
        if count != expected or width not in (1, 2, 4, 8) or self._position > len(self._content):
            raise ValueError(f"a column holds {count} numbers of {width} bytes where {expected} were expected")
        planes = np.frombuffer(self._content, np.uint8, width * count, start).reshape(width, count)
        folded = np.zeros((count, 8), np.uint8)
        folded[:, :width] = planes.T
        unsigned = folded.reshape(-1).view("<u8")
        return (unsigned >> np.uint64(1)).astype(np.int64) ^ -(unsigned & np.uint64(1)).astype(np.int64)
