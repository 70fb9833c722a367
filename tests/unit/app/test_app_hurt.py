"""A run in which it hurts: every output hears it, the record keeps it, the summary suggests."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.app.running.results import Fanout, Results
from coach.app.running.run import ExerciseRun
from coach.engine import catalog
from coach.events import PainReported
from coach.outputs.narrator import Narrator
from coach.record.store import Store, diary, open_for_reading
from tests.movements import pose_of, seated_from_the_front, times
from tests.stored import at


@pytest.mark.parametrize("frames_after", [0, 5])
def test_it_reaches_every_output_also_when_no_frame_follows(tmp_path: Path, frames_after: int) -> None:
    place, said = tmp_path / "coach.db", list[str]()
    outputs = Fanout([Store(place, "me", "camera 0", at(3), pytest.fail)], pytest.fail)
    results = Results("camera 0", "none")
    turn = catalog.find("sit-and-rotate")
    run = ExerciseRun(turn, outputs, Fanout([], pytest.fail), Narrator(said.append), results)
    poses = [pose_of(seated_from_the_front(), t) for t in times(3.0)]
    for pose in poses:
        run.step(pose, None)
    run.hurt()
    for number in range(frames_after):
        run.step(pose_of(seated_from_the_front(), 3.1 + number / 15), None)
    run.finish()
    outputs.close()
    assert [event for event in results.events if isinstance(event, PainReported)] == [PainReported(3.0, turn.id)]
    assert sum("it hurt" in line for line in said) == 1
    with open_for_reading(place, at(3), pytest.fail) as database:
        assert [stop.exercise for stop in diary.pain_stops_of(database, "me")] == [turn.id]
    assert results.record()["exercises"][0]["hurt"] is True
    assert any("coach leave-out" in line for line in results.summaries[0].lines())
