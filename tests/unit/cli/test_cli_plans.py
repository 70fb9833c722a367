"""A therapist's plan through the real program: taken in, done, answered, removed; and plans that are meant badly."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import stat
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach import paths
from coach.app.home.front import front_page
from coach.app.home.history_pages import history_screen
from coach.app.home.planned import plan_screen
from coach.app.home.shared import Shared
from coach.outputs.screen.pages.described import TextPage
from coach.record.entries import PainStop, Screening, StoredRep, StoredSession
from coach.record.store import diary, open_for_writing
from coach.record.store.sessions import add_rep, add_session
from coach.weeks.screening import QUESTIONS
from tests.commands import Outcome, outcome_of
from tests.stored import rep_of, session_of

Coach = Callable[..., Outcome]
NO = {question.id: False for question in QUESTIONS if question.kind != "cleared"}
NOON = datetime(2026, 5, 20, 12).astimezone()
"""Of the Wednesday that conftest gives to the commands."""

PLAN = """
version = 1
title = "Anna's neck"
by = "Practice at the park"
note = "Ring me when it hurts."

[[ask]]
exercise = "sit-and-rotate"
reps = 5
hold_s = 2
days = ["monday", "Wednesday"]
note = "Look over your shoulder."

[[ask]]
exercise = "cat-cow"
times = 2
"""


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "home"


@pytest.fixture
def coach(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Coach:
    assert not home.exists()

    def run(*words: object, at: datetime = NOON) -> Outcome:
        monkeypatch.setattr("coach.cli.people.clock", lambda: at)
        return outcome_of(capsys, *words)

    return run


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path / "plan.toml"


def own_exercise(name: str = "turn-my-way", title: str = "Turn my way") -> str:
    """A file like one that a therapist has learned."""
    text = (paths.exercises() / "sit-and-rotate.toml").read_text(encoding="utf-8")
    text = re.sub(r'^id = ".*"', f'id = "{name}"', text, count=1, flags=re.MULTILINE)
    return re.sub(r'^title = ".*"', f'title = "{title}"', text, count=1, flags=re.MULTILINE)


def keep(home: Path, *sessions: StoredSession, hurt: tuple[PainStop, ...] = ()) -> None:
    with open_for_writing(home / "coach.db", NOON, pytest.fail) as database:
        for session in sessions:
            with database.writing() as connection:
                number = add_session(connection, session)
                for stored in session.reps:
                    add_rep(connection, number, stored)
        for stop in hurt:
            diary.log_pain_stop(database, stop)
        diary.keep_screening(database, Screening("me", NOON - timedelta(days=40), NO))


def done(at: datetime, exercise: str = "sit-and-rotate", reps: int = 5, *, whole: bool = True) -> StoredSession:
    stored = tuple(StoredRep(rep_of(side, exercise=exercise), False) for side in ("left", "right"))
    return session_of(at, stored, exercise=exercise, reps_asked=reps, completed=whole)


def with_own_inside(coach: Coach, home: Path, tmp_path: Path) -> Path:
    """A plan with a learned exercise inside, as it comes from a therapist's own computer."""
    (home / "exercises").mkdir(parents=True)
    own = home / "exercises" / "turn-my-way.toml"
    own.write_text(own_exercise(), encoding="utf-8")
    made = tmp_path / "from-elsewhere.toml"
    assert coach("plan", "export", "-o", made, "--from", "cat-cow,turn-my-way", "--title", "Weeks 1 to 4")[0] == 0
    own.unlink()
    return made


