"""Draws a page and says where it can be clicked."""

from __future__ import annotations

from coach.outputs.screen.layout import Box
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.badges import draw_badges
from coach.outputs.screen.pages.described import (
    Entry,
    Exercising,
    Front,
    Guiding,
    Menu,
    Page,
    Resting,
    Scale,
    TextPage,
    Weeks,
)
from coach.outputs.screen.pages.front import draw_front
from coach.outputs.screen.pages.guide import draw_guide
from coach.outputs.screen.pages.history import draw_history
from coach.outputs.screen.pages.menu import draw_entry, draw_menu, draw_text_page
from coach.outputs.screen.pages.parts import draw_buttons
from coach.outputs.screen.pages.rest import draw_rest
from coach.outputs.screen.pages.scale import draw_scale
from coach.outputs.screen.pages.targets import Target

ANYWHERE = "anywhere"
"""What a click is called that meets nothing else on the exercise's own page."""


def draw_page(overlay: Overlay, page: Page) -> tuple[Target, ...]:
    """Draws the page on the overlay's canvas; where it can be clicked, what lies on top last."""
    canvas = overlay.canvas
    whole = Box(0, 0, *canvas.size)
    top = Box(canvas.size[0] // 2, 0, canvas.size[0] - canvas.size[0] // 2, canvas.size[1] // 8)
    match page:
        case Front():
            return tuple(draw_front(canvas, page))
        case Menu():
            return tuple(draw_menu(canvas, page))
        case TextPage():
            return tuple(draw_text_page(canvas, page))
        case Weeks():
            return tuple(draw_history(canvas, page))
        case Entry():
            return tuple(draw_entry(canvas, page))
        case Scale():
            return tuple(draw_scale(canvas, page))
        case Resting():
            targets = draw_rest(canvas, page)
            draw_badges(canvas, page.badges, whole, top)
        case Guiding():
            targets = draw_guide(overlay, page)
            draw_badges(canvas, page.badges, whole, top)
        case Exercising():
            targets = _draw_exercise(overlay, page, whole)
    return tuple(targets)


def _draw_exercise(overlay: Overlay, page: Exercising, whole: Box) -> list[Target]:
    overlay.draw(page.step)
    stage = overlay.stage
    targets = [Target(whole, ANYWHERE)]
    if page.buttons:
        foot = Box(stage.x, stage.bottom - round(stage.height * 0.16), stage.width, round(stage.height * 0.14))
        targets += draw_buttons(overlay.canvas, page.buttons, page.selected, foot)
    # Below the banner; where the picture is covered there is none, and the cover's sign stands where the note would.
    covered = page.step.state.watching in ("paused", "done", "hurt")
    below = 0 if covered else round(stage.height * 0.14)
    corner = Box(stage.x, stage.y + below, stage.width, round(stage.height * 0.12))
    draw_badges(overlay.canvas, page.badges, stage, corner, exercising=True)
    return targets
