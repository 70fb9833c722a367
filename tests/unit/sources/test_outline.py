"""The outline of shapes whose edge is known exactly."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.sources import outline

Mask = NDArray[np.float32]


def disc(x: float, y: float, radius: float, size: tuple[int, int] = (640, 480), softness: float = 2.0) -> Mask:
    """A mask (H, W) that crosses 0.5 on a circle; x, y, radius in pixels, (0, 0) the picture's corner."""
    width, height = size
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    inwards = radius - np.hypot(columns - x, rows - y)
    return (1 / (1 + np.exp(-inwards / softness))).astype(np.float32)


def in_pixels(points: NDArray[np.float32] | None, size: tuple[int, int] = (640, 480)) -> NDArray[np.float64]:
    assert points is not None
    assert points.dtype == np.float32
    assert points.shape == (outline.POINTS, 2)
    return points.astype(np.float64) * size


@pytest.mark.parametrize("size", [(640, 480), (480, 640), (1280, 720), (320, 240)])
def test_the_edge_is_found_between_pixels(size: tuple[int, int]) -> None:
    x, y, radius = size[0] * 0.4 + 0.3, size[1] * 0.5 + 0.7, min(size) * 0.3
    points = in_pixels(outline.trace(disc(x, y, radius, size)), size)
    away = np.hypot(points[:, 0] - x, points[:, 1] - y) - radius
    assert np.abs(away).max() < 0.2
    assert abs(away.mean()) < 0.05


def test_points_are_equally_spaced_in_pixels_and_run_clockwise_from_the_top() -> None:
    points = in_pixels(outline.trace(disc(300, 240, 120)))
    steps = np.roll(points, -1, axis=0) - points
    spacing = np.hypot(steps[:, 0], steps[:, 1])
    assert spacing.max() < 1.02 * spacing.min()
    assert points[0, 1] == pytest.approx(120, abs=1.5)
    right, bottom, left = points[outline.POINTS // 4], points[outline.POINTS // 2], points[-outline.POINTS // 4]
    assert right[0] > 400
    assert bottom[1] > 340
    assert left[0] < 200


def test_only_the_largest_region_is_followed() -> None:
    points = in_pixels(outline.trace(np.maximum(disc(200, 240, 100), disc(500, 100, 40))))
    assert points[:, 0].max() < 310


def test_a_person_cut_off_by_the_picture_ends_at_its_border() -> None:
    points = in_pixels(outline.trace(disc(0, 470, 150)))
    assert points[:, 0].min() == pytest.approx(0.5, abs=1)
    assert points[:, 1].max() == pytest.approx(479, abs=2)
    inside = (points[:, 0] > 5) & (points[:, 1] < 470)
    assert np.abs(np.hypot(points[inside, 0], points[inside, 1] - 470) - 150).max() < 0.3


def test_a_mask_that_is_full_follows_the_picture() -> None:
    points = in_pixels(outline.trace(np.ones((480, 640), np.float32)))
    assert points.min() >= 0
    assert (points.max(axis=0) <= (640, 480)).all()
    assert (points.max(axis=0) - points.min(axis=0) > (630, 470)).all()


@pytest.mark.parametrize("mask", [disc(300, 240, 120) * 0.49, disc(300, 240, 5), np.zeros((480, 640), np.float32)])
def test_nothing_large_enough_gives_none(mask: Mask) -> None:
    assert outline.trace(mask) is None


def test_the_mask_is_neither_changed_nor_kept() -> None:
    mask = disc(300, 240, 120)
    before = mask.copy()
    points = outline.trace(mask)
    assert points is not None
    np.testing.assert_array_equal(mask, before)
    assert not np.shares_memory(points, mask)
