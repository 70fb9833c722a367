"""The home screen itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.app.home.choosing import DueScreen, PositionScreen, RoutinesScreen
from coach.app.home.house import House
from coach.app.home.past import history_screen
from coach.app.home.questions import begin_questions
from coach.app.home.screens import MenuScreen, Move, Open, Quit
from coach.app.home.setting import SettingsScreen
from coach.coaching.today import WARM_UP
from coach.engine.spec import Position
from coach.outputs.screen.pages.described import Choice

POSITIONS: Final[dict[Position, str]] = {
    "seated": "Seated",
    "standing": "Standing",
    "lying": "Lying",
    "all-fours": "On all fours",
}


class HomeScreen(MenuScreen):
    """Everything begins here."""

    title = "Coach"
    columns = 2
    hint = "Arrow keys or mouse choose, Enter opens, f fills the screen, Esc quits"

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house

    def choices(self) -> Sequence[Choice]:
        """Today first, then the exercises by position, then the rest."""
        house = self._house
        due = house.due()
        still = sum(each.open for each in due)
        today = f"{still} of {len(due)} still to do" if still else "all done"
        listed = [Choice("today", "Today", today, tone="plain" if still else "good")] if due else []
        listed.append(Choice("routines", "Routines", f"{len(house.routines)}"))
        for position, label in POSITIONS.items():
            count = sum(position in (each.position, *each.also) for each in self._house.exercises)
            if count:
                listed.append(Choice(position, label, f"{count} exercise" + "s" * (count != 1)))
        stored = len({session.day for session in self._house.person.all_sessions()})
        listed.append(Choice("history", "History", f"{stored} day" + "s" * (stored != 1)))
        listed.append(Choice("safety", "Safety questions", "to be answered" if self._house.person.why_screen() else ""))
        listed.append(Choice("settings", "Settings"))
        listed.append(Choice("quit", "Quit"))
        return listed

    def lead(self) -> str:
        """What comes first today."""
        due = self._house.due()
        warm_up = next((each for each in due if each.exercise == WARM_UP), None)
        if warm_up is not None and not warm_up.done and any(each.open for each in due):
            return "Warm up first: march in place, or walk a little. Stop when something hurts."
        return "Stop when something hurts."

    def choose(self, name: str) -> Move:
        """Opens what is chosen."""
        house = self._house
        match name:
            case "today":
                return Open(DueScreen(house))
            case "routines":
                return Open(RoutinesScreen(house))
            case "history":
                return Open(history_screen(house))
            case "safety":
                return Open(begin_questions(house))
            case "settings":
                return Open(SettingsScreen(house))
            case "quit":
                return Quit()
            case _:
                return Open(PositionScreen(house, name, POSITIONS[name]))  # type: ignore[index]
