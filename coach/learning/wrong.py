"""What tells a clip that was done badly from those done well: one measure and a threshold, as a fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from coach.errors import LearnError
from coach.learning.movements import Movement
from coach.learning.reliability import error_of, mirrored
from coach.measures import registry

TELLS: Final = 2.0
"""A measure tells them apart where all bad repetitions are at least so many times its error from all good ones (chosen)."""

LOW_BACK: Final = frozenset({"low_back_share", "pelvis_rotation_deg", "lumbar_extension_deg", "lumbar_rotation_deg"})
"""Measures of the low back and the pelvis."""


def fault_of(
    good: Sequence[Movement], bad: Sequence[Movement], view: str, what: str, name_of_clip: str
) -> dict[str, Any] | None:
    """The fault as an exercise file has it; None where no measure tells the clips apart.

    what: what is wrong, in the words of whoever shows it. Raises LearnError where the clip shows no movement.
    """
    if not bad:
        raise LearnError("learn_no_movement", clip=name_of_clip)
    best: tuple[float, dict[str, Any], dict[str, Any], str] | None = None
    for name in registry.names():
        if view == "side" and mirrored(name) != name:
            continue
        both_ways = registry.require(name).signed
        for sign in (1.0,) if both_ways else (1.0, -1.0):
            well = _ends(good, name, sign, both_ways=both_ways)
            badly = _ends(bad, name, sign, both_ways=both_ways)
            if not well or not badly:
                continue
            error = error_of(name, view)
            apart = (min(badly) - max(well)) / error
            if apart >= TELLS and (best is None or apart > best[0]):
                middle = max(well) + 0.5 * (min(badly) - max(well))
                over = middle - 0.2 * (min(badly) - max(well))
                best = (
                    apart,
                    _sign(name, sign, middle, both_ways),
                    _sign(name, sign, over, both_ways, over=True),
                    name,
                )
    if best is None:
        return None
    _, when, until, name = best
    return {
        "id": re.sub(r"[^a-z0-9]+", "-", what.casefold()).strip("-")[:60] or "done-badly",
        "when": [when],
        "until": [until],
        "for_s": 0.4,
        "low_back": name in LOW_BACK,
        "cue": f"Your cue against this: {what}",
        "why": what,
    }


def _ends(movements: Sequence[Movement], name: str, sign: float, *, both_ways: bool) -> list[float]:
    """How far the measure goes that way in each movement, by its own value; empty where it is not always known."""
    ends = []
    for movement in movements:
        course = movement.courses.values.get(name)
        inside = None if course is None else course[movement.first : movement.last + 1]
        if inside is None or not np.isfinite(inside).any():
            return []
        ends.append(float(np.nanpercentile(np.abs(inside) if both_ways else sign * inside, 95)))
    return ends


def _sign(name: str, sign: float, value: float, both_ways: bool, *, over: bool = False) -> dict[str, Any]:
    number = round(sign * value, 2 if name.endswith("_share") else 1)
    made: dict[str, Any] = {"measure": name, "above" if (sign > 0) != over else "below": number}
    return made | {"either_way": True} if both_ways else made
