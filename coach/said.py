"""What is to be said to a person, as a fact: a code and figures, of which ``coach/words/problems.py`` makes the sentence."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a part of one, as a fact. code: its name in ``coach/words/problems.py``; figures: what fills it."""

    code: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


Figure = str | int | float | Said
"""What fills a sentence; a part that differs between languages is itself said."""


class Saying(Protocol):
    """An error that knows what it has to say; an English sentence where it has no code."""

    @property
    def said(self) -> str | Said: ...


def because(problem: BaseException) -> Figure:
    """Why the system refused, as a fact where it is one of the usual reasons, else in its own words."""
    code = problem.errno if isinstance(problem, OSError) else None
    if code in _REASONS:
        return Said(_REASONS[code])
    return " ".join((getattr(problem, "strerror", None) or str(problem) or type(problem).__name__).split())


_REASONS: Final = {
    errno.ENOENT: "os_no_file",
    errno.EPERM: "os_not_permitted",
    errno.EACCES: "os_denied",
    errno.ENOSPC: "os_no_space",
    errno.EROFS: "os_read_only",
    errno.EISDIR: "os_is_folder",
    errno.ENOTDIR: "os_no_folder",
    errno.EEXIST: "os_exists",
    errno.ENAMETOOLONG: "os_name_long",
    errno.EIO: "os_failed",
    errno.EBUSY: "os_busy",
    errno.EFBIG: "os_too_large",
    errno.EMFILE: "os_too_many",
    errno.ELOOP: "os_loop",
    errno.ETIMEDOUT: "os_timed_out",
    errno.ECONNREFUSED: "os_refused",
    **({errno.EDQUOT: "os_quota"} if hasattr(errno, "EDQUOT") else {}),
}
"""By the number of an error, whatever the system calls it."""


def either(names: Sequence[str]) -> Figure:
    """One or another of these."""
    *before, last = names
    found: Figure = last
    for name in reversed(before):
        found = Said("either", {"first": name, "second": found})
    return found


class Refused(ValueError):
    """What a file says is refused where it is read; said: why, as a fact, which the file's own error tells."""

    def __init__(self, said: Said, /) -> None:
        super().__init__(said)
        self.said = said
