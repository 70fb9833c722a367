"""Keys and clicks of a workout become wishes; the voice is muted and made louder; a late picture is said."""

from __future__ import annotations

import numpy as np
import pytest

from coach.app.live.controls import LATE_S, NOTE_S, Controls
from coach.app.live.workout_run import Moment
from coach.coaching.workout import Now, Wish
from coach.engine import catalog
from coach.outputs.screen.pages.described import Page, Resting
from coach.outputs.window.keys import Asked, Clicked, Key, Pointed
from coach.values import Frame, Pose

EXERCISE = catalog.find("sit-and-rotate")


class Watching:
    """A watcher that shows what it is told, and notes wishes."""

    def __init__(self) -> None:
        self.newest: Moment | None = moment(0.0)
        self.notice: str | None = None
        self.wishes: list[Wish] = []

    def ask(self, wish: Wish) -> None:
        self.wishes.append(wish)


class Screen:
    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.shown: list[Page | str] = []

    def page(self, page: Page) -> None:
        self.shown.append(page)

    def notice(self, text: str) -> None:
        self.shown.append(text)

    def poll(self) -> list[Asked]:
        asked, self.asked = self.asked, []
        return asked


class Voice:
    def __init__(self) -> None:
        self.muted = False
        self.volume = 80

    def mute_or_unmute(self) -> None:
        self.muted = not self.muted

    def louder(self, by: int) -> int:
        self.volume += by
        return self.volume


class Desk:
    """Controls with everything around them."""

    def __init__(self) -> None:
        self.watching, self.screen, self.voice, self.now_s = Watching(), Screen(), Voice(), 0.0
        self.controls = Controls(self.watching, self.screen, self.voice, clock=lambda: self.now_s)
        self.controls.show()

    def ask(self, *asked: Asked) -> Resting:
        """The page after that."""
        self.screen.asked = list(asked)
        self.controls.hear()
        self.controls.show()
        return self.page

    @property
    def page(self) -> Resting:
        page = self.screen.shown[-1]
        assert isinstance(page, Resting)
        return page


def moment(time_s: float) -> Moment:
    frame = Frame(0, time_s, np.zeros((48, 64, 3), np.uint8))
    return Moment(Now("rest", 0, left_s=9.0, of_s=15.0), Pose.nobody(time_s, (64, 48)), frame, EXERCISE, EXERCISE)


@pytest.mark.parametrize(
    ("asked", "wish"),
    [
        (Key.PAUSE, "go-on"),
        (Key.ENTER, "go-on"),
        (Key.NEXT, "skip"),
        (Key.REPEAT, "repeat"),
        (Key.HURTS, "hurts"),
        (Key.BACK, "end"),
        (Key.QUIT, "end"),
        (Clicked("repeat"), "repeat"),
        (Clicked("anywhere"), "go-on"),
    ],
)
def test_what_keys_and_clicks_ask_for(asked: Asked, wish: Wish) -> None:
    desk = Desk()
    desk.ask(asked)
    assert desk.watching.wishes == [wish]
    assert not desk.controls.closed


def test_the_buttons_are_chosen_with_the_arrows_and_enter() -> None:
    desk = Desk()
    assert desk.ask(Key.RIGHT).selected == 1
    desk.ask(Key.ENTER)
    assert desk.watching.wishes == ["repeat"]
    assert desk.ask(Key.LEFT, Key.LEFT).selected == len(desk.page.buttons) - 1
    assert desk.ask(Pointed("hurts")).selected == 2


def test_closing_the_window_is_told_apart_from_ending() -> None:
    desk = Desk()
    desk.ask(Key.CLOSE)
    assert desk.controls.closed
    assert not desk.watching.wishes


def test_muting_is_seen_as_long_as_it_lasts() -> None:
    desk = Desk()
    badges = desk.ask(Key.MUTE).badges
    assert (badges.muted, badges.note) == (True, "Voice off")
    desk.now_s += NOTE_S + LATE_S
    desk.watching.newest = moment(1.0)
    badges = desk.ask().badges
    assert (badges.muted, badges.note) == (True, "")
    assert not desk.ask(Key.MUTE).badges.muted


def test_the_volume_is_shown_for_a_moment() -> None:
    desk = Desk()
    assert desk.ask(Key.LOUDER).badges.note == "Volume 90"
    assert desk.ask(Key.SOFTER, Key.SOFTER).badges.note == "Volume 70"


def test_a_picture_that_is_late_is_said_until_it_comes() -> None:
    desk = Desk()
    desk.now_s = LATE_S + 0.1
    assert desk.ask().badges.note == "Waiting for the camera"
    desk.watching.newest = moment(2.0)
    assert desk.ask().badges.note == ""


def test_a_stopped_camera_is_said_large_and_the_page_comes_back_with_it() -> None:
    desk = Desk()
    desk.watching.notice = "The picture broke off."
    desk.controls.show()
    assert desk.screen.shown[-1] == "The picture broke off. What was counted is kept. Space tries again now, Esc ends."
    desk.watching.notice = None
    desk.controls.show()
    assert isinstance(desk.screen.shown[-1], Resting)


def test_the_same_moment_is_drawn_once() -> None:
    desk = Desk()
    before = len(desk.screen.shown)
    for _ in range(5):
        desk.ask()
    assert len(desk.screen.shown) == before


class Model:
    """A model that may be exchanged."""

    def __init__(self) -> None:
        self.offered = True
        self.asked = 0

    def lighten(self) -> None:
        self.asked += 1


@pytest.mark.parametrize("asked", [Key.LIGHTER_MODEL, Clicked("lighter")])
def test_the_lighter_model_is_asked_for_by_key_and_mouse(asked: Asked) -> None:
    desk, model = Desk(), Model()
    desk.controls = Controls(desk.watching, desk.screen, desk.voice, clock=lambda: desk.now_s, lighter_model=model)
    desk.ask(asked)
    assert (model.asked, desk.watching.wishes) == (1, [])


def test_after_asking_for_it_the_next_enter_goes_on_and_does_not_end() -> None:
    desk, model = Desk(), Model()
    desk.controls = Controls(desk.watching, desk.screen, desk.voice, clock=lambda: desk.now_s, lighter_model=model)
    desk.controls.show()
    desk.ask(Key.RIGHT, Key.RIGHT, Key.LIGHTER_MODEL, Key.ENTER)
    assert desk.watching.wishes == ["go-on"]
