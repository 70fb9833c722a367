"""What the commands print: no line too wide for a terminal, the title beside each id, steps called steps."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach import languages, settings
from coach.__main__ import main
from coach.engine import catalog, routines
from coach.record.store import open_for_writing, standard_place
from coach.record.store.sessions import add_rep, add_session
from tests.stored import at, clean


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def run(*words: str) -> str:
        with pytest.raises(SystemExit):
            main(list(words))
        return capsys.readouterr().out

    return run


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO())


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "chin-to-chest"),
        ("show", "cat-cow"),
        ("today",),
        ("today", "--all"),
        ("routine",),
        ("routine", "show", "full"),
        ("models",),
        ("settings",),
        ("check",),
        ("safety",),
        ("history",),
        ("dose", "lying-single-knee-to-chest"),
        ("pain", "9"),
        ("walk", "--log", "25"),
        ("plan",),
        ("profiles",),
        ("delete", "--yes"),
        ("live", "no such exercise"),
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_a_terminal_of_80_columns(
    words: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else it would be broken in mid-word; a path alone may be longer than a line."""
    monkeypatch.setenv("COLUMNS", "80")
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    settings.save(settings.changed(settings.load(pytest.fail), "language", language))
    person = clean(at(5))
    with open_for_writing(standard_place(), at(5), pytest.fail) as database, database.writing() as connection:
        number = add_session(connection, person)
        for stored in person.reps:
            add_rep(connection, number, stored)
    with contextlib.suppress(SystemExit):
        main(list(words))
    heard = capsys.readouterr()
    lines = re.sub(r"\x1b\[[0-9;]*m", "", heard.out + heard.err).splitlines()
    assert lines
    assert [line for line in lines if len(line) > 80 and max(map(len, line.split())) < 60] == []


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "words", [("list",), ("show", "walk-in-place"), ("routine", "show", "full"), ("today", "--all")]
)
def test_steps_are_called_steps(said: Callable[..., str], words: tuple[str, ...], language: str) -> None:
    settings.save(settings.changed(settings.load(pytest.fail), "language", language))
    assert not re.search(r"\b100 (repetitions|Wiederholungen)", said(*words))


def test_a_title_stands_beside_each_id_and_does_where_an_id_does(said: Callable[..., str]) -> None:
    listed = said("list")
    for exercise in catalog.all_exercises():
        assert f"{exercise.title} ({exercise.id})" in listed
        assert said("show", exercise.title.upper()) == said("show", exercise.id)
    routines_listed = said("routine")
    for routine in routines.all_routines():
        assert f"{routine.title} ({routine.id})" in routines_listed
        german = languages.wording("de").routine_title(routine)
        assert said("routine", "show", german.lower()) == said("routine", "show", routine.id)
