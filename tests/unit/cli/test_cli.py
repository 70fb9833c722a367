"""The commands: their help, what they print, what they leave with."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from coach import __version__, paths
from coach.__main__ import main
from coach.cli import built
from coach.engine import catalog
from tests.commands import Outcome, outcome_of

COMMANDS = (
    "demo",
    "live",
    "replay",
    "list",
    "show",
    "validate",
    "learn",
    "models",
    "settings",
    "batch",
    "check",
    "walk",
    "routine",
    "today",
    "remind",
    "profiles",
    "plan",
    "history",
    "report",
    "dose",
    "safety",
    "pain",
    "leave-out",
    "export",
    "delete",
)


@pytest.fixture
def coach(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Outcome]:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COACH_CACHE", str(tmp_path / "cache"))

    def run(*words: object) -> Outcome:
        return outcome_of(capsys, *words)

    return run


def test_version(coach: Callable[..., Outcome]) -> None:
    assert coach("--version") == (0, f"coach {__version__}\n", "")


def test_bare_coach_without_a_display_says_so_and_lists_the_commands(
    coach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    code, out, err = coach()
    assert code == 7
    assert all(command in out for command in COMMANDS)
    assert err.startswith("coach: No display was found")
    assert err.count("\n") == 1


def test_whose_home_it_is_may_be_said_and_stands_behind_any_command(
    coach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    assert coach("--profile", "anna")[0] == 7
    code, _, err = coach("--profile", "anna", "today")
    assert code == 2
    assert "coach today --profile anna" in err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(coach: Callable[..., Outcome], command: str) -> None:
    code, out, _ = coach(command, "--help")
    assert code == 0
    assert f"Usage: coach {command}" in out
    assert "--help" in out


def test_a_commands_help_is_whole_behind_an_option_of_the_program(coach: Callable[..., Outcome]) -> None:
    assert "--position" in coach("--debug", "list", "--help")[1]
    assert "--position" in coach("list", "--help")[1]


def test_help_lists_every_command_and_none_that_is_misspelt_is_guessed(coach: Callable[..., Outcome]) -> None:
    code, out, _ = coach("--help")
    assert code == 0
    assert all(f" {command} " in out for command in COMMANDS)
    code, _, err = coach("lst")
    assert code == 2
    assert "did you mean list?" in err


def test_no_command_is_left_out_of_these_tests() -> None:
    """That each is documented, with every option, tests/docs/test_docs.py holds."""
    group = built()
    commands = getattr(group, "commands")  # noqa: B009  typer's own group type is not public in every version
    assert sorted(commands) == sorted(COMMANDS)


def test_list_names_every_exercise_and_the_users_folder(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    code, out, _ = coach("list")
    assert code == 0
    for exercise in catalog.files():
        assert exercise in out
    assert str(tmp_path / "home" / "exercises") in out


def test_list_shows_the_dose_and_can_be_narrowed_to_a_position(coach: Callable[..., Outcome]) -> None:
    code, out, _ = coach("list", "--position", "lying")
    assert code == 0
    lines = out.strip().splitlines()[:-2]
    assert len(lines) == 2 * 5
    doses = dict(zip(lines[::2], lines[1::2], strict=True))
    assert all(dose.startswith("    lying") for dose in doses.values())
    assert "1 repetition on each side, held 20 to 30 s" in doses["Single knee to chest (lying-single-knee-to-chest)"]
    assert "elbows-on-thighs" in coach("list", "--position", "standing")[1]
    assert coach("list", "--position", "flying")[0] == 2


def test_list_shows_an_exercise_of_the_users(coach: Callable[..., Outcome], tmp_path: Path) -> None:
    own = tmp_path / "home" / "exercises"
    own.mkdir(parents=True)
    text = (paths.exercises() / "sit-and-rotate.toml").read_text(encoding="utf-8")
    (own / "my-turn.toml").write_text(text.replace('"sit-and-rotate"', '"my-turn"', 1), encoding="utf-8")
    assert "my-turn" in coach("list")[1]


@pytest.mark.parametrize("name", ["sit-and-rotate", "sit-and-arch"])
def test_show_tells_how_how_much_and_what_for(coach: Callable[..., Outcome], name: str) -> None:
    code, out, _ = coach("show", name)
    exercise = catalog.find(name)
    words = " ".join(out.split())
    assert code == 0
    assert exercise.title in words
    assert f"{exercise.dose.reps} repetitions" in words
    for instruction in exercise.instructions:
        assert " ".join(instruction.split()) in words
    for fault in exercise.fault:
        assert " ".join(fault.why.split()) in words


@pytest.mark.parametrize("name", ["sit-and-rotate", "sit-and-arch"])
def test_validate_accepts_the_shipped_exercises(coach: Callable[..., Outcome], name: str) -> None:
    code, out, _ = coach("validate", paths.exercises() / f"{name}.toml")
    assert code == 0
    assert "is a valid exercise" in out


def test_models_says_what_is_here(coach: Callable[..., Outcome]) -> None:
    code, out, _ = coach("models")
    assert code == 0
    assert [line.split()[:2] for line in out.splitlines()[::2]] == [
        ["full", "missing"],
        ["lite", "missing"],
        ["heavy", "missing"],
    ]
    assert coach("models", "list")[1] == out


def test_removing_a_model_that_is_not_here_says_so(coach: Callable[..., Outcome]) -> None:
    assert coach("models", "remove", "lite")[:2] == (0, "The model lite was not here.\n")


def test_an_unknown_model_is_named(coach: Callable[..., Outcome]) -> None:
    code, _, err = coach("models", "verify", "huge")
    assert code == 4
    assert "'huge'" in err
    assert "full, lite, heavy" in err


def test_check_names_the_missing_model_and_the_remedy(coach: Callable[..., Outcome]) -> None:
    code, out, _ = coach("check")
    assert code == 1
    assert "PROBLEM  pose model: full is missing" in out
    assert "coach models fetch full" in out
    assert "1 thing must be put right first." in out


@pytest.mark.parametrize(
    ("language", "said", "counted"),
    [
        (
            "en",
            "PROBLEM  your record: {file} is kept locked by another program; end that one",
            "2 things must be put right",
        ),
        ("de", "PROBLEM  deine Aufzeichnungen: {file} ", "2 Punkte müssen zuerst behoben werden."),
    ],
)
def test_check_says_where_another_program_keeps_the_record_locked(
    coach: Callable[..., Outcome], language: str, said: str, counted: str, tmp_path: Path
) -> None:
    coach("settings", "language", language)
    assert coach("walk", "--log", "20")[0] == 0
    file = tmp_path / "home" / "coach.db"
    assert coach("check")[1].count(str(file)) == 1
    with closing(sqlite3.connect(file, isolation_level=None)) as another:
        another.execute("BEGIN EXCLUSIVE")
        code, out, _ = coach("check")
    assert code == 1
    assert said.format(file=file) in out
    assert counted in out


def test_check_loads_nothing_large_and_starts_it_where_asked(
    coach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []
    monkeypatch.setattr("coach.app.doctor.importlib.import_module", loaded.append)
    assert "opencv-contrib-python: " in coach("check")[1]
    assert loaded == []
    assert "coach check --start" in coach("check")[1]
    assert ", loads" in coach("check", "--start")[1]
    assert loaded == ["cv2", "av", "mediapipe", "pygame"]


def test_a_bug_is_one_sentence_and_debug_shows_where(
    coach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_report: object) -> None:
        raise ZeroDivisionError("two\nlines")

    monkeypatch.setattr(catalog, "all_exercises", broken)
    code, out, err = coach("list")
    assert (code, out) == (70, "")
    assert err.count("\n") == 1
    assert "This is a bug in Coach (ZeroDivisionError: two lines)" in err
    with pytest.raises(ZeroDivisionError):
        main(["--debug", "list"])


def test_ctrl_c_leaves_quietly(coach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_report: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(catalog, "all_exercises", interrupted)
    assert coach("list") == (130, "", "")


def test_a_command_loads_only_what_it_needs() -> None:
    """Neither slow, nor in need of a library that a computer lacks, which must still be told which one it is."""
    code = """
import sys
from coach.__main__ import main

HEAVY = {"av", "cv2", "mediapipe", "numpy", "pydantic", "pygame", "rich.console", "rich.progress", "sqlite3"}
HEAVY |= {"coach.engine.spec", "coach.record.store"}
for words in (["--version"], ["settings"], ["list"], ["show", "sit-and-arch"], ["today"], ["check"]):
    try:
        main(words)
    except SystemExit as left:
        assert not left.code or words == ["check"], words
    print("loaded:", *sorted(HEAVY & set(sys.modules)))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    loaded = [set(line.split()[1:]) for line in ran.stdout.splitlines() if line.startswith("loaded:")]
    exercises = {"coach.engine.spec", "pydantic"}
    weeks = exercises | {"coach.record.store", "sqlite3"}
    assert loaded == [set(), {"pydantic"}, exercises, exercises, weeks, weeks | {"pygame"}]
