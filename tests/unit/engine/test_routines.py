"""Routine files: the shipped ones, the user's own, and what is said about a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.engine import catalog, routines
from coach.engine.routine_spec import STEPS_A_MINUTE, WARM_UP, minutes
from coach.errors import RoutineFileError

GOOD = """
id = "mine"
title = "Mine"
position = ["seated", "standing"]
rest_s = 12

[warm_up]
kind = "march"
minutes = 1

[[step]]
exercise = "sit-and-rotate"
reps = 5
hold_s = 3

[[step]]
exercise = "shoulder-rolls"
rest_s = 4
"""


def write(folder: Path, text: str, name: str = "mine") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_routines_are_those_that_are_promised() -> None:
    shipped = {routine.id: routine for routine in routines.all_routines()}
    assert set(shipped) == {"desk-break", "morning-floor", "evening-floor", "standing", "full"}
    assert shipped["desk-break"].position == ("seated",)
    assert routines.minutes_of(shipped["desk-break"]) == pytest.approx(3, abs=0.4)
    assert shipped["morning-floor"].time == ("morning",)
    assert shipped["evening-floor"].time == ("evening",)
    everything = {step.exercise for step in shipped["full"].step}
    assert everything == set(catalog.files()) - {WARM_UP}


def test_routines_are_chosen_by_position() -> None:
    assert {routine.id for routine in routines.all_routines("seated")} == {"desk-break", "full"}
    assert {routine.id for routine in routines.all_routines("all-fours")} == {"morning-floor", "evening-floor", "full"}


def test_a_step_says_its_own_dose_and_rest(tmp_path: Path) -> None:
    routine = routines.load(write(tmp_path, GOOD))
    rotate, rolls = (routines.exercise_of(step) for step in routine.step)
    assert (rotate.dose.reps, rotate.dose.hold_s) == (5, 3.0)
    assert rolls.dose.reps == catalog.find("shoulder-rolls").dose.reps
    assert [routine.rest_behind(step) for step in routine.step] == [12, 4]


def test_the_length_is_that_of_repetitions_holds_sides_and_rests() -> None:
    rotate = catalog.find("sit-and-rotate").with_reps(3).with_hold(2.0)
    alone = minutes([rotate])
    assert minutes([rotate.with_hold(4.0)]) - alone == pytest.approx(6 * 2 / 60)
    assert minutes([rotate.with_reps(4)]) - alone == pytest.approx(2 * 7 / 60)
    assert minutes([rotate, rotate], [30, 30]) - 2 * alone == pytest.approx(0.5)
    longer = minutes([routines.march(3)]) - minutes([routines.march(2)])
    assert longer == pytest.approx(1.0)
    assert routines.march(2).dose.reps == 2 * STEPS_A_MINUTE
    assert minutes([]) == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sit-and-rotate", "sit-and-rotat", ["step.0.exercise", "'sit-and-rotat'", "did you mean sit-and-rotate"]),
        ("hold_s = 3", "hold = 3", ["step.0.hold", "unknown key"]),
        ("reps = 5", "reps = 0", ["step.0.reps", "1 or more", "found 0"]),
        ("rest_s = 4", "hold_s = 4", ["step.1.hold_s", "shoulder-rolls has no hold"]),
        ('["seated", "standing"]', '["standing"]', ["step.0.exercise", "standing", "'sit-and-rotate'", "seated"]),
        ('["seated", "standing"]', '["sitting"]', ["position.0", "'seated'", "'sitting'"]),
        ("shoulder-rolls", "walk-in-place", ["walk-in-place", "[warm_up]"]),
        ('kind = "march"', 'kind = "run"', ["warm_up.kind", "'march' or 'skip'", "'run'"]),
        ('id = "mine"', 'id = "yours"', ["id", "'mine'", "'yours'"]),
        ('title = "Mine"', "", ["title", "is missing"]),
        ("[warm_up]", "[warm_up", ["not valid TOML"]),
        ("rest_s = 12", 'time = ["noon"]', ["time.0", "'morning', 'day' or 'evening'", "'noon'"]),
    ],
)
def test_a_broken_file_is_refused_with_file_key_expected_and_found(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    assert old in GOOD
    with pytest.raises(RoutineFileError) as caught:
        routines.load(write(tmp_path, GOOD.replace(old, new, 1)))
    message = str(caught.value)
    for word in ("mine.toml", *words):
        assert word in message


def test_no_file_a_folder_and_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RoutineFileError, match="no such routine file"):
        routines.load(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(RoutineFileError, match="folder"):
        routines.load(tmp_path / "folder.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(RoutineFileError, match="UTF-8"):
        routines.load(tmp_path / "binary.toml")


def test_the_users_own_routine_goes_before_a_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    own = tmp_path / "exercises" / "routines"
    write(own, GOOD)
    write(own, GOOD.replace('id = "mine"', 'id = "standing"'), "standing")
    assert routines.find("mine").title == "Mine"
    assert routines.find("standing").title == "Mine"
    assert routines.find(str(own / "mine.toml")).title == "Mine"
    assert len(routines.all_routines()) == 6
    with pytest.raises(RoutineFileError, match="did you mean mine"):
        routines.find("min")


def test_routine_files_are_told_from_exercise_files(tmp_path: Path) -> None:
    assert routines.is_routine(write(tmp_path, GOOD))
    assert not routines.is_routine(write(tmp_path, "title = 'no more'"))
    assert routines.is_routine(write(tmp_path / "routines", "title = 'broken"))
    assert not any(map(routines.is_routine, catalog.files().values()))
