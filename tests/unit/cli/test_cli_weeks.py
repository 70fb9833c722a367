"""The commands about the weeks, through the real program: safety, pain, walks, dose, today, history."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.engine import catalog
from coach.record.entries import Screening, StoredSession, Walk
from coach.record.store import diary, open_for_writing
from coach.record.store.sessions import add_rep, add_session
from coach.weeks.screening import QUESTIONS
from tests.commands import Outcome, outcome_of
from tests.stored import clean

NO = {question.id: False for question in QUESTIONS if question.kind != "cleared"}
NOON = datetime(2026, 5, 20, 12).astimezone()
"""Of the day that conftest gives to the commands."""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "home"


@pytest.fixture
def coach(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    assert not home.exists()

    def run(*words: object, typed: str = "") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        return outcome_of(capsys, *words)

    return run


def keep(home: Path, *sessions: StoredSession, answers: dict[str, bool] | None = None) -> None:
    with open_for_writing(home / "coach.db", NOON, pytest.fail) as database:
        for session in sessions:
            with database.writing() as connection:
                number = add_session(connection, session)
                for stored in session.reps:
                    add_rep(connection, number, stored)
        if answers is not None:
            diary.keep_screening(database, Screening("me", NOON - timedelta(days=9), answers))


def test_live_asks_for_the_safety_answers_first(coach: Callable[..., Outcome]) -> None:
    code, _, err = coach("live", "sit-and-rotate", "--camera", "97")
    assert code == 9
    assert "never answered" in err
    assert "coach safety" in err
    assert "--skip-safety" in err
    assert "97" in coach("live", "sit-and-rotate", "--camera", "97", "--skip-safety")[2]


def test_answers_are_kept_read_again_and_changed(coach: Callable[..., Outcome]) -> None:
    code, out, _ = coach("safety", typed="n\n" * len(NO))
    assert out.index("Why these questions") < out.index("bladder")
    assert (code, "Nothing in your answers" in out) == (0, True)
    assert "97" in coach("live", "sit-and-rotate", "--camera", "97")[2]
    _, out, _ = coach("safety")
    assert out.count("  no ") == len(NO)
    assert f"Answered on {NOON.day} {NOON:%B %Y}" in out
    # The last but one question is about arthritis.
    _, out, _ = coach("safety", "--again", typed="n\n" * (len(NO) - 2) + "y\nn\n")
    assert f"left out: {catalog.find('cat-cow').title} (arthritis" in out
    code, _, err = coach("live", "cat-cow", "--camera", "97")
    assert (code, "arthritis" in err) == (9, True)


def test_an_answer_must_be_given_and_half_of_them_are_none(coach: Callable[..., Outcome]) -> None:
    code, _, err = coach("safety", typed="\nn\n\n")
    assert (code, "nothing was kept" in err) == (9, True)
    assert "never answered" in coach("live", "--camera", "97")[2]


def test_a_disc_problem_sends_to_a_physician_until_one_said_yes(coach: Callable[..., Outcome]) -> None:
    coach("safety", typed="n\n" * (len(NO) - 1) + "y\nn\n")
    code, _, err = coach("live", "sit-and-rotate", "--camera", "97", "--skip-safety")
    assert (code, "see a physician before" in err) == (9, True)
    today = coach("today")[1]
    assert "see a physician before" in today
    assert "walk" not in today.lower(), "nobody is told to walk until then"
    coach("safety", "--again", typed="n\n" * (len(NO) - 1) + "y\ny\n")
    assert "97" in coach("live", "sit-and-rotate", "--camera", "97")[2]


def test_severe_pain_is_always_advised_about(coach: Callable[..., Outcome], home: Path) -> None:
    keep(home, answers=NO)
    for score in (9, 10, 9):
        code, out, _ = coach("pain", score)
        assert code == 0
        assert f"severe today ({score} of 10): rest, or take a short, easy walk" in out
    out = coach("today")[1]
    assert "rest, or take a short, easy walk" in out
    assert "live" not in out, "no exercise is led to, the warm-up neither"
    _, out, _ = coach("safety", "--again", typed="n\n" * (len(NO) + 1))
    assert "Is the pain severe?" in out
    assert "rest, or take a short, easy walk" in out
    assert "speaks against exercising" not in out
    assert "rest, or take a short, easy walk" not in coach("pain", 3)[1] + coach("today")[1]


def test_worse_pain_asks_again(coach: Callable[..., Outcome], home: Path) -> None:
    keep(home, answers=NO)
    assert "became worse" not in coach("pain", 3)[1]
    code, out, _ = coach("pain", 6)
    assert code == 0
    assert "So far: 3, 6." in out
    assert "see a physician" in out
    code, _, err = coach("live", "sit-and-rotate", "--camera", "97")
    assert (code, "6 of 10" in err) == (9, True)
    assert "your pain became worse" in coach("today")[1]


@pytest.mark.parametrize("words", [("pain", 11), ("pain", 3, "--before", "--after"), ("walk", "--log", 0)])
def test_impossible_figures_are_refused(coach: Callable[..., Outcome], home: Path, words: tuple[object, ...]) -> None:
    assert coach(*words)[0] == 2
    assert not (home / "coach.db").exists()


def test_an_exercise_can_be_left_out_and_taken_back_in(coach: Callable[..., Outcome], home: Path) -> None:
    keep(home, answers=NO)
    title = catalog.find("cat-cow").title
    coach("leave-out", "cat-cow")
    assert title not in coach("today", "--all")[1]
    code, _, err = coach("live", "cat-cow", "--camera", "97")
    assert (code, "coach leave-out cat-cow --undo" in err) == (9, True)
    coach("leave-out", "cat-cow", "--undo")
    assert title in coach("today", "--all")[1]


@pytest.mark.parametrize("time", ["00:10", "00:24", "12:00", "23:59"])
def test_a_walk_is_logged_and_held_against_what_is_asked(
    coach: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, time: str
) -> None:
    hour, minute = map(int, time.split(":"))
    monkeypatch.setattr("coach.cli.people.clock", lambda: NOON.replace(hour=hour, minute=minute))
    code, out, _ = coach("walk", "--log", 25)
    assert code == 0
    assert "Logged: a walk of 25 min." in out
    assert "1 with 20 min or more" in out
    assert "First walking week, day 1 of 7" in out
    assert "you walked" in coach("today")[1]
    assert "[ ] Warm-up: Walk in place, 2 min" in coach("today", "--profile", "somebody-else")[1]


def test_a_timed_walk_is_logged_minute_by_minute(
    coach: Callable[..., Outcome], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stroll(goal_s: float, _ended: object, show: Callable[[float], None], note: Callable[[float], None]) -> float:
        for seconds in (60.0, 120.0):
            show(seconds)
            note(seconds)
        return min(goal_s, 150.0)

    monkeypatch.setattr("coach.app.walk_timer.timed_walk", stroll)
    assert "Logged: a walk of 2 min." in coach("walk")[1]
    with open_for_writing(home / "coach.db", NOON, pytest.fail) as database:
        assert [walk.minutes for walk in diary.walks_of(database, "me")] == [2.5]


def test_a_walk_of_less_than_a_minute_is_none(
    coach: Callable[..., Outcome], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.app.walk_timer.timed_walk", lambda *_: 59.0)
    assert "nothing is logged" in coach("walk")[1]
    assert not (home / "coach.db").exists()


def test_the_dose_grows_by_the_rule_and_by_hand(coach: Callable[..., Outcome], home: Path) -> None:
    assert "3 repetitions" in coach("dose", "sit-and-rotate")[1]
    keep(home, clean(NOON - timedelta(days=2)), clean(NOON - timedelta(days=1)))
    _, out, _ = coach("dose", "sit-and-rotate")
    assert "5 repetitions" in out
    assert "one step up: every repetition was clean" in out
    assert "7 repetitions" in coach("dose", "sit-and-rotate", "--reps", 7)[1]
    assert "7 repetitions" in coach("today", "--all")[1]
    assert "5 repetitions" in coach("dose", "sit-and-rotate", "--rule")[1]


def test_setting_one_of_repetitions_and_hold_keeps_the_other(coach: Callable[..., Outcome], home: Path) -> None:
    keep(home, clean(NOON - timedelta(days=2)), clean(NOON - timedelta(days=1)))
    assert "5 repetitions on each side, held 3 s" in coach("dose", "sit-and-rotate", "--hold", 3)[1]
    assert "7 repetitions on each side, held 3 s" in coach("dose", "sit-and-rotate", "--reps", 7)[1]


def test_a_hold_is_set_only_where_there_is_one(coach: Callable[..., Outcome]) -> None:
    assert coach("dose", "shoulder-rolls", "--hold", 2)[0] == 2
    assert "held 3 s" in coach("dose", "sit-and-rotate", "--hold", 3)[1]


def test_today_says_what_is_done(coach: Callable[..., Outcome], home: Path) -> None:
    keep(home, clean(NOON), answers=NO)
    out = coach("today")[1]
    assert "minutes for today: coach live --routine today" in out
    assert "[x] Sit and rotate (sit-and-rotate)" in out
    assert "[ ] Sit and arch (sit-and-arch)" in out
    assert out.count("[ ]") + out.count("[x]") <= 6
    assert coach("today", "--all")[1].count("[ ] ") > 20
    assert "safety questions" not in out


def test_history_shows_days_and_judges_changes(coach: Callable[..., Outcome], home: Path) -> None:
    assert "Nothing is stored" in coach("history")[1]
    days = [replace(clean(NOON - timedelta(days=6 - day), left=30 + 9 * (day > 2)), error=2.0) for day in range(6)]
    keep(home, *days)
    coach("pain", 6, "--before")
    coach("pain", 4, "--before")
    _, out, _ = coach("history")
    assert out.splitlines()[0] == f"Pain before exercising, 0 to 10: 6 → 4 (worst: 6, on {NOON.day} {NOON:%B %Y})"
    assert "Days with exercise: 6 of 7" in out
    words = " ".join(out.split())
    assert "Sit and rotate (sit-and-rotate) left 3 of 3 30.0° ± 4.9 30.0° 2.0 s ± 0.3 0% (0–56)" in words
    assert "95 % likely" in words
    assert "left: range +9.0°" in words
    assert "a real gain" in words
    assert "right: range +0.0°" in words
    assert "further to the right; " in words or "further to the left; " in words
    assert "hold +0.0 s" not in words
    assert "hold +0.0 s" in coach("history", "--exercise", "sit-and-rotate")[1]


def test_history_begins_with_how_far_one_came_and_knows_what_was_done_by_hand(
    coach: Callable[..., Outcome], home: Path
) -> None:
    keep(home, clean(NOON - timedelta(days=8), left=30.0, right=31.0), clean(NOON - timedelta(days=1), left=36.0))
    coach("today", "--done", "cat-cow")
    coach("walk", "--log", "1")
    out = coach("history")[1]
    figures = out.splitlines()[:6]
    assert "Furthest, Sit and rotate: left 30° → 36° (best 36°); right 31° → 40° (best 40°)" in figures
    assert "Days with a walk: 1 of 9, 1 minute on average" in figures
    assert "Cat and cow (cat-cow): done without a camera on 1 day" in out
    coach("leave-out", "cat-cow")
    assert "Nothing is stored" not in coach("history", "--exercise", "cat-cow")[1]


def test_history_can_be_narrowed(coach: Callable[..., Outcome], home: Path) -> None:
    keep(home, clean(NOON - timedelta(days=3)), clean(NOON))
    today = f"{NOON:%Y-%m-%d}"
    _, out, _ = coach("history", "--since", today, "--side", "left", "--exercise", "sit-and-rotate")
    rows = [line.split() for line in out.splitlines()[1:] if "(sit-and-rotate)  " in line]
    # What has no column of its own would be a row of the other day, or of the other side.
    assert [row[:3] + row[6:8] for row in rows] == [[*f"{NOON.day} {NOON:%b %Y}".split(), "(sit-and-rotate)", "left"]]
    assert "Nothing is stored" in coach("history", "--exercise", "sit-and-arch")[1]
    assert "Nothing is stored" in coach("history", "--profile", "somebody-else")[1]
    assert coach("history", "--since", "yesterday")[0] == 2
    assert "still to come" in coach("history", "--since", f"{NOON + timedelta(days=2):%Y-%m-%d}")[2]
    assert "sit-and-rotat" in coach("history", "--exercise", "sit-and-rotat")[2]


def test_walks_before_and_after_midnight_are_days_of_their_own(coach: Callable[..., Outcome], home: Path) -> None:
    with open_for_writing(home / "coach.db", NOON, pytest.fail) as database:
        diary.log_walk(database, Walk("me", NOON - timedelta(days=1), 30))
    assert "day 2 of 7" in coach("today")[1]


def test_all_of_it_can_be_taken_away(coach: Callable[..., Outcome], home: Path, tmp_path: Path) -> None:
    code, _, err = coach("export", "-o", tmp_path / "none.json")
    assert (code, "Nothing is stored of 'me', so" in err) == (8, True)
    assert not (tmp_path / "none.json").exists()
    keep(home, clean(NOON), answers=NO)
    assert coach("export", "-o", tmp_path / "all.json")[0] == 0
    assert '"sessions"' in (tmp_path / "all.json").read_text(encoding="utf-8")
    code, out, _ = coach("export", "--format", "csv", "-o", tmp_path / "tables")
    assert code == 0
    assert str(tmp_path / "tables" / "reps.csv") in out
    code, _, err = coach("export", "-o", tmp_path / "gone" / "all.json")
    assert (code, "no folder" in err) == (6, True)


def test_deleting_asks_first(coach: Callable[..., Outcome], home: Path) -> None:
    assert "Nothing is stored." in coach("delete")[1]
    keep(home, clean(NOON), answers=NO)
    for answer in ("", "n\n"):
        code, out, _ = coach("delete", typed=answer)
        assert code == 0
        assert "1 session, 6 repetitions" in out
        assert "Nothing was deleted." in out
    assert "sit-and-rotate" in coach("history")[1]
    assert "It is deleted." in coach("delete", typed="y\n")[1]
    assert "Nothing is stored" in coach("history")[1]
    assert "Nothing is stored of 'me'" in coach("delete", "--yes")[1]
