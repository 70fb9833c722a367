"""What is worked out without numpy is what numpy would have said, to the last bit: a replay must not change by it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.measures.neutral import median_body
from coach.signals.body import Body
from coach.signals.order import percentile

PIXELS = st.floats(-2000, 2000, allow_subnormal=False)


@given(st.lists(PIXELS, min_size=1, max_size=80), st.sampled_from([0.0, 4.0, 8.0, 50.0, 92.0, 96.0, 100.0]))
def test_percentiles_are_those_of_numpy(values: list[float], percent: float) -> None:
    assert percentile(sorted(values), percent) == float(np.percentile(values, percent))


@given(st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_the_middle_of_several_bodies_is_the_median_of_what_was_seen(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    xy, seen = chance.normal(300, 90, (count, 33, 2)), chance.random((count, 33)) < chance.random()
    middle = median_body([Body(*each, None) for each in zip(xy, seen, strict=True)])
    for at in range(33):
        # Where nobody saw it, all guesses count.
        of_those = xy[seen[:, at], at] if seen[:, at].any() else xy[:, at]
        assert middle.xy[at].tolist() == np.median(of_those, axis=0).tolist()
        assert middle.seen[at] == (seen[:, at].sum() > count / 2)
