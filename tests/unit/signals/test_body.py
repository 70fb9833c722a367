from __future__ import annotations

from math import isnan

import numpy as np
import pytest

from coach.landmarks import INDEX
from coach.signals.body import Body, bend, direction, middle, turned
from coach.values import Pose
from tests.movements import SIZE, pose_of, seated_from_the_front, seated_from_the_side


def test_points_are_square_pixels() -> None:
    body = Body.of(pose_of(seated_from_the_front()))
    assert body["left_hip"] == pytest.approx((342.0, 300.0), abs=0.01)
    assert body.trunk() == pytest.approx(120.0, abs=0.01)


def test_hidden_landmarks_are_unseen() -> None:
    body = Body.of(pose_of(seated_from_the_front(), hidden=["left_hip"]))
    assert isnan(body["left_hip"][0])
    assert body.centre("hip") == pytest.approx(body["right_hip"])


def test_landmarks_outside_the_picture_are_unseen() -> None:
    pose = pose_of(seated_from_the_front())
    pose.image[INDEX["left_knee"], 1] = 1.2
    assert isnan(Body.of(pose)["left_knee"][1])


def test_nobody_is_unseen_throughout() -> None:
    body = Body.of(Pose.nobody(0.0, SIZE))
    assert not np.any(body.seen)
    assert isnan(body.trunk())


@pytest.mark.parametrize(("b", "angle"), [((0, 20), 0), ((10, 10), 90), ((0, 0), 180), ((7.0711, 17.0711), 45)])
def test_bend(b: tuple[float, float], angle: float) -> None:
    assert bend((0, 0), (0, 10), b) == pytest.approx(angle, abs=0.01)


@pytest.mark.parametrize("facing", [1, -1])
def test_direction_is_positive_the_way_the_person_faces(facing: int) -> None:
    body = Body.of(pose_of(seated_from_the_side(facing=facing, lean_deg=20)))
    assert direction(body.centre("hip"), body.centre("shoulder"), facing) == pytest.approx(20, abs=0.05)


def test_middle_of_one_unseen_is_the_other() -> None:
    nan_point = (float("nan"), float("nan"))
    assert middle(nan_point, (1.0, 2.0)) == (1.0, 2.0)
    assert middle((0.0, 0.0), (2.0, 4.0)) == (1.0, 2.0)


@pytest.mark.parametrize(("angle", "brought_to"), [(190, -170), (-190, 170), (10, 10), (360, 0)])
def test_turned(angle: float, brought_to: float) -> None:
    assert turned(angle) == brought_to
