"""Small trained networks, answered with numpy, and the range of what they were trained on."""

from __future__ import annotations

import errno
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelError, because

Floats = NDArray[np.float64]
Weights = Mapping[str, NDArray[Any]]


class Placed(NamedTuple):
    """Where inputs lie in what was trained on, a row each, worked out once for all that is asked of them.

    scaled: (N, F) less the training's mean, over its deviation; along: (N, K) along its main axes; off: (N, F) what is left
    of them beside those.
    """

    scaled: Floats
    along: Floats
    off: Floats


def placed(scaled: Floats, axes: Floats) -> Placed:
    """Where scaled features (N, F) lie. axes: (F, K) the training's main axes."""
    along = scaled @ axes
    return Placed(scaled, along, scaled - along @ axes.T)


def oddness(here: Placed, spread: Floats) -> Floats:
    """How unlike the training features are, (N, 3), each in standard deviations of the training.

    spread: (K,) variances along the axes. Returned are the mean square along the axes, the mean square off them, and the
    largest single feature: a pose may be odd as a whole, in a way that no trained pose was, or in one landmark.
    """
    scaled, along, off = here
    whole, new = (along**2 / spread).sum(axis=1) / len(spread), (off**2).sum(axis=1) / scaled.shape[1]
    return np.array((whole, new, np.abs(scaled).max(axis=1))).T


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

    def placed(self, inputs: Floats) -> Placed:
        """Where inputs (N, F) lie in what was trained on."""
        return placed((inputs - self._mean) / self._scale, self._axes)

    def step(self, per_size: Floats) -> Placed:
        """The same of what inputs (N, F) change by when the size grows by 1."""
        return placed(per_size / self._scale, self._axes)

    def likely_sizes(self, here: Placed, step: Placed) -> Floats:
        """At which size each row, 1 as it is, would be most like the training, (N,).

        here: where inputs lie at size 1; step: what they change by when the size grows by 1. Whoever comes nearer changes
        all lengths alike, which hardly any movement of the training did: so the two are told apart by what moved together
        there. It is the least square along the training's axes and off them, each in parts of its variance there.
        """
        slope = (step.along * here.along / self._spread).sum(axis=1) + (step.off * here.off).sum(axis=1) / OFF_THE_AXES
        curve = (step.along**2 / self._spread).sum(axis=1) + (step.off**2).sum(axis=1) / OFF_THE_AXES
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

    def know(self, here: Placed) -> bool:
        """Whether the first row is known throughout and inside what was trained on."""
        first = Placed(*(rows[:1] for rows in here))
        return bool((oddness(first, self._spread) <= self._limits).all())

    def answers(self, here: Placed) -> Floats:
        """(N, O) mean over the networks."""
        values = here.scaled[None]
        for at, (matrix, bias) in enumerate(self._layers):
            values = values @ matrix
            values += bias
            if at < len(self._layers) - 1:
                np.tanh(values, out=values)
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
            raise ModelError("weights_unreadable", file=str(path), why=because(error)) from error
        raise ModelError("weights_damaged", file=str(path)) from error
