"""What a screen of the home is: it describes a page, hears keys and clicks, and says where they lead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from coach.app.home.shared import Shared
from coach.app.live import text_pages
from coach.app.live.live import Plan
from coach.engine.spec import Exercise
from coach.outputs.screen.pages.described import Block, Choice, Menu, Page, TextPage
from coach.outputs.window.window import Asked, Clicked, Key, Pointed
from coach.words.pages import PagePhrases

ARROW_STEP: Final = 6
"""How many choices further a click on the arrow beside them leads (chosen: nearly as many as a page shows, so that it moves
on at the first click)."""


@dataclass(frozen=True)
class Stay:
    """Nothing else to show."""


@dataclass(frozen=True)
class Back:
    """To the screen before; from the first one, out. steps: how many screens back."""

    steps: int = 1


@dataclass(frozen=True)
class Quit:
    """Out, from wherever."""


@dataclass(frozen=True)
class Open:
    """On to another screen; with ``instead`` in the place of this one."""

    screen: Screen
    instead: bool = False


@dataclass(frozen=True)
class Start:
    """A workout. plan: what is to be done in it, once the safety questions are answered; it may raise a CoachError.

    instead: this screen has done its work, and is not come back to. asked: how much it hurts was asked already. follow:
    without a camera, after the moving figure. free: in no order, each exercise recognised while it is done.
    """

    plan: Callable[[], list[Exercise] | Plan]
    instead: bool = False
    asked: bool = False
    follow: bool = False
    free: bool = False


@dataclass(frozen=True)
class Teach:
    """A new exercise is shown to the camera. instead: this screen has done its work, and is not come back to."""

    instead: bool = False


Move = Stay | Back | Quit | Open | Start | Teach


class Screen(Protocol):
    """One screen of the home."""

    def page(self) -> Page:
        """What it shows now."""
        ...

    def hear(self, asked: Asked) -> Move:
        """Takes a key or a click."""
        ...


class MenuScreen:
    """A screen with choices under one another. What they are is asked anew each time, so that they are never stale."""

    columns = 1
    leads_back = True

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.selected = 0

    @property
    def words(self) -> PagePhrases:
        """What pages say, in the language that is set now."""
        return self.shared.wording.pages

    def title(self) -> str:
        """What stands at the top."""
        raise NotImplementedError

    def hint(self) -> str:
        """Which keys do what."""
        return self.words.hint_choose

    def choices(self) -> Sequence[Choice]:
        """What can be chosen; at least one."""
        raise NotImplementedError

    def lead(self) -> str:
        """A sentence under the title."""
        return ""

    def choose(self, name: str) -> Move:
        """What a choice leads to."""
        raise NotImplementedError

    def adjust(self, name: str, by: int) -> Move:
        """What the left (-1) and right (1) arrow keys do to a choice."""
        if self.columns > 1:
            count = len(self.choices())
            self.selected = max(0, min(self.selected + by * -(-count // self.columns), count - 1))
            return Stay()
        return self.choose(name) if by > 0 else Back()

    def page(self) -> Page:
        """The menu."""
        choices = tuple(self.choices())
        self.selected = min(self.selected, len(choices) - 1)
        back = self.words.back if self.leads_back else ""
        return Menu(self.title(), choices, self.selected, self.lead(), self.hint(), columns=self.columns, back=back)

    def hear(self, asked: Asked) -> Move:
        """Moves the selection, or follows a choice."""
        choices = self.choices()
        names = [choice.name for choice in choices]
        if isinstance(asked, Clicked | Pointed):
            return self._hear_mouse(asked, names)
        match asked:
            case Key.UP | Key.DOWN:
                self.selected = (self.selected + (1 if asked is Key.DOWN else -1)) % len(names)
            case Key.ENTER | Key.PAUSE:
                return self.choose(names[self.selected])
            case Key.LEFT | Key.RIGHT:
                return self.adjust(names[self.selected], 1 if asked is Key.RIGHT else -1)
            case Key.BACK:
                return Back()
            case Key.QUIT | Key.CLOSE:
                return Quit()
            case _:
                pass
        return Stay()

    def _hear_mouse(self, asked: Clicked | Pointed, names: list[str]) -> Move:
        name, _, way = asked.name.partition(":")
        if name == "more" and isinstance(asked, Clicked):
            by = ARROW_STEP if way == "down" else -ARROW_STEP
            self.selected = max(0, min(self.selected + by, len(names) - 1))
        if name == "back" and isinstance(asked, Clicked) and name not in names:
            return Back()
        if name not in names:
            return Stay()
        self.selected = names.index(name)
        if isinstance(asked, Pointed):
            return Stay()
        if way:
            return self.adjust(name, 1 if way == "more" else -1)
        return self.choose(name)


class TextScreen:
    """A screen to read, whose buttons lead on. moves: button name to where it leads; what is missing leads back."""

    def __init__(self, page: TextPage, moves: dict[str, Callable[[], Move]] | None = None) -> None:
        self._page = page
        self._moves = moves or {}

    def page(self) -> Page:
        """The page, scrolled as it is."""
        return self._page

    def show(self, page: TextPage) -> None:
        """Another page in this one's place, scrolled and selected as it was."""
        self._page = replace(page, first=self._page.first, selected=min(self._page.selected, len(page.buttons) - 1))

    def hear(self, asked: Asked) -> Move:
        """Scrolls, or follows a button."""
        if asked is Key.CLOSE or asked is Key.QUIT:
            return Quit()
        answer, self._page = text_pages.heard(self._page, asked)
        if not answer:
            return Stay()
        return self._moves.get(answer, Back)()


def sentence(title: str, text: str, words: PagePhrases) -> TextScreen:
    """A screen that says something and leads back. As a block it has the whole page: squeezed into a lead, a sentence with
    the path of a file in it became too small to read."""
    page = TextPage(title, (Block(text),), (Choice(text_pages.LEAVE, words.back),), hint=words.hint_leave)
    return TextScreen(page)
