"""Exchanges the pose model for a lighter one while a workout goes on: nothing that was counted is touched."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, Protocol, runtime_checkable

from coach.app.running.pose_sources import fetched_model
from coach.errors import CoachError, Said
from coach.outputs.console import say, warn
from coach.values import Frame, Pose
from coach.words.pages import PagePhrases

LIGHTER_THAN: Final = {"heavy": "full", "full": "lite"}
"""Which model to take instead of which, where a machine is too slow; lite has none below it."""


class Eye(Protocol):
    """What is needed of a landmarker."""

    def detect(self, frame: Frame) -> Pose: ...


@runtime_checkable
class Follower(Protocol):
    """One that knows whom it follows of several, and hands that on."""

    def go_on_from(self, before: Any) -> None: ...


class OwnEye(Eye, Protocol):
    """One that is opened here, and closed here."""

    def close(self) -> None: ...


def open_eye(model: str, person: str = "") -> OwnEye:
    """A landmarker with the model, fetched where it is not there yet. person: whom to follow of several.

    Raises a CoachError without it.
    """
    from coach.sources.landmarker import Landmarker

    return Landmarker(fetched_model(model), outline=True, person=person, tell=warn)


class Exchangeable:
    """A landmarker that gives way to a lighter one when it is asked to.

    model: the one at work. slow: whether the machine was found too slow for it. told: receives short notices for the screen.
    exchanged: receives the name of each model that takes over.
    The lighter one is opened in a thread of its own; until it is ready, and where it cannot be had, the present one goes on.
    """

    def __init__(
        self,
        eye: Eye,
        model: str,
        told: Callable[[str], None],
        words: PagePhrases,
        opened: Callable[[str], OwnEye] = open_eye,
        *,
        exchanged: Callable[[str], None] = lambda _model: None,
    ) -> None:
        self._exchanged = exchanged
        self.model = model
        self.slow = False
        self._eye = eye
        self._told = told
        self._words = words
        self._opened = opened
        self._worker = ThreadPoolExecutor(1, "lighter")
        self._opening: Future[OwnEye] | None = None
        self._coming = ""
        self._own: list[OwnEye] = []

    @property
    def offered(self) -> bool:
        """Whether to offer a lighter model: the machine is too slow, there is one, and it is not on its way."""
        return self.slow and self._opening is None and self.model in LIGHTER_THAN

    def lighten(self) -> None:
        """Asks for the lighter model where it is offered, else does nothing: nobody measures worse by a slip of a finger."""
        if not self.offered:
            return
        self._coming = LIGHTER_THAN[self.model]
        self._told(self._words.lighter_coming.format(model=self._coming))
        self._opening = self._worker.submit(self._opened, self._coming)

    def detect(self, frame: Frame) -> Pose:
        """The answer of the landmarker that is at work; called by one thread."""
        if self._opening is not None and self._opening.done():
            self._exchange(self._opening)
        return self._eye.detect(frame)

    def close(self) -> None:
        """Closes what was opened here; what is still on its way is closed when it comes."""
        if self._opening is not None:
            self._opening.add_done_callback(_close_late)
        self._worker.shutdown(wait=False)
        for eye in self._own:
            eye.close()

    def _exchange(self, opening: Future[OwnEye]) -> None:
        self._opening = None
        try:
            eye = opening.result()
        except CoachError as problem:
            warn(Said("model_stays", {"problem": problem.said, "name": self.model}))
            self._told(self._words.lighter_failed.format(model=self._coming))
            return
        self._own.append(eye)
        if isinstance(eye, Follower) and isinstance(self._eye, Follower):
            eye.go_on_from(self._eye)
        self._eye, self.model = eye, self._coming
        self._exchanged(self.model)
        say(Said("model_now", {"name": self.model}))
        self._told(self._words.lighter_now.format(model=self.model))


def _close_late(opening: Future[OwnEye]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()
