"""What a setting means and what it may be, in the words of one language."""

from __future__ import annotations

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
    if possible := kept.values(key):
        return words.one_of.format(values=", ".join(possible))
    return words.line if key == "voice_name" else words.line_not_empty


def shown(value: object, words: SettingPhrases) -> str:
    """A value as it is read; without the password of an address."""
    if isinstance(value, bool):
        return words.on if value else words.off
    return kept.without_password(str(value)) or words.empty
