"""Whether it can be read: the letters' size at 3 m, the contrast of what must be told apart, also without red or green."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from screen_steps import step

from coach.engine import catalog
from coach.languages import wording as wording_of
from coach.outputs.screen import canvas as canvas_module
from coach.outputs.screen.canvas import Canvas
from coach.outputs.screen.layout import Box, lay_out
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import Badges, Exercising
from coach.outputs.screen.pages.drawing import draw_page
from coach.outputs.screen.palette import (
    ATTENTION,
    BONE,
    EDGE,
    GROUND,
    HALO,
    INK,
    PANEL,
    PLAIN,
    PROGRESS,
    QUIET,
    REACHED,
    TARGET,
    TEXT,
    TRACK,
    WARNING,
    Colour,
)
from coach.outputs.screen.shapes import tile
from coach.outputs.screen.typeface import CAPITAL, Weight, capital_px, opened
from coach.values import Step

SMALLEST = (1024, 600)
FULL_SCREENS = [(1280, 720), (1920, 1080), (1366, 768), SMALLEST]
SCREEN_MM = 14 * 25.4 * 9 / math.hypot(16, 9)
"""How high a 14-inch 16:9 screen is."""

LEAST_MM = 3000 * math.tan(math.radians(10 / 60))
"""Ten minutes of arc at three metres."""


def moments(card_of: str, language: str) -> Iterator[Step]:
    """All that an exercise shows while it is counted, with its real words."""
    exercise = catalog.find(card_of)
    card = wording_of(language).card(exercise)
    sided = card.sides != "none"
    reps = {"left": 12, "right": 10} if sided else {"both": 10}
    side, following = ("left", "right") if sided else (None, None)
    usual = step(card=card, side=side, next_side=following, reps=reps, gauge=card.gauge_target * 0.6)
    yield usual
    yield replace(usual, state=replace(usual.state, gauge=card.gauge_target * 1.2, hold_s=card.hold_s))
    yield replace(usual, state=replace(usual.state, watching="lost", missing=("hips",)))
    yield replace(usual, state=replace(usual.state, unwatched=("x",)))
    yield replace(usual, state=replace(usual.state, low_back_level="hint"))
    for fault in card.low_back_faults:
        yield replace(usual, state=replace(usual.state, low_back=True, active_faults=(fault,)))


@pytest.mark.parametrize(
    ("size", "language"),
    [
        # By default the smallest screen, where least fits and a pixel's rounding counts most, and one of the largest.
        pytest.param(size, language, id=f"{language}-{size[0]}x{size[1]}", marks=marks)
        for size in FULL_SCREENS
        for language in ("en", "de")
        for marks in [() if (size, language) in ((SMALLEST, "de"), ((1920, 1080), "en")) else pytest.mark.thorough]
    ],
)
def test_the_smallest_letters_of_an_exercise_are_ten_minutes_of_arc_at_three_metres(
    size: tuple[int, int], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Measured on the fonts that are really taken, for all exercises, on a screen of 14 inches filled by the window."""
    written: dict[str, int] = {}

    class Noting(Canvas):
        def _rendered(self, text: str, line_px: int, colour: Colour, weight: Weight) -> object:  # type: ignore[override]
            em_px = self._font(line_px, weight).point_size
            written[text] = min(em_px, written.get(text, em_px))
            return super()._rendered(text, line_px, colour, weight)

    monkeypatch.setattr(canvas_module, "Canvas", Noting)
    monkeypatch.setattr("coach.outputs.screen.overlay.Canvas", Noting)
    overlay = Overlay(size, key_hints=True, words=wording_of(language).on_screen())
    for exercise in catalog.files():
        for shown in moments(exercise, language):
            overlay.director._forget()
            overlay.draw(shown)
    pages = wording_of(language).pages
    for badges in (Badges(pages.gesture_go_on, 0.4), Badges(note=pages.slow.format(model="lite"), about="slow")):
        draw_page(overlay, Exercising(step(), badges=badges))
    assert len(written) > 40
    smallest_mm = {text: CAPITAL * em_px / size[1] * SCREEN_MM for text, em_px in written.items()}
    # A whole pixel's rounding is 0.2 mm on the smallest of these screens.
    too_small = {text: round(mm, 2) for text, mm in smallest_mm.items() if mm < LEAST_MM - 0.15}
    assert not too_small


