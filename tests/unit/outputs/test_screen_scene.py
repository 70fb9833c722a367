"""What the screen says of a step, in words and figures."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from screen_steps import CARD, ONE_COUNT, step

from coach.events import HoldCompleted
from coach.outputs.screen.scene import Banner, Director
from coach.values import Cue


def test_counts_stand_on_the_persons_own_sides_and_the_next_is_marked() -> None:
    left, right = Director().scene(step(reps={"left": 2, "right": 1}, next_side="right")).counts
    assert (left.label, left.reps, left.dose, left.is_next) == ("Left", 2, 3, False)
    assert (right.label, right.reps, right.dose, right.is_next) == ("Right", 1, 3, True)


def test_an_exercise_without_sides_has_one_count() -> None:
    (count,) = Director().scene(step(card=ONE_COUNT, reps={"both": 2}, side=None, next_side=None)).counts
    assert (count.label, count.reps, count.dose) == ("", 2, 3)


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        (("hips",), "I can't see your hips"),
        (("elbows", "hips"), "I can't see your elbows and hips"),
        (("shoulders", "elbows", "hips"), "I can't see your shoulders, elbows and hips"),
        (("shoulders", "elbows", "hips", "knees"), "I can't see all of you"),
        ((), "I can't see you"),
    ],
)
def test_what_is_not_seen_is_named(missing: tuple[str, ...], said: str) -> None:
    scene = Director().scene(step(watching="lost", missing=missing))
    assert scene.banner is not None
    assert scene.banner.text == said
    assert scene.cue.startswith("Move so that I can see")


def test_instructions_follow_one_another_while_waiting_for_the_position() -> None:
    director = Director()
    said = [director.scene(step(time_s=time_s, watching="position")).cue for time_s in (0.0, 3.9, 4.1, 8.1)]
    assert said == [CARD.instructions[0], CARD.instructions[0], CARD.instructions[1], CARD.instructions[0]]


def test_a_cue_goes_before_an_instruction() -> None:
    assert Director().scene(step(watching="position", cue="Come nearer")).cue == "Come nearer"


def test_one_cue_at_a_time_and_safety_does_not_wait() -> None:
    director = Director()
    assert director.scene(step(time_s=1.0, cue="Turn further")).cue == "Turn further"
    assert director.scene(step(time_s=1.1, cue="Elbows wide")).cue == "Turn further"
    stop = replace(step(time_s=1.2), shown=Cue(1.2, "Stop if it hurts", "safety"))
    assert director.scene(stop).cue == "Stop if it hurts"


def test_a_flash_of_low_back_stays_half_a_second_and_goes() -> None:
    director = Director()
    assert director.scene(step(time_s=1.0, low_back=True)).low_back == "warning"
    assert director.scene(step(time_s=1.1)).low_back == "warning"
    later = director.scene(step(time_s=1.6))
    assert later.low_back == "none"
    assert later.banner is None


def test_a_hint_of_low_back_asks_and_the_warning_does_not_wait_for_it() -> None:
    director = Director()
    hinted = director.scene(step(time_s=1.0, low_back_level="hint"))
    assert (hinted.low_back, hinted.banner) == ("hint", Banner("low-back-hint", "low back?"))
    warned = director.scene(step(time_s=1.1, low_back_level="warning"))
    assert (warned.low_back, warned.banner) == ("warning", Banner("low-back", "LOW BACK"))
    calmed = director.scene(step(time_s=1.7, low_back_level="hint"))
    assert calmed.banner == Banner("low-back-hint", "low back?")


def test_being_lost_goes_before_a_hint_and_the_warning_before_being_lost() -> None:
    for level, kind in (("hint", "lost"), ("warning", "low-back")):
        banner = Director().scene(step(watching="lost", low_back_level=level)).banner
        assert banner is not None
        assert banner.kind == kind


def test_a_glimpse_of_being_lost_stays_half_a_second_and_goes() -> None:
    director = Director()
    director.scene(step(time_s=1.0, watching="lost", missing=("hips",)))
    found = [director.scene(step(time_s=time_s)).banner for time_s in (1.2, 1.6)]
    assert found[0] is not None
    assert found[1] is None


def test_low_back_goes_before_any_other_banner_at_once() -> None:
    director = Director()
    director.scene(step(time_s=1.0, watching="position"))
    banner = director.scene(step(time_s=1.1, low_back=True)).banner
    assert banner is not None
    assert banner.text == "LOW BACK"


def test_the_gauge_says_value_target_and_unit() -> None:
    gauge = Director().scene(step(gauge=27.3)).gauge
    assert (gauge.number, gauge.target, gauge.reached) == ("27°", "target 30°", False)


@pytest.mark.parametrize(("value", "said"), [(math.nan, "–"), (-4.2, "−4°"), (-0.2, "0°"), (134.0, "134°")])
def test_unusual_values_are_said_plainly(value: float, said: str) -> None:
    assert Director().scene(step(gauge=value)).gauge.number == said


def test_between_sides_a_turn_has_no_sign() -> None:
    gauge = Director().scene(step(gauge=-2.0, side=None)).gauge
    assert (gauge.number, gauge.side) == ("2°", None)


def test_reaching_the_target_is_told() -> None:
    assert Director().scene(step(gauge=30.5)).gauge.reached


def test_a_completed_hold_is_shown_full_though_its_frame_has_ended_it() -> None:
    ended = replace(step(hold_s=0.0), events=(HoldCompleted(0.0, "left", 4.0),))
    hold = Director().scene(ended).hold
    assert hold is not None
    assert hold.done


def test_an_exercise_without_a_hold_shows_none() -> None:
    assert Director().scene(step(card=replace(CARD, hold_s=0.0))).hold is None


def test_another_exercise_begins_with_a_clean_screen() -> None:
    director = Director()
    director.scene(step(time_s=1.0, cue="Turn further", low_back=True))
    scene = director.scene(step(card=ONE_COUNT, time_s=1.1, side=None, gauge=math.nan))
    assert (scene.cue, scene.banner, scene.gauge.number) == ("", None, "–")


def test_as_long_as_warnings_are_off_a_note_says_so_and_why() -> None:
    card = replace(CARD, low_back_faults=("low-back",))
    director = Director()
    off = [step(time_s=t, card=card, unwatched=("low-back",), hidden=("hips",)) for t in (1.0, 60.0)]
    assert {director.scene(each).note for each in off} == {"low-back warning off: I can't see your hips"}
    other = step(time_s=61.0, card=card, unwatched=("side-bend",), hidden=("hips",))
    assert director.scene(other).note == "some warnings off: I can't see your hips"
    assert director.scene(step(time_s=62.0, card=card)).note == ""
