"""The trained readings of the trunk, on poses of rendered people whose joints are known, none of them trained on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.errors import ModelError
from coach.measures.learned import NEEDED, TrunkReader, mirrored, trunk_profile
from coach.paths import models

# One picture each, the neutral too: xy and outline in pixels of 640 x 480, change in degrees as the renderer knows it.
CASES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "trunk_poses.json").read_text())
READERS = {view: TrunkReader.load(models() / f"trunk_{view}.npz") for view in ("front", "side")}
OFF_BY_DEG = 10.0


def pose(stored: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    xy = np.array(stored["xy"])
    return xy, trunk_profile(xy, np.array(stored["outline"]))


def read(case: dict[str, Any], now: tuple[np.ndarray, np.ndarray] | None = None) -> dict[str, float]:
    reader = READERS[case["view"]]
    xy, reaches = now or pose(case["now"])
    return reader.read(xy, np.array(case["now"]["visibility"]), reaches, *pose(case["neutral"]))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_every_angle_is_read_near_the_truth(case: dict[str, Any]) -> None:
    values = read(case)
    assert {name: values[name] for name in case["change"]} == pytest.approx(case["change"], abs=OFF_BY_DEG)


def test_a_turn_of_the_seat_is_told_from_a_turn_of_the_upper_back() -> None:
    upper, seat = read(CASES["turned left in the upper back"]), read(CASES["turned left on the seat"])
    assert upper["pelvis_rotation_deg"] < 8 < 25 < upper["thoracic_rotation_deg"]
    assert seat["thoracic_rotation_deg"] < 8 < 20 < seat["pelvis_rotation_deg"]


def test_the_parts_of_an_arch_are_told_apart() -> None:
    upper, low = read(CASES["arched in the upper back"]), read(CASES["arched in the low back"])
    assert upper["lumbar_extension_deg"] < 6 < 15 < upper["thoracic_extension_deg"]
    assert low["thoracic_extension_deg"] < 6 < 15 < low["lumbar_extension_deg"]


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case["view"] == "front"])
def test_a_mirrored_turn_is_the_same_turn_to_the_other_side(name: str) -> None:
    case = CASES[name]
    visibility = np.ones(33)
    reader = READERS["front"]
    straight = reader.read(*with_visibility(pose(case["now"]), visibility), *pose(case["neutral"]))
    turned = reader.read(*with_visibility(mirrored(*pose(case["now"])), visibility), *mirrored(*pose(case["neutral"])))
    assert {name: -value for name, value in turned.items()} == pytest.approx(straight, abs=1e-6)


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if case["view"] == "side"])
def test_an_arch_reads_the_same_from_a_mirrored_picture(name: str) -> None:
    case = CASES[name]
    reader = READERS["side"]
    seen = np.ones(33)
    straight = reader.read(*with_visibility(pose(case["now"]), seen), *pose(case["neutral"]))
    other = reader.read(*with_visibility(mirrored(*pose(case["now"])), seen), *mirrored(*pose(case["neutral"])))
    assert other == pytest.approx(straight, abs=1e-6)


def with_visibility(now: tuple[np.ndarray, np.ndarray], visibility: np.ndarray) -> tuple[Any, Any, Any]:
    return now[0], visibility, now[1]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_size_and_place_in_the_picture_do_not_matter(case: dict[str, Any]) -> None:
    def moved(stored: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
        xy, outline = (np.array(stored[key]) * 1.7 + [40, -25] for key in ("xy", "outline"))
        return xy, trunk_profile(xy, outline)

    xy, reaches = moved(case["now"])
    values = READERS[case["view"]].read(xy, np.array(case["now"]["visibility"]), reaches, *moved(case["neutral"]))
    assert values == pytest.approx(read(case), abs=1e-6)


@pytest.mark.parametrize("view", ["front", "side"])
def test_the_neutral_itself_is_no_movement(view: str) -> None:
    case = next(case for case in CASES.values() if case["view"] == view)
    values = read(case, now=pose(case["neutral"]))
    assert values == pytest.approx(dict.fromkeys(values, 0.0), abs=4.0 if view == "front" else 1e-9)


@pytest.mark.parametrize("view", ["front", "side"])
def test_an_unseen_landmark_makes_everything_unknown(view: str) -> None:
    case = next(case for case in CASES.values() if case["view"] == view)
    visibility = np.array(case["now"]["visibility"])
    visibility[list(NEEDED[READERS[view].view][:2])] = 0.3
    values = READERS[view].read(*with_visibility(pose(case["now"]), visibility), *pose(case["neutral"]))
    assert np.isnan(list(values.values())).all()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_pose_without_an_outline_is_unknown_against_a_neutral_with_one(case: dict[str, Any]) -> None:
    xy = np.array(case["now"]["xy"])
    values = read(case, now=(xy, trunk_profile(xy, None)))
    assert np.isnan(list(values.values())).all()


@pytest.mark.parametrize("name", CASES)
def test_without_any_outline_the_upper_back_alone_is_told_and_only_from_the_front(name: str) -> None:
    case = CASES[name]
    now, then = (np.array(case[which]["xy"]) for which in ("now", "neutral"))
    none = np.full((2, 32), np.nan)
    values = READERS[case["view"]].read(now, np.ones(33), none, then, none)
    told = {measure for measure, value in values.items() if not np.isnan(value)}
    assert told == ({"thoracic_rotation_deg", "shoulder_line_yaw_deg"} if case["view"] == "front" else set())
    if "thoracic_rotation_deg" in told & set(case["change"]) and "seat" not in name:  # a turn of the seat looks alike
        assert values["thoracic_rotation_deg"] == pytest.approx(case["change"]["thoracic_rotation_deg"], abs=12)


def lying(xy: np.ndarray) -> np.ndarray:
    return xy[:, ::-1].copy()


def another_person(xy: np.ndarray) -> np.ndarray:
    hips = xy[[23, 24]].mean(axis=0)
    return hips + 2 * (xy - hips)


def left_is_right(xy: np.ndarray) -> np.ndarray:
    return mirrored(xy, np.zeros((2, 1)))[0] * [-1, 1]


def no_one(xy: np.ndarray) -> np.ndarray:
    return np.full_like(xy, np.nan)


FRONT = [case for case in CASES.values() if case["view"] == "front"]
UNTRAINED = [(case, change) for case in CASES.values() for change in (lying, another_person, no_one)]


@pytest.mark.parametrize(("case", "change"), [*UNTRAINED, *((case, left_is_right) for case in FRONT)])
def test_what_was_never_trained_on_is_unknown(case: dict[str, Any], change: Any) -> None:
    xy = change(np.array(case["now"]["xy"]))
    values = read(case, now=(xy, trunk_profile(xy, np.array(case["now"]["outline"]))))
    assert np.isnan(list(values.values())).all()


@pytest.mark.parametrize("content", [b"", b"no weights at all", None])
def test_broken_weights_are_named_in_one_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "trunk.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"trunk\.npz"):
        TrunkReader.load(path)


def test_weights_that_lack_an_array_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "trunk.npz"
    np.savez(path, view="front")
    with pytest.raises(ModelError, match=r"trunk\.npz"):
        TrunkReader.load(path)
