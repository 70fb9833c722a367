"""Options that say how a picture is to be looked at."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from coach.errors import WrongUsage
from coach.plain import quoted

if TYPE_CHECKING:
    from coach.sources.viewing import Turn


class Clockwise(StrEnum):
    """By how much a picture is turned, in degrees."""

    QUARTER = "90"
    HALF = "180"
    THREE_QUARTERS = "270"


_TURN = "Turn the picture clockwise by so many degrees first: for a camera that hangs upside down or lies on its side."

TurnOption = Annotated[Clockwise | None, typer.Option("--turn", help=_TURN)]

_PERSON = (
    "Whom to follow where several people are in the picture: left, right, or a number counted from its left. Looking for "
    "several takes half as long again."
)

PersonOption = Annotated[str, typer.Option("--person", metavar="WHO", help=_PERSON)]

MirroredOption = Annotated[bool, typer.Option("--mirrored", help="The picture is mirrored: take left for right.")]


def person(who: str) -> str:
    """The option as it is understood. Raises WrongUsage where it is not."""
    plain = who.strip().lower()
    if plain not in ("", "left", "right", "1", "2", "3"):
        raise WrongUsage("use_person", found=quoted(who))
    return plain


def clockwise(turn: Clockwise | None) -> Turn:
    """The option as a number of degrees, 0 without it."""
    turns: dict[Clockwise | None, Turn] = {Clockwise.QUARTER: 90, Clockwise.HALF: 180, Clockwise.THREE_QUARTERS: 270}
    return turns.get(turn, 0)
