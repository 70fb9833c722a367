"""What one person does of a routine now, and routines that they put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.app.person import own_routines
from coach.app.person.programme import Programme
from coach.engine import catalog, routines
from coach.engine.routine_spec import WARM_UP
from coach.errors import RoutineFileError, SafetyError
from coach.record.entries import Screening, Walk
from coach.weeks.screening import QUESTIONS
from tests.stored import at, clean, session_of

NO = {question.id: False for question in QUESTIONS if question.kind != "cleared"}
NOW = at(8, 9)
DESK, FULL, STANDING = (routines.find(name) for name in ("desk-break", "full", "standing"))
WALKED = [Walk("me", at(8, 8), 20)]


def test_a_routine_is_done_in_the_persons_doses_where_it_says_none() -> None:
    person = Programme("me", sessions={"sit-and-rotate": [clean(at(6)), clean(at(7))]}, walks=WALKED)
    in_full = {exercise.id: exercise for exercise in person.plan_routine(FULL, NOW, report=pytest.fail).exercises}
    assert in_full["sit-and-rotate"].dose.reps == 5
    at_the_desk = {each.id: each for each in person.plan_routine(DESK, NOW, report=pytest.fail).exercises}
    assert at_the_desk["sit-and-rotate"].dose.reps == 3


def test_it_begins_with_marching_unless_the_person_is_warm() -> None:
    cold = Programme("me").plan_routine(STANDING, NOW, report=pytest.fail)
    assert cold.exercises[0].id == WARM_UP
    assert len(cold.exercises) == len(cold.rests_s)
    assert Programme("me", walks=WALKED).plan_routine(STANDING, NOW, report=pytest.fail).exercises[0].id != WARM_UP
    long_ago = Programme("me", walks=[Walk("me", at(8, 7), 20)])
    assert long_ago.warm_up_need(STANDING, NOW) == "march"
    marched = Programme("me", sessions={WARM_UP: [session_of(at(8, 9), exercise=WARM_UP)]})
    assert marched.warm_up_need(STANDING, NOW) == "none"
    broken_off = Programme("me", sessions={WARM_UP: [session_of(at(8, 9), exercise=WARM_UP, completed=False)]})
    assert broken_off.warm_up_need(STANDING, NOW) == "march"


def test_a_routine_without_a_warm_up_says_so_and_can_be_given_one() -> None:
    said: list[str] = []
    person = Programme("me")
    assert person.warm_up_need(DESK, NOW) == "ask"
    assert person.plan_routine(DESK, NOW, report=said.append).exercises[0].id != WARM_UP
    assert said == [person.cold]
    assert person.plan_routine(DESK, NOW, march=True, report=pytest.fail).exercises[0].id == WARM_UP
    assert Programme("me", walks=WALKED).warm_up_need(DESK, NOW) == "none"


def test_marching_that_was_left_out_for_good_stays_out() -> None:
    said: list[str] = []
    person = Programme("me", left_out=frozenset({WARM_UP}))
    for march in (None, True):
        planned = person.plan_routine(STANDING, NOW, march=march, report=said.append)
        assert WARM_UP not in {exercise.id for exercise in planned.exercises}
    assert said == [person.cold, person.cold]


def test_screening_left_out_and_position_hold_in_a_routine() -> None:
    said: list[str] = []
    answers = Screening("me", at(1), {**NO, "arthritis": True})
    person = Programme("me", answers, left_out=frozenset({"sit-and-arch"}), walks=WALKED)
    planned = {exercise.id for exercise in person.plan_routine(FULL, NOW, report=said.append).exercises}
    assert not planned & {"cat-cow", "stomach-crunch", "stretch-upwards", "seated-crossed-leg-twist", "sit-and-arch"}
    assert {"sit-and-rotate", "chin-to-chest"} <= planned
    assert any("arthritis" in line for line in said)
    assert any("you left it out" in line for line in said)
    seated = person.plan_routine(FULL, NOW, position="seated", report=said.append).exercises
    assert seated
    assert all("seated" in (exercise.position, *exercise.also) for exercise in seated)
    with pytest.raises(SafetyError, match="Nothing of 'Morning on the floor' is left"):
        person.plan_routine(routines.find("morning-floor"), NOW, report=said.append)


def test_a_warning_sign_refuses_every_routine() -> None:
    with pytest.raises(SafetyError, match="see a physician"):
        Programme("me", Screening("me", at(1), {**NO, "disc": True})).plan_routine(DESK, NOW, report=pytest.fail)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("home")
def test_a_routine_put_together_reads_back_the_same() -> None:
    chosen = [catalog.find(name) for name in (WARM_UP, "shoulder-rolls", "sit-and-rotate", "cat-cow")]
    put = own_routines.composed("my-own", 'Für "mich" \\ 🙂', chosen, march=False, rest_s=7.5)
    assert put.position == ("seated", "all-fours")
    path = own_routines.keep(put)
    assert routines.load(path) == put == routines.find("my-own")
    with pytest.raises(RoutineFileError, match="already"):
        own_routines.keep(put)
    own_routines.keep(put, replace=True)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["", "My", "my--own", "../mine", "mein-ü", "a b", "show\n"])
def test_names_that_could_not_be_files_everywhere_are_refused(name: str) -> None:
    with pytest.raises(RoutineFileError, match="small letters"):
        own_routines.composed(name, "Mine", [catalog.find("cat-cow")])


def test_a_routine_needs_an_exercise_and_a_title_on_one_line() -> None:
    with pytest.raises(RoutineFileError, match="no exercise but the warm-up"):
        own_routines.composed("mine", "Mine", [catalog.find(WARM_UP)])
    with pytest.raises(RoutineFileError, match="on one line"):
        own_routines.composed("mine", "two\nlines", [catalog.find("cat-cow")])


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    (home / "exercises").write_text("in the way", encoding="utf-8")
    put = own_routines.composed("mine", "Mine", [catalog.find("cat-cow")])
    with pytest.raises(RoutineFileError, match="cannot be written"):
        own_routines.keep(put)
