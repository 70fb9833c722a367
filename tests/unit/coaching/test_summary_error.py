from __future__ import annotations

from dataclasses import replace

import pytest

from coach.coaching.summary import Summary, summarise
from coach.engine import catalog
from coach.events import RepCompleted
from coach.values import Rep

CARD = catalog.find("sit-and-arch").card()


def arched(error: float | None, *peaks_deg: float) -> Summary:
    reps = (Rep(CARD.id, None, at, at + 1, at + 2, peak_deg, 3.0, True) for at, peak_deg in enumerate(peaks_deg))
    return summarise(replace(CARD, gauge_error=error), [RepCompleted(rep.end_s, rep) for rep in reps])


@pytest.mark.parametrize(("error", "said"), [(3.2, "39° ± 8° on average"), (0.3, "39° ± 2° on average")])
def test_a_range_is_said_with_where_it_lies_in_19_of_20_cases_never_with_no_doubt_at_all(
    error: float, said: str
) -> None:
    assert f"  range {said}, best 40°" in arched(error, 38.0, 40.0).lines()


def test_where_the_error_was_never_measured_none_is_said() -> None:
    summary = arched(None, 38.0, 40.0)
    assert "  range 39° on average, best 40°" in summary.lines()
    assert summary.as_record()["peak_error_deg"] is None


def test_the_record_carries_it_with_one_decimal() -> None:
    assert arched(3.24, 38.0).as_record()["peak_error_deg"] == 3.2


def test_the_card_carries_the_error_of_its_gauge_from_its_view() -> None:
    assert CARD.gauge_error is not None
    assert 0 < CARD.gauge_error < CARD.gauge_target
