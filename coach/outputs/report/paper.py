"""A document as a PDF: the page as it is printed.

Needs the optional package WeasyPrint, which lays the page out as a browser does, without one, and is imported only when a
PDF is asked for. fpdf2 and ReportLab were weighed: both would need the layout written a second time.
"""

from __future__ import annotations

import logging
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from coach.documents import Document
from coach.errors import ExportError, LibraryMissing
from coach.files.writing import part_of
from coach.outputs.report.elements import Element, element, written
from coach.outputs.report.page import page_of, style

_NO_HALO: Final = "svg text.target-name { stroke: none; }"
"""WeasyPrint draws a letter's outline over the letter, which would hide it."""

_NAMED: Final = re.compile(r"--([a-z]+): ([^;]+);")
_USED: Final = re.compile(r"var\(--([a-z]+)\)")


def require_pdf() -> None:
    """Raises ExportError where the package is missing that writes PDF, LibraryMissing where a library that it needs is."""
    _weasyprint()


def write_pdf(document: Document, path: Path) -> None:
    """Writes the whole document, tagged for screen readers, or nothing. It loads nothing from anywhere.

    Raises ExportError where it cannot be written, ExportError or LibraryMissing as require_pdf does.
    """
    weasyprint = _weasyprint()
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    html = weasyprint.HTML(string=written(_for_paper(page_of(document))), url_fetcher=nothing)
    made: bytes = html.write_pdf(pdf_tags=True)
    with part_of(path) as handle:
        handle.write(made)


_PANGO: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What Debian and Ubuntu call it."""


def _weasyprint() -> Any:
    if find_spec("weasyprint") is None:
        raise ExportError("needs_pdf")
    try:
        import weasyprint
    except OSError as problem:
        raise LibraryMissing("needs_pango", packages=_PANGO) from problem
    # It names each property of the style that only a browser knows.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


def _for_paper(page: Element) -> Element:
    """The same page with each drawing's style inside of it: WeasyPrint takes a drawing for a file of its own."""
    # The first block of colours is the light one, which paper is.
    colours = dict(_NAMED.findall(style("style.css").split("}")[0]))
    drawn = _USED.sub(lambda used: colours[used[1]], style("plots.css") + _NO_HALO)
    for picture in page.iter("svg"):
        picture.set("xmlns", "http://www.w3.org/2000/svg")
        picture.insert(0, element("style", None, drawn))
    return page
