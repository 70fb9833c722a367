"""coach settings: shows, changes, refuses and resets, as a person at the terminal sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coach import paths
from coach.app.setting_words import meaning
from coach.settings import KEYS, Settings, load
from coach.words.wording import ENGLISH
from tests.commands import Outcome, outcome_of


@pytest.fixture
def coach(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Outcome]:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))

    def run(*words: str) -> Outcome:
        return outcome_of(capsys, "settings", *words)

    return run


def test_shows_every_setting_its_value_its_meaning_and_the_place(coach: Callable[..., Outcome]) -> None:
    code, out, _ = coach()
    assert code == 0
    for key in KEYS:
        assert any(
            line.startswith(key) and meaning(key, ENGLISH.settings).rstrip(".") in line for line in out.splitlines()
        )
    assert str(paths.settings_file()) in out


def test_a_change_is_kept(coach: Callable[..., Outcome]) -> None:
    assert coach("volume", "35") == (0, "volume = 35\n", "")
    assert coach("voice", "off")[0] == 0
    assert load(pytest.fail) == Settings(volume=35, voice=False)
    assert "volume = 35" in coach("volume")[1]


def test_reset_goes_back_to_the_usual_ones(coach: Callable[..., Outcome]) -> None:
    coach("volume", "35")
    assert coach("--reset")[0] == 0
    assert load(pytest.fail) == Settings()
    assert coach("volume", "--reset")[0] == 2


@pytest.mark.parametrize("words", [("volume", "loud"), ("loudness", "3"), ("loudness",)])
def test_what_is_wrong_is_one_sentence_and_changes_nothing(coach: Callable[..., Outcome], words: tuple[str]) -> None:
    code, out, err = coach(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("coach: The")
    assert not paths.settings_file().exists()


def test_a_broken_file_is_said_and_the_usual_settings_shown(coach: Callable[..., Outcome]) -> None:
    paths.settings_file().write_text("volume = 900", encoding="utf-8")
    code, out, err = coach()
    assert code == 0
    assert "volume must be a whole number from 0 to 100, found 900" in err
    assert f"{Settings().volume} " in out
