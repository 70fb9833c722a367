"""The edge of a person's silhouette, as points of equal spacing, from the model's soft mask."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

POINTS: Final = 192
"""Points of an outline (chosen: two or three centimetres of the body between two)."""

INSIDE: Final = 0.5
"""Mask value of the edge: the model's even odds between person and background."""

_LEAST_AREA: Final = 0.001
"""Smallest region that is taken for a person, as a share of the picture (chosen: 17 x 17 pixels of 640 x 480)."""

_ACROSS: Final = 640
"""The mask is read at no more than about this many columns or rows: the model itself makes 256 over the person."""

_FARTHEST_PX: Final = 1.0
"""How far the edge may lie from the pixel that was found to be its border."""

_FLAT: Final = 1e-3
"""Mask slope per pixel below which its direction means nothing, as where the picture's border cuts the person off."""

Points = NDArray[np.float64]


def trace(mask: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The outline of the largest region of a mask, None where no region is large enough.

    mask: (H, W) values 0..1, 1 is person. Only read, never kept.
    Returns (192, 2) float32: x / W and y / H, closed, clockwise in the picture, equally spaced in pixels along
    the edge, starting at the topmost point. Where the person leaves the picture the outline follows the picture's border.
    Between pixels the edge is placed where the mask, taken as linear along its slope, crosses 0.5.
    """
    height, width = mask.shape
    stride = max(1, round(max(height, width) / _ACROSS))
    coarse = mask[::stride, ::stride]
    border = _largest_border(coarse)
    if border is None:
        return None
    # A pixel's value stands for its middle, half a pixel from its corner; coarse pixel i is fine pixel i * stride.
    points = _resampled(_clockwise(_refined(coarse, border))) * stride + 0.5
    return np.asarray(points / (width, height), np.float32)


def _largest_border(mask: NDArray[np.float32]) -> NDArray[np.intp] | None:
    inside = cv2.compare(mask, INSIDE, cv2.CMP_GT)
    contours, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return None
    # A filled region of n x m pixels has a border of area (n-1)(m-1): close enough to choose the largest by.
    areas = [cv2.contourArea(contour) for contour in contours]
    largest = int(np.argmax(areas))
    if areas[largest] < _LEAST_AREA * mask.size:
        return None
    return np.asarray(contours[largest][:, 0, :], np.intp)


def _refined(mask: NDArray[np.float32], border: NDArray[np.intp]) -> Points:
    """Move each border pixel (N, 2) along the mask's slope to where the mask crosses the edge value."""
    height, width = mask.shape
    x, y = border[:, 0], border[:, 1]
    left, right = np.maximum(x - 1, 0), np.minimum(x + 1, width - 1)
    above, below = np.maximum(y - 1, 0), np.minimum(y + 1, height - 1)
    slope_x = (mask[y, right] - mask[y, left]) / (right - left)
    slope_y = (mask[below, x] - mask[above, x]) / (below - above)
    steepness = np.hypot(slope_x, slope_y)
    steep = np.maximum(steepness, _FLAT)
    distance = np.clip((mask[y, x] - INSIDE) / steep, -_FARTHEST_PX, _FARTHEST_PX)
    distance[steepness < _FLAT] = 0.0
    points = border.astype(np.float64)
    points[:, 0] = np.clip(x - distance * slope_x / steep, 0, width - 1)
    points[:, 1] = np.clip(y - distance * slope_y / steep, 0, height - 1)
    return points


def _clockwise(points: Points) -> Points:
    """The same closed line, clockwise where y points down, its first point kept."""
    x, y = points[:, 0], points[:, 1]
    twice_area = np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))
    return points if twice_area > 0 else np.concatenate([points[:1], points[:0:-1]])


def _resampled(points: Points) -> Points:
    """``POINTS`` equally spaced points along the closed line, the first at its first point."""
    closed = np.concatenate([points, points[:1]])
    steps = np.diff(closed, axis=0)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(steps[:, 0], steps[:, 1]))])
    wanted = np.arange(POINTS) * (along[-1] / POINTS)
    return np.stack([np.interp(wanted, along, closed[:, 0]), np.interp(wanted, along, closed[:, 1])], axis=1)
