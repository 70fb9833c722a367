"""What a workout begins with: camera and landmarker, and for each exercise a recording of its own."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from coach.app.running.outputs import recorder_of
from coach.app.running.pose_sources import fetched_model
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.app.running.run import ExerciseRun
from coach.engine.spec import Exercise
from coach.errors import ExportError, Said
from coach.outputs.console import say, warn
from coach.outputs.narrator import Narrator
from coach.outputs.window.window import Asked, Key
from coach.sources import pose_models
from coach.sources.viewing import AS_IT_IS, Viewing
from coach.values import Output
from coach.words.pages import PagePhrases
from coach.words.wording import Wording

if TYPE_CHECKING:
    from coach.sources.camera import Camera
    from coach.sources.landmarker import Landmarker

_ENGLISH: Final = PagePhrases.english()
_LOOK_EVERY_S: Final = 0.02
"""How often keys are looked at while something is being opened (chosen: at once, to a finger)."""

_LEAVES: Final = (Key.BACK, Key.QUIT, Key.CLOSE)


class WaitingScreen(Protocol):
    """What is needed of a window while something is being opened."""

    def notice(self, text: str) -> None: ...

    def poll(self) -> list[Asked]: ...


@dataclass(frozen=True)
class Devices:
    """An open camera and a landmarker that is ready."""

    camera: Camera
    eye: Landmarker


def open_devices(
    camera: str,
    model: str,
    screen: WaitingScreen | None,
    stack: ExitStack,
    words: PagePhrases = _ENGLISH,
    how: Viewing = AS_IT_IS,
) -> Devices | None:
    """Opens them for as long as the stack lasts; None where the user would not wait.

    screen: the window, which stays alive meanwhile; None where there is none yet. how: how to look at the pictures.

    Raises SourceError without a picture from the camera, ModelError without the pose model.
    """
    if screen is None:
        opened, devices = _open(camera, model, how)
        stack.enter_context(opened)
        return devices
    worker = ThreadPoolExecutor(1, "opening")
    stack.callback(worker.shutdown, wait=False)
    opening = worker.submit(_open, camera, model, how)
    fetched = pose_models.status(model) == "present"
    screen.notice(words.opening_camera if fetched else words.fetching_model)
    while not opening.done():
        if any(asked in _LEAVES for asked in screen.poll()):
            opening.add_done_callback(_close_again)
            return None
        time.sleep(_LOOK_EVERY_S)
    opened, devices = opening.result()
    stack.enter_context(opened)
    return devices


def _open(camera: str, model: str, how: Viewing) -> tuple[ExitStack, Devices]:
    from coach.sources.camera import open_camera
    from coach.sources.landmarker import Landmarker

    with ExitStack() as stack:
        source = stack.enter_context(open_camera(camera, how=how))
        eye = stack.enter_context(Landmarker(fetched_model(model), outline=True, person=how.person, tell=warn))
        return stack.pop_all(), Devices(source, eye)


def _close_again(opening: Future[tuple[ExitStack, Devices]]) -> None:
    if opening.exception() is None:
        opening.result()[0].close()


class ExerciseStarter:
    """Begins exercises; each has a recording of its own, the later ones with the exercise's id in the file's name."""

    def __init__(
        self,
        run_outputs: RunOutputs,
        size: tuple[int, int],
        outputs: Fanout,
        results: Results,
        wording: Wording,
        line: Callable[[str], None] | None = None,
    ) -> None:
        self._record = run_outputs.record
        self._every_measure = run_outputs.every_measure
        self._size = size
        self._outputs = outputs
        self._results = results
        self._wording = wording
        self._narrator = Narrator(line or say, wording.narrating())
        self._begun = 0

    def __call__(self, exercise: Exercise) -> ExerciseRun:
        self._begun += 1
        return ExerciseRun(
            exercise,
            self._outputs,
            Fanout(self._recorder(exercise), warn),
            self._narrator,
            self._results,
            self._wording,
            every_measure=self._every_measure,
        )

    def _recorder(self, exercise: Exercise) -> list[Output]:
        """A recording that cannot be begun in the midst of a workout is said, and the workout goes on without it."""
        path = self._record
        if path is not None and self._begun > 1:
            path = path.with_name(f"{path.stem}-{self._begun}-{exercise.id}{path.suffix}")
        try:
            outputs = recorder_of(path, exercise, self._size, self._results)
        except ExportError as problem:
            self._results.switched_off.append(problem)
            warn(Said("goes_on_without", {"problem": problem.said}))
            return []
        if path is not None:
            self._results.recordings.append(path)
        return outputs
