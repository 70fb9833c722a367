"""Round figures for the axes of a chart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from coach.dates import Dates

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_STEPS: Final = 5
_LONG_DAYS: Final = 400
"""From how many days on a date is said without its day (chosen)."""


def bounds(values: Iterable[float], bottom: float | None, top: float | None) -> tuple[float, float]:
    """The least and the largest of the known values, or what they must hold in any case; never the same."""
    known = [value for value in values if math.isfinite(value)]
    low = min([*known, *([] if bottom is None else [bottom])], default=0.0)
    high = max([*known, *([] if top is None else [top])], default=1.0)
    if bottom is not None:
        # What is below nothing is drawn no lower than that: only a band can reach there.
        low = max(low, bottom) if all(value >= bottom for value in known) else low
    return (low, high) if high - low > 1e-9 else (low - 1.0, high + 1.0)


def ticks(low: float, high: float) -> list[float]:
    """Round figures from at or below low to at or above high, evenly spaced."""
    rough = (high - low) / _MOST_STEPS
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in _STEPS if size * factor >= rough - 1e-12)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 9) for number in range(first, last + 1)]


def tick_text(value: float, of: Sequence[float], decimal: str) -> str:
    """A tick's figure with no more decimals than the ticks need."""
    step = min((after - before for before, after in pairwise(of)), default=1.0)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    if places == 0 and step % 1:
        places = 1
    return f"{value:.{places}f}".replace(".", decimal)


def day_ticks(first: float, last: float, dates: Dates) -> list[tuple[float, str]]:
    """The first, the middle and the last day, as they are written; one where there is but one."""
    days = sorted({math.floor(first), round((math.floor(first) + math.floor(last)) / 2), math.floor(last)})
    if len(days) == 3 and last - first < 4:
        days = [days[0], days[-1]]
    written = dates.month if last - first > _LONG_DAYS else dates.short
    return [(float(day), written(date.fromordinal(day))) for day in days]
