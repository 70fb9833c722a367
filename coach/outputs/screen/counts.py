"""The repetitions: one count, or the person's left on the left and right on the right as in the mirror."""

from __future__ import annotations

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import INK, PROGRESS, QUIET, REACHED, TEXT
from coach.outputs.screen.scene import Count
from coach.outputs.screen.shapes import rounded_box


def draw_counts(canvas: Canvas, counts: tuple[Count, ...], box: Box, unit: int) -> None:
    """Draws a card for each count; the side to do next stands on a light card and says so."""
    cards = box.columns(*(1.0 for _ in counts))
    for count, card in zip(counts, cards, strict=True):
        _draw_card(canvas, count, card.inset(unit // 2 if len(counts) > 1 else 0, 0), unit)


def _draw_card(canvas: Canvas, count: Count, card: Box, unit: int) -> None:
    if count.is_next:
        rounded_box(canvas.pixels, card, 2.0 * unit, PROGRESS)
    inner = card.inset(unit, unit)
    label, number, note = inner.rows(0.27, 0.49, 0.24) if count.label else inner.rows(0.25, 0.75, 0.0)
    done = count.reps >= count.dose > 0
    words = INK if count.is_next else QUIET
    figures = INK if count.is_next else (REACHED if done else TEXT)
    said = canvas.words.phrases
    canvas.write(count.label or (said.reps_done if done else said.reps), label, round(label.height * 0.95), words)
    canvas.write(f"{count.reps}/{count.dose}", number, number.height, figures)
    if count.label:
        canvas.write(
            said.side_next if count.is_next else (said.side_done if done else ""),
            note,
            round(note.height * 0.95),
            words,
        )
