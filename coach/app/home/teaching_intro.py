"""How to show an exercise to the camera, before the camera is on."""

from __future__ import annotations

from coach.app.home.screens import Teach, TextScreen
from coach.app.home.shared import Shared
from coach.app.live.text_pages import LEAVE
from coach.outputs.screen.pages.described import Block, Choice, TextPage


def intro_screen(shared: Shared) -> TextScreen:
    """How to show an exercise."""
    words = shared.wording.teaching
    steps = (words.steps_stand, words.steps_rest, words.steps_show, words.steps_end)
    page = TextPage(
        words.title,
        (Block("", steps, numbered=True), Block(words.no_pictures)),
        (Choice("begin", words.begin), Choice(LEAVE, shared.wording.pages.back)),
        lead=words.about,
        hint=shared.wording.pages.hint_read,
    )
    return TextScreen(page, {"begin": lambda: Teach(instead=True)})
