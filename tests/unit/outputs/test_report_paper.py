"""The report as a PDF, read back by another library."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import pypdf
import pytest

from coach.documents import Chart, ChartPoint, Document, Line, Paragraph, Section, Spark, Table
from coach.errors import CoachError, ExportError, LibraryMissing
from coach.outputs.report import paper

BLUE = "0 0.447059 0.698039"
"""What the left side is drawn with, as a PDF says it."""


@pytest.fixture
def pango() -> None:
    """WeasyPrint finds Pango."""
    pytest.importorskip("weasyprint", reason="Pango is not installed", exc_type=OSError)


def document() -> Document:
    points = tuple(ChartPoint(739_000 + day, 30.0 + day, 28.0 + day, 32.0 + day) for day in range(5))
    chart = Chart("Range", "It grew.", (Line("left", "left", points),), "°", target=27.0, target_name="target 27°")
    spark = Spark((1.0, 9.0, math.nan, 2.0), 8.0, "left", "rises to 9")
    rows = tuple((str(number), spark, "counted") for number in range(1, 40))
    table = Table("Repetitions", ("No.", "Curve", "Outcome"), rows, (0,))
    sections = (Section("one", "How it went", (Paragraph("It went well."), chart, table)),)
    return Document("en", "Exercise report", (Paragraph("Lead"),), "Contents", sections, "Foot")


@pytest.mark.usefixtures("pango")
def test_the_whole_document_is_on_paper_with_its_drawings(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    paper.write_pdf(document(), file)
    read = pypdf.PdfReader(file)
    text = " ".join(page.extract_text() for page in read.pages)
    for words in ("Exercise report", "How it went", "It went well.", "target 27°", "counted", "Foot"):
        assert words in text
    assert len(read.pages) > 1
    root: Any = read.trailer["/Root"]
    assert read.metadata is not None
    assert read.metadata["/Title"] == "Exercise report"
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert sum(_drawn(page).count(f"{BLUE} RG") for page in read.pages) > 39
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.usefixtures("pango")
def test_a_full_place_leaves_no_trace(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        paper.write_pdf(document(), tmp_path / "gone" / "report.pdf")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("module", "kind", "remedy"),
    [
        (None, ExportError, "pip install weasyprint"),
        ("raise OSError(\"cannot load library 'libpango-1.0-0'\")", LibraryMissing, "apt install libpango"),
    ],
)
def test_what_is_missing_is_said_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str | None, kind: type[CoachError], remedy: str
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    if module is None:
        monkeypatch.setitem(sys.modules, "weasyprint", None)
        monkeypatch.setattr(paper, "find_spec", lambda _: None)
    else:
        (tmp_path / "weasyprint.py").write_text(module, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(kind, match=remedy):
        paper.require_pdf()


def _drawn(page: pypdf.PageObject) -> str:
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data().decode("latin-1")
