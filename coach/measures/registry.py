"""Every measure by its name: what it means, its unit, its sign, and the views from which it can be believed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import nan
from typing import Final

from coach.measures.neutral import Neutral
from coach.measures.ranges import POSSIBLE, Range
from coach.measures.weights import expected_errors
from coach.signals.body import Body
from coach.signals.framing import framed_as

MeasureFunction = Callable[[Body, Neutral], float]

UNITS: Final = {"deg": "°", "pct": "%", "share": "", "s": " s"}


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. unit: as shown. views: camera views in which it is valid. signed: positive to the person's left.

    possible: what it can be; a reading outside is unknown.
    """

    name: str
    unit: str
    views: frozenset[str]
    signed: bool
    function: MeasureFunction
    about: str
    possible: Range

    def of(self, body: Body, neutral: Neutral) -> float:
        """Its value, NaN where it cannot be told or no person could move so."""
        if neutral.view not in self.views:
            return nan
        value = self.function(body, neutral)
        return value if self.possible.holds(value) else nan


_ALL: dict[str, Measure] = {}


def measure(name: str, *views: str, signed: bool = False) -> Callable[[MeasureFunction], MeasureFunction]:
    """Register a function (body now, neutral) -> value under a name that ends in its unit's suffix.

    The function returns NaN where it cannot be measured. views: "front" (from the feet's end too), "side", "diagonal".
    What it can possibly be stands in ``ranges``.
    """
    suffix = name.rsplit("_", 1)[-1]

    def register(function: MeasureFunction) -> MeasureFunction:
        if name in _ALL:
            raise ValueError(f"measure {name!r} is registered twice")
        if name not in POSSIBLE:
            raise ValueError(f"measure {name!r} has no possible range in coach/measures/ranges.py")
        about = (function.__doc__ or "").strip().split("\n")[0]
        _ALL[name] = Measure(name, UNITS[suffix], frozenset(views), signed, function, about, POSSIBLE[name])
        return function

    return register


def sides_of(name: str) -> tuple[str, ...]:
    """The full names behind a name that may hold ``{side}`` or ``{other}``."""
    if "{side}" not in name and "{other}" not in name:
        return (name,)
    return tuple(name.replace("{side}", side).replace("{other}", side) for side in ("left", "right"))


def require(name: str) -> Measure:
    """The measure of that name (left stands in for a side). Raises ValueError with the nearest names otherwise."""
    full = sides_of(name)[0]
    if full not in _ALL:
        near = difflib.get_close_matches(full, _ALL, n=3, cutoff=0.5)
        hint = f"; did you mean {' or '.join(near)}?" if near else f"; known: {', '.join(_ALL)}"
        raise ValueError(f"expected the name of a measure; found {name!r}{hint}")
    return _ALL[full]


def expected_error(name: str, view: str, exercise: str = "") -> float | None:
    """How far off that measure is to be expected in an exercise of that view ("front", "side", "feet-end"), in its unit.

    exercise: its id, where the error in just that one is to be had rather than over all of the view.
    The mean absolute error on rendered people while they moved (``benchmarks/ACCURACY.md``). For a name with a side the
    worse of the two. None where it was never measured. Raises ModelError when the shipped table is damaged.
    """
    table = expected_errors()
    known = {**table.get(view, {}), **table.get(exercise, {})}
    errors = [known.get(full) for full in sides_of(name)]
    found = [error for error in errors if error is not None]
    return max(found) if len(found) == len(errors) else None


def names() -> tuple[str, ...]:
    """Every registry name, in the stable order in which exports write them."""
    return tuple(_ALL)


def take(body: Body, neutral: Neutral | None, wanted: Iterable[str] | None = None) -> dict[str, float]:
    """The wanted measures of one pose, all of them by default, in registry order.

    The body is first brought to the size and the place of the neutral, so that no measure minds who comes nearer or is
    framed otherwise. NaN where there is no neutral yet, the view is wrong, a part is not seen, or no person could move so.
    """
    chosen = _ALL if wanted is None else {name: _ALL[name] for name in wanted}
    if neutral is None:
        return dict.fromkeys(chosen, nan)
    framed = framed_as(body, neutral.body)
    return {name: entry.of(framed, neutral) for name, entry in chosen.items()}
