"""What is known of the footage of real people: where it is public, what it shows, and what was truly done in it.

The footage itself is never part of the repository. ``benchmarks/real/*.json`` holds facts only, written down by people who
watched it; a file on disk is recognised by its size and its sha256, whatever its name.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from coach.values import Side

FACTS: Final = Path(__file__).parents[1] / "real"
"""The folder with the facts."""

Expectation = Literal["counted", "told", "counted or told", "not counted"]
"""What is asked of the coach for one repetition. told: not counted, and a reason is given that is true.

not counted: silence is right as well, as for one that was under way when the clip began.
"""


@dataclass(frozen=True, slots=True)
class TrueRepetition:
    """One repetition, by eye. start_s, end_s: where it leaves rest and is back; peak_s: where it is largest.

    because: reasons that are true, for one that may be told: fault ids of the exercise, or "range" (not far enough),
    "hold" (not long enough), "came back" (turned back before the end), "cut" (the clip begins or ends in its midst).
    faults: warnings that must be raised in it. cut: at which end of the clip it is cut, None where it is whole.
    peak: the true largest value of the exercise's measure, where motion capture tells.
    """

    start_s: float
    peak_s: float
    end_s: float
    expected: Expectation
    side: Side | None = None
    because: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    cut: Literal["begin", "end"] | None = None
    peak: float | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """One clip of a real person. exercise: the one of ours that it shows, None where it shows none.

    also: other exercises that may rightly count something in it, with the most that they may count.
    """

    name: str
    repository: str
    commit: str
    path: str
    sha256: str
    bytes: int
    seconds: float
    shows: str
    view: str
    exercise: str | None
    repetitions: tuple[TrueRepetition, ...]
    expected: str
    also: Mapping[str, int]

    @property
    def whole(self) -> tuple[TrueRepetition, ...]:
        """The repetitions that the clip shows from their beginning to their end."""
        return tuple(rep for rep in self.repetitions if rep.cut is None)


def clips() -> list[Clip]:
    """Every clip of which facts are known, in the order of the files."""
    return [_clip(read) for path in sorted(FACTS.glob("clips*.json")) for read in read_list(path)]


def read_list(path: Path) -> list[dict[str, Any]]:
    """A file of facts as it is."""
    read: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def find(wanted: Iterable[tuple[str, int]], folders: Iterable[Path]) -> dict[str, Path]:
    """Where the files with these sha256 and sizes in bytes lie in the folders or below; absent ones are left out."""
    digests = {(size, sha256) for sha256, size in wanted}
    sizes = {size for size, _ in digests}
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (size := path.stat().st_size) in sizes:
                digest = hashlib.sha256(path.read_bytes()).hexdigest()
                if (size, digest) in digests:
                    found.setdefault(digest, path)
    return found


def _clip(read: dict[str, Any]) -> Clip:
    repetitions = tuple(_repetition(rep) for rep in read.pop("repetitions"))
    return Clip(**{"also": {}, **read}, repetitions=repetitions)


def _repetition(read: dict[str, Any]) -> TrueRepetition:
    lists: dict[str, Any] = {name: tuple(read[name]) for name in ("because", "faults") if name in read}
    return TrueRepetition(**(read | lists))
