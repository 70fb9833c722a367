"""The whole way through the real window: home, exercise, guide, pause, pain, rest, summary, home; from a network camera."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pygame
import pytest
from clip_camera import ClipCamera

from coach.app.home.home import Home
from coach.app.home.shared import Shared
from coach.outputs.screen.pages.described import Exercising, Front, Guiding, Menu, Page, Resting, TextPage
from coach.outputs.window.window import Asked, Window
from coach.record.entries import Screening
from coach.values import Step
from coach.weeks.screening import QUESTIONS

CLIP = Path(__file__).parents[2] / "samples" / "sit-and-rotate" / "good-female" / "clip.mp4"
PATIENCE_S = 60.0
"""How long a busy computer may take for one step of the way before it counts as stuck."""


@dataclass(frozen=True)
class Deed:
    """Once the page fits, do something."""

    when: Callable[[Page | Step | str], bool]
    do: Callable[[ActingWindow], None]


class ActingWindow(Window):
    """A window whose user follows a script, through pygame's own queue of events."""

    def __init__(self, script: list[Deed]) -> None:
        super().__init__("Coach", (1024, 600))
        self._script = script
        self._since_s = time.monotonic()
        self.passed: list[str] = []

    @property
    def left(self) -> int:
        return len(self._script)

    def poll(self) -> list[Asked]:
        if not self._script:
            raise AssertionError(f"the script is over, and the program goes on at {self._shown!r}")
        if time.monotonic() - self._since_s > PATIENCE_S:
            raise AssertionError(f"stuck at {self.passed}, {self._shown!r}")
        if self._script[0].when(self._shown):
            self.passed.append(type(self._shown).__name__)
            self._script.pop(0).do(self)
            self._since_s = time.monotonic()
        return super().poll()

    def click(self, name: str) -> None:
        box = next(target.box for target in self._targets if target.name == name)
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=box.centre))


def press(*keys: int) -> Callable[[ActingWindow], None]:
    def do(_window: ActingWindow) -> None:
        for key in keys:
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=key))

    return do


def click(name: str) -> Callable[[ActingWindow], None]:
    return lambda window: window.click(name)


def menu(title: str) -> Callable[[Page | Step | str], bool]:
    return lambda page: isinstance(page, Menu) and page.title == title


def reading(title: str) -> Callable[[Page | Step | str], bool]:
    return lambda page: isinstance(page, TextPage) and page.title == title


def without_picture(about: str) -> Callable[[Page | Step | str], bool]:
    def fits(page: Page | Step | str) -> bool:
        no_picture = isinstance(page, TextPage) and page.title == "No picture from the camera"
        return no_picture and about in page.blocks[0].heading  # type: ignore[union-attr]

    return fits


def front(page: Page | Step | str) -> bool:
    return isinstance(page, Front)


def guide(page: Page | Step | str) -> bool:
    return isinstance(page, Guiding) and page.placed.well_s > 0


def under_way(page: Page | Step | str) -> bool:
    """Whatever the coach sees of the clip at this moment, which goes on by the clock and not with a slow computer."""
    return isinstance(page, Exercising) and page.step.state.watching != "paused"


def exercising(watching: str) -> Callable[[Page | Step | str], bool]:
    return lambda page: isinstance(page, Exercising) and page.step.state.watching == watching


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shared:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    shared = Shared("me")
    shared.change("voice", "off")
    shared.change("tones", "off")
    return shared


@pytest.fixture
def camera() -> Iterator[ClipCamera]:
    camera = ClipCamera(CLIP)
    yield camera
    camera.switch_off()


@pytest.mark.pipeline
@pytest.mark.window
def test_from_home_through_an_exercise_that_hurts_and_back(shared: Shared, camera: ClipCamera) -> None:
    shared.change("camera", camera.url)
    script = [
        Deed(front, click("library")),
        Deed(menu("Exercises"), click("seated")),
        Deed(menu("Seated"), press(pygame.K_UP, pygame.K_RETURN)),
        Deed(reading("Sit and rotate"), press(pygame.K_RETURN)),
        Deed(reading("Safety questions"), press(pygame.K_RETURN)),
        *[Deed(lambda page: isinstance(page, Menu) and page.large_lead, click("no")) for _ in range(12)],
        Deed(reading("Thank you"), press(pygame.K_RETURN)),
        Deed(guide, press(pygame.K_SPACE)),
        Deed(under_way, click("anywhere")),
        Deed(exercising("paused"), press(pygame.K_RETURN)),
        Deed(under_way, press(pygame.K_h)),
        Deed(lambda page: isinstance(page, Resting) and bool(page.advice), click("go-on")),
        Deed(reading("That was it"), press(pygame.K_RETURN)),
        Deed(reading("Sit and rotate"), press(pygame.K_ESCAPE)),
        Deed(menu("Seated"), press(pygame.K_ESCAPE)),
        Deed(menu("Exercises"), press(pygame.K_ESCAPE)),
        Deed(front, press(pygame.K_ESCAPE)),
    ]
    window = ActingWindow(script)
    try:
        home = Home(shared, window)
        home.run()
    finally:
        window.close()
    assert window.left == 0
    assert [summary.hurt for summary in home.results[0].summaries] == [True]
    assert isinstance(shared.person.screened, Screening)
    assert [stop.exercise for stop in shared.person.pain_stops] == ["sit-and-rotate"]


@pytest.mark.window
def test_a_camera_that_is_not_there_is_said_on_the_screen_and_leads_back(shared: Shared) -> None:
    shared.change("camera", "97")
    shared.answer({question.id: False for question in QUESTIONS if question.kind != "cleared"})
    script = [
        Deed(front, click("library")),
        Deed(menu("Exercises"), click("all-fours")),
        Deed(menu("On all fours"), press(pygame.K_RETURN)),
        Deed(reading("Cat and cow"), press(pygame.K_RETURN)),
        Deed(without_picture("97"), press(pygame.K_ESCAPE)),
        Deed(reading("Cat and cow"), press(pygame.K_q)),
    ]
    window = ActingWindow(script)
    try:
        Home(shared, window).run()
    finally:
        window.close()
    assert window.left == 0
