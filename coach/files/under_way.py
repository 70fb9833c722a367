"""Files under way: written under a hidden name beside their place, noted, and swept once the program that began them is gone.

A program that is killed cannot tidy up, and what it leaves may hold a person's pictures. So each part is noted in Coach's own
folder for as long as it is written, by a note that is locked until the program ends, however that comes.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from coach import paths
from coach.files import lock

_NAME: Final = re.compile(r"\.coach-[0-9a-f]{12}\.part(\.[a-z0-9]+)?")
_LONGEST_NOTE: Final = 1 << 16

_held: Final[dict[Path, tuple[int, Path]]] = {}


def begin(place: Path, suffix: str = "") -> Path:
    """A new hidden name beside ``place`` for what is to be moved there once it is whole; it is noted. suffix: its ending."""
    part = place.with_name(f".coach-{secrets.token_hex(6)}.part{suffix}")
    with suppress(OSError):  # without a note the part is left behind by a kill, which is no reason not to write
        _note(part)
    return part


def end(part: Path) -> None:
    """The part is gone or has been moved: its note goes, too. A second call does nothing."""
    held = _held.pop(part, None)
    if held is not None:
        descriptor, note = held
        if sys.platform == "win32":  # what is open cannot be removed there
            os.close(descriptor)
        with suppress(OSError):
            note.unlink()
        if sys.platform != "win32":
            os.close(descriptor)


def sweep() -> None:
    """Removes the parts that programs left which are gone. Says nothing: it is nobody's business but their owner's."""
    try:
        notes = list(_folder().iterdir())
    except OSError:
        return
    for note in notes:
        with suppress(OSError, ValueError):
            _sweep(note)


def _folder() -> Path:
    return paths.user() / "parts"


def _note(part: Path) -> None:
    folder = _folder()
    paths.make_private_folder(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    note = folder / part.name.strip(".")
    descriptor = os.open(note, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    if not _lock(descriptor):
        os.close(descriptor)
        return
    os.write(descriptor, os.fsencode(Path(os.path.abspath(part))))  # noqa: PTH100 - resolve() would follow links
    _held[part] = descriptor, note


def _sweep(note: Path) -> None:
    descriptor = os.open(note, os.O_RDWR)
    try:
        if not _lock(descriptor):
            return
        part = Path(os.fsdecode(os.read(descriptor, _LONGEST_NOTE)))
        # Only what this module named, so that a note that somebody else wrote can remove nothing else.
        if _NAME.fullmatch(part.name) and part.is_file() and not part.is_symlink():
            part.unlink()
        if sys.platform != "win32":
            note.unlink()
    finally:
        os.close(descriptor)
    if sys.platform == "win32":
        note.unlink()


def _lock(descriptor: int) -> bool:
    # Far behind the end, so that the note can be read while it is locked.
    try:
        return lock.taken(descriptor, _LONGEST_NOTE)
    except OSError:
        return False
