"""Why a repetition did not count, as records had it before that became a fact of its own: read once, in a migration."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coach.reasons import (
    BegunBefore,
    CameBack,
    Doubted,
    Ended,
    FellShort,
    HeldShort,
    Hurt,
    LeftPlace,
    LeftPosition,
    LostSight,
    NothingSeen,
    OtherPerson,
    Paused,
    Reason,
    Told,
    as_text,
)

_WRITTEN: Final[tuple[tuple[str, Callable[..., Reason]], ...]] = (
    (r"held ([\d.]{1,9}) of ([\d.]{1,9}) s", lambda held, asked: HeldShort(float(held), float(asked))),
    (
        r"reached (-?[\d.]{1,9})(\D*) of (-?[\d.]{1,9})\2",
        lambda had, unit, aim: FellShort(float(had), float(aim), unit),
    ),
    (r"came back before '(.+)'", CameBack),
    (r"lost sight of the (.+)", lambda parts: LostSight(tuple(parts.split(" and ")))),
    (r"nothing was seen for (\d{1,9}) s", lambda seconds: NothingSeen(float(seconds))),
    (r"(?:another shot or )?somebody else came into view", OtherPerson),
    (r"paused", Paused),
    (r"it hurt", Hurt),
    (r"turned away from the camera's view", lambda: Doubted("turned")),
    (r"it became too dark", lambda: Doubted("dark")),
    (r"too small in the picture", lambda: Doubted("coarse")),
    (r"it had begun before it could be seen", BegunBefore),
    (r"left the position that the exercise is done in", LeftPosition),
    (r"went somewhere else meanwhile", LeftPlace),
    (r"it ended before it was over", Ended),
)


def read(text: str) -> Reason:
    """The fact that an older Coach told in these words; the words themselves where they are the exercise's own."""
    for pattern, fact in _WRITTEN:
        if found := re.fullmatch(pattern, text):
            try:
                return fact(*found.groups())
            except ValueError:
                break
    return Told(text)


def migrated(text: object) -> str | None:
    """For SQLite: the words of the old column, as bytes, to the text of the new one; nothing where there are none."""
    return as_text(read(text.decode("utf-8", "backslashreplace"))) if isinstance(text, bytes) and text else None
