"""What belongs together: the same movement again, to one side and the other, or to one end and the other."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from coach.errors import LearnError
from coach.learning.movements import ALIKE, Movement, alike, mirrors

Kind = Literal["same", "sides", "ends"]

MIRRORED: Final = 0.6
"""Cosine from which on two movements are the same to the other side (chosen: from the side the farther limb is read worse)."""

OFTEN: Final = 0.4
"""Another movement belongs to it where it comes at least this share as often (chosen)."""

FOLLOWS_S: Final = 1.5
"""So soon the other end must follow the first to be the same repetition (chosen)."""

FEWEST: Final = 2


@dataclass(frozen=True, eq=False)
class Pattern:
    """kind: same (one movement again and again), sides (to either side), ends (from one end to the other).

    first, second: the movements; the second ones are those to the other side or end. left_out: what belongs to neither.
    alternate: whether the sides come in turn.
    """

    kind: Kind
    first: tuple[Movement, ...]
    second: tuple[Movement, ...]
    left_out: tuple[Movement, ...]
    alternate: bool = False

    @property
    def repetitions(self) -> int:
        """How many repetitions were shown, of both sides together."""
        return len(self.first) + (len(self.second) if self.kind == "sides" else 0)

    @property
    def all(self) -> tuple[Movement, ...]:
        """All that belong to it, in order, clip after clip."""
        return (*self.first, *self.second)


def pattern_of(clips: Sequence[tuple[str, Sequence[Movement]]], view: str) -> Pattern:
    """clips: each with its name and its movements. Raises LearnError where too few repetitions are shown, or they differ."""
    every = [movement for _, movements in clips for movement in movements]
    if not every:
        names = ", ".join(name for name, _ in clips)
        raise LearnError("learn_no_movement", clip=names)
    groups: list[list[Movement]] = []
    for movement in every:
        near = max(groups, key=lambda group: alike(group[0], movement, view), default=None)
        if near is not None and alike(near[0], movement, view) > ALIKE:
            near.append(movement)
        else:
            groups.append([movement])
    groups.sort(key=len, reverse=True)
    pattern = _put_together(groups, view)
    _require_enough(pattern, clips)
    return pattern


def _put_together(groups: list[list[Movement]], view: str) -> Pattern:
    main, rest = groups[0], groups[1:]
    for other in rest:
        if len(other) < OFTEN * len(main):
            continue
        left_out = tuple(movement for group in rest if group is not other for movement in group)
        mirror = mirrors(main[0], other[0], view)
        if mirror > MIRRORED and mirror > alike(main[0], other[0], view):
            first, second = (main, other) if main[0].start_s <= other[0].start_s else (other, main)
            return Pattern("sides", tuple(first), tuple(second), left_out, _in_turn(first, second))
        pairs = _pairs(main, other) or _pairs(other, main)
        if len(pairs) >= FEWEST:
            kept = {id(movement) for pair in pairs for movement in pair}
            spare = [movement for movement in (*main, *other) if id(movement) not in kept]
            ends = (tuple(one for one, _ in pairs), tuple(two for _, two in pairs))
            return Pattern("ends", *ends, (*left_out, *spare))
    return Pattern("same", tuple(main), (), tuple(movement for group in rest for movement in group))


def _in_turn(first: Sequence[Movement], second: Sequence[Movement]) -> bool:
    sides = [("one", each) for each in first] + [("other", each) for each in second]
    for courses in {id(each.courses): each.courses for _, each in sides}.values():
        order = [side for side, each in sorted(sides, key=lambda pair: pair[1].start_s) if each.courses is courses]
        if any(one == two for one, two in itertools.pairwise(order)):
            return False
    return True


def _pairs(first: Sequence[Movement], second: Sequence[Movement]) -> list[tuple[Movement, Movement]]:
    """Each of the first with the second one that follows it at once; empty where half of them have none."""
    pairs = []
    for one in first:
        after = [two for two in second if two.courses is one.courses and -0.5 < two.start_s - one.end_s < FOLLOWS_S]
        if after:
            pairs.append((one, min(after, key=lambda two: two.start_s)))
    return pairs if len(pairs) > len(first) / 2 else []


def _require_enough(pattern: Pattern, clips: Sequence[tuple[str, Sequence[Movement]]]) -> None:
    shown = {id(movement) for movement in pattern.all}
    names = ", ".join(name for name, _ in clips)
    if pattern.repetitions < FEWEST:
        many = len(pattern.left_out)
        if many:
            raise LearnError("learn_unlike", clip=names, count=many + pattern.repetitions)
        raise LearnError("learn_once", clip=names)
    for name, movements in clips:
        if not any(id(movement) in shown for movement in movements):
            if movements:
                raise LearnError("learn_another", clip=name)
            raise LearnError("learn_no_movement", clip=name)
