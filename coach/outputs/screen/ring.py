"""The hold: a ring that fills with the seconds held."""

from __future__ import annotations

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.palette import PROGRESS, QUIET, REACHED, TEXT, TRACK
from coach.outputs.screen.scene import Hold
from coach.outputs.screen.shapes import arc, tick


def filled_deg(hold: Hold) -> float:
    """How much of the ring is filled, 0..360."""
    return 360.0 * min(1.0, max(0.0, hold.held_s / hold.target_s))


def draw_ring(canvas: Canvas, hold: Hold, box: Box) -> None:
    """Draws the ring, clockwise from the top, with the whole seconds held in it and the seconds asked for beneath."""
    radius = min(box.width, box.height) / 2 * 0.80
    thickness = radius * 0.24
    centre = (box.centre[0] + 0.0, box.centre[1] + 0.0)
    arc(canvas.pixels, centre, radius, thickness, 0.0, 360.0, TRACK)
    if hold.held_s > 0:
        arc(canvas.pixels, centre, radius, thickness, 0.0, filled_deg(hold), REACHED if hold.done else PROGRESS)
    inside = radius - thickness * 0.7
    left, width = round(centre[0] - inside * 0.86), round(inside * 1.72)
    number_px, word_px = round(inside * 0.95), round(inside * 0.40)
    top = round(centre[1] - inside * 0.66)
    number = Box(left, top, width, number_px)
    if hold.done:
        tick(canvas.pixels, number, REACHED)
    else:
        canvas.write(f"{int(hold.held_s + 1e-6)}", number, number_px, TEXT if hold.held_s > 0 else QUIET)
    word = Box(left, top + number_px, width, round(word_px * 1.1))
    said = canvas.words.phrases.seconds_held if hold.done else canvas.words.phrases.seconds_asked
    canvas.write(said.format(seconds=canvas.words.figure(hold.target_s)), word, word_px, QUIET)
