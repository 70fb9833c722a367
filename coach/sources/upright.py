"""Turns decoded pictures as they are meant to be seen: upright, of square pixels, and all of one size."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.sources.viewing import Turn

Picture = NDArray[np.uint8]

_STRONGEST_STRETCH: Final = 4.0
"""Pixels that are declared to be longer than this are taken for square (chosen: anamorphic film has 2)."""

_CLOCKWISE: Final = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True)
class Orientation:
    """What is to be done with each picture, in this order.

    transposed: swap rows and columns; flipped_x, flipped_y: then swap left and right, top and bottom.
    """

    transposed: bool = False
    flipped_x: bool = False
    flipped_y: bool = False

    @property
    def mirrors(self) -> bool:
        """Whether left and right come out swapped, as no turning can do."""
        return self.transposed ^ self.flipped_x ^ self.flipped_y


def declared_orientation(matrix: bytes | None) -> Orientation:
    """What a file's display matrix asks for: nine numbers of 32 bits, of which four turn; none is the picture as it is."""
    if matrix is None or len(matrix) < 36:
        return Orientation()
    x_to_x, x_to_y, _, y_to_x, y_to_y, *_ = struct.unpack("=9i", matrix[:36])
    if abs(x_to_x) + abs(y_to_y) >= abs(x_to_y) + abs(y_to_x):
        return Orientation(False, x_to_x < 0, y_to_y < 0)
    return Orientation(True, y_to_x < 0, x_to_y < 0)


def oriented(picture: Picture, way: Orientation) -> Picture:
    """The picture as the file asks for it to be shown."""
    if way.transposed:
        picture = _as_picture(cv2.transpose(picture))
    if way.flipped_x and way.flipped_y:
        return _as_picture(cv2.flip(picture, -1))
    if way.flipped_x or way.flipped_y:
        return _as_picture(cv2.flip(picture, 1 if way.flipped_x else 0))
    return picture


def turned(picture: Picture, clockwise_deg: Turn) -> Picture:
    """The picture turned clockwise."""
    return picture if clockwise_deg == 0 else _as_picture(cv2.rotate(picture, _CLOCKWISE[clockwise_deg]))


def mirrored(picture: Picture) -> Picture:
    """The picture with left and right swapped."""
    return _as_picture(cv2.flip(picture, 1))


def squared(picture: Picture, pixel_shape: Fraction | None) -> Picture:
    """The picture with square pixels: widened or heightened, never shrunk. pixel_shape: width over height."""
    ratio = float(pixel_shape or 1)
    if ratio == 1.0 or not 1 / _STRONGEST_STRETCH <= ratio <= _STRONGEST_STRETCH:
        return picture
    wider, higher = (ratio, 1.0) if ratio > 1 else (1.0, 1 / ratio)
    return _as_picture(cv2.resize(picture, None, fx=wider, fy=higher, interpolation=cv2.INTER_LINEAR))


def fitted(picture: Picture, size: tuple[int, int]) -> Picture:
    """The whole picture in the middle of one of that width and height, with black where it does not reach."""
    width, height = size
    if picture.shape[:2] == (height, width):
        return picture
    scale = min(width / picture.shape[1], height / picture.shape[0])
    inner = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    if inner != (picture.shape[1], picture.shape[0]):
        picture = _as_picture(
            cv2.resize(picture, inner, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        )
    whole = np.zeros((height, width, 3), np.uint8)
    top, left = (height - inner[1]) // 2, (width - inner[0]) // 2
    whole[top : top + inner[1], left : left + inner[0]] = picture
    return whole


def _as_picture(picture: object) -> Picture:
    return np.ascontiguousarray(np.asarray(picture, np.uint8))
