"""In a language in which every letter is another, no word that a command prints stays English."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.making.sample_files import SAMPLES
from coach import settings
from coach.__main__ import main
from coach.measures import registry
from tests.marked_language import CODE, write_marked_language

AS_IT_IS = re.compile(
    r"coach [a-z]+|'[^']*'|/\S+|--?[a-z]+|\b(?:[a-z0-9]+-)+[a-z0-9]+\b|\b(?:s|min|full|lite|heavy|http|URL)\b|\([a-z -]+\)"
)
"""What is the same in every language: commands, options, paths, ids, units."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., str]:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    write_marked_language(tmp_path / "home" / "exercises")
    settings.save(settings.changed(settings.load(pytest.fail), "language", CODE))

    def run(*words: str) -> str:
        capfd.readouterr()
        with pytest.raises(SystemExit):
            main(list(words))
        printed = capfd.readouterr()
        return printed.out + printed.err

    return run


def english(printed: str, *besides: str) -> set[str]:
    """The words of three letters and more that are there although no file of a language has them."""
    plain = AS_IT_IS.sub(" ", printed)
    return set(re.findall(r"[A-Za-z]{3,}", plain)) - set(besides)


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--position", "seated"), ("routine",), ("routine", "show", "desk-break")]
)
def test_lists_are_in_the_language_that_is_set(said: Callable[..., str], words: tuple[str, ...]) -> None:
    printed = said(*words)
    assert "ж" in printed
    assert english(printed, "cat", "cow", "full", "standing") == set()


def test_an_exercise_is_shown_in_it(said: Callable[..., str]) -> None:
    named = {word for name in registry.names() for word in name.split("_")}
    printed = said("show", "sit-and-rotate")
    article = ["Stretches", "for", "Upper", "Back", "Pain", "Relief"]
    assert english(printed, *article, *named) == set()


def test_settings_and_models_are_told_in_it(said: Callable[..., str]) -> None:
    assert english(said("settings"), *settings.KEYS, "ask", "pain", "name") <= {"de", "en"}
    about = {"balance", "speed", "accuracy"}
    assert not {"present", "missing", "damaged"} & english(said("models"), *about)


@pytest.mark.parametrize(
    "words",
    [
        ("replay", "nothing.mp4"),
        ("replay", "."),
        ("settings", "colour"),
        ("models", "verify", "huge"),
        ("live", "--camera", "gopher://x", "--skip-safety"),
        ("foo",),
        ("replay",),
        ("replay", "--nope"),
        ("replay", "a", "b"),
        ("models", "foo"),
        ("export", "-o"),
        ("replay", "--window=3", "x"),
        ("live", "--turn", "45"),
        ("batch", "-j", "900", "x", "-o", "y.csv"),
        ("list", "--position", "flying"),
        ("pain", "12"),
        ("pain", "3", "--before", "--after"),
        ("routine", "show"),
        ("routine", "a", "b"),
        ("routine", "--from", "cat-cow"),
        ("routine", "--title", "x"),
        ("live", "cat-cow", "--position", "seated"),
        ("live", "--free", "cat-cow"),
        ("replay", "x", "--voice"),
        ("replay", "x", "--person", "7"),
        ("settings", "--reset", "x"),
        ("settings", "rate", "1000"),
        ("settings", "model", "huge"),
        ("settings", "voice", "x"),
        ("today", "--since", "x"),
        ("history", "--since", "x"),
        ("history", "--since", "2190-01-01"),
        ("history", "--profile", ""),
        ("--profile", "x", "list"),
        ("remind", "--at", "x"),
        ("dose", "sit-and-arch", "--rule", "--reps", "3"),
        ("dose", "walk-in-place", "--hold", "3"),
        ("export", "-o", "x.json", "--profile", "x"),
        ("export", "-o", "x.json", "--profile", "x", "--since", "2026-01-01"),
        ("delete", "--profile", "x", "--yes"),
        ("profiles", "--rename", "x", "y"),
        ("batch", "x", "-o", "y.csv"),
        ("batch", "x", "-o", "y.xls"),
        ("batch", "x", "-o", "y/z/a.csv"),
        ("replay", "x", "--measures", "x.xls"),
        ("replay", "x", "--export", "x.xls"),
        ("replay", "x", "--save-video", "x.avi"),
        ("report", "-o", "x.doc"),
        ("validate", "x.toml"),
        ("learn", "x.mp4", "-o", "X.toml"),
        ("learn", "x.mp4", "-o", "x.toml", "--title", "a\nb"),
        ("plan", "import", "x.toml"),
        ("plan", "export", "x.toml"),
        ("plan", "remove"),
        ("plan",),
        ("leave-out", "cat-cwo"),
        ("walk", "--log", "x"),
    ],
)
def test_errors_are_said_in_it(said: Callable[..., str], words: tuple[str, ...]) -> None:
    printed = said(*words)
    asked = {part for word in words for part in re.findall(r"[A-Za-z]+", word)}
    assert "ж" in printed
    known = {*settings.KEYS, "ask", "pain", "name", "coach", "rtsp", "https", "gopher", "huge", "mp", "colour", *asked}
    known |= {"FILE", "NAME", "PLACE", "parquet", "csv", "json", "jsonl", "trc", "sto", "mot", "pdf", "html", "toml"}
    known |= {"standing", "seated", "lying"}
    assert english(printed, *known) == set()


def test_a_replay_is_narrated_in_it(said: Callable[..., str]) -> None:
    recording = SAMPLES / "sit-and-rotate" / "short-hold-male" / "recording.coach"
    printed = said("replay", str(recording))
    assert printed.count("ж") > 100
    assert english(printed) == set()
