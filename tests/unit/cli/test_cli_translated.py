"""The help in another language: every text of it has a translation, and no word of it stays English."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

from coach import languages, paths, settings
from coach.__main__ import main
from coach.cli import built, translated
from coach.sources import pose_models

SHIPPED = sorted(path.stem for path in (paths.exercises() / "lang").glob("*.toml"))


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: object) -> Callable[..., str]:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def run(*words: str) -> str:
        with pytest.raises(SystemExit):
            main(list(words))
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("code", SHIPPED)
def test_every_text_of_the_help_is_translated(code: str) -> None:
    texts, said = translated.english(built()), languages.wording(code).help
    assert len(texts) > 90
    assert [text for text in texts if text not in said] == []


@pytest.mark.parametrize("code", SHIPPED)
def test_what_each_pose_model_is_for_is_translated(code: str) -> None:
    said = languages.wording(code).help
    assert [model.about for model in pose_models.catalog().values() if model.about not in said] == []


def test_german_help_is_german(said: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    english = said("walk", "--help")
    assert "Time a real walk" in english
    assert "Options" in english
    from typer import rich_utils

    for name in ("ARGUMENTS_PANEL_TITLE", "OPTIONS_PANEL_TITLE", "COMMANDS_PANEL_TITLE", "ERRORS_PANEL_TITLE"):
        monkeypatch.setattr(rich_utils, name, getattr(rich_utils, name))
    settings.save(settings.changed(settings.load(pytest.fail), "language", "de"))
    german = said("walk", "--help")
    assert "Misst einen wirklichen Spaziergang" in german
    assert "Optionen" in german
    assert not {"Time", "Options", "Log", "minutes", "Whose", "Show"} & set(german.replace("│", " ").split())
    assert max(map(len, german.splitlines())) <= 80


def test_a_set_is_logged_by_hand_by_its_title_and_counts_for_today(said: Callable[..., str]) -> None:
    assert "Logged, done without a camera: Sit and rotate (sit-and-rotate)." in said(
        "today", "--done", "drehen im sitzen"
    )
    assert "[x] Sit and rotate (sit-and-rotate)" in said("today")


@pytest.mark.parametrize("command", ["replay", "live", "batch", "history", "list"])
def test_no_help_calls_a_value_as_programs_do(said: Callable[..., str], command: str) -> None:
    printed = said(command, "--help")
    kinds = set(re.findall(r"<([a-z\[\] ]+)>", printed)) | set(re.findall(r"BOOLEAN|PATH|FLOAT|INTEGER", printed))
    assert kinds == set()
    assert "<=x<=" not in printed
