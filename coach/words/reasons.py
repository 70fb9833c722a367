"""Why a repetition does not count, in the words of one language: as spoken, or as written."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from coach.reasons import (
    BegunBefore,
    CameBack,
    Doubted,
    Ended,
    FellShort,
    HeldShort,
    Hurt,
    LeftPlace,
    LeftPosition,
    LostSight,
    NothingSeen,
    OtherPerson,
    Paused,
    Reason,
    Told,
    Voided,
)
from coach.words.group import PhraseGroup, Text

Medium = Literal["spoken", "written"]
"""Spoken words, and words on the screen that are spoken as well, have units written out."""


class ReasonPhrases(PhraseGroup):
    """Why a repetition does not count."""

    held: Text = "held {held} of {time}"
    seconds: Text = "{figure} s"
    seconds_spoken: Text = "{figure} seconds"
    reached: Text = "reached {reached} of {target}"
    came_back: Text = "came back before '{phase}'"
    lost_sight: Text = "lost sight of the {parts}"
    nothing_seen: Text = "nothing was seen for {time}"
    other_person: Text = "another shot or somebody else came into view"
    paused: Text = "paused"
    turned_away: Text = "turned away from the camera's view"
    became_dark: Text = "it became too dark"
    too_small: Text = "too small in the picture"
    begun_before: Text = "it had begun before it could be seen"
    left_position: Text = "left the position that the exercise is done in"
    left_place: Text = "went somewhere else meanwhile"
    ended: Text = "it ended before it was over"
    it_hurt: Text = "it hurt"
    also: Text = "{first} and {second}"


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """The words of one language. parts: body part to its name; decimal: the sign between whole ones and tenths."""

    phrases: ReasonPhrases = field(default_factory=ReasonPhrases.english)
    parts: Mapping[str, str] = field(default_factory=dict)
    decimal: str = "."

    def told(self, reason: Reason, whys: Mapping[str, str] | None = None, medium: Medium = "written") -> str:
        """The reason in words. whys: fault id to what is wrong, in this language; the exercise file's words without."""
        phrases = self.phrases
        match reason:
            case HeldShort(held_s=held_s, asked_s=asked_s):
                return phrases.held.format(
                    held=self._figure(_too_short(held_s), 1), time=self._seconds(asked_s, 1, medium)
                )
            case FellShort(reached=reached, target=target, unit=unit):
                short = _short_of(reached, target).replace(".", self.decimal)
                return phrases.reached.format(reached=f"{short}{unit}", target=f"{target:.0f}{unit}")
            case CameBack(phase=phase):
                return phrases.came_back.format(phase=phase)
            case Voided(faults=faults, whys=own):
                said = ((whys or {}).get(fault, why) for fault, why in zip(faults, own, strict=False))
                return "; ".join(dict.fromkeys(said))
            case LostSight(parts=parts):
                named = [self.parts.get(part, part) for part in parts]
                return phrases.lost_sight.format(parts=together(named, phrases.also))
            case NothingSeen(seconds=seconds):
                return phrases.nothing_seen.format(time=self._seconds(seconds, 0, medium))
            case Doubted(kind=kind):
                return {"turned": phrases.turned_away, "dark": phrases.became_dark, "coarse": phrases.too_small}[kind]
            case Told(text=text):
                return text
            case _:
                return self._plain(reason)

    def _plain(self, reason: OtherPerson | Paused | Hurt | Ended | BegunBefore | LeftPosition | LeftPlace) -> str:
        phrases = self.phrases
        match reason:
            case OtherPerson():
                return phrases.other_person
            case Paused():
                return phrases.paused
            case Hurt():
                return phrases.it_hurt
            case Ended():
                return phrases.ended
            case BegunBefore():
                return phrases.begun_before
            case LeftPosition():
                return phrases.left_position
            case LeftPlace():
                return phrases.left_place

    def _seconds(self, value: float, places: int, medium: Medium) -> str:
        phrase = self.phrases.seconds_spoken if medium == "spoken" else self.phrases.seconds
        return phrase.format(figure=self._figure(value, places))

    def _figure(self, value: float, places: int) -> str:
        return f"{value:.{places}f}".replace(".", self.decimal)


ENGLISH_REASONS: Final = ReasonWords()


def in_english(reason: Reason | None) -> str:
    """As files and the record have it, whatever language is spoken; empty where it counts."""
    return "" if reason is None else ENGLISH_REASONS.told(reason)


def together(names: Iterable[str], joined: str) -> str:
    """Names in a row. joined: has the places ``first`` and ``second``."""
    *some, last = list(names) or [""]
    for name in reversed(some):
        last = joined.format(first=name, second=last)
    return last


def _too_short(held_s: float) -> float:
    """In whole tenths that were held, so that none that was refused reads like one that counted."""
    return math.floor(10 * held_s + 1e-6) / 10


def _short_of(reached: float, target: float) -> str:
    """In whole units, in tenths where it would read like the target that was not reached; never rounded up to it."""
    whole = f"{reached:.0f}"
    return whole if whole != f"{target:.0f}" else f"{math.floor(10 * reached) / 10:.1f}"
