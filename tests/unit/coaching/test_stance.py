"""The turn of rendered people, whose way to the camera is known exactly."""

from __future__ import annotations

import numpy as np
import pytest

from coach.coaching.camera.stance import turn_deg, turned_off_deg
from coach.landmarks import COUNT, INDEX
from coach.signals.body import Body
from coach.values import Pose

# True turn to the own left in degrees; x, y, z of left shoulder, right shoulder, left hip, right hip as the model saw them.
RENDERED = [
    (-55, [0.5156, 0.2078, -0.1608, 0.4455, 0.2485, 0.1755, 0.5196, 0.4431, -0.1089, 0.4744, 0.4555, 0.1088]),
    (-34, [0.5607, 0.3773, -0.1125, 0.4285, 0.3633, -0.0477, 0.5089, 0.6012, -0.0533, 0.4283, 0.587, 0.0534]),
    (-25, [0.5224, 0.2969, -0.0453, 0.4232, 0.3029, 0.0354, 0.5038, 0.5157, -0.0331, 0.4488, 0.5205, 0.033]),
    (-1, [0.6567, 0.2884, -0.0721, 0.4722, 0.2651, -0.0456, 0.6104, 0.5798, -0.0076, 0.506, 0.5758, 0.0079]),
    (25, [0.5493, 0.2978, 0.1349, 0.4346, 0.3153, 0.088, 0.5481, 0.5153, 0.0385, 0.4775, 0.5277, -0.0382]),
    (35, [0.5467, 0.3535, 0.049, 0.4239, 0.355, -0.1266, 0.5324, 0.582, 0.0722, 0.4656, 0.5857, -0.0718]),
    (55, [0.454, 0.3636, 0.1393, 0.3691, 0.3563, -0.1206, 0.4683, 0.5607, 0.0986, 0.4191, 0.5661, -0.0984]),
    (66, [0.4416, 0.3976, 0.1659, 0.3498, 0.4062, -0.1399, 0.4697, 0.6198, 0.1183, 0.4195, 0.642, -0.1181]),
    (-65, [0.4974, 0.2984, -0.1877, 0.4682, 0.3207, 0.1502, 0.4994, 0.4978, -0.1014, 0.4752, 0.5042, 0.1013]),
    (90, [0.5112, 0.3692, 0.1199, 0.503, 0.3677, -0.1689, 0.521, 0.57, 0.1087, 0.511, 0.5832, -0.1087]),
    (-90, [0.5543, 0.2555, -0.2433, 0.5233, 0.2577, 0.0788, 0.526, 0.505, -0.1246, 0.5108, 0.4959, 0.1247]),
    (115, [0.4801, 0.2325, 0.159, 0.5537, 0.2355, -0.1889, 0.4772, 0.4561, 0.1281, 0.5177, 0.4658, -0.1283]),
    (-115, [0.4862, 0.3226, -0.1745, 0.5444, 0.3284, 0.0279, 0.494, 0.5502, -0.1041, 0.532, 0.5475, 0.1037]),
]
PARTS = [INDEX[name] for name in ("left_shoulder", "right_shoulder", "left_hip", "right_hip")]


def seen(numbers: list[float]) -> Pose:
    image, visibility = np.full((COUNT, 3), 0.5, np.float32), np.zeros(COUNT, np.float32)
    image[PARTS], visibility[PARTS] = np.array(numbers).reshape(4, 3), 1.0
    return Pose(0.0, (640, 480), image, np.zeros((COUNT, 3), np.float32), visibility)


@pytest.mark.parametrize(("true_deg", "numbers"), RENDERED)
def test_the_turn_is_read_within_its_error(true_deg: int, numbers: list[float]) -> None:
    pose = seen(numbers)
    assert turn_deg(pose, Body.of(pose)) == pytest.approx(true_deg, abs=17)


@pytest.mark.parametrize(("true_deg", "numbers"), [row for row in RENDERED if 20 < abs(row[0]) <= 60])
def test_facing_the_way_back_is_the_persons_own(true_deg: int, numbers: list[float]) -> None:
    pose = seen(numbers)
    assert turned_off_deg(pose, Body.of(pose), "front") * true_deg > 0


@pytest.mark.parametrize(("true_deg", "numbers"), [row for row in RENDERED if 20 < abs(abs(row[0]) - 90) < 30])
def test_side_on_the_way_back_is_the_persons_own(true_deg: int, numbers: list[float]) -> None:
    pose = seen(numbers)
    nearest = 90 if true_deg > 0 else -90
    assert turned_off_deg(pose, Body.of(pose), "side") * (true_deg - nearest) > 0
