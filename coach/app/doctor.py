"""Examines whether the program can work here. A missing camera or display is a note only: replays need neither.

By default nothing large is loaded, so that the answer is there at once; what is installed is told by its files.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final, Literal

from coach import paths
from coach.engine import catalog, routines
from coach.errors import CoachError, Figure, because
from coach.moments import now
from coach.record.store import is_kept, open_for_reading, require_unlocked, standard_place
from coach.record.store.profiles import profiles_of
from coach.sources import pose_models as models
from coach.sources import privacy, system_libraries
from coach.words.wording import Wording

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


def examine(wording: Wording, *, start: bool = False) -> Iterator[Finding]:
    """Each finding as soon as it is known; opens cameras for a moment where only that tells of them, sends nothing.

    start: also load the libraries, find a pose in an empty picture, and open a window.
    """
    return _Examination(wording, start).findings()


class _Examination:
    def __init__(self, wording: Wording, start: bool) -> None:
        self._wording = wording
        self._words = wording.check
        self._start = start

    def findings(self) -> Iterator[Finding]:
        yield self._python()
        yield self._libraries()
        lacks_libraries = bool(system_libraries.check_libraries())
        if not lacks_libraries:
            # Before mediapipe is imported: nothing must go home, not even from here.
            privacy.block_usage_reporting()
            for module, package in _PACKAGES:
                yield self._package(module, package)
        yield from self._clashes()
        yield self._model(start=self._start and not lacks_libraries)
        yield self._exercises()
        yield self._folder(self._words.cache_folder, paths.cache(), "COACH_CACHE")
        yield self._folder(self._words.your_folder, paths.user(), "COACH_HOME")
        yield self._record()
        yield self._speech()
        if not lacks_libraries:
            yield self._cameras()
            yield self._display()

    def _told(self, problem: CoachError) -> str:
        return self._wording.problems.told(problem)

    def _python(self) -> Finding:
        words, running = self._words, sys.version_info[:2]
        found = ".".join(map(str, sys.version_info[:3]))
        if _OLDEST <= running <= _NEWEST:
            return Finding(words.python, "ok", found)
        return Finding(words.python, "problem", found, words.install_python)

    def _libraries(self) -> Finding:
        words, missing = self._words, system_libraries.check_libraries()
        if not missing:
            return Finding(words.libraries, "ok", words.all_there)
        names = words.missing.format(names=", ".join(library.name for library in missing))
        return Finding(
            words.libraries,
            "problem",
            names,
            words.run.format(command=self._wording.problems.told(system_libraries.install_line(missing))),
        )

    def _package(self, module: str, package: str) -> Finding:
        words = self._words
        os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        remedy = words.run.format(command=f"pip install --force-reinstall {package}")
        try:
            if self._start:
                importlib.import_module(module)
                return Finding(package, "ok", words.starts.format(version=metadata.version(package)))
            if find_spec(module) is None:
                return Finding(package, "problem", words.lacking, remedy)
            return Finding(package, "ok", metadata.version(package))
        except metadata.PackageNotFoundError:
            return Finding(package, "problem", words.lacking, remedy)
        except Exception as problem:  # loaders raise all sorts
            return Finding(package, "problem", words.does_not_load.format(why=problem), remedy)

    def _clashes(self) -> Iterator[Finding]:
        words = self._words
        for clashing, needed in _CLASHES.items():
            try:
                metadata.version(clashing)
            except metadata.PackageNotFoundError:
                continue
            command = f"pip uninstall {clashing} && pip install --force-reinstall {needed}"
            found = words.clashes.format(needed=needed)
            yield Finding(clashing, "warning", found, words.run.format(command=command))

    def _model(self, *, start: bool) -> Finding:
        words, name = self._words, "full"
        try:
            status, place = models.status(name), models.location(name)
            if status == "present" and start:
                _find_a_pose(place)
        except CoachError as problem:
            return Finding(words.model, "problem", self._told(problem))
        if status == "present":
            said = words.model_starts if start else words.model_at
            return Finding(words.model, "ok", said.format(name=name, file=place))
        said = words.model_missing if status == "missing" else words.model_damaged
        return Finding(
            words.model, "problem", said.format(name=name), words.run.format(command=f"coach models fetch {name}")
        )

    def _exercises(self) -> Finding:
        words = self._words
        broken: list[str] = []

        def note(said: Figure) -> None:
            broken.append(self._wording.problems.told(said))

        try:
            known = catalog.all_exercises(note)
            routines.all_routines(report=note)
        except CoachError as problem:
            return Finding(words.exercises, "problem", self._told(problem), words.correct)
        if not known:
            found = words.no_exercises.format(folder=paths.exercises())
            return Finding(words.exercises, "problem", found, words.install_again)
        if broken:
            return Finding(words.exercises, "warning", f"{len(known)}; {' '.join(broken)}", words.correct)
        return Finding(words.exercises, "ok", f"{len(known)}")

    def _record(self) -> Finding:
        words, place = self._words, standard_place()
        said: list[Figure] = []
        try:
            if not is_kept(place):
                return Finding(words.record, "ok", words.nothing_stored)
            require_unlocked(place)
            with open_for_reading(place, now(), said.append) as database:
                known = profiles_of(database)
        except CoachError as problem:
            return Finding(words.record, "problem", self._told(problem))
        if said:
            return Finding(words.record, "warning", " ".join(map(self._wording.problems.told, said)))
        if len(known) == 1:
            return Finding(words.record, "ok", words.record_of_one.format(file=place))
        return Finding(words.record, "ok", words.record_of_several.format(file=place, count=len(known)))

    def _folder(self, subject: str, folder: Path, variable: str) -> Finding:
        words = self._words
        try:
            paths.make_private_folder(folder)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as problem:
            found = words.unwritable.format(folder=folder, why=self._wording.problems.told(because(problem)))
            return Finding(subject, "problem", found, words.another_folder.format(variable=variable))
        return Finding(subject, "ok", words.writable.format(folder=folder))

    def _speech(self) -> Finding:
        from coach.outputs.voice.engines import Manner, find_engine

        words, engine = self._words, find_engine(Manner())
        if engine is not None:
            return Finding(words.speech, "ok", words.engine.format(name=engine.name, command=engine.command[0]))
        remedy = {"darwin": words.speech_of_macos, "win32": words.speech_of_windows}.get(
            sys.platform, words.install_speech
        )
        return Finding(words.speech, "warning", words.no_engine, remedy)

    def _cameras(self) -> Finding:
        from coach.sources.devices import list_cameras

        def look() -> str:
            return ", ".join(f"{number} ({name})" for number, name in list_cameras())

        return self._noted(self._words.camera, look, self._words.plug_in)

    def _display(self) -> Finding:
        def look() -> str:
            if self._start:
                from coach.outputs.window.window import Window

                window = Window("Coach", (320, 240))
                window.close()
            else:
                from coach.outputs.window.display import start_display

                start_display()
            return self._words.window_opens

        return self._noted(self._words.display, look, "")

    def _noted(self, subject: str, look: Callable[[], str], remedy: str) -> Finding:
        try:
            found = look()
        except CoachError as problem:
            return Finding(subject, "warning", self._told(problem), remedy)
        except Exception as problem:  # drivers raise all sorts, and none of it stops a replay
            return Finding(subject, "warning", str(problem) or type(problem).__name__, remedy)
        if found:
            return Finding(subject, "ok", found)
        return Finding(subject, "warning", self._words.none_found, remedy)


def _find_a_pose(model: Path) -> None:
    """Starts the pose model and shows it an empty picture. Raises CoachError where it cannot be."""
    import numpy as np

    from coach.sources.landmarker import Landmarker
    from coach.values import Frame

    with Landmarker(model) as landmarker:
        landmarker.detect(Frame(0, 0.0, np.full((240, 320, 3), 128, np.uint8)))
