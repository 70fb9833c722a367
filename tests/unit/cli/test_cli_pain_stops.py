"""What hurt, through the real program: today and history suggest, dose explains, export has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.__main__ import main
from coach.engine import catalog
from coach.record.entries import PainStop
from coach.record.store import diary, open_for_writing

NOON = datetime(2026, 5, 20, 12).astimezone()
YESTERDAY = NOON - timedelta(days=1)
SUGGESTION = "leave it out with 'coach leave-out cat-cow', or do the warm-up first"


@pytest.fixture
def coach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command of somebody whom the cat-cow hurt yesterday; returns what it said."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "200")
    with open_for_writing(tmp_path / "coach.db", NOON, pytest.fail) as database:
        diary.log_pain_stop(database, PainStop("me", YESTERDAY, "cat-cow"))

    def run(*words: str) -> str:
        with pytest.raises(SystemExit):
            main(list(words))
        return capsys.readouterr().out

    return run


def test_today_suggests_below_the_exercise_until_it_is_left_out(coach: Callable[..., str]) -> None:
    lines = coach("today").splitlines()
    (below,) = [line for line in lines if "It hurt on" in line]
    title = catalog.find("cat-cow").title
    assert below == f"{title} (cat-cow): It hurt on {YESTERDAY.day} {YESTERDAY:%b %Y}: {SUGGESTION}."
    coach("leave-out", "cat-cow")
    assert "hurt on" not in coach("today")


def test_history_says_it_though_nothing_was_counted(coach: Callable[..., str]) -> None:
    title = catalog.find("cat-cow").title
    line = f"{title} (cat-cow) hurt on {YESTERDAY.day} {YESTERDAY:%B %Y}: {SUGGESTION}."
    assert line in coach("history")
    assert line in coach("history", "--exercise", "cat-cow")
    assert "hurt" not in coach("history", "--exercise", "sit-and-arch")
    assert "hurt" not in coach("history", "--since", f"{NOON:%Y-%m-%d}")


def test_dose_says_why(coach: Callable[..., str]) -> None:
    assert f"it hurt on {YESTERDAY.day} {YESTERDAY:%B %Y}" in coach("dose", "cat-cow")


def test_the_export_has_it(coach: Callable[..., str], tmp_path: Path) -> None:
    coach("export", "--format", "json", "-o", str(tmp_path / "record.json"))
    (row,) = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))["pain_stops"]
    assert row == {"reported": YESTERDAY.isoformat(timespec="seconds"), "exercise": "cat-cow"}
