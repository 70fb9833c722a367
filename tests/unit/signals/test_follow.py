"""Who is followed where the pose jumps: one person, somebody else, another one still, and slips of the model."""

from __future__ import annotations

from coach.signals.body import Body
from coach.signals.follow import SETTLE_S, Follow, Following
from tests.movements import pose_of, seated_from_the_front

FIRST, SECOND, THIRD = (0.0, 0.0), (200.0, 0.0), (-200.0, 0.0)


def seen(follow: Follow, time_s: float, shift: tuple[float, float]) -> Following:
    return follow.update(time_s, Body.of(pose_of(seated_from_the_front(), shift=shift)))


def with_somebody_else() -> Follow:
    follow = Follow()
    assert seen(follow, 0.0, FIRST) is Following.SAME
    assert seen(follow, 0.1, SECOND) is Following.JUMPED
    assert seen(follow, 0.2, SECOND) is Following.OTHER
    return follow


def test_a_third_one_is_told_and_must_stay_as_long_as_the_second() -> None:
    follow = with_somebody_else()
    assert seen(follow, 2.0, SECOND) is Following.OTHER
    assert seen(follow, 2.1, THIRD) is Following.JUMPED
    assert seen(follow, 2.0 + SETTLE_S, THIRD) is Following.OTHER
    assert seen(follow, 2.2 + SETTLE_S, THIRD) is Following.SETTLED


def test_a_slip_leaves_somebody_else_where_they_were() -> None:
    follow = with_somebody_else()
    assert seen(follow, 1.00, SECOND) is Following.OTHER
    assert seen(follow, 1.03, THIRD) is Following.JUMPED
    assert seen(follow, 1.06, SECOND) is Following.SLIPPED
    assert seen(follow, 0.2 + SETTLE_S, SECOND) is Following.SETTLED


def test_the_first_one_may_come_back_from_any_other() -> None:
    follow = with_somebody_else()
    assert seen(follow, 1.0, THIRD) is Following.JUMPED
    assert seen(follow, 1.5, FIRST) is Following.BACK


def test_who_is_accepted_is_the_one_to_be_followed() -> None:
    follow = with_somebody_else()
    follow.settle()
    assert seen(follow, 0.3, SECOND) is Following.SAME
    assert seen(follow, 0.4, FIRST) is Following.JUMPED
