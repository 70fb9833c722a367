"""The history as charts, an exercise a page."""

from __future__ import annotations

from collections.abc import Sequence

from coach.app.home.screens import Back, Move, Quit, Stay
from coach.app.live.text_pages import LEAVE
from coach.outputs.screen.pages.described import Choice, Page, Weeks
from coach.outputs.window.keys import Asked, Clicked, Key, Pointed
from coach.record.trends import Trend
from coach.words.pages import PagePhrases


class ChartsScreen:
    """The charts of each exercise that was done, one after the other. trends: of at least one exercise, in their order."""

    def __init__(self, trends: Sequence[Trend], words: PagePhrases) -> None:
        self._words = words
        self._buttons = (
            Choice("before", words.previous),
            Choice("after", words.following),
            Choice(LEAVE, words.back),
        )
        self._exercises: dict[str, list[Trend]] = {}
        for trend in trends:
            self._exercises.setdefault(trend.exercise, []).append(trend)
        self._number = 0
        self._selected = 1

    def page(self) -> Page:
        """The exercise that is looked at."""
        of_exercise = list(self._exercises.values())[self._number]
        return Weeks(
            of_exercise[0].title,
            tuple(of_exercise),
            self._buttons,
            self._selected,
            note=self._words.number_of.format(number=self._number + 1, count=len(self._exercises)),
            nothing=self._words.nothing_counted,
            hint=self._words.hint_charts,
        )

    def hear(self, asked: Asked) -> Move:
        """Turns the pages, or goes back."""
        names = [button.name for button in self._buttons]
        if isinstance(asked, Clicked | Pointed):
            if asked.name in names:
                self._selected = names.index(asked.name)
                if isinstance(asked, Clicked):
                    return self._press(asked.name)
            return Stay()
        match asked:
            case Key.LEFT | Key.UP:
                return self._press("before")
            case Key.RIGHT | Key.DOWN | Key.NEXT:
                return self._press("after")
            case Key.ENTER | Key.PAUSE:
                return self._press(names[self._selected])
            case Key.BACK:
                return Back()
            case Key.QUIT | Key.CLOSE:
                return Quit()
            case _:
                return Stay()

    def _press(self, name: str) -> Move:
        if name == LEAVE:
            return Back()
        self._number = (self._number + (1 if name == "after" else -1)) % len(self._exercises)
        self._selected = [button.name for button in self._buttons].index(name)
        return Stay()
