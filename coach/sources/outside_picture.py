"""Landmarks that cannot be in sight, although the model is sure of them: it goes on guessing where nothing is to be seen."""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.landmarks import COUNT, INDEX

OUTSIDE: Final = 0.02
"""A landmark that is further outside the picture than this, as a share of its size, has left it (chosen: the model is off by so
much)."""

BACK_S: Final = 0.5
"""For so long it must have been in the picture again to be believed (chosen: a limb that is out of sight is guessed back into
the picture for single frames, and a hand that left it takes longer to do anything that counts)."""

PLAIN: Final = 2.0
"""A face whose pixels differ by less than this (standard deviation, of 255) is no face, but something that hides it, as a black
bar does (chosen: in the sample clips the plainest one has 12)."""

FACE: Final = INDEX["mouth_right"] + 1
"""The landmarks of the face are the first so many."""

_FEWEST_PIXELS: Final = 16

Floats = NDArray[np.float64]


class Sightings:
    """Looks at one pose after the other, in the order of their times; ``believed`` takes the visibility away from what cannot
    be in sight."""

    def __init__(self) -> None:
        self._left_s = np.full(COUNT, -np.inf)

    def believed(self, time_s: float, image: Floats, visibility: Floats, *, face_hidden: bool) -> Floats:
        """The visibility of the landmarks of one pose, as far as it can be true.

        image: (33, 2 or more) as shares of the picture's size. visibility: (33,). face_hidden: whether something covers it.
        """
        beyond = np.maximum(-image[:, :2], image[:, :2] - 1.0).max(axis=1)
        self._left_s[beyond > OUTSIDE] = time_s
        gone = time_s - self._left_s < BACK_S
        if face_hidden:
            gone[:FACE] = True
        return np.where(gone, 0.0, visibility)


def is_face_hidden(picture: NDArray[np.uint8], image: NDArray[Any]) -> bool:
    """Whether there is one plain colour where the face is said to be. picture: uint8 (H, W, 3). image: as in ``Sightings``."""
    height, width = picture.shape[:2]
    face = image[:FACE, :2] * (width, height)
    left, top = np.maximum(np.floor(face.min(axis=0)).astype(int), 0)
    right, bottom = np.ceil(face.max(axis=0)).astype(int) + 1
    patch = picture[top : max(bottom, 0), left : max(right, 0)]
    return patch.size >= 3 * _FEWEST_PIXELS and bool(cv2.meanStdDev(patch)[1].max() < PLAIN)
