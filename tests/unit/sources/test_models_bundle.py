"""The bundle keeps the models as they are, adds what MediaPipe asks for, and is the same bytes every time."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from model_pieces import DETECTOR, LANDMARKS, tflite

from coach.sources.pose_models import bundle


def read_back(model: bytes) -> tuple[list[bytes], dict[str, int]]:
    """The buffers of a TFLite model, and its metadata entries with the buffer each points to."""
    from mediapipe.tasks.metadata import schema_py_generated as schema

    root = schema.Model.GetRootAs(model, 0)
    buffers = [bytes(root.Buffers(i).DataAsNumpy()) for i in range(root.BuffersLength())]
    entries = [root.Metadata(i) for i in range(root.MetadataLength())]
    return buffers, {entry.Name().decode(): entry.Buffer() for entry in entries}


def described(model: bytes) -> object:
    """The first graph's metadata as MediaPipe reads it."""
    from mediapipe.tasks.metadata import metadata_schema_py_generated as schema

    buffers, entries = read_back(model)
    content = buffers[entries["TFLITE_METADATA"]]
    assert content[4:8] == b"M001"
    return schema.ModelMetadataT.InitFromObj(schema.ModelMetadata.GetRootAs(content, 0)).subgraphMetadata[0]


def test_the_model_is_kept_byte_for_byte_and_its_buffers_too() -> None:
    model = bundle.with_metadata(DETECTOR, 127.5, 127.5, ["boxes"])
    assert bundle.is_tflite(model)
    assert DETECTOR in model
    assert read_back(model)[0][:1] == read_back(DETECTOR)[0]


def test_metadata_says_rgb_normalisation_and_every_output() -> None:
    graph = described(bundle.with_metadata(LANDMARKS, 0.0, 255.0, ["points", "presence"]))
    (image,) = graph.inputTensorMetadata  # type: ignore[attr-defined]
    normalisation = image.processUnits[0].options
    assert list(normalisation.mean) == [0.0]
    assert list(normalisation.std) == [255.0]
    assert image.content.contentProperties.colorSpace == 1
    assert [tensor.name for tensor in graph.outputTensorMetadata] == [b"points", b"presence"]  # type: ignore[attr-defined]


def test_metadata_that_was_there_is_replaced_and_other_entries_stay() -> None:
    old = tflite(b"weights", metadata=("min_runtime_version", "TFLITE_METADATA"))
    buffers, entries = read_back(bundle.with_metadata(old, 0.0, 255.0, ["points"]))
    assert entries == {"min_runtime_version": 0, "TFLITE_METADATA": len(buffers) - 1}


@pytest.mark.parametrize("length", [1, 15, 16, 63, 64, 65, 1000])
def test_models_of_any_length_keep_their_alignment(length: int) -> None:
    old = tflite(b"w" * length)
    model = bundle.with_metadata(old, 0.0, 255.0, ["points"])
    assert model.index(old) % bundle.ALIGNMENT == 0
    assert read_back(model)[0][0] == b"w" * length


def test_members_are_stored_uncompressed_on_aligned_bytes() -> None:
    content = bundle.zipped([("a.tflite", DETECTOR), ("a_longer_name.tflite", LANDMARKS)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry, expected in zip(archive.infolist(), (DETECTOR, LANDMARKS), strict=True):
            name_length, extra_length = struct.unpack_from("<HH", content, entry.header_offset + 26)
            start = entry.header_offset + 30 + name_length + extra_length
            assert start % bundle.ALIGNMENT == 0
            assert content[start : start + entry.file_size] == expected


def test_the_same_models_give_the_same_bytes() -> None:
    def build() -> bytes:
        return bundle.zipped([("a", bundle.with_metadata(DETECTOR, 127.5, 127.5, ["boxes"]))])

    assert build() == build()
