"""How a language writes a day. Files and what machines read have it as ISO 8601 writes it; people do not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

NARROW: Final = "\u00a0"
"""Between the parts of a short date, which no line may break."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Dates:
    """months: twelve names. whole: a day in a sentence; brief: in a table, where {month} is three letters of it."""

    months: tuple[str, ...] = MONTHS
    whole: str = "{day} {month} {year}"
    brief: str = "{day} {month} {year}"

    def in_words(self, day: date) -> str:
        """As a sentence has it: 28 November 2026."""
        return self.whole.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def short(self, day: date) -> str:
        """As a table or an axis has it: 28 Nov 2026."""
        month = self.months[day.month - 1][:3]
        return self.brief.format(day=day.day, month=month, year=day.year).replace(" ", NARROW)

    def month(self, day: date) -> str:
        """Its month alone: Nov 2026."""
        return f"{self.months[day.month - 1][:3]}{NARROW}{day.year}"


ENGLISH_DATES: Final = Dates()
