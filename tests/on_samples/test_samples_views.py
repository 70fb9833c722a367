"""Whoever is seen from half the side is coached from there; what was done is the studio's truth."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.making.sample_files import OWN, Sample
from coach.coaching.session import Session
from coach.coaching.summary import summarise
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.events import Event, RepAbandoned, RepCompleted, SeenFrom, WrongView
from coach.recording.reader import open_recording
from coach.values import Pose
from coach.words.wording import ENGLISH
from tests.altered_poses import later, mirrored

EVERY = sorted((OWN / "views").iterdir())
FOLDERS = [folder for folder in EVERY if len(catalog.find(folder.name.partition("-good")[0]).views) > 1]
TO_TURN = [folder for folder in EVERY if folder not in FOLDERS]
"""Of exercises whose measures are worth nothing from there."""

OTHER = {"left": "right", "right": "left", None: None}


def made(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((folder / "made.json").read_text(encoding="utf-8"))
    return read


def asked(folder: Path) -> Exercise:
    exercise = catalog.find(made(folder)["exercise"])
    hold_s = made(folder)["asked_hold_s"]
    return exercise.with_hold(hold_s) if hold_s else exercise


def poses(folder: Path) -> list[Pose]:
    return list(open_recording(folder / "recording.coach"))


def coached(exercise: Exercise, seen: list[Pose]) -> list[Event]:
    session = Session(exercise, quiet=True)
    return [*(event for pose in seen for event in session.step(pose).events), *session.finish()]


def sides(events: list[Event]) -> list[str | None]:
    return [event.rep.side for event in events if isinstance(event, RepCompleted)]


@pytest.mark.parametrize("at_the_right", [False, True], ids=["left", "right"])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_counts_what_is_done_at_45_degrees(folder: Path, at_the_right: bool) -> None:
    exercise = asked(folder)
    seen = mirrored(poses(folder)) if at_the_right else poses(folder)
    events = coached(exercise, seen)
    true = [rep["side"] for rep in made(folder)["reps"]]
    assert sides(events) == [OTHER[side] if at_the_right else side for side in true]
    (told,) = [event for event in events if isinstance(event, SeenFrom)]
    assert told.view == "diagonal"
    assert told.turned_deg == pytest.approx(45, abs=10)
    assert told.faults == exercise.seen_from("diagonal").unwatched
    assert not [event for event in events if isinstance(event, WrongView)]


@pytest.mark.parametrize("at_the_right", [False, True], ids=["left", "right"])
@pytest.mark.parametrize("folder", TO_TURN, ids=lambda folder: folder.name)
def test_asks_to_turn_at_once_where_nothing_could_be_counted(folder: Path, at_the_right: bool) -> None:
    exercise = asked(folder)
    events = coached(exercise, mirrored(poses(folder)) if at_the_right else poses(folder))
    told = [event for event in events if isinstance(event, WrongView)]
    assert [told[0].expected, told[0].seen] == ["front", "diagonal"]
    assert told[0].time_s <= 3.0
    assert not sides(events)
    if not any(isinstance(event, RepAbandoned) for event in events):
        why = summarise(ENGLISH.card(exercise), events).why_nothing()
        assert why.endswith("needs the front view, but the person was seen from the angle between front and side.")


def test_there_is_one_of_each_exercise_that_must_face_the_camera() -> None:
    must = {name for name in catalog.files() if catalog.find(name).baseline.facing_within_deg < 180}
    assert {made(folder)["exercise"] for folder in TO_TURN} == must


def test_goes_on_counting_where_somebody_turns_from_the_side_to_half_of_it() -> None:
    (folder,) = [each for each in FOLDERS if each.name.startswith("seated-forward-bend")]
    sample = Sample(OWN / "seated-forward-bend" / "good-male")
    before = sample.poses()
    events = coached(asked(folder), [*before, *later(poses(folder), before[-1].time_s + 0.1)])
    # The turn itself was not filmed: the cut between both is as if somebody else came, who is then coached as they are seen.
    assert len(sides(events)) >= len(sample.expected().counted) + 1
    assert [event.view for event in events if isinstance(event, SeenFrom)] == ["diagonal"]


def test_there_is_one_with_sides_and_one_with_a_hold_and_a_fault_that_cannot_be_watched() -> None:
    exercises = [asked(folder) for folder in FOLDERS]
    assert any(each.sides != "none" for each in exercises)
    assert any(each.dose.hold_s and each.seen_from("diagonal").unwatched for each in exercises)
