"""Where on a page a click means something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coach.outputs.screen.layout import Box


class Target(NamedTuple):
    """A place to click, and what a click there is called."""

    box: Box
    name: str


def hit(targets: Iterable[Target], at: tuple[int, int]) -> str:
    """What a click at this point of the canvas is called, empty where it means nothing. The last drawn lies on top."""
    found = ""
    for target in targets:
        box = target.box
        if box.x <= at[0] < box.right and box.y <= at[1] < box.bottom:
            found = target.name
    return found
