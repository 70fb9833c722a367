"""Every measure by its name, and the measures of a pose."""

from __future__ import annotations

from collections.abc import Iterable
from math import nan
from typing import Final

from coach.measures import (
    arch,
    changes,
    contact,
    floor,
    head,
    joints,
    knees,
    legs,
    rotation,
    shoulders,
    spine,
    standing,
    steps,
    trunk,
)
from coach.measures.expected import expected_error
from coach.measures.names import full_name, sides_of
from coach.measures.neutral import Neutral
from coach.measures.registering import REGISTERED, Measure
from coach.signals.body import Body
from coach.signals.framing import framed_as

__all__ = ["Measure", "compute", "expected_error", "names", "require", "sides_of"]

_MODULES: Final = (
    head,
    arch,
    changes,
    contact,
    legs,
    floor,
    joints,
    knees,
    rotation,
    shoulders,
    spine,
    standing,
    steps,
    trunk,
)
"""In the order in which exports write what they measure, whichever was imported first."""

_ALL: Final[dict[str, Measure]] = {
    name: entry
    for module in _MODULES
    for name, entry in REGISTERED.items()
    if entry.function.__module__ == module.__name__
}


def require(name: str) -> Measure:
    """The measure of that name (left stands in for a side). Raises ValueError with the nearest names otherwise."""
    return _ALL[full_name(name)]


def names() -> tuple[str, ...]:
    """Every registry name, in the stable order in which exports write them."""
    return tuple(_ALL)


def compute(body: Body, neutral: Neutral | None, wanted: Iterable[str] | None = None) -> dict[str, float]:
    """The wanted measures of one pose, all of them by default, in registry order.

    The body is first brought to the size and the place of the neutral, so that no measure minds who comes nearer or is
    framed otherwise. NaN where there is no neutral yet, the view is wrong, a part is not seen, or no person could move so.
    """
    chosen = _ALL if wanted is None else {name: _ALL[name] for name in wanted}
    if neutral is None:
        return dict.fromkeys(chosen, nan)
    framed = framed_as(body, neutral.body)
    return {name: entry.of(framed, neutral) for name, entry in chosen.items()}
