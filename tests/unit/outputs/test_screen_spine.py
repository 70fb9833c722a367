"""The spine on the screen: inside the body, as curved as it truly is, turned where it truly turned, and told by shape too."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from screen_steps import CARD, ONE_COUNT, PICTURE, SIZE, count, picture, pose, step

from benchmarks.making.sample_files import SAMPLES, Sample
from coach.coaching.session import Session
from coach.engine import catalog
from coach.outputs.screen.backbone import LUMBAR, draw_backbone
from coach.outputs.screen.layout import lay_out
from coach.outputs.screen.overlay import Overlay
from coach.outputs.screen.palette import ATTENTION, BONE, PLAIN, PROGRESS, REACHED, WARNING
from coach.outputs.screen.scene import Director
from coach.outputs.screen.spine import HEIGHTS, SpineScene, SteadySpine
from coach.values import LowBackLevel, Spine, Step

STILL = Spine(None, 0.0, 0.0, 0.0, turning=True, fills=True)
UNKNOWN = Spine(turning=True, fills=True)


def scene_of(
    spine: Spine = STILL, share: float = 0.0, level: LowBackLevel = "none", reached: bool = False
) -> SpineScene:
    found = SteadySpine().scene(0.0, pose(), spine, share=share, reached=reached, level=level)
    assert found is not None
    return found


def drawn(scene: SpineScene) -> NDArray[np.uint8]:
    pixels = picture(size=(640, 480))
    draw_backbone(pixels, scene)
    return pixels


def rows_that_differ(one: SpineScene, other: SpineScene) -> NDArray[np.intp]:
    return np.nonzero((drawn(one) != drawn(other)).any(axis=(1, 2)))[0]


def height_of(scene: SpineScene, share: float) -> float:
    """The row at which this share of pelvis to shoulders lies."""
    return float(np.interp(share, HEIGHTS, scene.course[:, 1])) * 480


def test_a_turn_of_the_upper_back_moves_its_ribs_alone() -> None:
    turned = scene_of(replace(STILL, thoracic_deg=40.0))
    rows = rows_that_differ(scene_of(), turned)
    assert rows.size > 20
    assert rows.max() < height_of(turned, LUMBAR[1] - 0.02)


def test_a_turn_of_the_pelvis_moves_all_that_stands_on_it() -> None:
    rows = rows_that_differ(scene_of(), scene_of(replace(STILL, pelvis_deg=25.0)))
    assert rows.max() > height_of(scene_of(), 0.05)


@pytest.mark.parametrize("side", [1, -1])
def test_the_chest_turns_to_the_persons_own_side_as_in_the_mirror(side: int) -> None:
    """To the left (positive) the front of the chest goes to the left of the picture, and what is drawn with it."""

    def middle(degrees: float) -> float:
        dots = (drawn(scene_of(replace(STILL, thoracic_deg=degrees))) == np.array(BONE.bgr, np.uint8)).all(axis=2)
        top, bottom = round(height_of(scene_of(), 0.95)), round(height_of(scene_of(), 0.5))
        return float(np.nonzero(dots[top:bottom])[1].mean())

    assert side * (middle(40.0 * side) - middle(0.0)) < -2


def test_where_the_parts_are_not_told_apart_there_is_one_plain_curve() -> None:
    plain = drawn(scene_of(UNKNOWN, level="warning"))
    assert count(plain, PLAIN) > 500
    assert all(count(plain, colour) == 0 for colour in (WARNING, ATTENTION, BONE, REACHED, PROGRESS))


def test_the_upper_back_fills_with_the_range_and_is_green_with_a_tick_when_it_is_reached() -> None:
    filled = [count(drawn(scene_of(share=share)), PROGRESS) for share in (0.0, 0.3, 0.6, 0.9)]
    assert filled[0] == 0
    assert all(less < more for less, more in pairwise(filled))
    reached = drawn(scene_of(share=1.0, reached=True))
    assert count(reached, PROGRESS) == 0
    assert count(reached, REACHED) > filled[-1]
    beside = reached[:, round(scene_of().course[0, 0] * 480) + 40 :]
    assert count(beside, REACHED) > 50


def test_the_low_back_is_calm_then_amber_then_red_and_each_has_a_shape_of_its_own() -> None:
    calm, hint, warning = (drawn(scene_of(level=level)) for level in ("none", "hint", "warning"))
    assert [count(calm, colour) for colour in (ATTENTION, WARNING)] == [0, 0]
    assert count(hint, ATTENTION) > 300
    assert count(hint, WARNING) == 0
    assert count(warning, WARNING) > 300
    scene = scene_of(level="warning")
    column = round(float(scene.course[4, 0]) * 480)
    low = warning[round(height_of(scene, LUMBAR[1])) : round(height_of(scene, 0.0)), column]
    red = (low == np.array(WARNING.bgr, np.uint8)).all(axis=1).astype(int)
    assert int((np.diff(red) == 1).sum()) + int(red[0]) >= 3  # blocks apart from one another


@pytest.mark.parametrize("level", ["hint", "warning"])
def test_what_the_low_back_does_leaves_the_upper_back_as_it_was(level: LowBackLevel) -> None:
    """Above the triangle beside it nothing differs."""
    rows = rows_that_differ(scene_of(), scene_of(level=level))
    assert rows.min() > height_of(scene_of(), 0.65)


def test_nothing_green_stands_under_the_red_banner() -> None:
    card = replace(CARD, low_back_faults=("low-back",))
    beyond = step(card=card, gauge=45.0, hold_s=4.0)
    assert count(Overlay(SIZE).draw(replace(beyond, spine=STILL)), REACHED) > 1000
    warned = replace(beyond, spine=STILL, state=replace(beyond.state, low_back=True, active_faults=("low-back",)))
    assert count(Overlay(SIZE).draw(warned), REACHED) == 0


def test_no_face_and_no_trunk_of_sticks_is_drawn() -> None:
    """In the face nothing changes, and between shoulder and hip of one side nothing is drawn."""
    place = lay_out(SIZE, PICTURE, has_hold=True).picture
    shown = Overlay(SIZE).draw(replace(step(card=replace(CARD, hold_s=4.0)), spine=STILL))
    inside = shown[place.y : place.bottom, place.x : place.right]
    face = inside[
        round(0.10 * place.height) : round(0.19 * place.height), round(0.44 * place.width) : round(0.56 * place.width)
    ]
    assert (face == 90).all()
    flank = inside[round(0.44 * place.height), : round(0.40 * place.width)]
    assert (flank == 90).all()


def test_a_gauge_that_is_no_measure_of_the_spine_fills_none() -> None:
    knee = replace(step(card=ONE_COUNT, side=None, gauge=25.0), spine=Spine(fills=False))
    scene = Director().scene(knee).spine
    assert scene is not None
    assert not scene.share > 0


@cache
def steps_of(sample: Sample) -> tuple[Step, ...]:
    session = Session(catalog.find(sample.exercise))
    return tuple(session.step(each) for each in sample.poses())


FROM_THE_SIDE = (
    "cat-cow/good-male",
    "sit-and-arch/good-female-side-right",
    "sit-and-arch/lumbar-female",
    "standing-roll-down/good-female",
)


@pytest.mark.thorough
@pytest.mark.parametrize("case", FROM_THE_SIDE)
def test_the_curve_lies_inside_the_persons_own_outline(case: str) -> None:
    director, inside, known = Director(), [], 0
    for each in steps_of(Sample(SAMPLES / case)):
        scene = director.scene(each).spine
        if each.spine.course is None or scene is None or each.pose.outline is None:
            continue
        known += 1
        width, height = each.pose.size
        outline = (each.pose.outline * (width, height)).astype(np.float32)
        course = scene.course[4:-2] * height
        inside += [cv2.pointPolygonTest(outline, (width - x, y), False) >= 0 for x, y in course]
    assert known > 100
    assert np.mean(inside) > 0.99


@pytest.mark.thorough
def test_in_cat_and_cow_the_curve_bends_as_the_spine_truly_does() -> None:
    """The truth is the rig's own: how far the lumbar and the thoracic spine were bent in every frame."""
    sample = Sample(SAMPLES / "cat-cow" / "good-male")
    truth = -(sample.angles()["lumbar_extension"] + sample.angles()["thoracic_extension"])
    director, bows, bends = Director(), [], []
    for frame, each in enumerate(steps_of(sample)):
        scene = director.scene(each).spine
        if each.spine.course is None or scene is None:
            continue
        chord = scene.course[-1] - scene.course[0]
        beside = (scene.course - scene.course[0]) @ np.array([-chord[1], chord[0]]) / (chord @ chord)
        bows.append(scene.behind * float(beside.mean()))
        bends.append(truth[frame])
    assert len(bows) > 200
    assert np.corrcoef(bows, bends)[0, 1] > 0.95


