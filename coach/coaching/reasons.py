"""Why a repetition does not count, in one language: from the engine's English reasons, which events and exports keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from coach.coaching.wording import Wording
from coach.events import BEGUN_BEFORE, LEFT_PLACE, LEFT_POSITION

_REASONS: Final = {
    "held": re.compile(r"held (?P<held>[\d.]+) of (?P<target>[\d.]+) s"),
    "reached": re.compile(r"reached (?P<reached>\S+) of (?P<target>\S+)"),
    "came_back": re.compile(r"came back before '(?P<phase>.+)'"),
    "lost_sight": re.compile(r"lost sight of the (?P<parts>.+)"),
    "nothing_seen": re.compile(r"nothing was seen for (?P<seconds>\d+) s"),
    "other_person": re.compile(r"somebody else came into view"),
    "paused": re.compile(r"paused"),
    "turned_away": re.compile(r"turned away from the camera's view"),
    "became_dark": re.compile(r"it became too dark"),
    "too_small": re.compile(r"too small in the picture"),
    "begun_before": re.compile(re.escape(BEGUN_BEFORE)),
    "left_position": re.compile(re.escape(LEFT_POSITION)),
    "left_place": re.compile(re.escape(LEFT_PLACE)),
    "ended": re.compile(r"it ended before it was over"),
    "it_hurt": re.compile(r"it hurt"),
}
"""The engine's reasons. They stay English in events and exports, which must not depend on who listens."""

_TENTHS: Final = re.compile(r"(?<=\d)\.(?=\d)")


def told(reason: str, wording: Wording, whys: Mapping[str, str]) -> str:
    """Several reasons, joined with semicolons as the engine gives them.

    whys: what is wrong in a fault, as the exercise file says it, to the same in this language.
    """
    return "; ".join(_told_one(part, wording, whys) for part in reason.split("; "))


def named(parts: Iterable[str], wording: Wording, joined: str) -> str:
    """Body parts by their names. joined: has the places ``first`` and ``second``."""
    *some, last = [wording.parts.get(name, name) for name in parts] or [""]
    for name in reversed(some):
        last = joined.format(first=name, second=last)
    return last


def _told_one(reason: str, wording: Wording, whys: Mapping[str, str]) -> str:
    if reason in whys:
        return whys[reason]
    for name, pattern in _REASONS.items():
        if match := pattern.fullmatch(reason):
            found = match.groupdict()
            if "parts" in found:
                found["parts"] = named(found["parts"].split(" and "), wording, wording.phrases.part_and)
            phrase: str = getattr(wording.phrases, name)
            return phrase.format(**{key: _TENTHS.sub(wording.decimal, text) for key, text in found.items()})
    return reason
