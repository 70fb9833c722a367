"""What a setting means and what it may be, in the words of one language."""

from __future__ import annotations

from coach import languages
from coach import settings as kept
from coach.words.pages import SettingPhrases


def meaning(key: str, words: SettingPhrases) -> str:
    """What the setting means."""
    return str(getattr(words, f"{key}_means"))


def expected(key: str, words: SettingPhrases) -> str:
    """What may be set."""
    usual = getattr(kept.Settings(), key)
    if isinstance(usual, bool):
        return words.on_or_off
    if isinstance(usual, int):
        least, most = kept.limits(key)
        return words.number.format(least=least, most=most)
    if possible := [shown(key, value, words) for value in kept.values(key)]:
        return words.one_of.format(values=", ".join(possible))
    return words.line if key == "voice_name" else words.line_not_empty


def shown(key: str, value: object, words: SettingPhrases) -> str:
    """A value as it is read: a language by what it calls itself; an address without its password."""
    if key == "language":
        return languages.own_name(str(value))
    if isinstance(value, bool):
        return words.on if value else words.off
    return kept.without_password(str(value)) or words.empty


def meant(key: str, text: str, words: SettingPhrases) -> str:
    """What is to be set where somebody writes it as it is shown: on and off in their language, a language by its name."""
    said = {words.on.casefold(): "on", words.off.casefold(): "off"}
    if key == "language":
        said = {languages.own_name(code).casefold(): code for code in kept.values(key)}
    return said.get(text.casefold(), text)
