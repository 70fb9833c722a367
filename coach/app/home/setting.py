"""The settings, shown and changed on the screen; what is changed is saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach import settings as kept
from coach.app import setting_words
from coach.app.home.cameras import CameraScreen
from coach.app.home.screens import MenuScreen, Move, Open, Stay
from coach.app.home.shared import Shared
from coach.app.home.typed_setting import TypingScreen, label, meaning_of, try_to_change
from coach.outputs.screen.pages.described import Choice
from coach.outputs.window.window import Asked

STEPS: Final = {"rate": 10, "volume": 5, "rest": 5}
"""By how much an arrow changes a number; others change by 1. Chosen."""


class SettingsScreen(MenuScreen):
    """Every setting. Arrows change what has steps; Enter switches, or opens a line to type."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._problem = ""

    def title(self) -> str:
        """What the choice on the home screen is called."""
        return self.words.settings

    def hint(self) -> str:
        """Arrows change here, too."""
        return self.words.hint_settings

    def choices(self) -> Sequence[Choice]:
        """Each with its value."""
        words, now = self.shared.wording.settings, self.shared.settings
        return [
            Choice(
                key,
                label(key, words),
                value=setting_words.shown(key, getattr(now, key), words),
                adjustable=_has_steps(key),
            )
            for key in kept.KEYS
        ]

    def lead(self) -> str:
        """What the selected one means, or what was wrong."""
        key = kept.KEYS[self.selected]
        return self._problem or meaning_of(key, self.shared.wording.settings)

    def choose(self, name: str) -> Move:
        """Switches a switch; else opens a line to type."""
        value = getattr(self.shared.settings, name)
        if isinstance(value, bool) or kept.values(name):
            return self.adjust(name, 1)
        if name == "camera":
            # It is chosen by its picture; its page leads to typing an address as well.
            return Open(CameraScreen(self.shared))
        return Open(TypingScreen(self.shared, name))

    def adjust(self, name: str, by: int) -> Move:
        """One step of a number, the other of a switch, the next of a list; a text is typed."""
        value = getattr(self.shared.settings, name)
        if isinstance(value, bool):
            text = kept.as_text(not value)
        elif isinstance(value, int):
            text = str(self._within(name, value + by * STEPS.get(name, 1)))
        elif values := kept.values(name):
            text = values[(values.index(str(value)) + by) % len(values)]
        else:
            return self.choose(name) if by > 0 else Stay()
        self._problem = try_to_change(self.shared, name, text)
        return Stay()

    def hear(self, asked: Asked) -> Move:
        """A sentence about what was wrong stands until the next key."""
        self._problem = ""
        return super().hear(asked)

    def _within(self, name: str, number: int) -> int:
        least, most = kept.limits(name)
        return max(least, min(most, number))


def _has_steps(key: str) -> bool:
    return not isinstance(getattr(kept.Settings(), key), str) or bool(kept.values(key))
