"""An error is a code with figures; its sentence is made in the language that is set, and none is swallowed."""

from __future__ import annotations

import ast
import errno
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import errors, languages, said
from coach.errors import CoachError, Said, SourceError, as_error
from coach.record.store.database import explained
from coach.sources.devices import Address, cannot_open, find_camera
from coach.words.group import places_in
from coach.words.problems import ProblemPhrases

ENGLISH, GERMAN = ProblemPhrases(), languages.wording("de").problems
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, CoachError)}
KINDS |= {"TracesLeft", "NoVideo"}
SOURCES = sorted(Path(errors.__file__).parent.rglob("*.py"))


def failing(code: int) -> sqlite3.Error:
    problem = sqlite3.OperationalError("so it is")
    problem.sqlite_errorcode = code
    return problem


ERRORS: list[CoachError] = [
    cannot_open(Address("http://1.2.3.4/", "http://1.2.3.4/")),
    cannot_open(find_camera("7")),
    *(
        explained(failing(code), "coach.db")
        for code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT)
    ),
]


@pytest.mark.parametrize("problem", ERRORS, ids=str)
def test_an_error_as_it_is_raised_is_said_in_either_language(problem: CoachError) -> None:
    assert ENGLISH.told(problem) == str(problem)
    assert GERMAN.told(problem) not in ("", str(problem))


def test_what_is_filled_in_stays_and_what_differs_is_said_too() -> None:
    problem = SourceError("stalled", camera=Said("camera", {"number": "0 (FaceTime)"}), seconds=3)
    assert str(problem) == "No picture has come from camera 0 (FaceTime) for 3 s."
    assert GERMAN.told(problem) == "Seit 3 s kommt kein Bild von Kamera 0 (FaceTime)."


def test_an_error_without_a_code_is_said_as_it_was_raised() -> None:
    assert str(SourceError("The moon is in the way.")) == "The moon is in the way."
    assert GERMAN.told(SourceError("The moon is in the way.")) == "The moon is in the way."


def test_an_error_goes_from_one_process_to_another_with_its_figures() -> None:
    problem = pickle.loads(pickle.dumps(SourceError("is_empty", file="clip.mp4")))
    assert (type(problem), str(problem)) == (SourceError, "clip.mp4 is empty: copy or download it again.")


def coded() -> Iterator[tuple[str, str, set[str]]]:
    """Where, with which code, and with which figures an error or a part of one is made."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
                continue
            code = node.args[0]
            if not isinstance(code, ast.Constant) or not str(code.value).isidentifier():
                continue
            if node.func.id in KINDS:
                yield f"{path.name}:{node.lineno}", str(code.value), {str(each.arg) for each in node.keywords}
            elif node.func.id == "Said":
                filled = node.args[1] if len(node.args) > 1 else ast.Dict([], [])
                assert isinstance(filled, ast.Dict)
                yield (
                    f"{path.name}:{node.lineno}",
                    str(code.value),
                    {key.value for key in filled.keys if isinstance(key, ast.Constant)},  # type: ignore[misc]
                )


def test_every_code_has_its_sentence_and_every_place_of_it_is_filled() -> None:
    found = list(coded())
    assert len(found) > 60
    for where, code, figures in found:
        assert code in ProblemPhrases.phrases(), where
        assert figures == places_in(getattr(ENGLISH, code)), where


TELLING = {*KINDS, "FetchError", "UnfitFile", "BadParameter", "warn", "say", "report", "_report", "note", "told"}
"""What takes a sentence to a person: errors, and what is given a report to say."""


def in_words(node: ast.expr) -> bool:
    """Whether it is a sentence, or a part of one, as it stands in the program: two words at least."""
    match node:
        case ast.Constant(value=str(text)):
            return sum(word.strip(".,:;()'").isalpha() for word in text.split()) > 1
        case ast.JoinedStr(values=parts):
            return any(in_words(part) for part in parts)
        case ast.FormattedValue(value=value):
            return in_words(value)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return in_words(one) or in_words(other)
        case ast.Dict(values=values):
            return any(map(in_words, values))
    return False


def test_no_sentence_that_reaches_a_person_is_in_english_alone() -> None:
    assert in_words(ast.parse("f'{name} is broken'", mode="eval").body)
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            named = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if named in TELLING | {"Said", "WrongValue", "Refused", "echo"}:
                given = [*node.args, *(each.value for each in node.keywords)]
                found += [f"{path.name}:{node.lineno}" for each in given if in_words(each)]
    assert found == []


def test_every_sentence_is_of_some_error() -> None:
    used = {code for _, code, _ in coded()} | {"called_twice", "not_called", "camera_back", "no_video"}
    used |= {*said._REASONS.values(), "bar_frames", "bar_files"}
    assert used == set(ProblemPhrases.phrases())


def test_tenths_of_a_second_have_the_sign_of_the_language() -> None:
    german = languages.wording("de")
    for seconds, shown in (("3.5", "3,5"), ("12", "12")):
        fact = Said("end_doubtful", {"file": "v1.2.mp4", "seconds": seconds})
        assert shown in german.problems.told(fact)
        assert "v1.2.mp4" in german.problems.told(fact)
        assert seconds in ProblemPhrases.english().told(fact)
    assert german.narrating().line(7.1, "links 1") == "    7,1 s  links 1"
    assert "3,5" in german.narrating().beyond_live(3.5)


@pytest.mark.parametrize(
    "problem",
    [
        MemoryError(),
        ImportError("libavcodec.so: failed to map segment from shared object"),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        RuntimeError("OpenCV(5.1.0) alloc.cpp:73: error: (-4:Insufficient memory) Failed to allocate 9 bytes"),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_too_little_memory_is_no_bug(problem: Exception) -> None:
    told = as_error(problem)
    assert told.exit_code == 13
    assert "too little memory" in str(told)
    assert as_error(RuntimeError("anything else")).exit_code == 70
