from __future__ import annotations

from pathlib import Path

import pytest

from coach import languages, paths
from coach.engine.catalog import all_exercises, by_title, find, load
from coach.errors import ExerciseFileError

GOOD = (paths.exercises() / "sit-and-rotate.toml").read_text(encoding="utf-8")


def write(folder: Path, text: str, name: str = "sit-and-rotate") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_shipped_file_loads_and_is_named_like_its_id() -> None:
    exercises = all_exercises()
    assert {"sit-and-rotate", "sit-and-arch"} <= {exercise.id for exercise in exercises}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "thoracic_rotation_deg",
            "thoracic_rotaton_deg",
            ["thoracic_rotaton_deg", "did you mean thoracic_rotation_deg"],
        ),
        ('severity = "void"', 'severity = "viod"', ["severity", "viod", "'warn' or 'void'"]),
        ("hold_s = 2.0", "hold_secs = 2.0", ["dose.hold_secs", "unknown key"]),
        ("reps = 3", "reps = 0", ["dose.reps", "1 or more", "found 0"]),
        ('needs = ["head", ', 'needs = ["hed", ', ["needs", "'hed'"]),
        ('title = "Sit and rotate"', "", ["title", "is missing"]),
        ('id = "sit-and-rotate"', 'id = "rotate"', ["id", "'sit-and-rotate'", "'rotate'"]),
        ('view = "front"', 'view = "back"', ["view", "'back'"]),
        ("[dose]", "[dose", ["not valid TOML"]),
        ('name = "turning"', 'name = "start"', ["phase names must differ"]),
    ],
)
def test_a_broken_file_is_refused_with_file_key_expected_and_found(
    tmp_path: Path, old: str, new: str, words: list[str]
) -> None:
    assert old in GOOD
    with pytest.raises(ExerciseFileError) as caught:
        load(write(tmp_path, GOOD.replace(old, new)))
    message = str(caught.value)
    assert "sit-and-rotate.toml" in message
    for word in words:
        assert word in message
    assert "\n" not in message.strip() or "TOML" in message


def test_a_missing_file_a_folder_and_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExerciseFileError, match="no such exercise file"):
        load(tmp_path / "none.toml")
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(ExerciseFileError, match="folder"):
        load(tmp_path / "folder.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ExerciseFileError, match="UTF-8"):
        load(binary)


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(ExerciseFileError, match="sit-and-rotate"):
        find("sit-and-rotat")


def test_the_users_own_file_works_like_a_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    (tmp_path / "exercises").mkdir()
    write(tmp_path / "exercises", GOOD.replace('id = "sit-and-rotate"', 'id = "my-own"'), "my-own")
    assert find("my-own").title == "Sit and rotate"
    assert "my-own" in {exercise.id for exercise in all_exercises()}


@pytest.mark.parametrize(
    "name",
    [
        "sit-and-rotate",
        "Sit and rotate",
        "SIT AND ROTATE",
        "Sit-and-Rotate",
        "sit_and_rotate",
        "Drehen im Sitzen",
        "drehen im  sitzen",
    ],
)
def test_an_exercise_is_found_by_its_id_or_by_its_title_in_any_language_and_case(name: str) -> None:
    assert find(name).id == "sit-and-rotate"


def test_every_title_of_every_language_leads_to_its_exercise() -> None:
    for exercise in all_exercises():
        assert by_title(exercise.title) == exercise.id
        assert by_title(languages.wording("de").title(exercise)) == exercise.id


def test_what_is_no_title_is_said_with_the_nearest() -> None:
    with pytest.raises(ExerciseFileError, match="did you mean sit-and-rotate"):
        find("sit and rotat")


BENT = (paths.exercises() / "seated-forward-bend.toml").read_text(encoding="utf-8").partition("[[other_view]]")[0]
OTHER = 'view = "diagonal"\nturned = [25, 75]\n'


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ('view = "diagonal"\nturned = [75, 25]\n', ["turned", "smaller one first", "75", "25"]),
        ('view = "side"\nturned = [25, 75]\n', ["each view may be given once", "side, side"]),
        (OTHER + 'unwatched = ["slump"]\n', ["'diagonal'", "dropping, fast-rise", "'slump'"]),
        (OTHER + '[[other_view.phase]]\nname = "folded"\n', ["'diagonal'", "start, bending, bent, rising", "'folded'"]),
        (OTHER + '[[other_view.phase]]\nname = "bending"\n', ["'diagonal'", "needs enter"]),
        (OTHER + 'gauge = { measure = "trunk_len_deg", target = 9 }\n', ["did you mean trunk_lean_deg"]),
        ('view = "feet-end"\nturned = [25, 75]\n', ["'front', 'side' or 'diagonal'", "feet-end"]),
    ],
)
def test_a_view_that_cannot_be_is_refused_by_name(tmp_path: Path, new: str, words: list[str]) -> None:
    with pytest.raises(ExerciseFileError) as caught:
        load(write(tmp_path, f"{BENT}[[other_view]]\n{new}", "seated-forward-bend"))
    for word in words:
        assert word in str(caught.value)


def test_seen_from_another_view_what_is_given_stands_in_place_of_its_own(tmp_path: Path) -> None:
    given = OTHER + (
        'gauge = { measure = "backward_bend_deg", target = 20 }\nunwatched = ["dropping"]\n'
        '[[other_view.phase]]\nname = "bending"\nenter = [{ measure = "trunk_lean_deg", above = 17 }]\n'
    )
    exercise = load(write(tmp_path, f"{BENT}[[other_view]]\n{given}", "seated-forward-bend"))
    seen = exercise.seen_from("diagonal")
    assert exercise.views == ("side", "diagonal")
    assert (exercise.view, exercise.unwatched, exercise.turned) == ("side", (), None)
    assert (seen.view, seen.own_view, seen.unwatched, seen.turned) == ("diagonal", "side", ("dropping",), (25.0, 75.0))
    assert (seen.gauge.measure, exercise.gauge.measure) == ("backward_bend_deg", "trunk_lean_deg")
    assert "backward_bend_deg" in seen.measures - exercise.measures
    assert [phase.enter[0].above for phase in seen.phase[:3]] == [None, 17, exercise.phase[2].enter[0].above]
    assert [fault.id for fault in seen.fault] == [fault.id for fault in exercise.fault]
    assert exercise.seen_from("side") is exercise
    assert seen.with_reps(7).unwatched == ("dropping",)
