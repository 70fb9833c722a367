"""The home screen itself: one large button for today, and where all else is."""

from __future__ import annotations

from typing import Final

from coach.app.home.cameras import CameraScreen
from coach.app.home.choosing import LibraryScreen
from coach.app.home.front import front_page
from coach.app.home.history_pages import history_screen
from coach.app.home.pain_pages import PainScreen, rest_screen
from coach.app.home.questions import begin_questions
from coach.app.home.reminding import ReminderScreen
from coach.app.home.reporting import report_screen
from coach.app.home.screens import Back, Move, Open, Quit, Start, Stay
from coach.app.home.setting import SettingsScreen
from coach.app.home.shared import Shared
from coach.app.home.walk_pages import WalkScreen
from coach.outputs.screen.pages.described import Page
from coach.outputs.screen.pages.front import TILES_ACROSS
from coach.outputs.window.keys import Asked, Clicked, Key, Pointed


class HomeScreen:
    """Everything begins here. The large button is number 0, the tiles follow row by row."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.selected = 0

    def page(self) -> Page:
        """What there is to do now."""
        return front_page(self.shared, self.selected)

    def hear(self, asked: Asked) -> Move:
        """Moves the selection, or follows a choice."""
        names = [choice.name for choice in front_page(self.shared, self.selected).buttons]
        if isinstance(asked, Clicked | Pointed):
            if asked.name not in names:
                return Stay()
            # The large button may lead where a tile leads as well: the click is the button's where it is selected.
            self.selected = names.index(asked.name)
            return self._choose(asked.name) if isinstance(asked, Clicked) else Stay()
        match asked:
            case Key.RIGHT | Key.LEFT:
                self.selected = (self.selected + (1 if asked is Key.RIGHT else -1)) % len(names)
            case Key.DOWN | Key.UP:
                self.selected = _vertical(self.selected, asked is Key.DOWN, len(names))
            case Key.ENTER | Key.PAUSE:
                return self._choose(names[self.selected])
            case Key.BACK:
                return Back()
            case Key.QUIT | Key.CLOSE:
                return Quit()
            case _:
                pass
        return Stay()

    def _choose(self, name: str) -> Move:
        shared = self.shared
        match name:
            case "today":
                return Start(lambda: shared.person.plan_today(shared.exercises, shared.now()))
            case "rest":
                return Open(rest_screen(shared))
            case "pain":
                return Open(PainScreen(shared, "any", Back))
            case "walk":
                return Open(WalkScreen(shared))
            case "library":
                return Open(LibraryScreen(shared))
            case "history":
                return Open(history_screen(shared))
            case "report":
                return Open(report_screen(shared))
            case "reminder":
                return Open(ReminderScreen(shared))
            case "camera":
                return Open(CameraScreen(shared))
            case "safety":
                return Open(begin_questions(shared))
            case "settings":
                return Open(SettingsScreen(shared))
            case _:
                return Quit()


_ROW: Final = TILES_ACROSS


def _vertical(selected: int, down: bool, count: int) -> int:
    """Between the large button and the rows of tiles; from the last row to the large button and back."""
    rows = [0, *range(1, count, _ROW)]
    row = max(number for number, first in enumerate(rows) if first <= selected)
    column = selected - rows[row] if row else 0
    target = (row + (1 if down else -1)) % len(rows)
    return 0 if target == 0 else min(rows[target] + column, count - 1)