def test_capitals_are_as_high_as_they_are_said_to_be() -> None:
    weights: tuple[Weight, ...] = ("medium", "semibold", "bold")
    for weight in weights:
        canvas = Canvas((400, 400))
        canvas.write("H", Box(0, 0, 400, 400), 300, weight=weight)
        rows = np.nonzero(canvas.pixels.max(axis=(1, 2)) > 128)[0]
        assert np.ptp(rows) + 1 == pytest.approx(CAPITAL * opened(300, weight).point_size, abs=3)
        assert np.ptp(rows) + 1 == pytest.approx(capital_px(300), abs=3)


def test_capitals_stand_in_the_middle_of_their_line() -> None:
    for line_px in (24, 63, 120):
        canvas = Canvas((300, 200))
        canvas.write("H8", Box(0, 0, 300, 200), line_px)
        rows = np.nonzero(canvas.pixels.max(axis=(1, 2)) > 128)[0]
        assert (rows[0] + rows[-1]) / 2 == pytest.approx(99.5, abs=1.5)


def test_figures_are_all_equally_wide_and_every_letter_that_is_written_is_there() -> None:
    for weight in ("medium", "semibold", "bold"):
        font = opened(80, weight)
        assert len({advance for *_, advance in filter(None, font.metrics("0123456789"))}) == 1
        assert None not in font.metrics("äöüÄÖÜß°±…−–·→“”„’½½éèçñ")


def test_weights_are_real() -> None:
    """A heavier weight is drawn with wider stems, from a file of its own."""
    ink = []
    for weight in ("medium", "semibold", "bold"):
        canvas = Canvas((400, 200))
        canvas.write("HIl", Box(0, 0, 400, 200), 150, weight=weight)
        ink.append(int(canvas.pixels.sum()))
    assert ink[0] < ink[1] < ink[2]


def linear(colour: Colour) -> np.ndarray:
    parts = np.array(colour) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(rgb: np.ndarray) -> float:
    return float(rgb @ (0.2126, 0.7152, 0.0722))


def contrast(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", [PROGRESS, REACHED, ATTENTION, WARNING, BONE, PLAIN, TARGET, TEXT, QUIET])
def test_what_is_drawn_stands_off_from_its_edge_and_its_ground(colour: Colour) -> None:
    assert contrast(colour, HALO) >= 3
    assert contrast(colour, PANEL) >= (2.9 if colour is WARNING else 3)


def test_words_stand_off_from_what_they_are_written_on() -> None:
    for words, ground in (
        (TEXT, PANEL),
        (TEXT, GROUND),
        (QUIET, PANEL),
        (INK, PROGRESS),
        (INK, ATTENTION),
        (TEXT, WARNING),
    ):
        assert contrast(words, ground) >= 4.5


def test_an_empty_gauge_is_seen_and_tiles_and_panels_stand_off() -> None:
    assert contrast(TRACK, PANEL) >= 3
    assert contrast(EDGE, PANEL) >= 3
    assert contrast(EDGE, GROUND) >= 3
    shown = Overlay((1280, 720)).draw(step())
    layout = lay_out((1280, 720), (640, 480), has_hold=True)
    assert (shown[:, layout.panel.x] == EDGE.bgr).all()
    pixels = np.zeros((200, 300, 3), np.uint8)
    tile(pixels, Box(20, 20, 260, 160), 12, PANEL)
    assert (pixels[100, 20] == EDGE.bgr).all()
    assert (pixels[100, 150] == PANEL.bgr).all()


SEEN_BY = {
    # Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ rgb / (0.9505, 1.0, 1.089)
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_the_spines_colours_are_told_apart_by_eyes_that_see_no_red_or_no_green(eyes: str) -> None:
    """A distance of 20 in CIELAB is plain to see even on small areas; each also has a shape of its own."""
    matrix = np.array(SEEN_BY[eyes])
    seen = {name: lab(np.clip(matrix @ linear(colour), 0, 1)) for name, colour in COLOURS.items()}
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 20, (one, other)


COLOURS = {"calm": BONE, "under way": PROGRESS, "reached": REACHED, "hint": ATTENTION, "warning": WARNING}


def test_the_window_has_an_icon_of_its_own_that_is_seen_on_light_and_dark() -> None:
    from coach.outputs.window.icon import icon

    surface = icon(64)
    assert surface.get_size() == (64, 64)
    corner, middle = surface.get_at((0, 0)), surface.get_at((32, 32))
    assert corner.a == 0
    assert middle.a == 255
    shades = {tuple(surface.get_at((x, y)))[:3] for x in range(0, 64, 4) for y in range(0, 64, 4)}
    assert len(shades) > 3
