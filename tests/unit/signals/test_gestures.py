"""The two gestures, drawn as points: what is heard, when, how often, and what only resembles them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from coach.signals.body import Body
from coach.signals.gestures import HELD_S, RELEASED_S, Gesture, Gestures
from coach.values import Pose
from tests.altered_poses import mirrored
from tests.movements import Points, pose_of, seated_from_the_front, seated_from_the_side, times

Arm = tuple[tuple[float, float], tuple[float, float]]
"""Elbow and wrist of the left arm: from the shoulder, outwards (from the side: forwards) and up, in trunk lengths."""

HANGING: Arm = ((0.05, -0.55), (0.08, -1.0))
HIGH: Arm = ((0.05, 0.5), (0.05, 1.0))
AT_FACE: Arm = ((0.08, -0.3), (-0.2, 0.28))
BEHIND_HEAD: Arm = ((0.35, 0.3), (-0.15, 0.38))
CHIN_IN_HANDS: Arm = ((0.08, -0.3), (-0.25, 0.12))
CROSSED: Arm = ((0.1, -0.4), (-0.45, -0.25))
FACE_FROM_THE_SIDE: Arm = ((0.25, -0.25), (0.22, 0.22))
TRUNK = {"front": 120.0, "side": 130.0}


def front(left: Arm, right: Arm | None = None) -> Points:
    points = seated_from_the_front() | {"nose": (320.0, 132.0)}
    for side, sign, arm in (("left", 1, left), ("right", -1, right or left)):
        x, y = points[f"{side}_shoulder"]
        _draw(points, side, x, y, sign * TRUNK["front"], TRUNK["front"], arm)
    return points


def sideways(near: Arm, far: Arm | None = None, *, facing: int = -1) -> Points:
    """From the side; the right arm is the far one, which is hidden: see `poses`."""
    points = seated_from_the_side(facing=facing)
    for side, arm in (("left", near), ("right", far or near)):
        x, y = points[f"{side}_shoulder"]
        _draw(points, side, x, y, facing * TRUNK["side"], TRUNK["side"], arm)
    return points


def _draw(points: Points, side: str, x: float, y: float, across: float, up: float, arm: Arm) -> None:
    for part, (out, rise) in zip(("elbow", "wrist"), arm, strict=True):
        points[f"{side}_{part}"] = (x + across * out, y - up * rise)
    (elbow_out, elbow_up), (wrist_out, wrist_up) = arm
    length = ((wrist_out - elbow_out) ** 2 + (wrist_up - elbow_up) ** 2) ** 0.5
    ahead = (0.17 * (wrist_out - elbow_out) / length, 0.17 * (wrist_up - elbow_up) / length)
    knuckles = (x + across * (wrist_out + ahead[0]), y - up * (wrist_up + ahead[1]))
    points |= {f"{side}_index": knuckles, f"{side}_pinky": knuckles, f"{side}_thumb": knuckles}


FAR_ARM = ("right_elbow", "right_wrist", "right_index", "right_pinky", "right_thumb")
SHOWS: dict[str, tuple[Gesture, Points, tuple[str, ...]]] = {
    "go on, from the front": ("go-on", front(HIGH), ()),
    "go on, from the left": ("go-on", sideways(HIGH), FAR_ARM),
    "go on, from the right": ("go-on", sideways(HIGH, facing=1), FAR_ARM),
    "hurts, from the front": ("hurts", front(AT_FACE), ()),
    "hurts, from the left": ("hurts", sideways(FACE_FROM_THE_SIDE), FAR_ARM),
    "hurts, from the right": ("hurts", sideways(FACE_FROM_THE_SIDE, facing=1), FAR_ARM),
}
HIPS_AND_LEGS = tuple(
    f"{side}_{part}" for side in ("left", "right") for part in ("hip", "knee", "ankle", "heel", "foot_index")
)


def heard(poses: Iterable[Pose], gestures: Gestures | None = None) -> list[tuple[float, Gesture]]:
    gestures = gestures or Gestures()
    found = [(pose.time_s, gestures.update(pose.time_s, Body.of(pose))) for pose in poses]
    return [(time_s, gesture) for time_s, gesture in found if gesture is not None]


def poses(
    shown: Points, from_s: float, until_s: float, *, fps: float = 15.0, hidden: tuple[str, ...] = ()
) -> list[Pose]:
    """Hands at rest, then shown for a while, then at rest again, 6 s in all."""
    rest = front(HANGING)
    return [pose_of(shown if from_s <= t < until_s else rest, t, hidden=hidden) for t in times(6.0, fps)]


@pytest.mark.parametrize("case", SHOWS)
@pytest.mark.parametrize("fps", [6.0, 8.0, 15.0, 30.0])
def test_a_gesture_is_heard_once_and_in_its_time_at_any_frame_rate(case: str, fps: float) -> None:
    gesture, points, hidden = SHOWS[case]
    ((time_s, found),) = heard(poses(points, 1.0, 5.0, fps=fps, hidden=hidden))
    assert found == gesture
    assert time_s == pytest.approx(1.0 + HELD_S[gesture], abs=1.01 / fps)


@pytest.mark.parametrize("case", SHOWS)
def test_a_mirrored_picture_shows_the_same_gesture(case: str) -> None:
    gesture, points, hidden = SHOWS[case]
    assert [found for _, found in heard(mirrored(poses(points, 1.0, 4.0, hidden=hidden)))] == [gesture]


@pytest.mark.parametrize("case", SHOWS)
def test_held_too_briefly_it_is_not_heard(case: str) -> None:
    gesture, points, hidden = SHOWS[case]
    assert heard(poses(points, 1.0, 1.0 + HELD_S[gesture] - 0.1, hidden=hidden)) == []


@pytest.mark.parametrize("case", SHOWS)
def test_lost_and_late_frames_delay_it_and_do_not_hide_it(case: str) -> None:
    gesture, points, hidden = SHOWS[case]
    shown = poses(points, 1.0, 5.0, fps=30.0, hidden=hidden)
    dropped = [pose for number, pose in enumerate(shown) if number % 7 not in (2, 3, 4)]
    assert [found for _, found in heard(dropped)] == [gesture]
    blinking = [Pose.nobody(pose.time_s, pose.size) if number % 9 == 4 else pose for number, pose in enumerate(shown)]
    assert [found for _, found in heard(blinking)] == [gesture]


def test_a_gap_in_the_stream_does_not_count_as_held() -> None:
    before, after = pose_of(front(AT_FACE), 1.0), pose_of(front(AT_FACE), 9.0)
    assert heard([before, after]) == []


def test_it_is_heard_again_only_after_it_was_released() -> None:
    def course(t: float) -> Points:
        return front(HANGING) if 3.0 <= t < 3.0 + RELEASED_S + 0.1 else front(HIGH)

    found = heard(pose_of(course(t), t) for t in times(6.0))
    assert [gesture for _, gesture in found] == ["go-on", "go-on"]
    assert found[1][0] > 3.0 + RELEASED_S + HELD_S["go-on"]


def test_from_one_gesture_to_the_other_both_are_heard() -> None:
    found = heard(pose_of(front(HIGH if t < 2.0 else AT_FACE), t) for t in times(6.0))
    assert [gesture for _, gesture in found] == ["go-on", "hurts"]


def test_the_ring_fills_evenly_and_empties_when_the_hands_sink() -> None:
    gestures = Gestures()
    filled: list[float] = []
    for pose in poses(front(AT_FACE), 1.0, 2.0, fps=20.0):
        assert gestures.update(pose.time_s, Body.of(pose)) is None
        filled.append(gestures.progress)
        assert gestures.under_way == ("hurts" if gestures.progress > 0 or pose.time_s == 1.0 else None)
    assert filled[20] == 0.0
    assert filled[30] == pytest.approx(0.5 / HELD_S["hurts"])
    assert max(filled) == pytest.approx(0.95 / HELD_S["hurts"])
    assert filled[50] == filled[-1] == 0.0


def test_the_ring_stays_full_while_a_gesture_that_was_heard_is_still_held() -> None:
    gestures = Gestures()
    heard((pose_of(front(HIGH), t) for t in times(3.0)), gestures)
    assert (gestures.under_way, gestures.progress) == ("go-on", 1.0)
    heard((pose_of(front(HANGING), 3.0 + t) for t in times(1.0)), gestures)
    assert (gestures.under_way, gestures.progress) == (None, 0.0)


def test_after_a_reset_hands_that_are_still_up_say_nothing_until_they_were_down() -> None:
    gestures = Gestures()
    assert heard((pose_of(front(HIGH), t) for t in times(2.0)), gestures)
    gestures.reset()
    assert gestures.progress == 0.0
    assert heard((pose_of(front(HIGH), 2.0 + t) for t in times(3.0)), gestures) == []
    assert heard((pose_of(front(HANGING), 5.0 + t) for t in times(1.0)), gestures) == []
    assert [found for _, found in heard((pose_of(front(HIGH), 6.0 + t) for t in times(2.0)), gestures)] == ["go-on"]


@pytest.mark.parametrize("arm", [HIGH, AT_FACE], ids=["go on", "hurts"])
def test_at_a_desk_where_the_hips_are_hidden_both_are_heard(arm: Arm) -> None:
    assert len(heard(poses(front(arm), 1.0, 4.0, hidden=HIPS_AND_LEGS))) == 1


@pytest.mark.parametrize("legs", ["kneeling", "hidden"])
@pytest.mark.parametrize("arm", [HIGH, AT_FACE], ids=["go on", "hurts"])
def test_what_the_legs_do_does_not_matter(arm: Arm, legs: str) -> None:
    points = front(arm)
    for side in ("left", "right"):
        x, hip = points[f"{side}_hip"]
        points |= {f"{side}_knee": (x, hip + 100.0), f"{side}_ankle": (x, hip + 105.0)}
        points |= {f"{side}_heel": (x, hip + 100.0), f"{side}_foot_index": (x, hip + 110.0)}
    hidden = HIPS_AND_LEGS[1:5] + HIPS_AND_LEGS[6:] if legs == "hidden" else ()
    assert len(heard(poses(points, 1.0, 4.0, hidden=hidden))) == 1


def test_hands_that_leave_the_picture_at_its_upper_edge_are_high() -> None:
    points = front(((0.05, 0.5), (0.05, 1.6)))
    assert points["left_wrist"][1] < 0
    found = heard(poses(points, 1.0, 4.0, hidden=("left_wrist", "right_wrist")))
    assert [gesture for _, gesture in found] == ["go-on"]


LIKE_GESTURES: dict[str, tuple[Points, tuple[str, ...]]] = {
    "one hand reaches up": (front(HIGH, HANGING), ()),
    "one hand at the face, as in drinking": (front(AT_FACE, HANGING), ()),
    "one hand at the face, the other arm hidden": (front(AT_FACE), FAR_ARM),
    "one hand up, the other arm hidden": (front(HIGH), FAR_ARM),
    "hands behind the head": (front(BEHIND_HEAD), ()),
    "chin in the hands": (front(CHIN_IN_HANDS), ()),
    "arms crossed": (front(CROSSED), ()),
    "hands on the head": (front(((0.4, 0.35), (-0.25, 0.62))), ()),
    "one hand at the face, from the side": (sideways(FACE_FROM_THE_SIDE, HANGING), FAR_ARM),
    "one hand reaches up, from the side": (sideways(HIGH, HANGING), FAR_ARM),
    "hands behind the head, from the side": (sideways(((0.2, 0.25), (-0.05, 0.35))), FAR_ARM),
}


@pytest.mark.parametrize("case", LIKE_GESTURES)
def test_what_only_resembles_a_gesture_is_not_heard(case: str) -> None:
    points, hidden = LIKE_GESTURES[case]
    assert heard(poses(points, 0.0, 6.0, hidden=hidden)) == []


@pytest.mark.parametrize("turn", [90, -90])
@pytest.mark.parametrize("arm", [FACE_FROM_THE_SIDE, HIGH])
def test_lying_down_says_nothing(arm: Arm, turn: int) -> None:
    sign = turn // 90
    lying = {name: (320 + sign * (y - 240), 240 - sign * (x - 320)) for name, (x, y) in sideways(arm).items()}
    assert heard(poses(lying, 0.0, 6.0, hidden=FAR_ARM)) == []


@pytest.mark.parametrize("draw", [front, sideways])
@pytest.mark.parametrize("arm", [HANGING, BEHIND_HEAD, CROSSED])
def test_nothing_is_under_way_while_the_hands_are_elsewhere(draw: Callable[[Arm], Points], arm: Arm) -> None:
    gestures = Gestures()
    heard((pose_of(draw(arm), t) for t in times(2.0)), gestures)
    assert (gestures.under_way, gestures.progress) == (None, 0.0)
