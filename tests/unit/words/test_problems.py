"""Errors that reach the screen are said in the language that is set, and none is swallowed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from coach import languages
from coach.errors import CoachError
from coach.outputs.store.database import explained
from coach.sources.devices import Address, cannot_open
from coach.words.problems import ProblemPhrases

GERMAN = languages.wording("de").problems


def failing(code: int) -> sqlite3.Error:
    problem = sqlite3.OperationalError("so it is")
    problem.sqlite_errorcode = code
    return problem


ERRORS: list[CoachError] = [
    cannot_open(Address("http://1.2.3.4/", "http://1.2.3.4/")),
    *(
        explained(failing(code), "coach.db")
        for code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY)
    ),
]


@pytest.mark.parametrize("problem", ERRORS, ids=str)
def test_an_error_as_it_is_raised_is_known_by_its_words(problem: CoachError) -> None:
    assert ProblemPhrases().told(str(problem)) == str(problem)
    assert GERMAN.told(str(problem)) != str(problem)


def test_what_is_filled_in_stays() -> None:
    told = GERMAN.told("No picture has come from camera 0 (FaceTime) for 3 s.")
    assert told == "Seit 3 s kommt kein Bild von Kamera 0 (FaceTime)."


def test_an_error_that_nobody_translated_is_shown_as_it_is() -> None:
    assert GERMAN.told("The moon is in the way.") == "The moon is in the way."


def test_a_camera_that_is_not_there_is_said(tmp_path: Path) -> None:
    problem = str(cannot_open(Address(7, "camera 7"), tmp_path))
    assert ProblemPhrases().told(problem) == problem
