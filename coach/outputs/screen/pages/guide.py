"""Draws the guide to the camera's place: the picture, the ticks, and the one thing to do next."""

from __future__ import annotations

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstrating import demonstration_of, draw_demonstration
from coach.outputs.screen.layout import Box
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.badges import free_of_badges
from coach.outputs.screen.pages.described import Guiding
from coach.outputs.screen.pages.parts import clear, draw_buttons, draw_sentence, draw_sign, draw_title
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import PANEL, PROGRESS, QUIET, REACHED, TEXT, TRACK
from coach.outputs.screen.shapes import arc, disc
from coach.outputs.screen.silhouette import draw_silhouette
from coach.outputs.screen.skeleton import draw_outline, draw_picture
from coach.values import Placed, Tick


def draw_guide(overlay: Overlay, page: Guiding) -> list[Target]:
    """Everything of the guide, with buttons at its foot."""
    canvas = overlay.canvas
    title, body, sentence, buttons = clear(canvas).rows(0.11, 0.56, 0.18, 0.15)
    draw_title(canvas, page.title, free_of_badges(canvas, page.badges, title))
    picture, figure, ticks = body.columns(0.52, 0.17, 0.31)
    _draw_picture(canvas, page, picture)
    draw_demonstration(canvas, page.exercise, figure, page.pose.time_s)
    _draw_ticks(canvas, page.placed.ticks, ticks.inset(ticks.width // 20, 0))
    ring, words = sentence.columns(0.14, 0.86)
    _draw_ring(canvas, page.placed, ring)
    draw_sentence(canvas, page.placed.sentence or canvas.words.phrases.all_well, words, largest_parts=11)
    return draw_buttons(canvas, page.buttons, page.selected, buttons.inset(0, buttons.height // 10))


def _draw_picture(canvas: Canvas, page: Guiding, box: Box) -> None:
    canvas.fill(box, PANEL)
    width, height = page.pose.size
    scale = min(box.width / max(1, width), box.height / max(1, height))
    fitted = Box(0, 0, max(1, round(width * scale)), max(1, round(height * scale)))
    place = Box(
        box.x + (box.width - fitted.width) // 2,
        box.y + (box.height - fitted.height) // 2,
        fitted.width,
        fitted.height,
    )
    pixels = canvas.region(place)
    if page.frame is not None:
        draw_picture(pixels, page.frame.image)
    else:
        draw_outline(pixels, page.pose)
    film = demonstration_of(page.exercise)
    draw_silhouette(pixels, page.placed, faces_right=film is not None and film.faces_right)


def _draw_ticks(canvas: Canvas, ticks: tuple[Tick, ...], box: Box) -> None:
    rows = box.rows(*(1.0 for _ in ticks)) if ticks else []
    for tick, row in zip(ticks, rows, strict=True):
        sign = Box(row.x, row.y, row.height, row.height).inset(row.height // 5, row.height // 5)
        if tick.state == "unknown":
            disc(canvas.pixels, sign.centre, sign.height * 0.18, QUIET)
        else:
            draw_sign(canvas, "good" if tick.state == "ok" else "care", sign)
        words = Box(row.x + row.height, row.y, row.width - row.height, row.height)
        canvas.write(tick.word, words, round(row.height * 0.62), TEXT if tick.state == "wrong" else QUIET, "left")


def _draw_ring(canvas: Canvas, placed: Placed, box: Box) -> None:
    radius = min(box.width, box.height) / 2 * 0.8
    centre = (box.centre[0] + 0.0, box.centre[1] + 0.0)
    arc(canvas.pixels, centre, radius * 0.85, radius * 0.28, 0.0, 360.0, TRACK)
    share = min(1.0, placed.well_s / placed.wanted_s) if placed.wanted_s > 0 else 1.0
    if share > 0:
        colour = REACHED if share >= 1.0 else PROGRESS
        arc(canvas.pixels, centre, radius * 0.85, radius * 0.28, 0.0, 360.0 * share, colour)
