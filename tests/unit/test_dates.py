"""Days as a language writes them."""

from __future__ import annotations

from datetime import date

import pytest

from coach import languages

DAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("code", "whole", "short", "month"),
    [("en", "9 March 2026", "9 Mar 2026", "Mar 2026"), ("de", "9. März 2026", "9. Mär 2026", "Mär 2026")],
)
def test_a_day_is_written_as_the_language_has_it(code: str, whole: str, short: str, month: str) -> None:
    wording = languages.wording(code)
    dates = wording.dates()
    assert dates.in_words(DAY) == wording.safety.date_of(DAY) == whole
    assert dates.short(DAY).replace("\u00a0", " ") == short
    assert dates.month(DAY).replace("\u00a0", " ") == month
    assert not set(" \t") & set(dates.short(DAY)), "a cell of a table is broken nowhere in it"
