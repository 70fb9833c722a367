"""Builds the ``.task`` bundle that MediaPipe loads from the bare TFLite models of an older wheel.

Two things are missing there: TFLite metadata, which says how pixels become model input, and the zip around both models.
The metadata is added by putting a new root table in front of the model, whose bytes stay as they are: offsets in a
FlatBuffer are relative, so nothing inside needs to change. Everything is written field by field, not with generated
classes, so that the same input gives the same bytes whatever version of MediaPipe is installed.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from typing import Final

import flatbuffers
from flatbuffers.table import Table

ALIGNMENT: Final = 64
"""Bytes; every model starts on such a boundary, or MediaPipe logs "unaligned buffer" and copies the weights (chosen, a
cache line; the models themselves align to 16)."""

MODEL_IDENTIFIER: Final = b"TFL3"
_METADATA_IDENTIFIER: Final = b"M001"
_METADATA_NAME: Final = b"TFLITE_METADATA"

# Field numbers and codes of the TFLite schema (version 3) and of its metadata schema.
_VERSION, _OPERATORS, _SUBGRAPHS, _DESCRIPTION, _BUFFERS, _OLD_METADATA, _METADATA, _SIGNATURES = range(8)
_IMAGE_PROPERTIES, _RGB, _NORMALIZATION = 2, 1, 1

_ALIGNMENT_FIELD: Final = 0xD935  # the zip extra field that means "padding for alignment"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold: bytes must not depend on today


def is_tflite(content: bytes) -> bool:
    """Whether the bytes begin like a TFLite model."""
    return content[4:8] == MODEL_IDENTIFIER


def with_metadata(model: bytes, mean: float, std: float, outputs: Sequence[str]) -> bytes:
    """The TFLite model with metadata that declares an RGB image input, its normalisation and its named outputs.

    mean, std: (pixel - mean) / std, pixels 0..255. Metadata that the model had is replaced.
    """
    old = model + bytes(-len(model) % ALIGNMENT)
    root = Table(bytearray(old), struct.unpack_from("<I", old)[0])
    builder = flatbuffers.Builder(len(old) + (1 << 16))
    # The builder grows towards the front: the old model becomes what has been written so far.
    builder.Bytes[-len(old) :] = old
    builder.head -= len(old)
    builder.minalign = ALIGNMENT

    def from_end(position: int) -> int:
        return len(old) - position

    buffers = [from_end(position) for position in _elements(root, _BUFFERS)]
    entries = [from_end(p) for p in _elements(root, _METADATA) if _entry_name(root, p) != _METADATA_NAME]
    buffers.append(_buffer(builder, _described(mean, std, outputs)))
    entries.append(_entry(builder, buffer_index=len(buffers) - 1))
    new_buffers, new_entries = _offsets(builder, buffers), _offsets(builder, entries)

    builder.StartObject(8)
    builder.PrependUint32Slot(_VERSION, 3, 0)
    for number in (_OPERATORS, _SUBGRAPHS, _DESCRIPTION, _OLD_METADATA, _SIGNATURES):
        if field := root.Offset(4 + 2 * number):
            builder.PrependUOffsetTRelativeSlot(number, from_end(root.Indirect(root.Pos + field)), 0)
    builder.PrependUOffsetTRelativeSlot(_BUFFERS, new_buffers, 0)
    builder.PrependUOffsetTRelativeSlot(_METADATA, new_entries, 0)
    builder.Finish(builder.EndObject(), MODEL_IDENTIFIER)
    return bytes(builder.Output())


def zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A stored (uncompressed) zip, each member starting on an aligned byte; the same input gives the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 3
            start = file.tell() + 30 + len(name) + 4
            padding = -start % ALIGNMENT
            entry.extra = struct.pack("<HH", _ALIGNMENT_FIELD, padding) + bytes(padding)
            archive.writestr(entry, content)
    return file.getvalue()


def _elements(root: Table, number: int) -> list[int]:
    field = root.Offset(4 + 2 * number)
    if not field:
        return []
    start = root.Vector(field)
    return [root.Indirect(start + 4 * index) for index in range(root.VectorLen(field))]


def _entry_name(root: Table, position: int) -> bytes:
    entry = Table(root.Bytes, position)
    return bytes(entry.String(position + entry.Offset(4)))


def _buffer(builder: flatbuffers.Builder, content: bytes) -> int:
    builder.StartVector(1, len(content), 16)
    builder.head -= len(content)
    builder.Bytes[builder.head : builder.head + len(content)] = content
    return _table(builder, 1, {0: builder.EndVector()})


def _entry(builder: flatbuffers.Builder, buffer_index: int) -> int:
    name = builder.CreateString(_METADATA_NAME)
    builder.StartObject(2)
    builder.PrependUOffsetTRelativeSlot(0, name, 0)
    builder.PrependUint32Slot(1, buffer_index, 0)
    return int(builder.EndObject())


def _described(mean: float, std: float, outputs: Sequence[str]) -> bytes:
    builder = flatbuffers.Builder(1024)
    factors = {0: _floats(builder, [mean]), 1: _floats(builder, [std])}
    normalisation = _table(builder, 2, factors)
    unit = _table(builder, 2, {1: normalisation}, {0: _NORMALIZATION})
    units = _offsets(builder, [unit])
    picture = _table(builder, 2, {}, {0: _RGB})
    content = _table(builder, 3, {1: picture}, {0: _IMAGE_PROPERTIES})
    inputs = _offsets(builder, [_tensor(builder, "image", content, units)])
    named = _offsets(builder, [_tensor(builder, name) for name in outputs])
    graph = _offsets(builder, [_table(builder, 4, {2: inputs, 3: named})])
    builder.Finish(_table(builder, 8, {3: graph}), _METADATA_IDENTIFIER)
    return bytes(builder.Output())


def _tensor(builder: flatbuffers.Builder, name: str, content: int = 0, units: int = 0) -> int:
    return _table(builder, 7, {0: builder.CreateString(name), 3: content, 4: units})


def _table(
    builder: flatbuffers.Builder, size: int, offsets: dict[int, int], codes: dict[int, int] | None = None
) -> int:
    builder.StartObject(size)
    for number, code in (codes or {}).items():
        builder.PrependUint8Slot(number, code, 0)
    for number, offset in offsets.items():
        builder.PrependUOffsetTRelativeSlot(number, offset, 0)
    return int(builder.EndObject())


def _floats(builder: flatbuffers.Builder, values: Sequence[float]) -> int:
    builder.StartVector(4, len(values), 4)
    for value in reversed(values):
        builder.PrependFloat32(value)
    return int(builder.EndVector())


def _offsets(builder: flatbuffers.Builder, positions: Sequence[int]) -> int:
    builder.StartVector(4, len(positions), 4)
    for position in reversed(positions):
        builder.PrependUOffsetTRelative(position)
    return int(builder.EndVector())
