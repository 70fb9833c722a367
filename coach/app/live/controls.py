"""The main thread of a workout: draws the newest moment, hears keys and the mouse."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Final, Protocol

from coach.app.live.watching import Watcher
from coach.app.live.workout_pages import Manner, page_of
from coach.app.live.workout_run import Moment
from coach.app.running.interruption import Interruption
from coach.app.running.results import Results
from coach.coaching.workout import Stage, Wish
from coach.errors import Figure
from coach.outputs.console import say
from coach.outputs.screen.pages.described import About, Choice, Page
from coach.outputs.screen.pages.drawing import ANYWHERE
from coach.outputs.window.window import Asked, Clicked, Key, Pointed
from coach.words.wording import ENGLISH, Wording

_LOOK_EVERY_S: Final = 0.005
"""How often the main thread looks for something new and for keys; far below a frame of any display."""

LATE_S: Final = 1.5
"""How long no picture may come before that is said (chosen: longer than any hiccup, far shorter than a stopped camera)."""

NOTE_S: Final = 2.0
"""How long a notice about the volume stands (chosen)."""

ADVICE_S: Final = 10.0
"""How long advice about the computer stands (chosen: read from afar, twice)."""

VOLUME_STEP: Final = 10
"""By how many percent a key changes the volume (chosen)."""

_WISHES: Final[dict[Key, Wish]] = {
    Key.PAUSE: "go-on",
    Key.NEXT: "skip",
    Key.REPEAT: "repeat",
    Key.HURTS: "hurts",
    Key.QUIT: "end",
    Key.BACK: "end",
}
_NAMED: Final[dict[str, Wish]] = {
    "go-on": "go-on",
    "skip": "skip",
    "repeat": "repeat",
    "hurts": "hurts",
    "end": "end",
    ANYWHERE: "go-on",
}


class LiveScreen(Protocol):
    """What is needed of a window."""

    def page(self, page: Page) -> None: ...

    def notice(self, text: str) -> None: ...

    def poll(self) -> list[Asked]: ...


class Watched(Protocol):
    """What is needed of a watcher while it is shown."""

    @property
    def newest(self) -> Moment | None: ...

    notice: Figure | None

    def ask(self, wish: Wish) -> None: ...


class Loudness(Protocol):
    """What is needed of the voice."""

    muted: bool

    def mute_or_unmute(self) -> None: ...

    def louder(self, by: int) -> int: ...


class LighterModel(Protocol):
    """What is needed of a landmarker that can give way to a lighter one."""

    @property
    def offered(self) -> bool: ...

    def lighten(self) -> None: ...


def show_until_ended(
    watcher: Watcher,
    screen: LiveScreen,
    results: Results,
    voice: Loudness,
    wording: Wording = ENGLISH,
    advised: Sequence[str] = (),
    lighter_model: LighterModel | None = None,
) -> bool:
    """Runs until the workout is over or the user ends it; True where the user closed the window.

    advised: what is to be shown for a while, added to from the watching thread. lighter: the model that may be exchanged.

    Raises what ended the watching unexpectedly.
    """
    controls = Controls(watcher, screen, voice, wording, advised=advised, lighter_model=lighter_model)
    with Interruption() as interruption:
        while not watcher.ended and not controls.closed:
            if interruption.asked:
                results.interrupted = True
                break
            controls.hear()
            controls.show()
            time.sleep(_LOOK_EVERY_S)
    if watcher.problem is not None:
        raise watcher.problem
    return controls.closed


class Controls:
    """Turns keys and clicks into wishes, and moments into pages. closed: the user closed the window."""

    def __init__(
        self,
        watcher: Watched,
        screen: LiveScreen,
        voice: Loudness,
        wording: Wording = ENGLISH,
        clock: Callable[[], float] = time.monotonic,
        *,
        advised: Sequence[str] = (),
        lighter_model: LighterModel | None = None,
    ) -> None:
        self._lighter_model = lighter_model
        self._advised = advised
        self._heeded = 0
        self._watcher = watcher
        self._screen = screen
        self._voice = voice
        self._wording = wording
        self._clock = clock
        self._buttons: tuple[Choice, ...] = ()
        self._selected = 0
        self._stage: tuple[Stage, bool] | None = None
        self._note = ""
        self._note_until_s = 0.0
        self._about: About = "voice"
        self._noticed: Figure | None = None
        self._shown: tuple[Moment, Manner] | None = None
        self._newest: Moment | None = None
        self._came_s = clock()
        self.closed = False

    def hear(self) -> None:
        """Acts upon what was asked for since the last call."""
        for asked in self._screen.poll():
            if isinstance(asked, Pointed):
                self._point(asked.name)
            elif isinstance(asked, Clicked):
                self._choose(asked.name)
            elif asked is Key.CLOSE:
                self.closed = True
            elif isinstance(asked, Key):
                self._press(asked)

    def show(self) -> None:
        """Draws what is new: a moment, or that the camera has stopped."""
        notice = self._watcher.notice
        if notice != self._noticed:
            self._noticed = notice
            problems = self._wording.problems
            say(problems.camera_back if notice is None else problems.told(notice))
            self._shown = None
            if notice:
                self._screen.notice(self._wording.pages.camera_stopped.format(problem=problems.told(notice)))
        moment = self._watcher.newest
        if notice or moment is None:
            return
        if moment is not self._newest:
            self._newest, self._came_s = moment, self._clock()
        self._draw(moment)

    def _draw(self, moment: Moment) -> None:
        stage = (moment.now.stage, moment.now.paused)
        if stage != self._stage:
            self._stage, self._selected = stage, 0
        slow = self._lighter_model is not None and self._lighter_model.offered
        manner = Manner(self._selected, self._voice.muted, *self._note_now(), slow=slow)
        if self._shown is not None and self._shown[0] is moment and self._shown[1] == manner:
            return
        self._shown = (moment, manner)
        page = page_of(moment, manner, self._wording)
        self._buttons = getattr(page, "buttons", ())
        self._screen.page(page)

    def _note_now(self) -> tuple[str, About]:
        if len(self._advised) > self._heeded:
            self._note, self._note_until_s = self._advised[self._heeded], self._clock() + ADVICE_S
            self._about = "slow"
            self._heeded += 1
        if self._clock() - self._came_s > LATE_S:
            return self._wording.pages.waiting_for_camera, "camera"
        return (self._note if self._clock() < self._note_until_s else ""), self._about

    def _press(self, key: Key) -> None:
        if key in (Key.LOUDER, Key.SOFTER):
            volume = self._voice.louder(VOLUME_STEP if key is Key.LOUDER else -VOLUME_STEP)
            said = self._wording.pages.volume.format(volume=volume)
            self._note, self._note_until_s, self._about = said, self._clock() + NOTE_S, "voice"
        elif key is Key.MUTE:
            self._voice.mute_or_unmute()
            said = self._wording.pages.voice_off if self._voice.muted else self._wording.pages.voice_on
            self._note, self._note_until_s, self._about = said, self._clock() + NOTE_S, "voice"
        elif key in (Key.LEFT, Key.UP):
            self._select(-1)
        elif key in (Key.RIGHT, Key.DOWN):
            self._select(1)
        elif key is Key.ENTER:
            self._choose(self._buttons[self._selected % len(self._buttons)].name if self._buttons else "go-on")
        elif key is Key.LIGHTER_MODEL:
            self._choose("lighter")
        else:
            self._wish(_WISHES.get(key))

    def _choose(self, name: str) -> None:
        if name != "lighter":
            self._wish(_NAMED.get(name))
        elif self._lighter_model is not None:
            self._lighter_model.lighten()
            # The button goes; whoever presses Enter once more must not end the workout by the one that moves up.
            self._selected = 0

    def _select(self, by: int) -> None:
        if self._buttons:
            self._selected = (self._selected + by) % len(self._buttons)

    def _point(self, name: str) -> None:
        for number, button in enumerate(self._buttons):
            if button.name == name:
                self._selected = number

    def _wish(self, wish: Wish | None) -> None:
        if wish is not None:
            self._watcher.ask(wish)
