"""Whether pages can be read: what each writes is large enough for where it is read from, and stands off from its ground."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pytest
from test_screen_legible import SCREEN_MM, contrast

from coach.outputs.screen.canvas import Align, Canvas
from coach.outputs.screen.layout import Box
from coach.outputs.screen.pages.described import Exercising
from coach.outputs.screen.palette import TEXT, Colour
from coach.outputs.screen.typeface import CAPITAL, Weight
from tests.every_page import NOW, StoredHouse, drawn, every_page

SIZE = (1024, 600)
"""The smallest of the screens, on which letters are the smallest parts of the height."""

NEAR_MM, AFAR_MM = 600.0, 2000.0
"""From the chair before the screen; from where the camera sees a whole person."""

LEAST_MINUTES = {NEAR_MM: 16.0, AFAR_MM: 10.0}
"""Height of a capital in minutes of arc: 16 is the least of ISO 9241-303 for reading at length, 10 is told at a glance."""

SOME_EXERCISES = ("cat-cow", "standing-roll-down", "seated-crossed-leg-twist", "lying-double-knee-to-chest")


class Written(NamedTuple):
    """One line on a page."""

    page: str
    text: str
    capital_mm: float
    contrast: float


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Written]:
    """Every line of the pages as they are really drawn, in German, whose words are the longest; of exercises' pages a few."""
    found: list[Written] = []

    class Noting(Canvas):
        def write(
            self,
            text: str,
            box: Box,
            line_px: int,
            colour: Colour = TEXT,
            align: Align = "centre",
            weight: Weight = "semibold",
        ) -> None:
            if text.strip():
                em_px = self._font(self._fitting(text, box, line_px, weight), weight).point_size
                under = self.pixels[max(0, box.y) : box.bottom : 6, max(0, box.x) : box.right : 12].reshape(-1, 3)
                codes = under @ np.array([65536, 256, 1])
                kinds, times = np.unique(codes, return_counts=True)
                most = int(kinds[times.argmax()]) if len(kinds) else 0
                ground = Colour(most & 255, most >> 8 & 255, most >> 16)
                height_mm = CAPITAL * em_px / SIZE[1] * SCREEN_MM
                found.append(Written(name, text, height_mm, contrast(colour, ground)))
            super().write(text, box, line_px, colour, align, weight)

    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COACH_HOME", str(tmp_path_factory.mktemp("home")))
        patched.setattr("coach.outputs.screen.overlay.Canvas", Noting)
        shared = StoredHouse("me", lambda: NOW)
        shared.change("language", "de")
        ids = {exercise.id for exercise in shared.exercises}
        for name, page in every_page(shared):
            alike = (name in ids and name not in SOME_EXERCISES) or name.startswith(
                ("setting-v", "setting-r", "question-1")
            )
            if not alike and not isinstance(page, Exercising):
                drawn(page, SIZE, shared.wording)
    return found


def _minutes(line: Written, from_mm: float) -> float:
    return math.degrees(math.atan(line.capital_mm / from_mm)) * 60


def test_every_page_can_be_read_from_a_chair(written: list[Written]) -> None:
    assert len(written) > 300
    # A whole pixel's rounding is 0.2 mm on the smallest of these screens.
    small = {
        line.text: f"{line.page}: {_minutes(line, NEAR_MM):.1f}"
        for line in written
        if _minutes(line, NEAR_MM) < LEAST_MINUTES[NEAR_MM]
    }
    assert not small


def test_what_somebody_has_to_do_who_already_went_to_their_place_is_larger(written: list[Written]) -> None:
    """The guide's sentence and what comes after a rest; the buttons' keys are read by who is near enough to press them."""
    told = [line for line in written if line.page.startswith(("guide-", "rest-0")) and _to_do(line)]
    assert {line.page for line in told} == {"guide-True", "guide-False", "rest-0-False", "rest-0-True"}
    small = {line.text: round(_minutes(line, AFAR_MM), 1) for line in told}
    assert all(minutes >= LEAST_MINUTES[AFAR_MM] for minutes in small.values()), small


def _to_do(line: Written) -> bool:
    place = (
        "Ich sehe deine Füße nicht: kipp den Bildschirm nach unten, oder geh zurück. Gut. Bleib so. Aufbiegen im Sitzen"
    )
    how = (
        "Setz dich seitlich zur Kamera, aufrecht, die Hände hinter dem Kopf. Hör hier auf und atme ruhig. Wärm dich auf"
    )
    return len(line.text) > 6 and line.text in f"{place} {how}" and line.text != "Drehen im Sitzen"


def test_every_line_stands_off_from_its_ground(written: list[Written]) -> None:
    """4.5:1, the least of WCAG 2.2 for text of any size."""
    pale = {line.text: f"{line.page}: {line.contrast:.1f}" for line in written if line.contrast < 4.5}
    assert not pale
