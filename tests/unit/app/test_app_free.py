"""Exercising as one likes: what it takes somebody to do is said, also when it was wrong, and what is done is kept."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import inf
from pathlib import Path

import pytest

from benchmarks.making.sample_files import Sample, all_samples
from coach.app.live import free
from coach.app.live.free import FreeRun
from coach.app.live.workout_pages import Manner, page_of
from coach.app.live.workout_setup import ExerciseStarter
from coach.app.replay import recognition
from coach.app.replay import replay as replaying
from coach.app.replay.replay import Replay, replay
from coach.app.running.outputs import outputs_of
from coach.app.running.results import Fanout, Results, RunOutputs
from coach.engine import catalog
from coach.engine.spec import Exercise
from coach.outputs.screen.pages.described import Exercising
from coach.recognising import live
from coach.recognising.live import Change, LiveRecogniser, Taken
from coach.recognising.recogniser import RecognisedSet, besides
from coach.record.entries import PainStop
from coach.record.store import diary, open_for_reading
from coach.record.store.sessions import sessions_of
from coach.signals.body import Body
from coach.signals.moving import Moving
from coach.values import Cue, Pose, Rep
from coach.words.wording import ENGLISH
from tests.every_page import drawn
from tests.movements import pose_of, seated_from_the_front, times
from tests.unit.recognising.test_recognising import PoseSource

PAIR = ("elbows-on-thighs", "stretch-upwards")


def sample(exercise: str) -> Sample:
    return next(each for each in all_samples(exercise) if each.variant == "good")


def poses_of(*exercises: str) -> list[Pose]:
    poses: list[Pose] = []
    for each in exercises:
        at_s = poses[-1].time_s + 3.0 if poses else 0.0
        poses += [replace(pose, time_s=pose.time_s + at_s) for pose in sample(each).poses()]
    return poses


def test_as_live_two_exercises_are_told_while_they_are_done_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    poses = poses_of(*PAIR)
    asked = [sample(each).coached_as() for each in (*PAIR, "seated-forward-bend")]
    monkeypatch.setattr(replaying, "open_pose_source", lambda *_, **__: PoseSource(poses))
    monkeypatch.setattr(recognition.catalog, "all_exercises", lambda _report=None: asked)
    results = replay(Replay(tmp_path / "beach.mp4", whole=False))
    truth = [(name, len(sample(name).expected().counted)) for name in PAIR]
    assert [(each.card.id, len(each.counted)) for each in results.summaries] == truth
    out = capsys.readouterr().out
    told = [line for line in out.splitlines() if "I take this for" in line]
    assert [line.split(": ")[-1] for line in told] == ["Elbows on thighs.", "Stretch upwards."]
    first, second = (float(line.split(" s ")[0]) for line in told)
    switch_s = sample(PAIR[0]).poses()[-1].time_s + 3.0
    assert first < switch_s < second, "nothing was known before it was done"


class Scripted:
    """A recogniser that says what it was told to, each at its time."""

    def __init__(self, *changes: tuple[float, Change]) -> None:
        self._changes = list(changes)
        self.forgotten: list[float] = []

    def update(self, pose: Pose) -> Change | None:
        if self._changes and pose.time_s >= self._changes[0][0]:
            return self._changes.pop(0)[1]
        return None

    def forget(self, time_s: float) -> None:
        self.forgotten.append(time_s)


class Sat:
    """A free workout on the poses of a sample of which something else is thought first, kept in a record."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, *changes: tuple[float, Change]) -> None:
        monkeypatch.setenv("COACH_HOME", str(home))
        self.script = Scripted(*changes)
        monkeypatch.setattr(free, "LiveRecogniser", lambda _exercises: self.script)
        self.results = Results("camera", "full")
        self.kept = Fanout(outputs_of(RunOutputs(profile="me"), self.results), pytest.fail)
        self.said: list[str] = []
        self.notes: list[str] = []
        begin = ExerciseStarter(RunOutputs(), (640, 480), self.kept, self.results, ENGLISH, lambda _: None)
        exercises = [sample(each).coached_as() for each in PAIR]
        self.run = FreeRun(exercises, begin, speak=self._speak, note=lambda _, text: self.notes.append(text))

    def _speak(self, _time_s: float, cues: tuple[Cue, ...]) -> None:
        self.said += [cue.text for cue in cues]

    def sessions(self) -> dict[str, tuple[int, bool]]:
        """Exercise id to how many repetitions counted, and whether the dose was done."""
        self.run.finish()
        self.kept.close()
        with open_for_reading(Path(str(free_home())) / "coach.db", self.results.began, pytest.fail) as database:
            return {
                each.exercise: (sum(stored.rep.counted for stored in each.reps), each.completed)
                for each in sessions_of(database, "me")
            }

    def stops(self) -> list[PainStop]:
        with open_for_reading(Path(str(free_home())) / "coach.db", self.results.began, pytest.fail) as database:
            return diary.pain_stops_of(database, "me")


