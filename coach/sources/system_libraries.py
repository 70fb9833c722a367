"""Which system libraries the pose model and the video reader need and this machine lacks.

Python packages cannot bring these along: they belong to the graphics driver or to the desktop, and a bare server has
none. This module imports neither cv2 nor mediapipe, so that it can speak before their loader does.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from coach.errors import LibraryMissing, Said


@dataclass(frozen=True, slots=True)
class MissingLibrary:
    """A shared library that cannot be loaded.

    name: as the loader knows it; needed_by: the Python package that asks for it.
    apt, dnf: the package that brings it on Debian and Ubuntu, and on Fedora.
    """

    name: str
    needed_by: str
    apt: str
    dnf: str


NEEDED: Final[tuple[MissingLibrary, ...]] = (
    MissingLibrary("libGL.so.1", "cv2", "libgl1", "libglvnd-glx"),
    MissingLibrary("libxcb.so.1", "cv2", "libxcb1", "libxcb"),
    MissingLibrary("libgthread-2.0.so.0", "cv2", "libglib2.0-0", "glib2"),
    MissingLibrary("libEGL.so.1", "mediapipe", "libegl1", "libglvnd-egl"),
    MissingLibrary("libGLESv2.so.2", "mediapipe", "libgles2", "libglvnd-gles"),
)
"""What ldd names for the two packages on Linux beyond the C and C++ runtime."""


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def check_libraries(needed: Iterable[MissingLibrary] | None = None) -> list[MissingLibrary]:
    """Every library of ``needed`` (``NEEDED`` if None) that cannot be loaded, in order; always empty outside Linux.

    On macOS and Windows the wheels bring or find everything with the system.
    """
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in (NEEDED if needed is None else needed) if not _loads(library.name)]


def install_line(missing: Iterable[MissingLibrary]) -> Said:
    """The command that brings the missing libraries, for Debian and Ubuntu, and in brackets for Fedora."""
    libraries = list(missing)
    apt = " ".join(["sudo apt install", *dict.fromkeys(library.apt for library in libraries)])
    dnf = " ".join(["sudo dnf install", *dict.fromkeys(library.dnf for library in libraries)])
    return Said("on_fedora", {"apt": apt, "dnf": dnf})


def require_libraries() -> None:
    """Return if every needed library loads.

    Raises LibraryMissing, which names each one that does not, who needs it and how to install it.
    """
    missing = check_libraries()
    if missing:
        raise LibraryMissing(lacking(missing))


def lacking(missing: Iterable[MissingLibrary]) -> Said:
    """What is missing, who needs it, how to install it."""
    libraries = list(missing)
    *before, names = [Said("library_for", {"name": each.name, "use": each.needed_by}) for each in libraries]
    for each in reversed(before):
        names = Said("comma", {"first": each, "more": names})
    command = install_line(libraries)
    if len(libraries) == 1:
        return Said("lacks_library", {"names": names, "command": command})
    return Said("lacks_libraries", {"names": names, "command": command})
