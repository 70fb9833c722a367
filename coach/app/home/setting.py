"""The settings, shown and changed on the screen; what is changed is saved at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coach import setting_words
from coach import settings as kept
from coach.app.home.screens import Back, MenuScreen, Move, Open, Quit, Stay
from coach.app.home.shared import Shared
from coach.errors import SettingsError
from coach.outputs.screen.pages.described import Choice, Entry, Page
from coach.outputs.screen.window import Asked, Clicked, Key, Typed
from coach.words.pages import SettingPhrases

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
                value=setting_words.shown(getattr(now, key), words),
                adjustable=_has_steps(key),
            )
            for key in kept.KEYS
        ]

    def lead(self) -> str:
        """What the selected one means, or what was wrong."""
        key = kept.KEYS[self.selected]
        return self._problem or _meaning(key, self.shared.wording.settings)

    def choose(self, name: str) -> Move:
        """Switches a switch; else opens a line to type."""
        value = getattr(self.shared.settings, name)
        if isinstance(value, bool) or kept.values(name):
            return self.adjust(name, 1)
        if name == "camera":
            # It is chosen by its picture; its page leads to typing an address as well.
            from coach.app.home.cameras import CameraScreen

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


class TypingScreen:
    """One setting, typed."""

    def __init__(self, shared: Shared, key: str) -> None:
        self._shared = shared
        self._key = key
        self._text = kept.as_text(getattr(shared.settings, key))
        self._problem = ""

    def page(self) -> Page:
        """The line as it is typed so far."""
        wording = self._shared.wording
        lead = _meaning(self._key, wording.settings)
        return Entry(label(self._key, wording.settings), lead, self._text, self._problem, wording.pages.hint_typing)

    def hear(self, asked: Asked) -> Move:
        """Takes letters; saves with Enter where it may be."""
        if isinstance(asked, Typed):
            self._text += asked.text
            self._problem = ""
        elif asked is Key.ERASE:
            self._text = self._text[:-1]
        elif asked is Key.ENTER or asked == Clicked("take"):
            self._problem = try_to_change(self._shared, self._key, self._text)
            if not self._problem:
                return Back()
        elif asked is Key.BACK or asked == Clicked("back"):
            return Back()
        elif asked is Key.CLOSE:
            return Quit()
        return Stay()


def _has_steps(key: str) -> bool:
    return not isinstance(getattr(kept.Settings(), key), str) or bool(kept.values(key))


def label(key: str, words: SettingPhrases) -> str:
    """What a setting is called on the screen."""
    return str(getattr(words, key))


def try_to_change(shared: Shared, key: str, text: str) -> str:
    """Sets one setting; returns why it could not be, empty where it could."""
    words = shared.wording.settings
    try:
        kept.changed(shared.settings, key, text)
    except SettingsError:
        return words.not_possible.format(value=text or words.empty, expected=setting_words.expected(key, words))
    return shared.try_to_change(key, text)


def _meaning(key: str, words: SettingPhrases) -> str:
    meaning = setting_words.meaning(key, words)
    usual = getattr(kept.Settings(), key)
    if isinstance(usual, str) and not kept.values(key):
        return meaning
    return f"{meaning} ({setting_words.expected(key, words)})"
