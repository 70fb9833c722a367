"""The recording of a session's poses: what its bytes mean, shared by the writer and the reader.

A recording (suffix ``.coach``) is an append-only file, little-endian throughout:

1. **Opening**: the 8 bytes ``COACHREC``, the format version as uint16, the length of the header as uint32, the header
   as UTF-8 JSON (the fields of `RecordingHeader`), and the CRC-32 of everything before it as uint32.
2. **Groups**, one after the other, each holding the poses of up to about a second: the letter ``G``, the number of
   poses as uint16, the time of the last of them in microseconds as int64, the length of the body as uint32, the body,
   and the CRC-32 of letter, numbers and body as uint32. Groups do not depend on each other.
3. **Marks**, between two groups: the letter ``H`` where the person said that it hurts, ``P`` where they paused in the midst
   of a repetition, the time of the last pose before that in microseconds as int64, and the CRC-32 of the two as uint32.
4. **Ending**: the letter ``E``, the number of poses in the file as uint32, and the CRC-32 of the two as uint32. It is
   written on closing; where it is missing, or where a group is incomplete, the writer was interrupted and the file
   holds what came before.

A group's body is a zlib stream of *columns*. A column is the bytes-per-number as uint8 (1, 2, 4 or 8), the count of
numbers as uint32, then the lowest byte of every number, the next byte of every number, and so on. Numbers are signed,
and folded so that small ones stay small: 0, -1, 1, -2, 2 … are stored as 0, 1, 2, 3, 4 …. "Change" below means that
each pose's numbers are stored as the difference from the pose before, the first as they are. The columns, for n poses
of which m show a person:

====  ==================================================  =======================================================
no.   what                                                numbers
====  ==================================================  =======================================================
1     time in microseconds, change                        n
2     width and height of the picture, change             n x 2
3     1 where somebody was found, else 0                  n
4     points of the outline plus one, 0 for no outline    n
5     visibility in steps of 0.01, change                 m x 33
6     image landmarks in steps of 0.0001, change          m x 33 x 3
7     world landmarks in steps of 0.001 m, change         m x 33 x 3
8     outlines in steps of 0.0001                         all points x 2
9     mean and contrast of the luma in steps of 0.1,      n x 2, or no such column
      change; -1 where nobody looked
====  ==================================================  =======================================================

An outline is first taken as the change from the outline before it in the group if that has as many points, then each
point as the difference from the point before it. A number k in steps of 1/s stands for the float32 nearest to k / s.
A second of somebody exercising takes about 13 kB at 30 frames a second and 192 points of outline, most of it outline.
Nothing is lost: poses that do not lie on these grids are refused, not rounded, since a replay must bring the very same
events.

A recording can come from elsewhere, so nothing in it is believed before it was checked: the header's exercise is an id and
never a path, its numbers are such as Coach writes; a group unpacks to what its poses can need and no more; times go on. Where a
part is damaged, the parts behind it are found by their checksums.
"""

from __future__ import annotations

import json
import re
import struct
import zlib
from dataclasses import asdict, dataclass, fields
from typing import Any, BinaryIO, Final, Literal, NoReturn

from coach.errors import Said, SourceError
from coach.plain import quoted, shown

SUFFIX: Final = ".coach"
"""What the name of a recording ends with."""

MAGIC: Final = b"COACHREC"
"""The first bytes of every recording."""

VERSION: Final = 1
"""The newest version of the format that this program reads, and the one it writes."""

_OPENING = struct.Struct("<8sHI")
_GROUP = struct.Struct("<cHqI")
_ENDING = struct.Struct("<cI")
_MARK = struct.Struct("<cq")
_CHECKSUM = struct.Struct("<I")
_LONGEST_HEADER = 1 << 20
_LONGEST_GROUP = 1 << 24

MOST_POSES: Final = 1_000
"""How many poses a group holds at most: more than any camera brings in a second."""

LATEST_US: Final = 10**13
"""No time in a recording is further from zero, in microseconds (chosen: a hundred days)."""

_LARGEST_SIDE: Final = 16_384
_MOST_PIXELS: Final = 1 << 26
_LONGEST_TEXT: Final = 1_000
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_REPS: Final = 200
_LONGEST_HOLD_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class RecordingHeader:
    """What is known of a recording before its first pose.

    exercise: the id of the exercise that was done.
    source: name of the video file or camera, without its folder.
    size: width and height of the upright picture in pixels.
    model: name of the pose model.
    created: when, as an ISO 8601 date and time.
    coach_version: version of the program that wrote it.
    reps, hold_s: the dose that was asked of the person; 0 where the exercise file's own was.
    whole: it was recorded from a clip of which all was known before it was coached.
    """

    exercise: str
    source: str
    size: tuple[int, int]
    model: str
    created: str
    coach_version: str
    reps: int = 0
    hold_s: float = 0.0
    whole: bool = False


@dataclass(frozen=True, slots=True)
class StoredGroup:
    """A group as it lies in the file: the number of its poses, the time of the last, and its unopened body."""

    poses: int
    last_us: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Mark:
    """What the person asked for after the pose of this time: "hurts" or "pause"."""

    asked: Literal["hurts", "pause"]
    after_us: int


