"""Screens look as they were looked at: a panel that moves or vanishes is noticed, letters drawn a little otherwise are not."""

from __future__ import annotations

import pytest

from coach.outputs.screen.layout import Box, Layout, lay_out
from coach.outputs.screen.palette import PANEL
from tests.golden_screens import FOLDER, MOST_NOTICED, SIZES, Pixels, drawn, noticed, pages, reference, small

PAGES = pages()
SIZE = SIZES[0]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", PAGES)
def test_a_screen_looks_as_it_ought_to(name: str, size: tuple[int, int]) -> None:
    assert noticed(small(drawn(PAGES[name], size)), reference(name, size)) <= MOST_NOTICED


def places(layout: Layout) -> dict[str, Box]:
    assert layout.ring is not None
    return {
        "gauge": layout.gauge,
        "ring": layout.ring,
        "reps": layout.reps,
        "banner": layout.banner,
        "cue": layout.cue,
        "demonstration": layout.demonstration("left", 2 / 3, large=False),
    }


LAYOUT = lay_out(SIZE, (640, 480), has_hold=True)


def without(pixels: Pixels, place: Box) -> Pixels:
    changed = pixels.copy()
    changed[place.y : place.bottom, place.x : place.right] = PANEL.bgr
    return changed


def moved(pixels: Pixels, place: Box, by: int) -> Pixels:
    changed = without(pixels, place)
    shifted = pixels[place.y : place.bottom - by, place.x : place.right]
    changed[place.y + by : place.bottom, place.x : place.right] = shifted
    return changed


@pytest.mark.parametrize("place", places(LAYOUT))
def test_what_vanishes_or_moves_is_noticed(place: str) -> None:
    """The proof that these tests can fail: each part of the screen is taken away, and moved by a fiftieth of its height."""
    pixels, box = drawn(PAGES["low-back"], SIZE), places(LAYOUT)[place]
    assert noticed(small(without(pixels, box)), reference("low-back", SIZE)) > MOST_NOTICED
    assert noticed(small(moved(pixels, box, SIZE[1] // 50)), reference("low-back", SIZE)) > MOST_NOTICED


def test_every_reference_is_of_a_page_and_small() -> None:
    names = {f"{name}-{width}x{height}.png" for name in PAGES for width, height in SIZES}
    assert {path.name for path in FOLDER.glob("*.png")} == names
    assert max(path.stat().st_size for path in FOLDER.glob("*.png")) < 40_000
