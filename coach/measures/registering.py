"""How a function becomes a measure: what it means, its unit, its sign, and the views from which it can be believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

from coach.measures.names import SIGNED, UNITS
from coach.measures.neutral import Neutral
from coach.measures.ranges import POSSIBLE, Range
from coach.signals.body import Body

MeasureFunction = Callable[[Body, Neutral], float]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. unit: as shown. views: camera views in which it is valid. signed: positive to the person's left.

    possible: what it can be; a reading outside is unknown. widened: from half the side ("diagonal") it is taken of the body as
    it would look from the side.
    """

    name: str
    unit: str
    views: frozenset[str]
    signed: bool
    function: MeasureFunction
    about: str
    possible: Range
    widened: bool = False

    def of(self, body: Body, neutral: Neutral) -> float:
        """Its value, NaN where it cannot be told or no person could move so."""
        if neutral.view not in self.views:
            return nan
        if self.widened and neutral.view == "diagonal":
            value = self.function(body.as_from_the_side(neutral.wider), neutral.as_from_the_side())
        else:
            value = self.function(body, neutral)
        return value if self.possible.holds(value) else nan


REGISTERED: dict[str, Measure] = {}
"""Those of the modules that were imported; ``registry`` imports all."""


def measure(name: str, *views: str, widened: bool = False) -> Callable[[MeasureFunction], MeasureFunction]:
    """Register a function (body now, neutral) -> value under a name that ends in its unit's suffix.

    The function returns NaN where it cannot be measured. views: "front" (from the feet's end too), "side", "diagonal".
    widened: it holds from half the side, too, once the picture is made as wide as it would be from the side.
    What it can possibly be stands in ``ranges``; one that is positive to the person's left is named in ``names``.
    """
    suffix = name.rsplit("_", 1)[-1]
    seen_from = frozenset((*views, "diagonal") if widened else views)

    def register(function: MeasureFunction) -> MeasureFunction:
        if name in REGISTERED:
            raise ValueError(f"measure {name!r} is registered twice")
        if name not in POSSIBLE:
            raise ValueError(f"measure {name!r} has no possible range in coach/measures/ranges.py")
        about = (function.__doc__ or "").strip().split("\n")[0]
        REGISTERED[name] = Measure(
            name, UNITS[suffix], seen_from, name in SIGNED, function, about, POSSIBLE[name], widened
        )
        return function

    return register