_LETTERS: Final[dict[Literal["hurts", "pause"], bytes]] = {"hurts": b"H", "pause": b"P"}


def opening(header: RecordingHeader) -> bytes:
    """The bytes that a recording begins with."""
    text = json.dumps(asdict(header), ensure_ascii=False).encode()
    return _sealed(_OPENING.pack(MAGIC, VERSION, len(text)) + text)


def group(stored: StoredGroup) -> bytes:
    """The bytes of one group."""
    return _sealed(_GROUP.pack(b"G", stored.poses, stored.last_us, len(stored.body)) + stored.body)


def mark(made: Mark) -> bytes:
    """The bytes of a mark."""
    return _sealed(_MARK.pack(_LETTERS[made.asked], made.after_us))


def ending(poses: int) -> bytes:
    """The bytes that close a recording of so many poses."""
    return _sealed(_ENDING.pack(b"E", poses))


def read_opening(file: BinaryIO, name: str) -> RecordingHeader:
    """Read the header; the file then stands at its first group.

    Raises SourceError, naming the file as ``name``, when it is no recording, a newer one, or broken in its header.
    """
    start = file.read(_OPENING.size)
    if not start:
        raise SourceError("recording_empty", file=name)
    if start[: len(MAGIC)] != MAGIC[: len(start)]:
        raise SourceError("no_recording", file=name)
    if len(start) < _OPENING.size:
        raise SourceError("recording_cut", file=name)
    _, version, length = _OPENING.unpack(start)
    if version > VERSION:
        raise SourceError("recording_newer", file=name, version=version, known=VERSION)
    if length > _LONGEST_HEADER:
        raise SourceError("recording_damaged", file=name)
    text, checksum = file.read(length), file.read(_CHECKSUM.size)
    if len(text) < length or len(checksum) < _CHECKSUM.size:
        raise SourceError("recording_cut", file=name)
    if checksum != _checksum(start + text):
        raise SourceError("recording_damaged", file=name)
    return _header(text, name)


def read_group(file: BinaryIO) -> StoredGroup | Mark | int | None:
    """Read what comes next: a group, a mark, or at the ending the number of poses in the file; None where it breaks off."""
    letter = file.read(1)
    for asked, of_mark in _LETTERS.items():
        if letter == of_mark:
            start = letter + file.read(_MARK.size - 1)
            whole = len(start) == _MARK.size and file.read(_CHECKSUM.size) == _checksum(start)
            return Mark(asked, int(_MARK.unpack(start)[1])) if whole else None
    if letter == b"E":
        start = letter + file.read(_ENDING.size - 1)
        whole = len(start) == _ENDING.size and file.read(_CHECKSUM.size) == _checksum(start)
        return int(_ENDING.unpack(start)[1]) if whole else None
    if letter != b"G":
        return None
    start = letter + file.read(_GROUP.size - 1)
    if len(start) < _GROUP.size:
        return None
    _, poses, last_us, length = _GROUP.unpack(start)
    if not 0 < poses <= MOST_POSES or abs(last_us) > LATEST_US or length > _LONGEST_GROUP:
        return None
    body = file.read(length)
    if file.read(_CHECKSUM.size) != _checksum(start + body):
        return None
    return StoredGroup(poses, last_us, body)


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where the bytes are none that Coach writes; what follows, if anything, stands in the file behind it.

    follows: whether another part was found behind it.
    """

    follows: bool


class Parts:
    """The parts of a recording behind its opening, one after the other, across places that are damaged."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        start = file.tell()
        self._end = file.seek(0, 2)
        file.seek(start)
        self._tries_left = _MOST_TRIES
        self._bytes_left = _MOST_BYTES_TRIED

    def next(self) -> StoredGroup | Mark | int | Damage | None:
        """A group, a mark, at the ending the number of poses; None where the writer was interrupted."""
        start = self._file.tell()
        found = read_group(self._file)
        if found is not None:
            return found
        after = self._found_after(start + 1)
        if after is not None:
            self._file.seek(after)
            return Damage(follows=True)
        return None if self._breaks_off(start) else Damage(follows=False)

    def _breaks_off(self, start: int) -> bool:
        """Whether what is left is the beginning of a part, or was reserved by a system that then went down."""
        self._file.seek(max(start, self._end - _RESERVED))
        reserved = not any(self._file.read(_RESERVED))
        self._file.seek(start)
        begun = self._file.read(_GROUP.size)
        if not begun or reserved:
            return True
        if begun[:1] == b"G":
            whole = len(begun) == _GROUP.size
            return not whole or start + _GROUP.size + _GROUP.unpack(begun)[3] + _CHECKSUM.size > self._end
        sizes = {b"H": _MARK.size, b"P": _MARK.size, b"E": _ENDING.size}
        return begun[:1] in sizes and start + sizes[begun[:1]] + _CHECKSUM.size > self._end

    def _found_after(self, start: int) -> int | None:
        """Where the next part begins that agrees with its checksum. How long is looked for it has a limit."""
        while start < self._end:
            self._file.seek(start)
            window = self._file.read(_WINDOW)
            if not window:  # it has become shorter while it is read
                return None
            for letter in _LETTER.finditer(window):
                self._tries_left -= 1
                if self._tries_left <= 0 or self._bytes_left <= 0:
                    return None
                place = start + letter.start()
                if not self._can_begin(window[letter.start() : letter.start() + _GROUP.size], place):
                    continue
                self._file.seek(place)
                if read_group(self._file) is not None:
                    return place
            # A part's numbers may lie across the border of two windows.
            start += max(1, len(window) - _GROUP.size) if len(window) == _WINDOW else len(window)
        return None

    def _can_begin(self, begun: bytes, place: int) -> bool:
        """Whether a part can begin so; only then its checksum is worth looking at."""
        if begun[:1] != b"G":
            size = _MARK.size if begun[:1] in (b"H", b"P") else _ENDING.size
            return begun[size : size + _CHECKSUM.size] == _checksum(begun[:size])
        if len(begun) < _GROUP.size:
            return False
        _, poses, last_us, length = _GROUP.unpack(begun)
        fits = place + _GROUP.size + length + _CHECKSUM.size <= self._end
        if not fits or not 0 < poses <= MOST_POSES or abs(last_us) > LATEST_US or length > _LONGEST_GROUP:
            return False
        self._bytes_left -= length
        return True


