"""The safety answers: whom they send to a physician, what they exclude, when they are asked again."""

from __future__ import annotations

import pytest

from coach.record.entries import Moment, PainScore, Screening
from coach.weeks import screening
from coach.weeks.screening import QUESTIONS, advice, questions_after, why_ask_again, why_excluded, worsenings
from tests.stored import at

NO = {question.id: False for question in QUESTIONS if question.kind != "cleared"}
SIGNS = [question.id for question in QUESTIONS if question.kind in ("at-once", "physician")]


def pains(*scores: int, moment: Moment = "any", first_day: int = 1) -> list[PainScore]:
    return [PainScore("me", at(first_day + number), score, moment) for number, score in enumerate(scores)]


def test_every_question_is_asked_once_and_clearance_only_where_it_is_needed() -> None:
    asked: dict[str, bool] = {}
    while open_questions := questions_after(asked):
        asked[open_questions[0].id] = False
    assert asked == NO
    assert [question.id for question in questions_after({**NO, "disc": True})] == ["cleared"]
    assert questions_after({**NO, "arthritis": True}) == ()


def test_nothing_speaks_against_exercising_without_a_yes() -> None:
    said = advice(NO)
    assert not said.physician_first
    assert "Nothing in your answers" in said.lines[0]
    assert why_excluded("cat-cow", ("all-fours",), NO) == ""


@pytest.mark.parametrize("sign", [*SIGNS, "disc"])
def test_each_warning_sign_sends_to_a_physician_until_one_said_yes(sign: str) -> None:
    answers = {**NO, sign: True}
    assert advice(answers).physician_first
    assert "physician" in " ".join(advice(answers).lines)
    assert why_excluded("shoulder-rolls", ("seated",), answers) == "a physician first"
    assert advice({**answers, "cleared": False}).physician_first
    cleared = {**answers, "cleared": True}
    assert not advice(cleared).physician_first
    assert why_excluded("shoulder-rolls", ("seated",), cleared) == ""


@pytest.mark.parametrize("sign", ["bladder", "chest", "legs"])
def test_what_can_need_help_at_once_is_said_to_be_urgent(sign: str) -> None:
    assert "call for medical help now" in advice({**NO, sign: True}).lines[0]
    assert not any("call for medical help" in line for line in advice({**NO, "night": True}).lines)


@pytest.mark.parametrize(
    ("exercise", "positions", "out"),
    [
        ("cat-cow", ("all-fours",), True),
        ("prone-press-up", ("lying",), True),
        ("my-own-floor-exercise", ("lying", "all-fours"), True),
        ("either-way", ("lying", "seated"), False),
        ("stretch-upwards", ("standing",), True),
        ("seated-crossed-leg-twist", ("seated",), True),
        ("sit-and-rotate", ("seated",), False),
    ],
)
def test_arthritis_leaves_out_floor_overhead_and_crossed_legs(
    exercise: str, positions: tuple[str, ...], out: bool
) -> None:
    for answers in ({**NO, "arthritis": True}, {**NO, "arthritis": True, "disc": True, "cleared": True}):
        assert bool(why_excluded(exercise, positions, answers)) is out


def test_it_never_diagnoses() -> None:
    for question in QUESTIONS:
        assert advice({**NO, question.id: True}).lines[-1] == "This is advice, no diagnosis."


@pytest.mark.parametrize(
    ("scores", "worse"),
    [((5,), []), ((5, 6), []), ((5, 7), [7]), ((5, 4, 6), [6]), ((3, 4, 5), [5]), ((3, 4, 4, 5), []), ((6, 5, 3), [])],
)
def test_pain_is_worse_two_points_up_or_three_times_rising(scores: tuple[int, ...], worse: list[int]) -> None:
    assert [pain.score for pain in worsenings(pains(*scores))] == worse


def test_severe_pain_is_said_the_first_time_it_is_scored_and_not_at_every_score() -> None:
    assert [pain.score for pain in worsenings(pains(8))] == [8]
    assert [pain.score for pain in worsenings(pains(7, 8, 7, 8, 7))] == [7]
    assert "severe (8 of 10" in why_ask_again(Screening("me", at(1), NO), pains(3, 8))
    assert why_ask_again(Screening("me", at(3), NO), pains(8)) == ""


def test_scores_that_waver_by_a_point_are_not_worse_but_a_slow_rise_is() -> None:
    assert worsenings(pains(3, 3, 4, 2, 3, 4, 3, 2, 3, 4)) == []
    assert [pain.score for pain in worsenings(pains(2, 2, 2, 3, 2, 3, 3, 3, 4, 3, 4, 4, 4, 4))] == [4]


