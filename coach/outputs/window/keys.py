"""What the user asks for with the keyboard and the mouse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

import pygame


class Key(Enum):
    """What a key means. Closing the window is CLOSE; the others are what their names say, wherever they make sense."""

    PAUSE = "pause"
    NEXT = "next"
    QUIT = "quit"
    CLOSE = "close"
    BACK = "back"
    ENTER = "enter"
    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"
    REPEAT = "repeat"
    HURTS = "hurts"
    MUTE = "mute"
    LOUDER = "louder"
    SOFTER = "softer"
    LIGHTER_MODEL = "lighter"
    ERASE = "erase"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Clicked:
    """A click on a target of the page, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Pointed:
    """The mouse came to stand over a target of the page."""

    name: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Letters, on a page with a line to type."""

    text: str


Asked = Key | Clicked | Pointed | Typed

KEYS: Final = {
    pygame.K_SPACE: Key.PAUSE,
    pygame.K_n: Key.NEXT,
    pygame.K_q: Key.QUIT,
    pygame.K_r: Key.REPEAT,
    pygame.K_h: Key.HURTS,
    pygame.K_m: Key.MUTE,
    pygame.K_l: Key.LIGHTER_MODEL,
    pygame.K_y: Key.YES,
    pygame.K_j: Key.YES,
    pygame.K_PLUS: Key.LOUDER,
    pygame.K_EQUALS: Key.LOUDER,
    pygame.K_KP_PLUS: Key.LOUDER,
    pygame.K_MINUS: Key.SOFTER,
    pygame.K_KP_MINUS: Key.SOFTER,
}
"""Letters and signs; on a page with a line to type they are typed instead."""

ALWAYS: Final = {
    pygame.K_ESCAPE: Key.BACK,
    pygame.K_AC_BACK: Key.BACK,
    pygame.K_RETURN: Key.ENTER,
    pygame.K_KP_ENTER: Key.ENTER,
    pygame.K_UP: Key.UP,
    pygame.K_DOWN: Key.DOWN,
    pygame.K_LEFT: Key.LEFT,
    pygame.K_RIGHT: Key.RIGHT,
    pygame.K_BACKSPACE: Key.ERASE,
}
"""Keys that mean the same on every page."""
