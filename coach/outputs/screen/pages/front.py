"""Draws the front page: the minutes of today as one large button, today as a ring, the days done, and where all else is."""

from __future__ import annotations

from typing import Final

from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.demonstrating import draw_demonstration
from coach.outputs.screen.layout import Box, page_line_px
from coach.outputs.screen.pages.described import Choice, DayMark, Figure, Front
from coach.outputs.screen.pages.parts import clear, draw_hint, draw_sentence, draw_sign, draw_title
from coach.outputs.screen.pages.targets import Target
from coach.outputs.screen.palette import FAR, INK, PANEL, PROGRESS, QUIET, REACHED, TEXT, TRACK
from coach.outputs.screen.shapes import arc, disc, rounded_box, tick

TILES_ACROSS: Final = 5
"""How many of the smaller buttons stand beside one another."""

FEW: Final = 4
"""Up to so many figures stand side by side with room for their titles on two lines; more need four. Chosen."""

_DAYS_A_WEEK: Final = 7


def draw_front(canvas: Canvas, page: Front) -> list[Target]:
    """Everything of it; on an upright canvas the ring stands under the large button."""
    inner = clear(canvas)
    title, body, _, tiles, hint = inner.rows(0.11, 0.57, 0.02, 0.25, 0.05)
    name, lead = title.columns(0.2, 0.8)
    draw_title(canvas, page.title, name)
    canvas.write(page.lead, lead, max(11, canvas.size[1] // 24), QUIET, "right")
    gap = max(6, canvas.size[1] // 60)
    if body.width > body.height:
        large, side = body.columns(0.66, 0.34)
        large = Box(large.x, large.y, large.width - gap, large.height)
    else:
        large, side = body.rows(0.6, 0.4)
        large = Box(large.x, large.y, large.width, large.height - gap)
    targets = [_draw_main(canvas, page, large)]
    _draw_today(canvas, page, side)
    targets += _draw_tiles(canvas, page, tiles, gap)
    draw_hint(canvas, page.hint, hint)
    return targets


def _draw_main(canvas: Canvas, page: Front, box: Box) -> Target:
    chosen = page.selected == 0
    edge = max(3, canvas.size[1] // 180)
    rounded_box(canvas.pixels, box, box.height * 0.06, PROGRESS if chosen else FAR)
    if not chosen:
        rounded_box(canvas.pixels, box.inset(edge, edge), box.height * 0.06 - edge, PANEL)
    inner = box.inset(box.width // 30, box.height // 20)
    label, note, _, figures = inner.rows(0.22, 0.15, 0.03, 0.60)
    if page.main.tone != "plain":
        side = round(label.height * 0.7)
        sign = Box(label.x, label.y + (label.height - side) // 2, side, side)
        draw_sign(canvas, page.main.tone, sign, INK if chosen else None)
        label = Box(label.x + side + side // 3, label.y, label.width - side - side // 3, label.height)
    canvas.write(page.main.label, label, round(label.height * 0.82), INK if chosen else TEXT, "left")
    if not page.figures:
        note = Box(note.x, note.y, note.width, inner.bottom - note.y)
    draw_sentence(canvas, page.main.note, note, colour=INK if chosen else TEXT, largest_parts=19)
    draw_figures(canvas, page.figures, figures, page.time_s)
    return Target(box, page.main.name)


def draw_figures(canvas: Canvas, figures: tuple[Figure, ...], box: Box, time_s: float) -> None:
    """Moving figures beside one another on a ground of their own, each with its title, and a tick where it is done."""
    if not figures:
        return
    rounded_box(canvas.pixels, box, box.height * 0.06, PANEL)
    for figure, column in zip(figures, box.inset(box.height // 24).columns(*(1.0 for _ in figures)), strict=True):
        words = 0.26 if len(figures) <= FEW else 0.40
        picture, title = column.inset(column.width // 40, 0).rows(1 - words, words)
        draw_demonstration(canvas, figure.exercise, picture, time_s)
        smallest_px = page_line_px(canvas.size[1])
        lines, found_px = canvas.wrapped(figure.title, title, max(smallest_px, canvas.size[1] // 34), smallest_px)
        canvas.write_lines(lines, title, found_px, QUIET if figure.done else TEXT)
        if figure.done:
            side = picture.height // 4
            disc(canvas.pixels, (picture.right - side * 0.6, picture.y + side * 0.6), side * 0.55, REACHED)
            tick(
                canvas.pixels,
                Box(picture.right - side, picture.y + side // 5, round(side * 0.8), round(side * 0.8)),
                INK,
            )


def _draw_today(canvas: Canvas, page: Front, box: Box) -> None:
    rounded_box(canvas.pixels, box, canvas.size[1] * 0.03, PANEL)
    inner = box.inset(box.width // 18, box.height // 24)
    ring, days, walk = inner.rows(0.40, 0.44, 0.16)
    _draw_ring(canvas, page, ring)
    _draw_days(canvas, page, days)
    line_px = max(10, canvas.size[1] // 32)
    lines, found_px = canvas.wrapped(page.walk, walk, line_px, max(9, line_px * 2 // 3))
    canvas.write_lines(lines, walk, found_px, TEXT, "left")


def _draw_ring(canvas: Canvas, page: Front, box: Box) -> None:
    radius = box.height / 2 * 0.8
    thickness = radius * 0.26
    centre = (box.x + box.height / 2, box.y + box.height / 2)
    arc(canvas.pixels, centre, radius, thickness, 0.0, 360.0, TRACK)
    share = page.done / page.of if page.of else 0.0
    if share > 0:
        arc(canvas.pixels, centre, radius, thickness, 0.0, 360.0 * min(1.0, share), REACHED if share >= 1 else PROGRESS)
    inside = Box(
        round(centre[0] - radius * 0.7), round(centre[1] - radius * 0.7), round(1.4 * radius), round(1.4 * radius)
    )
    if page.of and page.done >= page.of:
        tick(canvas.pixels, inside.inset(inside.width // 6), REACHED)
    else:
        canvas.write(f"{page.done}/{page.of}" if page.of else "–", inside, round(inside.height * 0.52), TEXT)
    words = Box(box.x + box.height + box.height // 8, box.y, box.width - box.height - box.height // 8, box.height)
    line_px = max(10, canvas.size[1] // 30)
    lines, found_px = canvas.wrapped(page.today, words, line_px, max(9, line_px * 2 // 3))
    canvas.write_lines(lines, words, found_px, TEXT, "left")


def _draw_days(canvas: Canvas, page: Front, box: Box) -> None:
    """Weeks under one another, the newest last: full where something was done, hollow where one only walked."""
    head, grid = box.rows(0.18, 0.82)
    across = grid.columns(*(1.0 for _ in range(_DAYS_A_WEEK)))
    px = max(9, round(head.height * 0.8))
    for name, column in zip(page.weekdays, across, strict=True):
        canvas.write(name, Box(column.x, head.y, column.width, head.height), px, QUIET)
    weeks = [page.days[at : at + _DAYS_A_WEEK] for at in range(0, len(page.days), _DAYS_A_WEEK)]
    if not weeks:
        return
    for week, row in zip(weeks, grid.rows(*(1.0 for _ in weeks)), strict=True):
        for mark, column in zip(week, across, strict=False):
            _draw_day(canvas, mark, Box(column.x, row.y, column.width, row.height))


def _draw_day(canvas: Canvas, mark: DayMark, box: Box) -> None:
    centre = (box.x + box.width / 2, box.y + box.height / 2)
    radius = min(box.width, box.height) * 0.34
    if mark.today:
        disc(canvas.pixels, centre, radius * 1.45, TEXT)
        disc(canvas.pixels, centre, radius * 1.22, PANEL)
    if mark.state == "done":
        disc(canvas.pixels, centre, radius, REACHED)
    elif mark.state == "walked":
        disc(canvas.pixels, centre, radius, REACHED)
        disc(canvas.pixels, centre, radius * 0.62, PANEL)
    elif mark.state == "none":
        disc(canvas.pixels, centre, radius * 0.5, TRACK)


def _draw_tiles(canvas: Canvas, page: Front, box: Box, gap: int) -> list[Target]:
    lines = [page.tiles[at : at + TILES_ACROSS] for at in range(0, len(page.tiles), TILES_ACROSS)]
    targets = []
    for line, row in zip(lines, box.rows(*(1.0 for _ in lines)), strict=True):
        for number, (tile, column) in enumerate(
            zip(line, row.columns(*(1.0 for _ in range(TILES_ACROSS))), strict=False)
        ):
            right = 0 if number == TILES_ACROSS - 1 else gap
            place = Box(column.x, column.y + gap // 2, column.width - right, column.height - gap // 2)
            targets.append(_draw_tile(canvas, tile, place, chosen=page.tiles.index(tile) + 1 == page.selected))
    return targets


def _draw_tile(canvas: Canvas, tile: Choice, box: Box, *, chosen: bool) -> Target:
    edge = max(2, canvas.size[1] // 300)
    rounded_box(canvas.pixels, box, box.height * 0.16, PROGRESS if chosen else FAR)
    if not chosen:
        rounded_box(canvas.pixels, box.inset(edge, edge), box.height * 0.16 - edge, PANEL)
    inner = box.inset(box.width // 14, box.height // 9)
    label, note = inner.rows(0.58, 0.42) if tile.note else (inner, None)
    if tile.tone == "care":
        side = round(label.height * 0.8)
        draw_sign(
            canvas, "care", Box(label.x, label.y + (label.height - side) // 2, side, side), INK if chosen else None
        )
        label = Box(label.x + side, label.y, label.width - side, label.height)
    size = round(min(label.height * 0.9, box.height * 0.42))
    canvas.write(tile.label, label, size, INK if chosen else TEXT, "left")
    if note is not None:
        canvas.write(tile.note, note, round(note.height * 0.82), INK if chosen else QUIET, "left")
    return Target(box, tile.name)
