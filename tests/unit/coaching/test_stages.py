"""The stages of a workout, driven by times and wishes alone."""

from __future__ import annotations

import pytest

from coach.coaching.workout import DONE_S, HURT_S, LAST_S, Place, Seen, Wish, Workout

SEATED_FRONT = Place("seated", "front")
SEATED_SIDE = Place("seated", "side")
FLOOR = Place("lying", "side")


def stages_until(
    workout: Workout, time_s: float, *, since_s: float = 0.0, ready: bool = False, done: bool = False
) -> list[str]:
    """The stages passed through, ten poses a second."""
    passed: list[str] = []
    for tenth in range(round(since_s * 10), round(time_s * 10) + 1):
        now = workout.update(Seen(tenth / 10, ready, done))
        if not passed or passed[-1] != now.stage:
            passed.append(now.stage)
    return passed


def in_exercise(*places: Place, rest_s: float = 15.0) -> Workout:
    workout = Workout(places, rest_s)
    workout.update(Seen(0.0))
    workout.ask("go-on")
    return workout


def at_rest(*places: Place, rest_s: float = 15.0) -> Workout:
    workout = in_exercise(*places, rest_s=rest_s)
    workout.ask("skip")
    return workout


def test_all_by_itself_from_the_guide_to_the_end() -> None:
    workout = Workout([SEATED_FRONT, SEATED_SIDE], rest_s=3.0)
    assert stages_until(workout, 1.9) == ["guide"]
    assert stages_until(workout, 5.0, since_s=2.0, ready=True) == ["exercise"]
    assert stages_until(workout, 5.0 + DONE_S - 0.1, since_s=5.0, done=True) == ["exercise"]
    assert stages_until(workout, 12.9, since_s=5.0 + DONE_S, done=True) == ["rest", "guide"]
    assert workout.now.index == 1
    assert stages_until(workout, 14.0, since_s=13.0, ready=True) == ["exercise"]
    assert stages_until(workout, 14.1 + DONE_S + LAST_S + 1, since_s=14.1, done=True) == ["exercise", "rest", "over"]


def test_the_rest_counts_down_and_names_what_comes_next() -> None:
    workout = at_rest(SEATED_FRONT, SEATED_SIDE, rest_s=15.0)
    assert workout.now.left_s == workout.now.of_s == 15.0
    workout.update(Seen(10.0))
    assert workout.update(Seen(14.0)).left_s == pytest.approx(11.0)
    assert workout.next_index == 1


def test_each_exercise_may_have_a_rest_of_its_own() -> None:
    places = [Place("seated", "front", rest_s=5.0), SEATED_FRONT]
    assert at_rest(*places).now.of_s == 5.0


def test_without_a_rest_the_next_begins_at_once() -> None:
    assert at_rest(SEATED_FRONT, SEATED_FRONT, rest_s=0.0).now.stage == "exercise"


@pytest.mark.parametrize(("following", "stage"), [(SEATED_FRONT, "exercise"), (SEATED_SIDE, "guide"), (FLOOR, "guide")])
def test_the_guide_comes_where_position_or_view_change(following: Place, stage: str) -> None:
    workout = at_rest(SEATED_FRONT, following)
    assert workout.ask("go-on").stage == stage


def test_after_a_skipped_guide_the_next_is_guided_too() -> None:
    workout = Workout([SEATED_FRONT, SEATED_FRONT])
    assert (workout.ask("skip").stage, workout.now.index) == ("guide", 1)


def test_without_guide_it_begins_with_the_exercise() -> None:
    assert Workout([SEATED_FRONT], guided=False).now.stage == "exercise"


def test_going_on_pauses_and_resumes() -> None:
    workout = in_exercise(SEATED_FRONT)
    assert workout.ask("go-on").paused
    assert not workout.ask("go-on").paused


def test_the_gesture_does_what_the_key_does() -> None:
    workout = Workout([SEATED_FRONT])
    assert workout.update(Seen(1.0, gesture="go-on")).stage == "exercise"
    assert workout.update(Seen(5.0, gesture="go-on")).paused
    assert not workout.update(Seen(9.0, gesture="go-on")).paused
    assert workout.update(Seen(9.1, gesture="hurts")).hurt


def test_going_on_leaves_a_finished_exercise() -> None:
    workout = in_exercise(SEATED_FRONT, SEATED_SIDE)
    workout.update(Seen(1.0, done=True))
    assert workout.ask("go-on").stage == "rest"


def test_repeating_begins_the_same_exercise_anew_without_the_guide() -> None:
    for workout in (in_exercise(SEATED_FRONT, SEATED_SIDE), at_rest(SEATED_FRONT, SEATED_SIDE)):
        before = workout.now
        again = workout.ask("repeat")
        assert (again.stage, again.index, again.attempt) == ("exercise", 0, before.attempt + 1)


def test_the_last_exercise_can_be_repeated_out_of_its_rest() -> None:
    workout = at_rest(SEATED_FRONT)
    assert workout.next_index is None
    assert workout.ask("repeat").stage == "exercise"


def test_pain_ends_the_exercise_at_the_next_pose_also_out_of_a_pause() -> None:
    workout = in_exercise(SEATED_FRONT, SEATED_SIDE)
    workout.ask("go-on")
    hurt = workout.ask("hurts")
    assert (hurt.stage, hurt.hurt, hurt.paused) == ("exercise", True, False)
    now = workout.update(Seen(3.0, done=True))
    assert (now.stage, now.hurt) == ("rest", True)


def test_the_advice_after_pain_stays_long_enough_also_without_a_rest() -> None:
    workout = in_exercise(SEATED_FRONT, SEATED_SIDE, rest_s=0.0)
    workout.ask("hurts")
    assert workout.update(Seen(3.0)).of_s == HURT_S


def test_pain_said_in_the_rest_is_about_the_exercise_just_done() -> None:
    workout = at_rest(SEATED_FRONT, SEATED_SIDE, rest_s=5.0)
    workout.update(Seen(1.0))
    workout.update(Seen(5.0))
    hurt = workout.ask("hurts")
    assert (hurt.stage, hurt.index, hurt.hurt, hurt.left_s) == ("rest", 0, True, HURT_S)


def test_pain_does_not_follow_to_the_next_exercise() -> None:
    workout = in_exercise(SEATED_FRONT, SEATED_FRONT)
    workout.ask("hurts")
    workout.update(Seen(3.0))
    assert not workout.ask("go-on").hurt


@pytest.mark.parametrize("stage", ["guide", "exercise", "rest"])
def test_ending_ends_from_everywhere(stage: str) -> None:
    workout = {"guide": Workout([FLOOR]), "exercise": in_exercise(FLOOR), "rest": at_rest(FLOOR)}[stage]
    assert workout.now.stage == stage
    assert workout.ask("end").stage == "over"


def test_nothing_happens_once_it_is_over() -> None:
    workout = Workout([])
    wishes: tuple[Wish, ...] = ("go-on", "skip", "repeat", "hurts", "end")
    assert {workout.ask(wish).stage for wish in wishes} == {"over"}
    assert workout.update(Seen(9.0, ready=True, done=True, gesture="go-on")).stage == "over"
