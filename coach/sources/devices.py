"""Which cameras are connected, and what the user's word for one of them means."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from coach.errors import Figure, Said, SourceError

_LINUX_CAMERAS: Final = Path("/sys/class/video4linux")
_STREAMS: Final = ("http", "https", "rtsp", "rtsps", "rtmp", "rtp", "udp", "tcp", "srt")
_MOST_CAMERAS: Final = 8
"""How many numbers are tried where the system does not list its cameras (chosen)."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a camera is: a device number or a stream's URL; name is how to call it, without passwords,
    in English; said: the same for any language."""

    target: int | str
    name: str
    said: Figure = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.said:
            object.__setattr__(self, "said", self.name)


def list_cameras(linux_cameras: Path = _LINUX_CAMERAS) -> list[tuple[int, str]]:
    """Number and name of every connected camera.

    Nothing is opened where the system names its cameras. Else the numbers from 0 on are opened for a moment until one
    fails, which may light the camera and ask for permission.
    """
    if not sys.platform.startswith("linux"):
        named = _named_cameras()
        return _probed_cameras() if named is None else named
    cameras = []
    for folder in linux_cameras.glob("video*"):
        number = folder.name.removeprefix("video")
        if number.isdecimal() and _first_line(folder / "index") in ("", "0"):
            cameras.append((int(number), _first_line(folder / "name") or f"camera {number}"))
    return sorted(cameras)


def find_camera(which: str, linux_cameras: Path = _LINUX_CAMERAS) -> Address:
    """What ``which`` means: a number, a device file, a camera's name or a part of it, or a stream's URL.

    Raises SourceError when it means nothing, or more than one camera.
    """
    which = which.strip()
    if "://" in which:
        return Address(which, _public_name(which))
    device = re.fullmatch(r"(?:/dev/video)?(\d{1,4})", which)
    connected = list_cameras(linux_cameras) if sys.platform.startswith("linux") else _named_cameras()
    if device:
        number = int(device[1])
        return _numbered(number, dict(connected or ()).get(number))
    if connected is None:
        raise SourceError("by_number", camera=repr(which))
    wanted = which.casefold()
    matching = [camera for camera in connected if camera[1].casefold() == wanted]
    matching = matching or [camera for camera in connected if wanted and wanted in camera[1].casefold()]
    if len(matching) != 1:
        raise SourceError("called_twice" if matching else "not_called", camera=repr(which), others=_listed(connected))
    return _numbered(*matching[0])


def _numbered(number: int, name: str | None) -> Address:
    called = f"{number} ({name})" if name else str(number)
    return Address(number, f"camera {called}", Said("camera", {"number": called}))


_JOIN_GROUP: Final = "sudo usermod -aG video $USER"


def cannot_open(address: Address, linux_cameras: Path = _LINUX_CAMERAS) -> SourceError:
    """Why a camera that should be there gives no picture, as far as can be told, and what to do."""
    if isinstance(address.target, str):
        return SourceError("address", camera=address.said)
    if sys.platform == "darwin":
        return _cannot_open_where_asked(address, "System Settings, Privacy & Security, Camera")
    if sys.platform == "win32":
        return _cannot_open_where_asked(address, "Settings, Privacy & security, Camera")
    if not (linux_cameras / f"video{address.target}").exists():
        return SourceError("no_camera", camera=address.target, others=_listed(list_cameras(linux_cameras)))
    if not os.access(f"/dev/video{address.target}", os.R_OK | os.W_OK):
        return SourceError("may_not_use", camera=address.said, command=_JOIN_GROUP)
    return SourceError("in_use", camera=address.said)


def _cannot_open_where_asked(address: Address, setting: str) -> SourceError:
    return SourceError("not_allowed", camera=address.said, setting=setting)


def _public_name(url: str) -> str:
    """The URL without user, password and query, which may hold secrets. Raises SourceError when it is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SourceError("no_url", why=str(error)) from error
    if parts.scheme not in _STREAMS or not host:
        raise SourceError("no_camera_url", scheme=parts.scheme)
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"


def _listed(connected: list[tuple[int, str]]) -> Said:
    if not connected:
        return Said("none_connected")
    return Said("connected", {"cameras": ", ".join(f"{number} ({name})" for number, name in connected)})


def _first_line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _named_cameras() -> list[tuple[int, str]] | None:
    """As Windows or macOS names them, by the numbers that OpenCV gives them; None where that cannot be found out."""
    try:
        import cv2
        from cv2_enumerate_cameras import enumerate_cameras

        # What OpenCV takes by itself on each, so that a number means the same camera to both.
        counted_by = cv2.CAP_MSMF if sys.platform == "win32" else cv2.CAP_AVFOUNDATION
        return [(camera.index, camera.name or f"camera {camera.index}") for camera in enumerate_cameras(counted_by)]
    except (ImportError, OSError, NotImplementedError):
        return None


def _probed_cameras() -> list[tuple[int, str]]:
    import cv2  # not above: where cameras have names, it takes none to list them

    from coach.sources.quiet_opencv import quiet_opencv

    quiet_opencv()
    cameras = []
    for number in range(_MOST_CAMERAS):
        capture = cv2.VideoCapture(number)
        opened = capture.isOpened()
        capture.release()
        if not opened:
            break
        cameras.append((number, f"camera {number}"))
    return cameras
