"""The charts of the home: one exercise after the other, with keys and with the mouse."""

from __future__ import annotations

import pytest

from coach.app.home.charts import ChartsScreen
from coach.app.home.screens import Back, Quit, Stay
from coach.outputs.screen.pages.described import Weeks
from coach.outputs.window.keys import Asked, Clicked, Key, Pointed
from coach.record.entries import StoredRep
from coach.weeks.history import rows
from coach.weeks.progress import trends
from coach.words.pages import PagePhrases
from tests.stored import at, clean, rep_of, session_of


@pytest.fixture
def screen() -> ChartsScreen:
    other = session_of(at(2), (StoredRep(rep_of(None, 9.0, exercise="cat-cow"), False),), exercise="cat-cow")
    return ChartsScreen(trends(rows([clean(at(1)), other]), {"cat-cow": "Cat and cow"}), PagePhrases())


def page(screen: ChartsScreen) -> Weeks:
    shown = screen.page()
    assert isinstance(shown, Weeks)
    return shown


@pytest.mark.parametrize("turn", [Key.RIGHT, Key.DOWN, Key.NEXT, Clicked("after"), Key.LEFT, Clicked("before")])
def test_pages_turn_and_come_round(screen: ChartsScreen, turn: Asked) -> None:
    assert (page(screen).title, page(screen).note) == ("Cat and cow", "1 of 2")
    assert {trend.exercise for trend in page(screen).trends} == {"cat-cow"}
    assert isinstance(screen.hear(turn), Stay)
    assert (page(screen).title, page(screen).note) == ("sit-and-rotate", "2 of 2")
    screen.hear(turn)
    assert page(screen).note == "1 of 2"


def test_it_is_left_by_key_and_by_button(screen: ChartsScreen) -> None:
    assert isinstance(screen.hear(Key.BACK), Back)
    assert isinstance(screen.hear(Clicked("leave")), Back)
    assert isinstance(screen.hear(Key.CLOSE), Quit)
    screen.hear(Pointed("leave"))
    assert page(screen).selected == 2
    assert isinstance(screen.hear(Key.ENTER), Back)
    assert isinstance(screen.hear(Clicked("anywhere")), Stay)
