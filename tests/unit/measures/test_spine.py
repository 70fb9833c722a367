"""Backs drawn as arcs of a circle, whose bend is known by hand."""

from __future__ import annotations

from math import degrees, isnan

import numpy as np
import pytest

from coach.measures import registry
from tests.movements import Points, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of

HIP, SHOULDER = (320.0, 300.0), (320.0, 170.0)
BEHIND = 30.0


def trunk_outline(sagitta_px: float, facing: int = -1) -> np.ndarray:
    """A trunk whose back bulges by sagitta_px in its middle, as a parabola, beyond the level back 30 px behind the chord."""
    height = np.linspace(-0.2, 1.2, 60)
    back = BEHIND + sagitta_px * (1 - (2 * height - 1) ** 2)
    y = HIP[1] + height * (SHOULDER[1] - HIP[1])
    front = np.column_stack([np.full(2, HIP[0] + facing * 40), y[[-1, 0]]])
    return np.vstack([np.column_stack([HIP[0] - facing * back, y]), front])


def value(name: str, sagitta_px: float, *, outline: bool = True, facing: int = -1, mirror: bool = False) -> float:
    points = seated_from_the_side(facing=facing)
    body = body_of(points, outline=trunk_outline(sagitta_px, facing) if outline else None)
    neutral = neutral_of(points, outline=trunk_outline(0.0, facing))
    if mirror:
        body, neutral = mirrored(body), mirrored_neutral(neutral)
    return registry.require(name).function(body, neutral)


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("facing", [-1, 1])
@pytest.mark.parametrize("sagitta_px", [-10.0, 0.0, 15.0, 30.0])
def test_rounding_is_the_mean_bulge_in_percent_of_the_chord(sagitta_px: float, facing: int, mirror: bool) -> None:
    levels = np.linspace(0.2, 0.8, 13)
    expected = 100 * sagitta_px / 130 * float(np.mean(1 - (2 * levels - 1) ** 2))
    assert value("back_rounding_pct", sagitta_px, facing=facing, mirror=mirror) == pytest.approx(expected, abs=0.3)


@pytest.mark.parametrize("mirror", [False, True])
@pytest.mark.parametrize("sagitta_px", [-20.0, 0.0, 20.0, 40.0])
def test_bend_is_the_turn_of_the_contour(sagitta_px: float, mirror: bool) -> None:
    steep, flat = (4 * sagitta_px / 130 * (1 - 2 * at) for at in (0.1, 0.6))
    expected = degrees(np.arctan(steep) - np.arctan(flat))
    assert value("back_bend_deg", sagitta_px, mirror=mirror) == pytest.approx(expected, abs=1.5)


@pytest.mark.parametrize("name", ["back_rounding_pct", "back_bend_deg"])
def test_without_an_outline_it_is_unknown(name: str) -> None:
    assert isnan(value(name, 10.0, outline=False))


def lowering(points: Points, *, hidden: tuple[str, ...] = ()) -> float:
    neutral = neutral_of(seated_from_the_side())
    return registry.require("head_lowering_pct").function(body_of(points, hidden=hidden), neutral)


def test_the_head_comes_down_by_so_much_of_the_trunk() -> None:
    start = seated_from_the_side()
    nose = start["nose"]
    assert lowering(start | {"nose": (nose[0], nose[1] + 65)}) == pytest.approx(50, abs=0.1)
    assert lowering(start | {"nose": (nose[0] - 40, nose[1])}) == pytest.approx(0, abs=0.1)


def test_ankles_out_of_the_picture_are_taken_to_stay_for_the_height_of_the_head() -> None:
    bent = seated_from_the_side(lean_deg=40)
    assert lowering(bent, hidden=("left_ankle", "right_ankle")) == pytest.approx(lowering(bent))
    assert isnan(lowering(bent, hidden=("nose",)))


def test_the_mirror_leaves_the_height_of_the_head_as_it_is() -> None:
    neutral = neutral_of(seated_from_the_side())
    body = body_of(seated_from_the_side(lean_deg=40))
    lowering = registry.require("head_lowering_pct").function
    assert lowering(body, neutral) > 20
    assert lowering(mirrored(body), mirrored_neutral(neutral)) == pytest.approx(lowering(body, neutral))
