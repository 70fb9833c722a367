"""How a picture is to be looked at, beyond what it says of itself. Without a library, so that commands may name it at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Turn = Literal[0, 90, 180, 270]
"""By how many degrees clockwise a picture is turned."""


@dataclass(frozen=True, slots=True)
class Viewing:
    """How a film is to be looked at, beyond what its file says.

    turn: clockwise, in degrees. mirrored: whether the picture shows left and right swapped, and is to be swapped back.
    fps: frames a second, whatever the file says; None as it says. slow_motion: how many times slower than life it plays;
    None as the file says. person: whom to follow of several in the picture: "left", "right", or a number from the left; empty
    for whomever the model finds, which is faster.
    """

    turn: Turn = 0
    mirrored: bool = False
    fps: float | None = None
    slow_motion: float | None = None
    person: str = ""


AS_IT_IS: Final = Viewing()
