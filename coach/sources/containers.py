"""What the decoder does not tell of a file: whether its end is missing, and whether it declares no frame rate.

The decoder cannot tell the end of a film from the place where its bytes stop, as after a broken download or an
interrupted copy, and the length that containers declare is often only estimated. The sizes of their outermost parts are
exact, so they are compared with the file's.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

_EBML: Final = b"\x1a\x45\xdf\xa3"
_SEGMENT: Final = b"\x18\x53\x80\x67"
_BOXES: Final = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp")
_LONGEST_NUMBER: Final = 8
_AVI_HEADERS: Final = 4096

_SYNC: Final = 0x47
_PACKETS: Final = ((188, 0), (192, 4))
"""Length of a transport stream's packets, and where in them the byte stands by which they are known."""


def breaks_off(path: Path) -> bool:
    """Whether an MP4/MOV, AVI, Matroska/WebM or Flash file is shorter than it declares, or a transport stream ends in a packet.

    False for other containers, and where the length is declared as unknown (recorded live). Raises OSError.
    """
    length = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(12)
        file.seek(0)
        if start[:3] == b"FLV":
            return _flash_breaks_off(file, length)
        packet = _transport_packet(file)
        if packet:
            return length % packet != 0
        file.seek(0)
        if start[4:8] in _BOXES:
            return _mp4_breaks_off(file, length)
        if start[:4] == b"RIFF" and len(start) >= 8:
            return int.from_bytes(start[4:8], "little") + 8 > length
        if start[:4] == _EBML:
            return _matroska_breaks_off(file, length)
    return False


def end_is_doubtful(path: Path) -> bool:
    """Whether an MP4 that was written in fragments lacks the index that most writers close such a file with. Raises OSError.

    A fragmented file that is cut between two fragments looks whole in every other way.
    """
    with path.open("rb") as file:
        names = [name for _, name in _boxes(file, path.stat().st_size)]
    return b"moof" in names and b"mfra" not in names and not {b"styp", b"sidx"} & set(names)


def declares_no_rate(path: Path) -> bool:
    """Whether an AVI, which has no other times, declares zero frames a second; the reader would make up a rate.

    False for other containers. Raises OSError.
    """
    with path.open("rb") as file:
        start = file.read(_AVI_HEADERS)
    main, stream = start.find(b"avih") + 8, start.find(b"strh") + 8
    if start[:4] != b"RIFF" or min(main, stream) < 8 or len(start) < stream + 28:
        return False
    microseconds_a_frame = int.from_bytes(start[main : main + 4], "little")
    scale, rate = struct.unpack_from("<II", start, stream + 20)
    return microseconds_a_frame == 0 and (scale == 0 or rate == 0) and start[stream : stream + 4] == b"vids"


def _mp4_breaks_off(file: BinaryIO, length: int) -> bool:
    ends = [end for end, _ in _boxes(file, length)]
    return bool(ends) and ends[-1] > length


def _boxes(file: BinaryIO, length: int) -> Iterator[tuple[int, bytes]]:
    """Where each outermost box ends, and its name: each begins with its size and its name. Stops at what is none."""
    position = 0
    while position + 8 <= length:
        file.seek(position)
        header = file.read(8)
        if len(header) < 8:  # it has become shorter while it is read
            return
        size, name = struct.unpack(">I4s", header)
        if size == 1:
            size = int.from_bytes(file.read(8), "big")
        reaches_to_the_end = size == 0
        if reaches_to_the_end or size < 8 or not name.isalnum():
            return
        position += size
        yield position, name


def _transport_packet(file: BinaryIO) -> int:
    """How long the packets of a transport stream are, 0 where it is none."""
    file.seek(0)
    start = file.read(4 * max(length for length, _ in _PACKETS))
    for length, sync in _PACKETS:
        marks = start[sync::length]
        if len(marks) >= 3 and set(marks) == {_SYNC}:
            return length
    return 0


def _flash_breaks_off(file: BinaryIO, length: int) -> bool:
    """Walk the tags: each says how long it is, and is followed by its length."""
    file.seek(5)
    position = int.from_bytes(file.read(4), "big") + 4
    while position + 11 <= length:
        file.seek(position)
        header = file.read(4)
        if len(header) < 4:  # it has become shorter while it is read
            return True
        if header[0] & 0x1F not in (8, 9, 18):
            return False
        position += 11 + int.from_bytes(header[1:4], "big") + 4
    return position != length


def _matroska_breaks_off(file: BinaryIO, length: int) -> bool:
    """Compare the size of the one segment that holds everything."""
    file.seek(len(_EBML))
    header_size = _matroska_size(file)
    if header_size is None:
        return False
    file.seek(header_size, 1)
    if file.read(len(_SEGMENT)) != _SEGMENT:
        return False
    size = _matroska_size(file)
    return size is not None and file.tell() + size > length


def _matroska_size(file: BinaryIO) -> int | None:
    """A size whose first byte tells by its leading zeros how many bytes it takes; None when it is declared unknown."""
    first = file.read(1)
    if not first or not first[0]:
        return None
    count = _LONGEST_NUMBER + 1 - first[0].bit_length()
    value_bits = 7 * count
    size = int.from_bytes(first + file.read(count - 1), "big") & ((1 << value_bits) - 1)
    return None if size == (1 << value_bits) - 1 else size
