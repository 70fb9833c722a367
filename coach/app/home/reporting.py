"""Making the report from the home."""

from __future__ import annotations

import webbrowser

from coach.app.home.screens import Move, Open, Stay, TextScreen
from coach.app.home.shared import Shared
from coach.app.live.text_pages import LEAVE
from coach.outputs.screen.pages.described import Block, Choice, TextPage


def report_screen(shared: Shared) -> TextScreen:
    """What a report is, and the button that makes it."""
    words = shared.wording.pages
    page = TextPage(
        words.report,
        (Block(words.report_holds), Block(words.report_private)),
        (Choice("make", words.make_report), Choice(LEAVE, words.back)),
        hint=words.hint_read,
    )
    return TextScreen(page, {"make": lambda: _made(shared)})


def _made(shared: Shared) -> Move:
    words = shared.wording.pages
    path = shared.write_report()

    def look() -> Move:
        webbrowser.open(path.as_uri())
        return Stay()

    page = TextPage(
        words.report_made,
        (Block(str(path)), Block(words.report_next)),
        (Choice("look", words.look_at_it), Choice(LEAVE, words.back)),
        hint=words.hint_read,
    )
    return Open(TextScreen(page, {"look": look}), instead=True)
