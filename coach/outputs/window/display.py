"""The display on which a window can be opened, found without opening one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pygame

from coach.errors import DisplayError, Said

_INVISIBLE_DRIVERS: Final = frozenset({"dummy", "offscreen"})
"""SDL falls back on these without a word where there is no display."""

WHAT_TO_DO: Final = Said("without_window")


def start_display() -> None:
    """Takes hold of the display. Raises DisplayError where there is none."""
    if sys.platform.startswith("linux"):
        # Our picture is made without the graphics card; sending it through one costs more than the drawing.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    try:
        with _without_a_word():
            pygame.display.init()
    except pygame.error as problem:
        raise DisplayError("display_failed", why=str(problem), what_to_do=WHAT_TO_DO) from problem
    asked_for = os.environ.get("SDL_VIDEODRIVER") or os.environ.get("SDL_VIDEO_DRIVER")
    if pygame.display.get_driver() in _INVISIBLE_DRIVERS and not asked_for:
        pygame.display.quit()
        raise DisplayError("no_display", what_to_do=WHAT_TO_DO)


@contextmanager
def _without_a_word() -> Iterator[None]:
    """Displays that are tried and not there complain on descriptor 2; why there is none is said by what is raised."""
    try:
        kept = os.dup(2)
    except OSError:
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
