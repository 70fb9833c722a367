"""What a report is told, as the English sentences that a person reads."""

from __future__ import annotations

from collections.abc import Callable

from coach.errors import Figure
from coach.words.problems import ProblemPhrases


def into(said: list[str]) -> Callable[[Figure], None]:
    """A report that writes what it is told into the list."""
    return lambda fact: said.append(ProblemPhrases.english().told(fact))
