"""Where the spine lies, as far as the outline shows the back itself; which exercises tell its parts apart."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.coaching.spine import INSIDE, SpineReader
from coach.engine.catalog import all_exercises, find
from coach.landmarks import COUNT, INDEX
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from coach.values import Spine

SIZE = (400, 400)
TRUNK = 100.0
BACK_X = 180.0
"""Somebody who faces the picture's right: hips at (200, 300), shoulders 100 px above, the back's contour 20 px behind."""

PLACES = {
    "left_hip": (200, 300),
    "left_shoulder": (200, 200),
    "left_elbow": (230, 240),
    "left_wrist": (260, 240),
    "nose": (225, 170),
    "left_ear": (205, 170),
}
UPRIGHT = [(180, 330), (180, 150), (240, 150), (240, 330)]
WITH_AN_ELBOW_BEHIND = [(180, 330), (180, 262), (140, 250), (180, 238), (180, 150), (240, 150), (240, 330)]


def body(outline: list[tuple[int, int]] | None = None, **places: tuple[float, float]) -> Body:
    xy = np.full((COUNT, 2), np.nan)
    for name, place in (PLACES | places).items():
        xy[INDEX[name]] = place
    seen = ~np.isnan(xy[:, 0])
    return Body(xy, seen, None if outline is None else np.array(outline, np.float64))


def course(now: Body, exercise: str = "cat-cow") -> NDArray[np.float64] | None:
    neutral = Neutral(body(UPRIGHT), TRUNK, 1, "side")
    found = SpineReader(find(exercise)).of(SIZE, now, neutral).course
    return None if found is None else np.asarray(found * SIZE, np.float64)


def test_it_lies_inside_the_backs_contour_from_the_hips_to_the_shoulders() -> None:
    found = course(body(UPRIGHT))
    assert found is not None
    assert found[:, 0] == pytest.approx(BACK_X + INSIDE * TRUNK, abs=0.5)
    assert found[0, 1] > 295
    assert found[-1, 1] == pytest.approx(200, abs=1)


def test_an_elbow_behind_the_back_does_not_bend_the_spine() -> None:
    behind = body(WITH_AN_ELBOW_BEHIND, left_elbow=(150, 250), left_wrist=(190, 250))
    found = course(behind)
    assert found is not None
    assert found[:, 0] == pytest.approx(BACK_X + INSIDE * TRUNK, abs=3)
    unheeded = course(body(WITH_AN_ELBOW_BEHIND))
    assert unheeded is not None
    assert unheeded[:, 0].min() < 180


@pytest.mark.parametrize("lacking", ["outline", "elbow"])
def test_where_the_back_is_not_seen_the_course_is_not_guessed(lacking: str) -> None:
    now = body(None) if lacking == "outline" else body(UPRIGHT, left_elbow=(np.nan, np.nan))
    assert course(now) is None


def test_an_arm_along_the_whole_back_hides_it() -> None:
    assert course(body(UPRIGHT, left_elbow=(183, 250), left_wrist=(182, 295))) is None


def test_before_the_start_position_nothing_is_known() -> None:
    found = SpineReader(find("sit-and-arch")).of(SIZE, body(UPRIGHT), None)
    assert found.course is None
    assert not found.told_apart


def test_the_parts_are_told_apart_in_exercises_that_watch_the_low_back_by_them_and_in_no_other() -> None:
    apart = {exercise.id for exercise in all_exercises() if SpineReader(exercise)._parts}
    assert {"sit-and-rotate", "sit-and-arch", "seated-crossed-leg-twist"} <= apart
    assert {"cat-cow", "walk-in-place", "stretch-upwards", "stomach-crunch"}.isdisjoint(apart)


def test_parts_that_cannot_be_seen_are_not_told_apart() -> None:
    sight = SpineReader(find("sit-and-rotate"))
    neutral = Neutral(body(UPRIGHT), TRUNK, 1, "front")
    found = sight.of(SIZE, body(UPRIGHT), neutral, unwatched=("low-back",))
    assert not found.told_apart
    assert isnan(found.thoracic_deg)
    assert Spine(None, 1.0, 2.0).told_apart
