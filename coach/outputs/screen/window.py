"""The window: shows steps and hears keys. It belongs to the main thread, as most platforms demand."""

from __future__ import annotations

import os
import sys
import warnings
from enum import Enum
from typing import Final

import pygame

from coach.errors import DisplayError
from coach.outputs.screen.overlay import Overlay
from coach.values import Step

DESKTOP_SHARE: Final = 0.85
"""How much of the desktop a new window takes, so that its frame and the task bar have room; chosen."""

SHAPE: Final = (16, 9)
"""Width to height of a new window."""

FALLBACK_SIZE: Final = (1280, 720)
"""A new window's size where the desktop's is unknown."""

_INVISIBLE_DRIVERS: Final = frozenset({"dummy", "offscreen"})
"""SDL falls back on these without a word where there is no display."""


class Key(Enum):
    """What the user asks for: space pauses and goes on, n is the next exercise, q, Esc or closing the window ends."""

    PAUSE = "pause"
    NEXT = "next"
    QUIT = "quit"


_KEYS: Final = {
    pygame.K_SPACE: Key.PAUSE,
    pygame.K_n: Key.NEXT,
    pygame.K_q: Key.QUIT,
    pygame.K_ESCAPE: Key.QUIT,
}
_FULL_SCREEN_KEYS: Final = frozenset({pygame.K_F11, pygame.K_f})


class Window:
    """A resizable window; f or F11 changes to full screen and back.

    The overlay is drawn at the window's own size rather than scaled up, so that letters stay sharp.
    size: width and height in pixels; without it most of the desktop.
    Raises DisplayError where no window can be opened.
    """

    def __init__(self, title: str, size: tuple[int, int] | None = None) -> None:
        _start_display()
        self._windowed_size = size or _usual_size()
        self._full_screen = False
        self._step: Step | None = None
        self._notice = title
        self._stale = True
        try:
            self._open()
            pygame.display.set_caption(title)
        except pygame.error as problem:
            pygame.display.quit()
            raise DisplayError(f"No window can be opened ({problem}); {_WHAT_TO_DO}") from problem
        self._overlay = Overlay(self.size, key_hints=True)
        self._refresh()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is drawn on, in pixels."""
        width, height = _surface().get_size()
        return int(width), int(height)

    def show(self, step: Step) -> None:
        """Shows the step. The same step again costs nothing unless the window has changed."""
        if step is not self._step:
            self._step = step
            self._stale = True
        self._refresh()

    def notice(self, text: str) -> None:
        """Shows a sentence instead of a step, until the next step: the camera is being opened, or has stopped."""
        self._step = None
        self._notice = text
        self._stale = True
        self._refresh()

    def poll(self) -> list[Key]:
        """What the user asked for since the last call, in order. Call it often, also while nothing new is there."""
        asked: list[Key] = []
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                asked.append(Key.QUIT)
            elif event.type == pygame.KEYDOWN:
                if event.key in _KEYS:
                    asked.append(_KEYS[event.key])
                elif event.key in _FULL_SCREEN_KEYS:
                    self._toggle_full_screen()
            elif event.type in (pygame.VIDEORESIZE, pygame.VIDEOEXPOSE):
                self._stale = True
        self._refresh()
        return asked

    def close(self) -> None:
        """Closes the window; once more does nothing."""
        pygame.display.quit()

    def _refresh(self) -> None:
        if not self._stale:
            return
        if self._overlay.canvas.size != self.size:
            self._overlay = Overlay(self.size, key_hints=True, director=self._overlay.director)
        if self._step is None:
            self._overlay.notice(self._notice)
        else:
            self._overlay.draw(self._step)
        _surface().blit(self._overlay.canvas.surface, (0, 0))
        pygame.display.flip()
        self._stale = False

    def _toggle_full_screen(self) -> None:
        if not self._full_screen:
            self._windowed_size = self.size
        self._full_screen = not self._full_screen
        self._open()
        pygame.mouse.set_visible(not self._full_screen)
        self._stale = True

    def _open(self) -> None:
        if self._full_screen:
            pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
            return
        with warnings.catch_warnings():
            # A desktop may give another size than was asked for; that is its right and no news for the user.
            warnings.simplefilter("ignore", RuntimeWarning)
            pygame.display.set_mode(self._windowed_size, pygame.RESIZABLE)
            if self.size != self._windowed_size:
                # On the way back from full screen X servers answer the first wish with the old size.
                pygame.display.set_mode(self._windowed_size, pygame.RESIZABLE)


_WHAT_TO_DO: Final = (
    "log in to a desktop or set DISPLAY to a screen, or replay a video without --window, which needs none."
)


def _start_display() -> None:
    if sys.platform.startswith("linux"):
        # Our picture is made without the graphics card; sending it through one costs more than the drawing.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    try:
        pygame.display.init()
    except pygame.error as problem:
        raise DisplayError(f"No display was found ({problem}); {_WHAT_TO_DO}") from problem
    asked_for = os.environ.get("SDL_VIDEODRIVER") or os.environ.get("SDL_VIDEO_DRIVER")
    if pygame.display.get_driver() in _INVISIBLE_DRIVERS and not asked_for:
        pygame.display.quit()
        raise DisplayError(f"No display was found; {_WHAT_TO_DO}")


def _surface() -> pygame.Surface:
    surface = pygame.display.get_surface()
    if surface is None:
        raise DisplayError("The window is closed; open another one to show anything.")
    return surface


def _usual_size() -> tuple[int, int]:
    """The largest window of the usual shape that leaves the desktop some room."""
    sizes = pygame.display.get_desktop_sizes()
    if not sizes or min(sizes[0]) < SHAPE[0]:
        return FALLBACK_SIZE
    unit = min(sizes[0][0] * DESKTOP_SHARE / SHAPE[0], sizes[0][1] * DESKTOP_SHARE / SHAPE[1])
    return round(SHAPE[0] * unit), round(SHAPE[1] * unit)
