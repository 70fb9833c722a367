"""Draws a question that is answered with a number."""

from __future__ import annotations

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.pages.described import Scale
from coach.outputs.screen.pages.parts import clear, draw_buttons, draw_ground, draw_hint, draw_sentence, draw_title
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import INK, QUIET, TEXT


def draw_scale(canvas: Canvas, scale: Scale) -> list[Target]:
    """The question, the numbers beside one another with a word under either end, and the button that skips it."""
    title, lead, numbers, words, _, buttons, _, hint = clear(canvas).rows(
        0.12, 0.22, 0.24, 0.10, 0.08, 0.15, 0.03, 0.06
    )
    draw_title(canvas, scale.title, title)
    draw_sentence(canvas, scale.lead, lead, largest_parts=10)
    targets = []
    for number, column in enumerate(numbers.columns(*(1.0 for _ in range(scale.most + 1)))):
        place = column.inset(max(2, column.width // 20), 0)
        chosen = number == scale.selected
        draw_ground(canvas, place, place.width * 0.16, selected=chosen)
        size = round(min(place.height * 0.7, place.width * 0.8))
        canvas.write(str(number), place, size, INK if chosen else TEXT)
        targets.append(Target(place, str(number)))
    line_px = round(words.height * 0.55)
    canvas.write(scale.least_word, words, line_px, QUIET, "left")
    canvas.write(scale.most_word, words, line_px, QUIET, "right")
    skip, _ = buttons.columns(0.34, 0.66)
    targets += draw_buttons(canvas, (scale.button,), None, skip)
    draw_hint(canvas, scale.hint, hint)
    return targets
