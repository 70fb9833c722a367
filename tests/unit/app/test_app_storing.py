"""A run feeds the record, with the repetition that was under way when it ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.app.running.results import Fanout, Results
from coach.app.running.run import ExerciseRun
from coach.engine import catalog
from coach.outputs.narrator import Narrator
from coach.record.store import Store, open_for_reading
from coach.record.store.sessions import sessions_of
from coach.recording.reader import open_recording
from coach.words.reasons import in_english
from tests import kills
from tests.stored import at

_IN_THE_THIRD_S = 6.8


def test_the_last_repetition_is_stored_though_it_belongs_to_no_frame(tmp_path: Path) -> None:
    recording = kills.prepare(tmp_path / "home")
    exercise = catalog.load(tmp_path / "home" / "exercises" / f"{kills.EXERCISE}.toml")
    place = tmp_path / "coach.db"
    outputs = Fanout([Store(place, "me", "camera 0", at(3), pytest.fail)], pytest.fail)
    silent = Narrator(lambda _line: None)
    run = ExerciseRun(exercise, outputs, Fanout([], pytest.fail), silent, Results("camera 0", "none"))
    for pose in open_recording(recording):
        if pose.time_s > _IN_THE_THIRD_S:
            break
        run.step(pose, None)
    run.finish()
    outputs.close()
    with open_for_reading(place, at(3), pytest.fail) as database:
        (session,) = sessions_of(database, "me")
    assert [stored.rep.counted for stored in session.reps] == [True, True, False]
    assert "ended before it was over" in in_english(session.reps[-1].rep.reason)
    assert (session.exercise, session.reps_asked, session.completed) == (kills.EXERCISE, kills.REPS, False)
