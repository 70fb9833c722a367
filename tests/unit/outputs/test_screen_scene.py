"""What the screen says of a step, in words and figures."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from screen_steps import CARD, ONE_COUNT, step

from coach.engine import catalog
from coach.events import HoldCompleted
from coach.outputs.screen.gauge import turn_deg as turn_of
from coach.outputs.screen.scene import Banner, Director
from coach.values import Cue, CuePriority, Step


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
    assert (hinted.low_back, hinted.banner) == ("hint", Banner("low-back-hint", "Low back?"))
    warned = director.scene(step(time_s=1.1, low_back_level="warning"))
    assert (warned.low_back, warned.banner) == ("warning", Banner("low-back", "LOW BACK"))
    calmed = director.scene(step(time_s=1.7, low_back_level="hint"))
    assert calmed.banner == Banner("low-back-hint", "Low back?")


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


def test_as_long_as_warnings_are_off_the_banner_says_so_unless_something_more_urgent_is_to_be_said() -> None:
    card = replace(CARD, low_back_faults=("low-back",))
    director = Director()
    off = [step(time_s=t, card=card, unwatched=("low-back",), hidden=("hips",)) for t in (1.0, 60.0)]
    assert {director.scene(each).banner for each in off} == {Banner("unwatched", "Low-back warning off")}
    other = step(time_s=61.0, card=card, unwatched=("side-bend",), hidden=("hips",))
    assert director.scene(other).banner == Banner("unwatched", "Some warnings off")
    slow = step(time_s=61.5, card=card, unwatched=("too-fast",))
    assert director.scene(slow).banner == Banner("unwatched", "Computer too slow")
    lost = step(time_s=62.0, card=card, unwatched=("low-back",), watching="lost", missing=("head",))
    assert director.scene(lost).banner == Banner("lost", "I can't see your head")
    assert director.scene(step(time_s=63.0, card=card)).banner is None


HIPS = "Keep your hips still: turn only above the waist."
WATCHED = replace(CARD, low_back_faults=("low-back",), fault_cues={"low-back": HIPS})


def warned(time_s: float = 0.0, cue: str = "", priority: CuePriority = "hold", **state: object) -> Step:
    """A moment at which the low back is warned of, with this to be read."""
    shown = Cue(time_s, cue, priority) if cue else None
    return replace(step(card=WATCHED, time_s=time_s, low_back=True, active_faults=("low-back",), **state), shown=shown)


def test_the_warning_says_what_to_do() -> None:
    assert Director().scene(warned()).banner == Banner("low-back", "Keep your hips still")


@pytest.mark.parametrize("priority", ["hold", "praise", "instruction", "correction"])
def test_nothing_that_leads_on_stands_under_the_warning(priority: CuePriority) -> None:
    director = Director()
    before = replace(step(card=WATCHED, time_s=1.0), shown=Cue(1.0, "Hold.", priority))
    assert director.scene(before).cue == "Hold."
    assert director.scene(warned(1.1, "Hold.", priority)).cue == ""


def test_the_rest_of_the_warnings_own_words_and_what_is_more_urgent_stand_under_it() -> None:
    assert Director().scene(warned(cue=HIPS, priority="low-back")).cue == "Turn only above the waist."
    assert Director().scene(warned(cue="Stop here.", priority="safety")).cue == "Stop here."


def test_what_the_banner_says_is_not_said_a_second_time_below_it() -> None:
    card = replace(WATCHED, fault_cues={"low-back": "Let your hips stay on the floor."})
    scene = Director().scene(
        replace(warned(cue="Let your hips stay on the floor.", priority="low-back"), exercise=card)
    )
    assert scene.banner == Banner("low-back", "Let your hips stay on the floor")
    assert scene.cue == ""


def test_under_the_warning_nothing_is_reached_and_no_hold_is_shown() -> None:
    director = Director()
    director.scene(step(card=WATCHED, time_s=1.0, gauge=35.0, hold_s=3.9))
    scene = director.scene(warned(1.1, gauge=35.0, hold_s=4.0))
    assert not scene.gauge.reached
    assert scene.hold is not None
    assert (scene.hold.held_s, scene.hold.done) == (0.0, False)


@pytest.mark.parametrize("following", ["left", "right", None])
def test_the_side_that_the_engine_says_is_next_is_marked(following: str | None) -> None:
    counts = Director().scene(step(reps={"left": 1, "right": 1}, next_side=following)).counts
    assert [count.side for count in counts if count.is_next] == ([following] if following else [])


def test_the_band_of_the_gauge_says_where_the_true_value_lies_95_percent_likely() -> None:
    """A normal error whose mean size is 4 has a deviation of 5.013 (4 times the root of pi/2), 1.96 of which are 9.8."""
    gauge = Director().scene(step(card=replace(CARD, gauge_error=4.0))).gauge
    assert gauge.error == pytest.approx(9.83, abs=0.01)


CAT = catalog.find("cat-cow").card()


@pytest.mark.parametrize(
    ("value", "number", "target", "reached", "turn_deg"),
    [
        (22.0, "22°", "target 44°", False, 37.3),
        (46.2, "46°", "target 44°", True, 78.4),
        (-11.0, "11°", "target 22°", False, -37.3),
        (-26.4, "26°", "target 22°", True, -89.6),
    ],
)
def test_a_movement_to_and_fro_has_a_gauge_with_two_ends_in_degrees(
    value: float, number: str, target: str, reached: bool, turn_deg: float
) -> None:
    """Each end of the arc is one and a half times its own target."""
    gauge = Director().scene(step(card=CAT, side=None, next_side=None, reps={"both": 0}, gauge=value)).gauge
    assert (gauge.number, gauge.target, gauge.reached) == (number, target, reached)
    assert turn_of(gauge, gauge.value) == pytest.approx(turn_deg, abs=0.2)


@pytest.mark.parametrize("covered", ["paused", "done", "hurt"])
def test_over_a_covered_picture_there_is_no_second_message(covered: str) -> None:
    director = Director()
    before = director.scene(step(time_s=1.0, unwatched=("too-fast",)))
    assert before.banner is not None
    assert director.scene(step(time_s=1.1, unwatched=("too-fast",), watching=covered)).banner is None
