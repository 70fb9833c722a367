"""Profiles of shapes whose reaches are known by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.measures.silhouette import HEIGHTS, profile

# A person-sized block: 60 wide, 200 high, chord 20 from its left edge.
BLOCK = np.array([[100, 300], [100, 100], [160, 100], [160, 300]], float)
LOWER, UPPER = (120.0, 280.0), (120.0, 120.0)


def circle(radius: float, centre: tuple[float, float], count: int = 192) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.column_stack([centre[0] + radius * np.cos(angle), centre[1] + radius * np.sin(angle)])


def test_a_block_reaches_as_far_as_its_edges() -> None:
    front, back = profile(BLOCK, LOWER, UPPER, [0.0, 0.5, 1.0])
    assert front == pytest.approx([40 / 160] * 3)
    assert back == pytest.approx([20 / 160] * 3)


def test_facing_left_swaps_front_and_back() -> None:
    front, back = profile(BLOCK, LOWER, UPPER, [0.5], facing=-1)
    assert front == pytest.approx([20 / 160])
    assert back == pytest.approx([40 / 160])


def test_heights_beyond_the_silhouette_are_unknown() -> None:
    front, back = profile(BLOCK, LOWER, UPPER, [-0.2, -0.1, 1.1, 1.2])
    assert np.isnan(front).tolist() == [True, False, False, True]
    assert np.isnan(back).tolist() == [True, False, False, True]


def test_a_circle_reaches_by_pythagoras() -> None:
    front, back = profile(circle(100, (300, 300), 2000), (300, 380), (300, 220), [0.0, 0.5, 1.0])
    expected = np.array([60, 100, 60]) / 160
    assert front == pytest.approx(expected, abs=1e-3)
    assert back == pytest.approx(expected, abs=1e-3)


def test_an_arm_held_away_from_the_trunk_is_not_the_trunk() -> None:
    # A C open to the left: trunk on the right, an arm at its left, joined at the top.
    shape = np.array([[0, 0], [100, 0], [100, 200], [60, 200], [60, 40], [20, 40], [20, 200], [0, 200]], float)
    front, back = profile(shape, (80, 190), (80, 90), [0.5])
    assert front == pytest.approx([0.2])
    assert back == pytest.approx([0.2])


def test_a_chord_outside_the_silhouette_gives_a_negative_reach() -> None:
    front, back = profile(BLOCK, (90, 280), (90, 120), [0.5])
    assert front == pytest.approx([70 / 160])
    assert back == pytest.approx([-10 / 160])


@pytest.mark.parametrize("broken", [np.full((192, 2), np.nan), np.vstack([BLOCK, [[np.nan, 1.0]]])])
def test_an_unknown_outline_is_unknown(broken: np.ndarray) -> None:
    front, back = profile(broken, LOWER, UPPER)
    assert np.isnan(front).all()
    assert np.isnan(back).all()


@pytest.mark.parametrize("upper", [LOWER, (np.nan, 1.0)])
def test_a_chord_without_length_is_unknown(upper: tuple[float, float]) -> None:
    front, _ = profile(BLOCK, LOWER, upper)
    assert front.shape == HEIGHTS.shape
    assert np.isnan(front).all()


@given(
    turn=st.floats(-np.pi, np.pi),
    scale=st.floats(0.2, 5),
    shift=st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
)
def test_turning_scaling_and_moving_the_picture_changes_nothing(
    turn: float, scale: float, shift: tuple[float, float]
) -> None:
    shape = circle(100, (300, 300)) * [1.0, 1.6]
    chord = np.array([[280.0, 600.0], [310.0, 380.0]])
    matrix = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved = [points @ matrix.T + shift for points in (shape, chord)]
    before = profile(shape, *chord, [0.1, 0.4, 0.9])
    after = profile(moved[0], *moved[1], [0.1, 0.4, 0.9])
    np.testing.assert_allclose(after, before, atol=1e-6)
