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

_ROWS: Final = 240
"""About how many rows (columns in a portrait) of the mask are read: the model itself makes 256 over the whole person.
Reading every second pixel of 640 x 480 halves the time and moves the edge by 0.1 pixel in the mean (measured)."""

_FLAT: Final = 1e-3
"""Mask slope per pixel below which its direction means nothing, as where the picture's border cuts the person off."""

_AROUND: Final = 2
"""So many pixels around the border are looked at: it moves by one at the most, and its slope and the mask there reach to the
next."""

Line = NDArray[np.complex128]
"""Points of a closed line as x + iy in pixels of the mask: half the array operations of two columns."""


def trace(mask: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The outline of the largest region of a mask, None where no region is large enough.

    mask: (H, W) values 0..1, 1 is person. Only read, never kept.
    Returns (192, 2) float32: x / W and y / H, closed, clockwise in the picture, equally spaced in pixels along
    the edge, starting where the topmost row begins. Where the person leaves the picture the outline follows its border.
    Between pixels the edge is placed where the mask, taken as linear along its slope, crosses 0.5.
    """
    height, width = mask.shape
    stride = max(1, round(min(height, width) / _ROWS))
    coarse = mask[::stride, ::stride]
    border = _largest_border(coarse)
    if border is None:
        return None
    # A pixel's value stands for its middle, half a pixel from its corner; coarse pixel i is fine pixel i * stride.
    line = _resampled(_refined(coarse, border)) * stride + (0.5 + 0.5j)
    return np.stack([line.real / width, line.imag / height], axis=1).astype(np.float32)


def _with_margin(mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mask with one pixel more all round, so that the picture goes on unchanged past its border."""
    height, width = mask.shape
    around = np.empty((height + 2, width + 2), np.float32)
    around[1:-1, 1:-1] = mask
    around[0, 1:-1], around[-1, 1:-1] = around[1, 1:-1], around[-2, 1:-1]
    around[:, 0], around[:, -1] = around[:, 1], around[:, -2]
    return around


def _largest_border(mask: NDArray[np.float32]) -> NDArray[np.int32] | None:
    """The pixels (N, 2) along the inside of the largest region's edge, clockwise in the picture, topmost first."""
    inside = (mask > INSIDE).view(np.uint8)
    contours, _ = cv2.findContours(inside, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    # OpenCV calls an area positive when its line runs clockwise in the picture.
    areas = [cv2.contourArea(contour, oriented=True) for contour in contours]
    largest = max(range(len(areas)), key=lambda number: abs(areas[number]), default=None)
    if largest is None or abs(areas[largest]) < _LEAST_AREA * mask.size:
        return None
    pixels = np.asarray(contours[largest][:, 0, :], np.int32)
    return pixels if areas[largest] > 0 else np.concatenate((pixels[:1], pixels[:0:-1]))


def _refined(mask: NDArray[np.float32], border: NDArray[np.int32]) -> Line:
    """Move each border pixel down the mask's slope, by at most one pixel, to where the mask crosses ``INSIDE``.

    border and what is returned are pixels of the mask. Only what lies around the border is copied: the model's own mask lies
    apart in memory and is slow to read.
    """
    x, y = border[:, 0], border[:, 1]
    left, top = max(int(x.min()) - _AROUND, 0), max(int(y.min()) - _AROUND, 0)
    around = _with_margin(mask[top : int(y.max()) + _AROUND + 1, left : int(x.max()) + _AROUND + 1])
    row = around.shape[1]
    at = (y - top + 1) * row + x - left + 1
    values = around.ravel()
    slope = (values[at + 1] - values[at - 1]) + 1j * (values[at + row] - values[at - row])
    outwards = -slope / np.maximum(np.abs(slope), _FLAT)
    start = x + 1j * y
    here, beyond = values[at], _sampled(around, start + outwards + (1 + 1j), left, top)
    moved: Line = start + outwards * np.minimum((here - INSIDE) / np.maximum(here - beyond, _FLAT), 1.0)
    np.clip(moved.real, 0, mask.shape[1] - 1, out=moved.real)
    np.clip(moved.imag, 0, mask.shape[0] - 1, out=moved.imag)
    return moved


def _sampled(mask: NDArray[np.float32], line: Line, left: int, top: int) -> NDArray[np.float32]:
    """The mask, whose corner is at (left, top), between its pixels, linear in x and y."""
    x, y = line.real.astype(np.float32) - np.float32(left), line.imag.astype(np.float32) - np.float32(top)
    return np.asarray(cv2.remap(mask, x, y, cv2.INTER_LINEAR).ravel(), np.float32)


def _resampled(line: Line) -> Line:
    """``POINTS`` equally spaced points along the closed line, the first at its first point."""
    closed = np.append(line, line[:1])
    along = np.zeros(len(closed))
    np.cumsum(np.abs(closed[1:] - closed[:-1]), out=along[1:])
    return np.asarray(np.interp(np.arange(POINTS) * (along[-1] / POINTS), along, closed), np.complex128)