def test_a_plan_becomes_what_is_done_today_in_its_order_and_its_dose(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    assert coach("plan", "import", plan)[0] == 0
    code, out, _ = coach("today")
    lines = [line for line in out.splitlines() if line.startswith("[")]
    assert code == 0
    assert "Your plan: Anna's neck, by Practice at the park" in out
    assert [re.sub(r".*\((.*?)\):.*", r"\1", line) for line in lines[1:]] == ["sit-and-rotate", "cat-cow"]
    assert "5 repetitions on each side, held 2 s (your plan: Look over your shoulder.)" in lines[1]
    assert "Why: your plan asks for it." in coach("dose", "sit-and-rotate")[1]
    assert "sit-and-rotate" not in coach("today", at=NOON + timedelta(days=1))[1], "on a Thursday it is not asked"
    assert "sit-and-rotate" in coach("today", at=NOON + timedelta(days=5))[1]


def test_what_is_asked_twice_a_day_is_done_for_now_and_comes_again_later(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    coach("plan", "import", plan)
    morning = datetime(2026, 5, 21, 8).astimezone()
    keep(home, done(morning, "cat-cow"))
    assert "[x] Cat and cow" in coach("today", at=morning + timedelta(minutes=20))[1]
    evening = morning + timedelta(hours=10)
    assert "[ ] Cat and cow" in coach("today", at=evening)[1]
    keep(home, done(evening, "cat-cow"))
    assert "[x] Cat and cow" in coach("today", at=evening + timedelta(minutes=20))[1]


def test_pain_leads_below_the_plans_dose_and_makes_the_exercise_wait(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    coach("plan", "import", plan)
    later = NOON + timedelta(hours=1)
    keep(home, hurt=(PainStop("me", later, "sit-and-rotate"),))
    assert "3 repetitions" in coach("dose", "sit-and-rotate", at=later)[1]
    out = coach("today", at=later)[1]
    assert not [line for line in out.splitlines() if line.startswith("[") and "sit-and-rotate" in line]
    assert coach("dose", "sit-and-rotate", "--reps", "4", at=later + timedelta(hours=1))[0] == 0
    assert "4 repetitions" in coach("dose", "sit-and-rotate", at=later + timedelta(hours=2))[1], (
        "they have the last word"
    )


def test_history_report_and_clinic_answer_it_exercise_by_exercise(
    coach: Coach, plan: Path, home: Path, tmp_path: Path
) -> None:
    keep(home)
    coach("plan", "import", plan, at=NOON - timedelta(days=7))
    # Asked on Wednesday 13th (taken in then), Monday 18th and Wednesday 20th, today.
    monday = NOON - timedelta(days=2)
    keep(
        home,
        done(NOON - timedelta(days=1)),
        done(NOON - timedelta(hours=2)),
        done(monday, "cat-cow"),
        done(monday, "cat-cow", whole=False),
    )
    lines = {line.strip() for line in coach("history")[1].splitlines()}
    assert "Sit and rotate: done 1 of 2 times, missed 1; done 1 times more when it was not asked" in lines
    # Of six whole days, twice each: one done, one begun.
    assert "Cat and cow: done 1 of 12 times, missed 10, begun and not done to the end 1" in lines
    assert coach("report", "-o", tmp_path / "r.html")[0] == 0
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    row = re.search(r"<tr[^>]*>(?:(?!</tr>).)*Sit and rotate(?:(?!</tr>).)*Monday, Wednesday.*?</tr>", page, re.DOTALL)
    assert row is not None
    figures = [re.sub("<.*?>", "", cell) for cell in re.findall(r"<td.*?</td>", row[0], re.DOTALL)]
    assert [figure.strip() for figure in figures[-5:-1]] == ["2", "1", "0", "1"]
    assert "Anna" not in page, "a report names nobody unless it is asked to"
    assert coach("report", "-o", tmp_path / "n.html", "--with-name")[0] == 0
    assert "Anna" in (tmp_path / "n.html").read_text(encoding="utf-8")
    assert coach("export", "--format", "fhir", "-o", tmp_path / "f.json")[0] == 0
    assert "Anna" not in (tmp_path / "f.json").read_text(encoding="utf-8")
    found = [entry["resource"] for entry in json.loads((tmp_path / "f.json").read_text(encoding="utf-8"))["entry"]]
    told = [
        {
            part["code"]["coding"][0]["code"]: part.get("valueInteger", part.get("valueString"))
            for part in each["component"]
        }
        for each in found
        if each["resourceType"] == "Observation" and each["code"]["coding"][0]["code"] == "plan-answer"
    ]
    assert [(each["exercise"], each["times-asked"], each["times-done"], each["times-missed"]) for each in told] == [
        ("sit-and-rotate", 2, 1, 1),
        ("cat-cow", 12, 1, 10),
    ]


def test_the_home_shows_it(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    coach("plan", "import", plan)
    shared = Shared("me", lambda: NOON)
    front = front_page(shared, 0)
    assert [figure.exercise for figure in front.figures] == ["sit-and-rotate", "cat-cow"]
    assert "As your plan asks." in front.main.note
    page = plan_screen(shared).page()
    assert isinstance(page, TextPage)
    assert page.title == "Anna's neck, by Practice at the park"
    assert any("Look over your shoulder." in line for block in page.blocks for line in block.lines)
    past = history_screen(shared).page()
    assert isinstance(past, TextPage)
    assert any("Anna's neck" in block.heading for block in past.blocks)


def test_exercises_inside_a_plan_are_there_as_long_as_it_holds_and_are_remembered(
    coach: Coach, home: Path, tmp_path: Path
) -> None:
    made = with_own_inside(coach, home, tmp_path)
    assert coach("show", "turn-my-way")[0] != 0
    assert coach("plan", "import", made)[0] == 0
    assert "Turn my way" in coach("show", "turn-my-way")[1]
    inside = paths.plan_exercises() / "turn-my-way.toml"
    if sys.platform != "win32":
        assert stat.S_IMODE(inside.stat().st_mode) == 0o600
    assert coach("validate", inside)[0] == 0
    # Handed on, it is the same plan.
    assert coach("plan", "export", "-o", tmp_path / "again.toml")[0] == 0
    assert (tmp_path / "again.toml").read_text(encoding="utf-8") == made.read_text(encoding="utf-8")
    keep(home, done(NOON, "turn-my-way", 3))
    assert coach("plan", "remove")[0] == 0
    assert not inside.exists()
    assert coach("show", "turn-my-way")[0] != 0
    out = coach("history", at=NOON + timedelta(days=1))[1]
    assert "Turn my way: done 1 of 1 times, missed 0" in out
    assert coach("delete", "--yes")[0] == 0
    assert "Turn my way" not in coach("history")[1]
    assert b"Turn my way" not in (home / "coach.db").read_bytes()


def test_what_is_deleted_takes_the_plans_exercises_along(coach: Coach, home: Path, tmp_path: Path) -> None:
    coach("plan", "import", with_own_inside(coach, home, tmp_path))
    assert coach("delete", "--yes")[0] == 0
    assert not list(paths.plan_exercises().glob("*"))


def test_a_plan_that_replaces_another_says_so_and_both_are_answered(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    coach("plan", "import", plan, at=NOON - timedelta(days=9))
    plan.write_text(PLAN.replace("Anna's neck", "The second"), encoding="utf-8")
    out = coach("plan", "import", plan, at=NOON - timedelta(days=2))[1]
    assert "It takes the place of Anna's neck" in out
    out = coach("history")[1]
    assert out.index("Plan: The second") < out.index("Plan: Anna's neck")
    assert "11 May 2026 to 18 May 2026; it holds no more" in out


def test_a_plan_holds_between_its_days_and_safety_answers_hold_before_it(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    plan.write_text(
        PLAN.replace("\nnote", "\nfirst_day = 2026-05-22\nlast_day = 2026-05-23\nnote", 1), encoding="utf-8"
    )
    coach("plan", "import", plan)
    assert [day for day in (1, 2, 3, 4) if "Your plan" in coach("today", at=NOON + timedelta(days=day))[1]] == [2, 3]
    with open_for_writing(home / "coach.db", NOON, pytest.fail) as database:
        diary.keep_screening(database, Screening("me", NOON, {**NO, "arthritis": True}))
    out = coach("plan", "import", plan)[1]
    assert "Left out: Cat and cow (arthritis: no exercises on the floor)." in out
    assert "cat-cow" not in coach("today", at=NOON + timedelta(days=2))[1]


def refused(coach: Coach, path: Path, text: str) -> str:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    code, out, err = coach("plan", "import", path)
    assert (code, out) == (2, ""), err
    assert len(err.strip().splitlines()) == 1
    assert coach("plan")[1].startswith("There is no plan")
    return err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("cat-cow", "../../etc/passwd"), "ask.1.exercise"),
        (("cat-cow", "no-such"), "asks in place 2 for no-such"),
        (("cat-cow", "sit-and-rotate"), "asked for twice"),
        (("reps = 5", "reps = 5000"), "ask.0.reps"),
        (("times = 2", "times = 2\nhold_s = 3\nrun = 'x'"), "unknown key"),
        (("hold_s = 2", 'hold_s = "nan"'), "ask.0.hold_s"),
        (("Wednesday", "someday"), "ask.0.days.1"),
        (("Anna's neck", "\\u001b[2J"), "a terminal obeys"),
        (("Anna's neck", "\\u202egnp.exe"), "a terminal obeys"),
        (("version = 1", "version = 2"), "version"),
        (("[[ask]]", "[[task]]"), "ask: is missing"),
        (("by =", "first_day = 2026-05-09\nlast_day = 2026-05-08\nby ="), "last_day"),
        (('exercise = "cat-cow"', 'exercise = "walk-in-place"\nhold_s = 2'), "has none"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_a_sentence(
    coach: Coach, plan: Path, change: tuple[str, str], said: str
) -> None:
    assert said in refused(coach, plan, PLAN.replace(*change))


def inside(text: str) -> str:
    """An exercise file as it stands inside a plan."""
    text = re.sub(r"^\[\[(\w+)\]\]", r"[[exercise.\1]]", text, flags=re.MULTILINE)
    return "[[exercise]]\n" + re.sub(r"^\[(\w+)\]", r"[exercise.\1]", text, flags=re.MULTILINE)


def test_an_exercise_inside_takes_no_shipped_name_is_checked_like_any_other_and_must_be_asked(
    coach: Coach, plan: Path
) -> None:
    assert "has the id of one of Coach's" in refused(coach, plan, PLAN + inside(own_exercise("cat-cow")))
    assert "nothing asks for 'turn-my-way'" in refused(coach, plan, PLAN + inside(own_exercise()))
    asked = PLAN + '[[ask]]\nexercise = "turn-my-way"\n'
    assert "exercise.0.phase" in refused(coach, plan, asked + inside(own_exercise().replace("above", "over")))
    assert "no_such_deg" in refused(
        coach, plan, asked + inside(own_exercise().replace("thoracic_rotation_deg", "no_such_deg"))
    )
    for name in ("../away", "CON", "con", "a/b", "a" * 200):
        text = (PLAN + f'[[ask]]\nexercise = "{name}"\n') + inside(own_exercise(name))
        assert name[:20] in refused(coach, plan, text)
    assert not list(paths.user().rglob("*.toml"))


def test_an_exercise_inside_never_takes_the_place_of_ones_own(coach: Coach, home: Path, tmp_path: Path) -> None:
    made = with_own_inside(coach, home, tmp_path)
    own = home / "exercises" / "turn-my-way.toml"
    own.write_text(own_exercise(title="Mine"), encoding="utf-8")
    assert "a different one of your own" in refused(coach, tmp_path / "x.toml", made.read_text(encoding="utf-8"))
    assert "Mine" in coach("show", "turn-my-way")[1]


def test_two_people_cannot_have_different_exercises_of_one_name(coach: Coach, home: Path, tmp_path: Path) -> None:
    made = with_own_inside(coach, home, tmp_path)
    assert coach("plan", "import", made)[0] == 0
    assert coach("plan", "import", made, "--profile", "Zoë")[0] == 0
    other = tmp_path / "other.toml"
    other.write_text(made.read_text(encoding="utf-8").replace("Turn my way", "Another"), encoding="utf-8")
    code, _, err = coach("plan", "import", other, "--profile", "Zoë")
    assert code == 2
    assert "another person's plan" in err
    assert coach("plan", "remove", "--profile", "Zoë")[0] == 0
    assert "Turn my way" in coach("show", "turn-my-way")[1], "it is still in the other plan"


def test_what_is_no_plan_file_at_all_is_refused(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "large.toml").write_text("x = 1\n" * 400_000, encoding="utf-8")
    (tmp_path / "deep.toml").write_text("x = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    for file in (tmp_path / "large.toml", tmp_path / "deep.toml", tmp_path, tmp_path / "none.toml"):
        code, _, err = coach("plan", "import", file)
        assert code == 2
        assert len(err.strip().splitlines()) == 1


def test_a_plan_of_a_later_coach_in_the_record_is_named_and_left_out(coach: Coach, plan: Path, home: Path) -> None:
    keep(home)
    coach("plan", "import", plan)
    with sqlite3.connect(home / "coach.db") as connection:
        connection.execute("UPDATE plans SET plan = 'version = 2'")
    code, out, err = coach("today")
    assert code == 0
    assert "Your plan" not in out
    assert "update Coach" in err
    assert coach("plan", "remove")[0] == 0


def test_without_a_plan_there_is_none_to_show_remove_or_hand_on(coach: Coach, tmp_path: Path) -> None:
    assert coach("plan", "remove")[:2] == (0, "There is no plan; 'coach plan import FILE' takes one in.\n")
    assert coach("plan", "export", "-o", tmp_path / "p.toml")[0] == 2
    assert coach("plan", "export", "-o", tmp_path / "p.txt", "--from", "cat-cow")[0] == 2
    assert coach("plan", "export", "-o", tmp_path / "p.toml", "--from", "cat-cow", "--first-day", "x")[0] == 2
    assert not list(tmp_path.glob("p.*"))
