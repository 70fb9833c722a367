"""The dose grows with two clean days and shrinks with pain or many faults, and says why."""

from __future__ import annotations

import pytest

from coach.doses import FirstStep, MoreCleanDays, Stage, Standing
from coach.engine.spec import Dose
from coach.record.entries import DoseWish, PainScore, StoredRep, StoredSession
from coach.weeks.progression import stages, standing
from coach.words.doses import ENGLISH_DOSES
from tests.stored import at, clean, rep_of, session_of

DOSE = Dose(reps=3, progression=(3, 5, 10), hold_s=2.0, source="chosen")


def faulty(day: int, bad: int, good: int) -> StoredSession:
    reps = [StoredRep(rep_of(faults=("too-fast",)), False)] * bad + [StoredRep(rep_of(), False)] * good
    return session_of(at(day), tuple(reps))


def reps_after(*sessions: StoredSession, pains: tuple[PainScore, ...] = (), wish: DoseWish | None = None) -> int:
    return standing(DOSE, sessions, pains, wish).stage.reps


def test_the_steps_of_a_dose() -> None:
    assert stages(DOSE) == (Stage(3, 2.0), Stage(5, 2.0), Stage(10, 2.0))
    growing = DOSE.model_copy(update={"hold_s": 1.0, "hold_max_s": 2.0})
    assert stages(growing) == (Stage(3, 1.0), Stage(5, 1.5), Stage(10, 2.0))
    assert stages(Dose(reps=1, hold_s=20.0, hold_max_s=30.0, source="chosen")) == (Stage(1, 20.0), Stage(1, 30.0))
    assert stages(Dose(reps=5, source="chosen")) == (Stage(5, 0.0),)


def test_everybody_begins_with_the_first_step() -> None:
    now = standing(DOSE, ())
    assert now == Standing(Stage(3, 2.0), FirstStep(), MoreCleanDays(2, Stage(5, 2.0)))
    assert ENGLISH_DOSES.why(now) == "where everybody begins"
    assert ENGLISH_DOSES.next(now) == (
        "2 days running with the dose done and every repetition clean lead to 5 repetitions, held 2 s"
    )


def test_two_clean_days_running_lead_up_and_it_is_explained() -> None:
    assert reps_after(clean(at(1))) == 3
    now = standing(DOSE, (clean(at(1)), clean(at(3))))
    assert now.stage == Stage(5, 2.0)
    assert ENGLISH_DOSES.why(now) == "one step up: every repetition was clean on 1 May 2026 and 3 May 2026"
    assert ENGLISH_DOSES.next(standing(DOSE, (clean(at(1)),))).startswith("one more day with")


def test_two_clean_sessions_on_one_day_are_one_day() -> None:
    assert reps_after(clean(at(1, 9)), clean(at(1, 18))) == 3


def test_what_the_morning_reached_the_evening_does_not_take_back() -> None:
    morning = (clean(at(1)), clean(at(2, 8)))
    slip = [StoredRep(rep_of(faults=("too-fast",)), False)] + [StoredRep(rep_of(), False)] * 5
    assert reps_after(*morning, session_of(at(2, 18), tuple(slip))) == 5
    many = [StoredRep(rep_of(faults=("too-fast",)), False)] * 9
    assert reps_after(*morning, session_of(at(2, 18), tuple(many))) == 3
    assert reps_after(*morning, clean(at(2, 18), 5), clean(at(3), 5)) == 5


def test_a_day_leads_down_once() -> None:
    up = (clean(at(1)), clean(at(2)), clean(at(3), 5), clean(at(4), 5))
    assert reps_after(*up) == 10
    assert reps_after(*up, faulty(5, 4, 1), faulty(5, 4, 1)) == 5


def test_days_are_taken_in_their_order_whatever_the_order_given() -> None:
    assert reps_after(clean(at(4), 5), clean(at(1)), clean(at(3), 5), clean(at(2))) == 10


