"""Examines whether the program can work here. A missing camera or display is a note only: replays need neither."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final, Literal

from coach import paths
from coach.engine import catalog, routines
from coach.errors import CoachError
from coach.moments import now
from coach.outputs.store import open_for_reading, standard_place
from coach.outputs.store.profiles import profiles_of
from coach.sources import native, privacy
from coach.sources import pose_models as models

State = Literal["ok", "warning", "problem"]

_OLDEST, _NEWEST = (3, 11), (3, 14)

_PACKAGES: Final = (
    ("cv2", "opencv-contrib-python"),
    ("av", "av"),
    ("mediapipe", "mediapipe"),
    ("pygame", "pygame-ce"),
)
"""Modules whose loading may fail for want of something else, and the packages that bring them."""

_CLASHES: Final = {
    "opencv-python": "opencv-contrib-python",
    "opencv-python-headless": "opencv-contrib-python",
    "opencv-contrib-python-headless": "opencv-contrib-python",
    "pygame": "pygame-ce",
}
"""Packages that write into the same folder as one that Coach needs."""


@dataclass(frozen=True)
class Finding:
    """One line of the examination. remedy: what to do, empty when nothing."""

    subject: str
    state: State
    found: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Each finding as soon as it is known; opens cameras for a moment, sends nothing."""
    yield _python()
    yield _libraries()
    if not native.check_libraries():
        # Before mediapipe is imported: nothing must go home, not even from here.
        privacy.block_usage_reporting()
        for module, package in _PACKAGES:
            yield _package(module, package)
    yield from _clashes()
    yield _model()
    yield _exercises()
    yield _folder("cache folder", paths.cache(), "COACH_CACHE")
    yield _folder("your folder", paths.user(), "COACH_HOME")
    yield _record()
    yield _speech()
    if not native.check_libraries():
        yield _cameras()
        yield _display()


def _python() -> Finding:
    running = sys.version_info[:2]
    found = ".".join(map(str, sys.version_info[:3]))
    if _OLDEST <= running <= _NEWEST:
        return Finding("Python", "ok", found)
    return Finding("Python", "problem", found, "Install Python 3.11 to 3.14 and make the environment with that.")


def _libraries() -> Finding:
    missing = native.check_libraries()
    if not missing:
        return Finding("system libraries", "ok", "all there")
    names = ", ".join(library.name for library in missing)
    return Finding("system libraries", "problem", f"missing {names}", f"Run: {native.install_line(missing)}")


def _package(module: str, package: str) -> Finding:
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    try:
        importlib.import_module(module)
        return Finding(package, "ok", metadata.version(package))
    except Exception as problem:  # loaders raise all sorts
        return Finding(
            package, "problem", f"does not load ({problem})", f"Run: pip install --force-reinstall {package}"
        )


def _clashes() -> Iterator[Finding]:
    installed = {distribution.name.lower() for distribution in metadata.distributions() if distribution.name}
    for clashing, needed in _CLASHES.items():
        if clashing in installed:
            remedy = f"Run: pip uninstall {clashing} && pip install --force-reinstall {needed}"
            yield Finding(clashing, "warning", f"is installed beside {needed} and overwrites its files", remedy)


def _model() -> Finding:
    try:
        status = models.status("full")
        place = models.location("full")
    except CoachError as problem:
        return Finding("pose model", "problem", str(problem))
    if status == "present":
        return Finding("pose model", "ok", f"full, {place}")
    return Finding("pose model", "problem", f"full is {status}", "Run: coach models fetch full")


def _exercises() -> Finding:
    broken: list[str] = []
    try:
        known = catalog.all_exercises(broken.append)
        routines.all_routines(report=broken.append)
    except CoachError as problem:
        return Finding("exercises", "problem", str(problem), "Correct or remove that file.")
    if not known:
        return Finding("exercises", "problem", f"none in {paths.exercises()}", "Install coach again.")
    if broken:
        return Finding("exercises", "warning", f"{len(known)}; {' '.join(broken)}", "Correct or remove that file.")
    return Finding("exercises", "ok", f"{len(known)}")


def _record() -> Finding:
    place = standard_place()
    said: list[str] = []
    try:
        if not place.exists():
            return Finding("your record", "ok", "nothing is stored yet")
        with open_for_reading(place, now(), said.append) as database:
            known = profiles_of(database)
    except CoachError as problem:
        return Finding("your record", "problem", str(problem))
    if said:
        return Finding("your record", "warning", " ".join(said))
    return Finding("your record", "ok", f"{place}, of {len(known)} {'people' if len(known) != 1 else 'person'}")


def _folder(subject: str, folder: Path, variable: str) -> Finding:
    try:
        paths.make_private_folder(folder)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as problem:
        remedy = f"Make it writable, or name another folder in the environment as {variable}."
        return Finding(subject, "problem", f"{folder} cannot be written ({problem.strerror or problem})", remedy)
    return Finding(subject, "ok", f"{folder} can be written")


def _speech() -> Finding:
    from coach.outputs.voice.engines import Manner, find_engine, how_to_install

    engine = find_engine(Manner())
    if engine is None:
        return Finding("speech", "warning", "no engine found", how_to_install())
    return Finding("speech", "ok", f"{engine.name}, {engine.command[0]}")


def _cameras() -> Finding:
    from coach.sources.camera import list_cameras

    remedy = "Plug one in, allow this program to use it, and close others that do; replays work without."
    return _noted(
        "camera", lambda: ", ".join(f"{number} ({name})" for number, name in list_cameras()), "none found", remedy
    )


def _display() -> Finding:
    from coach.outputs.screen.window import Window

    def look() -> str:
        window = Window("Coach", (320, 240))
        window.close()
        return "a window can be opened"

    return _noted("display", look, "none found", "")


def _noted(subject: str, look: Callable[[], str], nothing: str, remedy: str) -> Finding:
    try:
        found = look()
    except Exception as problem:  # drivers raise all sorts, and none of it stops a replay
        return Finding(subject, "warning", str(problem) or type(problem).__name__, remedy)
    return Finding(subject, "ok", found) if found else Finding(subject, "warning", nothing, remedy)
