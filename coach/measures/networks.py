"""Small trained networks, answered with numpy, and the range of what they were trained on."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError

Floats = NDArray[np.float64]
Weights = Mapping[str, NDArray[Any]]


def oddness(scaled: Floats, axes: Floats, spread: Floats) -> Floats:
    """How unlike the training scaled features are, (N, 3), each in standard deviations of the training.

    scaled: (N, F) features less their mean, over their deviation; axes: (F, K) the training's main axes; spread: (K,)
    variances along them. Returned are the mean square along the axes, the mean square off them, and the largest single
    feature: a pose may be odd as a whole, in a way that no trained pose was, or in one landmark.
    """
    along = scaled @ axes
    off = scaled - along @ axes.T
    whole, new = (along**2 / spread).mean(axis=1), (off**2).mean(axis=1)
    return np.stack([whole, new, np.abs(scaled).max(axis=1)], axis=1)


OFF_THE_AXES = 0.5
"""Variance of a feature off the main axes that ``likely_sizes`` reckons with, in its whole variance (chosen; from 0.1 to 1 the
sizes that are found differ by less than 1 %)."""


OFF_THE_AXES_UNSEEN = 0.1
"""The same that ``likely`` reckons with (chosen; the thoracic rotation of people without an outline is 4.3° off with 0.5 and
4.1 with 0.1 on 11 rendered clips, 6.0 and 4.1 on the one real person with motion capture)."""


class Networks:
    """Several networks of the same shape, whose mean answer counts. Nothing is remembered from one answer to the next."""

    def __init__(self, weights: Weights) -> None:
        """weights, by name (E networks, F inputs, K axes, O outputs):

        mean (F,), scale (F,), axes (F, K), spread (K,), limits (3,) on ``oddness``, hidden_0 (E, F, H), bias_0 (E, H),
        hidden_1 (E, H, J), bias_1 (E, J), hidden_2 (E, J, O), bias_2 (E, O), output_mean (O,), output_scale (O,).

        Raises KeyError when one of them is not there.
        """
        numbers = {key: np.asarray(value, np.float64) for key, value in weights.items() if value.dtype.kind == "f"}
        self._mean, self._scale = numbers["mean"], numbers["scale"]
        self._axes, self._spread, self._limits = numbers["axes"], numbers["spread"], numbers["limits"]
        self._layers = [(numbers[f"hidden_{at}"], numbers[f"bias_{at}"][:, None]) for at in range(3)]
        self._guess: tuple[NDArray[np.bool_], Floats] | None = None
        self._output_mean, self._output_scale = numbers["output_mean"], numbers["output_scale"]

    def likely_sizes(self, inputs: Floats, per_size: Floats) -> Floats:
        """At which size each row, 1 as it is, would be most like the training, (N,).

        inputs: (N, F) at size 1; per_size: (N, F) what they change by when the size grows by 1. Whoever comes nearer changes
        all lengths alike, which hardly any movement of the training did: so the two are told apart by what moved together
        there. It is the least square along the training's axes and off them, each in parts of its variance there.
        """
        scaled, step = (inputs - self._mean) / self._scale, per_size / self._scale
        along, along_step = scaled @ self._axes, step @ self._axes
        off, off_step = scaled - along @ self._axes.T, step - along_step @ self._axes.T
        slope = (along_step * along / self._spread).sum(axis=1) + (off_step * off).sum(axis=1) / OFF_THE_AXES
        curve = (along_step**2 / self._spread).sum(axis=1) + (off_step**2).sum(axis=1) / OFF_THE_AXES
        return np.asarray(1 - slope / curve, np.float64)

    def likely(self, inputs: Floats, unseen: NDArray[np.bool_]) -> Floats:
        """Inputs (N, F) with those that are not seen (F,) as they most likely are, given the others and the training."""
        if self._guess is None or not np.array_equal(self._guess[0], unseen):
            spread = (self._axes * self._spread) @ self._axes.T + OFF_THE_AXES_UNSEEN * np.eye(len(self._axes))
            solved = np.linalg.solve(spread[np.ix_(~unseen, ~unseen)], spread[np.ix_(~unseen, unseen)])
            self._guess = (unseen, np.asarray(solved, np.float64))
        scaled = (inputs - self._mean) / self._scale
        scaled[:, unseen] = scaled[:, ~unseen] @ self._guess[1]
        return np.asarray(scaled * self._scale + self._mean, np.float64)

    def know(self, inputs: Floats) -> bool:
        """Whether the first row of inputs (N, F) is known throughout and inside what was trained on."""
        scaled = (inputs[:1] - self._mean) / self._scale
        return bool((oddness(scaled, self._axes, self._spread) <= self._limits).all())

    def answers(self, inputs: Floats) -> Floats:
        """(N, O) mean over the networks."""
        values = ((inputs - self._mean) / self._scale)[None]
        for at, (matrix, bias) in enumerate(self._layers):
            values = values @ matrix + bias
            if at < len(self._layers) - 1:
                values = np.tanh(values)
        return np.asarray(values.mean(axis=0) * self._output_scale + self._output_mean, np.float64)


Made = TypeVar("Made")


def load(path: Path, make: Callable[[Weights], Made]) -> Made:
    """What is made of the arrays of a weights file. Raises ModelError when it is missing, damaged or lacks one of them."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            return make({name: stored[name] for name in stored.files})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.ENOENT):
            # As where a program may open too few files: nothing is wrong with this one.
            raise ModelError(f"The weights {path} cannot be read ({error.strerror}).") from error
        raise ModelError(f"The weights {path} are missing or damaged; install coach again.") from error
