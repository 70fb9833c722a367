"""Outputs are checked before a run, and one that fails is switched off while the others go on."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from coach.app.running.results import Fanout, Results, RunOutputs
from coach.coaching.summary import summarise
from coach.errors import ExportError
from coach.events import BaselineTaken
from coach.terminal import told
from coach.values import ExerciseCard, ExerciseState, Measures, Output, Pose, Step

CARD = ExerciseCard(
    "sit-and-arch", "Sit and arch", "chosen", "seated", "side", "none", 3, 2.0, "upper_back_arch_deg", 10.0, "°"
)


def step_at(time_s: float) -> Step:
    state = ExerciseState("exercise", "start", 0.0, None, None, {"both": 0}, math.nan, 0.0, False)
    return Step(CARD, Pose.nobody(time_s, (640, 480)), Measures(time_s, {}), state)


class Listening(Output):
    """Remembers what it was given; raises from a certain step on."""

    def __init__(self, fails_at: int = 1000, problem: Exception | None = None) -> None:
        self.times: list[float] = []
        self.closed = False
        self._fails_at = fails_at
        self._problem = problem or ExportError("The disk is full.")

    def update(self, step: Step) -> None:
        if len(self.times) >= self._fails_at:
            raise self._problem
        self.times.append(step.pose.time_s)

    def close(self) -> None:
        self.closed = True


def test_an_output_that_fails_is_said_once_and_the_others_go_on() -> None:
    good, bad, said = Listening(), Listening(fails_at=1), list[str]()
    outputs = Fanout([bad, good], lambda fact: said.append(told(fact)))
    for time_s in (0.0, 0.1, 0.2):
        outputs.update(step_at(time_s))
    outputs.close()
    assert good.times == [0.0, 0.1, 0.2]
    assert good.closed
    assert said == ["The disk is full. The session goes on without it."]
    assert [str(problem) for problem in outputs.trouble] == ["The disk is full."]


def test_a_bug_in_an_output_is_put_into_a_sentence() -> None:
    said: list[str] = []
    outputs = Fanout([Listening(0, ZeroDivisionError("by zero"))], lambda fact: said.append(told(fact)))
    outputs.update(step_at(0.0))
    assert len(said) == 1
    assert "Listening failed (ZeroDivisionError('by zero')) and was switched off" in said[0]


def test_every_output_is_closed_though_one_cannot_be() -> None:
    class Stuck(Listening):
        def close(self) -> None:
            raise ExportError("It cannot be finished.")

    first, last = Listening(), Listening()
    outputs = Fanout([first, Stuck(), last], [].append)
    outputs.close()
    assert (first.closed, last.closed) == (True, True)
    assert [str(problem) for problem in outputs.trouble] == ["It cannot be finished."]


def test_the_file_that_is_read_is_never_written(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"")
    with pytest.raises(ExportError, match=r"clip\.mp4 is used twice"):
        RunOutputs(video=clip).require_writable(read=clip)


def test_one_file_cannot_take_two_outputs(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is used twice"):
        RunOutputs(exports=(tmp_path / "a.csv",), measures=tmp_path / "a.csv").require_writable()


def test_a_recording_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "morning.coach"
    path.write_bytes(b"precious")
    with pytest.raises(ExportError, match="never overwrites"):
        RunOutputs(record=path).require_writable()
    assert path.read_bytes() == b"precious"


def test_good_outputs_pass_and_leave_nothing(tmp_path: Path) -> None:
    RunOutputs(
        (tmp_path / "a.csv", tmp_path / "a.JSON"), tmp_path / "m.csv", tmp_path / "r.coach", tmp_path / "v.mp4"
    ).require_writable(tmp_path / "clip.mp4")
    assert list(tmp_path.iterdir()) == []


def test_results_record_has_a_date_with_zone_and_every_exercise(tmp_path: Path) -> None:
    results = Results("clip.mp4", "full")
    results.events.append(BaselineTaken(1.0))
    results.summaries.append(summarise(CARD, results.events))
    results.write([tmp_path / "reps.json"])
    summary = json.loads((tmp_path / "reps.json").read_text(encoding="utf-8"))["summary"]
    assert (summary["source"], summary["model"]) == ("clip.mp4", "full")
    assert summary["date"][10] == "T"
    assert summary["date"][-6] in "+-"
    assert [exercise["exercise"] for exercise in summary["exercises"]] == ["sit-and-arch"]
    assert summary["exercises"][0]["reps"] == {"both": 0}


def test_one_export_that_fails_does_not_cost_the_others(tmp_path: Path) -> None:
    results = Results("clip.mp4", "full")
    results.write([tmp_path / "missing" / "reps.csv", tmp_path / "events.jsonl"])
    assert len(results.trouble) == 1
    assert (tmp_path / "events.jsonl").exists()
