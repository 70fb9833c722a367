"""Draws menus, things to read, and lines to type."""

from __future__ import annotations

from typing import Final, NamedTuple

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstrating import draw_demonstration
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.compared import draw_compared
from coach.outputs.screen.pages.described import Block, Choice, Entry, Menu, TextPage, Tone
from coach.outputs.screen.pages.front import draw_figures
from coach.outputs.screen.pages.parts import (
    clear,
    draw_arrow,
    draw_buttons,
    draw_hint,
    draw_rows,
    draw_sentence,
    draw_sign,
    draw_title,
    row_height,
)
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import PANEL, PROGRESS, QUIET, TEXT
from coach.outputs.screen.shapes import rounded_box
from coach.outputs.screen.skeleton import draw_picture
from coach.values import Frame

LINE_PARTS: Final = 20
"""A line of what is read is this part of the canvas's height: 9 mm on a 15-inch screen, for 2 m. Chosen."""

BESIDE_PARTS: Final = 25
"""The same beside a figure, where what is to be done is to be seen whole, by somebody who sits before the screen. Chosen."""


def draw_menu(canvas: Canvas, menu: Menu) -> list[Target]:
    """A title, a sentence, and choices."""
    inner = clear(canvas)
    lead = 0.0 if not menu.lead else 0.42 if menu.large_lead else 0.14
    title, sentence, rows, hint = inner.rows(0.13, lead, 0.81 - lead, 0.06)
    targets = []
    if menu.back:
        title, corner = title.columns(0.82, 0.18)
        targets += draw_buttons(canvas, (Choice("back", menu.back),), None, corner.inset(0, corner.height // 7))
    draw_title(canvas, menu.title, title)
    draw_sentence(canvas, menu.lead, sentence, largest_parts=9 if menu.large_lead else 18)
    if menu.picture is not None:
        rows, beside = rows.columns(0.48, 0.52)
        _draw_camera(canvas, menu.picture, beside.inset(beside.width // 30, 0))
    targets += draw_rows(canvas, menu.choices, menu.selected, rows, columns=menu.columns, time_s=menu.time_s)
    draw_hint(canvas, menu.hint, hint)
    return targets


def _draw_camera(canvas: Canvas, frame: Frame, box: Box) -> None:
    """The picture as in a mirror, as large as it fits."""
    height, width = frame.image.shape[:2]
    scale = min(box.width / width, box.height / height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    draw_picture(canvas.region(Box(box.x + (box.width - size[0]) // 2, box.y, *size)), frame.image)


def draw_entry(canvas: Canvas, entry: Entry) -> list[Target]:
    """A line to type, with what is expected and what was wrong with the last one."""
    title, lead, line, problem, buttons, _, hint = clear(canvas).rows(0.13, 0.22, 0.13, 0.22, 0.14, 0.02, 0.06)
    draw_title(canvas, entry.title, title)
    draw_sentence(canvas, entry.lead, lead)
    rounded_box(canvas.pixels, line, line.height * 0.16, PANEL)
    text = line.inset(line.height // 4, line.height // 6)
    line_px = round(text.height * 0.8)
    shown = _tail(canvas, entry.text, text.width - line_px, line_px)
    canvas.write(shown, text, line_px, TEXT, "left")
    caret = text.x + canvas.text_size(shown, line_px)[0] + max(2, line_px // 12)
    canvas.fill(Box(caret, text.y, max(2, line_px // 14), text.height), PROGRESS)
    if entry.problem:
        sign = Box(problem.x, problem.y, line.height, problem.height)
        draw_sign(canvas, "care", sign.inset(line.height // 4, (problem.height - line.height // 2) // 2))
        room = Box(problem.x + line.height, problem.y, problem.width - line.height, problem.height)
        draw_sentence(canvas, entry.problem, room, largest_parts=20)
    words = canvas.words.phrases
    targets = draw_buttons(canvas, (Choice("save", words.save), Choice("back", words.back)), 0, buttons)
    draw_hint(canvas, entry.hint, hint)
    return targets


def draw_text_page(canvas: Canvas, page: TextPage) -> list[Target]:
    """Blocks of lines, from the first one shown on, and buttons."""
    lead = 0.11 if page.lead else 0.0
    title, sentence, body, buttons, _, hint = clear(canvas).rows(0.12, lead, 0.66 - lead, 0.14, 0.02, 0.06)
    draw_title(canvas, page.title, title)
    draw_sentence(canvas, page.lead, sentence, largest_parts=18)
    body = _draw_beside(canvas, page, body)
    bar = row_height(canvas) // 2
    text = Box(body.x, body.y, body.width - bar - bar // 2, body.height - bar // 3)
    more = _draw_blocks(canvas, page, text)
    targets = draw_buttons(canvas, page.buttons, page.selected, buttons)
    draw_hint(canvas, page.hint, hint)
    above = Box(body.right - bar, body.y, bar, bar)
    below = Box(body.right - bar, text.bottom - bar, bar, bar)
    for way, box, there in (("up", above, page.first > 0), ("down", below, more)):
        if there:
            draw_arrow(canvas, box, way, QUIET)
            targets.append(Target(box, f"more:{way}"))
    return targets


def _draw_beside(canvas: Canvas, page: TextPage, body: Box) -> Box:
    """Draws what stands beside or above the text; what is left for the text."""
    if page.compared is not None or len(page.figures) == 1:
        text, side = body.columns(0.64, 0.36) if body.width > body.height else reversed(body.rows(0.38, 0.62))
        side = Box(side.x, side.y, side.width, round(side.height * 0.96))
        if page.compared is not None:
            draw_compared(canvas, page.compared, side, page.time_s)
        else:
            rounded_box(canvas.pixels, side, side.height * 0.05, PANEL)
            inner = side.inset(side.width // 16, side.height // 16)
            draw_demonstration(canvas, page.figures[0].exercise, inner, page.time_s)
        return Box(text.x, text.y, text.width - canvas.size[0] // 60, text.height)
    if page.figures:
        above, text = body.rows(0.4, 0.6)
        draw_figures(canvas, page.figures, Box(above.x, above.y, above.width, round(above.height * 0.94)), page.time_s)
        return text
    return body


class _Line(NamedTuple):
    """One line of what is read. tone: of a heading's first line; height: with what is left free above it; mark: before it."""

    text: str
    line_px: int
    indent: int
    height: int
    tone: Tone = "plain"
    mark: str = ""


def _draw_blocks(canvas: Canvas, page: TextPage, box: Box) -> bool:
    """Draws the lines that fit, from the first one shown on; True when some do not."""
    high = BESIDE_PARTS if page.figures or page.compared is not None else LINE_PARTS
    line_px = max(11, canvas.size[1] // high)
    lines = [line for block in page.blocks for line in _lines_of(canvas, block, box.width, line_px)]
    bottom = box.y
    for number, line in enumerate(lines[page.first :]):
        height = line.height if number else line.line_px
        if bottom + height > box.bottom:
            return True
        bottom += height
        top = bottom - line.line_px
        if line.tone != "plain":
            draw_sign(canvas, line.tone, Box(box.x, top, line.line_px, line.line_px))
        place = Box(box.x + line.indent, top, box.width - line.indent, line.line_px)
        canvas.write(line.text, place, line.line_px, TEXT, "left")
        if line.mark:
            before = Box(place.x - round(line.line_px * 1.2), top, line.line_px, line.line_px)
            canvas.write(line.mark, before, line.line_px, PROGRESS, "left")
    return False


def _lines_of(canvas: Canvas, block: Block, width: int, line_px: int) -> list[_Line]:
    heading_px = round(line_px * 1.12)
    indent = round(line_px * 1.4) if block.tone != "plain" else 0
    found = []
    for number, text in enumerate(_broken(canvas, block.heading, width - indent, heading_px) if block.heading else []):
        above = 0 if number else line_px // 2
        found.append(_Line(text, heading_px, indent, heading_px + above, "plain" if number else block.tone))
    for number, text in enumerate(block.lines, 1):
        hang = round(line_px * 1.2) if block.numbered else 0
        parts = _broken(canvas, text, width - line_px - hang, line_px)
        said = f"{number}." if block.numbered else ""
        for place, part in enumerate(parts):
            above = line_px // 4 if block.numbered and not place and number > 1 else 0
            height = round(line_px * 1.06) + above
            found.append(_Line(part, line_px, line_px + hang, height, mark="" if place else said))
    return found


def _broken(canvas: Canvas, text: str, width: int, line_px: int) -> list[str]:
    room = Box(0, 0, width, canvas.size[1])
    return canvas.wrapped(text, room, line_px, line_px)[0]


def _tail(canvas: Canvas, text: str, width: int, line_px: int) -> str:
    """The end of what was typed, as much as fits."""
    while text and canvas.text_size(text, line_px)[0] > width:
        text = text[1:]
    return text