_LETTER: Final = re.compile(b"[GHPE]")
_WINDOW: Final = 1 << 20
_RESERVED: Final = 64
_MOST_TRIES: Final = 300_000
_MOST_BYTES_TRIED: Final = 1 << 26
"""How much of a file is looked at twice, so that no file keeps a program busy for ever (chosen: a second or two)."""

_LATER: Final = ("reps", "hold_s", "whole")
"""Not in the headers of older recordings."""


def _header(text: bytes, name: str) -> RecordingHeader:
    """The header out of its JSON; fields that this version does not know are left aside."""
    read = _fields_of(text, name)
    known = {field.name: read[field.name] for field in fields(RecordingHeader) if field.name not in _LATER}
    measures = known.pop("size")
    if not isinstance(measures, list) or len(measures) != 2:
        raise _not_understood(name, "size", measures, Said("width_and_height"))
    width, height = measures
    texts = {key: _text(name, key, value) for key, value in known.items()}
    if not _ID.fullmatch(texts["exercise"]):
        raise _not_understood(name, "exercise", texts["exercise"], Said("an_exercise_id"))
    size = _whole(name, "size", width, 1, _LARGEST_SIDE), _whole(name, "size", height, 1, _LARGEST_SIDE)
    if size[0] * size[1] > _MOST_PIXELS:
        raise _not_understood(name, "size", size, Said("most_pixels", {"most": _MOST_PIXELS}))
    hold_s = read.get("hold_s", 0.0)
    if isinstance(hold_s, bool) or not isinstance(hold_s, int | float) or not 0 <= hold_s <= _LONGEST_HOLD_S:
        raise _not_understood(name, "hold_s", hold_s, Said("seconds_up_to", {"most": f"{_LONGEST_HOLD_S:g}"}))
    reps = _whole(name, "reps", read.get("reps", 0), 0, _MOST_REPS)
    whole = read.get("whole", False)
    if not isinstance(whole, bool):
        raise _not_understood(name, "whole", whole, Said("a_switch"))
    return RecordingHeader(size=size, **texts, reps=reps, hold_s=float(hold_s), whole=whole)


def _text(name: str, key: str, value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise _not_understood(name, key, value, Said("shorter_text", {"count": _LONGEST_TEXT}))
    return shown(value)


def _whole(name: str, key: str, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _not_understood(name, key, value, Said("whole_from_to", {"least": least, "most": most}))
    return value


def _not_understood(name: str, key: str, value: object, expected: Said) -> SourceError:
    why = Said("key_expected", {"key": key, "expected": expected, "found": quoted(value, 80)})
    return SourceError("recording_strange", file=name, why=why)


def _fields_of(text: bytes, name: str) -> dict[str, Any]:
    """What is written in a header, all that must be there among it."""
    try:
        read = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise SourceError("recording_strange", file=name, why=Said("header_deep")) from error
    except ValueError as error:
        raise SourceError("recording_strange", file=name, why=Said("header_no_json")) from error
    if not isinstance(read, dict):
        raise SourceError("recording_strange", file=name, why=Said("header_no_json"))
    lacking = [field.name for field in fields(RecordingHeader) if field.name not in (*_LATER, *read)]
    if lacking:
        raise SourceError("recording_strange", file=name, why=Said("header_lacks", {"keys": ", ".join(lacking)}))
    return read


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


def _checksum(content: bytes) -> bytes:
    return _CHECKSUM.pack(zlib.crc32(content))


def _sealed(content: bytes) -> bytes:
    return content + _checksum(content)
