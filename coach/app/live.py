"""Coaches live: camera and landmarker in threads of their own, the window in the main thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Protocol

from coach import languages
from coach.app.interruption import Interruption
from coach.app.keeping import Fanout, Keeping, Results
from coach.app.outputs import outputs_of, recorder_of
from coach.app.playing import Screen
from coach.app.run import ExerciseRun
from coach.app.seeing import fetched_model
from coach.app.speaking import voice_of
from coach.app.watching import Watcher
from coach.coaching.wording import Wording
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.outputs.console import Narrator, say, warn
from coach.outputs.screen.window import Key, Window
from coach.settings import Settings
from coach.sources import native

_LOOK_EVERY_S = 0.005
"""How often the main thread looks for a new step and for keys; far below a frame of any display."""


@dataclass(frozen=True)
class Live:
    """What to do live: exercises one after the other (ids; all there are when empty), and what to keep.

    plan: what becomes of these exercises before anything begins: some left out, others in another dose.
    settings: how to speak, and in which language. mute: neither voice nor tones.
    """

    exercises: tuple[str, ...] = ()
    camera: str = "0"
    model: str = "full"
    keeping: Keeping = field(default_factory=Keeping)
    plan: Callable[[list[Exercise]], list[Exercise]] = list
    settings: Settings = field(default_factory=Settings)
    mute: bool = False


def live(wish: Live) -> Results:
    """Runs until the exercises are over or the user ends it. What was counted is kept whatever becomes of the camera.

    Raises a CoachError where it cannot begin: no such exercise, an output that cannot be written, what the plan
    refuses, no camera, no model, no display.
    """
    exercises = [catalog.find(name) for name in wish.exercises] or catalog.all_exercises()
    wording = languages.wording(wish.settings.language)
    wish.keeping.require_writable()
    exercises = wish.plan(exercises)
    native.require_libraries()
    from coach.sources.camera import open_camera
    from coach.sources.landmarker import Landmarker

    with ExitStack() as stack:
        camera = stack.enter_context(open_camera(wish.camera))
        results = Results(source=camera.name, model=wish.model)
        eye = stack.enter_context(Landmarker(fetched_model(wish.model), outline=True))
        window = Window("Coach")
        stack.callback(window.close)
        voice = voice_of(wish.settings, warn, mute=wish.mute)
        outputs = Fanout([*outputs_of(wish.keeping, results), *voice], warn)
        stack.callback(outputs.close)
        begin = _Beginning(wish.keeping, camera.size, outputs, results, wording)
        watcher = stack.enter_context(Watcher(camera, eye, exercises, begin))
        say("Space pauses, n goes on to the next exercise, q ends.")
        show_until_ended(watcher, window, results)
    results.switched_off += outputs.trouble
    results.write(wish.keeping.exports)
    return results


class LiveScreen(Screen, Protocol):
    """What is needed of a window."""

    def notice(self, text: str) -> None: ...


def show_until_ended(watcher: Watcher, screen: LiveScreen, results: Results) -> None:
    """Draws the newest step and hears the keys, until the exercises are over or the user ends it."""
    noticed = ""
    with Interruption() as interruption:
        while not watcher.ended:
            if interruption.asked:
                results.interrupted = True
                return
            for key in screen.poll():
                if key in (Key.QUIT, Key.BACK, Key.CLOSE):
                    return
                if key is Key.NEXT:
                    watcher.next_exercise()
                elif key is Key.PAUSE:
                    watcher.pause_or_resume()
            if watcher.notice != noticed:
                noticed = watcher.notice
                say(noticed or "The camera is back.")
                screen.notice(f"{noticed} What was counted is kept. Space tries again now, q ends." if noticed else "")
            if not noticed and watcher.newest is not None:
                screen.show(watcher.newest)
            time.sleep(_LOOK_EVERY_S)
    if watcher.problem is not None:
        raise watcher.problem


class _Beginning:
    """Begins exercises; each has a recording of its own, the later ones with the exercise's id in the file's name."""

    def __init__(
        self, keeping: Keeping, size: tuple[int, int], outputs: Fanout, results: Results, wording: Wording
    ) -> None:
        self._record = keeping.record
        self._every_measure = keeping.every_measure
        self._size = size
        self._outputs = outputs
        self._results = results
        self._wording = wording
        self._narrator = Narrator()
        self._begun = 0

    def __call__(self, exercise: Exercise) -> ExerciseRun:
        self._begun += 1
        path = self._record
        if path is not None and self._begun > 1:
            path = path.with_name(f"{path.stem}-{self._begun}-{exercise.id}{path.suffix}")
        own = Fanout(recorder_of(path, exercise.id, self._size, self._results), warn)
        return ExerciseRun(
            exercise,
            self._outputs,
            own,
            self._narrator,
            self._results,
            self._wording,
            every_measure=self._every_measure,
        )
