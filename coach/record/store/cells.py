"""What stands in the record's rows, checked value by value: a wrong one is told from a right one before anybody uses it."""

from __future__ import annotations

import json
import math
from datetime import datetime
from typing import Any, Final

from coach import reasons
from coach.errors import Figure, Said, WrongValue, either
from coach.plain import quoted, shown
from coach.reasons import Reason, Told
from coach.values import Side

LARGEST: Final = 1e9
"""No time in seconds and no angle that Coach writes is larger (chosen: thirty years)."""

LONGEST: Final = 10_000
"""No text that Coach writes has more characters (chosen)."""

LONGEST_DOCUMENT: Final = 1 << 20
"""No file that is kept in the record has more characters (as ``small_files`` reads none that is larger)."""

YEARS: Final = range(1990, 2200)
"""The years in which something can have happened (chosen: a clock that was never set says 1970)."""


class Unreadable(WrongValue):
    """A row holds something that Coach never writes; what is said names the column and what stands there."""

    def __init__(self, column: str, value: object, expected: Figure) -> None:
        super().__init__(Said("cell_wrong", {"column": column, "found": quoted(value, 60), "expected": expected}))


def text(column: str, value: object) -> str:
    """A text as it can be shown."""
    if type(value) is not str or len(value) > LONGEST:
        raise Unreadable(column, value, Said("a_text"))
    return value if value.isprintable() else shown(value)


def document(column: str, value: object) -> str:
    """The text of a small file, in lines."""
    if (
        type(value) is not str
        or len(value) > LONGEST_DOCUMENT
        or not value.replace("\n", "").replace("\t", "").isprintable()
    ):
        raise Unreadable(column, value, Said("a_file_text"))
    return value


def reason(column: str, value: object, told: str) -> Reason | None:
    """Why a repetition does not count. told: what stands for it where there is no fact."""
    if value is None:
        return Told(told) if told else None
    try:
        found = reasons.of_text(text(column, value))
    except Unreadable:
        raise
    except ValueError:
        raise Unreadable(column, value, Said("a_reason")) from None
    if not all(each.isprintable() for each in reasons.texts_of(found)):
        raise Unreadable(column, value, Said("a_reason"))
    return found


def one_of(column: str, value: object, among: tuple[str, ...]) -> str:
    """One of these texts."""
    if value not in among:
        raise Unreadable(column, value, either(among))
    return str(value)


def side(column: str, value: object) -> Side | None:
    """A side, None where there is none."""
    if value is None or value == "left" or value == "right":
        return value
    raise Unreadable(column, value, Said("a_side"))


def moment(column: str, value: object) -> datetime:
    """A date and time with its offset."""
    try:
        read = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise Unreadable(column, value, Said("a_date")) from None
    if read.tzinfo is None or read.year not in YEARS:
        raise Unreadable(column, value, Said("a_moment"))
    return read


def figure(column: str, value: object, least: float = -LARGEST, most: float = LARGEST) -> float:
    """A number, NaN where it is unknown."""
    if type(value) is float and least <= value <= most:
        return value
    if value is None:
        return math.nan
    if type(value) is int and least <= value <= most:
        return float(value)
    raise Unreadable(column, value, Said("a_possible_number"))


def known(column: str, value: object, least: float = -LARGEST, most: float = LARGEST) -> float:
    """A number that must be there."""
    if value is None:
        raise Unreadable(column, value, Said("a_number_there"))
    return figure(column, value, least, most)


def maybe(column: str, value: object) -> float | None:
    """A number, None where it is unknown."""
    return None if value is None else figure(column, value)


def whole(column: str, value: object, least: int, most: int) -> int:
    """A whole number."""
    if type(value) is int and least <= value <= most:
        return value
    raise Unreadable(column, value, Said("number_from_to", {"least": least, "most": most}))


def flag(column: str, value: object) -> bool:
    """Yes or no."""
    if value == 1 or value == 0:
        return value == 1
    raise Unreadable(column, value, either(["0", "1"]))


def texts(column: str, value: object) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text(column, each) for each in _list(column, value))


def figures(column: str, value: object) -> tuple[float, ...]:
    """A list of numbers, NaN where one is unknown."""
    return tuple(figure(column, each) for each in _list(column, value))


def _list(column: str, value: object) -> list[Any]:
    """What a column keeps as a JSON list."""
    if type(value) is not str or len(value) > LONGEST:
        raise Unreadable(column, value, Said("a_list_there"))
    try:
        read = json.loads(value)
    except (ValueError, RecursionError):
        raise Unreadable(column, value, Said("a_list_there")) from None
    if not isinstance(read, list):
        raise Unreadable(column, value, Said("a_list_there"))
    return read
