"""The off-screen picture: one block of memory on which OpenCV draws shapes and pygame writes words."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from typing import Final, Literal

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import TEXT, Colour
from coach.words.screen import ENGLISH_SCREEN, ScreenWords

Align = Literal["left", "centre", "right"]

ELLIPSIS: Final = "…"
SMALLEST_LINE_PX: Final = 9
"""No letters are drawn smaller; chosen."""

CAPITALS_HIGH: Final = 0.05
"""By this share of the line, capitals and figures stand above its middle in pygame's own font; measured."""

_TOGETHER: Final = re.compile(r" (?=±)|(?<=±) |(?<=\d) (?=(?:s|m|min|%)(?!\w))")
"""Spaces at which no line is broken: around ±, and between a figure and its unit."""

_KEPT_TEXTS: Final = 256
_one_at_a_time = threading.Lock()
"""FreeType may not open fonts in two threads at once, and the window and a saved video draw in two."""


class Canvas:
    """A picture of fixed size. ``pixels`` is uint8 (height, width, 3) BGR; ``surface`` is the same memory to pygame.

    words: in the language that is written on it.
    """

    def __init__(self, size: tuple[int, int], words: ScreenWords = ENGLISH_SCREEN) -> None:
        width, height = size
        with _one_at_a_time:
            pygame.font.init()
        self.size = size
        self.words = words
        self.pixels: NDArray[np.uint8] = np.zeros((height, width, 3), np.uint8)
        self.surface = pygame.image.frombuffer(self.pixels.data, size, "BGR")
        self._fonts: dict[int, pygame.font.Font] = {}
        self._texts: OrderedDict[tuple[str, int, Colour], pygame.Surface] = OrderedDict()
        self._wrapped: OrderedDict[tuple[str, int, int, int, int], tuple[list[str], int]] = OrderedDict()

    def fill(self, box: Box, colour: Colour) -> None:
        """Fills a box with one colour."""
        if box.width > 0 and box.height > 0:
            cv2.rectangle(self.pixels, (box.x, box.y), (box.right - 1, box.bottom - 1), colour.bgr, -1)

    def region(self, box: Box) -> NDArray[np.uint8]:
        """The pixels inside a box, as a view: drawing there draws on the canvas and is clipped to the box."""
        return self.pixels[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)]

    def text_size(self, text: str, line_px: int) -> tuple[int, int]:
        """Width and height of one line of text whose letters stand in a line of line_px."""
        width, height = self._font(line_px).size(text)
        return int(width), int(height)

    def write(self, text: str, box: Box, line_px: int, colour: Colour = TEXT, align: Align = "centre") -> None:
        """One line of text, centred on the box's height and made smaller where it would not fit its width."""
        if not text:
            return
        surface = self._rendered(text, self._fitting(text, box, line_px), colour)
        width, height = min(box.width, surface.get_width()), surface.get_height()
        left = {"left": box.x, "centre": box.x + (box.width - width) // 2, "right": box.right - width}[align]
        lower = round(height * CAPITALS_HIGH)
        self.surface.blit(surface, (left, box.y + (box.height - height) // 2 + lower), (0, 0, width, height))

    def write_lines(
        self, lines: list[str], box: Box, line_px: int, colour: Colour = TEXT, align: Align = "centre"
    ) -> None:
        """Lines under one another, centred together on the box's height."""
        top = box.y + (box.height - line_px * len(lines)) // 2
        for number, line in enumerate(lines):
            self.write(line, Box(box.x, top + number * line_px, box.width, line_px), line_px, colour, align)

    def wrapped(self, text: str, box: Box, largest_px: int, smallest_px: int) -> tuple[list[str], int]:
        """The text broken at words to fit the box, with its line height: the largest that fits, at least smallest_px.

        What does not fit even then is cut, with an ellipsis.
        """
        key = (text, box.width, box.height, largest_px, smallest_px)
        if key not in self._wrapped:
            self._wrapped[key] = self._wrap(text, box, largest_px, smallest_px)
            if len(self._wrapped) > _KEPT_TEXTS:
                self._wrapped.popitem(last=False)
        return self._wrapped[key]

    def _wrap(self, text: str, box: Box, largest_px: int, smallest_px: int) -> tuple[list[str], int]:
        step = max(1, largest_px // 24)
        for line_px in [*range(largest_px, smallest_px, -step), smallest_px]:
            lines = self._broken(text, box.width, line_px)
            if len(lines) * line_px <= box.height and all(self._fits(line, box.width, line_px) for line in lines):
                return self._evened(text, lines, box.width, line_px), line_px
        lines = self._broken(self._with_paths_in_pieces(text, box.width, smallest_px), box.width, smallest_px)
        room = max(1, box.height // smallest_px)
        kept = lines[:room]
        if len(lines) > room:
            kept[-1] = f"{kept[-1]} {lines[room]}"
        return [self._cut(line, box.width, smallest_px) for line in kept], smallest_px

    def _with_paths_in_pieces(self, text: str, width: int, line_px: int) -> str:
        """The text with blanks where the path of a file must go on in the next line: of a path, the end counts most."""
        pieces: list[str] = []
        for word in text.split():
            rest = word
            while ("/" in word or "\\" in word) and rest and not self._fits(rest, width, line_px):
                room = len(rest) - 1
                while room > 1 and not self._fits(rest[:room], width, line_px):
                    room -= 1
                pieces.append(rest[:room])
                rest = rest[room:]
            pieces.append(rest)
        return " ".join(pieces)

    def _broken(self, text: str, width: int, line_px: int) -> list[str]:
        lines: list[str] = []
        for word in _TOGETHER.sub("\u00a0", text).split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._fits(longer, width, line_px):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def _evened(self, text: str, lines: list[str], width: int, line_px: int) -> list[str]:
        """The same number of lines, of nearly the same length, so that no word stands alone."""
        if len(lines) == 1:
            return lines
        for narrower in range(width * len(lines) // (len(lines) + 2), width, max(1, width // 40)):
            evened = self._broken(text, narrower, line_px)
            if len(evened) == len(lines) and all(self._fits(line, width, line_px) for line in evened):
                return evened
        return lines

    def _cut(self, line: str, width: int, line_px: int) -> str:
        if self._fits(line, width, line_px):
            return line
        while line and not self._fits(line + ELLIPSIS, width, line_px):
            line = line[:-1]
        return line.rstrip() + ELLIPSIS

    def _fits(self, line: str, width: int, line_px: int) -> bool:
        return self.text_size(line, line_px)[0] <= width

    def _fitting(self, text: str, box: Box, line_px: int) -> int:
        line_px = min(line_px, max(SMALLEST_LINE_PX, box.height))
        width = self.text_size(text, line_px)[0]
        if width > box.width:
            line_px = max(SMALLEST_LINE_PX, line_px * box.width // width)
        return line_px

    def _font(self, line_px: int) -> pygame.font.Font:
        font = self._fonts.get(line_px)
        if font is None:
            with _one_at_a_time:
                font = pygame.font.Font(pygame.font.get_default_font(), max(SMALLEST_LINE_PX, line_px))
            self._fonts[line_px] = font
        return font

    def _rendered(self, text: str, line_px: int, colour: Colour) -> pygame.Surface:
        """Rendering letters costs more than all the drawing, and most words stay for seconds: they are kept."""
        key = (text, line_px, colour)
        surface = self._texts.get(key)
        if surface is None:
            surface = self._texts[key] = self._font(line_px).render(text, True, colour)
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.popitem(last=False)
        else:
            self._texts.move_to_end(key)
        return surface
