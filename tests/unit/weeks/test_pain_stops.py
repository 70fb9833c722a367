"""What hurt lowers the dose and is followed by a suggestion, until it was done in peace."""

from __future__ import annotations

from coach.coaching.summary import summarise
from coach.engine.catalog import find
from coach.engine.spec import Dose
from coach.events import BaselineTaken, PainReported, RepAbandoned, RepCompleted
from coach.reasons import Hurt
from coach.record.entries import DoseWish, PainStop
from coach.values import Rep
from coach.weeks.pain_stops import advice, earlier_pain_lines, open_stops
from coach.weeks.progression import standing
from coach.words.doses import ENGLISH_DOSES
from tests.stored import at, clean, rep_of

DOSE = Dose(reps=3, progression=(3, 5, 10), hold_s=2.0, source="chosen")
TURN = find("sit-and-rotate").card()


def stop(day: int, hour: int = 9, exercise: str = "sit-and-rotate") -> PainStop:
    return PainStop("me", at(day, hour), exercise)


def test_pain_leads_one_step_down_and_says_why() -> None:
    up = (clean(at(1)), clean(at(2)), clean(at(3), 5), clean(at(4), 5))
    assert standing(DOSE, up).stage.reps == 10
    now = standing(DOSE, up, stops=[stop(5)])
    assert (now.stage.reps, ENGLISH_DOSES.why(now)) == (5, "one step down: it hurt on 5 May 2026")
    assert standing(DOSE, up, stops=[stop(5), stop(6)]).stage.reps == 3


def test_pain_twice_on_a_day_is_one_step_and_outweighs_a_clean_session_of_that_day() -> None:
    up = (clean(at(1)), clean(at(2)), clean(at(3), 5), clean(at(4, 8), 5))
    now = standing(DOSE, up, stops=[stop(4, 9), stop(4, 18)])
    assert (now.stage.reps, ENGLISH_DOSES.why(now)) == (3, "one step down: it hurt on 4 May 2026")


def test_the_days_after_it_lead_up_again() -> None:
    again = (clean(at(1)), clean(at(2)), clean(at(4)), clean(at(5)))
    assert standing(DOSE, again, stops=[stop(3)]).stage.reps == 5


def test_at_the_first_step_the_dose_stays_and_the_reason_is_said() -> None:
    now = standing(DOSE, (), stops=[stop(3)])
    assert (now.stage.reps, ENGLISH_DOSES.why(now)) == (3, "it hurt on 3 May 2026")


def test_pain_from_before_a_dose_that_was_set_by_hand_is_past() -> None:
    wish = DoseWish("me", "sit-and-rotate", at(5), 7, None)
    assert standing(DOSE, (), (), wish, [stop(4)]).stage.reps == 7
    assert standing(DOSE, (), (), wish, [stop(6)]).stage.reps == 5


def test_it_is_brought_up_until_the_exercise_was_done_in_full() -> None:
    stops = [stop(3), stop(2), stop(2, exercise="cat-cow")]
    assert open_stops(stops, [clean(at(1))]) == {"sit-and-rotate": stops[0], "cat-cow": stops[2]}
    assert open_stops(stops, [clean(at(4))]) == {"cat-cow": stops[2]}


def test_the_advice_names_day_and_command() -> None:
    said = advice(stop(12))
    assert (
        said == "It hurt on 12 May 2026: leave it out with 'coach leave-out sit-and-rotate', or do the warm-up first."
    )
    assert "'coach leave-out sit-and-rotate --profile kim'" in advice(stop(12), " --profile kim")


def test_the_past_is_a_line_an_exercise() -> None:
    lines = earlier_pain_lines([stop(4), stop(2), stop(2, 18), stop(3, exercise="cat-cow")], left_out={"cat-cow"})
    assert lines == [
        "sit-and-rotate hurt on 2 May 2026, 4 May 2026: leave it out with 'coach leave-out sit-and-rotate', "
        "or do the warm-up first.",
        "cat-cow hurt on 3 May 2026: it is left out.",
    ]


def test_the_summary_suggests_and_does_not_scold() -> None:
    given_up = Rep("sit-and-rotate", "right", 9.0, 10.0, 11.0, 20.0, 0.0, counted=False, reason=Hurt())
    done = [BaselineTaken(1.5), RepCompleted(6.0, rep_of())]
    summary = summarise(TURN, [*done, RepAbandoned(11.0, given_up), PainReported(11.0, TURN.id)])
    told = "\n".join(summary.lines())
    assert "it hurt: warm up before the next time, or leave it out for good, with 'coach leave-out'" in told
    assert summary.as_record()["hurt"] is True
    assert summarise(TURN, done).as_record()["hurt"] is False


def test_where_it_hurt_at_once_that_is_why_nothing_was_counted() -> None:
    summary = summarise(TURN, [PainReported(2.0, TURN.id)])
    assert summary.why_nothing() == "Nothing was counted: it hurt before a repetition was over."
