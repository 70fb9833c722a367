"""Expected errors that were measured on real people with motion capture, in place of those of rendered people.

Each comes from ``python benchmarks/real_noise.py``, in the view named, of people who stood. Workout and lying there is no such
truth, nor for any other measure, so there the figures of rendered people stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

REAL: Final[Mapping[str, Mapping[str, float]]] = {
    "side": {"knee_flexion_left_deg": 4.3, "knee_flexion_right_deg": 4.3},
    "front": {"thoracic_rotation_deg": 3.5},
}
"""Knees: two people moving freely (TotalCapture), frames with more than 10° of bend, 3 541 of 11 345; of all it is 3.3.
Thoracic rotation: one seated man (Keraal), 137 frames, read without an outline, which he has not got."""


def with_real(
    errors: Mapping[str, Mapping[str, float]], view_of_standing: Callable[[str], str | None]
) -> dict[str, dict[str, float]]:
    """The table of expected errors, of each figure that both kinds of people have the larger one.

    errors: view or exercise to measure to error. view_of_standing: of an exercise's id its view, None where one does not stand.
    """
    table = {}
    for name, known in errors.items():
        real = REAL.get(name) or REAL.get(view_of_standing(name) or "", {})
        table[name] = {measure: max(error, real.get(measure, 0.0)) for measure, error in known.items()}
    return table
