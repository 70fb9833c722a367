"""One setting that is typed, and what is said where it cannot be what was typed."""

from __future__ import annotations

from coach import settings as kept
from coach.app import setting_words
from coach.app.home.screens import Back, Move, Quit, Stay
from coach.app.home.shared import Shared
from coach.errors import SettingsError
from coach.outputs.screen.pages.described import Entry, Page
from coach.outputs.window.window import Asked, Clicked, Key, Typed
from coach.words.pages import SettingPhrases


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
        lead = meaning_of(self._key, wording.settings)
        return Entry(label(self._key, wording.settings), lead, self._text, self._problem, wording.pages.hint_typing)

    def hear(self, asked: Asked) -> Move:
        """Takes letters; saves with Enter where it may be."""
        if isinstance(asked, Typed):
            self._text += asked.text
            self._problem = ""
        elif asked is Key.ERASE:
            self._text = self._text[:-1]
        elif asked is Key.ENTER or asked == Clicked("save"):
            self._problem = try_to_change(self._shared, self._key, self._text)
            if not self._problem:
                return Back()
        elif asked is Key.BACK or asked == Clicked("back"):
            return Back()
        elif asked is Key.CLOSE:
            return Quit()
        return Stay()


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


def meaning_of(key: str, words: SettingPhrases) -> str:
    """What it means, and what may be typed."""
    meaning = setting_words.meaning(key, words)
    usual = getattr(kept.Settings(), key)
    if isinstance(usual, str) and not kept.values(key):
        return meaning
    return f"{meaning} ({setting_words.expected(key, words)})"