def free_home() -> Path:
    from coach import paths

    return paths.user()


def taken(exercise: str, since_s: float) -> Taken:
    return Taken(exercise, since_s, None)


def test_a_change_of_mind_is_said_aloud_and_only_what_was_done_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, right = taken("elbows-on-thighs", 2.0), taken("stretch-upwards", 2.0)
    sat = Sat(tmp_path, monkeypatch, (6.0, Change("begins", wrong)), (8.0, Change("instead", right)))
    for pose in poses_of("stretch-upwards"):
        sat.run.step(pose, None)
    assert sat.notes == [
        "Exercise as you like: I say what I take it for, and count.",
        "I take this for: Elbows on thighs.",
        next(note for note in sat.notes if note.startswith("I was wrong: this is Stretch upwards.")),
    ]
    assert [said for said in sat.said if said in sat.notes] == sat.notes, "nothing of it is silent"
    counted = len(sample("stretch-upwards").expected().counted)
    assert sat.sessions() == {"stretch-upwards": (counted, False)}
    assert [summary.card.id for summary in sat.results.summaries] == ["stretch-upwards"]


def test_a_whole_dose_is_a_session_of_its_own_and_what_comes_after_is_looked_at_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sat = Sat(tmp_path, monkeypatch, (6.0, Change("begins", taken("stretch-upwards", 2.0))))
    one_each = sample("stretch-upwards").coached_as().with_reps(1)
    sat.run._exercises["stretch-upwards"] = one_each
    for pose in poses_of("stretch-upwards"):
        sat.run.step(pose, None)
    assert sat.script.forgotten, "it goes on from there"
    assert sat.run.exercise is None
    assert sat.sessions() == {"stretch-upwards": (2, True)}


def test_pain_ends_the_set_is_kept_and_nothing_goes_on_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sat = Sat(tmp_path, monkeypatch, (6.0, Change("begins", taken("stretch-upwards", 2.0))))
    for pose in poses_of("stretch-upwards"):
        if pose.time_s > 9.0 and not sat.said[-1].startswith("Stop here"):
            sat.run.ask("hurts")
        sat.run.step(pose, None)
    assert sat.said[-1].startswith("Stop here")
    assert sat.run.newest is not None
    assert sat.run.newest.now.paused
    assert list(sat.sessions()) == ["stretch-upwards"]
    assert [stop.exercise for stop in sat.stops()] == ["stretch-upwards"]


def test_while_nothing_is_known_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sat = Sat(tmp_path, monkeypatch)
    for time_s in times(20, fps=5):
        sat.run.step(pose_of(seated_from_the_front(), time_s), None)
    assert sat.run.newest is not None
    page = page_of(sat.run.newest, Manner())
    assert isinstance(page, Exercising)
    assert page.step.exercise.title == "Exercise freely"
    assert page.step.shown is not None
    assert page.step.shown.text.startswith("Exercise as you like")
    assert drawn(page, (1024, 600), ENGLISH).any()
    assert sat.sessions() == {}


