"""Putting together a reminder from the home: at which times, and what makes this computer remind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Final

from coach.app.home.screens import MenuScreen, Move, Open, Stay, TextScreen
from coach.app.home.shared import Shared
from coach.app.live.text_pages import LEAVE
from coach.outputs.screen.pages.described import Block, Choice, TextPage
from coach.weeks import reminders

TIMES: Final = (time(7), time(8), time(12, 30), time(17), time(19), time(21))
"""What can be chosen (chosen); any other time is for 'coach remind'."""


class ReminderScreen(MenuScreen):
    """Times to be ticked, and what to do with them."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._chosen: set[time] = set()

    def title(self) -> str:
        """What the tile on the home is called."""
        return self.words.reminder

    def lead(self) -> str:
        """That the computer reminds, and not Coach."""
        return self.words.reminder_lead

    def choices(self) -> Sequence[Choice]:
        """The times, then on."""
        times = [Choice(f"{at:%H%M}", f"{at:%H:%M}", tone="good" if at in self._chosen else "plain") for at in TIMES]
        return [*times, Choice("go", self.words.reminder_go)] if self._chosen else times

    def choose(self, name: str) -> Move:
        """Ticks a time, or writes the files."""
        if name == "go":
            return Open(self._written())
        self._chosen ^= {time.fromisoformat(f"{name[:2]}:{name[2:]}")}
        return Stay()

    def adjust(self, name: str, by: int) -> Move:
        """To the left leads back; an arrow to the right ticks nothing."""
        return super().adjust(name, by) if by < 0 else Stay()

    def _written(self) -> TextScreen:
        shared, words = self.shared, self.words
        scheduler = reminders.usual()
        message = shared.wording.programme.reminder_message
        files = reminders.files(scheduler, sorted(self._chosen), shared.now().date(), message)
        paths = shared.write_beside(files)
        steps = reminders.steps(scheduler, shared.wording.programme)
        page = TextPage(
            words.reminder_written,
            (Block(words.files_written, tuple(map(str, paths))), Block(words.what_to_do, (steps,))),
            (Choice(LEAVE, words.back),),
            hint=words.hint_leave,
        )
        return TextScreen(page)
