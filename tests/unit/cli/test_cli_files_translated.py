"""What is wrong with a file of an exercise, a routine or a plan is said in the language that is set, all of it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach import paths
from tests.commands import outcome_of

ENGLISH = re.compile(
    r"\b(expected|found|unknown|missing|there|such|shows|needs|must|valid|file|plan is|left|mean|should|asked|done|line)\b"
)
"""Words of the English sentences that no German one has; quoted values and keys of these files have none of them either."""

EXERCISE = (
    (paths.exercises() / "sit-and-rotate.toml").read_text(encoding="utf-8").replace('"sit-and-rotate"', '"mine"', 1)
)
ROUTINE = """
id = "mine"
title = "Mine"
position = ["seated"]
[[step]]
exercise = "sit-and-rotate"
"""
PLAN = """
title = "Mine"
[[ask]]
exercise = "cat-cow"
"""

Say = Callable[..., str]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Say:
    """What a command that fails says in German."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    assert outcome_of(capsys, "settings", "language", "de")[0] == 0

    def run(*words: object) -> str:
        code, out, err = outcome_of(capsys, *words)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert not ENGLISH.search(err.removeprefix("coach: ")), err
        return err

    return run


@pytest.mark.parametrize(
    ("text", "old", "new", "german"),
    [
        (EXERCISE, 'title = "Sit and rotate"\n', "", "title: fehlt"),
        (EXERCISE, "reps = 3", "reps = 0", "dose.reps: erwartet 1 oder mehr; gefunden 0"),
        (EXERCISE, "reps = 3", "reps = 3000", "dose.reps: erwartet 200 oder weniger; gefunden 3000"),
        (EXERCISE, "reps = 3", 'reps = "x"', "dose.reps: erwartet eine ganze Zahl; gefunden 'x'"),
        (EXERCISE, "hold_s = 2.0", "hold_s = nan", "dose.hold_s: erwartet eine Zahl"),
        (EXERCISE, "hold_s = 2.0", "helds_s = 2.0", "dose.helds_s: unbekannter Schlüssel"),
        (EXERCISE, 'position = "seated"', 'position = "flying"', "oder 'all-fours'; gefunden 'flying'"),
        (EXERCISE, '"thoracic_rotation_deg"', '"thoracic_rotaton_deg"', "Name einer Messgröße; gefunden"),
        (EXERCISE, "[dose]", "[dose", "ist kein gültiges TOML in Zeile"),
        (EXERCISE, "[dose]", "x = \n[dose]", "so wird kein Wert geschrieben"),
        (EXERCISE, '"mine"', '"yours"', "id: erwartet 'mine', der Name der Datei; gefunden 'yours'"),
        (ROUTINE, "sit-and-rotate", "cat-cow", "erwartet eine Übung in der Haltung seated"),
        (ROUTINE, "sit-and-rotate", "walk-in-place", "'walk-in-place' ist das Aufwärmen"),
        (ROUTINE, "sit-and-rotate", "sit-and-rotat", "Übung 'sit-and-rotat' gibt es nicht; meinst du sit-and-rotate"),
        (PLAN, "cat-cow", "dog-cat", "dog-cat"),
        (PLAN, 'title = "Mine"', "last_day = 2026-01-01\nfirst_day = 2026-02-01", "title: fehlt"),
        (PLAN, 'title = "Mine"', 'title = "Mine"\nfirst_day = "soon"', "first_day: erwartet ein Tag"),
        (PLAN, PLAN, PLAN + '[[ask]]\nexercise = "cat-cow"\n', "ask: 'cat-cow' wird zweimal verlangt"),
    ],
)
def test_a_broken_file_is_refused_in_german(
    said: Say, tmp_path: Path, text: str, old: str, new: str, german: str
) -> None:
    assert old in text
    (tmp_path / "mine.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert german in said("validate", "mine.toml")
    if text is PLAN:
        assert german in said("plan", "import", "mine.toml")


def test_what_is_not_there_and_what_can_be_no_file_is_refused_in_german(said: Say, tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\xff")
    assert "gibt es nicht; 'coach list' zeigt, was es gibt" in said("validate", "none.toml")
    assert "das ist ein Ordner" in said("validate", "folder.toml")
    assert "ist kein Text in UTF-8" in said("validate", "bytes.toml")
    assert "Übung 'cat-cwo' gibt es nicht; meinst du cat-cow" in said("show", "cat-cwo")
    assert "Programm 'nothing-near-it' gibt es nicht" in said("routine", "show", "nothing-near-it")


def test_a_broken_file_of_ones_own_is_left_out_in_german(
    said: Say, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own = tmp_path / "home" / "exercises"
    own.mkdir(parents=True)
    (own / "mine.toml").write_text("[dose", encoding="utf-8")
    code, out, err = outcome_of(capsys, "list")
    assert code == 0
    assert "cat-cow" in out
    assert "Die Datei bleibt außen vor." in err
    assert not ENGLISH.search(err)
    assert "mine.toml" in said("show", "mine")


def test_a_broken_language_file_is_refused_in_the_language_as_it_is_shipped(said: Say, tmp_path: Path) -> None:
    own = tmp_path / "home" / "exercises" / "lang"
    own.mkdir(parents=True)
    for text, german in (
        ("[phrases]\nhallo = 'x'", "phrases.hallo: unbekannter Schlüssel"),
        ("[phrases]\nhold = '{secs}'", "phrases: hold: hat kein {secs}, das zu füllen wäre"),
        ("[phrases]\nhold = '{'", "phrases: hold: die geschweiften Klammern passen nicht zusammen"),
        ("[phrases]\nhold = '{seconds:9}'", "phrases: hold: die geschweiften Klammern passen nicht zusammen"),
        ("phrases =", "ist kein gültiges TOML am Ende: so wird kein Wert geschrieben"),
    ):
        (own / "de.toml").write_text(text, encoding="utf-8")
        assert german in said("show", "cat-cow")


@pytest.mark.parametrize(
    ("text", "german"),
    [
        ("volume = 200", "volume muss eine ganze Zahl von 0 bis 100 sein, gefunden: 200"),
        (
            "voice = 1\nmodel = 'huge'",
            "model muss eines von full, lite, heavy sein, gefunden: 'huge'; voice muss on oder off",
        ),
        ("colour = 1", "eine Einstellung colour gibt es nicht"),
        ("volume =", "die Datei ist kein gültiges TOML am Ende: so wird kein Wert geschrieben"),
    ],
)
def test_broken_settings_are_set_aside_in_the_language_of_the_system(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, german: str
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.toml").write_text(text, encoding="utf-8")
    code, out, err = outcome_of(capsys, "settings", "rest")
    assert (code, out.split(":")[0]) == (0, "rest = 15")
    assert err.startswith("Die Einstellungen waren kaputt (" + german)
    assert "liegen jetzt zur Seite" in err
    assert not ENGLISH.search(err)


@pytest.mark.usefixtures("said")
def test_what_a_damaged_record_and_its_rows_are_is_told_in_german(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert outcome_of(capsys, "walk", "--log", "20")[0] == 0
    with closing(sqlite3.connect(tmp_path / "home" / "coach.db")) as database, database:
        database.execute("UPDATE walks SET started = 'x'")
    code, _, err = outcome_of(capsys, "history")
    assert code == 0
    assert "ist 1 Zeile nicht zu lesen und bleibt weg: walks 1 (started ist 'x', was nicht passt: ein Tag)." in err
    (tmp_path / "home" / "coach.db").write_bytes(b"no database at all" * 1000)
    code, _, err = outcome_of(capsys, "history")
    assert code == 0
    assert "war beschädigt; es liegt jetzt zur Seite" in err
    assert not ENGLISH.search(err)


@pytest.mark.usefixtures("said")
def test_bad_files_of_a_batch_are_told_in_german_and_the_table_stays_as_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "bad.coach").write_bytes(b"nothing of it")
    code, _, err = outcome_of(capsys, "batch", "clips", "-o", "reps.csv", "-j", "1")
    assert code == 3
    assert "bad.coach: bad.coach ist keine Aufzeichnung von Coach" in err
    assert "1 von 1 Dateien konnten nicht wiedergegeben werden" in err
    assert not ENGLISH.search(err)
    assert "bad.coach is not a recording of Coach" in (tmp_path / "reps.files.csv").read_text(encoding="utf-8")
