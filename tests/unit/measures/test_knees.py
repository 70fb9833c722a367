"""The knees from 45°: read near the truth on rendered people who were not trained on, and nothing for what is unlike them."""

from __future__ import annotations

import json
from math import isnan, nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.measures import registry
from coach.measures.knees import mirrored
from coach.measures.neutral import Neutral
from coach.signals.body import Body

# One picture each, the neutral too: landmarks in pixels of 640 x 480, bends in degrees as the renderer knows them.
CASES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "knee_poses.json").read_text())
OFF_BY_DEG = 10.0


def read(now: np.ndarray, then: np.ndarray, *, hidden: tuple[int, ...] = ()) -> dict[str, float]:
    seen = np.ones(33, bool)
    neutral_body = Body(then, seen.copy(), None)
    neutral = Neutral(neutral_body, neutral_body.trunk(), 1, "diagonal")
    seen[list(hidden)] = False
    body = Body(now, seen, None)
    return {side: registry.require(f"knee_flexion_{side}_deg").function(body, neutral) for side in ("left", "right")}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_both_knees_are_read_near_the_truth(case: dict[str, Any]) -> None:
    values = read(np.array(case["now"]), np.array(case["neutral"]))
    assert values == pytest.approx(case["bends"], abs=OFF_BY_DEG)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_mirror_swaps_the_sides(case: dict[str, Any]) -> None:
    values = read(np.array(case["now"]), np.array(case["neutral"]))
    swapped = read(mirrored(np.array(case["now"])), mirrored(np.array(case["neutral"])))
    assert swapped == pytest.approx({"left": values["right"], "right": values["left"]})


def test_an_unseen_ankle_or_a_pose_unlike_any_is_unknown() -> None:
    case = next(iter(CASES.values()))
    now, then = np.array(case["now"]), np.array(case["neutral"])
    assert all(map(isnan, read(now, then, hidden=(27,)).values()))
    scrambled = now[np.random.default_rng(0).permutation(33)]
    assert read(scrambled, then) == pytest.approx({"left": nan, "right": nan}, nan_ok=True)
