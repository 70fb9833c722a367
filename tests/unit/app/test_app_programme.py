"""What of the exercises somebody does, and in which dose."""

from __future__ import annotations

import pytest

from coach.app.person.programme import Programme
from coach.engine import catalog
from coach.errors import SafetyError
from coach.record.entries import DoseWish, Screening, Walk
from coach.weeks.screening import QUESTIONS
from coach.weeks.today import WARM_UP
from tests.stored import at, clean

NO = {question.id: False for question in QUESTIONS if question.kind != "cleared"}
TODAY = at(8).date()
FLOOR, SEATED, WARM = (catalog.find(name) for name in ("cat-cow", "sit-and-rotate", WARM_UP))


def person(**answers: bool) -> Programme:
    return Programme("me", Screening("me", at(1), {**NO, **answers}), walks=[Walk("me", at(8), 20)])


def test_everything_is_done_in_the_dose_of_its_stage() -> None:
    grown = Programme("me", sessions={"sit-and-rotate": [clean(at(6)), clean(at(7))]}, walks=[Walk("me", at(8), 20)])
    (planned,) = grown.plan([SEATED], TODAY, named=True, report=pytest.fail)
    assert (planned.dose.reps, planned.dose.hold_s) == (5, 2.0)
    assert planned.card().reps == 5
    by_hand = Programme("me", wishes={"sit-and-rotate": DoseWish("me", "sit-and-rotate", at(1), 8, 1.0)})
    assert by_hand.dosed(SEATED).card().reps == 8
    assert by_hand.dosed(SEATED).card().hold_s == 1.0


def test_what_must_be_left_out_is_said_or_refused_where_it_was_named() -> None:
    said: list[str] = []
    planned = person(arthritis=True).plan([FLOOR, SEATED], TODAY, named=False, report=said.append)
    assert [exercise.id for exercise in planned] == ["sit-and-rotate"]
    assert said == [f"Left out: {FLOOR.title} (arthritis: no exercises on the floor)."]
    with pytest.raises(SafetyError, match="arthritis"):
        person(arthritis=True).plan([SEATED, FLOOR], TODAY, named=True, report=pytest.fail)
    with pytest.raises(SafetyError, match="Every exercise is left out"):
        person(arthritis=True).plan([FLOOR], TODAY, named=False, report=said.append)


def test_a_warning_sign_refuses_everything() -> None:
    with pytest.raises(SafetyError, match="see a physician"):
        person(night=True).plan([SEATED], TODAY, named=False, report=pytest.fail)
    assert person(night=True, cleared=True).plan([SEATED], TODAY, named=False, report=pytest.fail)


def test_the_warm_up_comes_first_and_is_missed_where_there_is_none() -> None:
    said: list[str] = []
    cold = Programme("me")
    assert cold.plan([SEATED, WARM], TODAY, named=False, report=said.append)[0].id == WARM_UP
    assert said == []
    assert cold.plan([SEATED, WARM], TODAY, named=True, report=said.append)[0].id == SEATED.id
    assert len(said) == 1
    assert "coach walk" in said[0]


def test_the_safety_questions_are_due_where_nobody_answered_them() -> None:
    assert Programme("me").why_screen() == "they were never answered"
    assert person().why_screen() == ""
