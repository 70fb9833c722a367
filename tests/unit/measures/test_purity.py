"""A measure reads the body and the neutral, and leaves both as they were: in arrays that may not be written to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.measures import registry
from coach.measures.neutral import Neutral
from coach.signals.body import Body
from tests.movements import Points, seated_from_the_front, seated_from_the_side
from tests.people import body_of, neutral_of

TURN = np.linspace(0, 2 * np.pi, 64, endpoint=False)
OUTLINE = np.column_stack([320 + 70 * np.cos(TURN), 260 + 190 * np.sin(TURN)])

CASES: dict[str, tuple[Callable[..., Points], dict[str, float]]] = {
    "front": (seated_from_the_front, {"turn_deg": 30.0}),
    "side": (seated_from_the_side, {"lean_deg": 25.0}),
}


@pytest.mark.parametrize("case", CASES)
def test_no_measure_writes_into_what_it_is_given(case: str) -> None:
    points, moved = CASES[case]
    neutral, body = neutral_of(points(), outline=OUTLINE.copy()), body_of(points(**moved), outline=OUTLINE.copy())
    arrays = [*_arrays(body), *_arrays(neutral.body), neutral.reaches]
    before = [array.copy() for array in arrays]
    for array in arrays:
        array.flags.writeable = False
    measured = registry.compute(body, neutral)
    assert sum(not np.isnan(value) for value in measured.values()) > 20
    for array, was in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, was)


@pytest.mark.parametrize("case", CASES)
def test_what_was_measured_before_changes_no_measure(case: str) -> None:
    """What a body remembers of one measure for the next is only ever a saving."""
    points, moved = CASES[case]
    neutral, body = neutral_of(points(), outline=OUTLINE), body_of(points(**moved), outline=OUTLINE)
    together = registry.compute(body, neutral)
    backwards = registry.compute(_fresh(body), _fresh_neutral(neutral), reversed(registry.names()))
    alone = {name: registry.compute(_fresh(body), _fresh_neutral(neutral), [name])[name] for name in registry.names()}
    for name, value in together.items():
        np.testing.assert_equal(backwards[name], value, err_msg=name)
        np.testing.assert_equal(alone[name], value, err_msg=name)


def _arrays(body: Body) -> list[NDArray[np.generic]]:
    assert body.outline is not None
    return [body.xy, body.seen, body.outline]


def _fresh(body: Body) -> Body:
    return Body(body.xy, body.seen, body.outline)


def _fresh_neutral(neutral: Neutral) -> Neutral:
    return Neutral(_fresh(neutral.body), neutral.trunk, neutral.facing, neutral.view, neutral.reaches)