def test_the_next_step_asks_for_its_own_dose() -> None:
    assert reps_after(clean(at(1)), clean(at(2)), clean(at(3), 3), clean(at(4), 3)) == 5
    assert reps_after(clean(at(1)), clean(at(2)), clean(at(3), 5), clean(at(4), 5)) == 10


def test_the_last_step_is_the_last() -> None:
    days = [clean(at(day), 10) for day in range(1, 9)]
    now = standing(DOSE, days)
    assert (now.stage.reps, ENGLISH_DOSES.next(now)) == (10, "this is the full dose")


@pytest.mark.parametrize(
    "between", [faulty(2, bad=1, good=5), session_of(at(2), (StoredRep(rep_of(), False),), completed=False)]
)
def test_a_day_that_is_not_clean_or_not_done_begins_the_count_anew(between: StoredSession) -> None:
    assert reps_after(clean(at(1)), between, clean(at(3))) == 3
    assert reps_after(clean(at(1)), between, clean(at(3)), clean(at(4))) == 5


def test_many_faults_lead_down() -> None:
    up = (clean(at(1)), clean(at(2)))
    now = standing(DOSE, (*up, faulty(3, bad=4, good=3)))
    assert now.stage.reps == 3
    assert ENGLISH_DOSES.why(now) == "one step down: 4 of 7 repetitions had faults or did not count on 3 May 2026"
    assert reps_after(*up, faulty(3, bad=3, good=3)) == 5
    assert reps_after(faulty(1, bad=4, good=0)) == 3


def test_pain_that_became_worse_leads_down() -> None:
    worse = (PainScore("me", at(3, 8), 2, "before"), PainScore("me", at(3, 10), 5, "after"))
    now = standing(DOSE, (clean(at(1)), clean(at(2)), clean(at(3), 5)), worse)
    assert (now.stage.reps, ENGLISH_DOSES.why(now)) == (3, "one step down: your pain became worse on 3 May 2026")


def test_pain_that_became_worse_overnight_leads_down_too() -> None:
    up = (clean(at(1)), clean(at(2)))
    next_morning = (PainScore("me", at(1, 8), 2), PainScore("me", at(3, 8), 5))
    now = standing(DOSE, up, next_morning)
    assert (now.stage.reps, ENGLISH_DOSES.why(now)) == (3, "one step down: your pain became worse on 3 May 2026")
    two_days_later = (PainScore("me", at(1, 8), 2), PainScore("me", at(4, 8), 5))
    assert reps_after(*up, pains=two_days_later) == 5


def test_a_dose_set_by_hand_is_not_lowered_by_pain_from_before() -> None:
    worse = (PainScore("me", at(2, 8), 2), PainScore("me", at(3, 8), 5))
    wish = DoseWish("me", "sit-and-rotate", at(3, 9), 5, None)
    assert reps_after(clean(at(2)), clean(at(3, 10), 5), pains=worse, wish=wish) == 5
    later = (*worse, PainScore("me", at(3, 11), 8))
    assert reps_after(clean(at(2)), clean(at(3, 10), 5), pains=later, wish=wish) == 3


def test_a_dose_set_by_hand_holds_and_the_rule_goes_on_from_there() -> None:
    days = (clean(at(1)), clean(at(2)))
    wish = DoseWish("me", "sit-and-rotate", at(3, 1), 7, None)
    now = standing(DOSE, days, (), wish)
    assert (now.stage, ENGLISH_DOSES.why(now)) == (Stage(7, 2.0), "you set it on 3 May 2026")
    assert reps_after(*days, clean(at(3), 7), clean(at(4), 7), wish=wish) == 10
    assert reps_after(*days, faulty(3, bad=6, good=0), wish=wish) == 5
    assert reps_after(*days, wish=DoseWish("me", "sit-and-rotate", at(3, 1), None, None)) == 5


def test_a_hold_set_by_hand_keeps_the_repetitions() -> None:
    wish = DoseWish("me", "sit-and-rotate", at(3, 1), None, 1.0)
    assert standing(DOSE, (), (), wish).stage == Stage(3, 1.0)
