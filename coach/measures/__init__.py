"""Pure functions from a pose to one number each, and their registry."""

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

__all__ = [
    "arch",
    "changes",
    "contact",
    "floor",
    "head",
    "joints",
    "knees",
    "legs",
    "rotation",
    "shoulders",
    "spine",
    "standing",
    "steps",
    "trunk",
]
