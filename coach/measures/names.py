"""The measures by name: which there are, in which unit, and which differ between the sides.

Nothing here measures: a command that lists exercises reads their files without the library that computes.
"""

from __future__ import annotations

import difflib
from typing import Final

from coach.errors import Said, WrongValue, either
from coach.measures.ranges import POSSIBLE

UNITS: Final = {"deg": "°", "pct": "%", "share": "", "s": " s"}
"""By the end of a name, as shown."""

SIGNED: Final = frozenset(
    {
        "head_turn_pct",
        "knees_turn_deg",
        "leg_lift_pct",
        "lumbar_rotation_deg",
        "pelvis_rotation_deg",
        "pelvis_shift_pct",
        "shoulder_line_turn_deg",
        "shoulder_roll_deg",
        "thigh_rise_lead_deg",
        "thoracic_rotation_deg",
        "trunk_side_lean_deg",
        "upper_leg_pct",
    }
)
"""Those that are positive to the person's left."""


def sides_of(name: str) -> tuple[str, ...]:
    """The full names behind a name that may hold ``{side}`` or ``{other}``."""
    if "{side}" not in name and "{other}" not in name:
        return (name,)
    return tuple(name.replace("{side}", side).replace("{other}", side) for side in ("left", "right"))


def full_name(name: str) -> str:
    """The name itself, left standing in for a side. Raises ValueError with the nearest names where there is no such one."""
    full = sides_of(name)[0]
    if full not in POSSIBLE:
        near = difflib.get_close_matches(full, POSSIBLE, n=3, cutoff=0.5)
        if near:
            raise WrongValue(Said("no_measure_near", {"found": repr(name), "near": either(near)}))
        raise WrongValue(Said("no_measure", {"found": repr(name), "known": ", ".join(POSSIBLE)}))
    return full


def unit_of(name: str) -> str:
    """Its unit, as shown. Raises ValueError as full_name does."""
    return UNITS[full_name(name).rsplit("_", 1)[-1]]


def is_signed(name: str) -> bool:
    """Whether it is positive to the person's left. Raises ValueError as full_name does."""
    return full_name(name) in SIGNED