class Candidate:
    """One exercise that has counted at given times, as a recogniser sees it."""

    spans: dict[str, list[tuple[float, float]]]
    apart_s = 20.0
    known = None
    under_way = False

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        self.reps: list[Rep] = []

    def update(self, pose: Pose, *_: object) -> None:
        name = self.exercise.id
        ended = [span for span in self.spans.get(name, []) if span[1] <= pose.time_s]
        self.reps = [Rep(name, None, start, start, end, 30.0, 0.0, counted=True) for start, end in ended]

    def sets_so_far(self, from_s: float = -inf) -> list[RecognisedSet]:
        return [RecognisedSet(self.exercise.id, tuple(rep for rep in self.reps if rep.start_s >= from_s))]


def changes(monkeypatch: pytest.MonkeyPatch, **spans: list[tuple[float, float]]) -> list[tuple[float, str, str]]:
    """When what changes, where exercises count at these times."""
    monkeypatch.setattr(live, "Candidate", Candidate)
    names = {name.replace("_", "-"): times for name, times in spans.items()}
    monkeypatch.setattr(Candidate, "spans", names, raising=False)
    recogniser = LiveRecogniser([catalog.find(name) for name in names])
    found: list[tuple[float, str, str]] = []
    for time_s in times(60.0, fps=2.0):
        change = recogniser.update(pose_of(seated_from_the_front(), time_s))
        if change is not None:
            found.append((time_s, change.turn, change.taken.exercise))
    return found


def test_what_explains_more_of_the_same_time_is_taken_instead_and_a_little_more_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = changes(monkeypatch, sit_and_arch=[(4, 6), (9, 11)], seated_forward_bend=[(2, 8), (8, 13)])
    assert found[:2] == [(6.0, "begins", "sit-and-arch"), (8.0, "instead", "seated-forward-bend")]
    assert found[-1][1:] == ("ends", "seated-forward-bend")
    nearly = changes(monkeypatch, sit_and_arch=[(4, 8), (9, 13)], seated_forward_bend=[(4, 8.5), (9, 13.5)])
    assert [each[1:] for each in nearly] == [("begins", "sit-and-arch"), ("ends", "sit-and-arch")]


def test_what_is_done_behind_another_exercise_begins_a_set_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    found = changes(monkeypatch, sit_and_arch=[(2, 6), (7, 11)], seated_forward_bend=[(14, 18), (19, 23)])
    assert [each[1:] for each in found] == [
        ("begins", "sit-and-arch"),
        ("begins", "seated-forward-bend"),
        ("ends", "seated-forward-bend"),
    ]


def test_whoever_moves_and_does_none_of_the_sets_does_something_else() -> None:
    done = RecognisedSet("cat-cow", (Rep("cat-cow", None, 20.0, 21.0, 30.0, 30.0, 0.0, counted=True),))
    assert besides([(0.0, 50.0)], [done]) == [(0.0, 14.0), (36.0, 50.0)]
    assert besides([(15.0, 38.0), (60.0, 62.0)], [done]) == [], "getting ready, and a moment, are nothing"


def test_moving_is_told_from_resting_at_any_size() -> None:
    for size in (0.4, 1.0):
        moving = Moving()
        for time_s in times(20.0):
            away = 10.0 * max(0.0, min(time_s, 12.0) - 6.0)  # a fifth of the trunk's length a second and more
            points = {name: (x * size + 3 * away * size, y * size) for name, (x, y) in seated_from_the_front().items()}
            moving.update(time_s, Body.of(pose_of(points, time_s)))
        ((start_s, end_s),) = moving.stretches()
        assert start_s == pytest.approx(6.0, abs=0.6)
        assert end_s == pytest.approx(12.0, abs=0.6)


def test_the_list_of_sets_says_when_something_else_was_done() -> None:
    spans = ((10.0, 14.0), (15.0, 19.0))
    reps = tuple(Rep("cat-cow", None, start, start, end, 30.0, 0.0, counted=True) for start, end in spans)
    found = recognition.Recognition(
        [RecognisedSet("cat-cow", reps, sure=0.9)], [], [catalog.find("cat-cow")], other=[(61.0, 75.0), (0.0, 5.0)]
    )
    assert found.told(ENGLISH) == [
        "0:00-0:05  something else",
        "0:10-0:19  Cat and cow: 2 counted; sure",
        "1:01-1:15  something else",
    ]
    assert all(one <= other for one, other in pairwise(found.told(ENGLISH)))
