"""Why a repetition does not count, as facts with their figures. ``coach/words/reasons.py`` says them in a language."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, get_args

DoubtKind = Literal["turned", "dark", "coarse"]
"""Why angles cannot be trusted: turned away from the camera, too dark, too coarse for the person's size."""


@dataclass(frozen=True, slots=True)
class HeldShort:
    """The target was held, and not for as long as the dose asks."""

    held_s: float
    asked_s: float


@dataclass(frozen=True, slots=True)
class FellShort:
    """The movement did not reach its target. unit: of both, as shown."""

    reached: float
    target: float
    unit: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """The person came back before this phase of the exercise's file."""

    phase: str


@dataclass(frozen=True, slots=True)
class Voided:
    """Faults that let nothing count. faults: their ids; whys: what the exercise's file says of each, in its own language."""

    faults: tuple[str, ...]
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LostSight:
    """Parts of the body that the exercise needs were no longer seen."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NothingSeen:
    """The source had a gap of so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Doubted:
    """The angles could no longer be trusted."""

    kind: DoubtKind


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """The picture jumped: another shot of the clip, or somebody else, came into view."""


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused."""


@dataclass(frozen=True, slots=True)
class Hurt:
    """The person said that it hurts."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The workout, the video or the recording ended in its midst."""


@dataclass(frozen=True, slots=True)
class BegunBefore:
    """It was under way when the picture began."""


@dataclass(frozen=True, slots=True)
class LeftPosition:
    """In its midst the person got up, lay down, or did something else."""


@dataclass(frozen=True, slots=True)
class LeftPlace:
    """It ended in another place than it began in."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an older Coach wrote, in words only."""

    text: str


Reason = (
    HeldShort
    | FellShort
    | CameBack
    | Voided
    | LostSight
    | NothingSeen
    | Doubted
    | OtherPerson
    | Paused
    | Hurt
    | Ended
    | BegunBefore
    | LeftPosition
    | LeftPlace
    | Told
)

_KINDS: Final[Mapping[str, type[Any]]] = {kind.__name__: kind for kind in get_args(Reason)}


def as_text(reason: Reason) -> str:
    """The fact itself for the record, as JSON."""
    return json.dumps({"reason": type(reason).__name__, **dataclasses.asdict(reason)}, separators=(",", ":"))


def texts_of(reason: Reason) -> list[str]:
    """Every text in it."""
    values = [getattr(reason, field.name) for field in dataclasses.fields(reason)]
    return [
        each for value in values for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str)
    ]


@lru_cache(maxsize=1024)
def of_text(text: str) -> Reason:
    """The fact that ``as_text`` wrote. Raises ValueError where it is none."""
    try:
        fields = json.loads(text)
        kind = _KINDS[fields.pop("reason")]
        made: Reason = kind(
            **{name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
        )
        wanted = {field.name: field.type for field in dataclasses.fields(kind)}
        if not all(_is(getattr(made, name), str(type_)) for name, type_ in wanted.items()):
            raise ValueError("a figure or a text of another kind")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError(f"no reason: {problem}") from problem
    return made


def _is(value: object, type_: str) -> bool:
    match type_:
        case "float":
            return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e9
        case "tuple[str, ...]":
            return isinstance(value, tuple) and all(isinstance(each, str) for each in value)
        case "DoubtKind":
            return value in get_args(DoubtKind)
        case _:
            return isinstance(value, str)
