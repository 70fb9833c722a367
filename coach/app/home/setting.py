"""The settings, shown and changed on the screen; what is changed is saved at once."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Final, Literal

from coach import languages
from coach import settings as kept
from coach.app.home.house import House
from coach.app.home.screens import Back, MenuScreen, Move, Open, Quit, Stay
from coach.outputs.screen.pages.described import Choice, Entry, Page
from coach.outputs.screen.window import Asked, Clicked, Key, Typed

STEPS: Final = {"rate": 10, "volume": 5, "rest": 5}
"""By how much an arrow changes a number; others change by 1. Chosen."""


class SettingsScreen(MenuScreen):
    """Every setting. Arrows change what has steps; Enter switches, or opens a line to type."""

    title = "Settings"
    hint = "Up and down choose, left and right change, Enter types, Esc goes back"

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._problem = ""

    def choices(self) -> Sequence[Choice]:
        """Each with its value."""
        now = self._house.settings
        return [
            Choice(
                key,
                key.replace("_", " ").capitalize(),
                value=kept.as_text(getattr(now, key)) or "(empty)",
                adjustable=_has_steps(key),
            )
            for key in kept.KEYS
        ]

    def lead(self) -> str:
        """What the selected one means, or what was wrong."""
        key = kept.KEYS[self.selected]
        return self._problem or f"{_sentence(kept.meaning(key))} ({kept.expected(key)})."

    def choose(self, name: str) -> Move:
        """Switches a switch; else opens a line to type."""
        value = getattr(self._house.settings, name)
        if isinstance(value, bool) or _values(name):
            return self.adjust(name, 1)
        return Open(TypingScreen(self._house, name))

    def adjust(self, name: str, by: int) -> Move:
        """One step of a number, the other of a switch, the next of a list; a text is typed."""
        value = getattr(self._house.settings, name)
        if isinstance(value, bool):
            text = kept.as_text(not value)
        elif isinstance(value, int):
            text = str(self._within(name, value + by * STEPS.get(name, 1)))
        elif values := _values(name):
            text = values[(values.index(str(value)) + by) % len(values)]
        else:
            return Open(TypingScreen(self._house, name)) if by > 0 else Stay()
        self._problem = self._house.try_to_change(name, text)
        return Stay()

    def hear(self, asked: Asked) -> Move:
        """A sentence about what was wrong stands until the next key."""
        self._problem = ""
        return super().hear(asked)

    def _within(self, name: str, number: int) -> int:
        limits = {type(each).__name__: each for each in kept.Settings.model_fields[name].metadata}
        least, most = getattr(limits.get("Ge"), "ge", number), getattr(limits.get("Le"), "le", number)
        return max(int(least), min(int(most), number))


class TypingScreen:
    """One setting, typed."""

    def __init__(self, house: House, key: str) -> None:
        self._house = house
        self._key = key
        self._text = kept.as_text(getattr(house.settings, key))
        self._problem = ""

    def page(self) -> Page:
        """The line as it is typed so far."""
        lead = f"{_sentence(kept.meaning(self._key))} ({kept.expected(self._key)})."
        title = self._key.replace("_", " ").capitalize()
        return Entry(title, lead, self._text, self._problem, "Enter saves, Esc goes back without")

    def hear(self, asked: Asked) -> Move:
        """Takes letters; saves with Enter where it may be."""
        if isinstance(asked, Typed):
            self._text += asked.text
            self._problem = ""
        elif asked is Key.ERASE:
            self._text = self._text[:-1]
        elif asked is Key.ENTER or asked == Clicked("take"):
            self._problem = self._house.try_to_change(self._key, self._text)
            if not self._problem:
                return Back()
        elif asked is Key.BACK or asked == Clicked("back"):
            return Back()
        elif asked is Key.CLOSE:
            return Quit()
        return Stay()


def _values(key: str) -> list[str]:
    """What can be chosen from, empty where it is no list."""
    annotation = kept.Settings.model_fields[key].annotation
    if typing.get_origin(annotation) is Literal:
        return [str(value) for value in typing.get_args(annotation)]
    return sorted(languages.files()) if key == "language" else []


def _has_steps(key: str) -> bool:
    return not isinstance(getattr(kept.Settings(), key), str) or bool(_values(key))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
