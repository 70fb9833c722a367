"""Who comes nearer, goes further or is framed otherwise has not moved; who moves has not come nearer."""

from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.signals.body import Body
from coach.signals.framing import Framing, framed_as, size
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of

SITTING = {"front": seated_from_the_front(), "side": seated_from_the_side()}
FACTORS = (0.7, 0.8, 0.9, 1.1, 1.25, 1.4)
factors = st.one_of(st.floats(0.7, 0.91), st.floats(1.09, 1.4))
shifts = st.tuples(st.floats(-200, 200), st.floats(-150, 150))


def seen_otherwise(body: Body, factor: float, shift: tuple[float, float] = (0.0, 0.0)) -> Body:
    outline = None if body.outline is None else body.outline * factor + shift
    return Body(body.xy * factor + np.array(shift), body.seen, outline)


@pytest.mark.parametrize("view", SITTING)
@given(factor=factors, shift=shifts)
def test_who_looks_larger_or_stands_elsewhere_is_brought_back(
    view: str, factor: float, shift: tuple[float, float]
) -> None:
    then = body_of(SITTING[view], outline=np.array([[300.0, 100.0], [340.0, 100.0], [340.0, 330.0], [300.0, 330.0]]))
    back = framed_as(seen_otherwise(then, factor, shift), then)
    known = then.seen
    # A place that differs by less than 4 % of the trunk (5 pixels) is left as it is.
    assert np.abs(back.xy - then.xy)[known].max() < 10
    assert size(seen_otherwise(then, factor, shift), then) == pytest.approx(factor, rel=0.01)
    assert back.outline is not None
    assert then.outline is not None
    assert np.abs(back.outline - then.outline).max() < 10


def moved(points: Points, *parts: str, by: tuple[float, float]) -> Points:
    return points | {part: (points[part][0] + by[0], points[part][1] + by[1]) for part in parts}


MOVEMENTS = {
    "turning": (SITTING["front"], seated_from_the_front(turn_deg=45)),
    "leaning forward": (SITTING["side"], seated_from_the_side(lean_deg=40)),
    "leaning back": (SITTING["side"], seated_from_the_side(lean_deg=-25)),
    "raising a knee": (
        SITTING["side"],
        moved(SITTING["side"], "left_knee", "left_ankle", "left_heel", "left_foot_index", by=(20.0, -50.0)),
    ),
    "raising both knees": (
        SITTING["side"],
        moved(SITTING["side"], *(f"{s}_{p}" for s in ("left", "right") for p in ("knee", "ankle")), by=(20.0, -50.0)),
    ),
    "bending aside": (
        SITTING["front"],
        moved(
            SITTING["front"],
            "nose",
            *(f"{s}_{p}" for s in ("left", "right") for p in ("ear", "shoulder")),
            by=(30.0, 8.0),
        ),
    ),
}


@pytest.mark.parametrize("name", MOVEMENTS)
def test_who_moves_stays_as_large_and_where_they_are(name: str) -> None:
    before, after = (body_of(points) for points in MOVEMENTS[name])
    assert size(after, before) == 1.0
    assert framed_as(after, before) is after


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name", MOVEMENTS)
def test_who_moves_and_comes_nearer_is_found_as_much_nearer(name: str, factor: float) -> None:
    before, after = (body_of(points) for points in MOVEMENTS[name])
    assert size(seen_otherwise(after, factor, (30.0, -20.0)), before) == pytest.approx(factor, rel=0.03)


def test_a_small_difference_is_left_as_it_is() -> None:
    then = body_of(SITTING["front"])
    now = seen_otherwise(then, 1.02, (-5.0, -6.0))
    assert framed_as(now, then) is now


def test_nothing_is_told_of_somebody_of_whom_hardly_anything_is_seen() -> None:
    then = body_of(SITTING["front"])
    hardly = body_of(SITTING["front"], hidden=[name for name in SITTING["front"] if name != "nose"])
    assert isnan(size(hardly, then))
    assert framed_as(hardly, then) is hardly


def test_what_is_not_seen_stays_unseen() -> None:
    then = body_of(SITTING["side"])
    without = body_of(SITTING["side"], hidden=["left_elbow"])
    back = framed_as(seen_otherwise(without, 1.3), then)
    assert isnan(back["left_elbow"][0])
    assert not isnan(back["right_elbow"][0])


def test_the_size_found_at_rest_is_kept_while_somebody_moves() -> None:
    then = body_of(SITTING["side"])
    framing = Framing()
    framing.reframe(seen_otherwise(then, 0.9), then)
    # Bent far forward hardly any length is what it was: by itself this pose would be as likely nearer as bent.
    bent = {
        name: (x + 90, y + 70) if not name.endswith(("hip", "knee", "ankle", "heel", "foot_index")) else (x, y)
        for name, (x, y) in SITTING["side"].items()
    }
    back = framing.reframe(seen_otherwise(body_of(bent), 0.9), then)
    assert np.abs(back["left_knee"][0] - back["left_hip"][0]) == pytest.approx(95, abs=2)


def test_another_neutral_begins_with_its_own_size() -> None:
    then, later = body_of(SITTING["side"]), seen_otherwise(body_of(SITTING["side"]), 0.9)
    framing = Framing()
    framing.reframe(later, then)
    assert framing.reframe(later, later) is later
    assert framing.reframe(seen_otherwise(later, 1.01), later) is not None
    assert not framing.reframe(seen_otherwise(later, 1.01), later).resized
