"""The off-screen picture: one block of memory on which OpenCV draws shapes and pygame writes words."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final, Literal

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import TEXT, Colour
from coach.outputs.screen.typeface import SMALLEST_LINE_PX, Weight, opened, raised_px
from coach.words.screen import ENGLISH_SCREEN, ScreenWords

Align = Literal["left", "centre", "right"]

ELLIPSIS: Final = "…"
_TOGETHER: Final = re.compile(r" (?=±)|(?<=±) |(?<=\d) (?=(?:s|m|min|%)(?!\w))")
"""Spaces at which no line is broken: around ±, and between a figure and its unit."""

_KEPT_TEXTS: Final = 256

_KEPT_SIZES: Final = 50_000
_sizes: dict[tuple[str, int, Weight], tuple[int, int]] = {}
"""How large texts are: breaking lines asks for the same ones again and again, whichever canvas they are for."""


class Canvas:
    """A picture of fixed size. ``pixels`` is uint8 (height, width, 3) BGR; ``surface`` is the same memory to pygame.

    words: in the language that is written on it.
    """

    def __init__(self, size: tuple[int, int], words: ScreenWords = ENGLISH_SCREEN) -> None:
        width, height = size
        self.size = size
        self.words = words
        self.pixels: NDArray[np.uint8] = np.zeros((height, width, 3), np.uint8)
        self.surface = pygame.image.frombuffer(self.pixels.data, size, "BGR")
        self._fonts: dict[tuple[int, Weight], pygame.font.Font] = {}
        self._texts: OrderedDict[tuple[str, int, Colour, Weight], pygame.Surface] = OrderedDict()
        self._wrapped: OrderedDict[tuple[str, int, int, int, int, Weight], tuple[list[str], int]] = OrderedDict()

    def fill(self, box: Box, colour: Colour) -> None:
        """Fills a box with one colour."""
        if box.width > 0 and box.height > 0:
            cv2.rectangle(self.pixels, (box.x, box.y), (box.right - 1, box.bottom - 1), colour.bgr, -1)

    def region(self, box: Box) -> NDArray[np.uint8]:
        """The pixels inside a box, as a view: drawing there draws on the canvas and is clipped to the box."""
        return self.pixels[max(0, box.y) : max(0, box.bottom), max(0, box.x) : max(0, box.right)]

    def text_size(self, text: str, line_px: int, weight: Weight = "semibold") -> tuple[int, int]:
        """Width and height of one line of text whose letters stand in a line of line_px."""
        key = (text, line_px, weight)
        found = _sizes.get(key)
        if found is None:
            width, height = self._font(line_px, weight).size(text)
            if len(_sizes) >= _KEPT_SIZES:
                _sizes.clear()
            found = _sizes[key] = int(width), int(height)
        return found

    def write(
        self,
        text: str,
        box: Box,
        line_px: int,
        colour: Colour = TEXT,
        align: Align = "centre",
        weight: Weight = "semibold",
    ) -> None:
        """One line of text, its capitals centred on the box's height, made smaller where it would not fit its width."""
        if not text:
            return
        line_px = self._fitting(text, box, line_px, weight)
        if line_px == SMALLEST_LINE_PX:
            text = self._cut(text, box.width, line_px, weight)
        surface = self._rendered(text, line_px, colour, weight)
        width, height = min(box.width, surface.get_width()), surface.get_height()
        left = {"left": box.x, "centre": box.x + (box.width - width) // 2, "right": box.right - width}[align]
        lower = round(raised_px(self._font(line_px, weight), line_px))
        self.surface.blit(surface, (left, box.y + (box.height - height) // 2 + lower), (0, 0, width, height))

    def write_lines(
        self,
        lines: list[str],
        box: Box,
        line_px: int,
        colour: Colour = TEXT,
        align: Align = "centre",
        weight: Weight = "semibold",
    ) -> None:
        """Lines under one another, centred together on the box's height."""
        top = box.y + (box.height - line_px * len(lines)) // 2
        for number, line in enumerate(lines):
            row = Box(box.x, top + number * line_px, box.width, line_px)
            self.write(line, row, line_px, colour, align, weight=weight)

    def wrapped(
        self, text: str, box: Box, largest_px: int, smallest_px: int, weight: Weight = "semibold"
    ) -> tuple[list[str], int]:
        """The text broken at words to fit the box, with its line height: the largest that fits, at least smallest_px.

        What does not fit even then is cut, with an ellipsis.
        """
        key = (text, box.width, box.height, largest_px, smallest_px, weight)
        if key not in self._wrapped:
            self._wrapped[key] = self._wrap(text, box, largest_px, smallest_px, weight)
            if len(self._wrapped) > _KEPT_TEXTS:
                self._wrapped.popitem(last=False)
        return self._wrapped[key]

    def _wrap(self, text: str, box: Box, largest_px: int, smallest_px: int, weight: Weight) -> tuple[list[str], int]:
        step = max(1, largest_px // 24)
        for line_px in [*range(largest_px, smallest_px, -step), smallest_px]:
            lines = self._broken(text, box.width, line_px, weight)
            if len(lines) * line_px <= box.height and all(
                self._fits(line, box.width, line_px, weight) for line in lines
            ):
                return self._evened(text, lines, box.width, line_px, weight), line_px
        pieces = self._with_paths_in_pieces(text, box.width, smallest_px, weight)
        lines = self._broken(pieces, box.width, smallest_px, weight)
        room = max(1, box.height // smallest_px)
        kept = lines[:room]
        if len(lines) > room:
            kept[-1] = f"{kept[-1]} {lines[room]}"
        return [self._cut(line, box.width, smallest_px, weight) for line in kept], smallest_px

    def _with_paths_in_pieces(self, text: str, width: int, line_px: int, weight: Weight) -> str:
        """The text with blanks where the path of a file must go on in the next line: of a path, the end counts most."""
        pieces: list[str] = []
        for word in text.split():
            rest = word
            while ("/" in word or "\\" in word) and rest and not self._fits(rest, width, line_px, weight):
                room = len(rest) - 1
                while room > 1 and not self._fits(rest[:room], width, line_px, weight):
                    room -= 1
                pieces.append(rest[:room])
                rest = rest[room:]
            pieces.append(rest)
        return " ".join(pieces)

    def _broken(self, text: str, width: int, line_px: int, weight: Weight) -> list[str]:
        lines: list[str] = []
        for word in _TOGETHER.sub("\u00a0", text).split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._fits(longer, width, line_px, weight):
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def _evened(self, text: str, lines: list[str], width: int, line_px: int, weight: Weight) -> list[str]:
        """The same number of lines, of nearly the same length, so that no word stands alone."""
        if len(lines) == 1:
            return lines
        for narrower in range(width * len(lines) // (len(lines) + 2), width, max(1, width // 40)):
            evened = self._broken(text, narrower, line_px, weight)
            if len(evened) == len(lines) and all(self._fits(line, width, line_px, weight) for line in evened):
                return evened
        return lines

    def _cut(self, line: str, width: int, line_px: int, weight: Weight) -> str:
        if self._fits(line, width, line_px, weight):
            return line
        while line and not self._fits(line + ELLIPSIS, width, line_px, weight):
            line = line[:-1]
        return line.rstrip() + ELLIPSIS

    def _fits(self, line: str, width: int, line_px: int, weight: Weight) -> bool:
        return self.text_size(line, line_px, weight)[0] <= width

    def _fitting(self, text: str, box: Box, line_px: int, weight: Weight) -> int:
        line_px = min(line_px, max(SMALLEST_LINE_PX, box.height))
        width = self.text_size(text, line_px, weight)[0]
        if width > box.width:
            line_px = max(SMALLEST_LINE_PX, line_px * box.width // width)
            # Letters have whole pixels, so that a line seldom becomes smaller exactly in proportion.
            while line_px > SMALLEST_LINE_PX and not self._fits(text, box.width, line_px, weight):
                line_px -= 1
        return line_px

    def _font(self, line_px: int, weight: Weight) -> pygame.font.Font:
        key = (line_px, weight)
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = opened(line_px, weight)
        return font

    def _rendered(self, text: str, line_px: int, colour: Colour, weight: Weight) -> pygame.Surface:
        """Rendering letters costs more than all the drawing, and most words stay for seconds: they are kept."""
        key = (text, line_px, colour, weight)
        surface = self._texts.get(key)
        if surface is None:
            surface = self._texts[key] = self._font(line_px, weight).render(text, True, colour)
            if len(self._texts) > _KEPT_TEXTS:
                self._texts.popitem(last=False)
        else:
            self._texts.move_to_end(key)
        return surface
