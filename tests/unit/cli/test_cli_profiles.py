"""Several people on one computer, through the real program."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach.__main__ import main
from coach.cli.people import option_for, whose
from coach.errors import WrongUsage
from coach.record.store import schema
from coach.terminal import broken

Said = Callable[..., str]


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def coach(home: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    assert not home.exists()

    def run(*words: object, code: int = 0) -> str:
        with pytest.raises(SystemExit) as left:
            main([str(word) for word in words])
        written = capsys.readouterr()
        assert (left.value.code or 0) == code, written
        return written.out + written.err

    return run


STRANGE = ("../../etc/passwd", "C:\\con", "a'b; DROP TABLE walks", "-x", "Zoë 🙂", "*", "%", "NUL")


def test_names_are_names_and_never_files(coach: Said, home: Path) -> None:
    for name in STRANGE:
        assert whose(name) == name
    coach("walk", "--log", 20, f"--profile={STRANGE[0]}")
    assert sorted(path.name for path in home.iterdir()) == ["coach.db"]
    assert coach("profiles").startswith(f"{STRANGE[0]}: 0 sessions, 1 walk, the newest of")


def test_one_person_is_not_made_two_by_capitals_blanks_or_composed_letters(coach: Said) -> None:
    coach("walk", "--log", 5, "--profile", "Zoë")
    for name in ("Zoë", "zoe\u0308", " ZOË ", "ｚoë"):
        assert whose(name) == "Zoë"
    assert whose("Zoe") == "Zoe"
    assert whose("Me") == "me"


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 81, "tab\there"])
def test_names_that_are_none_are_refused(name: str) -> None:
    with pytest.raises(WrongUsage, match="expected a name on one line"):
        whose(name)


def test_people_are_kept_apart_and_an_export_names_nobody(coach: Said, tmp_path: Path) -> None:
    coach("walk", "--log", 20, "--profile", "Anna")
    coach("pain", 6, "--profile", "Bert")
    assert "Not walked yet" in coach("today", "--profile", "Bert")
    coach("export", "-o", tmp_path / "a.json", "--profile", "anna")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert "anna" not in text.casefold()
    assert (len(json.loads(text)["walks"]), json.loads(text)["pain"]) == (1, [])
    coach("export", "-o", tmp_path / "b.json", "--profile", "anna", "--with-name")
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["profile"] == "Anna"
    coach("delete", "--yes", "--profile", "ANNA")
    assert coach("profiles").splitlines() == ["Bert: 0 sessions, 0 walks"]


def test_a_profile_can_be_renamed_but_not_onto_another(coach: Said) -> None:
    assert "Nothing is stored of anybody." in coach("profiles")
    coach("walk", "--log", 20, "--profile", "Anna")
    coach("walk", "--log", 20)
    assert "already" in coach("profiles", "--rename", "anna", "Me", code=8)
    assert "Nothing is stored of 'Carl'" in coach("profiles", "--rename", "Carl", "Dora", code=8)
    assert "Anna is now ANNA." in coach("profiles", "--rename", "anna", "ANNA")
    coach("profiles", "--rename", "ANNA", "Berta")
    assert [line.split(":")[0] for line in coach("profiles").splitlines()] == ["Berta", "me"]


def test_every_table_with_a_profile_is_renamed(coach: Said, home: Path) -> None:
    coach("walk", "--log", 20, "--profile", "Anna")
    with closing(sqlite3.connect(home / "coach.db")) as database:
        made = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        owned = [name for name in made if "profile" in _columns(database, name)]
        assert len(owned) >= 7
        for name in set(owned) - {"walks"}:
            columns = {column: "1" for column in _columns(database, name) if column != "id"}
            columns |= {"profile": "Anna", "moment": "any"} if "moment" in columns else {"profile": "Anna"}
            marks = ", ".join("?" * len(columns))
            database.execute(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values()))
        database.commit()
        assert database.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    coach("profiles", "--rename", "Anna", "Berta")
    with closing(sqlite3.connect(home / "coach.db")) as database:
        for name in owned:
            assert database.execute(f"SELECT DISTINCT profile FROM {name}").fetchall() == [("Berta",)]


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def test_what_to_type_next_is_about_the_same_person(coach: Said) -> None:
    assert option_for("me") == ""
    assert option_for("Zoë") == " --profile Zoë"
    assert option_for("Zoë M") == ' --profile "Zoë M"'
    coach("pain", 3, "--profile", "Zoë M")
    assert 'coach safety --profile "Zoë M"' in coach("pain", 6, "--profile", "zoë m")
    assert 'coach safety --profile "Zoë M"' in coach("today", "--profile", "zoë m")


def test_questions_never_answered_are_not_to_be_answered_again(coach: Said) -> None:
    assert "'coach safety', because they were never answered" in coach("today")


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_on_a_terminal_is_broken_within_a_word(width: int) -> None:
    line = "[ ] Schulterblätter zusammenziehen (shoulder-blade-squeeze): 3 Wiederholungen, je 5 s halten (zuletzt vor 18 Tagen)"
    parts = broken(line, width)
    assert all(len(part) <= width for part in parts)
    assert " ".join(part.strip() for part in parts) == line
    assert all(part.startswith("    ") for part in parts[1:])
    assert broken(line, 0) == [line]
