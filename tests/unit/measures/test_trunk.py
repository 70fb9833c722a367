from __future__ import annotations

from math import isnan, nan

import pytest

from coach.measures import arch, registry, rotation, trunk
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from tests.movements import seated_from_the_front, seated_from_the_side
from tests.people import body_of, mirrored, mirrored_neutral, neutral_of


def formula_turn(turn_deg: float) -> tuple[Body, Neutral]:
    """A stick figure is unlike the people whom the reading was trained on, so the formulas stand in."""
    return body_of(seated_from_the_front(turn_deg=turn_deg)), neutral_of(seated_from_the_front())


@pytest.mark.parametrize("turn_deg", [-40.0, -25.0, 25.0, 40.0])
def test_elbow_span_tells_the_turn_of_the_shoulders_left_positive(turn_deg: float) -> None:
    body, neutral = formula_turn(turn_deg)
    assert rotation.shoulder_turn(body, neutral) == pytest.approx(turn_deg, abs=0.5)


def test_hips_moving_against_the_knees_is_a_turn_of_the_pelvis_and_none_of_the_upper_back() -> None:
    neutral = neutral_of(seated_from_the_front())
    points = seated_from_the_front()
    for side in ("left", "right"):
        for part, shift in (("hip", 2.5), ("knee", -2.5)):
            x, y = points[f"{side}_{part}"]
            points[f"{side}_{part}"] = (x + shift, y)
    body = body_of(points)
    assert rotation.pelvis_rotation(body, neutral) == pytest.approx(730 * 5 / 120, abs=0.3)
    assert registry.require("pelvis_shift_pct").function(body, neutral) == pytest.approx(100 * 2.5 / 120, abs=0.1)


def test_the_mirror_turns_the_other_way() -> None:
    body, neutral = formula_turn(30.0)
    turned = trunk.thoracic_rotation(body, neutral)
    assert turned == pytest.approx(1.15 * 30, abs=1)
    assert trunk.thoracic_rotation(mirrored(body), mirrored_neutral(neutral)) == pytest.approx(-turned, abs=0.2)


def test_formulas_stand_in_for_a_person_unlike_the_training() -> None:
    body, neutral = formula_turn(30.0)
    assert trunk.learned_angles(body, neutral) is None
    assert isnan(trunk.lumbar_rotation(body, neutral))


def test_rotation_is_unknown_without_the_elbows() -> None:
    neutral = neutral_of(seated_from_the_front())
    body = body_of(seated_from_the_front(turn_deg=30), hidden=["left_elbow"])
    assert isnan(trunk.thoracic_rotation(body, neutral))
    assert isnan(trunk.low_back_share(body, neutral))


def test_share_is_unknown_without_movement_and_none_for_a_turn_of_the_upper_back() -> None:
    still, neutral = formula_turn(0.0)
    assert isnan(trunk.low_back_share(still, neutral))
    turned, _ = formula_turn(35.0)
    assert trunk.low_back_share(turned, neutral) == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize(
    ("parts", "share"),
    [
        ({"thoracic_rotation_deg": 40, "lumbar_rotation_deg": 2, "pelvis_rotation_deg": 1}, 3 / 43),
        ({"thoracic_rotation_deg": -20, "lumbar_rotation_deg": -6, "pelvis_rotation_deg": -14}, 0.5),
        ({"thoracic_rotation_deg": 0, "lumbar_rotation_deg": 10, "pelvis_rotation_deg": 30}, 1.0),
        ({"thoracic_rotation_deg": 4, "lumbar_rotation_deg": 1, "pelvis_rotation_deg": 2}, nan),
    ],
)
def test_share_of_a_turn_that_is_read_in_parts(
    monkeypatch: pytest.MonkeyPatch, parts: dict[str, float], share: float
) -> None:
    body, neutral = formula_turn(0.0)
    monkeypatch.setattr(trunk, "learned_angles", lambda *_: parts)
    assert trunk.low_back_share(body, neutral) == pytest.approx(share, nan_ok=True)


@pytest.mark.parametrize(
    ("parts", "share"),
    [
        ({"thoracic_extension_deg": 22, "lumbar_extension_deg": 1, "pelvic_tilt_deg": 0}, 1 / 23),
        ({"thoracic_extension_deg": 0, "lumbar_extension_deg": 22, "pelvic_tilt_deg": 11}, 1.0),
        ({"thoracic_extension_deg": 0, "lumbar_extension_deg": 0, "pelvic_tilt_deg": -16}, 1.0),
    ],
)
def test_share_of_an_arch_that_is_read_in_parts(
    monkeypatch: pytest.MonkeyPatch, parts: dict[str, float], share: float
) -> None:
    neutral = neutral_of(seated_from_the_side())
    monkeypatch.setattr(trunk, "learned_angles", lambda *_: parts)
    assert trunk.low_back_share(neutral.body, neutral) == pytest.approx(share)


@pytest.mark.parametrize("facing", [1, -1])
def test_trunk_lean_is_positive_forward(facing: int) -> None:
    neutral = neutral_of(seated_from_the_side(facing=facing))
    body = body_of(seated_from_the_side(facing=facing, lean_deg=15))
    assert arch.trunk_lean(body, neutral) == pytest.approx(15, abs=0.1)


def test_arch_is_unknown_without_an_outline() -> None:
    neutral = neutral_of(seated_from_the_side())
    assert isnan(arch.lower_back_arch(neutral.body, neutral))
    assert isnan(trunk.upper_back_arch(neutral.body, neutral))


def test_leaning_to_the_persons_left_is_positive() -> None:
    neutral = neutral_of(seated_from_the_front())
    points = seated_from_the_front()
    for side in ("left", "right"):
        x, y = points[f"{side}_shoulder"]
        points[f"{side}_shoulder"] = (x + 21.2, y)
    lean = registry.require("trunk_side_lean_deg").function(body_of(points), neutral)
    assert lean == pytest.approx(10, abs=0.2)
