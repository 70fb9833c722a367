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


def draw_ring(canvas: Canvas, hold: Hold, box: Box, readable_px: int) -> None:
    """Draws the ring, clockwise from the top, with the whole seconds held in it, and beside it the seconds asked for.

    On an upright canvas those stand beneath it. readable_px: the least height of a line.
    """
    ring, word = box.columns(0.52, 0.48) if box.width > box.height else box.rows(0.68, 0.32)
    radius = min(ring.width, ring.height) / 2 * 0.80
    thickness = radius * 0.20
    centre = (ring.centre[0] + 0.0, ring.centre[1] + 0.0)
    arc(canvas.pixels, centre, radius, thickness, 0.0, 360.0, TRACK)
    if hold.held_s > 0:
        arc(canvas.pixels, centre, radius, thickness, 0.0, filled_deg(hold), REACHED if hold.done else PROGRESS)
    inside = radius - thickness * 0.7
    number = Box(
        round(centre[0] - inside * 0.86), round(centre[1] - inside * 0.8), round(inside * 1.72), round(inside * 1.6)
    )
    if hold.done:
        tick(canvas.pixels, number, REACHED)
    else:
        number_px = max(readable_px, round(inside * 1.25))
        canvas.write(f"{int(hold.held_s + 1e-6)}", number, number_px, TEXT if hold.held_s > 0 else QUIET, weight="bold")
    said = canvas.words.phrases.seconds_held if hold.done else canvas.words.phrases.seconds_asked
    lines, line_px = canvas.wrapped(
        said.format(seconds=canvas.words.figure(hold.target_s)), word, readable_px, readable_px
    )
    canvas.write_lines(lines, word, line_px, QUIET)
