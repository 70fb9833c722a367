"""The home screen itself."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Final

from coach.app.home.choosing import DueScreen, PositionScreen, RoutinesScreen, position_label
from coach.app.home.past import history_screen
from coach.app.home.questions import begin_questions
from coach.app.home.screens import MenuScreen, Move, Open, Quit
from coach.app.home.setting import SettingsScreen
from coach.coaching.today import WARM_UP
from coach.engine.spec import Position
from coach.outputs.screen.pages.described import Choice

POSITIONS: Final = typing.get_args(Position)


class HomeScreen(MenuScreen):
    """Everything begins here."""

    columns = 2
    leads_back = False

    def title(self) -> str:
        """The program's own name."""
        return "Coach"

    def hint(self) -> str:
        """Here there is nothing to go back to."""
        return self.words.hint_home

    def choices(self) -> Sequence[Choice]:
        """Today first, then the exercises by position, then the rest."""
        house, words = self.house, self.words
        due = house.due()
        still = sum(each.open for each in due)
        today = words.still_to_do.format(still=still, count=len(due)) if still else words.all_done
        listed = [Choice("today", words.today, today, tone="plain" if still else "good")] if due else []
        listed.append(Choice("routines", words.routines, f"{len(house.routines)}"))
        for position in POSITIONS:
            count = sum(position in (each.position, *each.also) for each in house.exercises)
            if count:
                noted = words.exercise_one if count == 1 else words.exercises_many.format(count=count)
                listed.append(Choice(position, position_label(position, words), noted))
        stored = len({session.day for session in house.person.all_sessions()})
        days = words.day_one if stored == 1 else words.days_many.format(count=stored)
        listed.append(Choice("history", words.history, days))
        open_questions = words.to_be_answered if house.person.why_screen() else ""
        listed.append(Choice("safety", words.safety_questions, open_questions))
        listed.append(Choice("settings", words.settings))
        listed.append(Choice("quit", words.quit))
        return listed

    def lead(self) -> str:
        """What comes first today."""
        due = self.house.due()
        warm_up = next((each for each in due if each.exercise == WARM_UP), None)
        if warm_up is not None and not warm_up.done and any(each.open for each in due):
            return self.words.warm_up_first
        return self.words.stop_when_hurts

    def choose(self, name: str) -> Move:
        """Opens what is chosen."""
        house = self.house
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
                return Open(PositionScreen(house, name))
