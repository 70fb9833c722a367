"""What is kept of the best repetitions: the first day's and the newest's, small, the person's own, and as it was done."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from coach.__main__ import main
from coach.app.live.text_pages import summary_page
from coach.app.live.workout_pages import shown_over_weeks, weeks_sentence
from coach.app.person import over_weeks as keeping
from coach.app.person.over_weeks import compared_over_weeks, keep_best, kept_of
from coach.app.running.results import Results, RunOutputs
from coach.coaching.before_after import FirstAndBest
from coach.engine.catalog import find
from coach.events import RepCompleted
from coach.landmarks import INDEX
from coach.outputs.screen.pages.described import TextPage
from coach.record.entries import StoredShown
from coach.record.store import open_for_writing, standard_place
from coach.record.store.everything import counts_of, delete_everything, read_everything
from coach.record.store.shown import FRAMES_MOST, as_text, of_text
from coach.values import Pose
from coach.words.wording import ENGLISH
from tests import hearing
from tests.every_page import drawn
from tests.movements import pose_of, seated_from_the_front, seated_from_the_side, there_and_back, times
from tests.stored import HERE, rep_of

CARD = find("sit-and-rotate").card()
FIRST = datetime(2026, 5, 3, 9, 0, tzinfo=HERE)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))


def turning(peak_deg: float) -> list[Pose]:
    way = there_and_back(peak_deg, 2.0, start_s=1.0)
    return [pose_of(seated_from_the_front(turn_deg=way(t)), t) for t in times(8.0, fps=15)]


def done(peak_deg: float, *, counted: bool = True) -> FirstAndBest:
    kept = FirstAndBest(CARD)
    rep = replace(rep_of("left", peak_deg, counted=counted), start_s=1.0, end_s=7.0)
    for pose in turning(peak_deg):
        kept.update(pose, [RepCompleted(7.0, rep)] if pose.time_s == pytest.approx(7.0, abs=0.03) else [])
    return kept


def kept(day: int, peak_deg: float, *, counted: bool = True, profile: str = "me") -> None:
    keep_best(profile, FIRST + timedelta(days=day), [done(peak_deg, counted=counted)], pytest.fail)


def days(profile: str = "me") -> list[tuple[int, float]]:
    return [(each.day.day, each.peak) for each in kept_of(profile, FIRST, pytest.fail)]


def test_the_first_day_stays_and_the_newest_takes_the_place_of_the_one_before() -> None:
    for day, peak in ((0, 30.0), (2, 34.0), (9, 41.0)):
        kept(day, peak)
    assert days() == [(3, 30.0), (12, 41.0)]
    kept(10, 20.0, counted=False)
    assert days() == [(3, 30.0), (12, 41.0)]
    compared = compared_over_weeks(kept_of("me", FIRST, pytest.fail), {CARD.id: CARD})
    assert compared is not None
    assert compared.gain == pytest.approx(11.0 / CARD.gauge_target)
    assert weeks_sentence(compared, ENGLISH) == (
        "Sit and rotate, left: your best repetition reached 30° on 3 May and 41° on 12 May."
    )


def test_two_workouts_of_one_day_are_no_weeks() -> None:
    kept(0, 30.0)
    kept(0, 41.0)
    assert compared_over_weeks(kept_of("me", FIRST, pytest.fail), {CARD.id: CARD}) is None
    assert compared_over_weeks([], {CARD.id: CARD}) is None


def test_what_is_read_back_is_the_movement_wherever_the_camera_stood() -> None:
    way = there_and_back(40.0, 1.0, start_s=0.5)
    near = [pose_of(seated_from_the_side(lean_deg=way(t)), t) for t in times(5.0, fps=15)]
    far = [replace(pose, image=(pose.image * (0.5, 0.5, 1) + (0.3, 0.2, 0)).astype(np.float32)) for pose in near]
    for poses in (near, far):
        read = of_text("poses", as_text(poses))
        assert len(read) == FRAMES_MOST
        hips, shoulders = (
            np.array(
                [
                    (pose.image[[INDEX[f"left_{part}"], INDEX[f"right_{part}"]], :2] * pose.size).mean(axis=0)
                    for pose in read
                ]
            )
            for part in ("hip", "shoulder")
        )
        along = shoulders - hips
        lean_deg = np.degrees(np.arctan2(np.abs(along[:, 0]), -along[:, 1]))
        assert lean_deg.max() == pytest.approx(40.0, abs=1.5)
        assert hips[0] == pytest.approx((500.0, 500.0), abs=1.0)
        assert np.linalg.norm(along, axis=1).mean() == pytest.approx(1000 / 8, rel=0.05)
    assert len(as_text(near)) < 4_000


def test_it_is_exported_with_the_rest_and_deleted_with_the_person() -> None:
    kept(0, 30.0)
    kept(1, 33.0)
    kept(0, 50.0, profile="you")
    with open_for_writing(standard_place(), FIRST, pytest.fail) as database:
        rows = read_everything(database, "me").tables["shown_reps"]
        assert [(row["exercise"], row["side"], row["peak_deg"]) for row in rows] == [
            (CARD.id, "left", 30.0),
            (CARD.id, "left", 33.0),
        ]
        assert set(json.loads(rows[0]["poses"])) == {"frames", "changes"}
        assert counts_of(database, "me") == {"shown_reps": 2}
        delete_everything(database, "me")
    assert (days(), days("you")) == ([], [(3, 50.0)])


@pytest.mark.parametrize(
    "poses",
    [
        "x",
        "[]",
        '{"frames": 2}',
        '{"frames": 2, "changes": "x"}',
        '{"frames": 99999999, "changes": ""}',
        '{"frames": true, "changes": ""}',
        '{"frames": 2, "changes": "eJwDAAAAAAE="}',
        "x" * 50_000,
        5,
        b"\xff",
    ],
)
def test_a_row_that_something_else_has_written_is_left_out_and_named(poses: object) -> None:
    kept(0, 30.0)
    kept(1, 33.0)
    with closing(sqlite3.connect(standard_place())) as database, database:
        database.execute("UPDATE shown_reps SET poses = ? WHERE id = 1", (poses,))
    said: list[str] = []
    assert [each.peak for each in kept_of("me", FIRST, hearing.into(said))] == [33.0]
    (sentence,) = said
    assert "shown_reps 1 (poses is " in sentence
    assert len(sentence) < 500


def test_the_done_page_shows_both_days_moving() -> None:
    kept(0, 30.0)
    kept(9, 41.0)
    over = compared_over_weeks(kept_of("me", FIRST, pytest.fail), {CARD.id: CARD})
    assert over is not None
    page = summary_page(Results("camera", "full", over_weeks=over), RunOutputs(), [], leave="Home")
    assert isinstance(page, TextPage)
    assert page.lead == weeks_sentence(over, ENGLISH)
    assert page.compared == shown_over_weeks(over, ENGLISH)
    assert page.compared is not None
    assert (page.compared.first_words, page.compared.best_words) == ("3 May: 30°", "12 May: 41°")
    pictures = [drawn(replace(page, time_s=at_s), (640, 360), ENGLISH) for at_s in (0.0, 2.0)]
    assert (pictures[0] != pictures[1]).any()


def test_a_person_without_a_trunk_is_kept_without_poses_and_not_shown() -> None:
    nobody = [Pose.nobody(t, (640, 480)) for t in (0.0, 1.0)]
    assert as_text(nobody) == ""
    empty = StoredShown("me", FIRST, CARD.id, None, "°", 30.0, ())
    assert of_text("poses", "") == ()
    later = replace(empty, shown=FIRST + timedelta(days=3))
    assert compared_over_weeks([empty, later], {CARD.id: CARD}) is None
    assert keeping.kept_of("me", FIRST, pytest.fail) == []


@pytest.mark.thorough
def test_a_replay_that_is_stored_keeps_its_best_repetitions_too() -> None:
    """Without pictures, from what a recording holds; so the history can show it beside a later day."""
    recording = Path("samples/sit-and-rotate/good-female/recording.coach")
    with pytest.raises(SystemExit) as leaving:
        main(["replay", str(recording), "--store"])
    assert leaving.value.code == 0
    shown = kept_of("me", FIRST, pytest.fail)
    assert sorted(each.side or "" for each in shown) == ["left", "right"]
    assert all(each.exercise == "sit-and-rotate" and each.peak > CARD.gauge_target and each.poses for each in shown)
