"""Tiny stand-ins for the real thing in form: TFLite models of a few bytes, a wheel that holds them, a model list."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flatbuffers

WHEEL = "mediapipe-0.10.21-cp312-cp312-manylinux_2_28_x86_64.whl"


def tflite(weights: bytes, metadata: tuple[str, ...] = ("min_runtime_version",)) -> bytes:
    """A TFLite model with one graph, one buffer of weights and the named metadata entries that point to it."""
    builder = flatbuffers.Builder(1024)

    def vector(offsets: list[int]) -> int:
        builder.StartVector(4, len(offsets), 4)
        for offset in reversed(offsets):
            builder.PrependUOffsetTRelative(offset)
        return int(builder.EndVector())

    content = builder.CreateByteVector(weights)
    builder.StartObject(3)
    builder.PrependUOffsetTRelativeSlot(0, content, 0)
    buffers = vector([builder.EndObject()])
    entries = []
    for name in metadata:
        text = builder.CreateString(name)
        builder.StartObject(2)
        builder.PrependUOffsetTRelativeSlot(0, text, 0)
        entries.append(builder.EndObject())
    builder.StartObject(5)
    graphs = vector([builder.EndObject()])
    described = vector(entries)
    builder.StartObject(8)
    builder.PrependUint32Slot(0, 3, 0)
    for number, offset in ((2, graphs), (4, buffers), (6, described)):
        builder.PrependUOffsetTRelativeSlot(number, offset, 0)
    builder.Finish(builder.EndObject(), b"TFL3")
    return bytes(builder.Output())


DETECTOR, LANDMARKS = tflite(b"finds a person" * 40), tflite(b"finds their joints" * 70)
PATHS = {"modules/detection.tflite": DETECTOR, "modules/landmark.tflite": LANDMARKS}


def make_wheel(folder: Path, padding: int = 0, **instead: bytes) -> Path:
    """A wheel that pip accepts, holding the two models; ``detection`` or ``landmark`` replaces one of them."""
    wheel = folder / WHEEL
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in PATHS.items():
            archive.writestr(path, instead.get(Path(path).stem, content))
        archive.writestr("padding", bytes(padding))
        info = "mediapipe-0.10.21.dist-info"
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: mediapipe\nVersion: 0.10.21\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: cp312-cp312-manylinux_2_28_x86_64\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


def member(name: str, path: str, outputs: str, root: str = "") -> str:
    sha256 = hashlib.sha256(PATHS[path]).hexdigest()
    address = f'address = "{root}/{path}"\nbytes = {len(PATHS[path])}\n' if root else ""
    return (
        f'[[full.origin.members]]\nname = "{name}"\npath = "{path}"\nsha256 = "{sha256}"\n{address}'
        f"mean = 127.5\nstd = 127.5\noutputs = [{outputs}]\n"
    )


def model_list(
    bundle_sha256: str, address: str = "http://127.0.0.1:9/lite.task", size: int = 1000, root: str = ""
) -> str:
    """A ``models.toml`` of the two kinds of model. root: where the members of the first one lie by themselves."""
    return (
        f'[full]\nabout = "a"\nlicence = "Apache-2.0"\nsha256 = "{bundle_sha256}"\n'
        '[full.origin]\nkind = "wheel"\nrequirement = "mediapipe==0.10.21"\npython = "3.12"\n'
        f'platform = "manylinux_2_28_x86_64"\nbytes = {size}\n'
        + member("pose_detector.tflite", "modules/detection.tflite", '"boxes", "scores"', root)
        + member("pose_landmarks_detector.tflite", "modules/landmark.tflite", '"points"', root)
        + f'[lite]\nabout = "b"\nlicence = "Apache-2.0"\n[lite.origin]\nkind = "address"\naddress = "{address}"\n'
    )


class _Slow(http.server.SimpleHTTPRequestHandler):
    """Serves files in pieces, so that a download takes a while."""

    def __init__(self, *arguments: object, pieces: int, pause_s: float, directory: str) -> None:
        self._pieces, self._pause_s = pieces, pause_s
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def copyfile(self, source: object, outputfile: object) -> None:
        content = source.read()  # type: ignore[attr-defined]
        step = len(content) // self._pieces + 1
        try:
            for start in range(0, len(content), step):
                outputfile.write(content[start : start + step])  # type: ignore[attr-defined]
                time.sleep(self._pause_s)
        except OSError:  # the other end was killed, which is what the test is about
            self.close_connection = True

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def served(folder: Path, pieces: int = 1, pause_s: float = 0.0) -> Iterator[str]:
    """Serve a folder on loopback; the address of its root."""
    handler = functools.partial(_Slow, pieces=pieces, pause_s=pause_s, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
