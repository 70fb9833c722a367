"""Which measures carry a movement, how far they go, and how much that differs from one repetition to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from coach.learning.movements import Movement
from coach.learning.pattern import Pattern
from coach.learning.reliability import (
    ARMS,
    FOLLOWS,
    NEVER_LEADS,
    READINGS,
    error_of,
    is_absolute,
    mirrored,
    was_measured,
)
from coach.measures import registry

Sided = Literal["none", "signed", "limb"]

PLAIN: Final = 1.5
"""A measure carries a movement where the smallest repetition goes farther than so many times its error and the repetitions'
differences together (chosen)."""

SURE: Final = 9.0
"""Beyond so many errors one measure is as good as another, and which is better known decides (chosen)."""

STILL: Final = 0.5
"""The other limb moves less than this share of the one whose side it is (chosen)."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """One measure of the movement.

    name: as the exercise file has it, with ``{side}`` where it is of the limb that moves. sided: how it tells the sides.
    rest: its value at rest. changes: how far it goes in each repetition, signed, towards the side under way.
    second: the same of the other end, where the movement has two; low_first: whether it goes there before.
    """

    name: str
    sided: Sided
    rest: float
    changes: tuple[float, ...]
    error: float
    second: tuple[float, ...] = ()
    low_first: bool = False

    @property
    def sign(self) -> float:
        """Whether it grows or shrinks."""
        return 1.0 if np.mean(self.changes) > 0 else -1.0

    @property
    def least(self) -> float:
        """How far it goes in the smallest repetition, unsigned."""
        return float(np.min(np.abs(self.changes)))

    @property
    def spread(self) -> float:
        """How much the repetitions differ: their standard deviation."""
        return float(np.std(np.abs(self.changes)))

    @property
    def sureness(self) -> float:
        """How many times its own error and half the repetitions' differences it goes."""
        return self.least / (self.error + self.spread / 2)

    @property
    def unit(self) -> str:
        """As shown."""
        return registry.require(self.name).unit

    def at(self, share: float) -> float:
        """Its value at that share of the smallest repetition's way."""
        return self.rest + self.sign * share * self.least


def carriers(pattern: Pattern, view: str) -> list[Carrier]:
    """All measures that carry it, the best first."""
    names = set.intersection(*(set(movement.ends) for movement in pattern.all))
    found = []
    for name in registry.names():
        if name not in names:
            continue
        carrier = _of_sides(pattern, name, view) if pattern.kind == "sides" else _of_one(pattern, name, view)
        if carrier is not None and carrier.sureness >= PLAIN:
            found.append(carrier)
    return sorted(found, key=lambda carrier: -_worth(carrier, view))


def arms_swing(pattern: Pattern) -> bool:
    """Whether the arms move so much that readings of the trunk are not to be trusted."""
    return any(abs(movement.ends.get(name, 0.0)) > most for movement in pattern.all for name, most in ARMS.items())


def _worth(carrier: Carrier, view: str) -> float:
    """More than sure is not surer: then an angle whose error was measured, and a change from the own neutral, come first."""
    own = registry.sides_of(carrier.name)[0]
    known = 2.0 if was_measured(own, view) else 1.0 if carrier.unit == "°" else 0.0
    own_neutral = 0.0 if is_absolute(own) else 1.0
    follows = 4.0 if own in FOLLOWS else 0.0
    return min(carrier.sureness, SURE) + 0.7 * known + 0.5 * own_neutral + 0.01 * min(carrier.sureness, 100.0) - follows


def leads(carrier: Carrier, pattern: Pattern) -> bool:
    """Whether it can lead through the exercise as its gauge."""
    names = registry.sides_of(carrier.name)
    if any(name in NEVER_LEADS or (name in READINGS and arms_swing(pattern)) for name in names):
        return False
    if pattern.kind == "sides" and carrier.sided == "none":
        return False
    if pattern.kind == "ends":
        return bool(carrier.second) and carrier.sign > 0
    signed = registry.require(carrier.name).signed
    return signed or (carrier.sign > 0 and carrier.at(0.6) > 0)


def _of_one(pattern: Pattern, name: str, view: str) -> Carrier | None:
    if view == "side" and mirrored(name) != name:
        # The nearer one of both is a measure of its own.
        return None
    changes = tuple(movement.ends[name] for movement in pattern.first)
    if not _agree(changes):
        return None
    second = tuple(movement.ends[name] for movement in pattern.second)
    if second and (not _agree(second) or second[0] * changes[0] > 0):
        second = ()
    low_first = bool(second) and changes[0] < 0
    if low_first:
        changes, second = second, changes
    return Carrier(name, "none", _rest(pattern.all, name), changes, error_of(name, view), second, low_first)


def _of_sides(pattern: Pattern, name: str, view: str) -> Carrier | None:
    first = tuple(movement.ends[name] for movement in pattern.first)
    second = tuple(movement.ends[name] for movement in pattern.second)
    rest, error = _rest(pattern.all, name), error_of(name, view)
    if registry.require(name).signed:
        if not _agree(first) or not _agree(second) or first[0] * second[0] > 0:
            return None
        towards = first + tuple(-value for value in second)
        return Carrier(name, "signed", rest, towards if first[0] > 0 else tuple(-each for each in towards), error)
    if mirrored(name) == name:
        if name.endswith("_near_deg") or not _agree(first + second):
            return None
        return Carrier(name, "none", rest, first + second, error)
    if "_left_" not in name:
        return None
    other = mirrored(name)
    if any(other not in movement.ends for movement in pattern.all):
        return None
    own_first, own_second = _limbs(pattern, name, other)
    changes = own_first + own_second
    against = tuple(
        movement.ends[other if own == name else name]
        for own, movements in (
            (own_name(pattern, name, 0), pattern.first),
            (own_name(pattern, name, 1), pattern.second),
        )
        for movement in movements
    )
    if not _agree(changes) or np.max(np.abs(against)) > STILL * np.min(np.abs(changes)):
        return None
    both = (rest + _rest(pattern.all, other)) / 2
    return Carrier(name.replace("_left_", "_{side}_"), "limb", both, changes, error)


def own_name(pattern: Pattern, left: str, which: int) -> str:
    """The measure of the limb that moves in the first (0) or the second (1) movements."""
    group = pattern.first if which == 0 else pattern.second
    right = mirrored(left)
    return left if abs(group[0].ends[left]) >= abs(group[0].ends[right]) else right


def _limbs(pattern: Pattern, left: str, right: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    own_first, own_second = own_name(pattern, left, 0), own_name(pattern, left, 1)
    if own_first == own_second:
        return (0.0,), (0.0,)
    assert {own_first, own_second} == {left, right}
    return (
        tuple(movement.ends[own_first] for movement in pattern.first),
        tuple(movement.ends[own_second] for movement in pattern.second),
    )


def _agree(changes: Sequence[float]) -> bool:
    return bool(changes) and (min(changes) > 0 or max(changes) < 0)


def _rest(movements: Sequence[Movement], name: str) -> float:
    return float(np.median([movement.courses.rest[name] for movement in movements]))
