"""Pure functions from a pose to one number each, and their registry."""

from coach.measures import (
    arch,
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
