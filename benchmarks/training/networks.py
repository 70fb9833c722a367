"""Small networks fitted with numpy alone, and the range of what they were fitted on."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.measures.networks import oddness, placed

Floats = NDArray[np.float64]
Weights = dict[str, NDArray[Any]]

EPOCHS, BATCH, RATE, DECAY = 120, 128, 2e-3, 5e-4
NOISE = 0.35
"""Standard deviation of what is added to every scaled input in training: no reading may hang on any one of them."""
AXES = 24
"""Main axes of the inputs within which a pose is placed to tell whether it is like the training."""


def fit(
    inputs: Floats,
    answers: Floats,
    hidden: tuple[int, int],
    count: int,
    seed: int,
    *,
    odd: bool,
    noise: float = NOISE,
) -> Weights:
    """``count`` networks inputs → hidden → hidden → answers, stacked along the first axis of their weights.

    odd: the answers of mirrored inputs are the negatives, so the mean answer is 0. noise: standard deviation of what is added
    to every scaled input.
    """
    mean, scale = inputs.mean(0), inputs.std(0) + 1e-6
    output_mean = np.zeros(answers.shape[1]) if odd else answers.mean(0)
    output_scale = answers.std(0)
    scaled, targets = (inputs - mean) / scale, (answers - output_mean) / output_scale
    fitted = [_one(scaled, targets, hidden, np.random.default_rng([seed, number]), noise) for number in range(count)]
    weights: Weights = {"mean": mean, "scale": scale, "output_mean": output_mean, "output_scale": output_scale}
    for at in range(3):
        weights[f"hidden_{at}"] = np.stack([parameters[2 * at] for parameters in fitted])
        weights[f"bias_{at}"] = np.stack([parameters[2 * at + 1] for parameters in fitted])
    return weights


def _one(
    scaled: Floats, targets: Floats, hidden: tuple[int, int], rng: np.random.Generator, noise: float
) -> list[Floats]:
    """Adam with decoupled decay, a rate falling as a cosine, an error that grows linearly beyond one deviation."""
    sizes = [scaled.shape[1], *hidden, targets.shape[1]]
    parameters: list[Floats] = []
    for incoming, outgoing in pairwise(sizes):
        parameters += [rng.normal(0, incoming**-0.5, (incoming, outgoing)), np.zeros(outgoing)]
    first, second = ([np.zeros_like(p) for p in parameters] for _ in range(2))
    total, step = EPOCHS * (len(scaled) // BATCH), 0
    for _ in range(EPOCHS):
        order = rng.permutation(len(scaled))
        for start in range(0, len(scaled) - BATCH + 1, BATCH):
            rows = order[start : start + BATCH]
            noisy = scaled[rows] + noise * rng.standard_normal((BATCH, sizes[0]))
            step += 1
            rate = RATE * 0.5 * (1 + np.cos(np.pi * step / total))
            for at, slope in enumerate(_slopes(parameters, noisy, targets[rows])):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope * slope
                move = first[at] / (1 - 0.9**step) / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8)
                parameters[at] -= rate * (move + (DECAY / RATE * parameters[at] if at % 2 == 0 else 0))
    return parameters


def _slopes(parameters: list[Floats], inputs: Floats, targets: Floats) -> list[Floats]:
    """How the error changes with every parameter."""
    layers = [inputs]
    for at in range(0, len(parameters), 2):
        value = layers[-1] @ parameters[at] + parameters[at + 1]
        layers.append(np.tanh(value) if at < len(parameters) - 2 else value)
    back = np.clip(layers[-1] - targets, -1, 1) / len(inputs)
    slopes: list[Floats] = []
    for at in range(len(parameters) - 2, -1, -2):
        below = layers[at // 2]
        slopes = [below.T @ back, back.sum(0), *slopes]
        back = back @ parameters[at].T * (1 - below**2)
    return slopes


def answer(weights: Weights, inputs: Floats) -> Floats:
    """(N, O) mean answer of the networks to unscaled inputs."""
    values = ((inputs - weights["mean"]) / weights["scale"])[None]
    for at in range(3):
        values = values @ weights[f"hidden_{at}"] + weights[f"bias_{at}"][:, None]
        values = np.tanh(values) if at < 2 else values
    return values.mean(0) * weights["output_scale"] + weights["output_mean"]


def range_of(scaled: Floats, percentile: float, margin: float) -> Weights:
    """Main axes of the scaled inputs, their variances, and how far from usual (``oddness``) is too far."""
    _, _, rows = np.linalg.svd(scaled, full_matrices=False)
    axes = rows[:AXES].T
    spread = ((scaled @ axes) ** 2).mean(0)
    limits = np.percentile(oddness(placed(scaled, axes), spread), percentile, axis=0) * margin
    return {"axes": axes, "spread": spread, "limits": limits}