@pytest.mark.parametrize(
    ("case", "low"),
    [
        ("sit-and-rotate/good-female", False),
        ("sit-and-arch/lumbar-female", True),
        pytest.param("sit-and-rotate/pelvis-female", True, marks=pytest.mark.thorough),
        pytest.param("sit-and-arch/good-female-side-right", False, marks=pytest.mark.thorough),
    ],
)
def test_the_part_that_truly_moved_is_the_one_that_is_marked(case: str, low: bool) -> None:
    """What each sample is said to show in its name, made by the renderer."""
    director = Director()
    scenes = [director.scene(each).spine for each in steps_of(Sample(SAMPLES / case))]
    found = [scene for scene in scenes if scene is not None and scene.told_apart]
    assert len(found) > 100
    assert any(scene.level == "warning" for scene in found) is low
    assert any(scene.reached for scene in found) is not low


def test_trembling_landmarks_leave_the_curve_still() -> None:
    random, steady, courses = np.random.default_rng(7), SteadySpine(), []
    for frame in range(60):
        body = pose()
        body.image[:, :2] += random.normal(0.0, 0.5, (33, 2)).astype(np.float32) / PICTURE
        noisy = replace(STILL, thoracic_deg=random.normal(0.0, 3.0))
        scene = steady.scene(frame / 30, body, noisy, share=0.0, reached=False, level="none")
        assert scene is not None
        assert scene.turns_deg is not None
        courses.append((scene.course * 480, scene.turns_deg[2]))
    moved = [np.abs(after[0] - before[0]).max() for before, after in pairwise(courses)]
    assert np.mean(moved) < 1.0
    assert np.std([turn for _, turn in courses[10:]]) < 2.0


def test_the_look_does_not_flicker_where_a_reading_is_missing_for_a_moment() -> None:
    steady = SteadySpine()
    told = []
    for frame in range(30):
        spine = UNKNOWN if frame % 5 == 4 else STILL
        scene = steady.scene(frame / 30, pose(), spine, share=0.0, reached=False, level="none")
        assert scene is not None
        told.append(scene.told_apart)
    assert sum(before != after for before, after in pairwise(told)) <= 2
