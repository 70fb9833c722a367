"""The window: shows steps and pages, hears keys and the mouse. It belongs to the main thread, as most platforms demand."""

from __future__ import annotations

import warnings
from typing import Final

import pygame

from coach.errors import DisplayError
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import Entry, Page, Scale, TextPage
from coach.outputs.screen.pages.drawing import draw_page
from coach.outputs.screen.pages.targets import Target, hit
from coach.outputs.window.display import WHAT_TO_DO, start_display
from coach.outputs.window.icon import icon
from coach.outputs.window.keys import ALWAYS, KEYS, Asked, Clicked, Key, Pointed, Typed
from coach.values import Step
from coach.words.screen import ENGLISH_SCREEN, ScreenWords

DESKTOP_SHARE: Final = 0.85
"""How much of the desktop a new window takes, so that its frame and the task bar have room; chosen."""

SHAPE: Final = (16, 9)
"""Width to height of a new window."""

FALLBACK_SIZE: Final = (1280, 720)
"""A new window's size where the desktop's is unknown."""

__all__ = ["Asked", "Clicked", "Key", "Pointed", "Typed", "Window"]

_FULL_SCREEN_KEY: Final = pygame.K_F11
_FULL_SCREEN_LETTER: Final = pygame.K_f
_LEFT_BUTTON: Final = 1


class Window:
    """A resizable window; f or F11 changes to full screen and back.

    The overlay is drawn at the window's own size rather than scaled up, so that letters stay sharp.
    size: width and height in pixels; without it most of the desktop. words: what it writes by itself, in one language.
    Raises DisplayError where no window can be opened.
    """

    def __init__(self, title: str, size: tuple[int, int] | None = None, words: ScreenWords = ENGLISH_SCREEN) -> None:
        start_display()
        self._words = words
        self._windowed_size = size or _usual_size()
        self._full_screen = False
        self._shown: Step | Page | str = title
        self._targets: tuple[Target, ...] = ()
        self._pointed = ""
        self._stale = True
        try:
            # Most desktops take the icon only before there is a window.
            pygame.display.set_icon(icon())
            self._open()
            pygame.display.set_caption(title)
        except pygame.error as problem:
            pygame.display.quit()
            raise DisplayError("no_window", why=str(problem), what_to_do=WHAT_TO_DO) from problem
        self._overlay = Overlay(self.size, key_hints=True, words=words)
        self._refresh()

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is drawn on, in pixels."""
        width, height = _surface().get_size()
        return int(width), int(height)

    def show(self, step: Step) -> None:
        """Shows the step. The same step again costs nothing unless the window has changed."""
        self._put(step)

    def page(self, page: Page) -> None:
        """Shows a page; clicks on it are heard by the names of its targets. The same page again costs nothing."""
        self._put(page)

    def notice(self, text: str) -> None:
        """Shows a sentence instead of a step, until the next step: the camera is being opened, or has stopped."""
        self._put(text)

    def write_in(self, words: ScreenWords) -> None:
        """Writes in another language from now on."""
        if words != self._words:
            self._words = words
            self._overlay = Overlay(self.size, key_hints=True, words=words)
            self._stale = True

    def _put(self, shown: Step | Page | str) -> None:
        # Steps hold pictures: comparing them by their values would cost more than drawing them.
        same = shown is self._shown or (isinstance(shown, str) and shown == self._shown)
        if not same:
            self._shown = shown
            self._stale = True
        self._refresh()

    def poll(self) -> list[Asked]:
        """What the user asked for since the last call, in order. Call it often, also while nothing new is there."""
        asked: list[Asked] = []
        for event in pygame.event.get():
            if event.type in (pygame.VIDEORESIZE, pygame.VIDEOEXPOSE):
                self._stale = True
            elif event.type == pygame.KEYDOWN and event.key in self._full_screen_keys:
                self._toggle_full_screen()
            elif (meant := self._meant(event)) is not None:
                asked.append(meant)
        self._refresh()
        return asked

    @property
    def _typing(self) -> bool:
        return isinstance(self._shown, Entry)

    @property
    def _on_scale(self) -> bool:
        return isinstance(self._shown, Scale)

    @property
    def _full_screen_keys(self) -> tuple[int, ...]:
        return (_FULL_SCREEN_KEY,) if self._typing else (_FULL_SCREEN_KEY, _FULL_SCREEN_LETTER)

    def _meant(self, event: pygame.event.Event) -> Asked | None:
        """What an event means on the page that is shown, None for nothing."""
        if event.type == pygame.QUIT:
            return Key.CLOSE
        if event.type == pygame.KEYDOWN:
            return self._possible(ALWAYS.get(event.key) or (None if self._typing else KEYS.get(event.key)))
        if event.type == pygame.TEXTINPUT and (self._typing or (self._on_scale and event.text.isdecimal())):
            return Typed(event.text)
        if event.type == pygame.MOUSEWHEEL and event.y:
            return self._possible(Key.UP if event.y > 0 else Key.DOWN)
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == _LEFT_BUTTON:
            name = hit(self._targets, event.pos)
            return Clicked(name) if name else None
        if event.type == pygame.MOUSEMOTION and event.rel != (0, 0):
            # A mouse that lies still under a new page points at nothing.
            return self._point(hit(self._targets, event.pos))
        return None

    def _possible(self, key: Key | None) -> Key | None:
        """The key, but none that would scroll beyond what there is to read: how much that is, only the drawing knows."""
        if isinstance(self._shown, TextPage) and key in (Key.UP, Key.DOWN):
            more = "more:up" if key is Key.UP else "more:down"
            return key if any(target.name == more for target in self._targets) else None
        return key

    def _point(self, name: str) -> Pointed | None:
        if name == self._pointed:
            return None
        self._pointed = name
        return Pointed(name) if name else None

    def close(self) -> None:
        """Closes the window; once more does nothing."""
        pygame.display.quit()

    def _refresh(self) -> None:
        if not self._stale:
            return
        if self._overlay.canvas.size != self.size:
            self._overlay = Overlay(self.size, key_hints=True, director=self._overlay.director, words=self._words)
        self._targets = ()
        if isinstance(self._shown, str):
            self._overlay.notice(self._shown)
        elif isinstance(self._shown, Step):
            self._overlay.draw(self._shown)
        else:
            self._targets = draw_page(self._overlay, self._shown)
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


def _surface() -> pygame.Surface:
    surface = pygame.display.get_surface()
    if surface is None:
        raise DisplayError("window_closed")
    return surface


def _usual_size() -> tuple[int, int]:
    """The largest window of the usual shape that leaves the desktop some room."""
    sizes = pygame.display.get_desktop_sizes()
    if not sizes or min(sizes[0]) < SHAPE[0]:
        return FALLBACK_SIZE
    unit = min(sizes[0][0] * DESKTOP_SHARE / SHAPE[0], sizes[0][1] * DESKTOP_SHARE / SHAPE[1])
    return round(SHAPE[0] * unit), round(SHAPE[1] * unit)
