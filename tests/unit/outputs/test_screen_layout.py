"""Where things go: everything on the canvas, nothing on top of one another, the picture whole."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.outputs.screen.layout import Box, lay_out

CANVASES = [(1024, 600), (1280, 720), (1920, 1080), (3840, 2160), (600, 1000)]
PICTURES = [(640, 480), (1280, 720), (480, 640), (1920, 1080), (1080, 1920)]


def inside(inner: Box, outer: Box) -> bool:
    return inner.x >= outer.x and inner.y >= outer.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def apart(one: Box, other: Box) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


@given(
    st.tuples(st.integers(320, 4000), st.integers(240, 3000)),
    st.tuples(st.integers(16, 4000), st.integers(16, 4000)),
    st.booleans(),
)
def test_everything_is_on_the_canvas_and_nothing_in_the_panel_overlaps(
    size: tuple[int, int], picture: tuple[int, int], has_hold: bool
) -> None:
    layout = lay_out(size, picture, has_hold=has_hold)
    assert apart(layout.stage, layout.panel)
    assert inside(layout.stage, layout.canvas)
    assert inside(layout.panel, layout.canvas)
    for box in (layout.picture, layout.banner, layout.cue):
        assert inside(box, layout.stage)
    assert apart(layout.banner, layout.cue)
    before = [layout.title, layout.hints]
    figures = [box for box in (layout.gauge, layout.ring, layout.reps) if box is not None]
    assert all(inside(box, layout.panel) for box in before + figures)
    for shown_together in (before, figures):
        assert all(apart(one, other) for one, other in combinations(shown_together, 2))


@pytest.mark.parametrize("size", CANVASES)
@pytest.mark.parametrize("picture", PICTURES)
def test_the_picture_is_whole_and_keeps_its_shape(size: tuple[int, int], picture: tuple[int, int]) -> None:
    layout = lay_out(size, picture, has_hold=True)
    shown = layout.picture
    assert shown.width / shown.height == pytest.approx(picture[0] / picture[1], rel=0.02)
    assert shown.width == layout.stage.width or shown.height == layout.stage.height


def test_a_usual_picture_nearly_fills_its_stage_on_a_usual_canvas() -> None:
    layout = lay_out((1280, 720), (640, 480), has_hold=True)
    assert layout.picture.width == layout.stage.width
    assert layout.picture.height > 0.95 * layout.stage.height


def test_a_narrow_picture_leaves_its_room_to_the_figures() -> None:
    usual = lay_out((1280, 720), (640, 480), has_hold=True)
    narrow = lay_out((1280, 720), (480, 640), has_hold=True)
    assert narrow.panel.width > 1.5 * usual.panel.width


def test_without_a_hold_the_gauge_has_the_rings_room() -> None:
    with_hold = lay_out((1280, 720), (640, 480), has_hold=True)
    without = lay_out((1280, 720), (640, 480), has_hold=False)
    assert without.ring is None
    assert without.gauge.height > with_hold.gauge.height
