"""Logging a walk from the home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach.app.home.front import walk_line
from coach.app.home.screens import MenuScreen, Move, Stay
from coach.app.home.shared import Shared
from coach.outputs.screen.pages.described import Choice
from coach.weeks import walking

MINUTES: Final = (10, 15, 20, 25, 30, 45)
"""What can be logged with one tap (chosen)."""


class WalkScreen(MenuScreen):
    """How long one walked just now; what is asked stands above."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self.selected = MINUTES.index(25)
        self._said = ""

    def title(self) -> str:
        """What the tile on the home is called."""
        return self.words.walk

    def lead(self) -> str:
        """What was logged, and how the walks stand."""
        shared = self.shared
        today = shared.now().date()
        first = walking.lines(shared.person.walks, today, shared.wording.programme)[:1]
        week = walk_line(shared, today)
        asked = first[0] if week else ""
        return " ".join(said for said in (self._said or asked, week) if said)

    def choices(self) -> Sequence[Choice]:
        """Minutes, shortest first."""
        return [Choice(f"{minutes}", self.words.walked_minutes.format(minutes=minutes)) for minutes in MINUTES]

    def choose(self, name: str) -> Move:
        """Logs a walk that ends now, once."""
        shared = self.shared
        logged = shared.log_walk(float(name))
        words = shared.wording.programme
        self._said = words.walk_logged.format(minutes=name) if logged else words.walk_logged_already
        return Stay()

    def adjust(self, name: str, by: int) -> Move:
        """To the left leads back; to the right nothing is logged by an arrow."""
        return super().adjust(name, by) if by < 0 else Stay()
