"""A document as plain values: headings, sentences, tables and charts, without a word on how it is drawn.

Every chart carries what it shows in words and as a table too, for those who cannot see it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.dates import ENGLISH_DATES, Dates

Tone = Literal["plain", "quiet", "good", "care"]
"""How a sentence is meant: as it is, of less weight, as something reached, as something to be heeded."""

Mark = Literal["left", "right", "both"]
"""Which side a line is of; each has a colour, a mark and a dash of its own."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences. language: code of the language they are in where it is not the document's."""

    text: str
    tone: Tone = "plain"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list. language: as of a paragraph."""

    items: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """A small curve in a cell: values at even times, NaN where unknown; target: the value to reach, None without."""

    values: tuple[float, ...]
    target: float | None
    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in another language than the document's."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Table:
    """head: of each column; the first one names its row. figures: which columns, from 0, hold figures and not words.
    fold: under which words the table is hidden until asked for, empty where it is open. wordy: whether it holds sentences,
    which a narrow page shows below one another."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Spark | Cell, ...], ...]
    figures: tuple[int, ...] = ()
    fold: str = ""
    wordy: bool = False


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """x: days since 0001-01-01, as ``date.toordinal``, or seconds. y, low, high: in the chart's unit, NaN where unknown.

    tried: nothing of it counted; drawn hollow.
    """

    x: float
    y: float
    low: float
    high: float
    tried: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a chart, in order of x. name: in the legend, empty for none. faint: drawn broken, as what did not count."""

    name: str
    mark: Mark
    points: tuple[ChartPoint, ...]
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over time. text: what can be seen, in a sentence or more. across: what x is. target: the value to reach.

    bottom, top: what the scale holds in any case, None where only the lines say. table: the same figures.
    """

    title: str
    text: str
    lines: tuple[Line, ...]
    unit: str
    across: Literal["days", "seconds"] = "days"
    target: float | None = None
    target_name: str = ""
    bottom: float | None = None
    top: float | None = None
    table: Table | None = None


Block = Paragraph | Bullets | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. id: what a link names it."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """language: its code. contents: the heading of the list of sections. decimal: the sign before tenths.

    dates: how it writes days.
    """

    language: str
    title: str
    lead: tuple[Paragraph, ...]
    contents: str
    sections: tuple[Section, ...]
    foot: str
    decimal: str = "."
    dates: Dates = ENGLISH_DATES
