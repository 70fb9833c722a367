"""The charts of an exercise: whatever there is of it is drawn, and what is unknown is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from math import nan

import numpy as np
import pytest

from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.pages.described import Choice, Weeks
from coach.outputs.screen.pages.drawing import draw_page
from coach.outputs.screen.pages.history import POINTS_MOST
from coach.outputs.screen.palette import PROGRESS, RIGHT_SIDE
from coach.record.trends import KINDS, Trend, TrendPoint, What
from tests.unit.outputs.screen_steps import count

BUTTONS = (Choice("before", "Previous"), Choice("after", "Next"), Choice("leave", "Back"))
SIZES = [(1280, 720), (1920, 1080), (600, 1024), (320, 240)]


def trend(what: What = "range", side: str = "both", *values: float, band: float = 2.0) -> Trend:
    points = tuple(
        TrendPoint(date(2026, 5, 1) + timedelta(days=2 * number), value, value - band, value + band, 3)
        for number, value in enumerate(values or (30.0, 34.0, 33.0, 40.0))
    )
    name = "" if side == "both" else side
    return Trend("turn", "Turn", what, what, side, "°", points, 10.0, 6.3, "real", "range +10.0°; a real gain", name)


def drawn(*trends: Trend, size: tuple[int, int] = (1280, 720)) -> np.ndarray:
    overlay = Overlay(size)
    draw_page(overlay, Weeks("Turn", trends, BUTTONS, -1, note="1 of 3", nothing="Nothing was counted yet."))
    return overlay.canvas.pixels.copy()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kinds", [0, 1, 2, len(KINDS)])
def test_every_number_of_charts_fits_every_size(size: tuple[int, int], kinds: int) -> None:
    trends = [trend(what, side) for what in KINDS[:kinds] for side in ("left", "right")]
    overlay = Overlay(size)
    targets = draw_page(overlay, Weeks("Turn", tuple(trends), BUTTONS, 1, nothing="Nothing was counted yet."))
    assert [target.name for target in targets] == ["before", "after", "leave"]
    width, height = overlay.canvas.size
    for box, _ in targets:
        assert 0 <= box.x < box.right <= width
        assert 0 <= box.y < box.bottom <= height
    assert (overlay.canvas.pixels.max(axis=2) > 200).any()


def test_left_and_right_have_a_colour_and_a_mark_of_their_own() -> None:
    pixels = drawn(trend("range", "left"), trend("range", "right", 20.0, 22.0))
    assert count(pixels, PROGRESS) > 0
    assert count(pixels, RIGHT_SIDE) > 0
    assert count(drawn(trend("range", "left")), RIGHT_SIDE) == 0


def test_what_is_known_well_has_a_narrow_band_and_what_is_unknown_none() -> None:
    plain = drawn(trend("range", "both", 30.0, 34.0, 40.0, band=nan))

    def differing(band: float) -> int:
        return int((drawn(trend("range", "both", 30.0, 34.0, 40.0, band=band)) != plain).any(axis=2).sum())

    assert differing(8.0) > differing(3.0) > 0


@pytest.mark.parametrize("values", [(30.0,), (0.0, 0.0), (-5.0, 5.0), (30.0,) * (3 * POINTS_MOST)])
def test_one_day_and_many_are_drawn(values: tuple[float, ...]) -> None:
    assert count(drawn(trend("symmetry", "both", *values)), PROGRESS) > 0


def test_a_figure_without_a_point_is_left_out() -> None:
    empty = replace(trend("symmetry"), points=())
    assert (drawn(trend(), empty) == drawn(trend())).all()
