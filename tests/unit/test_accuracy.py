"""The figures of the accuracy table, on courses whose figures are known."""

from __future__ import annotations

import tomllib
from math import nan

import numpy as np
import pytest

from benchmarks.judging.angles import Seen
from benchmarks.judging.comparisons import COMPARISONS
from benchmarks.judging.errors import as_toml, expected_errors, lag_ms, measured
from coach.values import Measures, Pose

FRAME_S = 1 / 15
TURN = 30 * np.sin(np.arange(150) * 2 * np.pi / 60)


@pytest.mark.parametrize("late_frames", [-2.0, 0.0, 0.5, 3.0])
def test_the_lag_is_found_between_frames_too(late_frames: float) -> None:
    read = 0.8 * 30 * np.sin((np.arange(150) - late_frames) * 2 * np.pi / 60) + 4
    assert lag_ms(read, TURN, FRAME_S) == pytest.approx(late_frames * FRAME_S * 1000, abs=3)


def test_no_lag_is_told_where_nothing_moves_or_much_is_unknown() -> None:
    gaps = TURN.copy()
    gaps[:20] = nan
    assert lag_ms(TURN, 0.1 * TURN, FRAME_S) is None
    assert lag_ms(gaps, TURN, FRAME_S) is None


def test_error_bias_and_coverage_of_a_measure_that_reads_a_tenth_too_little() -> None:
    """Its last 15 frames are unknown; a measure never taken has no figures at all."""
    zeros = np.zeros((33, 3), np.float32)
    times = [index * FRAME_S for index in range(TURN.size)]
    poses = [Pose(time_s, (640, 480), zeros, zeros, np.ones(33, np.float32)) for time_s in times]
    values = np.where(np.arange(TURN.size) < 135, 0.9 * TURN, nan)
    measures = [Measures(time_s, {"thoracic_rotation_deg": value}) for time_s, value in zip(times, values, strict=True)]
    angles = {"thoracic_rotation": TURN, "pelvis_rotation": TURN}
    seen = Seen("sit-and-rotate", "front", angles, measures, poses, baseline=1)
    known = {one.name: one for one in COMPARISONS}
    assert measured(known["pelvis_rotation_deg"], "front", [seen]) is None
    ours = measured(known["thoracic_rotation_deg"], "front", [seen])
    assert ours is not None
    assert ours.moved is not None
    true = np.abs(TURN[1:135])
    assert ours.coverage == pytest.approx(134 / 149)
    assert ours.mae == pytest.approx(0.1 * true.mean())
    assert ours.bias == pytest.approx(-0.1 * TURN[1:135].mean())
    assert ours.mae < ours.moved < 3.0
    table = tomllib.loads(as_toml(expected_errors([ours])))
    assert table == {"front": {"thoracic_rotation_deg": pytest.approx(ours.moved, abs=0.05)}}
