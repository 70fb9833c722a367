"""A document as one web page: landmarks, headings in order, tables with captions, every chart with its words and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path
from typing import Final, Literal

from coach.documents import Block, Bullets, Cell, Chart, Document, Paragraph, Section, Spark, Table
from coach.outputs.report.elements import Element, add, element, written
from coach.outputs.report.plots import chart_svg, spark_svg

_UNIT: Final = re.compile(r"(?<=\d) (?=(?:s|min|cm|m|%)(?!\w))")
"""The blank between a figure and the sign of its unit."""

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a browser may load for the page: nothing at all but the style that is in it."""


def as_html(document: Document) -> str:
    """The page as text, UTF-8 when written."""
    return written(page_of(document))


def page_of(document: Document) -> Element:
    """The page as a tree of elements."""
    return _Page(document).page()


@cache
def style(name: Literal["style.css", "plots.css"]) -> str:
    """One of the two style sheets: of the page, or of what is drawn in it."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


class _Page:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers = count(1)

    def page(self) -> Element:
        document = self._document
        head = element(
            "head",
            None,
            element("meta", {"charset": "utf-8"}),
            element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY}),
            element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            element("meta", {"name": "color-scheme", "content": "light dark"}),
            element("meta", {"name": "referrer", "content": "no-referrer"}),
            element("title", None, document.title),
            element("style", None, style("style.css") + style("plots.css")),
        )
        header = element("header", None, element("h1", None, document.title), *map(_paragraph, document.lead))
        first, *others = [self._section(section, 2) for section in document.sections] or [element("div")]
        # What is read in half a minute stands before the list of what else there is.
        main = element("main", None, first, self._contents(), *others)
        footer = element("footer", None, element("p", None, document.foot))
        body = element("body", None, header, main, footer)
        return element("html", {"lang": document.language}, head, body)

    def _contents(self) -> Element:
        return element(
            "nav",
            {"aria-labelledby": "contents"},
            element("h2", {"id": "contents"}, self._document.contents),
            _links(self._document.sections),
        )

    def _section(self, section: Section, level: int) -> Element:
        made = element(
            "section",
            {"aria-labelledby": section.id},
            element(f"h{level}", {"id": section.id}, section.heading),
        )
        charts: Element | None = None
        for block in section.blocks:
            if isinstance(block, Chart):
                if charts is None:
                    charts = element("div", {"class": "charts"})
                    add(made, charts)
                add(charts, self._figure(block))
            else:
                charts = None
                add(made, self._block(block))
        add(made, *(self._section(inner, level + 1) for inner in section.sections))
        return made

    def _block(self, block: Block) -> Element:
        match block:
            case Paragraph():
                return _paragraph(block)
            case Bullets():
                return element(
                    "ul", _language(block.language), *(element("li", None, _told(item)) for item in block.items)
                )
            case Chart():
                return self._figure(block)
            case Table():
                return _table(block)

    def _figure(self, chart: Chart) -> Element:
        key = f"chart-{next(self._numbers)}"
        figure = element(
            "figure",
            None,
            element("figcaption", None, chart.title),
            chart_svg(chart, key, self._document.decimal, self._document.dates),
            # The picture says the same to those who listen.
            element("p", {"aria-hidden": "true"}, _told(chart.text)),
        )
        if chart.table is not None:
            add(figure, _table(chart.table))
        return figure


def _links(sections: Sequence[Section]) -> Element:
    links = element("ul")
    for section in sections:
        item = element("li", None, element("a", {"href": f"#{section.id}"}, section.heading))
        if section.sections:
            add(item, _links(section.sections))
        add(links, item)
    return links


def _paragraph(paragraph: Paragraph) -> Element:
    attributes = _language(paragraph.language)
    if paragraph.tone != "plain":
        attributes["class"] = paragraph.tone
    return element("p", attributes, _told(paragraph.text))


def _table(table: Table) -> Element:
    head = element("tr", None, *(_head(text, column in table.figures) for column, text in enumerate(table.head)))
    rows = (_row(row, table) for row in table.rows)
    made = element(
        "table",
        {"class": "wordy"} if table.wordy else None,
        element("caption", None, table.caption),
        element("thead", None, head),
        element("tbody", None, *rows),
    )
    if table.wordy:
        _say_roles(made)
    # Where it is wider than a phone it is moved by itself, with the keyboard too.
    wide = element("div", {"class": "wide", "role": "group", "aria-label": table.caption, "tabindex": "0"}, made)
    if not table.fold:
        return wide
    return element("details", None, element("summary", None, table.fold), wide)


def _head(text: str, is_figure: bool) -> Element:
    return element("th", {"scope": "col"} | ({"class": "figure"} if is_figure else {}), text)


def _row(row: Sequence[str | Spark | Cell], table: Table) -> Element:
    cells = (_cell(cell, column in table.figures, first=column == 0) for column, cell in enumerate(row))
    made = element("tr", None, *cells)
    if table.wordy:
        for column, cell in zip(table.head, made, strict=True):
            cell.set("data-column", column)
    return made


def _cell(cell: str | Spark | Cell, is_figure: bool, *, first: bool) -> Element:
    name, attributes = ("th", {"scope": "row"}) if first else ("td", {})
    if is_figure:
        attributes["class"] = "figure"
    elif not first:
        attributes["class"] = "text"
    if isinstance(cell, Spark):
        return element(name, attributes, spark_svg(cell))
    if isinstance(cell, Cell):
        return element(name, attributes | _language(cell.language), _told(cell.text))
    return element(name, attributes, _told(cell))


def _say_roles(table: Element) -> None:
    """Cells that are laid out as blocks are no table to a browser unless they say so."""
    for part in table.iter():
        role = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}.get(part.tag)
        if part.tag == "th":
            role = "rowheader" if part.get("scope") == "row" else "columnheader"
        if role:
            part.set("role", role)


def _told(text: str) -> str:
    """Text in which no line ends between a figure and its unit."""
    return _UNIT.sub("\u00a0", text)


def _language(code: str) -> dict[str, str]:
    return {"lang": code} if code else {}