def test_pain_after_is_held_against_pain_before_on_the_same_day() -> None:
    before, after = PainScore("me", at(1, 9), 3, "before"), PainScore("me", at(1, 10), 5, "after")
    assert worsenings([before, after]) == [after]
    assert worsenings([before, PainScore("me", at(2, 10), 5, "after")]) == []


def test_before_and_after_are_series_of_their_own() -> None:
    mixed = [
        PainScore("me", at(1), 2, "after"),
        PainScore("me", at(2), 4, "before"),
        PainScore("me", at(3), 3, "after"),
    ]
    assert worsenings(mixed) == []


def test_worse_pain_asks_again_until_it_was_answered() -> None:
    worse = pains(3, 6)
    assert "6 of 10" in why_ask_again(Screening("me", at(1), NO), worse)
    assert why_ask_again(Screening("me", at(2, 12), NO), worse) == ""
    assert why_ask_again(Screening("me", at(1), NO), pains(3, 4)) == ""


def test_scores_that_waver_ask_again_once_a_week_at_most_but_much_worse_pain_at_once() -> None:
    wavering = pains(3, 5, 3, 4, 2, 5, 3, 5, 2, 4, 3, 5)
    answered = Screening("me", at(2, 12), NO)
    assert why_ask_again(answered, wavering[:8]) == ""
    assert "5 of 10" in why_ask_again(answered, wavering)
    assert "7 of 10" in why_ask_again(answered, [*wavering[:3], PainScore("me", at(4), 7, "any")])
    assert "10 of 10" in why_ask_again(answered, [*pains(3, 9), *pains(3, 10, first_day=3)])


def test_a_question_that_came_with_a_newer_program_is_asked() -> None:
    earlier = {question: answer for question, answer in NO.items() if question != "fever"}
    assert "not answered yet" in why_ask_again(Screening("me", at(1), earlier), [])
    assert "not answered yet" in why_ask_again(Screening("me", at(1), {**NO, "disc": True}), [])
    assert why_ask_again(Screening("me", at(1), {**NO, "disc": True, "cleared": False}), []) == ""


def test_every_exercise_that_is_named_here_is_one() -> None:
    from coach.engine import catalog

    assert set(catalog.files()) >= screening.OVERHEAD | screening.CROSSED_LEGS


def test_pain_that_has_lasted_is_advised_about_and_shuts_nobody_out() -> None:
    said = advice({**NO, "lasting": True})
    assert not said.physician_first
    assert "worth showing to a physician" in said.lines[0]
    assert why_excluded("sit-and-rotate", ("seated",), {**NO, "lasting": True}) == ""
    # Whoever must see a physician first is not told to begin with few repetitions until then.
    first = advice({**NO, "lasting": True, "chest": True})
    assert first.physician_first
    assert not any("few repetitions" in line for line in first.lines)
    assert "three months" in next(each.text() for each in QUESTIONS if each.id == "lasting")


@pytest.mark.parametrize("score", [7, 9, 10])
def test_severe_pain_is_advised_about_whatever_was_answered(score: int) -> None:
    noted = PainScore("me", at(5), score, "any")
    assert screening.severe_today([*pains(2, 2), noted], at(5).date()) == noted
    said = advice(NO, severe=noted).lines
    assert f"{score} of 10" in said[0]
    assert "rest, or take a short, easy walk" in said[0]
    assert not any("speaks against exercising" in line for line in said)


def test_severe_pain_of_yesterday_or_pain_that_has_eased_is_not_severe_today() -> None:
    assert screening.severe_today(pains(9), at(2).date()) is None
    eased = [PainScore("me", at(1, 8), 9, "any"), PainScore("me", at(1, 20), 4, "any")]
    assert screening.severe_today(eased, at(1).date()) is None
    assert screening.severe_today([], at(1).date()) is None


@pytest.mark.parametrize(
    ("score", "severe", "asked"), [(9, False, "not severe"), (2, True, "it is severe"), (5, True, ""), (6, False, "")]
)
def test_an_answer_that_does_not_fit_the_pain_of_today_is_asked_about(score: int, severe: bool, asked: str) -> None:
    doubt = screening.contradiction({**NO, "severe": severe}, pains(score), at(1).date())
    assert (asked in doubt) if asked else doubt == ""
    assert screening.contradiction({**NO, "severe": severe}, pains(score), at(2).date()) == ""
