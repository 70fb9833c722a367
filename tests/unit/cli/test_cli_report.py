"""``coach report`` through the real program."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from coach.__main__ import main
from coach.record.entries import StoredRep, Walk
from coach.record.store import diary, open_for_writing
from coach.record.store.sessions import add_rep, add_session
from tests.stored import rep_of, session_of
from tests.web_page import read_page

NOON = datetime(2026, 5, 20, 12).astimezone()
"""Of the day that conftest gives to the commands."""

CURVE = (1.0, 20.0, 41.0, math.nan, 30.0, 2.0)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    with open_for_writing(tmp_path / "home" / "coach.db", NOON, pytest.fail) as database:
        for days in (9, 2):
            with database.writing() as connection:
                number = add_session(connection, session_of(NOON - timedelta(days=days), profile="kim"))
                add_rep(connection, number, StoredRep(rep_of(peak=30.0 + days), False, CURVE))
        diary.log_walk(database, Walk("kim", NOON - timedelta(days=9), 25.0))
    return tmp_path / "home"


def coach(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    written = capsys.readouterr()
    assert "Traceback" not in written.err
    return int(left.value.code or 0), written.out + written.err


@pytest.mark.usefixtures("home")
def test_a_report_is_one_page_of_what_is_stored(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    assert coach(capsys, "report", "--profile", "Kim", "-o", file)[0] == 0
    page = read_page(file.read_text(encoding="utf-8"))
    assert "2 of 10 (1.4 a week)" in page.text
    assert "kim" not in page.text
    assert len([svg for svg in page.all("svg") if svg.attributes["class"] == "spark"]) == 2
    day = NOON - timedelta(days=3)
    first = f"{day.day} {day:%B %Y}"
    assert coach(capsys, "report", "--profile", "kim", "--since", f"{day:%Y-%m-%d}", "--with-name", "-o", file)[0] == 0
    page = read_page(file.read_text(encoding="utf-8"))
    assert f"It covers {first} to " in page.text
    assert "1 of 4 (1.0 a week)" in page.text
    assert "No walk was noted" in page.text
    assert "Of: kim" in page.text


@pytest.mark.usefixtures("home")
def test_somebody_without_a_record_gets_an_empty_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert coach(capsys, "report", "-o", tmp_path / "mine.HTML")[0] == 0
    assert "Nothing is stored in this time" in (tmp_path / "mine.HTML").read_text(encoding="utf-8")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("report.docx", "ends in .html or .pdf"),
        ("report", "ends in .html or .pdf"),
        ("no/where/report.html", "there is no folder"),
    ],
)
def test_a_file_that_cannot_be_is_said_with_the_remedy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, sentence: str
) -> None:
    code, said = coach(capsys, "report", "-o", tmp_path / name)
    assert (code, sentence in said) == (6, True)
    assert not (tmp_path / name).exists()


@pytest.mark.usefixtures("home")
def test_a_report_can_be_a_pdf(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="Pango is not installed", exc_type=OSError)
    file = tmp_path / "report.PDF"
    code, said = coach(capsys, "report", "--profile", "kim", "-o", file)
    assert (code, f"Wrote {file}.\n" in said) == (0, True)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    assert "2 of 10 (1.4 a week)" in text


@pytest.mark.usefixtures("home")
def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert coach(capsys, "report", "--since", "May", "-o", tmp_path / "report.html")[0] == 2


@pytest.mark.usefixtures("home")
def test_a_report_on_nothing_says_so_and_has_no_empty_part(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    code, said = coach(capsys, "report", "--profile", "kym", "-o", file)
    assert code == 0
    assert "Nothing of 'kym' is stored that fits; 'coach profiles'" in said
    text = file.read_text(encoding="utf-8")
    assert "Nothing is stored in this time." in text
    assert "At a glance" not in text
    assert "Nothing of" not in coach(capsys, "report", "--profile", "kim", "-o", file)[1]
