"""The files of the body: fetched once by whoever renders, each checked by its sha256, and never part of this repository."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tomllib
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MANIFEST: Final = Path(__file__).parent / "assets.toml"
"""Which files there are, from where, and what must be in them."""

FOLDER: Final = Path(os.environ.get("COACH_STUDIO_ASSETS") or Path(__file__).parent / "assets")
"""Where they are kept: the folder that COACH_STUDIO_ASSETS names, else ``studio/assets``."""

_TIMEOUT_S: Final = 60.0


class AssetsError(Exception):
    """A file of the body is missing, cannot be fetched, or is not the right one; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file. path: behind the address of the manifest; size: in bytes."""

    name: str
    path: str
    about: str
    size: int
    sha256: str

    def is_in(self, data: bytes) -> bool:
        """Whether these bytes are the file."""
        return len(data) == self.size and hashlib.sha256(data).hexdigest() == self.sha256


def address() -> str:
    """Where all of them are fetched from."""
    return str(tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["address"])


def listed() -> list[Asset]:
    """Every file of the manifest."""
    return [Asset(**each) for each in tomllib.loads(MANIFEST.read_text(encoding="utf-8"))["file"]]


def missing(folder: Path = FOLDER) -> list[Asset]:
    """The files that are not there, or are not what they should be."""
    return [each for each in listed() if not _holds(folder / each.name, each)]


def require(name: str, folder: Path = FOLDER) -> Path:
    """The path of a file. Raises AssetsError where it is not there."""
    if not (folder / name).is_file():
        raise AssetsError(f"{folder / name} is missing; run: python -m studio fetch")
    return folder / name


def fetch(folder: Path = FOLDER, copied_from: Path | None = None) -> list[str]:
    """Brings what is missing, and returns the names. copied_from: a folder that has the files, instead of the network.

    Raises AssetsError where one cannot be had, or is not the right one, which is then not kept.
    """
    brought = []
    for each in missing(folder):
        data = _read(each, copied_from)
        if not each.is_in(data):
            raise AssetsError(f"{each.name} is not the file that {MANIFEST.name} names by its sha256; it was not kept.")
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{each.name}.part"
        part.write_bytes(data)
        shutil.move(part, folder / each.name)
        brought.append(each.name)
        print(f"{each.name}  {each.size} bytes", file=sys.stderr, flush=True)
    return brought


def _holds(path: Path, asset: Asset) -> bool:
    return path.is_file() and asset.is_in(path.read_bytes())


def _read(asset: Asset, copied_from: Path | None) -> bytes:
    place = f"{address()}/{asset.path}" if copied_from is None else str(copied_from / asset.name)
    try:
        if copied_from is not None:
            return (copied_from / asset.name).read_bytes()
        with urllib.request.urlopen(place, timeout=_TIMEOUT_S) as answer:
            read: bytes = answer.read(asset.size + 1)
            return read
    except OSError as problem:
        raise AssetsError(f"{place} cannot be read ({problem}).") from problem
