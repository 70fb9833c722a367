"""Which parts of the body a measure rests on, found by hiding them from it."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from math import isnan
from typing import Final

import numpy as np

from coach.landmarks import GROUPS, INDEX, NAMES
from coach.measures import desk, registry
from coach.measures.neutral import Neutral, SeenView
from coach.signals.body import Body

_STANDING: Final = {
    "nose": (112.0, 60.0),
    "eye": (108.0, 52.0),
    "ear": (98.0, 56.0),
    "mouth": (110.0, 68.0),
    "shoulder": (100.0, 100.0),
    "elbow": (104.0, 150.0),
    "wrist": (118.0, 190.0),
    "hip": (101.0, 200.0),
    "knee": (108.0, 280.0),
    "ankle": (100.0, 360.0),
    "heel": (94.0, 370.0),
    "foot_index": (124.0, 372.0),
}
"""Somebody who stands half turned, x and y in pixels; left and right are set apart below."""

_APART: Final[dict[SeenView, float]] = {"front": 30.0, "side": 8.0, "diagonal": 20.0}
"""How far left and right lie from the middle, pixels, in each view."""


@cache
def rests_on(name: str, part: str) -> bool:
    """Whether a measure is unknown as soon as that part of the body ("knees", "ankles" …) is hidden.

    name: as in the registry; a side left open stands for both. Raises ValueError for a name that no measure has.
    """
    return any(_unknown_without(full, part) for full in registry.sides_of(name))


def known_without(name: str, hidden: Collection[str]) -> bool:
    """Whether a measure can be taken with these parts hidden; behind a desk, which hides the hips, as ``desk`` takes it."""
    return desk.known(name) if "hips" in hidden else not any(rests_on(name, part) for part in hidden)


def _unknown_without(full: str, part: str) -> bool:
    entry = registry.require(full)
    view = next(each for each in _APART if each in entry.views)
    return _is_known(entry, view, ()) and not _is_known(entry, view, GROUPS[part])


def _is_known(entry: registry.Measure, view: SeenView, hidden: tuple[str, ...]) -> bool:
    body, same = _figure(view, hidden), _figure(view, hidden)
    return not isnan(entry.function(body, Neutral(same, same.trunk(), 1, view)))


def _figure(view: SeenView, hidden: tuple[str, ...]) -> Body:
    xy = np.zeros((len(NAMES), 2))
    for name in NAMES:
        kind = next((each for each in _STANDING if name.endswith(each)), "")
        x, y = _STANDING.get(kind, _STANDING["wrist"] if "wrist" in name or "thumb" in name else _STANDING["nose"])
        side = 1 if name.startswith("left") else -1 if name.startswith("right") else 0
        xy[INDEX[name]] = (x + side * _APART[view], y)
    seen = np.array([name not in hidden for name in NAMES])
    return Body(xy, seen, None)
